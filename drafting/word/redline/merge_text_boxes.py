"""Text boxes of pictures that both sides have: merged as containers."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.text import boxes
from drafting.word.redline.context import PartMerge
from drafting.word.redline.revision_marks import REVISIONS, RevisionMarker

_BOX, _FALLBACK = w("txbxContent"), q("mc:Fallback")


def merge_text_boxes(part: PartMerge) -> None:
    """Mark up the text boxes recorded in `part.boxes`, then those inside them; also their copies in mc:Fallback."""
    while part.boxes:
        old, new = part.boxes.pop(0)
        for before, after in (boxes(old), boxes(new)), (_fallback_boxes(old), _fallback_boxes(new)):
            if len(before) != len(after):
                part.context.note(
                    "text-box", "the text boxes of a picture are not the same in number; the new ones stand unmarked"
                )
                continue
            for one, other in zip(before, after, strict=True):
                part.merge(one, other)


def delete_box_words(marker: RevisionMarker, picture: etree._Element) -> None:
    """Mark the words in the text boxes of a deleted picture: the mark around the picture does not cover them."""
    for run in [r for r in picture.iter(w("r")) if r.find(w("t")) is not None]:
        if next(run.iterancestors(*REVISIONS), None) is None:
            mark = marker.new_mark("del")
            run.addprevious(mark)
            mark.append(run)
    for text in list(picture.iter(w("t"))):
        if next(text.iterancestors(*REVISIONS)).tag == w("del"):
            text.tag = w("delText")


def _fallback_boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes in mc:Fallback, the copy for old programs."""
    return [box for copy in element.iter(_FALLBACK) for box in copy.iter(_BOX)]
