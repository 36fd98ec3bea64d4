"""PDF pages → printed lines in reading order: columns apart, page furniture taken off, footnote zones kept apart."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:page\s+|p\.\s*|pág(?:ina|\.)\s*)?\d{1,4}(?:\s*(?:/|of|de|sur)\s*\d{1,4})?(?:\s*[-–—])?", re.I
)
_JOB_NUMBER = re.compile(r"\d{2}-\d{5}(?:\s*\([A-Z]\))?|\*\d{6,8}\*|GE\.\d{2}-\d{5}(?:\s*\([A-Z]\))?")
NOTE_START = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3}|\*{1,3}|[†‡§])\s*[/.)]?)\s+(?=\S)")
"""How a note begins at the foot of a page: its mark and some white."""
_GUTTER = 10.0
"""Points of white that part two columns; the space between two words of justified text is narrower."""
_SMALL = 0.93
"""A footnote is set smaller than this share of the body size."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand together in one size and face. `raised`: set above the line, as a note mark is."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    face: str
    raised: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of print: its runs from left to right, and where it stands. `page` counts from 0, `column` from 0."""

    runs: tuple[Run, ...]
    page: int
    column: int = 0

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def top(self) -> float:
        return (
            median(r.top for r in self.runs if not r.raised)
            if any(not r.raised for r in self.runs)
            else self.runs[0].top
        )

    @property
    def bottom(self) -> float:
        return max(r.bottom for r in self.runs)

    @property
    def size(self) -> float:
        """The size most letters of the line are set in."""
        sizes: Counter[float] = Counter()
        for run in self.runs:
            sizes[run.size] += len(run.text)
        return max(sizes, key=lambda s: (sizes[s], s))

    @property
    def text(self) -> str:
        return " ".join(r.text for r in self.runs)

    @property
    def bold(self) -> bool:
        return all("bold" in r.face.lower() or "black" in r.face.lower() for r in self.runs if not r.raised)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order, and its width in points."""

    lines: tuple[PrintedLine, ...]
    width: float
    height: float


def page_lines(words: Iterable[dict[str, Any]], width: float, height: float, number: int) -> Page:
    """Words as pdfplumber gives them (text, x0, x1, top, bottom, size, fontname) → a page of lines."""
    runs = sorted(
        (
            Run(w["text"], w["x0"], w["x1"], w["top"], w["bottom"], round(float(w["size"]), 1), str(w["fontname"]))
            for w in words
            if w["text"].strip()
        ),
        key=lambda r: (r.bottom, r.x0),
    )
    rows = [_row(row) for row in _rows(runs)]
    gutter = _gutter(rows, width)
    lines = (
        [PrintedLine(tuple(row), number) for row in rows] if gutter is None else list(_columns(rows, gutter, number))
    )
    return Page(tuple(lines), width, height)


def _rows(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that share a base line; a raised mark belongs to the line it overlaps."""
    row: list[Run] = []
    for run in sorted(runs, key=lambda r: (r.top + r.bottom) / 2):
        if row:
            middle = (run.top + run.bottom) / 2
            low, high = min(r.top for r in row), max(r.bottom for r in row)
            if not low <= middle <= high - 0.15 * (high - low):
                yield row
                row = []
        row.append(run)
    if row:
        yield row


def _row(row: list[Run]) -> list[Run]:
    """One row from left to right, its raised marks known as such."""
    base = max(r.size for r in row)
    floor = median(r.bottom for r in row if r.size == base)
    return [
        replace(r, raised=True) if r.size < 0.8 * base and r.bottom < floor - 0.12 * base else r
        for r in sorted(row, key=lambda r: r.x0)
    ]


def _gutter(rows: list[list[Run]], width: float) -> float | None:
    """The middle of the white strip between two columns, or None for a page of one column."""
    candidates: Counter[int] = Counter()
    for row in rows:
        for a, b in itertools.pairwise(row):
            if b.x0 - a.x1 >= _GUTTER and 0.3 * width < (a.x1 + b.x0) / 2 < 0.7 * width:
                for x in range(int(a.x1) + 1, int(b.x0)):
                    candidates[x] += 1
    if not candidates:
        return None
    best = max(candidates, key=lambda x: (candidates[x], -abs(x - width / 2)))
    left = sum(row[-1].x1 <= best for row in rows)
    right = sum(row[0].x0 >= best for row in rows)
    both = candidates[best]
    crossed = sum(any(r.x0 < best < r.x1 for r in row) for row in rows)
    return (
        float(best) if both >= 6 and both + min(left, right) >= 0.4 * len(rows) and crossed <= 0.4 * len(rows) else None
    )


def _columns(rows: list[list[Run]], gutter: float, page: int) -> Iterator[PrintedLine]:
    """Left column before right column, between the lines that run across both."""
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for row in rows:
        if any(r.x0 < gutter < r.x1 for r in row):
            yield from (*left, *right, PrintedLine(tuple(row), page))
            left, right = [], []
            continue
        sides = [r for r in row if r.x1 <= gutter], [r for r in row if r.x0 >= gutter]
        left += [PrintedLine(tuple(sides[0]), page, 0)] if sides[0] else []
        right += [PrintedLine(tuple(sides[1]), page, 1)] if sides[1] else []
    yield from (*left, *right)


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[PrintedLine]]:
    """The pages without running heads, feet and page numbers, and the lines taken off.

    A line is furniture when it stands among the first or last three of its page and is a page or job number, or when
    the same line, numbers aside, stands there on at least three pages in ten (left and right pages differ) and on two.
    """
    seen: Counter[str] = Counter(key for page in pages for key in {_shape(line) for line in _margin(page)})
    often = {key for key, n in seen.items() if n >= max(2, 0.3 * len(pages))}
    kept, dropped = [], []
    for page in pages:
        margin = _margin(page)
        gone = {id(x) for x in margin if _shape(x) in often or _numbered(x.text)}
        dropped += [line for line in page.lines if id(line) in gone]
        kept.append(replace(page, lines=tuple(line for line in page.lines if id(line) not in gone)))
    return kept, dropped


def _margin(page: Page) -> list[PrintedLine]:
    return [*page.lines[:3], *page.lines[3:][-3:]]


def _numbered(text: str) -> bool:
    rest = _JOB_NUMBER.sub(" ", text).strip()
    return not rest or bool(_PAGE_NUMBER.fullmatch(rest))


def _shape(line: PrintedLine) -> str:
    return f"{re.sub(r'[0-9]+', '#', line.text)}@{line.size}"


def body_size(pages: Sequence[Page]) -> float:
    """The size most letters of the document are set in; 0 for an empty one."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 0.0


def note_zone(page: Page, size: float, open_note: bool) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...]]:
    """A page's lines cut into text and notes: the notes are the small lines at its foot, from the first with a mark.

    `open_note`: the last note of the page before stopped in mid-sentence, so the zone may begin without a mark.
    """
    cut = len(page.lines)
    while cut and page.lines[cut - 1].size < _SMALL * size:
        cut -= 1
    if not open_note:
        while cut < len(page.lines) and not NOTE_START.match(page.lines[cut].text):
            cut += 1
    return page.lines[:cut], page.lines[cut:]
