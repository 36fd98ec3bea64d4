"""What others had pending in OLD and have no more is said, never erased in silence (rule 12 of the house)."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.text.shorten import shorten
from drafting.word.redline.context import Job
from drafting.word.redline.others_changes import State, fate, of_mark, whose
from drafting.word.redline.paragraph_text import ATOM, Flat, Leaf
from drafting.word.redline.revision_marks import REVISIONS

_LONG = 61
_CODE = "settled-since"


def say_words(job: Job, old: Leaf, text: str, new: State | None) -> None:
    """Words of OLD (`text`) with something pending; `new`: what is pending on them now, None where they are gone."""
    what = "deletion" if old.state == "del" else "insertion"
    words = " ".join(text.replace(ATOM, " ").split())
    shown = f" of “{shorten(words, _LONG)}”" if words else ""
    mark = next((e for e in old.path if e.tag in REVISIONS), None)
    who = mark.get(w("author"), "") if mark is not None else ""
    said = f"a pending {what}{shown}{f' by {who}' if who else ''} was {_became(old.state, new)} since"
    job.note(_CODE, said, "", who, text)


def say_mark(job: Job, paragraph: Flat, old: etree._Element | None, new: etree._Element | None) -> None:
    """The mark of a paragraph of OLD, where the words of the paragraph do not say it; `new`: its counterpart."""
    before, after = _states(old, new)
    if old is not None and before and before != after and not any(leaf.state == before for leaf in paragraph.leaves):
        _say_thing(job, old, "the end of a paragraph", before, after, paragraph.text.replace(ATOM, ""))


def say_row(job: Job, old: etree._Element, new: etree._Element | None, words: str) -> None:
    """A row of OLD that says `words`; `new`: its counterpart."""
    before, after = _states(old, new)
    if before and before != after:
        _say_thing(job, old, "a table row", before, after, words)


def _states(old: etree._Element | None, new: etree._Element | None) -> tuple[State, State | None]:
    return of_mark(old) if old is not None else "", of_mark(new) if new is not None else None


def _say_thing(job: Job, old: etree._Element, thing: str, before: State, after: State | None, words: str) -> None:
    what = "deletion" if before == "del" else "insertion"
    said = f"a pending {what} of {thing} by {whose(old)} was {_became(before, after)} since"
    job.note(_CODE, said, before=words)


def _became(old: State, new: State | None) -> str:
    if new is not None:
        return fate(old, new)
    return "accepted" if old == "del" else "taken back or rejected"
