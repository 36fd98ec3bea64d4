"""Typed footnotes: their marks in the text become `refs`, their lines `bodies`; notes broken in two are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note, NoteRef, Origin, Severity
from drafting.read.edit import Range, remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, SoughtMark, TableParagraphs
from drafting.read.repairs.note_lines import FoundNotes, NoteLines, PrintedLine, is_rule
from drafting.read.repairs.note_marks import SURE, Mark, MarkedText, find_marks
from drafting.read.repairs.note_sections import find_notes

Item = Paragraph | TableParagraphs

_COUNTED = ("document", "text")
"""Stories whose origins count paragraphs or lines."""


def read_typed_notes(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Take the notes out of the text, tie them to their typed marks, and join what continues flattened notes.

    Lines are believed to be notes only where a mark in the text, or a flattened note before them, refers to one.
    """
    if any(body.sought for body in paragraphs.bodies):
        paragraphs = _joined(paragraphs)
    else:
        paragraphs = _lift_notes(paragraphs, lexicon)
    sought = [body for body in paragraphs.bodies if body.sought]
    if not sought:
        return paragraphs
    items, tied, notes = _tie_notes(paragraphs.items, sought, lexicon.space_before)
    notes += [
        Note("note-without-mark", f"no mark in the text calls for note {body.mark}", f"fn{body.mark}", "warning")
        for body in sought
        if body.mark not in tied
    ]
    bodies = (replace(body, sought=None) for body in paragraphs.bodies)
    return replace(
        paragraphs,
        items=tuple(items),
        bodies=tuple(sorted(bodies, key=lambda b: int(b.mark) if b.mark.isdigit() else 0)),
        notes=paragraphs.notes + tuple(notes),
    )


def notes_by_mark(bodies: Iterable[NoteBody]) -> dict[str, NoteBody]:
    """Notes by their marks; two notes with one mark become one note of two paragraphs, so that none is lost."""
    found: dict[str, NoteBody] = {}
    for body in bodies:
        old = found.get(body.mark)
        found[body.mark] = replace(old, text=f"{old.text}\n\n{body.text}") if old else body
    return found


def note_bodies(found: FoundNotes, lines: Sequence[PrintedLine], story: str) -> tuple[list[NoteBody], list[Note]]:
    """The notes of a text as bodies whose marks are still to be tied, and a Note on each heading that is left out.

    A mark that another page has too gets a number behind it ("*#2"), so that the notes stay apart.
    """
    bodies: list[NoteBody] = []
    used: dict[str, int] = {}
    for note, sought in zip(found.notes, found.wanted, strict=True):
        used[note.mark] = used.get(note.mark, 0) + 1
        name = note.mark if used[note.mark] == 1 else f"{note.mark}#{used[note.mark]}"
        origin = Origin(story, tuple(range(lines[note.lines[0]].place, lines[note.lines[-1]].last + 1)))
        bodies.append(NoteBody(name, _note_text(note, lines), origin=origin, sought=sought))
    headings = [lines[n].text for n in found.removed if not is_rule(lines[n].text)]
    notes = [Note("notes-section", "heading of the notes section removed", before=text) for text in headings]
    return bodies, notes


def _note_text(note: NoteLines, lines: Sequence[PrintedLine]) -> str:
    """The words of a note: broken lines joined, paragraphs with an empty line between them."""
    text = lines[note.lines[0]].text[note.offset :].strip()
    for number in note.lines[1:]:
        line = lines[number]
        if line.apart:
            text += "\n\n"
        elif not (text.endswith(("-", "\u00ad")) and line.text[:1].islower()):
            text += " "
        text = text.removesuffix("\u00ad") + line.text.strip()
    return text


@dataclass(frozen=True, slots=True)
class _Place:
    """Which item a line comes from, and the row where it is of a table."""

    item: int
    row: int = -1


