"""Paragraphs written: pieces become runs with their wrappers and marks, paragraph marks get theirs."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import DELETED, INSERTED
from drafting.word.redline.context import Story
from drafting.word.redline.formatting_changes import keep_former_properties, keep_former_section
from drafting.word.redline.output_paragraph import Out, Piece, as_complex
from drafting.word.redline.properties import without_revisions
from drafting.word.redline.revision_marks import REVISIONS

_P, _PPR, _RPR, _R = w("p"), w("pPr"), w("rPr"), w("r")
_FORMER = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_ALONE = {w("moveFrom"): w("del"), w("moveTo"): w("ins")}
_RPR_CHANGE = w("rPrChange")
_RPR_REVISIONS = REVISIONS | {_RPR_CHANGE}


def write(story: Story, out: Out) -> list[etree._Element]:
    """The elements of one paragraph: itself, and what must follow it (the end of a move)."""
    paragraph = out.mark_new
    if paragraph is None:
        assert out.mark_old is not None
        paragraph = _old_paragraph(story, out.mark_old, keep=DELETED if out.theirs else frozenset())
    elif out.whole is not paragraph or out.pieces:
        _empty(paragraph)
    if out.pieces:
        Writer(story, paragraph).write(out.pieces)
    if out.mark_new is not None and out.mark_old is not None:
        keep_former_properties(story, paragraph, out.mark_old)
        keep_former_section(story, out.mark_old.find(_PPR), paragraph.find(_PPR))
    if out.remark:
        story.job.remark(paragraph, out.remark)
    after = _move(story, paragraph, out)
    if out.bare:
        return [paragraph, *after]
    if out.mark_old is None:
        if not _theirs(paragraph, "moveTo", *(() if out.move else ("ins",))):
            story.job.marker.mark_paragraph(paragraph, "moveTo" if out.move else "ins")
    elif out.mark_new is None and not out.theirs:
        story.job.marker.mark_paragraph(paragraph, "moveFrom" if out.move else "del")
    return [paragraph, *after]


def _theirs(paragraph: etree._Element, *kinds: str) -> bool:
    """Whether somebody else's mark stands on the paragraph mark."""
    properties = paragraph.find(f"{_PPR}/{_RPR}")
    return properties is not None and any(properties.find(w(k)) is not None for k in kinds)


def _move(story: Story, paragraph: etree._Element, out: Out) -> list[etree._Element]:
    """The range of a move: it begins in the paragraph and ends behind it, or in it where the mark itself stays."""
    if not out.move:
        return []
    source = any(p.wrap == "moveFrom" for p in out.pieces) or out.mark_new is None
    kind = "moveFrom" if source else "moveTo"
    start, end = story.job.marker.mark(f"{kind}RangeStart"), etree.Element(w(f"{kind}RangeEnd"))
    start.set(w("name"), out.move)
    end.set(w("id"), start.get(w("id"), ""))
    paragraph.insert(1 if len(paragraph) and paragraph[0].tag == _PPR else 0, start)
    if out.mark_new is not None and out.mark_old is not None:
        paragraph.append(end)
        return []
    return [end]


