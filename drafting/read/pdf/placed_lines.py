"""Lines in their columns: where the text of each ends at the right, and the white above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafting.model.labels import split_label
from drafting.read.pdf.columns import Stack
from drafting.read.pdf.words import PrintedLine

_SENTENCE_END = re.compile(r"[.;:!?…][\s»”\")\]’]*$")
WIDE = 1.3
"""White between paragraphs: the distance of two lines is more than this multiple of the usual one."""
_SHORTEST_RUN = 3
"""Lines of a run whose own longest line tells where its right edge is, where they are prose and mostly full."""
_PROSE = 35
"""Letters that the lines of running text hold on average, at least."""
_MOSTLY_FULL = 0.6
"""Share of the lines of a run that nearly reach its right edge. These thresholds were judged, not measured."""


@dataclass(frozen=True)
class PlacedLine:
    """A line in its column; lengths in points.

    `number`: of its column. `edge`: where the text of its run ends at the right. `gap`: distance from the line above,
    0 for the first of a column. `pitch`: the usual distance of two lines of its size.
    """

    line: PrintedLine
    stack: Stack
    number: int
    edge: float
    gap: float
    pitch: float

    @cached_property
    def free(self) -> float:
        """Points of white behind the line that a word could have taken; a centred line has half of it in front."""
        if self.centred:
            return (self.stack.right - self.stack.left) - (self.line.x1 - self.line.x0)
        return self.edge - self.line.x1

    @cached_property
    def centred(self) -> bool:
        """True for a line in the middle of its column, with white on both sides."""
        return self.balanced and self.inset > 1.5 * self.line.size

    @property
    def balanced(self) -> bool:
        """True where the white on both sides is equal, however little: a long line among centred ones."""
        return self.inset > 2 and abs(self.inset - (self.stack.right - self.line.x1)) < 3

    @cached_property
    def flush(self) -> bool:
        """True for a line set to the right: it ends at the right edge and begins far from the left."""
        width = self.stack.right - self.stack.left
        return self.stack.right - self.line.x1 < 2 and self.inset > 0.25 * width and not self.label

    @cached_property
    def inset(self) -> float:
        """How far in from the left edge of its column the line begins, in points."""
        return self.line.x0 - self.stack.left

    @cached_property
    def label(self) -> str | None:
        """The label that the line begins with, or None."""
        return split_label(self.line.text)[0]

    @property
    def apart(self) -> bool:
        """True where more than the usual white is above the line."""
        return self.gap > WIDE * self.pitch

    @property
    def ended(self) -> bool:
        """True where the line ends a sentence."""
        return bool(_SENTENCE_END.search(self.line.plain))


def place_lines(stacks: Sequence[Stack]) -> list[list[PlacedLine]]:
    """The lines of every stack: one list for each run of lines that no table interrupts."""
    pieces = [(s, n, list(g)) for n, s in enumerate(stacks) for is_line, g in _split(s) if is_line]
    usual = _pitch([g for _, _, g in pieces])
    return [_placed(stack, number, lines, usual) for stack, number, lines in pieces]


def _split(stack: Stack) -> Iterator[tuple[bool, list[PrintedLine]]]:
    for is_line, group in itertools.groupby(stack.items, key=lambda i: isinstance(i, PrintedLine)):
        yield is_line, [i for i in group if isinstance(i, PrintedLine)]


def _placed(stack: Stack, number: int, lines: Sequence[PrintedLine], usual: dict[float, float]) -> list[PlacedLine]:
    gaps = [0.0, *(b.base - a.base for a, b in itertools.pairwise(lines))]
    pitches = [usual.get(line.size, 1.2 * line.size) for line in lines]
    edges: list[float] = []
    starts = [n for n, gap in enumerate(gaps) if not n or gap > WIDE * pitches[n]]
    for first, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        run = lines[first:stop]
        own = max(line.x1 for line in run)
        full = sum(line.x1 > own - 4 * line.size for line in run[:-1])
        has_edge = len(run) >= _SHORTEST_RUN and full > _MOSTLY_FULL * (len(run) - 1) and _is_prose(run)
        edges += [own if has_edge else stack.right] * len(run)
    rows = zip(lines, edges, gaps, pitches, strict=True)
    return [PlacedLine(line, stack, number, edge, gap, pitch) for line, edge, gap, pitch in rows]


def _is_prose(run: Sequence[PrintedLine]) -> bool:
    """True where lines are as long as those of running text, not of a list of names and dates."""
    return sum(len(line.text) for line in run) > _PROSE * len(run)


def _pitch(pieces: Sequence[Sequence[PrintedLine]]) -> dict[float, float]:
    """The usual distance of two lines by size, in points: the first quartile of those found."""
    gaps: dict[float, list[float]] = {}
    for a, b in (pair for lines in pieces for pair in itertools.pairwise(lines)):
        if a.size == b.size and 0.8 * a.size < b.base - a.base < 3 * a.size:
            gaps.setdefault(a.size, []).append(b.base - a.base)
    return {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}
