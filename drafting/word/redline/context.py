"""Shared state of one redline: packages, ids, imported parts, and what is reported to the user.

Each field says which step fills it. The steps run in this order: body and text boxes, notes, headers and footers,
comments, list numbers, check.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from drafting.model.resolution import Note
from drafting.ooxml.namespaces import R, q, w
from drafting.ooxml.notes import NOTE_REFERENCES, NoteKind
from drafting.ooxml.package import Package
from drafting.word.build.comments_part import CommentsPart
from drafting.word.redline.comments import LostComments
from drafting.word.redline.format_signatures import FormatSignatures
from drafting.word.redline.import_parts import PartImporter
from drafting.word.redline.paragraph_text import AtomKeys, FlatParagraph, flatten_paragraph
from drafting.word.redline.revision_marks import RevisionMarker

NoteId: TypeAlias = tuple[NoteKind, str]
"""Kind and w:id of a note."""
_IGNORED = frozenset(("anchorId", "editId", "rsidR", "rsidRPr", "rsidP", "rsidRDefault", "paraId", "textId", "gfxdata"))
"""Attributes that say nothing about the content of an element."""
_LABELS = frozenset(("id", "name", "spid", "ObjectID", "ShapeID", "type"))
_NAMES = frozenset(("docPr", "cNvPr", "shape", "shapetype", "OLEObject"))
"""Elements whose `_LABELS` say nothing about their content."""


class PackageAtomKeys(AtomKeys):
    """Keys of the atoms of one document: pictures by their bytes, note marks by the note they refer to."""

    def __init__(self, package: Package, part: str, notes: dict[NoteId, Hashable]) -> None:
        self.package, self.part, self.notes = package, part, notes
        self._targets = {rel.id: rel for rel in package.relationships(part)}

    def atom_key(self, element: etree._Element) -> Hashable:
        """The key of an element: the note of a note mark, the content of anything else."""
        kind = NOTE_REFERENCES.get(element.tag)
        if kind:
            number = element.get(w("id"), "")
            return (kind, self.notes.get((kind, number), ("alone", id(self.notes), number)))
        return self._element_key(element)

    def _element_key(self, element: etree._Element) -> Hashable:
        """An element with its content, without ids and text boxes; relationships count by the bytes they lead to."""
        tag = str(element.tag)
        if tag in (w("txbxContent"), q("mc:Fallback"), w("rPr")):
            return (tag,)
        local = tag.rpartition("}")[2]
        attributes = []
        for name, value in element.attrib.items():
            short = str(name).rpartition("}")[2]
            if short in _IGNORED or (local in _NAMES and short in _LABELS):
                continue
            attributes.append(
                (str(name), self._target_key(str(value)) if str(name).startswith(f"{{{R}}}") else str(value))
            )
        children = tuple(self._element_key(c) for c in element if isinstance(c.tag, str))
        return (tag, tuple(sorted(attributes, key=repr)), (element.text or "").strip(), *children)

    def _target_key(self, rel_id: str) -> str:
        rel = self._targets.get(rel_id)
        if rel is None or rel.external or rel.target not in self.package:
            return rel.target if rel else ""
        return hashlib.sha1(self.package.blob(rel.target), usedforsecurity=False).hexdigest()


@dataclass
class NoteRecord:
    """What became of the note marks. Filled while body, boxes and notes are merged; read by `merge_notes`."""

    kept: dict[NoteId, str] = field(default_factory=dict)
    """New id → old id of notes whose mark is kept, or moved with its paragraph."""
    inserted: set[NoteId] = field(default_factory=set)
    imported: list[tuple[NoteKind, str, str, bool]] = field(default_factory=list)
    """Kind, old id, id in the result, and whether the note is deleted (False: it moved away and is left as it was)."""
    next_ids: dict[NoteKind, int] = field(default_factory=dict)
    """The next free id of each kind in the result."""


@dataclass
class RedlineContext:
    """The documents, the options and the shared tools of one redline."""

    old: Package
    new: Package
    result: Package
    """NEW, being marked up."""
    marker: RevisionMarker
    importer: PartImporter
    notes: NoteRecord
    lost_comments: LostComments
    """Filled while body, boxes and notes are merged; written by `finish_comments`."""
    old_notes: dict[NoteId, Hashable]
    new_notes: dict[NoteId, Hashable]
    """Keys of the notes of each side: paired notes have one key."""
    coverage: list[Note]
    """What every step reports to the user."""
    native_moves: bool = True
    formatting: bool = True
    merge: Callable[[PartMerge, etree._Element | None, etree._Element], None] = lambda part, old, new: None
    """Merges a container: `merge_blocks.merge_container`. Cells, notes and text boxes are containers again."""
    restoring: bool = False
    """Whether text whose pending deletion was rejected since is marked as inserted; else it is left unmarked."""
    rejected_since: bool = False
    """Whether there is such text. Set while body, boxes and notes are merged."""
    language: str = ""
    """The language of comments that we write."""

    _comments: CommentsPart | None = None

    def note(self, code: str, message: str, where: str = "", before: str = "", after: str = "") -> None:
        """Report something that tracked changes cannot show."""
        self.coverage.append(Note(code, message, where, "warning", before, after))

    def note_once(self, code: str, message: str) -> None:
        """As `note`, unless this was reported before."""
        if not any((n.code, n.message) == (code, message) for n in self.coverage):
            self.note(code, message)

    def add_comment(self, paragraph: etree._Element, text: str) -> None:
        """Put a comment of ours on a paragraph of the body."""
        self.comments.add(self.marker.author, text, paragraph)

    @property
    def comments(self) -> CommentsPart:
        """The comments of the result."""
        if self._comments is None:
            self._comments = CommentsPart.of(self.result, self.marker.date)
        return self._comments

    def finish_comments(self) -> None:
        """Take over the comments of OLD on deleted words; report those that are gone."""
        if not self.lost_comments.any:
            return
        for lost in self.lost_comments.finish(lambda: self.comments, self.importer):
            author = lost.author or "somebody"
            self.note("comment", f"a comment of {author} on words that stay is gone since", before=lost.text[:200])

    def open_part(self, old_part: str, new_part: str) -> PartMerge:
        """Begin to merge a part of OLD (by name) into a part of the result."""
        lists = self.importer.lists
        return PartMerge(
            self,
            old_part,
            new_part,
            PackageAtomKeys(self.old, old_part, self.old_notes),
            PackageAtomKeys(self.new, new_part, self.new_notes),
            FormatSignatures(lists.old_key),
            FormatSignatures(lists.new_key),
        )


@dataclass
class PartMerge:
    """One part of OLD merged into its counterpart in the result: body, notes, a header or a footer."""

    context: RedlineContext
    old_part: str
    new_part: str
    old_keys: PackageAtomKeys
    new_keys: PackageAtomKeys
    old_formats: FormatSignatures
    new_formats: FormatSignatures
    boxes: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    """Pictures that both sides have, whose text boxes are merged afterwards (`merge_text_boxes`)."""
    labelled: set[etree._Element] = field(default_factory=set)
    """Paragraphs of OLD that print the same number as their counterpart, so that the start of a list does not matter.
    Set by `merge_body`."""
    written: set[etree._Element] = field(default_factory=set)
    """Runs and the elements around them that were written already; a second copy needs an id of its own."""

    def has_same_paragraph_format(
        self, paragraph: etree._Element, old: etree._Element | None, new: etree._Element | None
    ) -> bool:
        """Whether the properties `old` of a paragraph of OLD look like the properties `new` of its counterpart."""
        if self.old_formats.of(old) == self.new_formats.of(new):
            return True
        if paragraph not in self.labelled:
            return False
        lists = self.context.importer.lists
        return FormatSignatures(lists.old_form).of(old) == FormatSignatures(lists.new_form).of(new)

    def merge(self, old: etree._Element | None, new: etree._Element) -> None:
        """Mark up a container of this part."""
        self.context.merge(self, old, new)

    def flatten_old(self, paragraph: etree._Element) -> FlatParagraph:
        """A paragraph of OLD, flattened."""
        return flatten_paragraph(paragraph, self.old_keys)

    def flatten_new(self, paragraph: etree._Element) -> FlatParagraph:
        """A paragraph of NEW, flattened."""
        return flatten_paragraph(paragraph, self.new_keys)

    def import_copy(self, element: etree._Element) -> etree._Element:
        """A copy of an element of OLD with everything it needs in the result."""
        return self.context.importer.import_copy(element, self.old_part, self.new_part)
