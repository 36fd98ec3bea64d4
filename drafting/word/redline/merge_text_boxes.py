"""Text boxes of pictures that both sides have: their paragraphs are compared like any others."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.text import boxes
from drafting.word.redline.context import Story
from drafting.word.redline.revision_marks import REVISIONS, Marker

_BOX, _FALLBACK = w("txbxContent"), q("mc:Fallback")


def merge_boxes(story: Story) -> None:
    """Mark up the boxes found on the way; boxes in boxes come after. Copies for old programs get the same marks."""
    while story.boxes:
        old, new = story.boxes.pop(0)
        for before, after in (boxes(old), boxes(new)), (_copies(old), _copies(new)):
            if len(before) != len(after):
                story.job.note(
                    "text-box", "the text boxes of a picture are not the same in number; the new ones stand unmarked"
                )
                continue
            for one, other in zip(before, after, strict=True):
                story.merge(one, other)


def strike(marker: Marker, picture: etree._Element) -> None:
    """Mark the words in the text boxes of a picture that is deleted: they are a story of their own."""
    for run in [r for r in picture.iter(w("r")) if r.find(w("t")) is not None]:
        if next(run.iterancestors(*REVISIONS), None) is None:
            mark = marker.mark("del")
            run.addprevious(mark)
            mark.append(run)
    for text in list(picture.iter(w("t"))):
        if next(text.iterancestors(*REVISIONS)).tag == w("del"):
            text.tag = w("delText")


def _copies(element: etree._Element) -> list[etree._Element]:
    """The text boxes in the copy for old programs."""
    return [box for copy in element.iter(_FALLBACK) for box in copy.iter(_BOX)]
