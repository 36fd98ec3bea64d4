"""Words as folded text: phrases of the lexicon, the words of a text with their places, read one after another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from drafting.text.folding import fold, fold_word
from drafting.text.typography import APOSTROPHES, INVISIBLE

_ACCENTS = f"\u0300-\u036f{INVISIBLE}"
_WORD = re.compile(rf"(?:[^\W_][{_ACCENTS}]*)+['´{APOSTROPHES}]?")
"""Letters and digits with their accents, and the apostrophe of an elision: "l’État-partie" is l’ · État · partie."""
_NEXT = re.compile(rf"[\s-]*(?P<word>{_WORD.pattern})")


class Word(NamedTuple):
    """A folded word and its place in the text it comes from: `text[start:end]`."""

    folded: str
    start: int
    end: int


def find_words(text: str) -> list[Word]:
    """The words of a text in order. An elided word keeps its apostrophe and is a word of its own."""
    return [Word(fold_word(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def phrase_words(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase of the lexicon: "Prêter l’oreille" → ("preter", "l'", "oreille")."""
    return tuple(_WORD.findall(fold(phrase)))


class WordRun:
    """The folded words of a text from `start` on, `limit` at most, up to the first sign that is no white space, hyphen
    or apostrophe. `folded` grows when `has` is asked for more: the first words answer most questions."""

    __slots__ = ("_at", "_left", "_text", "folded", "places")

    def __init__(self, text: str, start: int = 0, limit: int = 16) -> None:
        self._text, self._at, self._left = text, start, limit
        self.folded: list[str] = []
        self.places: list[tuple[int, int]] = []
        """Start and end of each word in the text."""

    def has(self, index: int) -> bool:
        """True when there is a word at this index (from 0); `folded` and `places` hold it then."""
        folded = self.folded
        while len(folded) <= index:
            m = _NEXT.match(self._text, self._at) if self._left else None
            if m is None:
                self._left = 0
                return False
            place = m.span("word")
            self._at = place[1]
            self._left -= 1
            folded.append(fold_word(m["word"]))
            self.places.append(place)
        return True

    @property
    def settled(self) -> int:
        """How many characters of the text have settled all that was asked: the words up to now and the blank behind
        them. Another text that begins with the same gives the same answers. 0 where the run was asked to its end."""
        return self._at + 1 if self._left and self._text[self._at : self._at + 1] == " " else 0

    def begins(self, key: tuple[str, ...], at: int = 0) -> bool:
        """True when the run has these folded words at this index."""
        folded = self.folded
        for offset, word in enumerate(key, at):
            if (offset >= len(folded) and not self.has(offset)) or folded[offset] != word:
                return False
        return True

    def rejoined(self) -> WordRun:
        """The same words, the first two made one: the first letter of an italic word is often cut off in conversion,
        "N otant" is read as "Notant"."""
        while self.has(len(self.folded)):
            pass
        whole = WordRun(self._text, limit=0)
        head, tail, *rest = self.folded
        whole.folded = [head + tail, *rest]
        whole.places = [(self.places[0][0], self.places[1][1]), *self.places[2:]]
        return whole
