"""Line numbers in the margin of a section (w:lnNumType), starting anew on each page or continuous."""

from __future__ import annotations

from typing import Literal, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.build.elements import el

Restart: TypeAlias = Literal["page", "continuous"]
_VALUES: dict[Restart, str] = {"page": "newPage", "continuous": "continuous"}
_BEFORE = frozenset(
    w(n) for n in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
                   "pgBorders")
)  # fmt: skip
"""Elements before w:lnNumType in w:sectPr (the order of CT_SectPr, ECMA-376 part 1, 17.6.17)."""


def number_lines(section: etree._Element, restart: Restart = "page") -> None:
    """Number every line of a section (w:sectPr) in place; existing line numbering is replaced."""
    for old in section.findall(w("lnNumType")):
        section.remove(old)
    at = sum(1 for child in section if child.tag in _BEFORE)
    section.insert(at, el("lnNumType", countBy=1, restart=_VALUES[restart]))
