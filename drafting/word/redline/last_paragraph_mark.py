"""The last paragraph mark of a container cannot be inserted or deleted: an earlier mark takes its place in the markup.

For Word, deleting the last paragraph is deleting the mark before it. So when the last paragraph of the result has a
mark on one side only, the nearest earlier mark of the other side moves to it. The order of OLD's marks, of NEW's marks
and of the words does not change; accepting and rejecting give the same texts as before, and Word can do both.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import Any

from drafting.word.redline.context import PartMerge
from drafting.word.redline.merge_content import ContentMerger
from drafting.word.redline.output_paragraph import OutputParagraph, OutputPiece
from drafting.word.redline.paragraph_text import FlatParagraph


def pair_last_mark(part: PartMerge, items: MutableSequence[Any], *, body: bool) -> None:
    """Give the last paragraph of `items` a mark on both sides, in place; `bare` is set where no mark can be moved.

    `items`: output paragraphs, and merge steps of tables. `body`: they are the body of the document.
    """
    last = items[-1] if items else None
    if not isinstance(last, OutputParagraph) or (last.mark_old is not None and last.mark_new is not None):
        return
    side = "mark_new" if last.mark_new is None else "mark_old"
    giver, crossed = _find_giver(items, side)
    if giver is None:
        last.bare = not body
        return
    for item in (items[giver], last):
        unpack_pieces(part, item)
        _inline_move_range(part, item)
    setattr(last, side, getattr(items[giver], side))
    setattr(items[giver], side, None)
    if items[giver].mark_old is None and items[giver].mark_new is None:
        heir = last if crossed else items[giver + 1]
        unpack_pieces(part, heir)
        _inline_move_range(part, heir)
        heir.pieces = items[giver].pieces + heir.pieces
        del items[giver]


def _find_giver(items: MutableSequence[Any], side: str) -> tuple[int | None, bool]:
    """The index of the nearest earlier paragraph with a mark on this side, and whether tables lie between.

    Words of a paragraph that one side alone has may pass tables that the other side alone has; no others may.
    """
    passable = "delete" if side == "mark_new" else "insert"
    crossed = False
    for k in range(len(items) - 2, -1, -1):
        item = items[k]
        if not isinstance(item, OutputParagraph):
            if item.kind != passable:
                return None, False
            crossed = True
        elif getattr(item, side) is not None:
            one_sided = item.mark_old is None or item.mark_new is None
            return (k, crossed) if one_sided or not crossed else (None, False)
    return None, False


def unpack_pieces(part: PartMerge, out: OutputParagraph) -> None:
    """Turn untouched content (`whole`) into pieces, which can go to another paragraph."""
    if out.whole is not None:
        merger = ContentMerger(part, FlatParagraph(), part.flatten_new(out.whole))
        merger.keep_new()
        out.pieces, out.whole = merger.current.pieces, None


def _inline_move_range(part: PartMerge, out: OutputParagraph) -> None:
    """Put the range of a move around the pieces instead of around the paragraph."""
    if not out.move:
        return
    start, end = part.context.marker.move_range("moveFrom" if out.mark_new is None else "moveTo", out.move)
    out.pieces = [OutputPiece([start], None), *out.pieces, OutputPiece([end], None)]
    out.move = ""
