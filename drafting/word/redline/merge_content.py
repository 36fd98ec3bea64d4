"""The content of merged paragraphs: pieces of NEW that stay, pieces of NEW and of OLD that we mark.

The text of a group of paragraphs is walked once. What happens to text with changes of others is decided in
`others_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import NOTE_REFERENCES
from drafting.word.redline.comments import MARKS as COMMENT_MARKS
from drafting.word.redline.comments import START as COMMENT_START
from drafting.word.redline.context import PartMerge
from drafting.word.redline.merge_old_content import DRAWN, TEXT_TAGS, old_comment_mark, old_pieces, others_mark
from drafting.word.redline.others_changes import (
    INSERTED_STATES,
    decide_kept,
    decide_mark,
    is_accepted_deletion,
    pending_on_mark,
)
from drafting.word.redline.others_resolved_since import report_resolved_mark, report_resolved_text
from drafting.word.redline.output_paragraph import OutputParagraph, OutputPiece, text_node
from drafting.word.redline.paragraph_diff import Stretch, diff_paragraphs
from drafting.word.redline.paragraph_text import FIELD, FlatParagraph, Leaf
from drafting.word.redline.revision_marks import Kind

_RPR = w("rPr")


class ContentMerger:
    """Walks the stretches of two flattened texts and collects the paragraphs to write."""

    def __init__(self, part: PartMerge, old: FlatParagraph, new: FlatParagraph) -> None:
        self.part, self.old, self.new = part, old, new
        self.paragraphs: list[OutputParagraph] = []
        self.current = OutputParagraph()
        self._next = 0

    # -- the walk ------------------------------------------------------------------------------------------------

    def write_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Write all of both texts: kept, deleted, inserted."""
        for op, o0, o1, n0, n1 in stretches:
            if op == "=":
                self._write_equal(o0, n0, n1)
            elif op == "-":
                self.write_old(o0, o1, "del")
            else:
                self.write_new(n0, n1, "ins")
        self.finish_new()

    def write_move_source(self) -> None:
        """Write OLD where it moved away: words that moved with it as moved, the others as deleted."""
        for op, o0, o1, _, _ in diff_paragraphs(self.old, self.new):
            if op != "+":
                self.write_old(o0, o1, "moveFrom" if op == "=" else "del")

    def write_move_target(self) -> None:
        """Write NEW where it moved to: words that moved with it as moved, the others as inserted."""
        for op, o0, _, n0, n1 in diff_paragraphs(self.old, self.new):
            if op == "=":
                self.record_kept_atoms(o0, n0, n1)
                self._report_resolved(o0, n0, n1)
            if op != "-":
                self.write_new(n0, n1, "moveTo" if op == "=" else "ins")
        self.finish_new()

    def keep_new(self) -> None:
        """Write all of NEW without marks of ours."""
        for leaf, a, b in self._new_range(0, len(self.new.text)):
            self.current.pieces += self._new_pieces(leaf, a, b)
        self.finish_new()

    def record_kept_atoms(self, o0: int, n0: int, n1: int) -> None:
        """Record the footnotes and pictures of an equal stretch, which begins at `o0` in OLD and is n0:n1 in NEW."""
        if self.new.keys:
            for leaf in self.new.leaves:
                if leaf.key is not None and n0 <= leaf.start < n1:
                    self._record_kept(self._old_leaf(o0 + leaf.start - n0), leaf)

    # -- NEW -----------------------------------------------------------------------------------------------------

    def _write_equal(self, o0: int, n0: int, n1: int) -> None:
        """Write a stretch that both have."""
        for leaf, start, end in self._new_range(n0, n1):
            at = start
            while at < end:
                other = self._old_leaf(o0 + at - n0)
                stop = min(end, n0 + other.end - o0)
                self._write_kept(leaf, at, stop, other, o0 - n0)
                at = stop

    def _write_kept(self, leaf: Leaf, start: int, end: int, other: Leaf, shift: int) -> None:
        """Write characters of a leaf of NEW that the leaf `other` of OLD has too, `shift` characters further."""
        context = self.part.context
        if leaf.mark is not None:
            self._end_paragraph(other.mark, leaf.mark)
            return
        kept = decide_kept(other.state, leaf.state)
        if kept.delete_old:
            self.write_old(start + shift, end + shift, "del")
        if kept.report:
            report_resolved_text(context, other, self.new.text[start:end], leaf.state)
        context.rejected_since |= kept.rejected
        pieces = self._new_pieces(leaf, start, end)
        if kept.insert or (kept.rejected and context.restoring):
            for piece in pieces:
                piece.wrap, piece.outer = "ins", kept.outside
        self._record_kept(other, leaf)
        self._compare_formatting(other, leaf, pieces[0])
        self.current.pieces += pieces

    def _compare_formatting(self, other: Leaf, leaf: Leaf, piece: OutputPiece) -> None:
        """Note the former formatting of a run that both have, where it changed."""
        if leaf.run is None or other.run is None or leaf.parts or not self.part.context.formatting:
            return
        former = other.run.find(_RPR)
        if self.part.new_formats.of(leaf.run.find(_RPR)) != self.part.old_formats.of(former):
            piece.former, piece.changed = former, True

    def _report_resolved(self, o0: int, n0: int, n1: int) -> None:
        """Report what others had pending in OLD on an equal stretch that moved, and have no more or otherwise."""
        if not self.old.has_pending:
            return
        for leaf in self.new.leaves:
            at, stop = max(leaf.start, n0), min(leaf.end, n1)
            while at < stop:
                other = self._old_leaf(o0 + at - n0)
                end = min(stop, n0 + other.end - o0)
                if other.state and other.state != leaf.state:
                    report_resolved_text(self.part.context, other, self.new.text[at:end], leaf.state)
                at = end

    def _record_kept(self, other: Leaf, leaf: Leaf) -> None:
        """Record a footnote or picture kept on both sides; its content is compared later."""
        tag = leaf.element.tag
        if tag in NOTE_REFERENCES:
            kept = self.part.context.notes.kept
            kept[NOTE_REFERENCES[tag], leaf.element.get(w("id"), "")] = other.element.get(w("id"), "")
        elif tag in DRAWN:
            self.part.boxes.append((other.element, leaf.element))

    def write_new(self, start: int, end: int, kind: Kind) -> None:
        """Write characters of NEW under our mark `kind`: OLD lacks them ("ins") or has them elsewhere ("moveTo")."""
        for leaf, a, b in self._new_range(start, end):
            if leaf.mark is not None:
                self._end_paragraph(None, leaf.mark)
                continue
            self._warn_open_field(leaf)
            pieces = self._new_pieces(leaf, a, b)
            if leaf.state not in INSERTED_STATES or (
                kind == "moveTo" and not any(e.tag == w("moveTo") for e in leaf.path)
            ):
                for piece in pieces:
                    piece.wrap, piece.outer = kind, bool(leaf.state)
            if leaf.element.tag in NOTE_REFERENCES and kind == "ins":
                inserted = self.part.context.notes.inserted
                inserted.add((NOTE_REFERENCES[leaf.element.tag], leaf.element.get(w("id"), "")))
            self.current.pieces += pieces

    def finish_new(self) -> None:
        """Write what follows the last character of NEW and prints nothing."""
        for leaf in self.new.leaves[self._next :]:
            self.current.pieces += self._new_pieces(leaf, leaf.start, leaf.end)
        self._next = len(self.new.leaves)

    def _new_range(self, start: int, end: int) -> Iterator[tuple[Leaf, int, int]]:
        """Yield the printing leaves of NEW in a range with the characters in it: (leaf, start, end).

        Leaves before and between them that print nothing are written on the way.
        """
        leaves = self.new.leaves
        while self._next < len(leaves):
            leaf = leaves[self._next]
            if leaf.start >= end:
                return
            if leaf.start == leaf.end:
                self.current.pieces += self._new_pieces(leaf, leaf.start, leaf.end)
            elif leaf.end > start:
                yield leaf, max(leaf.start, start), min(leaf.end, end)
                if leaf.end > end:
                    return
            self._next += 1

    def _new_pieces(self, leaf: Leaf, start: int, end: int) -> list[OutputPiece]:
        """The characters `start` to `end` of a leaf of NEW; all elements of a field.

        A text element without a character is left out: unmarked, it would keep a paragraph that rejecting removes.
        """
        is_text = leaf.element.tag in TEXT_TAGS
        if is_text and leaf.start == leaf.end and not leaf.parts and others_mark(leaf) is None:
            return []
        if leaf.parts:
            return [OutputPiece([p.element], p.run, p.path) for p in leaf.parts]
        if is_text and (start, end) != (leaf.start, leaf.end):
            text = (leaf.element.text or "")[start - leaf.start : end - leaf.start]
            return [OutputPiece([text_node(leaf.element.tag, text)], leaf.run, leaf.path)]
        return [OutputPiece([leaf.element], leaf.run, leaf.path)]

    # -- OLD -----------------------------------------------------------------------------------------------------

    def write_old(self, start: int, end: int, kind: Kind, *, with_paragraph: bool = False) -> None:
        """Write characters of OLD under our mark `kind`: NEW lacks them ("del") or has them elsewhere ("moveFrom").

        `with_paragraph`: their paragraph is deleted too, and others' deletions in it are kept.
        """
        with_comments = kind == "del" and self.part.context.lost_comments.any
        for leaf in self.old.leaves[_leaf_index(self.old.leaves, start - with_comments) :]:
            if leaf.start >= end + with_comments:
                break
            if leaf.start == leaf.end:
                if with_comments and self._belongs_to_range(leaf, start, end):
                    self.current.pieces += old_comment_mark(self.part, leaf)
                continue
            a, b = max(leaf.start, start), min(leaf.end, end)
            if a < b:
                self._write_old_leaf(leaf, a, b, kind, with_paragraph=with_paragraph)

    def _write_old_leaf(self, leaf: Leaf, start: int, end: int, kind: Kind, *, with_paragraph: bool) -> None:
        self._warn_open_field(leaf)
        if leaf.mark is not None:
            self._end_paragraph(leaf.mark, None)
            return
        accepted = is_accepted_deletion(leaf.state, moved=kind == "moveFrom", with_paragraph=with_paragraph)
        if accepted or (kind == "del" and leaf.state != "del" and others_mark(leaf) is not None):
            report_resolved_text(self.part.context, leaf, self.old.text[start:end], None)
        if not accepted:
            self.current.pieces += old_pieces(self.part, leaf, start, end, kind)

    def _warn_open_field(self, leaf: Leaf) -> None:
        """Report once that a field that spans paragraphs is marked in pieces."""
        context = self.part.context
        if leaf.key is not None and leaf.element.tag in FIELD and not leaf.parts:
            context.note_once(
                "field",
                "a field over several paragraphs (a table of contents, an index) changed: after accepting or "
                "rejecting update the fields (Ctrl+A, F9)",
            )

    def _belongs_to_range(self, leaf: Leaf, start: int, end: int) -> bool:
        """Whether a comment mark belongs to the words in a range: not a start after them, nor an end before them."""
        if leaf.element.tag not in COMMENT_MARKS:
            return False
        after = leaf.start > start or start == 0 or leaf.element.tag == COMMENT_START
        before = leaf.start < end or end == len(self.old.text) or leaf.element.tag != COMMENT_START
        return after and before

    def _old_leaf(self, position: int) -> Leaf:
        return self.old.leaves[_leaf_index(self.old.leaves, position)]

    def _end_paragraph(self, old: etree._Element | None, new: etree._Element | None) -> None:
        """End the current paragraph with the marks of these paragraphs of OLD and NEW (see `decide_mark`)."""
        context = self.part.context
        report_resolved_mark(context, self.old, old, new)
        apart = False
        if old is not None and new is not None:
            kept = decide_mark(pending_on_mark(old), pending_on_mark(new))
            context.rejected_since |= kept.rejected
            apart = kept.apart
            if kept.rejected and context.restoring:
                old = None
        self.current.mark_old, self.current.mark_new = None if apart else old, new
        self.paragraphs.append(self.current)
        self.current = OutputParagraph()
        if apart:
            self.paragraphs.append(OutputParagraph(mark_old=old))

    def end_last(self, old: etree._Element | None, new: etree._Element | None) -> list[OutputParagraph]:
        """End the last paragraph with these marks; returns all paragraphs."""
        self._end_paragraph(old, new)
        return self.paragraphs


def _leaf_index(leaves: Sequence[Leaf], position: int) -> int:
    """The index of the leaf that holds a character (leaves are in order)."""
    low, high = 0, len(leaves)
    while low < high:
        middle = (low + high) // 2
        if leaves[middle].end > position:
            high = middle
        else:
            low = middle + 1
    return low
