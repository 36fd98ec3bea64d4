"""Tables merged: rows and cells inserted and deleted as Word marks them, cells of paired rows merged as containers."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import CELL_MARKS
from drafting.ooxml.table_grid import fills_grid, repair_grid
from drafting.word.redline.context import PartMerge
from drafting.word.redline.formatting_changes import record_grid_change, record_table_change
from drafting.word.redline.others_changes import INSERTED_STATES, pending_on_mark
from drafting.word.redline.others_resolved_since import report_resolved_row
from drafting.word.redline.pair_blocks import child_blocks, pair_similar

_TR, _TC, _T, _DELTEXT = w("tr"), w("tc"), w("t"), w("delText")
_TABLE_CHANGES = frozenset(w(n) for n in ("trPrChange", "tblPrChange", "tblGridChange"))
_THROUGH = frozenset(w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "del"))


def _rows_or_cells(element: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    out: list[etree._Element] = []
    for child in element:
        if child.tag == tag:
            out.append(child)
        elif child.tag in _THROUGH:
            out += _rows_or_cells(child, tag)
    return out


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(_T, _DELTEXT))


def _row_text(row: etree._Element) -> str:
    return "\t".join(_text(c) for c in _rows_or_cells(row, _TC))


def delete_table(part: PartMerge, old: etree._Element) -> list[etree._Element]:
    """Delete a table that NEW lacks; nothing is written where others' deletions of all its rows were accepted."""
    table, rows = _without_content(part, old, _TR), _rows_or_cells(old, _TR)
    if all(pending_on_mark(row) == "del" for row in rows):
        for row in rows:
            report_resolved_row(part.context, row, None, _row_text(row))
        return []
    table.extend(_old_row(part, row) for row in rows)
    return [table]


def insert_table(part: PartMerge, new: etree._Element) -> None:
    """Insert a table that OLD lacks, row by row."""
    for row in _rows_or_cells(new, _TR):
        _insert_row(part, row)


def merge_table(part: PartMerge, old: etree._Element, new: etree._Element) -> None:
    """Merge a table that both sides have."""
    old_rows, new_rows = _rows_or_cells(old, _TR), _rows_or_cells(new, _TR)
    a = [(text, text) for text in map(_row_text, old_rows)]
    b = [(text, text) for text in map(_row_text, new_rows)]
    pairs = pair_similar(a, b)
    columns, whole = _pair_columns(old_rows, new_rows), fills_grid(new)
    i = j = 0
    last: etree._Element | None = None
    for x, y in [*pairs, (len(old_rows), len(new_rows))]:
        gone = [made for row in old_rows[i:x] for made in _deleted_row(part, row, columns)]
        last = _put_rows(new, gone, last)
        for row in new_rows[j:y]:
            _insert_row(part, row, columns)
            last = row
        if x < len(old_rows):
            if (
                pending_on_mark(new_rows[y]) in INSERTED_STATES and pending_on_mark(old_rows[x]) not in INSERTED_STATES
            ):  # their row is kept, OLD's deleted
                last = _put_rows(new, _deleted_row(part, old_rows[x], columns), last)
            else:
                report_resolved_row(part.context, old_rows[x], new_rows[y], _row_text(old_rows[x]))
                if _is_restored(part, old_rows[x], new_rows[y]):
                    _insert_row(part, new_rows[y], columns)
                else:
                    _merge_row(part, old_rows[x], new_rows[y], columns)
            last = new_rows[y]
        i, j = x + 1, y + 1
    record_table_change(part, old, new, "tblPr")
    if whole and not fills_grid(new):
        repair_grid(new)
    if old_rows:
        record_grid_change(part, old, new)


def _is_restored(part: PartMerge, old: etree._Element, new: etree._Element) -> bool:
    """Whether a pending deletion of a row or cell was rejected and the row or cell is marked as inserted for that."""
    if pending_on_mark(old) != "del" or pending_on_mark(new):
        return False
    part.context.rejected_since = True
    return part.context.restoring


