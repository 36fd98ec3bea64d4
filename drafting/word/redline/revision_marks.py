"""Our revision marks: author and date, unique ids, and their places in properties (ECMA-376 part 1, 17.13.5)."""

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


class RevisionMarker:
    """Makes the marks of one author at one date, with ids above all that the documents use."""

    def __init__(self, author: str, date: str, roots: Iterable[etree._Element]) -> None:
        """`roots`: the parts whose ids are taken; `date` in ISO 8601."""
        self.author, self.date = author, date
        self._first = self._next = 1 + max((_highest_id(root) for root in roots), default=0)
        self._moves = 0

    def is_ours(self, mark: etree._Element) -> bool:
        """Whether a mark was made here. The author is not enough: changes under that name may be pending."""
        return mark.get(w("author")) == self.author and int(mark.get(_ID, "0")) >= self._first

    def fresh_id(self) -> str:
        """An id that nothing else has."""
        self._next += 1
        return str(self._next - 1)

    def new_mark(self, name: str) -> etree._Element:
        """An empty mark by its local name: "ins", "del", "rPrChange" …"""
        element = etree.Element(w(name))
        element.set(_ID, self.fresh_id())
        element.set(w("author"), self.author)
        element.set(w("date"), self.date)
        return element

    def move_name(self) -> str:
        """A new name for the two ends of a move."""
        self._moves += 1
        return f"move{self._moves}_{self._next}"

    def move_range(self, kind: Literal["moveFrom", "moveTo"], name: str) -> tuple[etree._Element, etree._Element]:
        """The start and the end of the range around one end of a move."""
        start, end = self.new_mark(f"{kind}RangeStart"), etree.Element(w(f"{kind}RangeEnd"))
        start.set(w("name"), name)
        end.set(_ID, start.get(_ID, ""))
        return start, end

    def mark_paragraph(self, paragraph: etree._Element, kind: Kind) -> None:
        """Mark a paragraph mark, unless it has such a mark already (of another person)."""
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
            run_properties.insert(at, self.new_mark(kind))

    def mark_row(self, row: etree._Element, kind: Literal["ins", "del"]) -> None:
        """Mark a table row as inserted or deleted.

        The schema requires a property before the mark (CT_TrPrBase is a choice of one or more): a row without any gets
        w:hidden with the value 0, which is the default.
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
        properties.insert(at, self.new_mark(kind))

    def mark_cell(self, cell: etree._Element, kind: Literal["cellIns", "cellDel"]) -> None:
        """Mark a table cell as inserted or deleted."""
        properties = cell.find(w("tcPr"))
        if properties is None:
            properties = etree.Element(w("tcPr"))
            cell.insert(0, properties)
        at = next((i for i, c in enumerate(properties) if c.tag == w("tcPrChange")), len(properties))
        properties.insert(at, self.new_mark(kind))


def _highest_id(root: etree._Element) -> int:
    """The highest id of a part. Bookmarks, comments, revisions and pictures share one range of ids in practice."""
    values: list[str] = root.xpath("//@w:id | //wp:docPr/@id", namespaces={"w": W, "wp": WP})  # type: ignore[assignment]
    return max((int(v) for v in values if v.lstrip("-").isdigit() and len(v) < 10), default=0)
