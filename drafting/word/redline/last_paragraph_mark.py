"""The last paragraph mark of a container cannot be inserted or deleted: an earlier mark takes its place in the markup.

Deleting the last paragraph is, for Word, deleting the mark before it. So when the last paragraph that comes out stands
on one side only, the nearest earlier mark of the other side moves to it. The order of OLD's marks, of NEW's marks and
of the words stays what it was; accepting and rejecting give the same as before, and Word can do both.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.context import Story
from drafting.word.redline.merge_content import Emitter
from drafting.word.redline.output_paragraph import Out, Piece
from drafting.word.redline.paragraph_text import Flat


def settle_last_mark(story: Story, items: MutableSequence[Any], *, body: bool) -> None:
    """Give the last paragraph a mark on both sides where there is one to give (see above)."""
    last = items[-1] if items else None
    if not isinstance(last, Out) or (last.mark_old is not None and last.mark_new is not None):
        return
    side = "mark_new" if last.mark_new is None else "mark_old"
    giver, crossed = _giver(items, side)
    if giver is None:
        last.bare = not body
        return
    for item in (items[giver], last):
        open_up(story, item)
        _inline_range(story, item)
    setattr(last, side, getattr(items[giver], side))
    setattr(items[giver], side, None)
    if items[giver].mark_old is None and items[giver].mark_new is None:
        heir = last if crossed else items[giver + 1]
        open_up(story, heir)
        _inline_range(story, heir)
        heir.pieces = items[giver].pieces + heir.pieces
        del items[giver]


def _giver(items: MutableSequence[Any], side: str) -> tuple[int | None, bool]:
    """The nearest earlier paragraph with a mark on this side, and whether tables stand between.

    A paragraph of one side alone may go with its words past tables that only the other side has.
    """
    passable = "delete" if side == "mark_new" else "insert"
    crossed = False
    for k in range(len(items) - 2, -1, -1):
        item = items[k]
        if not isinstance(item, Out):
            if item.kind != passable:
                return None, False
            crossed = True
        elif getattr(item, side) is not None:
            one_sided = item.mark_old is None or item.mark_new is None
            return (k, crossed) if one_sided or not crossed else (None, False)
    return None, False


def open_up(story: Story, out: Out) -> None:
    """Untouched content as pieces, so that it can go to another paragraph."""
    if out.whole is not None:
        emitter = Emitter(story, Flat(), story.new_flat(out.whole))
        emitter.as_it_stands()
        out.pieces, out.whole = emitter.out.pieces, None


def _inline_range(story: Story, out: Out) -> None:
    """The range of a move around the pieces instead of around the paragraph."""
    if not out.move:
        return
    kind = "moveFrom" if out.mark_new is None else "moveTo"
    start, end = story.job.marker.mark(f"{kind}RangeStart"), etree.Element(w(f"{kind}RangeEnd"))
    start.set(w("name"), out.move)
    end.set(w("id"), start.get(w("id"), ""))
    out.pieces = [Piece([start], None), *out.pieces, Piece([end], None)]
    out.move = ""
