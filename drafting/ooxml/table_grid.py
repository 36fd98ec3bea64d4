"""The grid of a table: whether its rows fill it, and a new grid where resolved changes of cells left it inconsistent.

A row fills the grid when gridBefore, the spans of its cells and gridAfter together count as many columns as the table
has (ECMA-376 part 1, 17.4.17, 17.4.48). Word writes a row whose cells were deleted without the span that the remaining
cell needs, and repairs the grid when the change is accepted. `repair_grid` does what Word does then: each edge of a
cell, anywhere in the table, is the edge of a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from drafting.ooxml.namespaces import w

_NEAR = 20
"""Edges less than this apart (twentieths of a point: one point) are one edge: Word rounds widths row by row."""
_WRAPPERS = frozenset([w("sdt"), w("sdtContent"), w("customXml")])
_SPAN_AFTER = frozenset(
    w(n) for n in ("hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign",
                   "hideMark", "headers", "cellIns", "cellDel", "cellMerge", "tcPrChange")
)  # fmt: skip
"""Elements after w:gridSpan in w:tcPr (the order of the schema)."""


def fills_grid(table: etree._Element) -> bool:
    """Whether every row of a table counts as many columns as its grid."""
    grid = table.find(w("tblGrid"))
    if grid is None:
        return False
    columns = len(grid.findall(w("gridCol")))
    return all(_column_count(row) == columns for row in _rows_or_cells(table, w("tr")))


def repair_grid(table: etree._Element) -> None:
    """Give a table a grid that its rows fill, in place; no cell gets another width.

    The columns come from the edges of the cells where every cell has a width in points; else from the widest row, and
    shorter rows leave columns free after them (w:gridAfter).
    """
    grid = table.find(w("tblGrid"))
    rows = list(_rows_or_cells(table, w("tr")))
    if grid is None or not rows:
        return
    edges = [_cell_edges(row, _grid_widths(grid)) for row in rows]
    known = [e for e in edges if e is not None]
    lines = _column_edges(known) if len(known) == len(rows) else []
    spans = [_column_spans(e, lines) for e in known]
    if lines and all(min(s[1:], default=0) > 0 for s in spans):
        _set_columns(grid, [b - a for a, b in pairwise(lines)])
        for row, found in zip(rows, spans, strict=True):
            _set_skipped(row, "gridBefore", found[0])
            for cell, span in zip(_rows_or_cells(row, w("tc")), found[1:], strict=True):
                _set_span(cell, span)
            _set_skipped(row, "gridAfter", len(lines) - 1 - sum(found))
        return
    most = max(_column_count(row) for row in rows)
    widths = _grid_widths(grid)
    _set_columns(grid, (widths + [widths[-1] if widths else 1] * most)[:most])
    for row in rows:
        _set_skipped(row, "gridAfter", _skipped_columns(row, "gridAfter") + most - _column_count(row))


def _rows_or_cells(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those in content controls, not those of inner tables."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows_or_cells(child, tag)


def _column_count(row: etree._Element) -> int:
    cells = sum(_cell_span(cell) for cell in _rows_or_cells(row, w("tc")))
    return _skipped_columns(row, "gridBefore") + cells + _skipped_columns(row, "gridAfter")


def _attribute_number(element: etree._Element | None, attribute: str = "val") -> int | None:
    value = "" if element is None else element.get(w(attribute), "")
    return int(value) if value.isdecimal() and len(value) < 8 else None


def _cell_span(cell: etree._Element) -> int:
    return _attribute_number(cell.find(f"{w('tcPr')}/{w('gridSpan')}")) or 1


def _skipped_columns(row: etree._Element, name: str) -> int:
    return _attribute_number(row.find(f"{w('trPr')}/{w(name)}")) or 0


def _grid_widths(grid: etree._Element) -> list[int]:
    return [_attribute_number(column, "w") or 0 for column in grid.findall(w("gridCol"))]


def _width(element: etree._Element | None) -> int | None:
    """A width in twentieths of a point; None for shares of the page and widths left to Word."""
    if element is None or element.get(w("type"), "dxa") != "dxa":
        return None
    return _attribute_number(element, "w") or None


def _cell_edges(row: etree._Element, columns: list[int]) -> list[int] | None:
    """Where the cells of a row begin and the last one ends (twips); None where a width is unknown."""
    skipped = _skipped_columns(row, "gridBefore")
    before = (_width(row.find(f"{w('trPr')}/{w('wBefore')}")) or sum(columns[:skipped])) if skipped else 0
    edges = [before]
    for cell in _rows_or_cells(row, w("tc")):
        width = _width(cell.find(f"{w('tcPr')}/{w('tcW')}"))
        if width is None:
            return None
        edges.append(edges[-1] + width)
    return edges


def _column_edges(rows: list[list[int]]) -> list[int]:
    """The edges of columns given by the edges of all cells (twips)."""
    lines: list[int] = []
    for edge in sorted({0, *(edge for row in rows for edge in row)}):
        if not lines or edge - lines[-1] > _NEAR:
            lines.append(edge)
    return lines


def _column_spans(edges: list[int], lines: list[int]) -> list[int]:
    """The number of columns before the first cell, then in each cell."""
    places = [max(i for i, line in enumerate(lines) if line <= edge) for edge in edges]
    return [places[0], *(b - a for a, b in pairwise(places))]


def _set_columns(grid: etree._Element, widths: list[int]) -> None:
    for column in grid.findall(w("gridCol")):
        grid.remove(column)
    for i, width in enumerate(widths):
        column = etree.Element(w("gridCol"))
        column.set(w("w"), str(width))
        grid.insert(i, column)


def _set_span(cell: etree._Element, span: int) -> None:
    properties = cell.find(w("tcPr"))
    if properties is None:  # only a cell with a width is given a span, so there are properties
        return
    there = properties.find(w("gridSpan"))
    if span == 1:
        if there is not None:
            properties.remove(there)
        return
    if there is None:
        there = etree.Element(w("gridSpan"))
        behind = next((i for i, e in enumerate(properties) if e.tag in _SPAN_AFTER), len(properties))
        properties.insert(behind, there)
    there.set(w("val"), str(span))


def _set_skipped(row: etree._Element, name: str, columns: int) -> None:
    properties = row.find(w("trPr"))
    there = None if properties is None else properties.find(w(name))
    if columns <= 0:
        if there is not None and properties is not None:
            properties.remove(there)
        return
    if properties is None:
        properties = etree.Element(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
    if there is None:
        there = etree.Element(w(name))
        properties.insert(0, there)
    there.set(w("val"), str(columns))
