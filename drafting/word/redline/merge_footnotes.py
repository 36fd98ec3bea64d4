"""Footnotes and endnotes: pairs by the comparison, edits in their text, notes that came, went or moved."""

from __future__ import annotations

from collections.abc import Hashable

from lxml import etree

from drafting.compare import Comparison
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import R, W, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.word.redline.context import Job, NoteKind, Story
from drafting.word.redline.merge_text_boxes import merge_boxes

KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")
_TYPES = {"footnote": "footnotes", "endnote": "endnotes"}
_T, _ID = w("t"), w("id")


def pair_notes(
    comparison: Comparison, old: Package, new: Package
) -> tuple[dict[tuple[NoteKind, str], Hashable], dict[tuple[NoteKind, str], Hashable]]:
    """For each note of each side a key; two notes that the comparison paired share one.

    Notes the comparison does not know (their story was not read) share a key when their words are the same.
    """
    sides = ({k: _elements(old, k) for k in KINDS}, {k: _elements(new, k) for k in KINDS})
    old_keys: dict[tuple[NoteKind, str], Hashable] = {}
    new_keys: dict[tuple[NoteKind, str], Hashable] = {}
    places = tuple({k: _places(package, k) for k in KINDS} for package in (old, new))
    for number, change in enumerate(comparison.footnotes.changes):
        if not change.old or not change.new:
            continue
        a = _note(comparison.footnotes.old[change.old[0]].origin, places[0])
        b = _note(comparison.footnotes.new[change.new[0]].origin, places[1])
        if a is not None and b is not None and a[0] == b[0]:
            old_keys[a] = new_keys[b] = ("paired", number)
    known = {_note(u.origin, places[0]) for u in comparison.footnotes.old}
    known_new = {_note(u.origin, places[1]) for u in comparison.footnotes.new}
    for keys, side, spoken in ((old_keys, sides[0], known), (new_keys, sides[1], known_new)):
        seen: dict[tuple[NoteKind, str], int] = {}
        for kind in KINDS:
            for note_id, element in side[kind].items():
                if (kind, note_id) in keys:
                    continue
                if (kind, note_id) in spoken:
                    keys[kind, note_id] = ("alone", keys is old_keys, note_id)
                    continue
                text = "".join(t.text or "" for t in element.iter(_T))
                seen[kind, text] = seen.get((kind, text), 0) + 1
                keys[kind, note_id] = ("words", text, seen[kind, text])
    return old_keys, new_keys


def _elements(package: Package, kind: NoteKind) -> dict[str, etree._Element]:
    part = package.related(_TYPES[kind])
    return {e.get(w("id"), ""): e for e in package.xml(part).iterchildren(w(kind))} if part else {}


def _places(package: Package, kind: NoteKind) -> list[str]:
    """For each paragraph of the notes' story the id of its note."""
    part = package.related(_TYPES[kind])
    if not part:
        return []
    owner = {p: e.get(w("id"), "") for e in package.xml(part).iterchildren(w(kind)) for p in paragraphs(e)}
    return [owner.get(p, "") for p in paragraphs(package.xml(part))]


def _note(origin: object, places: dict[NoteKind, list[str]]) -> tuple[NoteKind, str] | None:
    if not isinstance(origin, Origin) or not origin.paragraphs:
        return None
    for kind in KINDS:
        if origin.story == _TYPES[kind] and origin.paragraphs[0] < len(places[kind]):
            return kind, places[kind][origin.paragraphs[0]]
    return None


def next_ids(result: Package) -> dict[NoteKind, int]:
    """The first free id of each kind of note."""
    return {k: 1 + max((int(i) for i in _elements(result, k) if i.lstrip("-").isdigit()), default=0) for k in KINDS}


def merge_notes(job: Job) -> None:
    """Mark up the notes once the body is done: it says which marks stayed, came, went and moved."""
    for kind in KINDS:
        olds = _elements(job.old, kind)
        imported = [x for x in job.notes.imported if x[0] == kind]
        if imported:
            _ensure_part(job, kind)
        part = job.result.related(_TYPES[kind])
        if part is None:
            continue
        news = _elements(job.result, kind)
        story = job.story(job.old.related(_TYPES[kind]) or part, part)
        for (found, new_id), old_id in sorted(job.notes.kept.items()):
            if found == kind and new_id in news and old_id in olds:
                story.merge(olds[old_id], news[new_id])
        for found, new_id in sorted(job.notes.inserted):
            if found == kind and new_id in news and (kind, new_id) not in job.notes.kept:
                story.merge(None, news[new_id])
        root = job.result.xml(part)
        for _, old_id, fresh, gone in imported:
            if old_id in olds:
                _import(story, root, olds[old_id], fresh, gone)
        if imported:
            _order(root, kind, job.result.xml(job.result.main))
        merge_boxes(story)


def _order(notes: etree._Element, kind: NoteKind, main: etree._Element) -> None:
    """The notes in the order of their marks and with ids that run on, as Word writes them.

    LibreOffice takes ids for places in the part: where they do not run on it shows one note at the mark of another.
    Separators stay first, notes without a mark last.
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


def _import(story: Story, root: etree._Element, old: etree._Element, fresh: str, gone: bool) -> None:
    """A note of OLD under a new id: deleted with its mark, or as it stood where its mark moved away."""
    if gone:
        note = etree.SubElement(root, old.tag)
        story.merge(old, note)
    else:
        note = story.carry(old)
        root.append(note)
    note.set(w("id"), fresh)


def _ensure_part(job: Job, kind: NoteKind) -> None:
    """The notes part, taken over from OLD with its separators where NEW has none."""
    if job.result.related(_TYPES[kind]):
        return
    source = job.old.related(_TYPES[kind])
    if source is None:
        return
    root = etree.Element(w(_TYPES[kind]), nsmap={"w": W, "r": R})
    story = job.story(source, source)
    root.extend(story.carry(e) for e in job.old.xml(source).iterchildren(w(kind)) if e.get(w("type")))
    job.result.put(source, root)
    job.result.declare(source, job.old.content_type(source))
    job.result.relate(job.result.main, _TYPES[kind], source)
