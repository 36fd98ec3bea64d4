"""The parts of a package that hold text (stories), and the numbering of their paragraphs.

A story is the text of one part: the document body, the footnotes, a header. Its paragraphs are all `w:p` in document
order, including those in tables and text boxes, without those in `mc:Fallback` (a copy for old programs).
`Origin.paragraphs` holds indexes into this list.
"""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.package import Package

_P = w("p")
_FALLBACK = q("mc:Fallback")


def paragraphs(root: etree._Element) -> list[etree._Element]:
    """Every paragraph element of a story in document order."""
    found = list(root.iter(_P))
    copies = {p for fallback in root.iter(_FALLBACK) for p in fallback.iter(_P)}
    return [p for p in found if p not in copies] if copies else found


def stories(package: Package) -> list[str]:
    """The names of the parts that hold text: the main part, footnotes, endnotes, headers and footers, comments."""
    kinds = ("footnotes", "endnotes", "header", "footer", "comments")
    main = package.main
    rels = [rel for rel in package.relationships(main) if not rel.external and rel.target in package]
    found = [rel.target for kind in kinds for rel in rels if rel.type == kind]
    return list(dict.fromkeys([main, *found]))
