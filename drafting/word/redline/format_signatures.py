"""Formatting compared: a signature of properties that is equal for properties that look the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import TAGS

_LANGUAGE = frozenset((w("lang"), w("noProof")))
_NO_FORMAT = (
    frozenset(TAGS) | _LANGUAGE | {w(n) for n in ("sectPr", "rPr", "proofErr", "headerReference", "footerReference")}
)
"""Properties that are no formatting (revisions, settings of the spell-checker) or are compared on their own."""
_RSID = "rsid"
FormatSignature: TypeAlias = tuple[Hashable, ...]


class FormatSignatures:
    """Computes signatures and remembers them by the XML of the properties."""

    def __init__(self, number: Callable[[str], Hashable] = str) -> None:
        """`number` gives the key of a list instance (w:numId): instances with one key are the same list."""
        self._seen: dict[bytes, FormatSignature] = {}
        self._number = number

    def of(self, properties: etree._Element | None) -> FormatSignature:
        """The signature of w:rPr, w:pPr, w:trPr …; () for absent and for empty properties."""
        if properties is None or not len(properties):
            return ()
        raw = etree.tostring(properties)
        if raw not in self._seen:
            self._seen[raw] = tuple(
                sorted((one for c in properties if c.tag not in _NO_FORMAT and (one := self._one(c))), key=repr)
            )
        return self._seen[raw]

    def _one(self, element: etree._Element) -> tuple[Hashable, ...]:
        if element.tag == w("numId"):
            return (element.tag, self._number(element.get(w("val"), "")))
        attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items() if _RSID not in str(k)))
        return (element.tag, attributes, *(self._one(c) for c in element if isinstance(c.tag, str)))


def former_properties(properties: etree._Element | None, name: str) -> etree._Element:
    """A copy of properties as a w:…PrChange records them: without revisions, paragraph mark and section.

    `name`: the element to make ("pPr"); an empty one where there were no properties.
    """
    copy = etree.Element(w(name))
    if properties is not None:
        copy.extend(deepcopy(c) for c in properties if c.tag not in _NO_FORMAT or c.tag in _LANGUAGE)
    return copy
