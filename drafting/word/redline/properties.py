"""Properties of runs, paragraphs, rows and tables: when two are the same, and the mark that keeps the former ones."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import TAGS

_QUIET = frozenset(TAGS) | {
    w(n) for n in ("lang", "noProof", "sectPr", "rPr", "proofErr", "headerReference", "footerReference")
}
"""What is no look of its own: revisions, the spell-checker's business, and what has its own comparison."""
_RSID = "rsid"
Signature = tuple[Hashable, ...]


class Signatures:
    """Signatures of properties: equal when they look the same. Remembers what it has seen."""

    def __init__(self, number: Callable[[str], Hashable] = str) -> None:
        self._seen: dict[bytes, Signature] = {}
        self._number = number

    def of(self, properties: etree._Element | None) -> Signature:
        """The signature of w:rPr, w:pPr, w:trPr …; absent and empty properties are the same."""
        if properties is None or not len(properties):
            return ()
        raw = etree.tostring(properties)
        if raw not in self._seen:
            self._seen[raw] = tuple(
                sorted((one for c in properties if c.tag not in _QUIET and (one := self._one(c))), key=repr)
            )
        return self._seen[raw]

    def _one(self, element: etree._Element) -> tuple[Hashable, ...]:
        if element.tag == w("numId"):
            return (element.tag, self._number(element.get(w("val"), "")))
        attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items() if _RSID not in str(k)))
        return (element.tag, attributes, *(self._one(c) for c in element if isinstance(c.tag, str)))


def without_revisions(properties: etree._Element, name: str) -> etree._Element:
    """A copy of properties as the former ones are kept: no revisions, no paragraph mark, no section."""
    copy = etree.Element(w(name))
    copy.extend(deepcopy(c) for c in properties if c.tag not in _QUIET or c.tag in (w("lang"), w("noProof")))
    return copy
