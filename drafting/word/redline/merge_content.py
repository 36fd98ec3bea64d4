"""The content of the paragraphs that come out: pieces of NEW that stay, pieces of NEW marked, pieces of OLD marked.

The stream of a group of paragraphs is walked once. What others have pending decides as rule 12 of the house says:

| NEW has it | OLD has it | what comes out |
|---|---|---|
| plain or pending, as OLD | | as it stands |
| plain, or pending otherwise | pending | as it stands, listed as settled since (see `redline` for rejected deletions) |
| not there, nor the paragraph | pending deletion | their deletion comes along |
| pending insertion | plain | as it stands, and OLD's words as our deletion: reject all gives them back |
| pending insertion | not there | as it stands, unmarked by us: it is theirs |
| pending deletion | plain | as it stands |
| pending deletion | not there | our insertion around their deletion |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from drafting.ooxml.namespaces import q, w
from drafting.word.redline.comments import MARKS as COMMENT_MARKS
from drafting.word.redline.comments import START as COMMENT_START
from drafting.word.redline.context import NoteKind, Story
from drafting.word.redline.import_parts import STRIPPED
from drafting.word.redline.merge_text_boxes import strike
from drafting.word.redline.others_changes import COMES, of_mark
from drafting.word.redline.output_paragraph import Out, Piece, text_node
from drafting.word.redline.paragraph_diff import Stretch, differences
from drafting.word.redline.paragraph_text import FIELD, Flat, Leaf
from drafting.word.redline.revision_marks import REVISIONS, Kind
from drafting.word.redline.since import say_mark, say_words

_T, _DELTEXT, _RPR = w("t"), w("delText"), w("rPr")
_DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_NOTES: dict[str, NoteKind] = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_DRAWN = frozenset((w("drawing"), w("pict"), w("object"), q("mc:AlternateContent")))


class Emitter:
    """Walks the stretches of two streams and collects what comes out."""

    def __init__(self, story: Story, old: Flat, new: Flat) -> None:
        self.story, self.old, self.new = story, old, new
        self.outs: list[Out] = []
        self.out = Out()
        self._next = 0

    # -- the walk ------------------------------------------------------------------------------------------------

    def merged(self, stretches: Sequence[Stretch]) -> None:
        """Everything of both: kept, deleted, inserted."""
        for op, o0, o1, n0, n1 in stretches:
            if op == "=":
                self.equal(o0, n0, n1)
            elif op == "-":
                self.from_old(o0, o1, "del")
            else:
                self.from_new(n0, n1, "ins")
        self.flush()

    def source(self) -> None:
        """The old place of a moved paragraph: what went along is moved, what did not is deleted."""
        for op, o0, o1, _, _ in differences(self.old, self.new):
            if op != "+":
                self.from_old(o0, o1, "moveFrom" if op == "=" else "del")

    def destination(self) -> None:
        """The new place of a moved paragraph: what came along is moved, what did not is inserted."""
        for op, o0, _, n0, n1 in differences(self.old, self.new):
            if op == "=":
                self.pair_atoms(o0, n0, n1)
                self._compare_pending(o0, n0, n1)
            if op != "-":
                self.from_new(n0, n1, "moveTo" if op == "=" else "ins")
        self.flush()

    def as_it_stands(self) -> None:
        """All of NEW, untouched."""
        for leaf, a, b in self._new_range(0, len(self.new.text)):
            self.out.pieces += self._pieces(leaf, a, b)
        self.flush()

    def pair_atoms(self, o0: int, n0: int, n1: int) -> None:
        """Note marks and pictures that stand on both sides of an equal stretch, remembered."""
        if self.new.keys:
            for leaf in self.new.leaves:
                if leaf.key is not None and n0 <= leaf.start < n1:
                    self._note_kept(self._old_leaf(o0 + leaf.start - n0), leaf)

    # -- NEW -----------------------------------------------------------------------------------------------------

    def equal(self, o0: int, n0: int, n1: int) -> None:
        """A stretch of NEW that OLD has too."""
        for leaf, start, end in self._new_range(n0, n1):
            at = start
            while at < end:
                other = self._old_leaf(o0 + at - n0)
                stop = min(end, n0 + other.end - o0)
                self._kept(leaf, at, stop, other, o0 - n0)
                at = stop

    def _kept(self, leaf: Leaf, start: int, end: int, other: Leaf, shift: int) -> None:
        job = self.story.job
        if leaf.mark is not None:
            self._finish(other.mark, leaf.mark)
            return
        if leaf.state in COMES and other.state == "":
            self.from_old(start + shift, end + shift, "del")
        elif other.state and other.state != leaf.state:
            say_words(job, other, self.new.text[start:end], leaf.state)
        pieces = self._pieces(leaf, start, end)
        if other.state == "del" and leaf.state == "":
            job.rejected_since = True
            for piece in pieces if job.restoring else ():
                piece.wrap = "ins"
        if other.state == "both" and leaf.state in ("", "del"):  # OLD has it neither accepted nor rejected
            for piece in pieces:
                piece.wrap, piece.outer = "ins", leaf.state == "del"
        self._note_kept(other, leaf)
        if leaf.run is not None and other.run is not None and job.formatting and not leaf.parts:
            former = other.run.find(_RPR)
            if self.story.new_looks.of(leaf.run.find(_RPR)) != self.story.old_looks.of(former):
                pieces[0].former, pieces[0].changed = former, True
        self.out.pieces += pieces

    def _compare_pending(self, o0: int, n0: int, n1: int) -> None:
        """What others had pending on words that moved, and have no more or otherwise."""
        if not any(leaf.state for leaf in self.old.leaves):
            return
        for leaf in self.new.leaves:
            at, stop = max(leaf.start, n0), min(leaf.end, n1)
            while at < stop:
                other = self._old_leaf(o0 + at - n0)
                end = min(stop, n0 + other.end - o0)
                if other.state and other.state != leaf.state:
                    say_words(self.story.job, other, self.new.text[at:end], leaf.state)
                at = end

    def _note_kept(self, other: Leaf, leaf: Leaf) -> None:
        """The same note mark on both sides, the same picture: what is in them is compared later."""
        tag = leaf.element.tag
        if tag in _NOTES:
            kept = self.story.job.notes.kept
            kept[_NOTES[tag], leaf.element.get(w("id"), "")] = other.element.get(w("id"), "")
        elif tag in _DRAWN:
            self.story.boxes.append((other.element, leaf.element))

    def from_new(self, start: int, end: int, kind: Kind) -> None:
        """A stretch of NEW that OLD lacks (or had elsewhere)."""
        for leaf, a, b in self._new_range(start, end):
            if leaf.mark is not None:
                self._finish(None, leaf.mark)
                continue
            self._open_field(leaf)
            pieces = self._pieces(leaf, a, b)
            if leaf.state not in COMES or (kind == "moveTo" and not any(e.tag == w("moveTo") for e in leaf.path)):
                for piece in pieces:
                    piece.wrap, piece.outer = kind, bool(leaf.state)
            if leaf.element.tag in _NOTES and kind == "ins":
                self.story.job.notes.inserted.add((_NOTES[leaf.element.tag], leaf.element.get(w("id"), "")))
            self.out.pieces += pieces

    def flush(self) -> None:
        """What prints nothing behind the last character of NEW."""
        for leaf in self.new.leaves[self._next :]:
            self.out.pieces += self._pieces(leaf, leaf.start, leaf.end)
        self._next = len(self.new.leaves)

    def _new_range(self, start: int, end: int) -> Iterator[tuple[Leaf, int, int]]:
        """The printing leaves of NEW in a range; those before and in it that print nothing are written on the way."""
        leaves = self.new.leaves
        while self._next < len(leaves):
            leaf = leaves[self._next]
            if leaf.start >= end:
                return
            if leaf.start == leaf.end:
                self.out.pieces += self._pieces(leaf, leaf.start, leaf.end)
            elif leaf.end > start:
                yield leaf, max(leaf.start, start), min(leaf.end, end)
                if leaf.end > end:
                    return
            self._next += 1

    def _pieces(self, leaf: Leaf, start: int, end: int) -> list[Piece]:
        """A leaf of NEW, or the part of it between two characters; a field in as many pieces as it has.

        A text without a character is left out: unmarked, it would keep a paragraph alive that goes when rejected.
        """
        silent = leaf.element.tag in (_T, _DELTEXT) and leaf.start == leaf.end and not leaf.parts
        if silent and not any(e.tag in REVISIONS for e in leaf.path):  # marks of others stay, whatever they hold
            return []
        if leaf.parts:
            return [Piece([p.element], p.run, p.path) for p in leaf.parts]
        if leaf.element.tag in (_T, _DELTEXT) and (start, end) != (leaf.start, leaf.end):
            text = (leaf.element.text or "")[start - leaf.start : end - leaf.start]
            return [Piece([text_node(leaf.element.tag, text)], leaf.run, leaf.path)]
        return [Piece([leaf.element], leaf.run, leaf.path)]

    # -- OLD -----------------------------------------------------------------------------------------------------

    def from_old(self, start: int, end: int, kind: Kind, *, whole: bool = False) -> None:
        """A stretch of OLD that NEW lacks (or has elsewhere); `whole`: the paragraph goes, their deletions with it."""
        with_comments = kind == "del" and self.story.job.commentary.any
        for leaf in self.old.leaves[_first(self.old.leaves, start - with_comments) :]:
            if leaf.start >= end + with_comments:
                break
            if leaf.start == leaf.end:
                if with_comments and self._belongs(leaf, start, end):
                    self.out.pieces += self._old_comment(leaf)
                continue
            a, b = max(leaf.start, start), min(leaf.end, end)
            if a >= b:
                continue
            self._open_field(leaf)
            if leaf.mark is not None:
                self._finish(leaf.mark, None)
            elif leaf.state in ("del", "both") and kind != "moveFrom" and not (whole and leaf.state == "del"):
                say_words(self.story.job, leaf, self.old.text[a:b], None)
            else:
                self.out.pieces += self._old_pieces(leaf, a, b, kind)

    def _open_field(self, leaf: Leaf) -> None:
        """An end of a field that spans paragraphs is marked on its own: said once."""
        job = self.story.job
        if leaf.key is not None and leaf.element.tag in FIELD and not leaf.parts:
            job.note_once(
                "field",
                "a field over several paragraphs (a table of contents, an index) changed: after accepting or "
                "rejecting update the fields (Ctrl+A, F9)",
            )

    def _belongs(self, leaf: Leaf, start: int, end: int) -> bool:
        """Whether a mark of a comment goes with deleted words: what opens at their start, what closes at their end."""
        if leaf.element.tag not in COMMENT_MARKS:
            return False
        after = leaf.start > start or start == 0 or leaf.element.tag == COMMENT_START
        before = leaf.start < end or end == len(self.old.text) or leaf.element.tag != COMMENT_START
        return after and before

    def _old_comment(self, leaf: Leaf) -> list[Piece]:
        node = self.story.job.commentary.mark(leaf.element)
        return [] if node is None else [Piece([node], leaf.run, (), "del" if leaf.run is not None else None, old=True)]

    def _old_pieces(self, leaf: Leaf, start: int, end: int, kind: Kind) -> list[Piece]:
        theirs = next((e for e in leaf.path if e.tag in REVISIONS), None)
        gone = leaf.state == "del"
        if theirs is not None and kind == "del" and not gone:
            say_words(self.story.job, leaf, self.old.text[start:end], None)
        out: list[Piece] = []
        for part in leaf.parts or (leaf,):
            if part.element.tag in STRIPPED:  # in a field
                out += self._old_comment(part) if kind == "del" and part.element.tag in COMMENT_MARKS else []
                continue
            if part.element.tag in (_T, _DELTEXT):
                text = part.element.text or ""
                node = text_node(_T, text if leaf.parts else text[start - leaf.start : end - leaf.start])
            else:
                node = self.story.carry(part.element)
            for mark in node.iter(*_NOTES):
                self._import_note(mark, gone=kind == "del" and not gone)
            if gone or kind == "del":
                node.tag = _DELETED.get(node.tag, node.tag)
            if kind == "del" and not gone and node.tag in _DRAWN:
                strike(self.story.job.marker, node)
            link = next((e for e in part.path if e.tag == w("hyperlink")), None)
            wrap = None if gone and kind == "del" else kind
            out.append(Piece([node], part.run, (), wrap, old=True, outer=gone, link=link, theirs=theirs))
        return out

    def _import_note(self, node: etree._Element, *, gone: bool) -> None:
        name = _NOTES[node.tag]
        book = self.story.job.notes
        old_id = node.get(w("id"), "")
        fresh = str(book.next[name])
        book.next[name] += 1
        node.set(w("id"), fresh)
        book.imported.append((name, old_id, fresh, gone))

    def _old_leaf(self, position: int) -> Leaf:
        return self.old.leaves[_first(self.old.leaves, position)]

    def _finish(self, old: etree._Element | None, new: etree._Element | None) -> None:
        """End the paragraph with these marks; one that others want in OLD's place stands beside ours of OLD."""
        job = self.story.job
        say_mark(job, self.old, old, new)
        if old is not None and new is not None and of_mark(old) == "del" and not of_mark(new):
            job.rejected_since = True
            old = None if job.restoring else old
        twice = old is not None and new is not None and of_mark(new) in COMES and of_mark(old) not in COMES
        self.out.mark_old, self.out.mark_new = None if twice else old, new
        self.outs.append(self.out)
        self.out = Out()
        if twice:
            self.outs.append(Out(mark_old=old))

    def end(self, old: etree._Element | None, new: etree._Element | None) -> list[Out]:
        """The last paragraph ends with these marks; what came out."""
        self._finish(old, new)
        return self.outs


def _first(leaves: Sequence[Leaf], position: int) -> int:
    """The leaf that holds a character (leaves are in order)."""
    low, high = 0, len(leaves)
    while low < high:
        middle = (low + high) // 2
        if leaves[middle].end > position:
            high = middle
        else:
            low = middle + 1
    return low
