"""Footnotes and endnotes merged: paired by the comparison; edited, inserted, deleted and moved notes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from lxml import etree

from drafting.compare import Comparison
from drafting.diff.units import Unit
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import R, W, w
from drafting.ooxml.notes import NoteKind
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.word.redline.context import NoteId, PartMerge, RedlineContext
from drafting.word.redline.merge_text_boxes import merge_text_boxes

NOTE_KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")
_TYPES = {"footnote": "footnotes", "endnote": "endnotes"}
_T, _ID = w("t"), w("id")


def pair_notes(
    comparison: Comparison, old: Package, new: Package
) -> tuple[dict[NoteId, Hashable], dict[NoteId, Hashable]]:
    """A key for each note of OLD and of NEW; two notes that the comparison paired have the same key.

    Notes that the comparison does not contain have the same key when their words are the same.
    """
    sides = [
        _note_ids(package, units)
        for package, units in ((old, comparison.footnotes.old), (new, comparison.footnotes.new))
    ]
    keys: tuple[dict[NoteId, Hashable], dict[NoteId, Hashable]] = ({}, {})
    for number, change in enumerate(comparison.footnotes.changes):
        if not change.old or not change.new:
            continue
        a, b = sides[0][change.old[0]], sides[1][change.new[0]]
        if a is not None and b is not None and a[0] == b[0]:
            keys[0][a] = keys[1][b] = ("paired", number)
    for number, package in enumerate((old, new)):
        _add_unpaired(keys[number], package, set(sides[number]), number)
    return keys


def _add_unpaired(keys: dict[NoteId, Hashable], package: Package, compared: set[NoteId | None], side: int) -> None:
    """Add keys for the other notes of one side: unique where the note was compared, else by its words."""
    seen: dict[tuple[NoteKind, str], int] = {}
    for kind in NOTE_KINDS:
        for note_id, element in _notes_by_id(package, kind).items():
            if (kind, note_id) in keys:
                continue
            if (kind, note_id) in compared:
                keys[kind, note_id] = ("alone", side, note_id)
                continue
            text = "".join(t.text or "" for t in element.iter(_T))
            seen[kind, text] = seen.get((kind, text), 0) + 1
            keys[kind, note_id] = ("words", text, seen[kind, text])


def _notes_by_id(package: Package, kind: NoteKind) -> dict[str, etree._Element]:
    notes_part = package.related(_TYPES[kind])
    return {e.get(w("id"), ""): e for e in package.xml(notes_part).iterchildren(w(kind))} if notes_part else {}


def _note_of_paragraph(package: Package, kind: NoteKind) -> list[str]:
    """For each paragraph of a notes part the id of its note."""
    notes_part = package.related(_TYPES[kind])
    if not notes_part:
        return []
    owner = {p: e.get(w("id"), "") for e in package.xml(notes_part).iterchildren(w(kind)) for p in paragraphs(e)}
    return [owner.get(p, "") for p in paragraphs(package.xml(notes_part))]


def _note_ids(package: Package, units: Sequence[Unit]) -> list[NoteId | None]:
    """The note that each unit of a comparison was read from; None for units from elsewhere."""
    places = {kind: _note_of_paragraph(package, kind) for kind in NOTE_KINDS}
    return [_note_id(unit.origin, places) for unit in units]


def _note_id(origin: object, places: dict[NoteKind, list[str]]) -> NoteId | None:
    if not isinstance(origin, Origin) or not origin.paragraphs:
        return None
    for kind in NOTE_KINDS:
        if origin.story == _TYPES[kind] and origin.paragraphs[0] < len(places[kind]):
            return kind, places[kind][origin.paragraphs[0]]
    return None


def first_free_ids(result: Package) -> dict[NoteKind, int]:
    """The first free id of each kind of note in the result."""
    return {
        k: 1 + max((int(i) for i in _notes_by_id(result, k) if i.lstrip("-").isdigit()), default=0) for k in NOTE_KINDS
    }


def merge_notes(context: RedlineContext) -> None:
    """Mark up the notes. The body comes first: its merge records which note marks are kept, inserted and imported."""
    for kind in NOTE_KINDS:
        imported = [x for x in context.notes.imported if x[0] == kind]
        if imported:
            _ensure_part(context, kind)
        notes_part = context.result.related(_TYPES[kind])
        if notes_part is None:
            continue
        olds = _notes_by_id(context.old, kind)
        part = context.open_part(context.old.related(_TYPES[kind]) or notes_part, notes_part)
        _merge_own(part, kind, olds)
        root = context.result.xml(notes_part)
        for _, old_id, fresh, gone in imported:
            if old_id in olds:
                _import_note(part, root, olds[old_id], fresh, gone)
        if imported:
            _order_by_marks(root, kind, context.result.xml(context.result.main))
        merge_text_boxes(part)


def _merge_own(part: PartMerge, kind: NoteKind, olds: Mapping[str, etree._Element]) -> None:
    """Mark up the notes of NEW: kept ones against their counterpart in `olds`, inserted ones as a whole."""
    notes = part.context.notes
    news = _notes_by_id(part.context.result, kind)
    for (found, new_id), old_id in sorted(notes.kept.items()):
        if found == kind and new_id in news and old_id in olds:
            part.merge(olds[old_id], news[new_id])
    for found, new_id in sorted(notes.inserted):
        if found == kind and new_id in news and (kind, new_id) not in notes.kept:
            part.merge(None, news[new_id])


def _order_by_marks(notes: etree._Element, kind: NoteKind, main: etree._Element) -> None:
    """Put the notes in the order of their marks and number their ids consecutively, as Word writes them.

    LibreOffice takes ids for positions in the part: where they are not consecutive it shows one note at the mark of
    another. Separators stay first, notes without a mark come last.
    """
    marks = list(main.iter(w(f"{kind}Reference")))
    place = {mark.get(_ID, ""): k for k, mark in reversed(list(enumerate(marks)))}
    fixed = [e for e in notes if e.get(w("type"), "normal") != "normal"]
    rest = [e for e in notes if e.get(w("type"), "normal") == "normal"]
    rest.sort(key=lambda e: place.get(e.get(_ID, ""), len(marks)))
    first = 1 + max((int(i) for e in fixed if (i := e.get(_ID, "")).lstrip("-").isdigit()), default=0)
    fresh = {e.get(_ID, ""): str(first + k) for k, e in enumerate(rest)}
    for element in (*rest, *marks):
        element.set(_ID, fresh.get(element.get(_ID, ""), element.get(_ID, "")))
    notes[:] = [*fixed, *rest]


def _import_note(part: PartMerge, root: etree._Element, old: etree._Element, fresh: str, gone: bool) -> None:
    """Import a note of OLD under a new id: deleted with its mark (`gone`), or unchanged where its mark moved away."""
    if gone:
        note = etree.SubElement(root, old.tag)
        part.merge(old, note)
    else:
        note = part.import_copy(old)
        root.append(note)
    note.set(w("id"), fresh)


def _ensure_part(context: RedlineContext, kind: NoteKind) -> None:
    """Import the notes part with its separators from OLD where NEW has none."""
    if context.result.related(_TYPES[kind]):
        return
    source = context.old.related(_TYPES[kind])
    if source is None:
        return
    root = etree.Element(w(_TYPES[kind]), nsmap={"w": W, "r": R})
    part = context.open_part(source, source)
    root.extend(part.import_copy(e) for e in context.old.xml(source).iterchildren(w(kind)) if e.get(w("type")))
    context.result.put(source, root)
    context.result.declare(source, context.old.content_type(source))
    context.result.relate(context.result.main, _TYPES[kind], source)
