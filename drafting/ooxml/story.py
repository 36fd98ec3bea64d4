"""The paragraphs of a story, counted the same way by every reader and writer.

A story is the text of one part: the document body, the footnotes, a header. Its paragraphs are all `w:p` in document
order, those in tables and text boxes included, those in `mc:Fallback` (a copy for old programs) left out. The index
into this list is what `Origin.paragraphs` holds.
"""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w

_P = w("p")
_FALLBACK = q("mc:Fallback")


def paragraphs(root: etree._Element) -> list[etree._Element]:
    """Every paragraph element of a story in document order."""
    found: list[etree._Element] = []
    skip: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=(_P, _FALLBACK)):
        if event == "end":
            if element is skip:
                skip = None
        elif skip is None:
            if element.tag == _FALLBACK:
                skip = element
            else:
                found.append(element)
    return found
