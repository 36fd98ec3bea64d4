"""The two ends of moves: which moved text is in which named range (w:moveFromRangeStart … w:moveToRangeEnd)."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from drafting.ooxml.namespaces import w

_P, _PPR, _RPR, _NAME, _ID = w("p"), w("pPr"), w("rPr"), w("name"), w("id")
_ENDS = {w("moveFrom"): w("moveFromRangeStart"), w("moveTo"): w("moveToRangeStart")}
_STARTS = frozenset(_ENDS.values())
_STOPS = {w("moveFromRangeEnd"): w("moveFromRangeStart"), w("moveToRangeEnd"): w("moveToRangeStart")}
STARTS, STOPS = tuple(sorted(_STARTS)), tuple(sorted(_STOPS))


class Moves(NamedTuple):
    """`names`: for every w:moveFrom and w:moveTo the name of its range, "" where it is in none.
    `held`: the starts of the ranges that contain moved text or a moved paragraph mark."""

    names: dict[etree._Element, str]
    held: set[etree._Element]


def find_moves(root: etree._Element) -> Moves:
    """The moved pieces of a story. A paragraph mark is at the end of its paragraph; a range that ends inside the
    paragraph contains the mark when that moved too."""
    found = Moves({}, set())
    if next(root.iter(*_ENDS), None) is None:
        return found
    open_: list[etree._Element] = []
    closed: list[etree._Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=(_P, *_ENDS, *_STARTS, *_STOPS)):
        tag = element.tag
        if event == "end":
            if tag == _P:
                for mark in element.iterfind(f"{_PPR}/{_RPR}/*"):
                    if mark.tag in _ENDS:
                        _assign_range(mark, open_ if _ranges_for(mark, open_) else closed, found)
                closed = []
        elif tag in _STARTS:
            open_.append(element)
        elif tag in _STOPS:
            key = (_STOPS[tag], element.get(_ID))
            closed += [s for s in open_ if (s.tag, s.get(_ID)) == key]
            open_ = [s for s in open_ if (s.tag, s.get(_ID)) != key]
        elif tag in _ENDS and not _in_properties(element):
            _assign_range(element, open_, found)
    return found


def _in_properties(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _RPR


def _assign_range(element: etree._Element, open_: list[etree._Element], found: Moves) -> None:
    """Assign a moved piece to the range opened last for its direction, of its own author if there is one."""
    fitting = _ranges_for(element, open_)
    own = [s for s in fitting if s.get(w("author")) == element.get(w("author"))]
    found.names[element] = ""
    for start in (own or fitting)[-1:]:
        found.names[element] = start.get(_NAME, "")
        found.held.add(start)


def _ranges_for(element: etree._Element, ranges: list[etree._Element]) -> list[etree._Element]:
    return [s for s in ranges if s.tag == _ENDS[element.tag]]
