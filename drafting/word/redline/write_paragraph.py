"""Output paragraphs written as XML: runs with the elements and marks around them, marks on paragraph marks."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import DELETED, INSERTED
from drafting.word.redline.context import PartMerge
from drafting.word.redline.formatting_changes import record_paragraph_change, record_run_change, record_section_change
from drafting.word.redline.output_paragraph import OutputParagraph, OutputPiece, complex_field
from drafting.word.redline.revision_marks import REVISIONS

_P, _PPR, _RPR, _R = w("p"), w("pPr"), w("rPr"), w("r")
_DELETED_TAGS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_WITHOUT_MOVE = {w("moveFrom"): w("del"), w("moveTo"): w("ins")}
"""What one end of a move becomes where the other end is not in the result."""
_RPR_CHANGE = w("rPrChange")
_RPR_REVISIONS = REVISIONS | {_RPR_CHANGE}
_CONTROL_PROPERTIES = frozenset(w(n) for n in ("sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"))


def write_paragraph(part: PartMerge, out: OutputParagraph) -> list[etree._Element]:
    """The elements of one paragraph: itself, and what must follow it (the end of a move)."""
    paragraph = out.mark_new
    if paragraph is None:
        assert out.mark_old is not None
        paragraph = _old_paragraph(part, out.mark_old, keep=DELETED if out.mark_is_others else frozenset())
    elif out.whole is not paragraph or out.pieces:
        _clear_content(paragraph)
    if out.pieces:
        PieceWriter(part, paragraph).write_pieces(out.pieces)
    if out.mark_new is not None and out.mark_old is not None:
        record_paragraph_change(part, paragraph, out.mark_old)
        record_section_change(part, out.mark_old.find(_PPR), paragraph.find(_PPR))
    if out.comment:
        part.context.add_comment(paragraph, out.comment)
    after = _write_move_range(part, paragraph, out)
    if not out.bare:
        _mark_end(part, paragraph, out)
    return [paragraph, *after]


def _mark_end(part: PartMerge, paragraph: etree._Element, out: OutputParagraph) -> None:
    """Mark a paragraph mark that one side lacks, unless another person's mark says so already."""
    marker = part.context.marker
    if out.mark_old is None:
        if not _has_mark(paragraph, "moveTo", *(() if out.move else ("ins",))):
            marker.mark_paragraph(paragraph, "moveTo" if out.move else "ins")
    elif out.mark_new is None and not out.mark_is_others:
        marker.mark_paragraph(paragraph, "moveFrom" if out.move else "del")


def _has_mark(paragraph: etree._Element, *kinds: str) -> bool:
    properties = paragraph.find(f"{_PPR}/{_RPR}")
    return properties is not None and any(properties.find(w(k)) is not None for k in kinds)


def _write_move_range(part: PartMerge, paragraph: etree._Element, out: OutputParagraph) -> list[etree._Element]:
    """Begin the range of a move in the paragraph; returns its end, which follows the paragraph.

    Where the paragraph mark is kept, the range ends inside the paragraph and nothing is returned.
    """
    if not out.move:
        return []
    is_source = any(p.wrap == "moveFrom" for p in out.pieces) or out.mark_new is None
    start, end = part.context.marker.move_range("moveFrom" if is_source else "moveTo", out.move)
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == _PPR else 0, start)
    if out.mark_new is not None and out.mark_old is not None:
        paragraph.append(end)
        return []
    return [end]


