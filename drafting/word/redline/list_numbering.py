"""Automatic numbers after rejecting: made those of OLD where they would differ, and reported where that fails."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.numbering import Numbering, stated_numbering
from drafting.ooxml.revisions.elements import INSERTED
from drafting.ooxml.revisions.resolve_story import has_revisions
from drafting.ooxml.story import paragraphs
from drafting.word.redline.context import RedlineContext
from drafting.word.redline.formatting_changes import restore_list

_MARK, _PPR, _CHANGE = f"{w('pPr')}/{w('rPr')}", w("pPr"), f"{w('pPr')}/{w('pPrChange')}"
_SHOWN = 8
"""How many wrong numbers a report quotes."""


def restore_numbers(
    context: RedlineContext, old_root: etree._Element, root: etree._Element, new_root: etree._Element
) -> None:
    """Make rejecting give OLD's numbers back, and report those where it does not.

    `root` is the marked-up main part, `old_root` and `new_root` the main parts it was made from. Paragraphs that print
    the same number on both sides keep their list unmarked. Where the numbers before them differ after rejecting, that
    is not enough: they get their former list back by a w:pPrChange, then a list of their own. Does nothing where
    others have changes pending: it is not known then which numbers are right.
    """
    if has_revisions(old_root) or has_revisions(new_root) or context.old.related("numbering") is None:
        return
    former = paragraphs(old_root)
    removed = _inserted_with_table(root)
    left = [p for p in paragraphs(root) if _survives_rejection(p, removed)]
    if _has_same_definitions(context) and _state_same_numbering(former, left):
        return
    wanted = [n.label if n else "" for n in Numbering(context.old).numbers(former)]
    if not any(wanted) or len(left) != len(former):
        return
    part = context.open_part(context.old.main, context.result.main)
    for alone in (False, True):
        wrong = _wrong_numbers(wanted, _numbers_rejected(context, left))
        if not wrong:
            return
        for k in wrong:
            restore_list(part, left[k], former[k], alone=alone)
    got = _numbers_rejected(context, left)
    wrong = _wrong_numbers(wanted, got)
    if wrong:
        _report_wrong(context, [wanted[k] for k in wrong], [got[k] for k in wrong])


def _state_same_numbering(former: list[etree._Element], left: list[etree._Element]) -> bool:
    """Whether the paragraphs of OLD and those left after rejecting state the same styles, lists and levels."""
    return [stated_numbering(p) for p in former] == [stated_numbering(_as_rejected(p)) for p in left]


def _report_wrong(context: RedlineContext, wanted: list[str], got: list[str]) -> None:
    context.note(
        "numbers",
        f"after Reject All {len(wanted)} automatic numbers are not those of the old document: number these by hand",
        before=", ".join(number or "none" for number in wanted[:_SHOWN]),
        after=", ".join(number or "none" for number in got[:_SHOWN]),
    )


def _numbers_rejected(context: RedlineContext, left: list[etree._Element]) -> list[str]:
    """The numbers that the result prints after rejecting, "" for none."""
    return [n.label if n else "" for n in Numbering(context.result).numbers([_as_rejected(p) for p in left])]


def _wrong_numbers(wanted: list[str], got: list[str]) -> list[int]:
    return [k for k, (a, b) in enumerate(zip(wanted, got, strict=True)) if a != b]


def _has_same_definitions(context: RedlineContext) -> bool:
    """Whether styles and lists of OLD and of the result are the same bytes."""
    return all(
        (a := context.old.related(kind)) is not None
        and (b := context.result.related(kind)) is not None
        and context.old.blob(a) == context.result.blob(b)
        for kind in ("styles", "numbering")
    )


def _survives_rejection(paragraph: etree._Element, removed: set[etree._Element]) -> bool:
    """Whether a paragraph of the result is there after rejecting."""
    marks = paragraph.find(_MARK)
    return paragraph not in removed and (marks is None or not any(c.tag in INSERTED for c in marks))


def _inserted_with_table(root: etree._Element) -> set[etree._Element]:
    """The paragraphs of inserted rows and cells."""
    rows = (row for row in root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('ins')}") is not None)
    cells = (cell for cell in root.iter(w("tc")) if cell.find(f"{w('tcPr')}/{w('cellIns')}") is not None)
    return {p for holder in (*rows, *cells) for p in holder.iter(w("p"))}


def _as_rejected(paragraph: etree._Element) -> etree._Element:
    """A paragraph that states its former properties, where these changed; else the paragraph itself."""
    change = paragraph.find(_CHANGE)
    if change is None:
        return paragraph
    former = change.find(_PPR)
    rejected = etree.Element(paragraph.tag)
    if former is not None:
        rejected.append(deepcopy(former))
    return rejected
