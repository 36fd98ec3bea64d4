"""Tables: rows and cells inserted and deleted as Word marks them, cells of paired rows merged like any container."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import CELL_MARKS
from drafting.ooxml.table_grid import fills, mend
from drafting.word.redline.context import Story
from drafting.word.redline.others_changes import COMES, of_mark
from drafting.word.redline.pair_blocks import blocks, by_likeness
from drafting.word.redline.properties import without_revisions
from drafting.word.redline.since import say_row

_TR, _TC, _T, _DELTEXT = w("tr"), w("tc"), w("t"), w("delText")
_FORMER = frozenset(w(n) for n in ("trPrChange", "tblPrChange", "tblGridChange"))
_THROUGH = frozenset(w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "del"))


def _inner(element: etree._Element, tag: str) -> list[etree._Element]:
    """Rows of a table or cells of a row, those in content controls included."""
    out: list[etree._Element] = []
    for child in element:
        if child.tag == tag:
            out.append(child)
        elif child.tag in _THROUGH:
            out += _inner(child, tag)
    return out


def _text(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(_T, _DELTEXT))


def _row_text(row: etree._Element) -> str:
    return "\t".join(_text(c) for c in _inner(row, _TC))


def deleted(story: Story, old: etree._Element) -> list[etree._Element]:
    """A table NEW lacks, every row deleted; nothing where others' deletions of all rows were accepted."""
    table, rows = _shell(story, old, _TR), _inner(old, _TR)
    if all(of_mark(row) == "del" for row in rows):
        for row in rows:
            say_row(story.job, row, None, _row_text(row))
        return []
    table.extend(_dead_row(story, row) for row in rows)
    return [table]


def inserted(story: Story, new: etree._Element) -> None:
    """A table OLD lacks, every row inserted."""
    for row in _inner(new, _TR):
        _insert_row(story, row)


def merged(story: Story, old: etree._Element, new: etree._Element) -> None:
    """A table both sides have."""
    old_rows, new_rows = _inner(old, _TR), _inner(new, _TR)
    a = [(text, text) for text in map(_row_text, old_rows)]
    b = [(text, text) for text in map(_row_text, new_rows)]
    pairs = by_likeness(a, b)
    columns, whole = _columns(old_rows, new_rows), fills(new)
    i = j = 0
    last: etree._Element | None = None
    for x, y in [*pairs, (len(old_rows), len(new_rows))]:
        gone = [made for row in old_rows[i:x] for made in _deleted_row(story, row, columns)]
        last = _put(new, gone, last)
        for row in new_rows[j:y]:
            _insert_row(story, row, columns)
            last = row
        if x < len(old_rows):
            if of_mark(new_rows[y]) in COMES and of_mark(old_rows[x]) not in COMES:  # theirs stays, and OLD's goes
                last = _put(new, _deleted_row(story, old_rows[x], columns), last)
            else:
                say_row(story.job, old_rows[x], new_rows[y], _row_text(old_rows[x]))
                if _came_back(story, old_rows[x], new_rows[y]):
                    _insert_row(story, new_rows[y], columns)
                else:
                    _merge_row(story, old_rows[x], new_rows[y], columns)
            last = new_rows[y]
        i, j = x + 1, y + 1
    _property_change(story, old, new, "tblPr")
    if whole and not fills(new):
        mend(new)
    if old_rows:
        _grid_change(story, old, new)


def _came_back(story: Story, old: etree._Element, new: etree._Element) -> bool:
    """Whether a row or cell that was to go stays, and is to be marked as inserted."""
    if of_mark(old) != "del" or of_mark(new):
        return False
    story.job.rejected_since = True
    return story.job.restoring


