"""The proof of the automatic numbers: what Word counts when our changes are rejected, against what OLD counted."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.numbering import Numbering, stated
from drafting.ooxml.revisions.elements import INSERTED
from drafting.ooxml.revisions.resolve_story import has_revisions
from drafting.ooxml.story import paragraphs
from drafting.word.redline.context import Job
from drafting.word.redline.formatting_changes import restore_list

_MARK, _PPR, _CHANGE = f"{w('pPr')}/{w('rPr')}", w("pPr"), f"{w('pPr')}/{w('pPrChange')}"


def settle_numbers(job: Job, old_root: etree._Element, root: etree._Element, new_root: etree._Element) -> None:
    """Make rejecting give OLD's numbers back, and list those where it does not.

    Paragraphs that print the same number on both sides keep their list unmarked. Where the numbers before them are
    others after rejecting, that is not enough: they get their former list back by a w:pPrChange, then one of their own.
    Silent where others have changes pending: nobody can say then which numbers are right.
    """
    if has_revisions(old_root) or has_revisions(new_root) or job.old.related("numbering") is None:
        return
    former = paragraphs(old_root)
    gone = _gone(root)
    left = [p for p in paragraphs(root) if _stays(p, gone)]
    if _same_definitions(job) and [stated(p) for p in former] == [stated(_as_it_was(p)) for p in left]:
        return
    wanted = [n.label if n else "" for n in Numbering(job.old).numbers(former)]
    if not any(wanted):
        return
    story = job.story(job.old.main, job.result.main)
    for attempt in (False, True, None):
        got = [n.label if n else "" for n in Numbering(job.result).numbers([_as_it_was(p) for p in left])]
        wrong = [k for k, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b]
        if not wrong or len(left) != len(former):
            return
        if attempt is None:
            break
        for k in wrong:
            restore_list(story, left[k], former[k], alone=attempt)
    job.note(
        "numbers",
        f"after Reject All {len(wrong)} automatic numbers are not those of the old document: number these by hand",
        before=", ".join(wanted[k] or "none" for k in wrong[:8]),
        after=", ".join(got[k] or "none" for k in wrong[:8]),
    )


def _same_definitions(job: Job) -> bool:
    """Whether styles and lists of both sides are the same to the byte, none imported since."""
    return all(
        (a := job.old.related(kind)) is not None
        and (b := job.result.related(kind)) is not None
        and job.old.blob(a) == job.result.blob(b)
        for kind in ("styles", "numbering")
    )


def _stays(paragraph: etree._Element, gone: set[etree._Element]) -> bool:
    """Whether rejecting leaves a paragraph."""
    marks = paragraph.find(_MARK)
    return paragraph not in gone and (marks is None or not any(c.tag in INSERTED for c in marks))


def _gone(root: etree._Element) -> set[etree._Element]:
    """The paragraphs of inserted rows and cells."""
    holders = [e for path in (f"{w('tr')}", f"{w('tc')}") for e in root.iter(path)]
    came = [
        h for h in holders
        if h.find(f"{w('trPr')}/{w('ins')}") is not None or h.find(f"{w('tcPr')}/{w('cellIns')}") is not None
    ]  # fmt: skip
    return {p for holder in came for p in holder.iter(w("p"))}


def _as_it_was(paragraph: etree._Element) -> etree._Element:
    """A paragraph, or one with its former properties where these changed."""
    change = paragraph.find(_CHANGE)
    if change is None:
        return paragraph
    former = change.find(_PPR)
    stand_in = etree.Element(paragraph.tag)
    if former is not None:
        stand_in.append(deepcopy(former))
    return stand_in
