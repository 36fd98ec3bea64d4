"""Ruled lines → grids; the words inside are cells. A frame around one piece of text is no table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.read.pdf.pages import RuledLine
from drafting.read.pdf.words import PrintedWord

_NEAR = 3.0
"""Points within which two ruled lines meet."""
_MANY = 600
"""Ruled lines of a page, at most: more make a drawing."""
_CELLS = 4_000
"""Cells of the largest table."""


@dataclass(frozen=True)
class Grid:
    """A ruled table: words by row and column; those of a merged cell are in its first place."""

    cells: tuple[tuple[tuple[PrintedWord, ...], ...], ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    page: int

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.xs[-1]

    @property
    def base(self) -> float:
        """Its height among the lines of its column."""
        return self.ys[0]

    @property
    def size(self) -> float:
        """Its height."""
        return self.ys[-1] - self.ys[0]


def find_grids(
    words: Sequence[PrintedWord], rules: Sequence[RuledLine], page: int
) -> tuple[list[Grid], list[PrintedWord]]:
    """The tables of a page and the words outside them."""
    found: list[Grid] = []
    rest = list(words)
    if not 4 <= len(rules) <= _MANY:
        return found, rest
    for group in _connected(rules):
        grid = _grid(group, page)
        if grid is None:
            continue
        inside = [w for w in rest if _within(w, grid)]
        if not inside:
            continue
        taken = {id(w) for w in inside}
        rest = [w for w in rest if id(w) not in taken]
        found.append(_filled(grid, inside, group))
    return found, rest


def _connected(rules: Sequence[RuledLine]) -> list[list[RuledLine]]:
    """Ruled lines that meet, directly or through others."""
    groups: list[list[RuledLine]] = []
    for rule in sorted(rules, key=lambda r: (r.top, r.x0, r.bottom, r.x1)):
        meeting = [g for g in groups if any(_meet(rule, other) for other in g)]
        groups = [g for g in groups if g not in meeting]
        groups.append([*(r for g in meeting for r in g), rule])
    return groups


def _meet(a: RuledLine, b: RuledLine) -> bool:
    return (
        a.x0 <= b.x1 + _NEAR and b.x0 <= a.x1 + _NEAR and a.top <= b.bottom + _NEAR and b.top <= a.bottom + _NEAR
    )  # fmt: skip


def _grid(group: Sequence[RuledLine], page: int) -> Grid | None:
    """The empty grid of ruled lines that meet; None where they make fewer than two cells."""
    ys = _places([(r.top + r.bottom) / 2 for r in group if r.flat])
    xs = _places([(r.x0 + r.x1) / 2 for r in group if not r.flat])
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5 or len(xs) * len(ys) > _CELLS:
        return None
    return Grid((), tuple(xs), tuple(ys), page)


def _places(values: Iterable[float]) -> list[float]:
    """The values, nearly equal ones as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _within(word: PrintedWord, grid: Grid) -> bool:
    middle = (word.x0 + word.x1) / 2
    height = word.base - 0.3 * word.size
    return grid.xs[0] - 1 <= middle <= grid.xs[-1] + 1 and grid.ys[0] <= height <= grid.ys[-1]


def _filled(grid: Grid, words: Sequence[PrintedWord], rules: Sequence[RuledLine]) -> Grid:
    """The grid with its words."""
    height, width = len(grid.ys) - 1, len(grid.xs) - 1
    home = _merged_places(grid, rules)
    cells: list[list[list[PrintedWord]]] = [[[] for _ in range(width)] for _ in range(height)]
    for word in words:
        y = min(max(bisect_right(grid.ys, word.base - 0.3 * word.size) - 1, 0), height - 1)
        x = min(max(bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1, 0), width - 1)
        y, x = home[y, x]
        cells[y][x].append(word)
    return replace(grid, cells=tuple(tuple(tuple(c) for c in row) for row in cells))


def _merged_places(grid: Grid, rules: Sequence[RuledLine]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place (row, column) of a grid the first place of its cell.

    A place without a ruled line on its left belongs to the cell there, else one without a line above to the cell above.
    """
    flat, upright = [r for r in rules if r.flat], [r for r in rules if not r.flat]
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for y, (top, bottom) in enumerate(pairwise(grid.ys)):
        for x, (left, right) in enumerate(pairwise(grid.xs)):
            beside = any(abs(r.x0 - left) <= _NEAR and _covers(r.top, r.bottom, top, bottom) for r in upright)
            above = any(abs(r.top - top) <= _NEAR and _covers(r.x0, r.x1, left, right) for r in flat)
            if x and not beside:
                home[y, x] = home[y, x - 1]
            else:
                home[y, x] = (y, x) if above or not y else home[y - 1, x]
    return home


def _covers(start: float, end: float, low: float, high: float) -> bool:
    """True where a line covers most of an edge."""
    return min(end, high) - max(start, low) >= 0.6 * (high - low)
