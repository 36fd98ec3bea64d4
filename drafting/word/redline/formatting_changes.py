"""What the properties of a paragraph or section were before: w:pPrChange, w:sectPrChange (ECMA-376 17.13.5)."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.context import Story
from drafting.word.redline.list_numbering import number_of
from drafting.word.redline.properties import without_revisions

_PPR, _RPR = w("pPr"), w("rPr")


def restore_list(story: Story, paragraph: etree._Element, old: etree._Element, *, alone: bool) -> None:
    """Mark the list of a paragraph as changed though it looks the same; `alone`: the former list is one of its own."""
    if paragraph.find(f"{_PPR}/{_RPR}/{w('del')}") is not None:
        return
    after = paragraph.find(_PPR)
    if after is None:
        after = etree.Element(_PPR)
        paragraph.insert(0, after)
    if after.find(w("pPrChange")) is None:
        _keep_former(story, old.find(_PPR), after)
    number = after.find(f"{w('pPrChange')}/{_PPR}/{w('numPr')}/{w('numId')}")
    if alone and number is not None:
        number.set(w("val"), story.job.carrier.lists.imported(number_of(old)))


def keep_former_properties(story: Story, paragraph: etree._Element, old: etree._Element) -> None:
    """Mark what changed in the properties of a paragraph (w:pPrChange)."""
    if not story.job.formatting:
        return
    before, after = old.find(_PPR), paragraph.find(_PPR)
    if before is None and after is None:
        return
    story.job.carrier.lists.pair(old, paragraph)
    if story.same_paragraph_look(old, before, after):
        return
    if after is None:
        after = etree.Element(_PPR)
        paragraph.insert(0, after)
    if after.find(w("pPrChange")) is not None:
        story.job.note("format-pending", "a paragraph whose formatting somebody else changed was also reformatted")
        return
    _keep_former(story, before, after)


def _keep_former(story: Story, before: etree._Element | None, after: etree._Element) -> None:
    change = story.job.marker.mark("pPrChange")
    former = without_revisions(before, "pPr") if before is not None else etree.Element(_PPR)
    change.append(story.job.carrier.adopt(former, story.old_part, story.new_part))
    after.append(change)


def keep_former_section(story: Story, old: etree._Element | None, new: etree._Element | None) -> None:
    """Mark what changed in the section that ends here (w:sectPrChange): paper, margins, columns, line numbers.

    `old` and `new` hold the section (w:pPr or w:body). A section break beside a paragraph that stays cannot be tracked.
    """
    before = old.find(w("sectPr")) if old is not None else None
    after = new.find(w("sectPr")) if new is not None else None
    if (before is None) != (after is None):
        words = "".join(t.text or "" for t in new.iter(w("t"))) if new is not None and before is None else ""
        what = "new" if before is None else "gone"
        story.job.note(
            "section",
            f"a section break beside text that stays is {what}, which Word cannot track: compare paper, columns, page "
            "numbers and headers there, and set them by hand after Reject All",
            after=words[:80],
        )
    if before is None or after is None or not story.job.formatting:
        return
    former = without_revisions(before, "sectPr")
    if story.old_looks.of(former) == story.new_looks.of(without_revisions(after, "sectPr")):
        return
    if after.find(w("sectPrChange")) is not None:
        story.job.note("format-pending", "a section whose layout somebody else changed was also changed")
        return
    change = story.job.marker.mark("sectPrChange")
    change.append(former)
    after.append(change)
