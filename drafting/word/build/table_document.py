"""Word documents whose content is tables: the head row is bold, shaded and repeated on every page.

Written with python-docx on the reference document of a house, then saved repeatably.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from drafting.model.resolution import Block, Heading, Line, Resolution, Table
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.resources import templates
from drafting.word.build import set_language
from drafting.word.build.body import paragraph_style
from drafting.word.build.elements import text_elements, xml_text
from drafting.word.build.house_styles import House, house_style

_HEAD_FILL = "E7E6E6"
_SMALL = 9
"""Points; in documents of several tables."""


def table_document(
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    house: str = "oas",
    language: str = "",
    lines: Sequence[str] = (),
    shares: Sequence[int] = (),
) -> bytes:
    """A .docx with a title, lines below it and one table.

    `rows` are as wide as `head`; `shares` divides the width of the page among the columns (evenly where not given).
    Same input, same bytes. Raises SettingsError for an unknown house.
    """
    table = Table(tuple(tuple(row) for row in (head, *rows)))
    blocks: list[Block] = [Line(title, role="title"), *(Line(line, role="status") for line in lines), table]
    return _document(blocks, [shares], house_style(house), language)


def tables_docx(resolution: Resolution, shares: Sequence[Sequence[int]], *, house: str = "oas") -> bytes:
    """A .docx of a resolution that holds headings, lines and tables, in small type.

    `shares`: for each table in order how the width of the page is divided among its columns. Footnotes and lists are
    not written. Same input, same bytes. Raises SettingsError for an unknown house.
    """
    return _document(resolution.blocks, shares, house_style(house), resolution.language, points=_SMALL)


def _document(
    blocks: Iterable[Block], shares: Sequence[Sequence[int]], house: House, language: str, points: int = 0
) -> bytes:
    """`points`: the size of the words in cells; 0 leaves it to the house style."""
    import docx

    document = docx.Document(str(templates() / "documents" / f"{house.name}.docx"))
    body = document.element.body
    for block in [b for b in body if b.tag != w("sectPr")]:
        body.remove(block)
    widths = iter(shares)
    after_table = False
    for block in blocks:
        if isinstance(block, Table):
            if after_table:  # Word joins two tables with nothing between them
                document.add_paragraph("", "Drafting Text")
            columns = _widths(house, len(block.rows[0]), next(widths, ()))
            table = document.add_table(len(block.rows), len(block.rows[0]), "Table Grid")
            _fill_table(table, block.rows, columns, points)
        elif isinstance(block, Line | Heading):
            document.add_paragraph(xml_text(block.text), f"Drafting {paragraph_style(block)}")
        after_table = isinstance(block, Table)
    if after_table:  # the last block of a body must be a paragraph
        document.add_paragraph("", "Drafting Text")
    return _repeatable(document, house, language)


def _widths(house: House, columns: int, shares: Sequence[int]) -> list[int]:
    """The widths of the columns in twips; together they fill the width of the page."""
    width = house.paper[0] - 2 * house.margins[0]
    parts = list(shares) or [1] * columns
    return [width * part // sum(parts) for part in parts]


def _fill_table(table: Any, rows: Sequence[Sequence[str]], widths: Sequence[int], points: int) -> None:
    """Write the words of every cell and mark the head row as such; no row is divided between two pages."""
    from docx.oxml.parser import OxmlElement
    from docx.shared import Twips

    table.autofit = False
    for column, size in zip(table.columns, widths, strict=True):
        column.width = Twips(size)
    for number, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, size, text in zip(row.cells, widths, words, strict=True):
            cell.width = Twips(size)
            _fill_cell(cell, text, head=not number, points=points)


def _fill_cell(cell: Any, text: str, *, head: bool, points: int) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run()
    if points:
        run.font.size = Pt(points)
    if head:
        run.bold = True
        shade = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): _HEAD_FILL})
        cell._tc.get_or_add_tcPr().append(shade)
    run._r.extend(text_elements(text))


def _repeatable(document: Any, house: House, language: str) -> bytes:
    """Save with fixed dates, the language of the spell-checker set."""
    out = io.BytesIO()
    document.save(out)
    package = Package.load(out.getvalue(), f"{house.name}.docx")
    set_language(package, house.language_tag(language))
    return package.to_bytes()
