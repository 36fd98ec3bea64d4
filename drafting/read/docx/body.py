"""The body of a Word document → paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import q, w
from drafting.ooxml.styles import number
from drafting.read.docx.context import Story
from drafting.read.docx.paragraph import read_paragraph
from drafting.read.paragraphs import Paragraph, TableParagraphs

_P, _TBL, _TR, _TC = w("p"), w("tbl"), w("tr"), w("tc")
_OPAQUE = frozenset(
    [w(n) for n in ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr")]
    + [q("mc:Fallback")]
)  # fmt: skip
_MAX_SPAN = 64
"""Word allows 63 columns: a larger span is damage."""


def children(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """The descendants of these names, looked for inside content controls and other wrappers but not in one another."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _OPAQUE:
            stack.append(iter(child))


def read_blocks(root: etree._Element, story: Story) -> tuple[Paragraph | TableParagraphs, ...]:
    """Every paragraph and table of a story, in reading order."""
    body = root.find(w("body")) if root.tag == w("document") else root
    items: list[Paragraph | TableParagraphs] = []
    for block in () if body is None else children(body, _P, _TBL):
        if block.tag == _P:
            items += read_paragraph(block, story)
        else:
            items.append(_table(block, story))
    return tuple(items)


def _table(table: etree._Element, story: Story) -> TableParagraphs:
    """A table; merged cells leave empty cells, so that all rows have the same length."""
    rows: list[list[tuple[Paragraph, ...]]] = []
    for row in children(table, _TR):
        before, behind = _grid(row, "gridBefore"), _grid(row, "gridAfter")
        cells: list[tuple[Paragraph, ...]] = [()] * before
        for cell in children(row, _TC):
            cells.append(_cell(cell, story))
            cells += [()] * (_span(cell) - 1)
        rows.append(cells + [()] * behind)
    width = max((len(r) for r in rows), default=0)
    at = sorted(i for p in table.iter(_P) for i in story.indexes.get(p, ()))
    return TableParagraphs(
        tuple(tuple(r) + ((),) * (width - len(r)) for r in rows), origin=Origin(story.name, tuple(at))
    )


def _cell(cell: etree._Element, story: Story) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell, with those of nested tables."""
    found: list[Paragraph] = []
    stack = [children(cell, _P, _TBL, _TR, _TC)]
    while stack:
        block = next(stack[-1], None)
        if block is None:
            stack.pop()
        elif block.tag == _P:
            found += read_paragraph(block, story)
        else:
            if block.tag == _TBL:
                story.lost["nested table"] += 1
            stack.append(children(block, _P, _TBL, _TR, _TC))
    return tuple(found)


def _grid(row: etree._Element, name: str) -> int:
    element = row.find(f"{w('trPr')}/{w(name)}")
    return min(max(number(None if element is None else element.get(w("val"))) or 0, 0), _MAX_SPAN)


def _span(cell: etree._Element) -> int:
    element = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return min(max(number(None if element is None else element.get(w("val"))) or 1, 1), _MAX_SPAN)