def _put(table: etree._Element, rows: Sequence[etree._Element], last: etree._Element | None) -> etree._Element | None:
    for row in rows:
        if last is not None:
            last.addnext(row)
        else:
            first = next(iter(_inner(table, _TR)), None)
            if first is None:
                table.append(row)
            else:
                first.addprevious(row)
        last = row
    return last


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns stand against each other, and a row of cells of each side."""

    pairs: list[tuple[int, int]]
    old: list[etree._Element]
    new: list[etree._Element]


def _columns(old_rows: Sequence[etree._Element], new_rows: Sequence[etree._Element]) -> _Columns | None:
    """The columns, where both tables are regular and their numbers of columns differ."""
    old, new = ([[_text(c) for c in _inner(r, _TC)] for r in rows] for rows in (old_rows, new_rows))
    widths = {len(r) for r in old}, {len(r) for r in new}
    if len(widths[0]) != 1 or len(widths[1]) != 1 or widths[0] == widths[1]:
        return None
    a, b = (["\n".join(column) for column in zip(*rows, strict=True)] for rows in (old, new))
    pairs = by_likeness([(t, t) for t in a], [(t, t) for t in b])
    return _Columns(pairs, _inner(old_rows[0], _TC), _inner(new_rows[0], _TC))


def _merge_row(story: Story, old: etree._Element, new: etree._Element, columns: _Columns | None) -> None:
    old_cells, new_cells = _inner(old, _TC), _inner(new, _TC)
    if len(old_cells) == len(new_cells):
        pairs = [(k, k) for k in range(len(old_cells))]
    elif columns is not None:
        pairs = columns.pairs
    else:
        pairs = by_likeness([(t, t) for t in map(_text, old_cells)], [(t, t) for t in map(_text, new_cells)])
    i = j = 0
    last: etree._Element | None = None
    for x, y in [*pairs, (len(old_cells), len(new_cells))]:
        for cell in old_cells[i:x]:
            if of_mark(cell) == "del":  # accepted since
                continue
            gone = _deleted_cell(story, cell)
            if last is not None:
                last.addnext(gone)
            elif new_cells:
                new_cells[0].addprevious(gone)
            else:
                new.append(gone)
            last = gone
        for cell in new_cells[j:y]:
            if not of_mark(cell):  # theirs stands as it is: a cell bears one mark
                _merge_cell(story, None, cell)
                story.job.marker.mark_cell(cell, "cellIns")
            last = cell
        if x < len(old_cells):
            back = _came_back(story, old_cells[x], new_cells[y])
            _merge_cell(story, None if back else old_cells[x], new_cells[y])
            if back:
                story.job.marker.mark_cell(new_cells[y], "cellIns")
            last = new_cells[y]
        i, j = x + 1, y + 1
    _property_change(story, old, new, "trPr")


def _merge_cell(story: Story, old: etree._Element | None, new: etree._Element) -> None:
    story.merge(old, new)
    if old is not None:
        _property_change(story, old, new, "tcPr")


def _insert_row(story: Story, row: etree._Element, columns: _Columns | None = None) -> None:
    """A row OLD lacks; one that somebody else wants to insert stands as it is."""
    if of_mark(row) not in COMES:
        for cell in _inner(row, _TC):
            _merge_cell(story, None, cell)
        if columns is not None:
            _fill(story, row, [(y, x) for x, y in columns.pairs], columns.old, "cellDel")
        story.job.marker.mark_row(row, "ins")


def _fill(
    story: Story,
    row: etree._Element,
    pairs: Sequence[tuple[int, int]],
    others: Sequence[etree._Element],
    kind: Literal["cellIns", "cellDel"],
) -> None:
    """Give a row that one side alone has an empty cell for each column that the other side alone has, as Word does.

    `pairs`: columns of the row and of the other side that stand against each other; `others`: cells of that side.
    """
    cells = _inner(row, _TC)
    i = j = 0
    for x, y in [*pairs, (len(cells), len(others))]:
        at = x if kind == "cellIns" else i  # deleted columns stand before inserted ones
        for other in others[j:y]:
            blank = etree.Element(_TC)
            blank.extend(deepcopy(width) for width in other.iterfind(f"{w('tcPr')}/{w('tcW')}"))
            if len(blank):
                etree.SubElement(blank, w("tcPr")).append(blank[0])
            etree.SubElement(blank, w("p"))
            story.job.marker.mark_cell(blank, kind)
            if at < len(cells):
                cells[at].addprevious(blank)
            else:
                row.append(blank)
        i, j = x + 1, y + 1


def _deleted_row(story: Story, old: etree._Element, columns: _Columns | None) -> list[etree._Element]:
    """A row NEW lacks; nothing where somebody's deletion of it was accepted since."""
    if of_mark(old) == "del":
        say_row(story.job, old, None, _row_text(old))
        return []
    row = _dead_row(story, old)
    if columns is not None:
        _fill(story, row, columns.pairs, columns.new, "cellIns")
    return [row]


