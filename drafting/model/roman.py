"""Roman numerals, 1 to 3999: 4 ↔ "iv"."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST = 3999


def roman_numeral(number: int) -> str:
    """The numeral in small letters: 4 → "iv". Raises ValueError outside 1 to `LARGEST`."""
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} has no roman numeral")
    out = ""
    for value, letters in _VALUES:
        count, number = divmod(number, value)
        out += letters * count
    return out


def roman_value(text: str) -> int | None:
    """The value of a well-formed numeral in small or capital letters ("XLVIII" → 48); None for any other text."""
    rest = text.lower()
    if not rest or not _SHAPE.fullmatch(rest):
        return None
    total = 0
    for value, letters in _VALUES:
        while rest.startswith(letters):
            total, rest = total + value, rest[len(letters) :]
    return total
