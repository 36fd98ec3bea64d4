"""Reports of changes that others had pending in OLD and that were accepted, rejected or taken back since."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.text.shorten import shorten
from drafting.word.redline.context import RedlineContext
from drafting.word.redline.others_changes import State, outcome, pending_author, pending_on_mark
from drafting.word.redline.paragraph_text import ATOM, FlatParagraph, Leaf
from drafting.word.redline.revision_marks import REVISIONS

_QUOTED = 61
"""How many characters of the words a report quotes at most."""
_CODE = "settled-since"


def report_resolved_text(context: RedlineContext, old: Leaf, text: str, new: State | None) -> None:
    """Report text of OLD with something pending; `new` is what is pending on it in NEW, None where NEW lacks it."""
    kind = "deletion" if old.state == "del" else "insertion"
    words = " ".join(text.replace(ATOM, " ").split())
    quoted = f" of “{shorten(words, _QUOTED)}”" if words else ""
    mark = next((e for e in old.path if e.tag in REVISIONS), None)
    author = mark.get(w("author"), "") if mark is not None else ""
    message = f"a pending {kind}{quoted}{f' by {author}' if author else ''} was {_outcome_words(old.state, new)} since"
    context.note(_CODE, message, "", author, text)


def report_resolved_mark(
    context: RedlineContext, paragraph: FlatParagraph, old: etree._Element | None, new: etree._Element | None
) -> None:
    """Report what was pending on the end of a paragraph of OLD, unless the report on its words says so already.

    `new` is the counterpart of the paragraph `old`; `paragraph` is the text they belong to.
    """
    before, after = _states(old, new)
    if old is not None and before and before != after and not any(leaf.state == before for leaf in paragraph.leaves):
        _report_thing(context, old, "the end of a paragraph", before, after, paragraph.text.replace(ATOM, ""))


def report_resolved_row(context: RedlineContext, old: etree._Element, new: etree._Element | None, words: str) -> None:
    """Report what was pending on a table row of OLD with this text; `new` is its counterpart."""
    before, after = _states(old, new)
    if before and before != after:
        _report_thing(context, old, "a table row", before, after, words)


def _states(old: etree._Element | None, new: etree._Element | None) -> tuple[State, State | None]:
    return pending_on_mark(old) if old is not None else "", pending_on_mark(new) if new is not None else None


def _report_thing(
    context: RedlineContext, old: etree._Element, thing: str, before: State, after: State | None, words: str
) -> None:
    kind = "deletion" if before == "del" else "insertion"
    message = f"a pending {kind} of {thing} by {pending_author(old)} was {_outcome_words(before, after)} since"
    context.note(_CODE, message, before=words)


def _outcome_words(old: State, new: State | None) -> str:
    if new is not None:
        return outcome(old, new)
    return "accepted" if old == "del" else "taken back or rejected"
