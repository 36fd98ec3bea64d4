"""Footnotes and endnotes of a Word document → note bodies with the marks as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from drafting.model.resolution import Origin, Span
from drafting.ooxml.fields import hidden
from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import Mark, NoteKind
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.read.docx.body import read_blocks
from drafting.read.docx.context import Story, link_targets
from drafting.read.docx.revisions import SourceIndexes, view_story
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, TableParagraphs

_BETWEEN = "\n\n"


@dataclass
class NotePart:
    """A part of notes with revisions accepted or rejected: notes by id, source paragraphs, hidden elements, links."""

    notes: Mapping[str, etree._Element]
    indexes: SourceIndexes
    hidden: frozenset[etree._Element]
    links: Mapping[str, str]


def note_parts(package: Package, *, accept: bool) -> dict[NoteKind, NotePart]:
    """The footnotes and endnotes of a package."""
    found: dict[NoteKind, NotePart] = {}
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    for kind in kinds:
        part = package.related(f"{kind}s")
        if part is not None:
            root, indexes = view_story(package.xml(part), accept=accept)
            notes = {n.get(w("id"), ""): n for n in root.iter(w(kind))}
            found[kind] = NotePart(notes, indexes, hidden(root), link_targets(package, part))
    return found


def read_notes(story: Story, parts: Mapping[NoteKind, NotePart]) -> tuple[NoteBody, ...]:
    """The note of every mark in the text, in order of the marks; notes without a mark are counted as lost."""
    bodies = []
    used: set[tuple[NoteKind, str]] = set()
    for mark in story.marks.values():
        part = parts.get(mark.kind)
        element = None if part is None else part.notes.get(mark.id)
        used.add((mark.kind, mark.id))
        if part is None or element is None:
            story.lost["note without text"] += 1
            bodies.append(NoteBody(mark.mark, "", mark.kind))
        else:
            bodies.append(_body(mark, element, part, story))
    for kind, part in parts.items():
        for key, element in part.notes.items():
            if (kind, key) not in used and element.get(w("type"), "normal") == "normal" and _has_words(element):
                story.lost["note without mark"] += 1
    return tuple(bodies)


def _has_words(element: etree._Element) -> bool:
    return any((t.text or "").strip() for t in element.iter(w("t")))


def _body(mark: Mark, element: etree._Element, part: NotePart, story: Story) -> NoteBody:
    """One note without the mark at its head: paragraphs are joined by blank lines, table rows by line feeds."""
    inner = Story(f"{mark.kind}s", story.styles, part.indexes, hidden=part.hidden, links=part.links, lost=story.lost)
    blocks = read_blocks(element, inner)
    whole = [_as_paragraph(b) for b in blocks]
    if whole and mark.custom and whole[0].text.startswith(mark.printed):
        whole[0] = remove_ranges(whole[0], [(0, len(mark.printed))])
    text, spans = "", []
    for paragraph in (p for p in whole if p.text):
        shift = len(text) + len(_BETWEEN) if text else 0
        text = f"{text}{_BETWEEN}{paragraph.text}" if text else paragraph.text
        spans += [Span(s.start + shift, s.end + shift, s.kind, s.target) for s in paragraph.spans]
    at = sorted({i for p in paragraphs(element) for i in part.indexes.get(p, ())})
    return NoteBody(mark.mark, text, mark.kind, tuple(spans), Origin(f"{mark.kind}s", tuple(at)))


def _as_paragraph(block: Paragraph | TableParagraphs) -> Paragraph:
    if isinstance(block, Paragraph):
        return block if block.label is None else Paragraph(f"{block.label} {block.text}")
    rows = ("\t".join("\n".join(p.text for p in cell) for cell in row) for row in block.rows)
    return Paragraph("\n".join(rows))
