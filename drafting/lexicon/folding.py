"""Words as the lexicon compares them: without case, accents, ligatures or kind of apostrophe; and where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SIGNS = {
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\u2007": " ",
    "œ": "oe", "æ": "ae", "º": "o", "ª": "a",
}  # fmt: skip
_PLAIN = str.maketrans({chr(c): unicodedata.normalize("NFD", chr(c))[0] for c in range(0xC0, 0x250)} | _SIGNS)
"""Accented Latin letters to their bare ones, at once."""
_RARE = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1e00-\u1fff]")
_WORD = re.compile(r"(?P<gap>[\s\u00ad-]*)(?P<word>(?:[^\W_][\u0300-\u036f]*)+['’ʼ]?)")


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and spaces. The length may change ("œ" → "oe")."""
    low = text.casefold().translate(_PLAIN)
    if low.isascii() or not _RARE.search(low):
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """`fold` for single words, remembered."""
    return fold(word)


def fold_line(text: str) -> str:
    """A whole line folded, its runs of blanks made one, its ends trimmed."""
    return " ".join(fold(text).split())


@lru_cache(maxsize=4096)
def words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of the lexicon: "Prêter l’oreille" → ("preter", "l'", "oreille")."""
    return tuple(word for _, word in _WORD.findall(fold(phrase)))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, with its place: `text[start:end]`."""

    folded: str
    start: int
    end: int


def run(text: str, start: int = 0, limit: int = 16) -> list[Word]:
    """The words from `start` on, at most `limit`, up to the first sign that is no blank, hyphen or apostrophe."""
    found: list[Word] = []
    while len(found) < limit and (m := _WORD.match(text, start)):
        found.append(Word(fold_word(m["word"]), m.start("word"), m.end("word")))
        start = m.end()
    return found
