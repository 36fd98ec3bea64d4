"""Printed lines of a text file → rows: the words of each, its indent, and the empty lines above."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafting.model.labels import split_label
from drafting.model.resolution import Origin
from drafting.read.paragraphs import Paragraph, TableParagraphs

_TAB, _SPACE = 36.0, 5.0  # points
_COLUMNS = re.compile(r"\s{6,}")
TOP = 25
"""Lines at the top of a document, in which a printed masthead may be set in columns."""


class Row(NamedTuple):
    """One printed line (later: one paragraph): its words, indent in points, line numbers, empty lines above."""

    text: str
    indent: float = 0.0
    lines: tuple[int, ...] = ()
    blanks: int = 0
    page: bool = False


Item = Row | TableParagraphs


def rows_of(text: str) -> list[Item]:
    """Each line with words as a Row, the lines of a table as one. Form feeds are page breaks."""
    lines = text.split("\n")
    raw: Raw
    if "\f" in text:
        raw = [(n, piece, part > 0) for n, line in enumerate(lines) for part, piece in enumerate(line.split("\f"))]
    else:
        raw = [(n, line, False) for n, line in enumerate(lines)]
    tables = _cell_tables(raw) | _tab_tables(raw) if "\t" in text else {}
    found: list[Item] = []
    blanks, page, position = 0, False, 0
    while position < len(raw):
        if position in tables:
            table, position = tables[position]
            found.append(table)
            blanks = 0
            continue
        number, line, new_page = raw[position]
        page = page or new_page
        stripped = line.strip()
        if stripped:
            indent = _indent(line) if line[0].isspace() else 0.0
            for cell in _COLUMNS.split(stripped) if len(found) < TOP else (stripped,):
                found.append(Row(cell, indent, (number,), blanks, page))
                blanks, page = 0, False
        else:
            blanks += 1
        position += 1
    return found


def _indent(line: str) -> float:
    margin = line[: len(line) - len(line.lstrip())]
    return margin.count("\t") * _TAB + (len(margin) - margin.count("\t")) * _SPACE


Raw = list[tuple[int, str, bool]]


def _table(rows: list[list[tuple[int, str]]]) -> TableParagraphs:
    lines = tuple(dict.fromkeys(number for row in rows for number, _ in row))
    cells = tuple(
        tuple((Paragraph(cell.strip(), origin=Origin("text", (number,))),) for number, cell in row) for row in rows
    )
    return TableParagraphs(cells, origin=Origin("text", lines))


def _cell_tables(raw: Raw) -> dict[int, tuple[TableParagraphs, int]]:
    """Tables flattened to one cell a line: groups of tab-led lines, all of one size, an empty line between them."""
    groups: list[tuple[int, int]] = []
    start = None
    for position, (_, line, _) in enumerate([*raw, (0, "", False)]):
        if line.startswith("\t") and start is None:
            start = position
        elif not line.startswith("\t") and start is not None:
            groups.append((start, position))
            start = None
    found: dict[int, tuple[TableParagraphs, int]] = {}
    first = 0
    while first < len(groups):
        size = groups[first][1] - groups[first][0]
        last = first
        while last + 1 < len(groups) and _follows(raw, groups[last], groups[last + 1], size):
            last += 1
        chosen = groups[first : last + 1]
        cells = [[(raw[p][0], raw[p][1]) for p in range(*group)] for group in chosen]
        if size >= 2 and len(chosen) >= 3 and sum(len(c) for row in cells for _, c in row) < 200 * size * len(chosen):
            found[chosen[0][0]] = (_table(cells), chosen[-1][1])
        first = last + 1
    return found


def _follows(raw: Raw, group: tuple[int, int], after: tuple[int, int], size: int) -> bool:
    """True where the next group has the same size and only empty lines are between."""
    if after[1] - after[0] != size or after[0] - group[1] > 3:
        return False
    return not any(raw[p][1].strip() for p in range(group[1], after[0]))


def _tab_tables(raw: Raw) -> dict[int, tuple[TableParagraphs, int]]:
    """Tables with one row a line and tabs between the cells: two rows or more with equally many cells."""
    found: dict[int, tuple[TableParagraphs, int]] = {}
    position = 0
    while position < len(raw):
        if "\t" not in raw[position][1]:
            position += 1
            continue
        width = _cells(raw[position][1])
        end = position + 1
        while width and end < len(raw) and _cells(raw[end][1]) == width:
            end += 1
        lines = [raw[p][1].strip().split("\t") for p in range(position, end)]
        if width and end - position >= 2 and not all(line[0].rstrip().endswith(":") for line in lines):
            rows = [[(raw[position + n][0], cell) for cell in line] for n, line in enumerate(lines)]
            found[position] = (_table(rows), end)
        position = end
    return found


def _cells(line: str) -> int:
    """The number of cells of a line; 0 where it is no row of a table (one tab behind a label belongs to the label)."""
    if "\t" not in line:
        return 0
    cells = line.strip().split("\t")
    if len(cells) < 2 or (len(cells) == 2 and split_label(cells[0] + "\t")[0]):
        return 0
    return len(cells)
