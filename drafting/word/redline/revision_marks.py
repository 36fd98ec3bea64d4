"""Revision marks: who and when, ids that never repeat, and where the marks stand in properties (ECMA-376 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import WP, W, w
from drafting.ooxml.revisions.elements import KINDS

Kind: TypeAlias = Literal["ins", "del", "moveFrom", "moveTo"]
REVISIONS = frozenset(KINDS)
"""The marks around content: w:ins, w:del, w:moveFrom, w:moveTo."""
_FIRST_IN_RPR = list(KINDS)
"""They come first in w:rPr, in this order (CT_ParaRPr)."""
_ID = w("id")
_ROW_MARKS = frozenset(w(n) for n in ("ins", "del", "trPrChange"))
_PPR_LAST = frozenset(w(n) for n in ("rPr", "sectPr", "pPrChange"))


class Marker:
    """Makes the marks of one author at one date. Ids go on from the highest that any part of the document uses."""

    def __init__(self, author: str, date: str, roots: Iterable[etree._Element]) -> None:
        self.author, self.date = author, date
        self._first = self._next = 1 + max((_highest(root) for root in roots), default=0)
        self._moves = 0

    def made(self, mark: etree._Element) -> bool:
        """Whether a mark is one of ours: an author may have changes pending in the documents under the same name."""
        return mark.get(w("author")) == self.author and int(mark.get(_ID, "0")) >= self._first

    def fresh(self) -> str:
        """An id nobody has."""
        self._next += 1
        return str(self._next - 1)

    def mark(self, name: str) -> etree._Element:
        """An empty mark: w:ins, w:del, w:rPrChange …"""
        element = etree.Element(w(name))
        element.set(_ID, self.fresh())
        element.set(w("author"), self.author)
        element.set(w("date"), self.date)
        return element

    def move_name(self) -> str:
        """A name for the two ends of one move."""
        self._moves += 1
        return f"move{self._moves}_{self._next}"

    def mark_paragraph(self, paragraph: etree._Element, kind: Kind) -> None:
        """Put a mark on the paragraph mark; one that stands there already (somebody else's) stays."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        run_properties = properties.find(w("rPr"))
        if run_properties is None:
            run_properties = etree.Element(w("rPr"))
            at = next((i for i, c in enumerate(properties) if c.tag in _PPR_LAST), len(properties))
            properties.insert(at, run_properties)
        if run_properties.find(w(kind)) is None:
            order = _FIRST_IN_RPR.index(w(kind))
            at = sum(1 for c in run_properties if c.tag in _FIRST_IN_RPR[:order])
            run_properties.insert(at, self.mark(kind))

    def mark_row(self, row: etree._Element, kind: Literal["ins", "del"]) -> None:
        """Mark a table row as inserted or deleted.

        The schema wants a property before the mark (CT_TrPrBase is a choice of one or more): where a row has none it
        says that it is not hidden, which rows are not.
        """
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            at = 1 if len(row) and row[0].tag == w("tblPrEx") else 0
            row.insert(at, properties)
        if not any(c.tag not in _ROW_MARKS for c in properties):
            hidden = etree.Element(w("hidden"))
            hidden.set(w("val"), "0")
            properties.insert(0, hidden)
        behind = (w("trPrChange"), *([w("del")] if kind == "ins" else []))
        at = next((i for i, c in enumerate(properties) if c.tag in behind), len(properties))
        properties.insert(at, self.mark(kind))

    def mark_cell(self, cell: etree._Element, kind: Literal["cellIns", "cellDel"]) -> None:
        """Mark a table cell as inserted or deleted."""
        properties = cell.find(w("tcPr"))
        if properties is None:
            properties = etree.Element(w("tcPr"))
            cell.insert(0, properties)
        at = next((i for i, c in enumerate(properties) if c.tag == w("tcPrChange")), len(properties))
        properties.insert(at, self.mark(kind))


def _highest(root: etree._Element) -> int:
    """The highest id of a part: bookmarks, comments and revisions share the space in practice; pictures too."""
    values: list[str] = root.xpath("//@w:id | //wp:docPr/@id", namespaces={"w": W, "wp": WP})  # type: ignore[assignment]
    return max((int(v) for v in values if v.lstrip("-").isdigit() and len(v) < 10), default=0)
