"""A Word document that is one table under a title, on the house's reference document (python-docx, then repeatable)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.resources import templates
from drafting.word.build.house_styles import house_style
from drafting.word.build.elements import writable

_SHADE = "E7E6E6"


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
    """A .docx with a title, lines below it and one table whose head row repeats on every page.

    `rows` are as wide as `head`; `shares` divides the width of the page among the columns (evenly where not given).
    Same input, same bytes. Raises SettingsError for an unknown house.
    """
    import docx

    style = house_style(house)
    document = docx.Document(str(templates() / "documents" / f"{style.name}.docx"))
    body = document.element.body
    for block in [b for b in body if b.tag != w("sectPr")]:
        body.remove(block)
    document.add_paragraph(writable(title), "Drafting Title")
    for line in lines:
        document.add_paragraph(writable(line), "Drafting Status")
    width = style.paper[0] - 2 * style.margins[0]
    _fill(document.add_table(1 + len(rows), len(head), "Table Grid"), [head, *rows], _widths(width, head, shares))
    document.add_paragraph("", "Drafting Text")
    out = io.BytesIO()
    document.save(out)
    package = Package.load(out.getvalue(), f"{style.name}.docx")
    tag = style.language_tag(language)
    for part, name in (("styles", "lang"), ("settings", "themeFontLang")):
        for element in package.xml(package.related(part) or "").iter(w(name)):
            element.set(w("val"), tag)
    return package.to_bytes()


def _widths(width: int, head: Sequence[str], shares: Sequence[int]) -> list[int]:
    """Columns in twips that fill the width."""
    parts = list(shares) or [1] * len(head)
    return [width * part // sum(parts) for part in parts]


def _fill(table: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """The words of every cell; the head row is bold, shaded and repeated, no row is cut by the end of a page."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt, Twips

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
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(writable(text))
            if not number:
                run.bold = True
                shade = OxmlElement("w:shd", {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): _SHADE})
                cell._tc.get_or_add_tcPr().append(shade)
