"""Characters that no one sees, made visible: a change of one must not look like none, an override must not mislead."""

from __future__ import annotations

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that make what follows run the other way: text could be made to read as what it is not."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile(rf"[^\S\t\n]|{_UNSEEN.pattern}")
_AS_WORD = {" ": "␣", "\u00a0": "°"}


def visible(text: str) -> str:
    """The text with signs that turn the direction of reading spelt out: "[U+202E]"."""
    return _TURNING.sub(_code, text)


def visible_change(text: str) -> str:
    """The same for words that came or went; where they are nothing but blanks and unseen signs, all are spelt out.

    A space is "␣" (a struck "·" would read as a hyphen), a no-break space "°" as in Word; tabs and line ends are left
    to the caller.
    """
    return visible(text) if _UNSEEN.sub("", text).strip() else _BLANK.sub(_code, text)


def blanks(text: str) -> str:
    """What stands for a text of nothing but blanks, "" for every other: for pages that keep the blanks as they are."""
    return "" if text.strip() or not text.strip("\t\n") else visible_change(text.replace("\t", "").replace("\n", ""))


def _code(match: re.Match[str]) -> str:
    return _AS_WORD.get(match[0]) or f"[U+{ord(match[0]):04X}]"