def _dead_row(story: Story, old: etree._Element) -> etree._Element:
    """A row to be deleted; one that somebody else wants to delete stays so, and goes with its table."""
    row = _shell(story, old, _TC)
    for cell in _inner(old, _TC):
        row.append(_dead_cell(story, cell))
    if of_mark(old) != "del":
        say_row(story.job, old, None, _row_text(old))
        story.job.marker.mark_row(row, "del")
    return row


def _dead_cell(story: Story, old: etree._Element) -> etree._Element:
    cell = etree.Element(_TC)
    properties = old.find(w("tcPr"))
    if properties is not None:
        cell.append(story.carry(properties))
    story.merge(old, cell)
    if not blocks(cell):
        cell.append(etree.Element(w("p")))
    return cell


def _deleted_cell(story: Story, old: etree._Element) -> etree._Element:
    cell = _dead_cell(story, old)
    for properties in cell.iterchildren(w("tcPr")):
        for mark in [m for m in properties if m.tag in CELL_MARKS]:
            properties.remove(mark)
    story.job.marker.mark_cell(cell, "cellDel")
    return cell


def _shell(story: Story, old: etree._Element, without: str) -> etree._Element:
    """A table without its rows, a row without its cells."""
    shell = etree.Element(old.tag)
    for child in old:
        if child.tag != without and child.tag not in _THROUGH and isinstance(child.tag, str):
            copy = story.carry(child)
            for mark in [m for m in copy if m.tag in _FORMER]:
                copy.remove(mark)
            shell.append(copy)
    return shell


def _property_change(story: Story, old: etree._Element, new: etree._Element, name: str) -> None:
    """Properties of a table, row or cell that changed (w:tblPrChange …)."""
    if not story.job.formatting:
        return
    before, after = old.find(w(name)), new.find(w(name))
    if story.old_looks.of(before) == story.new_looks.of(after):
        return
    if after is None:
        after = etree.Element(w(name))
        new.insert(0, after)
    if after.find(w(f"{name}Change")) is not None:
        story.job.note("format-pending", "a table whose formatting somebody else changed was also reformatted")
        return
    change = story.job.marker.mark(f"{name}Change")
    former = without_revisions(before, name) if before is not None else etree.Element(w(name))
    change.append(story.job.carrier.adopt(former, story.old_part, story.new_part))
    after.append(change)


def _grid_change(story: Story, old: etree._Element, new: etree._Element) -> None:
    """The widths of the columns, where they changed (w:tblGridChange has neither author nor date)."""
    before, after = old.find(w("tblGrid")), new.find(w("tblGrid"))
    if before is None or after is None or not story.job.formatting:
        return
    if [c.get(w("w")) for c in before.iter(w("gridCol"))] == [c.get(w("w")) for c in after.iter(w("gridCol"))]:
        return
    if after.find(w("tblGridChange")) is not None:
        return
    change = etree.SubElement(after, w("tblGridChange"))
    change.set(w("id"), story.job.marker.fresh())
    grid = etree.SubElement(change, w("tblGrid"))
    grid.extend(deepcopy(c) for c in before.iterchildren(w("gridCol")))