def _lift_notes(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """The paragraphs without those that are notes; their texts are bodies, or the rest of flattened notes."""
    lines, places = _printed_lines(paragraphs.items)
    old = notes_by_mark(paragraphs.bodies)
    flattened = {b.mark for b in paragraphs.bodies if not b.origin or b.origin.story in _COUNTED}
    found = find_notes(lines, lexicon, flattened)
    if found is None:
        return paragraphs
    taken = {places[n] for note in found.notes for n in note.lines} | {places[n] for n in found.removed}
    story = next((p.origin.story for p in _every(paragraphs.items) if p.origin), "text")
    bodies, notes = note_bodies(found, lines, story)
    for body in bodies:
        assert body.sought is not None
        if body.mark in flattened:
            old[body.mark] = _join_halves(old[body.mark], body, notes)
            continue
        name = f"{body.mark}#2" if body.mark in old else body.mark  # Word has a true note with this number
        sought = body.sought if story in _COUNTED else SoughtMark(body.sought.printed)
        old[name] = replace(body, mark=name, sought=sought)
    items = tuple(item for n, item in enumerate(paragraphs.items) if not _is_taken(n, item, taken))
    return replace(paragraphs, items=items, bodies=tuple(old.values()), notes=(*paragraphs.notes, *notes))


def _joined(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs, each note that was taken out of the lines joined to the flattened note with its mark."""
    known = notes_by_mark(body for body in paragraphs.bodies if not body.sought)
    notes: list[Note] = []
    for body in paragraphs.bodies:
        if body.sought:
            first = known.get(body.mark)
            known[body.mark] = _join_halves(first, body, notes) if first else body
    return replace(paragraphs, bodies=tuple(known.values()), notes=(*paragraphs.notes, *notes))


def _printed_lines(items: Sequence[Item]) -> tuple[list[PrintedLine], list[_Place]]:
    """The paragraphs as lines, the rows of tables with two cells at most as one line each."""
    lines: list[PrintedLine] = []
    places: list[_Place] = []
    for number, item in enumerate(items):
        if isinstance(item, Paragraph):
            label = f"{item.label} " if item.label else ""
            raised = tuple((a + len(label), b + len(label)) for a, b in _raised(item))
            place = _places(item, number)
            apart = item.blank_before or item.page_break or not item.origin or item.origin.story != "text"
            lines.append(PrintedLine(label + item.text, place[0], place[-1], apart, raised=raised))
            places.append(_Place(number))
            continue
        first = item.origin.paragraphs[0] if item.origin and item.origin.story in _COUNTED else number
        for row, text in enumerate(table_rows(item)):
            lines.append(PrintedLine(text, first + row, first + row, table=True))
            places.append(_Place(number, row))
    return lines, places


def table_rows(table: TableParagraphs) -> list[str]:
    """The rows of a table that may hold notes, a mark beside each; of any other table one empty line."""
    if any(len(row) > 2 for row in table.rows):
        return [""]
    return ["\t".join(" ".join(p.text for p in cell) for cell in row) for row in table.rows]


def _is_taken(number: int, item: Item, taken: set[_Place]) -> bool:
    """True for a paragraph that is a note, and for a table whose rows all are."""
    if isinstance(item, Paragraph):
        return _Place(number) in taken
    return all(_Place(number, row) in taken for row in range(len(item.rows)))


def _raised(paragraph: Paragraph) -> tuple[Range, ...]:
    return tuple((s.start, s.end) for s in paragraph.spans if s.kind == "superscript")


def _join_halves(first: NoteBody, rest: NoteBody, notes: list[Note]) -> NoteBody:
    """The two halves of a broken note, without their ellipses, joined by one space."""
    head, tail = first.text.rstrip(), rest.text.lstrip()
    broken = head.endswith(("…", "...")) or tail.startswith(("…", "..."))
    left = head.removesuffix("…").removesuffix("...").rstrip() if broken else head
    right = tail.removeprefix("…").removeprefix("...").lstrip() if broken else tail
    text = left + (" " if broken else "\n\n") + right
    notes.append(
        Note(
            "note-joined",
            f"note {first.mark} goes on in the notes section",
            f"fn{first.mark}",
            "info" if broken else "warning",
            f"{head[-40:]} ⏎ {tail[:40]}",
            f"{left[-40:]} {right[:40]}",
        )
    )
    return replace(first, text=text)


def _tie_notes(
    items: Sequence[Item], bodies: Sequence[NoteBody], spaced: str
) -> tuple[list[Item], set[str], list[Note]]:
    """The items with the marks of the notes as `refs`, the notes that are tied, and a Note on each mark.

    `spaced`: signs that keep a space before them.
    """
    known = list(_every(items))
    texts = [MarkedText(p.text, *_span(p, n), _raised(p)) for n, p in enumerate(known)]
    marks = find_marks(texts, [body.sought for body in bodies if body.sought])
    by_text: dict[int, list[Mark]] = {}
    for mark in marks:
        by_text.setdefault(mark.text, []).append(mark)
    notes: list[Note] = []
    changed: dict[int, Paragraph] = {}
    for number, found in by_text.items():
        paragraph = known[number]
        changed[id(paragraph)] = _marked(paragraph, found, bodies, spaced)
        for mark in found:
            name = bodies[mark.notes[0]].mark
            around = paragraph.text[max(0, mark.start - 20) : mark.end]
            severity: Severity = "info" if mark.weight >= SURE else "warning"
            notes.append(Note("note-mark", "typed note mark read", f"fn{name}", severity, around, name))
    tied = {bodies[n].mark for mark in marks for n in mark.notes}
    return [_replaced(item, changed) for item in items], tied, notes


def _span(paragraph: Paragraph, number: int) -> tuple[int, int]:
    places = _places(paragraph, number)
    return places[0], places[-1]


def _places(paragraph: Paragraph, number: int) -> tuple[int, ...]:
    """Where a paragraph is in the order of the text: by its origin, in a PDF (which counts pages) by its number."""
    origin = paragraph.origin
    return origin.paragraphs if origin and origin.story in _COUNTED and origin.paragraphs else (number,)


def _marked(paragraph: Paragraph, marks: Sequence[Mark], bodies: Sequence[NoteBody], spaced: str) -> Paragraph:
    """The paragraph without these marks, which are `refs`; no space is left before a sign that has none."""
    gone: list[Range] = []
    refs: list[NoteRef] = []
    text = paragraph.text
    for mark in marks:
        behind = text[mark.end :].lstrip(" \u00a0")[:1]
        loose = text[mark.start].isspace() and text[mark.end : mark.end + 1] in (" ", "\u00a0")
        end = mark.end + 1 if loose and behind and behind in ".,;:" and behind not in spaced else mark.end
        gone.append((mark.start, end))
        refs += [NoteRef(mark.start, bodies[n].mark) for n in mark.notes]
    return remove_ranges(paragraph, gone, refs)


def _every(items: Iterable[Item]) -> Iterator[Paragraph]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            yield from (p for row in item.rows for cell in row for p in cell)


def _replaced(item: Item, changed: dict[int, Paragraph]) -> Item:
    if isinstance(item, Paragraph):
        return changed.get(id(item), item)
    rows = tuple(tuple(tuple(changed.get(id(p), p) for p in cell) for cell in row) for row in item.rows)
    return replace(item, rows=rows) if rows != item.rows else item
