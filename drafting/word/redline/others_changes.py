"""Changes that others have pending in OLD or NEW, and how the redline treats text and marks that carry them.

The output is NEW with all revisions of others as they are, plus ours. Accepting all gives NEW accepted, rejecting all
gives OLD rejected, rejecting ours alone gives OLD with what others have pending in NEW. It follows, for a paragraph
that we change (`decide_kept`, `decide_mark`, `is_accepted_deletion`):

| in NEW | in OLD | written |
|---|---|---|
| plain, or pending as in OLD | | as in NEW |
| plain, or pending otherwise | pending | as in NEW, reported as resolved since |
| absent, and so is the paragraph | pending deletion | their deletion is kept |
| pending insertion | plain | as in NEW, and OLD's words as our deletion: rejecting all gives them back |
| pending insertion | absent | as in NEW; not marked by us |
| pending deletion | plain | as in NEW |
| pending deletion | absent | our insertion around their deletion |

Which pending words of OLD correspond to which of NEW is decided in `paragraph_diff`; what was resolved since is
reported by `others_resolved_since`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import DELETED, INSERTED

State: TypeAlias = Literal["", "ins", "del", "both"]
"""What is pending: nothing, an insertion, a deletion, or an insertion that was deleted again."""
_STATES: dict[str, State] = {
    **dict.fromkeys((*INSERTED, w("cellIns")), "ins"),
    **dict.fromkeys((*DELETED, w("cellDel")), "del"),
}
_PROPERTIES = {w("p"): f"{w('pPr')}/{w('rPr')}", w("tr"): w("trPr"), w("tc"): w("tcPr")}
"""Where the marks of a paragraph end, a row or a cell are."""
INSERTED_STATES = frozenset[State](("ins", "both"))
"""Text in these states disappears when everything is rejected."""

_OUTCOMES: dict[tuple[State, State], str] = {
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


class KeptText(NamedTuple):
    """How text that both documents have is written.

    `delete_old`: OLD's copy is written too, as our deletion. `report`: a change pending in OLD was resolved since.
    `rejected`: it was a deletion, and it was rejected. `insert`: NEW's copy is marked as our insertion, `outside`:
    around the marks of others.
    """

    delete_old: bool = False
    report: bool = False
    rejected: bool = False
    insert: bool = False
    outside: bool = False


class KeptMark(NamedTuple):
    """How a paragraph mark that both documents have is written.

    `rejected`: a deletion pending in OLD was rejected since. `apart`: OLD's mark is written as one of its own, deleted
    by us, beside NEW's mark, which another person inserted.
    """

    rejected: bool
    apart: bool


def nested_state(state: State, tag: str) -> State:
    """The state inside an element `tag` that is itself inside an element with `state`."""
    here = _STATES.get(tag, "")
    if not here or here == state:
        return state
    return "both" if state else here


def pending_on_mark(element: etree._Element) -> State:
    """What is pending on the end of a paragraph (w:p), on a row (w:tr) or on a cell (w:tc)."""
    state: State = ""
    for mark in _property_marks(element):
        state = nested_state(state, mark.tag)
    return state


def pending_author(element: etree._Element) -> str:
    """The author of what is pending on the end of a paragraph, on a row or on a cell; "" if nothing is."""
    return next((m.get(w("author"), "") for m in _property_marks(element) if m.tag in _STATES), "")


def _property_marks(element: etree._Element) -> Iterable[etree._Element]:
    found = element.find(_PROPERTIES[element.tag])
    return () if found is None else found


def outcome(old: State, new: State) -> str:
    """What became of a change pending in OLD, in words; `new` is what is pending on the same thing in NEW."""
    return _OUTCOMES.get((old, new), "settled")


def decide_kept(old: State, new: State) -> KeptText:
    """How to write text that both documents have, by what is pending on it in OLD and in NEW."""
    # An insertion deleted again in OLD is neither the text accepted nor the text rejected.
    insert = old == "both" and new in ("", "del")
    return KeptText(
        delete_old=new in INSERTED_STATES and not old,
        report=bool(old) and old != new,
        rejected=old == "del" and not new,
        insert=insert,
        outside=insert and new == "del",
    )


def decide_mark(old: State, new: State) -> KeptMark:
    """How to write a paragraph mark that both documents have, by what is pending on it in OLD and in NEW."""
    return KeptMark(old == "del" and not new, new in INSERTED_STATES and old not in INSERTED_STATES)


def is_accepted_deletion(old: State, *, moved: bool, with_paragraph: bool) -> bool:
    """Whether text that NEW lacks is gone because a deletion pending in OLD was accepted since.

    Not where the text moved, nor where its whole paragraph is deleted: their deletion is then kept inside ours.
    """
    return not moved and (old == "both" or (old == "del" and not with_paragraph))
