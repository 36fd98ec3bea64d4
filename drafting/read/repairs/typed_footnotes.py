"""Typed footnotes: marks "1/", "[1]", "¹" in the text, their notes in a section at the end, and notes broken in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note, NoteRef, Origin
from drafting.read.edit import Range, remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, TableParagraphs

_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERS, "0123456789")
_BODY = re.compile(
    rf"(?:(?P<slash>\d{{1,3}})\s?/|\[(?P<square>\d{{1,3}})\]|(?P<super>[{_SUPERS}]{{1,3}})|(?P<plain>\d{{1,3}})[.)]|(?P<star>[*†‡]{{1,3}}))"
    r"[\s\u00a0]*(?=\S)"
)
_MARKS = {
    "slash": re.compile(r"(?P<mark>\d{1,3}(?:/[ \u00a0]?\d{1,3}){0,9})/(?![\w(])"),
    "square": re.compile(r"\[(?P<mark>\d{1,3})\]"),
    "super": re.compile(rf"(?P<mark>[{_SUPERS}]{{1,3}})"),
    "star": re.compile(r"(?P<mark>[*†‡]{1,3})(?=[\s.,;:)]|$)"),
}
_NEVER_BEFORE = {"slash": "0123456789/", "super": "mM"}
"""Behind these signs there is no mark: "12/3/", "m²"."""
_GAP = " \t\u00a0"
_SIGNS = {"slash": "/", "square": "[", "super": _SUPERS, "star": "*†‡"}
"""A text without any of these signs has no mark of the style."""
_RULE = re.compile(r"[_\-–—]{3,}")


@dataclass(frozen=True, slots=True)
class _Section:
    """The notes at the end: the range of items they take in the document, and their texts."""

    start: int
    stop: int
    heading: str
    bodies: tuple[NoteBody, ...]


def read_typed_notes(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Remove the notes section, tie its notes to the typed marks, and join what continues flattened notes.

    A section is believed only where a mark in the text, or a flattened note before it, refers to one of its notes.
    """
    section = _find_section(paragraphs, lexicon)
    if section is None:
        return paragraphs
    rest = (*paragraphs.items[: section.start], *paragraphs.items[section.stop :])
    known = {body.mark for body in paragraphs.bodies}
    items, found, notes = _tie_notes(rest, {b.mark for b in section.bodies} - known)
    if not found and not (known & {b.mark for b in section.bodies}):
        return paragraphs
    bodies = notes_by_mark(paragraphs.bodies)
    for body in section.bodies:
        old = bodies.get(body.mark)
        bodies[body.mark] = _join_halves(old, body, notes) if old else body
        if not old and body.mark not in found:
            notes.append(
                Note(
                    "note-without-mark", f"no mark in the text calls for note {body.mark}", f"fn{body.mark}", "warning"
                )
            )
    if section.heading:
        notes.append(Note("notes-section", "heading of the notes section removed", before=section.heading))
    return replace(
        paragraphs,
        items=tuple(items),
        bodies=tuple(sorted(bodies.values(), key=lambda b: int(b.mark) if b.mark.isdigit() else 0)),
        notes=paragraphs.notes + tuple(notes),
    )


def notes_by_mark(bodies: Iterable[NoteBody]) -> dict[str, NoteBody]:
    """Notes by their marks; two notes with one mark become one note of two paragraphs, so that none is lost."""
    found: dict[str, NoteBody] = {}
    for body in bodies:
        old = found.get(body.mark)
        found[body.mark] = replace(old, text=f"{old.text}\n\n{body.text}") if old else body
    return found


def _find_section(paragraphs: Paragraphs, lexicon: Lexicon) -> _Section | None:
    """The last heading of notes (or rule, or nothing at all) that is followed by a note with its mark."""
    items = paragraphs.items
    for start in range(len(items) - 1, -1, -1):
        item = items[start]
        if not isinstance(item, Paragraph) or item.hint not in (None, "heading", "text") or len(item.text) > 80:
            continue
        if _RULE.fullmatch(item.text) or (item.label is None and lexicon.notes_section(item.text)):
            section = _read_section(items, start, start + 1, lexicon)
            if section:
                return section
    return _tail(items, lexicon)


def _tail(items: tuple[Paragraph | TableParagraphs, ...], lexicon: Lexicon) -> _Section | None:
    """Notes without a heading: the last paragraphs, each with a mark that no numbered paragraph has, from note 1 on."""
    start = len(items)
    while start and isinstance(p := items[start - 1], Paragraph) and (m := _BODY.match(p.text)) and not m["plain"]:
        start -= 1
    section = _read_section(items, start, start, lexicon) if start < len(items) else None
    return section if section and section.bodies[0].mark in ("1", "*") else None


