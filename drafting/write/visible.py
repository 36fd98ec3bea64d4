"""Characters that no one sees, made visible: a change of one must not look like none, an override must not mislead."""

from __future__ import annotations

import re

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that make what follows run the other way: text could be made to read as what it is not."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with signs that turn the direction of reading spelt out: "[U+202E]"."""
    return _TURNING.sub(_code, text)


def visible_change(text: str) -> str:
    """The same for words that came or went; where they are nothing but unseen signs, all of these are spelt out."""
    return visible(text) if _UNSEEN.sub("", text) else _UNSEEN.sub(_code, text)


def _code(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"
