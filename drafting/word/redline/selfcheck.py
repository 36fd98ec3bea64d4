"""The proof in production: what the marked-up document says accepted and rejected, against NEW and OLD, in one walk.

Written apart from the code that makes the marks: it knows only what Word does with them. Others' revisions count as
they would when everybody's are settled the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import q, w

_INS = frozenset((w("ins"), w("moveTo")))
_DEL = frozenset((w("del"), w("moveFrom")))
_TEXTS = frozenset((w("t"), w("delText"), q("m:t")))
_SIGNS = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("drawing"): "\ufffc",
    w("pict"): "\ufffc",
    w("object"): "\ufffc",
    w("footnoteReference"): "\u2020",
    w("endnoteReference"): "\u2021",
}
_SKIP = frozenset(
    (
        w("pPr"),
        w("rPr"),
        w("instrText"),
        w("delInstrText"),
        q("mc:Fallback"),
        w("sectPr"),
        w("tblPr"),
        w("tcPr"),
        w("trPr"),
        w("tblGrid"),
        w("sdtPr"),
        q("m:rPr"),
        q("m:ctrlPr"),
    )
)
_P, _TR, _TC, _BOX = w("p"), w("tr"), w("tc"), w("txbxContent")


class Views(NamedTuple):
    """The words of a story, paragraph by paragraph, with everything accepted and with everything rejected."""

    accepted: list[str]
    rejected: list[str]


def views(container: etree._Element) -> Views:
    """Both views of a body, a note, a header … Empty paragraphs count; boxes come after the paragraph they hang on."""
    out = Views([], [])
    _blocks(container, out, True, True)
    return out


def differences(result: Views, old: Views, new: Views) -> Iterator[tuple[str, str, str]]:
    """Where the result is wrong: ("accepting" or "rejecting", what it gives, what it should give)."""
    wants = (
        ("accepting", result.accepted, (new.accepted,)),
        ("rejecting", result.rejected, (old.rejected, old.accepted)),
    )
    for what, got, wanted in wants:
        if any(_lines(got) == _lines(w) for w in wanted):
            continue
        a, b = _lines(got), _lines(wanted[-1])
        at = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
        yield what, "".join(a[at : at + 1]), "".join(b[at : at + 1])


def _lines(lines: list[str]) -> list[str]:
    return [x for x in lines if x]


def _blocks(container: etree._Element, out: Views, accept: bool, reject: bool) -> None:
    """Walk blocks; `accept` and `reject` say in which view the container lives."""
    held = ["", ""]
    for child in container:
        tag = child.tag
        if tag == _P:
            _paragraph(child, out, held, accept, reject)
        elif tag in (_TR, _TC):
            a, b = _lives(child, tag)
            _blocks(child, out, accept and a, reject and b)
        elif isinstance(tag, str) and tag not in _SKIP and tag not in (w("moveFromRangeEnd"),):
            _blocks(child, out, accept, reject)
    for side, alive, lines in ((0, accept, out.accepted), (1, reject, out.rejected)):
        if alive and held[side]:
            lines.append(held[side])


def _lives(element: etree._Element, tag: str) -> tuple[bool, bool]:
    """Whether a row or cell is there when everything is accepted, and when everything is rejected."""
    properties = element.find(w("trPr" if tag == _TR else "tcPr"))
    if properties is None:
        return True, True
    gone, came = ("del", "ins") if tag == _TR else ("cellDel", "cellIns")
    return properties.find(w(gone)) is None, properties.find(w(came)) is None


def _paragraph(paragraph: etree._Element, out: Views, held: list[str], accept: bool, reject: bool) -> None:
    texts: tuple[list[str], list[str]] = ([], [])
    boxes: list[etree._Element] = []
    _inline(paragraph, texts, boxes, True, True)
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    tags = {c.tag for c in marks} if marks is not None else set()
    ends = (not tags & _DEL, not tags & _INS)
    for side, alive, lines in ((0, accept, out.accepted), (1, reject, out.rejected)):
        held[side] += "".join(texts[side])
        if ends[side]:
            if alive:
                lines.append(held[side])
            held[side] = ""
    for box in boxes:
        _blocks(box, out, accept, reject)


def _inline(
    element: etree._Element, texts: tuple[list[str], list[str]], boxes: list[etree._Element], accept: bool, reject: bool
) -> None:
    for child in element:
        tag = child.tag
        if tag in _TEXTS or tag in _SIGNS:
            if tag == w("tab") and element.tag != w("r"):
                continue
            text = (child.text or "") if tag in _TEXTS else _SIGNS[tag]
            if accept:
                texts[0].append(text)
            if reject:
                texts[1].append(text)
            if accept or reject:
                boxes += child.iter(_BOX) if len(child) else ()
        elif tag in _INS:
            _inline(child, texts, boxes, accept, False)
        elif tag in _DEL:
            _inline(child, texts, boxes, False, reject)
        elif isinstance(tag, str) and tag not in _SKIP:
            _inline(child, texts, boxes, accept, reject)
