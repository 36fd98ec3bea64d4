"""Text boxes of pictures that both sides have: their paragraphs are compared like any others."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.text import boxes
from drafting.word.redline.job import Story

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


def _copies(element: etree._Element) -> list[etree._Element]:
    """The text boxes in the copy for old programs."""
    return [box for copy in element.iter(_FALLBACK) for box in copy.iter(_BOX)]
