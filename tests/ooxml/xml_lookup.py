"""Parts of an XML tree that a test expects to be there: each function fails where they are not."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import w


def child(element: etree._Element, path: str) -> etree._Element:
    """The first descendant at `path`: names in the namespace of WordprocessingML, with `/` between them."""
    found = element.find(".//" + "/".join(w(name) for name in path.split("/")))
    assert found is not None, f"no {path} in {element.tag}"
    return found


def parent(element: etree._Element) -> etree._Element:
    """The element around `element`."""
    found = element.getparent()
    assert found is not None
    return found


def words_of(element: etree._Element) -> str:
    """All text inside `element`."""
    return "".join(str(piece) for piece in element.itertext())
