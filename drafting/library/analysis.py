"""Text → tokens: fold → remove elisions → stem. Indexes receive only tokens, so all of them agree, in every language.

Folding ignores case, accents and ligatures (`cybersecurite` finds `cybersécurité`); elided words (l', qu') and the
English possessive are removed; what remains is stemmed by the Snowball stemmer of the language.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, pairwise

import Stemmer

from drafting.text.folding import fold, fold_with_offsets
from drafting.text.stopwords import FUNCTION_WORDS
from drafting.text.words import Word

VERSION = "4"
"""Changes whenever a text gives other tokens or other opening words: libraries of another version are indexed anew."""

SNOWBALL = {"fr": "french", "en": "english", "es": "spanish", "pt": "portuguese"}
RUN, WINDOW = 5, 4
"""A fingerprint covers RUN words, and one of WINDOW neighbours is kept: a shared run of RUN + WINDOW - 1 is found."""
LONGEST = 60
"""Longer words are cut into pieces of so many letters, in questions and in texts alike."""

_ELIDED = frozenset(
    f"{word}'"
    for word in ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu")
)
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:oes|aes|aos)$")
"""resoluções, capitães, cidadãos, folded: plurals of words in -ão."""
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST}}}'?")
_ASCII_WORD = re.compile(rf"[a-z0-9]{{1,{LONGEST}}}'?")
REMEMBERED = 100_000
"""Words whose stems are cached for each language, about 15 MB: as many as a library of a million paragraphs has."""


def words(text: str) -> list[str]:
    """The words of a text, folded, without elisions: "L’État d'urgence" → ["etat", "urgence"]."""
    folded = fold(text)
    found = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    if "'" not in folded:
        return found
    kept = [word for word in found if word not in _ELIDED]
    if len(found) - len(kept) == folded.count("'"):  # every apostrophe belonged to an elided word
        return kept
    return [found[i].removesuffix("'") for i in _kept(found)]


def _kept(found: Sequence[str]) -> list[int]:
    """The indexes of the words (with their apostrophes) that are neither elided nor the s of a possessive."""
    return [
        i
        for i, word in enumerate(found)
        if word not in _ELIDED and not (word == "s" and i and found[i - 1][-1] == "'" and found[i - 1] not in _ELIDED)
    ]


def placed_words(text: str) -> list[Word]:
    """As `words`, each with its place in the text; an elided word directly before it belongs to it."""
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
    """The stems of a language by folded word: a cache that is emptied when it holds REMEMBERED words."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer(SNOWBALL[language], 0).stemWord
        self._portuguese = language == "pt"

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        # Snowball recognises these plurals by their tilde, which folding has removed
        stem: str = self._stem(_PLURAL.sub("ao", word) if self._portuguese else word)
        self[word] = stem
        return stem


@cache
def _stems_of(language: str) -> _Stems | None:
    return _Stems(language) if language in SNOWBALL else None


def stem(tokens: Sequence[str], language: str) -> list[str]:
    """Stems of folded words in "fr", "en", "es" or "pt"; in other languages the words themselves."""
    known = _stems_of(language)
    return list(tokens) if known is None else list(map(known.__getitem__, tokens))


def stems(text: str, language: str) -> list[str]:
    """The stems of a text, in order."""
    return stem(words(text), language)


def prints(tokens: Sequence[str]) -> set[str]:
    """Winnowed fingerprints of folded words (Schleimer, Wilkerson, Aiken 2003), one for about 2.5 words, as hex.

    Two texts that share RUN + WINDOW - 1 words in a row share a fingerprint. Fewer than RUN words have none.
    """
    count = len(tokens) - RUN + 1
    if count < 1:
        return set()
    ends = list(accumulate(map((1).__add__, map(len, tokens))))
    joined = (" ".join(tokens) + " ").encode("utf-8", "surrogatepass")
    if len(joined) != ends[-1]:  # letters of more than one byte
        ends = list(accumulate(len(t.encode("utf-8", "surrogatepass")) + 1 for t in tokens))
    starts = [0, *ends]
    crc = zlib.crc32
    hashes = [crc(joined[start:end]) for start, end in zip(starts, ends[RUN - 1 :], strict=False)]
    if count <= WINDOW:
        return {f"{min(hashes):x}"}
    # The least of WINDOW (4) neighbours as the least of two, twice: faster than min() over slices.
    least = [a if a < b else b for a, b in pairwise(hashes)]
    return {f"{h:x}" for h in {a if a < b else b for a, b in zip(least, least[2:], strict=False)}}


FUNCTION = frozenset(w for word in FUNCTION_WORDS for w in words(word)) | {"ayant", "ainsi", "sera"}
"""Folded function words: a question is not narrowed by them."""


def word_hash(tokens: Sequence[str]) -> int:
    """A hash (63 bits) of folded words in order: equal for texts that read the same."""
    data = " ".join(tokens).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def runs(tokens: Sequence[str], length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every run of `length` tokens with the index of its first one."""
    for start in range(len(tokens) - length + 1):
        yield start, tuple(tokens[start : start + length])
