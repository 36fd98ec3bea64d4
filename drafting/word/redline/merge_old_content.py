"""Content of OLD as pieces of the result: deleted, or moved away, with the notes and comments that belong to it."""

from __future__ import annotations

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.ooxml.notes import NOTE_REFERENCES
from drafting.word.redline.comments import MARKS as COMMENT_MARKS
from drafting.word.redline.context import PartMerge
from drafting.word.redline.import_parts import STRIPPED
from drafting.word.redline.merge_text_boxes import delete_box_words
from drafting.word.redline.output_paragraph import OutputPiece, text_node
from drafting.word.redline.paragraph_text import Leaf
from drafting.word.redline.revision_marks import REVISIONS, Kind

TEXT_TAGS = frozenset((w("t"), w("delText")))
DRAWN = frozenset((w("drawing"), w("pict"), w("object"), q("mc:AlternateContent")))
_DELETED_TAGS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}


def others_mark(leaf: Leaf) -> etree._Element | None:
    """The outermost revision mark of another person around a leaf."""
    return next((e for e in leaf.path if e.tag in REVISIONS), None)


def old_pieces(part: PartMerge, leaf: Leaf, start: int, end: int, kind: Kind) -> list[OutputPiece]:
    """The characters `start` to `end` of a leaf of OLD under our mark `kind` ("del" or "moveFrom").

    What another person deleted stays their deletion; only a move is marked around it.
    """
    theirs, is_deleted = others_mark(leaf), leaf.state == "del"
    wrap = None if is_deleted and kind == "del" else kind
    out: list[OutputPiece] = []
    for element_leaf in leaf.parts or (leaf,):
        if element_leaf.element.tag in STRIPPED:  # in a field
            out += old_comment_mark(part, element_leaf) if kind == "del" else []
            continue
        node = _old_node(part, leaf, element_leaf, start, end)
        _mark_content(part, node, kind, is_deleted=is_deleted)
        link = next((e for e in element_leaf.path if e.tag == w("hyperlink")), None)
        out.append(
            OutputPiece(
                [node], element_leaf.run, (), wrap, old=True, outer=is_deleted, link=link, others_insertion=theirs
            )
        )
    return out


def old_comment_mark(part: PartMerge, leaf: Leaf) -> list[OutputPiece]:
    """The mark of a comment of OLD, to write with deleted words; empty where NEW has the comment or it is no mark."""
    node = part.context.lost_comments.copy_mark(leaf.element) if leaf.element.tag in COMMENT_MARKS else None
    if node is None:
        return []
    return [OutputPiece([node], leaf.run, (), "del" if leaf.run is not None else None, old=True)]


def _old_node(part: PartMerge, leaf: Leaf, element_leaf: Leaf, start: int, end: int) -> etree._Element:
    """A copy of one element of a leaf: of text the characters `start` to `end`, of a field all of it."""
    if element_leaf.element.tag not in TEXT_TAGS:
        return part.import_copy(element_leaf.element)
    text = element_leaf.element.text or ""
    return text_node(w("t"), text if leaf.parts else text[start - leaf.start : end - leaf.start])


def _mark_content(part: PartMerge, node: etree._Element, kind: Kind, *, is_deleted: bool) -> None:
    """Give notes in a copied element ids of the result, and turn its text into deleted text where it is deleted.

    `is_deleted`: another person deleted it.
    """
    ours = kind == "del" and not is_deleted
    for mark in node.iter(*NOTE_REFERENCES):
        _import_note(part, mark, is_deleted=ours)
    if is_deleted or kind == "del":
        node.tag = _DELETED_TAGS.get(node.tag, node.tag)
    if ours and node.tag in DRAWN:
        delete_box_words(part.context.marker, node)


def _import_note(part: PartMerge, mark: etree._Element, *, is_deleted: bool) -> None:
    kind = NOTE_REFERENCES[mark.tag]
    notes = part.context.notes
    old_id = mark.get(w("id"), "")
    fresh = str(notes.next_ids[kind])
    notes.next_ids[kind] += 1
    mark.set(w("id"), fresh)
    notes.imported.append((kind, old_id, fresh, is_deleted))