def _clear_content(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != _PPR:
            paragraph.remove(child)


def _old_paragraph(part: PartMerge, old: etree._Element, keep: frozenset[str]) -> etree._Element:
    """A new paragraph with the properties of one of OLD; a section that ends with it comes and goes with its mark.

    Of what others have pending on the paragraph mark, their insertion is kept, and the marks in `keep`.
    """
    paragraph = etree.Element(_P)
    properties = old.find(_PPR)
    if properties is None:
        return paragraph
    copy = part.import_copy(properties)
    change = copy.find(w("pPrChange"))
    if change is not None:
        copy.remove(change)
    marks = copy.find(_RPR)
    if marks is not None:
        for child in list(marks):
            if child.tag in _RPR_REVISIONS - keep - INSERTED:
                marks.remove(child)
            child.tag = _WITHOUT_MOVE.get(child.tag, child.tag)
    paragraph.append(copy)
    return paragraph


class PieceWriter:
    """Writes pieces one after the other into a paragraph, opening and closing the elements around them."""

    def __init__(self, part: PartMerge, paragraph: etree._Element) -> None:
        self.part, self.paragraph = part, paragraph
        self._open: list[tuple[object, etree._Element]] = []
        self._last_run: object = None

    def write_pieces(self, pieces: Sequence[OutputPiece]) -> None:
        """Write all pieces of a paragraph. A piece of OLD goes inside the elements that both its neighbours are in."""
        after: list[tuple[etree._Element, ...]] = [()] * len(pieces)
        following: tuple[etree._Element, ...] = ()
        for index in range(len(pieces) - 1, -1, -1):
            after[index] = following
            if not pieces[index].old:
                following = pieces[index].path
        before: tuple[etree._Element, ...] = ()
        for index, piece in enumerate(pieces):
            if piece.old:
                piece.path = _common_path(before, after[index])
            else:
                before = piece.path
            self._write_piece(piece)

    def _write_piece(self, piece: OutputPiece) -> None:
        chain = self._chain(piece)
        keep = 0
        while keep < min(len(chain), len(self._open)) and chain[keep][0] == self._open[keep][0]:
            keep += 1
        del self._open[keep:]
        for key, source in chain[keep:]:
            parent = self._open[-1][1] if self._open else self.paragraph
            self._open.append((key, self._open_element(source, parent)))
        holder = self._open[-1][1] if self._open else self.paragraph
        self._write_nodes(piece, holder)

    def _chain(self, piece: OutputPiece) -> list[tuple[object, object]]:
        """The elements around a piece, outermost first, as (identity, source).

        A source is an element of NEW, ("link" or "others", an element of OLD), or the kind of a mark of ours.
        """
        chain: list[tuple[object, object]] = [(e, e) for e in piece.path]
        if piece.link is not None and not any(e.tag == w("hyperlink") for e in piece.path):
            chain.append((piece.link, ("link", piece.link)))
        if piece.others_insertion is not None:
            chain.append((piece.others_insertion, ("others", piece.others_insertion)))
        if piece.wrap:
            at = len(chain)
            if piece.outer:
                at = next((i for i, (e, _) in enumerate(chain) if getattr(e, "tag", "") in REVISIONS), at)
            chain.insert(at, (("mark", piece.wrap), piece.wrap))
        return chain

    def _open_element(self, source: object, parent: etree._Element) -> etree._Element:
        """Make an element from its source (see `_chain`) at the end of `parent`."""
        marker = self.part.context.marker
        if isinstance(source, str):
            element = marker.new_mark(source)
        elif isinstance(source, tuple):
            kind, old = source
            element = _shallow_copy(old)
            if kind == "link":
                self.part.context.importer.adopt(element, self.part.old_part, self.part.new_part)
            else:
                element.tag = _WITHOUT_MOVE.get(element.tag, element.tag)
                element.set(w("id"), marker.fresh_id())
        else:
            element = self._reopen(source)  # type: ignore[arg-type]
        parent.append(element)
        return element

    def _reopen(self, source: etree._Element) -> etree._Element:
        """A copy of an element of NEW without content; a second copy gets an id of its own, or none."""
        element = _shallow_copy(source)
        again = self._was_written(source)
        if again and source.tag in REVISIONS:
            element.set(w("id"), self.part.context.marker.fresh_id())
        for child in source:
            if child.tag in _CONTROL_PROPERTIES:
                element.append(deepcopy(child))
        for number in [n for n in element.iterfind(f"{w('sdtPr')}/{w('id')}") if again]:
            element[0].remove(number)
        return element

    def _was_written(self, source: etree._Element) -> bool:
        """Whether an element of NEW was written before; remembers it."""
        known = source in self.part.written
        self.part.written.add(source)
        return known

    def _write_nodes(self, piece: OutputPiece, holder: etree._Element) -> None:
        if piece.run is None:
            for node in piece.nodes:
                holder.extend(_marked_field(node, piece) if piece.wrap and node.tag == w("fldSimple") else [node])
            return
        last = holder[-1] if len(holder) else None
        key = (piece.run, piece.changed, piece.former)
        if last is None or self._last_run != (last, key):
            last = etree.SubElement(holder, _R)
            self._write_run_properties(last, piece)
            self._last_run = (last, key)
        last.extend(piece.nodes)

    def _write_run_properties(self, run: etree._Element, piece: OutputPiece) -> None:
        source = piece.run
        assert source is not None
        properties = source.find(_RPR)
        if properties is not None:
            copy = deepcopy(properties)
            if piece.old:
                for change in list(copy):
                    if change.tag in _RPR_REVISIONS:
                        copy.remove(change)
                self.part.context.importer.adopt(copy, self.part.old_part, self.part.new_part)
            elif self._was_written(source):
                for change in copy.iter(_RPR_CHANGE):
                    change.set(w("id"), self.part.context.marker.fresh_id())
            run.append(copy)
        if piece.changed:
            record_run_change(self.part, run, piece.former)


def _marked_field(node: etree._Element, piece: OutputPiece) -> list[etree._Element]:
    """A w:fldSimple as runs that a mark can hold."""
    runs = complex_field(node)
    if piece.wrap == "del":
        for run in runs:
            for child in run:
                child.tag = _DELETED_TAGS.get(child.tag, child.tag)
    return runs


def _shallow_copy(source: etree._Element) -> etree._Element:
    """An element with its attributes, without content."""
    element = etree.Element(source.tag)
    for name, value in source.attrib.items():
        element.set(name, value)
    return element


def _common_path(before: tuple[etree._Element, ...], after: tuple[etree._Element, ...]) -> tuple[etree._Element, ...]:
    """The elements that both neighbours are in, up to the first revision mark of another person."""
    out: list[etree._Element] = []
    for a, b in zip(before, after, strict=False):
        if a is not b or a.tag in REVISIONS:
            break
        out.append(a)
    return tuple(out)
