"""Text cut into tokens. Each tokeniser answers a question of its own; what they have in common is stated here once.

- `tokenize`: elisions, words with their hyphens, numbers with their groups, signs, white space. Tokens join to the
  text. For the word diff.
- `printed_tokens`: as `tokenize`, without white space, as plain strings. For the alignment.
- `words_and_signs`: runs of letters and digits, and signs. For the match %.
- `text.words.find_words`: elisions, and runs of letters and digits; no signs; folded, with their places. For the
  lexicon.
- `library.analysis.words`: runs of letters and digits; no signs, no elisions; folded. For the index of the library.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

TokenKind: TypeAlias = Literal["word", "space", "punct", "number", "atom"]

# Combining accents, variation selectors, soft hyphens and joiners belong to the sign before them. Runs of word
# characters are never cut, so no change can begin inside a word or a number whatever script it is written in.
_MARK = "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_MARK += "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_RUN = rf"\w+(?:[{_MARK}]+\w*)*"
_ELISION = "|".join(  # each begins with a plain set of letters: most words are passed over at once
    start + r"['’ʼ](?=\w)"
    for start in (
        "[ldjmtscçnLDJMTSCÇN]",
        "[Qq][Uu]",
        "[JjLlPpQq](?:[Uu][Ss]|[Oo][Rr][Ss]|[Uu][Ii][Ss]|[Uu][Oo][Ii])[Qq][Uu]",
    )
)
_NUMBER = rf"(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\w)(?:[.,]\d+)*|\d+(?:[.,]\d+)*)(?:{_RUN}|[{_MARK}]+\w*)*"
_WORD = rf"{_RUN}(?:[-\u2010\u2011'’ʼ]{_RUN})*"
_SIGN = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s](?:\u200d[^\w\s]|[{_MARK}\U0001f3fb-\U0001f3ff])*"
_NO_SPACE = f"{_ELISION}|{_NUMBER}|{_WORD}|{_SIGN}"
_TOKEN = re.compile(rf"\s+|{_NO_SPACE}")
_PRINTED = re.compile(_NO_SPACE)
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest thing a change can touch: a word, an elision, a number, a space run, a sign, or an atom.

    An atom (picture, field, note reference, equation) has no words of its own: it equals another when `key` does.
    For the other kinds `key` is the text itself.
    """

    text: str
    kind: TokenKind = "word"
    key: Hashable = None

    @property
    def identity(self) -> Hashable:
        """What two tokens must share to be the same token."""
        return self.text if self.key is None else (self.kind, self.key)


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text, white space included; their texts join to the text again, to the letter.

    "l'accord-cadre du 1er mai" → l' · accord-cadre · ␣ · du · ␣ · 1er · ␣ · mai. Each punctuation sign is a token.
    """
    return tuple(map(_token, _TOKEN.findall(text)))


@lru_cache(maxsize=1 << 16)
def _token(piece: str) -> Token:
    """Tokens are values: one object serves for every place a word stands in."""
    return Token(piece, token_kind(piece))


def printed_tokens(text: str) -> list[str]:
    """The tokens of a text without the white space, as plain strings: what the alignment compares."""
    return _PRINTED.findall(text)


def token_kind(piece: str) -> TokenKind:
    """What a piece of text cut by `tokenize` is."""
    first = piece[:1]
    if first.isspace():
        return "space"
    if first.isdecimal():
        return "number"
    return "word" if first.isalnum() or first == "_" else "punct"


def join_tokens(tokens: Sequence[Token]) -> str:
    """The text that tokens join to."""
    return "".join(t.text for t in tokens)


def words_and_signs(text: str) -> list[str]:
    """Runs of letters and digits, and signs one by one; without white space."""
    return _WORD_OR_SIGN.findall(text)


def place_words_and_signs(text: str) -> list[tuple[int, int]]:
    """Start and end of each piece that `words_and_signs` gives."""
    return [m.span() for m in _WORD_OR_SIGN.finditer(text)]
