"""A document of tables in the house style, its columns as wide as what stands in them, its head rows set off."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from drafting.model.resolution import Resolution
from drafting.ooxml.namespaces import w
from drafting.word.build import build_package
from drafting.word.build.elements import el

_PPR, _RPR, _P, _R = w("pPr"), w("rPr"), w("p"), w("r")


def tables_docx(resolution: Resolution, weights: Sequence[Sequence[int]], *, house: str = "oas") -> bytes:
    """A clean .docx of a resolution that holds tables; `weights`: for each table in order the shares of its columns."""
    package = build_package(resolution, house=house).package
    body = package.xml(package.main)
    for table, shares in zip(body.iter(w("tbl")), weights, strict=False):
        _spread(table, shares)
        _set_off_head(table)
    return package.to_bytes()


def _spread(table: etree._Element, shares: Sequence[int]) -> None:
    """Share the width of the table out to its columns; it no longer grows with its words."""
    columns = list(table.iter(w("gridCol")))
    total = sum(int(c.get(w("w"), "0")) for c in columns)
    if len(columns) != len(shares) or not total:
        return
    widths = [total * share // sum(shares) for share in shares]
    properties = table.find(w("tblPr"))
    if properties is not None and properties.find(w("tblLayout")) is None:
        look = properties.find(w("tblLook"))
        layout = el("tblLayout", type="fixed")
        properties.append(layout) if look is None else look.addprevious(layout)
    for column, width in zip(columns, widths, strict=True):
        column.set(w("w"), str(width))
    for row in table.iter(w("tr")):
        for cell, width in zip(row.iter(w("tc")), widths, strict=False):
            for given in cell.iter(w("tcW")):
                given.set(w("w"), str(width))
                given.set(w("type"), "dxa")


def _set_off_head(table: etree._Element) -> None:
    """The head row bold on light grey; small type and no justified lines in all cells."""
    for number, row in enumerate(table.iter(w("tr"))):
        for cell in row.iter(w("tc")):
            if not number:
                properties = cell.find(w("tcPr"))
                if properties is not None and properties.find(w("shd")) is None:
                    properties.append(el("shd", val="clear", color="auto", fill="E7E6E2"))
            for paragraph in cell.iter(_P):
                _left(paragraph)
                for run in paragraph.iter(_R):
                    _small(run, bold=not number)


def _left(paragraph: etree._Element) -> None:
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = el("pPr")
        paragraph.insert(0, properties)
    if properties.find(w("jc")) is None:
        after = next((c for c in properties if c.tag in (w("outlineLvl"), _RPR, w("sectPr"), w("pPrChange"))), None)
        jc = el("jc", val="left")
        properties.append(jc) if after is None else after.addprevious(jc)


def _small(run: etree._Element, *, bold: bool) -> None:
    properties = run.find(_RPR)
    if properties is None:
        properties = el("rPr")
        run.insert(0, properties)
    if bold and properties.find(w("b")) is None:
        style = properties.find(w("rStyle"))
        properties.insert(0 if style is None else 1, el("b"))
    if properties.find(w("sz")) is None:
        properties.append(el("sz", val=18))
