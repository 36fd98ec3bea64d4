"""Builders for WordprocessingML: elements, runs, text with tabs and line breaks, fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from drafting.ooxml.namespaces import MC, W14, R, W, q, w

SPACE = q("xml:space")
NSMAP = {"w": W, "r": R, "mc": MC, "w14": W14}
_PIECES = re.compile(r"([\t\n\u2011\u00ad])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def el(tag: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """An element of WordprocessingML with attributes of the same namespace: el("jc", val="both")."""
    element = etree.Element(w(tag), {w(k.rstrip("_")): str(v) for k, v in attributes.items()}, nsmap={"w": W})
    element.extend(children)
    return element


def xml_text(text: str) -> str:
    """The text without characters that XML cannot contain (they print nothing)."""
    return _UNWRITABLE.sub("", text)


def text_elements(text: str) -> Iterator[etree._Element]:
    """Yield the children of a run that print a text: w:t, w:tab, w:br, w:noBreakHyphen, w:softHyphen."""
    special = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
    for piece in _PIECES.split(xml_text(text)):
        if piece in special:
            yield el(special[piece])
        elif piece:
            t = el("t")
            t.text = piece
            if piece != piece.strip() or "  " in piece:
                t.set(SPACE, "preserve")
            yield t


def run(children: Iterable[etree._Element], properties: Iterable[etree._Element] = ()) -> etree._Element:
    """A w:r; without properties it has no w:rPr."""
    element = el("r")
    props = list(properties)
    if props:
        element.append(el("rPr", *props))
    element.extend(children)
    return element


def field_runs(code: str, shown: str = "", properties: Iterable[etree._Element] = ()) -> list[etree._Element]:
    """A complex field (PAGE, NUMPAGES …) as the five runs that Word writes; `shown`: its result."""
    props = list(properties)

    def make_run(*children: etree._Element) -> etree._Element:
        return run(children, [_copy_of(p) for p in props])

    instruction = el("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    return [
        make_run(el("fldChar", fldCharType="begin")),
        make_run(instruction),
        make_run(el("fldChar", fldCharType="separate")),
        make_run(*text_elements(shown)),
        make_run(el("fldChar", fldCharType="end")),
    ]


def _copy_of(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))