def _put_rows(
    table: etree._Element, rows: Sequence[etree._Element], last: etree._Element | None
) -> etree._Element | None:
    for row in rows:
        if last is not None:
            last.addnext(row)
        else:
            first = next(iter(_rows_or_cells(table, _TR)), None)
            if first is None:
                table.append(row)
            else:
                first.addprevious(row)
        last = row
    return last


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns are paired, and the cells of the first row of each side."""

    pairs: list[tuple[int, int]]
    old: list[etree._Element]
    new: list[etree._Element]


def _pair_columns(old_rows: Sequence[etree._Element], new_rows: Sequence[etree._Element]) -> _Columns | None:
    """The columns of both tables; None unless both are regular and their numbers of columns differ."""
    old, new = ([[_text(c) for c in _rows_or_cells(r, _TC)] for r in rows] for rows in (old_rows, new_rows))
    widths = {len(r) for r in old}, {len(r) for r in new}
    if len(widths[0]) != 1 or len(widths[1]) != 1 or widths[0] == widths[1]:
        return None
    a, b = (["\n".join(column) for column in zip(*rows, strict=True)] for rows in (old, new))
    pairs = pair_similar([(t, t) for t in a], [(t, t) for t in b])
    return _Columns(pairs, _rows_or_cells(old_rows[0], _TC), _rows_or_cells(new_rows[0], _TC))


def _merge_row(part: PartMerge, old: etree._Element, new: etree._Element, columns: _Columns | None) -> None:
    old_cells, new_cells = _rows_or_cells(old, _TC), _rows_or_cells(new, _TC)
    i = j = 0
    last: etree._Element | None = None
    for x, y in [*_pair_cells(old_cells, new_cells, columns), (len(old_cells), len(new_cells))]:
        for cell in old_cells[i:x]:
            if pending_on_mark(cell) != "del":  # else accepted since
                last = _put_cell(new, new_cells, _deleted_cell(part, cell), last)
        for cell in new_cells[j:y]:
            if not pending_on_mark(cell):  # another person's mark is kept: a cell can have one
                _merge_cell(part, None, cell)
                part.context.marker.mark_cell(cell, "cellIns")
            last = cell
        if x < len(old_cells):
            restored = _is_restored(part, old_cells[x], new_cells[y])
            _merge_cell(part, None if restored else old_cells[x], new_cells[y])
            if restored:
                part.context.marker.mark_cell(new_cells[y], "cellIns")
            last = new_cells[y]
        i, j = x + 1, y + 1
    record_table_change(part, old, new, "trPr")


def _pair_cells(
    old: Sequence[etree._Element], new: Sequence[etree._Element], columns: _Columns | None
) -> list[tuple[int, int]]:
    """Index pairs of the cells of two rows: by position, by the columns of the tables, or by their text."""
    if len(old) == len(new):
        return [(k, k) for k in range(len(old))]
    if columns is not None:
        return columns.pairs
    return pair_similar([(t, t) for t in map(_text, old)], [(t, t) for t in map(_text, new)])


def _put_cell(
    row: etree._Element, cells: Sequence[etree._Element], cell: etree._Element, last: etree._Element | None
) -> etree._Element:
    """Put a cell after `last` (None: before all `cells` of the row); returns it."""
    if last is not None:
        last.addnext(cell)
    elif cells:
        cells[0].addprevious(cell)
    else:
        row.append(cell)
    return cell


def _merge_cell(part: PartMerge, old: etree._Element | None, new: etree._Element) -> None:
    part.merge(old, new)
    if old is not None:
        record_table_change(part, old, new, "tcPr")


def _insert_row(part: PartMerge, row: etree._Element, columns: _Columns | None = None) -> None:
    """Insert a row that OLD lacks; one that another person inserted is left as it is."""
    if pending_on_mark(row) not in INSERTED_STATES:
        for cell in _rows_or_cells(row, _TC):
            _merge_cell(part, None, cell)
        if columns is not None:
            _fill_columns(part, row, [(y, x) for x, y in columns.pairs], columns.old, "cellDel")
        part.context.marker.mark_row(row, "ins")


def _fill_columns(
    part: PartMerge,
    row: etree._Element,
    pairs: Sequence[tuple[int, int]],
    others: Sequence[etree._Element],
    kind: Literal["cellIns", "cellDel"],
) -> None:
    """Give a row of one side an empty cell for each column that only the other side has, as Word does.

    `pairs`: columns of the row paired with columns of the other side; `others`: cells of that side.
    """
    cells = _rows_or_cells(row, _TC)
    i = j = 0
    for x, y in [*pairs, (len(cells), len(others))]:
        at = x if kind == "cellIns" else i  # deleted columns come before inserted ones
        for other in others[j:y]:
            blank = etree.Element(_TC)
            blank.extend(deepcopy(width) for width in other.iterfind(f"{w('tcPr')}/{w('tcW')}"))
            if len(blank):
                etree.SubElement(blank, w("tcPr")).append(blank[0])
            etree.SubElement(blank, w("p"))
            part.context.marker.mark_cell(blank, kind)
            if at < len(cells):
                cells[at].addprevious(blank)
            else:
                row.append(blank)
        i, j = x + 1, y + 1


def _deleted_row(part: PartMerge, old: etree._Element, columns: _Columns | None) -> list[etree._Element]:
    """Delete a row that NEW lacks; empty where another person's deletion of it was accepted since."""
    if pending_on_mark(old) == "del":
        report_resolved_row(part.context, old, None, _row_text(old))
        return []
    row = _old_row(part, old)
    if columns is not None:
        _fill_columns(part, row, columns.pairs, columns.new, "cellIns")
    return [row]


def _old_row(part: PartMerge, old: etree._Element) -> etree._Element:
    """A row of OLD, marked as deleted; one with a pending deletion of another person keeps that mark."""
    row = _without_content(part, old, _TC)
    for cell in _rows_or_cells(old, _TC):
        row.append(_old_cell(part, cell))
    if pending_on_mark(old) != "del":
        report_resolved_row(part.context, old, None, _row_text(old))
        part.context.marker.mark_row(row, "del")
    return row


def _old_cell(part: PartMerge, old: etree._Element) -> etree._Element:
    cell = etree.Element(_TC)
    properties = old.find(w("tcPr"))
    if properties is not None:
        cell.append(part.import_copy(properties))
    part.merge(old, cell)
    if not child_blocks(cell):
        cell.append(etree.Element(w("p")))
    return cell


def _deleted_cell(part: PartMerge, old: etree._Element) -> etree._Element:
    cell = _old_cell(part, old)
    for properties in cell.iterchildren(w("tcPr")):
        for mark in [m for m in properties if m.tag in CELL_MARKS]:
            properties.remove(mark)
    part.context.marker.mark_cell(cell, "cellDel")
    return cell


def _without_content(part: PartMerge, old: etree._Element, without: str) -> etree._Element:
    """A copy of a table without its rows, or of a row without its cells."""
    shell = etree.Element(old.tag)
    for child in old:
        if child.tag != without and child.tag not in _THROUGH and isinstance(child.tag, str):
            copy = part.import_copy(child)
            for mark in [m for m in copy if m.tag in _TABLE_CHANGES]:
                copy.remove(mark)
            shell.append(copy)
    return shell