def _empty(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag != _PPR:
            paragraph.remove(child)


def _old_paragraph(story: Story, old: etree._Element, keep: frozenset[str]) -> etree._Element:
    """A new paragraph with the properties of one of OLD; a section that ends with it comes and goes with its mark.

    Of what others have pending on the mark their insertion stays, and the marks to `keep`.
    """
    paragraph = etree.Element(_P)
    properties = old.find(_PPR)
    if properties is None:
        return paragraph
    copy = story.carry(properties)
    change = copy.find(w("pPrChange"))
    if change is not None:
        copy.remove(change)
    marks = copy.find(_RPR)
    if marks is not None:
        for child in list(marks):
            if child.tag in _RPR_REVISIONS - keep - INSERTED:
                marks.remove(child)
            child.tag = _ALONE.get(child.tag, child.tag)
    paragraph.append(copy)
    return paragraph


class Writer:
    """Writes pieces one after the other into a paragraph, opening and closing what stands around them."""

    def __init__(self, story: Story, paragraph: etree._Element) -> None:
        self.story, self.paragraph = story, paragraph
        self._open: list[tuple[object, etree._Element]] = []

    def write(self, pieces: Sequence[Piece]) -> None:
        """All pieces of a paragraph."""
        after: list[tuple[etree._Element, ...]] = [()] * len(pieces)
        following: tuple[etree._Element, ...] = ()
        for index in range(len(pieces) - 1, -1, -1):
            after[index] = following
            if not pieces[index].old:
                following = pieces[index].path
        before: tuple[etree._Element, ...] = ()
        for index, piece in enumerate(pieces):
            if piece.old:
                piece.path = _common(before, after[index])
            else:
                before = piece.path
            self._piece(piece)

    def _piece(self, piece: Piece) -> None:
        chain = self._chain(piece)
        keep = 0
        while keep < min(len(chain), len(self._open)) and chain[keep][0] == self._open[keep][0]:
            keep += 1
        del self._open[keep:]
        for key, maker in chain[keep:]:
            parent = self._open[-1][1] if self._open else self.paragraph
            self._open.append((key, self._make(maker, parent)))
        holder = self._open[-1][1] if self._open else self.paragraph
        self._nodes(piece, holder)

    def _chain(self, piece: Piece) -> list[tuple[object, object]]:
        """What stands around a piece, from the outside in: (identity, what to make it from)."""
        chain: list[tuple[object, object]] = [(e, e) for e in piece.path]
        if piece.link is not None and not any(e.tag == w("hyperlink") for e in piece.path):
            chain.append((piece.link, ("link", piece.link)))
        if piece.theirs is not None:
            chain.append((piece.theirs, ("theirs", piece.theirs)))
        if piece.wrap:
            at = len(chain)
            if piece.outer:
                at = next((i for i, (e, _) in enumerate(chain) if getattr(e, "tag", "") in REVISIONS), at)
            chain.insert(at, (("mark", piece.wrap), piece.wrap))
        return chain

    def _make(self, maker: object, parent: etree._Element) -> etree._Element:
        marker = self.story.job.marker
        if isinstance(maker, str):
            element = marker.mark(maker)
        elif isinstance(maker, tuple):
            kind, source = maker
            element = _shallow(source)
            if kind == "link":
                self.story.job.carrier.adopt(element, self.story.old_part, self.story.new_part)
            else:  # the other end of their move does not come along
                element.tag = _ALONE.get(element.tag, element.tag)
                element.set(w("id"), marker.fresh())
        else:
            element = self._again(maker)  # type: ignore[arg-type]
        parent.append(element)
        return element

    def _again(self, source: etree._Element) -> etree._Element:
        """An element of NEW opened again, with its properties; with a new id when it is a mark cut in two."""
        element = _shallow(source)
        again = self._before(source)
        if again and source.tag in REVISIONS:
            element.set(w("id"), self.story.job.marker.fresh())
        for child in source:
            if child.tag in (w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr")):
                element.append(deepcopy(child))
        for number in [n for n in element.iterfind(f"{w('sdtPr')}/{w('id')}") if again]:
            element[0].remove(number)
        return element

    def _before(self, source: etree._Element) -> bool:
        """Whether an element of NEW has been written before: what is cut in two must not bear one id twice."""
        known = source in self.story.written
        self.story.written.add(source)
        return known

    def _nodes(self, piece: Piece, holder: etree._Element) -> None:
        if piece.run is None:
            for node in piece.nodes:
                holder.extend(self._marked_field(node, piece) if piece.wrap and node.tag == w("fldSimple") else [node])
            return
        last = holder[-1] if len(holder) else None
        key = (piece.run, piece.changed, piece.former)
        if last is None or self._last_run != (last, key):
            last = etree.SubElement(holder, _R)
            self._run_properties(last, piece)
            self._last_run = (last, key)
        last.extend(piece.nodes)

    _last_run: object = None

    def _run_properties(self, run: etree._Element, piece: Piece) -> None:
        source = piece.run
        assert source is not None
        properties = source.find(_RPR)
        if properties is not None:
            copy = deepcopy(properties)
            if piece.old:
                for change in list(copy):
                    if change.tag in _RPR_REVISIONS:
                        copy.remove(change)
                self.story.job.carrier.adopt(copy, self.story.old_part, self.story.new_part)
            elif self._before(source):
                for change in copy.iter(_RPR_CHANGE):
                    change.set(w("id"), self.story.job.marker.fresh())
            run.append(copy)
        if not piece.changed:
            return
        target = run.find(_RPR)
        if target is None:
            target = etree.SubElement(run, _RPR)
        if target.find(w("rPrChange")) is not None:
            self.story.job.note("format-pending", "words whose formatting somebody else changed were also reformatted")
            return
        change = self.story.job.marker.mark("rPrChange")
        former = without_revisions(piece.former, "rPr") if piece.former is not None else etree.Element(_RPR)
        change.append(self.story.job.carrier.adopt(former, self.story.old_part, self.story.new_part))
        target.append(change)

    def _marked_field(self, node: etree._Element, piece: Piece) -> list[etree._Element]:
        runs = as_complex(node)
        if piece.wrap == "del":
            for run in runs:
                for child in run:
                    child.tag = _FORMER.get(child.tag, child.tag)
        return runs


def _shallow(source: etree._Element) -> etree._Element:
    """An element with its attributes and nothing in it."""
    element = etree.Element(source.tag)
    for name, value in source.attrib.items():
        element.set(name, value)
    return element


def _common(before: tuple[etree._Element, ...], after: tuple[etree._Element, ...]) -> tuple[etree._Element, ...]:
    """What stands around both neighbours, up to the first mark of somebody else."""
    out: list[etree._Element] = []
    for a, b in zip(before, after, strict=False):
        if a is not b or a.tag in REVISIONS:
            break
        out.append(a)
    return tuple(out)
