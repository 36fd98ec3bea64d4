"""Printed lines of a text file → rows: what stands on each, what stood above; the furniture of pages goes out."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from drafting.model import Note, Origin
from drafting.numbering import split_label
from drafting.read.paragraphs import Paragraph, TableParagraphs

_TAB, _SPACE = 36.0, 5.0  # points
_PAGE_MARK = re.compile(
    r"[-–—=]{1,2}\s?\d{1,4}\s?[-–—=]{1,2}|(?:page|página|p[aá]g\.|p\.)\s?\d{1,4}(?:\s?(?:/|of|sur|de)\s?\d{1,4})?", re.I
)
_BARE_NUMBER = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4})?|[ivx]{1,5}")
_COLUMNS = re.compile(r"\s{6,}")
_TOP = 25
"""Lines at the top of a document, where a printed masthead may stand in columns."""
_NEAR = 2
"""Running heads stand within this many lines of a page boundary."""


class Row(NamedTuple):
    """One printed line (later: one paragraph): its words, indent in points, line numbers, and empty lines above."""

    text: str
    indent: float = 0.0
    lines: tuple[int, ...] = ()
    blanks: int = 0
    page: bool = False


Item = Row | TableParagraphs


def rows_of(text: str) -> list[Item]:
    """Every line with words as a Row, tables taken together. Empty lines are counted, form feeds are page breaks."""
    raw = [
        (number, piece, part > 0)
        for number, line in enumerate(text.split("\n"))
        for part, piece in enumerate(line.split("\f") if "\f" in line else (line,))
    ]
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
            for cell in _COLUMNS.split(stripped) if len(found) < _TOP else (stripped,):
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
    """The next group is of the same size and only empty lines stand between."""
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
    """How many cells a line shows; 0 when it is no row of a table (one tab behind a label is a label)."""
    if "\t" not in line:
        return 0
    cells = line.strip().split("\t")
    if len(cells) < 2 or (len(cells) == 2 and split_label(cells[0] + "\t")[0]):
        return 0
    return len(cells)


def without_furniture(items: list[Item]) -> tuple[list[Item], list[Note]]:
    """The rows without page numbers and running heads; each one taken out is a Note."""
    boundary = {i for i, item in enumerate(items) if isinstance(item, Row) and _marks_page(item)}
    fed = {i for i, item in enumerate(items) if isinstance(item, Row) and item.page}
    if not boundary and not fed:
        return items, []
    boundary |= _bare_numbers(items, fed)
    heads = _running_heads(items, boundary, fed)
    kept: list[Item] = []
    notes: list[Note] = []
    page = False
    for i, item in enumerate(items):
        if isinstance(item, Row) and (i in boundary or i in heads):
            code = "page-mark" if i in boundary else "running-head"
            notes.append(Note(code, "page furniture removed", f"line {item.lines[0] + 1}", before=item.text))
            page = True
        else:
            kept.append(item._replace(page=True) if page and isinstance(item, Row) else item)
            page = False
    return kept, notes


def _marks_page(row: Row) -> bool:
    return len(row.text) < 30 and _PAGE_MARK.fullmatch(row.text) is not None


def _bare_numbers(items: list[Item], fed: set[int]) -> set[int]:
    """Numbers alone on the line before or after a form feed."""
    near = {i for p in fed for i in (p - 1, p)}
    return {
        i for i in near if 0 <= i < len(items) and isinstance(r := items[i], Row) and _BARE_NUMBER.fullmatch(r.text)
    }


def _may_head(text: str) -> bool:
    """A running head is short and no sentence."""
    return len(text) < 120 and not text.endswith((".", ";", ":", ","))


def _running_heads(items: list[Item], boundary: set[int], fed: set[int]) -> set[int]:
    """Short lines that come back, numbers aside, at most page boundaries."""
    pages = len(boundary | fed)
    if pages < 3:
        return set()
    near = {i for p in boundary | fed for i in range(p - _NEAR, p + _NEAR + 1)} - boundary
    texts = {
        i: re.sub(r"\d+", "#", r.text)
        for i in near
        if 0 <= i < len(items) and isinstance(r := items[i], Row) and _may_head(r.text)
    }
    often = {text for text, n in Counter(texts.values()).items() if n >= max(3, pages // 2)}
    return {i for i, text in texts.items() if text in often}
