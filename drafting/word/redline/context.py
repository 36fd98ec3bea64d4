"""One redline under way: both packages, the marker, the carrier, and what has been found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from lxml import etree

from drafting.model.resolution import Note
from drafting.ooxml.namespaces import R, q, w
from drafting.ooxml.package import Package
from drafting.word.build.comments_part import Comments
from drafting.word.redline.comments import Commentary
from drafting.word.redline.import_parts import Carrier
from drafting.word.redline.paragraph_text import Flat, Keys, flatten
from drafting.word.redline.properties import Signatures
from drafting.word.redline.revision_marks import Marker

NoteKind: TypeAlias = Literal["footnote", "endnote"]
_REFERENCES: dict[str, NoteKind] = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_IGNORED = frozenset(("anchorId", "editId", "rsidR", "rsidRPr", "rsidP", "rsidRDefault", "paraId", "textId", "gfxdata"))
_LABELS = frozenset(("id", "name", "spid", "ObjectID", "ShapeID", "type"))
_NAMES = frozenset(("docPr", "cNvPr", "shape", "shapetype", "OLEObject"))


class SideKeys(Keys):
    """Keys of atoms on one side: pictures by their bytes, note marks by the note they stand for."""

    def __init__(self, package: Package, part: str, notes: dict[tuple[NoteKind, str], Hashable]) -> None:
        self.package, self.part, self.notes = package, part, notes
        self._targets = {rel.id: rel for rel in package.relationships(part)}

    def atom(self, element: etree._Element) -> Hashable:
        """What must be the same for two atoms to be the same."""
        kind = _REFERENCES.get(element.tag)
        if kind:
            number = element.get(w("id"), "")
            return (kind, self.notes.get((kind, number), ("alone", id(self.notes), number)))
        return self._shape(element)

    def _shape(self, element: etree._Element) -> Hashable:
        """An element with all in it but ids, with the bytes its relationships point to, text boxes left out."""
        tag = str(element.tag)
        if tag in (w("txbxContent"), q("mc:Fallback"), w("rPr")):
            return (tag,)
        local = tag.rpartition("}")[2]
        attributes = []
        for name, value in element.attrib.items():
            short = str(name).rpartition("}")[2]
            if short in _IGNORED or (local in _NAMES and short in _LABELS):
                continue
            attributes.append((str(name), self._target(str(value)) if str(name).startswith(f"{{{R}}}") else str(value)))
        children = tuple(self._shape(c) for c in element if isinstance(c.tag, str))
        return (tag, tuple(sorted(attributes, key=repr)), (element.text or "").strip(), *children)

    def _target(self, rel_id: str) -> str:
        rel = self._targets.get(rel_id)
        if rel is None or rel.external or rel.target not in self.package:
            return rel.target if rel else ""
        return hashlib.sha1(self.package.blob(rel.target), usedforsecurity=False).hexdigest()


@dataclass
class NoteBook:
    """What became of the notes: pairs by id, and the marks that were inserted."""

    pairs: dict[tuple[NoteKind, str], str] = field(default_factory=dict)
    """New id → old id, as the comparison paired them."""
    kept: dict[tuple[NoteKind, str], str] = field(default_factory=dict)
    """New id → old id, where the mark itself stayed, or moved with its paragraph."""
    inserted: set[tuple[NoteKind, str]] = field(default_factory=set)
    imported: list[tuple[NoteKind, str, str, bool]] = field(default_factory=list)
    """Old id, its id in the result, and whether the note is deleted (False: moved away, stands as it was)."""
    next: dict[NoteKind, int] = field(default_factory=dict)


@dataclass
class Job:
    """One redline under way."""

    old: Package
    new: Package
    result: Package
    marker: Marker
    carrier: Carrier
    notes: NoteBook
    commentary: Commentary
    old_notes: dict[tuple[NoteKind, str], Hashable]
    new_notes: dict[tuple[NoteKind, str], Hashable]
    coverage: list[Note]
    native_moves: bool = True
    formatting: bool = True
    merge: Callable[[Story, etree._Element | None, etree._Element], None] = lambda story, old, new: None
    """How a container is merged: cells, notes and boxes are containers again (container.merge_container)."""
    restoring: bool = False
    """Whether words whose pending deletion was rejected since are marked as inserted; else they stand unmarked."""
    rejected_since: bool = False
    """Whether there were any."""
    language: str = ""
    """The language of what we say to readers of the document."""

    _comments: Comments | None = None

    def note(self, code: str, message: str, where: str = "", before: str = "", after: str = "") -> None:
        """List something without a tracked form."""
        self.coverage.append(Note(code, message, where, "warning", before, after))

    def note_once(self, code: str, message: str) -> None:
        """The same, unless it has been said already."""
        if not any((n.code, n.message) == (code, message) for n in self.coverage):
            self.note(code, message)

    def remark(self, paragraph: etree._Element, text: str) -> None:
        """A comment of ours on a paragraph of the body."""
        self.comments.add(self.marker.author, text, paragraph)

    @property
    def comments(self) -> Comments:
        """The comments of the result."""
        if self._comments is None:
            self._comments = Comments.of(self.result, self.marker.date)
        return self._comments

    def settle_comments(self) -> None:
        """Take over the comments of OLD on deleted words; list those that cannot be."""
        if not self.commentary.any:
            return
        for lost in self.commentary.settle(lambda: self.comments, self.carrier):
            who = lost.author or "somebody"
            self.note("comment", f"a comment of {who} on words that stay is gone since", before=lost.text[:200])

    def story(self, old_part: str, new_part: str) -> Story:
        """The work on one part of each side."""
        lists = self.carrier.lists
        return Story(
            self,
            old_part,
            new_part,
            SideKeys(self.old, old_part, self.old_notes),
            SideKeys(self.new, new_part, self.new_notes),
            Signatures(lists.old_key),
            Signatures(lists.new_key),
        )


@dataclass
class Story:
    """A part of OLD and its counterpart in the result, with what makes pieces of them equal."""

    job: Job
    old_part: str
    new_part: str
    old_keys: SideKeys
    new_keys: SideKeys
    old_looks: Signatures
    new_looks: Signatures
    boxes: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    """Pictures on both sides that are the same but for the text in their boxes."""
    labelled: set[etree._Element] = field(default_factory=set)
    """Paragraphs of OLD that print the same number as their counterpart: where a list begins to count says nothing."""
    written: set[etree._Element] = field(default_factory=set)
    """Runs and what stands around them that have been written once."""

    def same_paragraph_look(
        self, paragraph: etree._Element, old: etree._Element | None, new: etree._Element | None
    ) -> bool:
        """Whether the properties of `paragraph` (of OLD) and those of its counterpart look the same."""
        if self.old_looks.of(old) == self.new_looks.of(new):
            return True
        if paragraph not in self.labelled:
            return False
        lists = self.job.carrier.lists
        return Signatures(lists.old_form).of(old) == Signatures(lists.new_form).of(new)

    def merge(self, old: etree._Element | None, new: etree._Element) -> None:
        """Mark up a container inside this story."""
        self.job.merge(self, old, new)

    def old_flat(self, paragraph: etree._Element) -> Flat:
        """A paragraph of OLD taken apart."""
        return flatten(paragraph, self.old_keys)

    def new_flat(self, paragraph: etree._Element) -> Flat:
        """A paragraph of NEW taken apart."""
        return flatten(paragraph, self.new_keys)

    def carry(self, element: etree._Element) -> etree._Element:
        """A copy of an element of OLD that may stand in the result."""
        return self.job.carrier.copy(element, self.old_part, self.new_part)