def _read_section(
    items: tuple[Paragraph | TableParagraphs, ...], start: int, first: int, lexicon: Lexicon
) -> _Section | None:
    """Read notes from item `first`; a paragraph without a mark belongs to the note before it.

    Under a heading a note may follow one with a higher number; a number that occurred already begins something else.
    """
    bodies: list[tuple[str, list[Paragraph]]] = []
    position = first
    last = 0
    seen: set[str] = set()
    while position < len(items):
        item = items[position]
        if not isinstance(item, Paragraph) or (len(item.text) < 60 and lexicon.annex(item.text)):
            break
        mark, text = _body_mark(item)
        number = int(mark) if mark.isdigit() else 0
        if number and (mark in seen or (number < last and start == first)):
            break
        if mark:
            seen.add(mark)
            bodies.append((mark, [replace(item, text=text)]))
            last = max(number, last)
        elif bodies:
            bodies[-1][1].append(item)
        else:
            return None
        position += 1
    if not bodies:
        return None
    heading = items[start].text if start < first and isinstance(items[start], Paragraph) else ""  # type: ignore[union-attr]
    return _Section(start, position, heading, tuple(_body(mark, parts) for mark, parts in bodies))


def _body_mark(item: Paragraph) -> tuple[str, str]:
    """(mark, text behind it) of a note in the section; ("", text) for a paragraph that continues one."""
    m = _BODY.match(f"{item.label} {item.text}" if item.label else item.text)
    if m is None:
        return "", item.text
    mark = next(g for g in m.groups() if g).translate(_DIGITS)
    return mark, m.string[m.end() :]


def _body(mark: str, parts: list[Paragraph]) -> NoteBody:
    lines = tuple(n for p in parts if p.origin for n in p.origin.paragraphs)
    story = next((p.origin.story for p in parts if p.origin), "text")
    return NoteBody(mark, "\n\n".join(p.text for p in parts), origin=Origin(story, lines))


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


Items = list[Paragraph | TableParagraphs]


def _tie_notes(items: tuple[Paragraph | TableParagraphs, ...], wanted: set[str]) -> tuple[Items, set[str], list[Note]]:
    """Marks of the style that finds most notes become `refs`; returns the items, the marks found, and notes."""
    texts = [p.text for p in _every(items)]
    style, found = "", set[str]()
    for name in _MARKS:
        signed = [text for text in texts if any(sign in text for sign in _SIGNS[name])]
        hits = {mark for text in signed for _, m in _hits(text, name) for mark in _read(m["mark"], wanted)}
        if len(hits) > len(found):
            style, found = name, hits
    notes: list[Note] = []
    if not style:
        return list(items), found, notes
    return [_each(item, style, wanted, notes) for item in items], found, notes


def _every(items: tuple[Paragraph | TableParagraphs, ...]) -> Iterator[Paragraph]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            yield from (p for row in item.rows for cell in row for p in cell)


def _each(
    item: Paragraph | TableParagraphs, style: str, wanted: set[str], notes: list[Note]
) -> Paragraph | TableParagraphs:
    if isinstance(item, Paragraph):
        return _marked(item, style, wanted, notes)
    rows = tuple(tuple(tuple(_marked(p, style, wanted, notes) for p in cell) for cell in row) for row in item.rows)
    return replace(item, rows=rows)


def _marked(paragraph: Paragraph, style: str, wanted: set[str], notes: list[Note]) -> Paragraph:
    if not any(sign in paragraph.text for sign in _SIGNS[style]):
        return paragraph
    gone: list[Range] = []
    marks: list[NoteRef] = []
    for start, m in _hits(paragraph.text, style):
        names = _read(m["mark"], wanted)
        if names and start:
            gone.append((start, m.end()))
            marks += [NoteRef(start, name) for name in names]
            around = paragraph.text[max(0, start - 20) : m.end()]
            notes.append(Note("note-mark", "typed note mark read", f"fn{names[0]}", before=around, after=names[0]))
    return remove_ranges(paragraph, gone, marks) if gone else paragraph


def _hits(text: str, style: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every mark of a style, and where the blanks before it begin (three at most)."""
    never = _NEVER_BEFORE.get(style, "")
    for m in _MARKS[style].finditer(text):
        start = m.start()
        while start and m.start() - start < 3 and text[start - 1] in _GAP:
            start -= 1
        while start <= m.start() and text[start - 1 : start] and text[start - 1] in never:
            start += 1
        if start <= m.start():
            yield start, m


def _read(printed: str, wanted: set[str]) -> list[str]:
    """The notes that a printed mark refers to: "²³" is note 23 where there is one, else 2 and 3; "2/3/" are two."""
    mark = printed.translate(_DIGITS)
    if mark in wanted:
        return [mark]
    digits = list(mark) if printed != mark else re.findall(r"\d+", mark) if "/" in mark else []
    return digits if digits and all(d in wanted for d in digits) else []
