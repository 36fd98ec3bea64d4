"""The words of a page → stacks of lines in reading order: column by column, lines across the page in between.

A gutter is a strip of white with words on both sides over several lines, where the lines on its left fill their width
and end at one place, or the lines on its right begin at one. So neither a river of white in justified text nor a list
of terms and meanings is taken for two columns. All thresholds were judged on printed resolutions, not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import median

from drafting.read.pdf.tables import Grid
from drafting.read.pdf.words import PrintedLine, PrintedWord, build_lines

_GUTTER = 8.0
"""Points of white that separate two columns, at least."""
_STEP = 2.0
_LEAST = 3
"""Lines of either column, at least."""
_ALIGNED = 0.5
"""Share of the lines beside a gutter that begin or end at one place; where there are few, all of them."""
_FILLED = 0.7
"""Share of the width of the left-hand column that its median line fills."""
_NARROW = 7.0
"""Median length of the lines of a column as a multiple of their size; shorter ones are labels."""
_NEARLY = 0.7
"""Share of the best score: of the strips above it the leftmost is taken, since labels may be apart from their text."""
_SIDE = 40.0
_JUSTIFIED = 0.3
"""Share of the lines that end at one place in justified text."""
_FEW = 5
_DEEP = 6

Item = PrintedWord | Grid


@dataclass(frozen=True)
class Stack:
    """Lines and tables of one column from the top down; `left` and `right` are the edges of its text, in points."""

    items: tuple[PrintedLine | Grid, ...]
    left: float
    right: float
    page: int


@dataclass(frozen=True, slots=True)
class _Gap:
    """A strip of white from row `first` to row `last`, at `x` points from the left."""

    first: int
    last: int
    x: float


def order_columns(words: Sequence[PrintedWord], grids: Sequence[Grid], page: int) -> list[Stack]:
    """Everything on a page in reading order."""
    return _order([*words, *grids], page, 0)


def _order(items: Sequence[Item], page: int, depth: int) -> list[Stack]:
    if not items:
        return []
    rows = _rows(items)
    gap = _gutter(rows) if depth < _DEEP else None
    if gap is None:
        return [_stack(items, page)]
    above = [i for row in rows[: gap.first] for i in row]
    inside = [i for row in rows[gap.first : gap.last + 1] for i in row]
    below = [i for row in rows[gap.last + 1 :] for i in row]
    left, right = [i for i in inside if i.x1 <= gap.x], [i for i in inside if i.x0 >= gap.x]
    top = min(i.base for i in left)
    early = [i for i in right if i.base < top - 2 * i.size]  # a line set to the right above both columns
    right = [i for i in right if i.base >= top - 2 * i.size]
    return [
        *_order(above, page, depth + 1),
        *([_stack(early, page)] if early else []),
        *_order(left, page, depth + 1),
        *_order(right, page, depth + 1),
        *_order(below, page, depth + 1),
    ]


def _stack(items: Sequence[Item], page: int) -> Stack:
    lines: list[PrintedLine | Grid] = list(build_lines((i for i in items if isinstance(i, PrintedWord)), page))
    lines += [i for i in items if isinstance(i, Grid)]
    lines.sort(key=lambda item: item.base)
    return Stack(tuple(lines), min(i.x0 for i in items), _edge(lines), page)


def _edge(lines: Sequence[PrintedLine | Grid]) -> float:
    """The right edge of the text of a column: where many lines end in justified text, else where the longest ends."""
    ends = Counter(round(line.x1) for line in lines)
    usual = max(ends, key=lambda x: (ends[x] + ends[x + 1], x))
    furthest = max(line.x1 for line in lines)
    many = ends[usual] + ends[usual + 1] >= max(_LEAST, _JUSTIFIED * len(lines))
    return max(line.x1 for line in lines if line.x1 < usual + 1.5) if many and furthest - usual < 20 else furthest


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Words and tables by height, from the top down."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda i: i.base):
        if rows and item.base - rows[-1][0].base <= 0.5:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _gutter(rows: Sequence[Sequence[Item]]) -> _Gap | None:
    """The best gutter of a region, or None."""
    left, right = min(i.x0 for r in rows for i in r), max(i.x1 for r in rows for i in r)
    width = right - left
    if width < 10 * _GUTTER or len(rows) < _LEAST:
        return None
    start, count = left + 0.12 * width, int(0.76 * width / _STEP)
    covered = [_covered(row, start, count) for row in rows]
    found: list[tuple[float, _Gap]] = []
    for spot in range(count):
        for first, last in _white(covered, spot):
            x = start + _STEP * spot
            if good := _measured(rows[first : last + 1], x):
                found.append((good, _Gap(first, last, x)))
    best = max((good for good, _ in found), default=0.0)
    near = [(good, gap) for good, gap in found if good >= _NEARLY * best]
    leftmost = min((gap.x for _, gap in near), default=0.0)
    return max((f for f in near if f[1].x - leftmost < _SIDE), key=lambda f: f[0])[1] if near else None


def _covered(row: Sequence[Item], start: float, count: int) -> int:
    """A bit for each spot that a row covers; `start` is the place of the first spot."""
    bits = 0
    for item in row:
        first = max(0, floor((item.x0 - _GUTTER / 2 - start) / _STEP) + 1)
        last = min(count - 1, ceil((item.x1 + _GUTTER / 2 - start) / _STEP) - 1)
        if last >= first:
            bits |= ((1 << (last - first + 1)) - 1) << first
    return bits


def _white(covered: Sequence[int], spot: int) -> list[tuple[int, int]]:
    """The runs of rows that leave a spot white."""
    runs: list[tuple[int, int]] = []
    start = -1
    for number, bits in enumerate([*covered, -1]):
        if bits >> spot & 1:
            if start >= 0 and number - start >= _LEAST:
                runs.append((start, number - 1))
            start = -1
        elif start < 0:
            start = number
    return runs


def _measured(rows: Sequence[Sequence[Item]], x: float) -> float:
    """The score of a gutter: the lines on its poorer side, plus a little for nearness to those on its right; else 0."""
    left = [side for row in rows if (side := [i for i in row if i.x1 <= x])]
    right = [side for row in rows if (side := [i for i in row if i.x0 >= x])]
    few = min(len(left), len(right))
    if few < _LEAST or not (_wide(left) and _wide(right)):
        return 0.0
    starts, ends = [min(i.x0 for i in side) for side in right], [max(i.x1 for i in side) for side in left]
    start = min(i.x0 for side in left for i in side)
    filled = median(ends) - start >= _FILLED * (max(ends) - start)
    return few + 1 / (10 + min(starts) - x) if filled and (_aligned(starts) or _aligned(ends)) else 0.0


def _aligned(places: Sequence[float]) -> bool:
    """True where lines begin or end at one place: half of them, all where there are few."""
    found = Counter(round(place) for place in places)
    common = max(found[place] + found[place + 1] for place in found)
    return common >= len(places) * (1.0 if len(places) < _FEW else _ALIGNED) - 0.01


def _wide(side: Sequence[Sequence[Item]]) -> bool:
    """True where the lines of one side are text, not labels or figures."""
    widths = [max(i.x1 for i in row) - min(i.x0 for i in row) for row in side]
    sizes = [i.size for row in side for i in row if isinstance(i, PrintedWord)]
    return not sizes or median(widths) >= _NARROW * median(sizes)
