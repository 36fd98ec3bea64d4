"""Words as the lexicon compares them: without case, accents, ligatures or kind of apostrophe; and where they stand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

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


class Word(NamedTuple):
    """A word of a text, folded, with its place: `text[start:end]`."""

    folded: str
    start: int
    end: int


class Run:
    """The words of a text from `start` on, at most `limit`, up to the first sign that is no blank, hyphen or
    apostrophe. `folded` grows when `has` is asked for more: most questions are answered by the first words."""

    __slots__ = ("_at", "_left", "_text", "folded", "places")

    def __init__(self, text: str, start: int = 0, limit: int = 16) -> None:
        self._text, self._at, self._left = text, start, limit
        self.folded: list[str] = []
        self.places: list[tuple[int, int]] = []
        """Where each word stands in the text."""

    def has(self, index: int) -> bool:
        """True when there is a word at this index (from 0); then it stands in `folded` and `places`."""
        folded = self.folded
        while len(folded) <= index:
            m = _WORD.match(self._text, self._at) if self._left else None
            if m is None:
                self._left = 0
                return False
            place = m.span(2)
            self._at = place[1]
            self._left -= 1
            folded.append(fold_word(m[2]))
            self.places.append(place)
        return True

    @property
    def settled(self) -> int:
        """How many characters of the text have settled all that was asked: the words up to now and the blank behind
        them. Another text that begins with the same gives the same answers. 0 where the run was asked to its end."""
        return self._at + 1 if self._left and self._text[self._at : self._at + 1] == " " else 0

    def begins(self, key: tuple[str, ...], at: int = 0) -> bool:
        """True when these folded words stand at this index."""
        folded = self.folded
        for offset, word in enumerate(key, at):
            if (offset >= len(folded) and not self.has(offset)) or folded[offset] != word:
                return False
        return True

    def rejoined(self) -> Run:
        """The same words, the first two made one: the first letter of an italic word is often cut off in conversion,
        "N otant" is read as "Notant"."""
        while self.has(len(self.folded)):
            pass
        whole = Run(self._text, limit=0)
        head, tail, *rest = self.folded
        whole.folded = [head + tail, *rest]
        whole.places = [(self.places[0][0], self.places[1][1]), *self.places[2:]]
        return whole
