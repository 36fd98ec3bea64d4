"""Check of the result: its words with all accepted, all rejected and ours rejected, against NEW and OLD.

Independent of the code that makes the marks: it knows only what Word does with them. One walk gives all three views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.text import boxes as text_boxes

# Spelled here and not imported from ooxml.revisions: the check must not share a mistake with the code that it checks.
INSERTED = frozenset((w("ins"), w("moveTo"), w("cellIns")))
DELETED = frozenset((w("del"), w("moveFrom"), w("cellDel")))
TEXTS = frozenset((w("t"), w("delText"), q("m:t")))
SIGNS = {
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
_P, _TBL, _TR, _TC = w("p"), w("tbl"), w("tr"), w("tc")
_MARKS = f"{w('pPr')}/{w('rPr')}"


class Views(NamedTuple):
    """The words of a part, paragraph by paragraph: all accepted, all rejected, and ours rejected.

    In the last view the revisions of others are accepted.
    """

    accepted: list[str]
    rejected: list[str]
    without: list[str]


Presence: TypeAlias = tuple[bool, bool, bool]
"""In which of the three views something is present."""
_ALL: Presence = (True, True, True)
IsOurs: TypeAlias = Callable[[etree._Element], bool]


class _OpenText:
    """Per view: the words of the open paragraph, and the lines of text boxes, which come at the end."""

    def __init__(self) -> None:
        self.texts = ["", "", ""]
        self.boxes: tuple[list[str], list[str], list[str]] = ([], [], [])

    def end(self, side: int, out: Views | None) -> None:
        """End the paragraph in a view and add its line to `out` (None: it is not present there)."""
        if out is not None:
            out[side].append(self.texts[side])
        self.texts[side] = ""


def read_views(container: etree._Element, ours: IsOurs = lambda mark: False) -> Views:
    """The views of a container: a body, a note, a header … Empty paragraphs are lines too; text boxes come last.

    `ours`: whether a revision mark is one of ours.
    """
    out = Views([], [], [])
    _add_container(container, out, _ALL, ours)
    return out


def find_mismatches(result: Views, old: Views, new: Views) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the result: ("accepting" or "rejecting", the first wrong line, what it should be).

    Rejecting is right when rejecting ours gives OLD accepted, or when rejecting all gives OLD rejected.
    """
    wants = (
        ("accepting", ((result.accepted, new.accepted),)),
        ("rejecting", ((result.without, old.accepted), (result.rejected, old.rejected))),
    )
    for what, choices in wants:
        if any(_non_empty(got) == _non_empty(wanted) for got, wanted in choices):
            continue
        a, b = (_non_empty(side) for side in choices[-1])
        at = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
        yield what, "".join(a[at : at + 1]), "".join(b[at : at + 1])


def _non_empty(lines: list[str]) -> list[str]:
    return [x for x in lines if x]


def _add_container(container: etree._Element, out: Views, present: Presence, ours: IsOurs) -> None:
    """Add the lines of a container to `out`; `present`: in which views the container is present."""
    held = _OpenText()
    _add_blocks(container, out, held, present, ours)
    _flush_text(out, held, present)
    for side in range(3):
        out[side].extend(held.boxes[side])


def _add_blocks(container: etree._Element, out: Views, held: _OpenText, present: Presence, ours: IsOurs) -> None:
    for child in container:
        tag = child.tag
        if tag == _P:
            _add_paragraph(child, out, held, present, ours)
        elif tag == _TBL:
            _flush_text(out, held, _present_rows(child, present, ours))
            _add_container(child, out, present, ours)
        elif tag in (_TR, _TC):
            properties = child.find(w("trPr" if tag == _TR else "tcPr"))
            _add_container(
                child, out, present if properties is None else _with_properties(properties, present, ours), ours
            )
        elif tag in INSERTED or tag in DELETED:
            _add_blocks(child, out, held, _inside(child, present, ours), ours)
        elif isinstance(tag, str) and tag not in _SKIP:  # content controls are transparent
            _add_blocks(child, out, held, present, ours)


def _flush_text(out: Views, held: _OpenText, present: Presence) -> None:
    """Before a table and at the end, words whose paragraph has lost its mark become a line."""
    for side in range(3):
        if present[side]:
            held.end(side, out if held.texts[side] else None)


def _present_rows(table: etree._Element, present: Presence, ours: IsOurs) -> Presence:
    """In which views a table has a row."""
    found = (False, False, False)
    for row in table.iterchildren(_TR):
        properties = row.find(w("trPr"))
        there = present if properties is None else _with_properties(properties, present, ours)
        found = (found[0] or there[0], found[1] or there[1], found[2] or there[2])
        if all(found):
            break
    return found


def _inside(mark: etree._Element, present: Presence, ours: IsOurs) -> Presence:
    """In which views the content of a mark is present, or what the mark is on."""
    came = mark.tag in INSERTED
    return (present[0] and came, present[1] and not came, present[2] and came != ours(mark))


def _with_properties(properties: etree._Element, present: Presence, ours: IsOurs) -> Presence:
    """In which views a paragraph mark, row or cell with these properties is present."""
    for mark in properties:
        if mark.tag in INSERTED or mark.tag in DELETED:
            present = _inside(mark, present, ours)
    return present


def _add_paragraph(paragraph: etree._Element, out: Views, held: _OpenText, present: Presence, ours: IsOurs) -> None:
    texts: tuple[list[str], list[str], list[str]] = ([], [], [])
    boxes: list[tuple[etree._Element, Presence]] = []
    _add_inline(paragraph, texts, boxes, _ALL, ours)
    marks = paragraph.find(_MARKS)
    ends = _ALL if marks is None else _with_properties(marks, _ALL, ours)
    inside = Views([], [], [])
    for box, there in boxes:
        _add_container(box, inside, there, ours)
    for side in range(3):
        held.texts[side] += "".join(texts[side])
        held.boxes[side].extend(inside[side] if present[side] else ())
        if ends[side]:
            held.end(side, out if present[side] else None)


def _add_inline(
    element: etree._Element,
    texts: tuple[list[str], list[str], list[str]],
    boxes: list[tuple[etree._Element, Presence]],
    present: Presence,
    ours: IsOurs,
) -> None:
    for child in element:
        tag = child.tag
        if tag in TEXTS or tag in SIGNS:
            if tag == w("tab") and element.tag != w("r"):
                continue
            text = (child.text or "") if tag in TEXTS else SIGNS[tag]
            for here, side in zip(present, texts, strict=True):
                if here:
                    side.append(text)
            if len(child):
                boxes += [(box, present) for box in text_boxes(child)]
        elif tag in INSERTED or tag in DELETED:
            _add_inline(child, texts, boxes, _inside(child, present, ours), ours)
        elif isinstance(tag, str) and tag not in _SKIP:
            _add_inline(child, texts, boxes, present, ours)
