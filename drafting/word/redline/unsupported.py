"""What of OLD has no tracked form, and what a person should look at: content controls, bookmarks, typed numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from drafting.compare import Comparison
from drafting.diff.changes import Change
from drafting.diff.units import Unit
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import w
from drafting.ooxml.story import paragraphs
from drafting.text.shorten import shorten
from drafting.word.redline.context import Job

_SHOWN = 8
"""How many shifted numbers a line names."""
_T, _VAL = w("t"), w("val")
_CODES = (w("instrText"), w("fldSimple"), w("hyperlink"))


def list_losses(job: Job, old: etree._Element, new: etree._Element, comparison: Comparison) -> None:
    """List them in the coverage; `old` and `new` are the main parts as they were."""
    _controls(job, old, new)
    _bookmarks(job, old, new)
    _typed_numbers(job, old, new, comparison)


def _controls(job: Job, old: etree._Element, new: etree._Element) -> None:
    before, after = Counter(_control_names(old)), Counter(_control_names(new))
    for name in (before - after).elements():
        job.note("content-control", f"the content control {name} is gone; after Reject All its words stand without it")
    for name in (after - before).elements():
        job.note(
            "content-control", f"the content control {name} is new; after Reject All look whether an empty one is left"
        )


def _control_names(root: etree._Element) -> Iterator[str]:
    for properties in root.iter(w("sdtPr")):
        label = next((c.get(_VAL) for tag in ("alias", "tag") if (c := properties.find(w(tag))) is not None), "")
        around = properties.getparent()
        words = "" if around is None else " ".join("".join(t.text or "" for t in around.iter(_T)).split())
        if label or words:
            yield label or f"“{shorten(words, 41)}”"


def _bookmarks(job: Job, old: etree._Element, new: etree._Element) -> None:
    """Bookmarks that only OLD has and that fields or links of OLD point to."""
    here = {b.get(w("name"), "") for b in new.iter(w("bookmarkStart"))}
    gone = {b.get(w("name"), "") for b in old.iter(w("bookmarkStart"))} - here - {""}
    if not gone:
        return
    pointers: set[str] = set()
    for element in old.iter(*_CODES):
        code = element.text if element.tag == w("instrText") else element.get(w("instr")) or element.get(w("anchor"))
        pointers.update((code or "").split())
    named = sorted(gone & pointers)
    if named:
        job.note(
            "bookmark",
            f"bookmarks of the old document that references point to are gone: {', '.join(named)}; "
            "after Reject All update its fields and look at its cross-references",
        )


def _typed_numbers(job: Job, old: etree._Element, new: etree._Element, comparison: Comparison) -> None:
    """Numbers that stand in the text and shifted: each is a change of its own that says nothing else."""
    sides = ((comparison.body.old, paragraphs(old)), (comparison.body.new, paragraphs(new)))
    shifted = [s for change in comparison.body.changes if (s := _shift(change, sides))]
    if shifted:
        more = f" and {len(shifted) - _SHOWN} more" if len(shifted) > _SHOWN else ""
        job.note(
            "typed-numbers",
            f"numbers typed by hand that moved, marked as changes of text: {', '.join(shifted[:_SHOWN])}{more}",
        )


def _shift(change: Change, sides: Sequence[tuple[Sequence[Unit], Sequence[etree._Element]]]) -> str:
    if len(change.old) != 1 or len(change.new) != 1:
        return ""
    one, other = sides[0][0][change.old[0]], sides[1][0][change.new[0]]
    if not one.label or not other.label or one.label == other.label:
        return ""
    typed = _typed(one, sides[0][1]) and _typed(other, sides[1][1])
    return f"{one.label} → {other.label}" if typed else ""


def _typed(unit: Unit, story: Sequence[etree._Element]) -> bool:
    """Whether the label stands in the text of the paragraph."""
    origin = unit.origin
    if not isinstance(origin, Origin) or origin.story != "document" or not origin.paragraphs:
        return False
    if origin.paragraphs[0] >= len(story):
        return False
    text = "".join(t.text or "" for t in story[origin.paragraphs[0]].iter(_T))
    return text.lstrip().startswith((unit.label or "").strip())
