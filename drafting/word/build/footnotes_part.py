"""The footnotes of a built document, with automatic numbers wherever these give the printed marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml import etree

from drafting.model.resolution import Footnote, Note, Origin
from drafting.ooxml.namespaces import w
from drafting.ooxml.story import paragraphs
from drafting.word.build.elements import el, field_runs, run, text_elements
from drafting.word.build.runs import LinkId, text_runs

_BOOKMARK = "_DraftingNote{}"


class FootnotesBuilder:
    """Writes footnotes in the order of their marks into the footnotes part `root`."""

    def __init__(
        self, notes: Sequence[Footnote], root: etree._Element, link: LinkId, repeated: Collection[str] = ()
    ) -> None:
        """`repeated`: the marks that occur more than once in the text; only these need a bookmark."""
        self.root, self.link, self.repeated = root, link, frozenset(repeated)
        self.first = len(paragraphs(root))
        self.waiting: dict[str, list[int]] = {}
        for index, note in enumerate(notes):
            self.waiting.setdefault(note.mark, []).append(index)
        self.notes = notes
        self.numbers: dict[str, int] = {}
        self.origins: dict[int, Origin] = {}
        self.findings: list[Note] = []
        self._automatic = 0
        self._paragraph = self.first
        self._id = max((int(e.get(w("id"), "0")) for e in root), default=0)

    def mark_runs(self, mark: str) -> list[etree._Element]:
        """The runs of a note mark in the text; the first time, its note is written into the footnotes part.

        A repeated mark is a cross-reference to the first one (a NOTEREF field).
        """
        style = el("rStyle", val="FootnoteReference")
        if self.waiting.get(mark):
            return self._write_note(mark, self.waiting[mark].pop(0))
        if mark in self.numbers:
            return field_runs(f"NOTEREF {_BOOKMARK.format(self.numbers[mark])} \\f", mark, [style])
        self.findings.append(
            Note("note-missing", f"the mark {mark} has no footnote; it is printed as plain text", severity="warning")
        )
        return [run(text_elements(mark), [style])]

    def _write_note(self, mark: str, index: int) -> list[etree._Element]:
        self._id += 1
        automatic = mark == str(self._automatic + 1)
        reference = el("footnoteReference", id=self._id)
        shown = [reference]
        if automatic:
            self._automatic += 1
        else:
            reference.set(w("customMarkFollows"), "1")
            shown += text_elements(mark)
        self.root.append(self._note_element(index, [el("footnoteRef")] if automatic else list(text_elements(mark))))
        self.numbers[mark] = self._id
        runs = [run(shown, [el("rStyle", val="FootnoteReference")])]
        if mark not in self.repeated:
            return runs
        start = el("bookmarkStart", id=self._id, name=_BOOKMARK.format(self._id))
        return [start, *runs, el("bookmarkEnd", id=self._id)]

    def _note_element(self, index: int, mark: list[etree._Element]) -> etree._Element:
        note = self.notes[index]
        body = el("footnote", id=self._id)
        offset = 0
        for number, text in enumerate(note.text.split("\n\n")):
            paragraph = el("p", el("pPr", el("pStyle", val="FootnoteText")))
            if not number:
                paragraph.append(run(mark, [el("rStyle", val="FootnoteReference")]))
                paragraph.append(run(text_elements("\t")))
            spans = [s for s in note.spans if s.start < offset + len(text) and s.end > offset]
            shifted = [type(s)(max(0, s.start - offset), s.end - offset, s.kind, s.target) for s in spans]
            paragraph.extend(text_runs(text, shifted, (), lambda _: (), self.link))
            body.append(paragraph)
            offset += len(text) + 2
        count = len(body)
        self.origins[index] = Origin("footnotes", tuple(range(self._paragraph, self._paragraph + count)))
        self._paragraph += count
        return body

    def unanchored(self) -> list[int]:
        """The positions of the notes that no mark referred to."""
        return sorted(i for found in self.waiting.values() for i in found)
