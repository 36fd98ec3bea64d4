"""The match % between two paragraphs."""

from __future__ import annotations

from drafting.text.similarity import word_ratio
from drafting.text.tokens import words_and_signs
from drafting.text.typography import body_key


def typed_words(text: str) -> tuple[str, list[str]]:
    """The text folded typographically only (quotes, spaces, hyphens), and its words and signs."""
    key = body_key(text)
    return key, words_and_signs(key)


def match_percent(text: str, other: str) -> int:
    """100 if texts are equal but for typography, else 100 × word-level indel similarity, rounded down, at most 99.

    One step is one word or one sign; letter case, accents and endings count.
    """
    (key, tokens), (other_key, other_tokens) = typed_words(text), typed_words(other)
    if key == other_key:
        return 100
    return min(99, int(100 * word_ratio(tokens, other_tokens)))
