"""Line numbers in the margin of a section (w:lnNumType), on every page anew or running through the document."""

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
"""What stands before the line numbers in a section (the order of CT_SectPr, ECMA-376 part 1, 17.6.17)."""


def number_lines(section: etree._Element, restart: Restart = "page") -> None:
    """Number every line of a section (w:sectPr) in place; numbering that is there already is replaced."""
    for old in section.findall(w("lnNumType")):
        section.remove(old)
    at = sum(1 for child in section if child.tag in _BEFORE)
    section.insert(at, el("lnNumType", countBy=1, restart=_VALUES[restart]))
