"""The proof in production: what the marked-up document says accepted and rejected, against NEW and OLD, in one walk.

Written apart from the code that makes the marks: it knows only what Word does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.text import boxes as boxed

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
    """The words of a story, paragraph by paragraph: everything accepted, everything rejected, ours alone rejected.

    The last one counts the revisions of others as accepted.
    """

    accepted: list[str]
    rejected: list[str]
    without: list[str]


Alive: TypeAlias = tuple[bool, bool, bool]
"""In which of the three views something is."""
_ALL: Alive = (True, True, True)
Ours: TypeAlias = Callable[[etree._Element], bool]


class _Held:
    """What waits in each view: words for the end of their paragraph, boxes for the end of the container."""

    def __init__(self) -> None:
        self.texts = ["", "", ""]
        self.boxes: tuple[list[str], list[str], list[str]] = ([], [], [])

    def end(self, side: int, out: Views | None) -> None:
        """The paragraph ends in a view; `out` takes its line where it is there."""
        if out is not None:
            out[side].append(self.texts[side])
        self.texts[side] = ""


def views(container: etree._Element, ours: Ours = lambda mark: False) -> Views:
    """The views of a body, a note, a header … Empty paragraphs count; boxes come last.

    `ours` says of a mark of revision whether it is one of ours.
    """
    out = Views([], [], [])
    _blocks(container, out, _ALL, ours)
    return out


def differences(result: Views, old: Views, new: Views) -> Iterator[tuple[str, str, str]]:
    """Where the result is wrong: ("accepting" or "rejecting", what it gives, what it should give).

    Rejecting is right when ours alone gives OLD accepted, or when everybody's gives OLD rejected (rule 12).
    """
    wants = (
        ("accepting", ((result.accepted, new.accepted),)),
        ("rejecting", ((result.without, old.accepted), (result.rejected, old.rejected))),
    )
    for what, choices in wants:
        if any(_lines(got) == _lines(wanted) for got, wanted in choices):
            continue
        a, b = (_lines(side) for side in choices[-1])
        at = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
        yield what, "".join(a[at : at + 1]), "".join(b[at : at + 1])


def _lines(lines: list[str]) -> list[str]:
    return [x for x in lines if x]


def _blocks(container: etree._Element, out: Views, alive: Alive, ours: Ours) -> None:
    """Walk blocks; `alive` says in which views the container is."""
    held = _Held()
    _walk(container, out, held, alive, ours)
    _flush(out, held, alive)
    for side in range(3):
        out[side].extend(held.boxes[side])


def _walk(container: etree._Element, out: Views, held: _Held, alive: Alive, ours: Ours) -> None:
    for child in container:
        tag = child.tag
        if tag == _P:
            _paragraph(child, out, held, alive, ours)
        elif tag == _TBL:
            _flush(out, held, _rows(child, alive, ours))
            _blocks(child, out, alive, ours)
        elif tag in (_TR, _TC):
            properties = child.find(w("trPr" if tag == _TR else "tcPr"))
            _blocks(child, out, alive if properties is None else _among(properties, alive, ours), ours)
        elif tag in INSERTED or tag in DELETED:
            _walk(child, out, held, _under(child, alive, ours), ours)
        elif isinstance(tag, str) and tag not in _SKIP:  # content controls hold paragraphs as if they were not there
            _walk(child, out, held, alive, ours)


def _flush(out: Views, held: _Held, alive: Alive) -> None:
    """Words whose paragraph lost its mark stay where a table or the end follows."""
    for side in range(3):
        if alive[side]:
            held.end(side, out if held.texts[side] else None)


def _rows(table: etree._Element, alive: Alive, ours: Ours) -> Alive:
    """In which views a table has a row left."""
    found = (False, False, False)
    for row in table.iterchildren(_TR):
        properties = row.find(w("trPr"))
        there = alive if properties is None else _among(properties, alive, ours)
        found = (found[0] or there[0], found[1] or there[1], found[2] or there[2])
        if all(found):
            break
    return found


def _under(mark: etree._Element, alive: Alive, ours: Ours) -> Alive:
    """In which views the thing a mark speaks of is left."""
    came = mark.tag in INSERTED
    return (alive[0] and came, alive[1] and not came, alive[2] and came != ours(mark))


def _among(properties: etree._Element, alive: Alive, ours: Ours) -> Alive:
    """The same for what all the marks in properties speak of."""
    for mark in properties:
        if mark.tag in INSERTED or mark.tag in DELETED:
            alive = _under(mark, alive, ours)
    return alive


def _paragraph(paragraph: etree._Element, out: Views, held: _Held, alive: Alive, ours: Ours) -> None:
    texts: tuple[list[str], list[str], list[str]] = ([], [], [])
    boxes: list[tuple[etree._Element, Alive]] = []
    _inline(paragraph, texts, boxes, _ALL, ours)
    marks = paragraph.find(_MARKS)
    ends = _ALL if marks is None else _among(marks, _ALL, ours)
    inside = Views([], [], [])
    for box, there in boxes:
        _blocks(box, inside, there, ours)
    for side in range(3):
        held.texts[side] += "".join(texts[side])
        held.boxes[side].extend(inside[side] if alive[side] else ())
        if ends[side]:
            held.end(side, out if alive[side] else None)


def _inline(
    element: etree._Element,
    texts: tuple[list[str], list[str], list[str]],
    boxes: list[tuple[etree._Element, Alive]],
    alive: Alive,
    ours: Ours,
) -> None:
    for child in element:
        tag = child.tag
        if tag in TEXTS or tag in SIGNS:
            if tag == w("tab") and element.tag != w("r"):
                continue
            text = (child.text or "") if tag in TEXTS else SIGNS[tag]
            for here, side in zip(alive, texts, strict=True):
                if here:
                    side.append(text)
            if len(child):
                boxes += [(box, alive) for box in boxed(child)]
        elif tag in INSERTED or tag in DELETED:
            _inline(child, texts, boxes, _under(child, alive, ours), ours)
        elif isinstance(tag, str) and tag not in _SKIP:
            _inline(child, texts, boxes, alive, ours)
