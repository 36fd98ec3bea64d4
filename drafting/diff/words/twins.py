"""Two texts that differ in nothing but typography, cut down to the characters that differ."""

from __future__ import annotations

import unicodedata

from drafting.diff.changes import Segment
from drafting.text.typography import fold_typography


def cut_twins(old: str, new: str) -> tuple[Segment, ...]:
    """Two texts that fold to the same, cut down to the characters that differ.

    "l'" and "l’" give = "l", - "'", + "’". Where a sign has no counterpart of its own (composed accents, spaces of
    different length) one run is replaced, from the first character that differs to the last.
    """
    if old == new:
        return (Segment("=", old),) if old else ()
    if _composed_alike(old, new):
        return tuple(_per_character(old, new))
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    if _breaks_accent(old, start) or _breaks_accent(new, start):
        start = 0
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if end and (_breaks_accent(old, len(old) - end) or _breaks_accent(new, len(new) - end)):
        end = 0
    parts = (
        Segment("=", old[:start]),
        Segment("-", old[start : len(old) - end]),
        Segment("+", new[start : len(new) - end]),
        Segment("=", old[len(old) - end :]),
    )
    return tuple(p for p in parts if p.text)


def _composed_alike(old: str, new: str) -> bool:
    return len(old) == len(new) and all(
        a == b or fold_typography(a) == fold_typography(b) for a, b in zip(old, new, strict=True)
    )


def _breaks_accent(text: str, at: int) -> bool:
    return at < len(text) and unicodedata.combining(text[at]) > 0


def _per_character(old: str, new: str) -> list[Segment]:
    out: list[Segment] = []
    start = 0
    while start < len(old):
        same = old[start] == new[start]
        end = start + 1
        while end < len(old) and (old[end] == new[end]) == same:
            end += 1
        if same:
            out.append(Segment("=", old[start:end]))
        else:
            out += [Segment("-", old[start:end]), Segment("+", new[start:end])]
        start = end
    return out
