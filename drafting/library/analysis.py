"""Text → tokens: fold → cut elision → stem. Engines see only tokens, so all of them agree, in every language.

Folding ignores case, accents and ligatures (`cybersecurite` finds `cybersécurité`), elided words (l', qu') and the
English possessive are cut off, and what is left is stemmed by the Snowball stemmer of the language.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, pairwise

import Stemmer
from rapidfuzz.distance import Indel

from drafting.text.folding import fold, fold_with_offsets
from drafting.text.stopwords import FUNCTION_WORDS
from drafting.text.tokens import words_and_signs
from drafting.text.typography import body_key
from drafting.text.words import Word

VERSION = "4"
"""Changes whenever the same text gives other tokens or is grasped otherwise: older libraries are indexed anew."""

SNOWBALL = {"fr": "french", "en": "english", "es": "spanish", "pt": "portuguese"}
RUN, WINDOW = 5, 4
"""A fingerprint covers RUN words; of WINDOW neighbours one is kept: a shared run of RUN + WINDOW - 1 words is found."""
LONGEST = 60
"""Longer words are cut into pieces of so many letters, on every side alike."""

_ELIDED = frozenset(
    f"{word}'"
    for word in ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu")
)
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:oes|aes|aos)$")
"""resoluções, capitães, cidadãos, folded: plurals of words in -ão."""
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST}}}'?")
_ASCII_WORD = re.compile(rf"[a-z0-9]{{1,{LONGEST}}}'?")
REMEMBERED = 100_000
"""Words whose stems are kept at hand for each language, about 15 MB: a library of a million paragraphs has as many."""


def words(text: str) -> list[str]:
    """The words of a text, folded, elisions cut: "L’État d'urgence" → ["etat", "urgence"]."""
    folded = fold(text)
    found = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    if "'" not in folded:
        return found
    kept = [word for word in found if word not in _ELIDED]
    if len(found) - len(kept) == folded.count("'"):  # every apostrophe went with an elided word
        return kept
    return [found[i].removesuffix("'") for i in _kept(found)]


def _kept(found: Sequence[str]) -> list[int]:
    """Which of the words, apostrophes behind them, are neither elided nor the s of a possessive."""
    return [
        i
        for i, word in enumerate(found)
        if word not in _ELIDED and not (word == "s" and i and found[i - 1][-1] == "'" and found[i - 1] not in _ELIDED)
    ]


def placed_words(text: str) -> list[Word]:
    """As `words`, each with its offsets in the text; the elided word right before it belongs to it."""
    folded = fold_with_offsets(text)
    found = list(_WORD.finditer(folded.text))
    out = []
    for i in _kept([m[0] for m in found]):
        word, start = found[i][0].removesuffix("'"), found[i].start()
        if i and found[i - 1].end() == start and found[i - 1][0] in _ELIDED:
            start = found[i - 1].start()
        out.append(Word(word, folded.in_source(start), folded.in_source(found[i].start() + len(word))))
    return out


class _Stems(dict[str, str]):
    """The stems of a language by folded word; fills itself as words are met, and begins anew when it holds too many."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer(SNOWBALL[language], 0).stemWord
        self._portuguese = language == "pt"

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        # Snowball knows these plurals by their tilde, which folding took away
        stem: str = self._stem(_PLURAL.sub("ao", word) if self._portuguese else word)
        self[word] = stem
        return stem


@cache
def _stems_of(language: str) -> _Stems | None:
    return _Stems(language) if language in SNOWBALL else None


def stem(tokens: Sequence[str], language: str) -> list[str]:
    """Stems of folded words in a language ("fr", "en", "es", "pt"); words of other languages stay as they are."""
    known = _stems_of(language)
    return list(tokens) if known is None else list(map(known.__getitem__, tokens))


def stems(text: str, language: str) -> list[str]:
    """The stems of a text, in order."""
    return stem(words(text), language)


def prints(tokens: Sequence[str]) -> set[str]:
    """Winnowed fingerprints of a run of folded words (Schleimer, Wilkerson, Aiken 2003): one in about 2.5 words.

    Two texts that share RUN + WINDOW - 1 words in a row share a fingerprint. Fewer than RUN words have none.
    """
    count = len(tokens) - RUN + 1
    if count < 1:
        return set()
    ends = list(accumulate(map((1).__add__, map(len, tokens))))
    joined = (" ".join(tokens) + " ").encode("utf-8", "surrogatepass")
    if len(joined) != ends[-1]:  # a word of another script: its bytes outnumber its letters
        ends = list(accumulate(len(t.encode("utf-8", "surrogatepass")) + 1 for t in tokens))
    starts = [0, *ends]
    crc = zlib.crc32
    hashes = [crc(joined[start:end]) for start, end in zip(starts, ends[RUN - 1 :], strict=False)]
    if count <= WINDOW:
        return {f"{min(hashes):x}"}
    # The least of WINDOW (4) neighbours: the least of two, twice. Quicker than min() over slices.
    least = [a if a < b else b for a, b in pairwise(hashes)]
    return {f"{h:x}" for h in {a if a < b else b for a, b in zip(least, least[2:], strict=False)}}


FUNCTION = frozenset(w for word in FUNCTION_WORDS for w in words(word)) | {"ayant", "ainsi", "sera"}
"""Folded words that carry no matter of their own: a question is not narrowed by them."""


def same(tokens: Sequence[str]) -> int:
    """A number (63 bits) that texts have in common when their folded words are the same, in order."""
    data = " ".join(tokens).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def typed_words(text: str) -> tuple[str, list[str]]:
    """A text folded typographically only, and its words and signs: what a match % compares."""
    key = body_key(text)
    return key, words_and_signs(key)


def match_percent(text: str, other: str) -> int:
    """100 when two texts are equal but for typography, else 100 × word-level indel similarity, cut to a whole number.

    99 at most then; a word or a sign is one step.
    """
    (key, tokens), (other_key, other_tokens) = typed_words(text), typed_words(other)
    if key == other_key:
        return 100
    return min(99, int(100 * Indel.normalized_similarity(tokens, other_tokens)))


def runs(tokens: Sequence[str], length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of `length` tokens with its position."""
    for start in range(len(tokens) - length + 1):
        yield start, tuple(tokens[start : start + length])
