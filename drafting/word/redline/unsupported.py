"""Reports of what tracked changes cannot show: content controls, lost bookmarks, numbers typed by hand."""

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
from drafting.word.redline.context import RedlineContext

_SHOWN = 8
"""How many changed numbers a report names."""
_T, _VAL = w("t"), w("val")
_CODES = (w("instrText"), w("fldSimple"), w("hyperlink"))


def report_unsupported(
    context: RedlineContext, old: etree._Element, new: etree._Element, comparison: Comparison
) -> None:
    """Add the reports to the coverage; `old` and `new` are the main parts, unchanged."""
    _report_controls(context, old, new)
    _report_bookmarks(context, old, new)
    _report_typed_numbers(context, old, new, comparison)


def _report_controls(context: RedlineContext, old: etree._Element, new: etree._Element) -> None:
    before, after = Counter(_control_names(old)), Counter(_control_names(new))
    for name in (before - after).elements():
        context.note(
            "content-control", f"the content control {name} is gone; after Reject All its words stand without it"
        )
    for name in (after - before).elements():
        context.note(
            "content-control", f"the content control {name} is new; after Reject All look whether an empty one is left"
        )


def _control_names(root: etree._Element) -> Iterator[str]:
    for properties in root.iter(w("sdtPr")):
        label = next((c.get(_VAL) for tag in ("alias", "tag") if (c := properties.find(w(tag))) is not None), "")
        around = properties.getparent()
        words = "" if around is None else " ".join("".join(t.text or "" for t in around.iter(_T)).split())
        if label or words:
            yield label or f"“{shorten(words, 41)}”"


def _report_bookmarks(context: RedlineContext, old: etree._Element, new: etree._Element) -> None:
    """Report bookmarks that only OLD has and that its fields or links refer to."""
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
        context.note(
            "bookmark",
            f"bookmarks of the old document that references point to are gone: {', '.join(named)}; "
            "after Reject All update its fields and look at its cross-references",
        )


def _report_typed_numbers(
    context: RedlineContext, old: etree._Element, new: etree._Element, comparison: Comparison
) -> None:
    """Report numbers that are typed in the text and changed: each is marked as a change of text."""
    sides = ((comparison.body.old, paragraphs(old)), (comparison.body.new, paragraphs(new)))
    shifted = [s for change in comparison.body.changes if (s := _changed_number(change, sides))]
    if shifted:
        more = f" and {len(shifted) - _SHOWN} more" if len(shifted) > _SHOWN else ""
        context.note(
            "typed-numbers",
            f"numbers typed by hand that moved, marked as changes of text: {', '.join(shifted[:_SHOWN])}{more}",
        )


def _changed_number(change: Change, sides: Sequence[tuple[Sequence[Unit], Sequence[etree._Element]]]) -> str:
    if len(change.old) != 1 or len(change.new) != 1:
        return ""
    one, other = sides[0][0][change.old[0]], sides[1][0][change.new[0]]
    if not one.label or not other.label or one.label == other.label:
        return ""
    typed = _is_typed(one, sides[0][1]) and _is_typed(other, sides[1][1])
    return f"{one.label} → {other.label}" if typed else ""


def _is_typed(unit: Unit, story: Sequence[etree._Element]) -> bool:
    """Whether the label of a unit is typed in the text of its paragraph."""
    origin = unit.origin
    if not isinstance(origin, Origin) or origin.story != "document" or not origin.paragraphs:
        return False
    if origin.paragraphs[0] >= len(story):
        return False
    text = "".join(t.text or "" for t in story[origin.paragraphs[0]].iter(_T))
    return text.lstrip().startswith((unit.label or "").strip())
