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
from drafting.text.folding import fold

_NEAR = 120
"""How far around the changed places facts are looked for: longer than any name, date or phrase."""
_UNEVEN = re.compile("[\u0300-\u036fœæŒÆßŉǰΐΰևẖẗẘẙẚẞﬀ-ﬆ]")


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
class Text:
    """One side: units joined by line feeds, their labels blanked out, so that offsets are those of the segments.

    `folded` is the text without case and accents; `places` gives for each of its characters the place in the text,
    None where they are the same. `changed` are the changed ranges, one for each hunk. Where not all of the text is of
    interest, `start` and `end` bound (in the folded text) what is near the changed places.
    """

    text: str
    folded: str
    places: Sequence[int] | None
    changed: list[tuple[int, int]]
    start: int = 0
    end: int = 0
    _ends: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, units: Sequence[Unit], changed: list[tuple[int, int]]) -> Text:
        """A side of a change."""
        text = "\n".join(" " * (len(u.full_text) - len(u.text)) + u.text for u in units)
        folded, places = folded_places(text)
        side = cls(text, folded, places, changed, _ends=[b for _, b in changed])
        side.end = len(folded)
        if changed and places is None:
            side.start = max(0, changed[0][0] - _NEAR)
            side.end = min(len(folded), changed[-1][1] + _NEAR)
            while side.start and not folded[side.start - 1].isspace():
                side.start -= 1
            while side.end < len(folded) and not folded[side.end].isspace():
                side.end += 1
        return side

    def at(self, place: int) -> int:
        """The offset in the text of an offset in the folded text."""
        return place if self.places is None else self.places[place]

    def near(self, pattern: re.Pattern[str], around: int) -> bool:
        """Does a pattern occur in the folded text within so many characters of a changed place?"""
        if self.places is not None:
            return pattern.search(self.folded) is not None
        return any(pattern.search(self.folded, max(0, a - around), b + around) for a, b in self.changed)

    def touched(self, start: int, end: int) -> int | None:
        """The first hunk that overlaps text[start:end] or stands at its edge, or None.

        What stands beside a hunk stands beside it on both sides, and comes out as unchanged there.
        """
        k = bisect_left(self._ends, start)
        return k if k < len(self.changed) and self.changed[k][0] <= end else None


def folded_places(text: str) -> tuple[str, Sequence[int] | None]:
    """The folded text, and for each of its characters where it stands in the text (None: at the same place)."""
    low = fold(text)
    if len(low) == len(text) and not _UNEVEN.search(text):
        return low, None
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for m in _UNEVEN.finditer(text):
        _fold_onto(pieces, places, text, at, m.start())
        piece = "" if "\u0300" <= m[0] <= "\u036f" else fold(m[0])
        pieces.append(piece)
        places += [m.start()] * len(piece)
        at = m.end()
    _fold_onto(pieces, places, text, at, len(text))
    return "".join(pieces), [*places, len(text)]


def _fold_onto(pieces: list[str], places: list[int], text: str, start: int, end: int) -> None:
    """A stretch folded at once where each sign stays one sign, sign by sign where not."""
    low = fold(text[start:end])
    if len(low) == end - start:
        pieces.append(low)
        places += range(start, end)
        return
    for i in range(start, end):
        piece = fold(text[i])
        pieces.append(piece)
        places += [i] * len(piece)
