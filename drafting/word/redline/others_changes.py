"""What others have pending on a piece of text or on a paragraph mark, and what became of it (rule 12 of the house)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import DELETED, INSERTED

State: TypeAlias = Literal["", "ins", "del", "both"]
"""Nothing, an insertion, a deletion, an insertion that somebody deleted again."""
_STATES: dict[str, State] = {
    **dict.fromkeys((*INSERTED, w("cellIns")), "ins"),
    **dict.fromkeys((*DELETED, w("cellDel")), "del"),
}
_MARKS = {w("p"): f"{w('pPr')}/{w('rPr')}", w("tr"): w("trPr"), w("tc"): w("tcPr")}
COMES = frozenset[State](("ins", "both"))
"""What was not there before: rejecting everything takes it away."""

_FATES: dict[tuple[State, State], str] = {
    ("ins", ""): "accepted",
    ("del", ""): "rejected",
    ("ins", "del"): "accepted and is to be deleted",
    ("ins", "both"): "accepted and is to be deleted",
    ("del", "ins"): "accepted and the words inserted again",
    ("del", "both"): "accepted and the words inserted again",
    ("both", ""): "accepted and its deletion rejected",
    ("both", "ins"): "left and its deletion rejected",
    ("both", "del"): "accepted",
}


def under(state: State, tag: str) -> State:
    """The state inside an element of this name that itself has a state around it."""
    here = _STATES.get(tag, "")
    if not here or here == state:
        return state
    return "both" if state else here


def of_mark(element: etree._Element) -> State:
    """What is pending on the mark that ends a paragraph, on a row or on a cell."""
    state: State = ""
    for mark in _marks(element):
        state = under(state, mark.tag)
    return state


def whose(element: etree._Element) -> str:
    """Who has something pending on a paragraph mark, a row or a cell."""
    return next((m.get(w("author"), "") for m in _marks(element) if m.tag in _STATES), "")


def _marks(element: etree._Element) -> Iterable[etree._Element]:
    found = element.find(_MARKS[element.tag])
    return () if found is None else found


def fate(old: State, new: State) -> str:
    """What became of a change that was pending in OLD, in words."""
    return _FATES.get((old, new), "settled")
