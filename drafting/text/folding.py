"""Folding: what two texts share when case, accents and shapes of signs do not count; offsets can be kept.

There are three levels, each for a question of its own:

- `fold_typography` (in `text.typography`): shapes of signs only. Revisions that differ in nothing else are the same.
- `fold_case`: case and apostrophes; accents count. For telling languages apart by their words.
- `fold`: case, accents, ligatures and apostrophes. For finding words however they were typed: lexicon and library.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from drafting.text.typography import APOSTROPHES, HYPHENS, INVISIBLE, SPACES

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = {
    **dict.fromkeys(APOSTROPHES + "´`＇", "'"), **dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(INVISIBLE, ""),
}  # fmt: skip
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
"""Letters that Unicode does not take apart: names are typed without their strokes (Tromso, Lodz)."""
_FRACTION = "\u2044"


class _Table(dict[int, str]):
    """Code point → what `fold` makes of it, one character at a time; fills itself as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _fold_once(char)
        while (again := "".join(map(_fold_once, plain))) != plain:
            plain = again
        self[code] = plain
        return plain


def _fold_once(char: str) -> str:
    low = char.casefold()
    known = _SIGNS.get(char, _LETTERS.get(low))
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", low)
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    if _FRACTION in plain or (plain and not any(map(str.isalnum, plain))):
        return low  # "…" stays one sign, "½" does not become "1⁄2"
    return plain


_TABLE = _Table()


def fold(text: str) -> str:
    """The text without case, accents, ligatures and shapes of apostrophe, hyphen and space: "L’Œuvre" → "l'oeuvre".

    Every character is folded by itself: "œ" → "oe", "№" → "no", "CO₂" → "co2"; soft hyphens and combining accents
    vanish. Quotes and dashes stay. The length may change; `fold_with_offsets` leads back to the text.
    """
    if not text.isascii():
        for char in set(_BEYOND_ASCII.findall(text)):  # a text has few such characters: quicker than one by one
            text = text.replace(char, _TABLE[ord(char)])
    return text.lower().replace("`", "'")


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """`fold` for single words, remembered."""
    return fold(word)


def fold_line(text: str) -> str:
    """A whole line folded, runs of white space as one space, no space at the ends."""
    return " ".join(fold(text).split())


def fold_case(text: str) -> str:
    """The text without case and with plain apostrophes; accents stay."""
    low = text.casefold()
    if not low.isascii():
        for sign in APOSTROPHES:
            if sign in low:
                low = low.replace(sign, "'")
    return low


class Folded(NamedTuple):
    """A folded text that remembers where it came from.

    `places`: for each folded character the offset of the character of the source it comes from, and at the end the
    length of the source; None where every offset is the same in both.
    """

    text: str
    places: Sequence[int] | None

    def in_source(self, at: int) -> int:
        """The offset in the source of an offset in the folded text."""
        return at if self.places is None else self.places[at]

    def from_source(self, at: int) -> int:
        """The offset in the folded text of an offset in the source: of the first character that comes from there or
        from behind it."""
        return at if self.places is None else bisect_left(self.places, at)


def fold_with_offsets(text: str) -> Folded:
    """`fold(text)` with the way back to the offsets of `text`."""
    uneven = [] if text.isascii() else [c for c in set(_BEYOND_ASCII.findall(text)) if len(_TABLE[ord(c)]) != 1]
    if not uneven:
        return Folded(fold(text), None)
    places: list[int] = []
    at = 0
    for m in re.finditer(f"[{''.join(uneven)}]", text):
        places += range(at, m.start())
        places += [m.start()] * len(_TABLE[ord(m[0])])
        at = m.end()
    places += range(at, len(text) + 1)
    return Folded(fold(text), places)
