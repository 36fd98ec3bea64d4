"""The two texts of a change made ready: folded, with the places that changed, so that a fact can be asked whether it
was touched."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from drafting.diff.changes import Segment
from drafting.diff.units import Unit
from drafting.text.folding import Folded, fold_with_offsets

_NEAR = 120
"""How far around the changed places facts are looked for: longer than any name, date or phrase."""


class Hunk(NamedTuple):
    """A changed place: what stands there on the old side and on the new one, as offsets into the joined texts."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def hunks(segments: Sequence[Segment]) -> list[Hunk]:
    """The changed places of a change, in order."""
    out: list[Hunk] = []
    i = j = start_i = start_j = 0
    for s in segments:
        if s.op == "=":
            if (start_i, start_j) != (i, j):
                out.append(Hunk(start_i, i, start_j, j))
            i, j = i + len(s.text), j + len(s.text)
            start_i, start_j = i, j
        elif s.op == "-":
            i += len(s.text)
        else:
            j += len(s.text)
    if (start_i, start_j) != (i, j):
        out.append(Hunk(start_i, i, start_j, j))
    return out


@dataclass(slots=True)
class ChangedText:
    """One side: units joined by line feeds, their labels blanked out, so that offsets are those of the segments.

    `folded` is the text without case and accents; `at` and `folded_at` lead from one to the other. `changed` are the
    changed ranges of the text, one for each hunk. Where not all of the text is of interest, `start` and `end` bound (in
    the folded text) what is near the changed places.
    """

    text: str
    changed: list[tuple[int, int]]
    _fold: Folded
    start: int = 0
    end: int = 0
    _ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, units: Sequence[Unit], changed: list[tuple[int, int]]) -> ChangedText:
        """A side of a change."""
        text = "\n".join(" " * (len(u.full_text) - len(u.text)) + u.text for u in units)
        fold = fold_with_offsets(text)
        side = cls(text, changed, fold, 0, len(fold.text), [b for _, b in changed])
        if changed:
            side.start = max(0, fold.from_source(changed[0][0]) - _NEAR)
            side.end = min(side.end, fold.from_source(changed[-1][1]) + _NEAR)
            while side.start and not side.folded[side.start - 1].isspace():
                side.start -= 1
            while side.end < len(side.folded) and not side.folded[side.end].isspace():
                side.end += 1
        return side

    @property
    def folded(self) -> str:
        """The text without case and accents."""
        return self._fold.text

    def at(self, place: int) -> int:
        """The offset in the text of an offset in the folded text."""
        return self._fold.in_source(place)

    def folded_at(self, place: int) -> int:
        """The offset in the folded text of an offset in the text."""
        return self._fold.from_source(place)

    def near(self, pattern: re.Pattern[str], around: int) -> bool:
        """Does a pattern occur in the folded text within so many characters of a changed place?"""
        places = ((self.folded_at(a), self.folded_at(b)) for a, b in self.changed)
        return any(pattern.search(self.folded, max(0, a - around), b + around) for a, b in places)

    def touched(self, start: int, end: int) -> int | None:
        """The first hunk that overlaps text[start:end] or stands at its edge, or None.

        What stands beside a hunk stands beside it on both sides, and comes out as unchanged there.
        """
        k = bisect_left(self._ends, start)
        return k if k < len(self.changed) and self.changed[k][0] <= end else None
