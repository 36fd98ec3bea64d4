"""Repairs of artefacts of conversion, in order; each one reports what it did: `Paragraphs` → `Paragraphs`.

Afterwards no bookmark, file code or note artefact is in a text; typed note marks are `refs` and their notes `bodies`.
Native drafts are not repaired: they mean what they print.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from drafting.lexicon import Lexicon, load, main_language
from drafting.model.resolution import Note
from drafting.model.symbols import ArchiveCode, archive_codes
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, TableParagraphs, source_place
from drafting.read.repairs.bare_note_marks import read_bare_marks
from drafting.read.repairs.bare_numbers import read_bare_numbers
from drafting.read.repairs.flattened_footnotes import restore_flattened_notes
from drafting.read.repairs.labels import close_spaced_labels, join_lone_labels, split_glued_labels
from drafting.read.repairs.typed_footnotes import read_typed_notes

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]{1,80}\]")
_BEFORE_CODE = ("", *".;:!?»”)")
"""Signs before a blank and a file code: the end of a sentence, or nothing."""
_CODE_TAIL = 60
"""Characters at the end of a paragraph in which a file code is looked for."""

_PAGE_BEFORE = re.compile(r"[-–—=]{1,2}\s?\d{1,4}\s?[-–—=]{1,2}\s+|\d{1,4}\s?[-–—]\s+(?=(?:\(?[a-z]|\d{1,3})[.)]\s)")
_PAGE_BEHIND = re.compile(r"\s[-–—=]{1,2}\s?\d{1,4}\s?[-–—=]{1,2}$")
_PAGE_INSIDE = re.compile(r"(?<=[\w,])(?P<gone>\s(?P<dash>[-–—])\s?(?P<page>\d{1,4})\s?(?P=dash))(?=\s[^\W\d_])")
_PAGE_SIGNS = frozenset("-–—=0123456789")
_DASH = re.compile(r"\s[-–—]\s?\d")
_DIGITS = re.compile(r"\d{1,4}")

Repair = Callable[[Paragraphs, Lexicon], Paragraphs]


def repair_paragraphs(paragraphs: Paragraphs) -> Paragraphs:
    """Apply all repairs in order. The first file code found becomes `metadata.archive_code`."""
    if paragraphs.native:
        return paragraphs
    lexicon = load(paragraphs.language or main_language(language_sample(paragraphs)) or "en")
    for repair in _REPAIRS:
        paragraphs = repair(paragraphs, lexicon)
    return paragraphs


def language_sample(paragraphs: Paragraphs, size: int = 20_000) -> str:
    """The first words of a document, enough to detect its language."""
    found: list[str] = []
    length = 0
    for paragraph in all_paragraphs(paragraphs):
        found.append(paragraph.text[:size])
        length += len(found[-1])
        if length > size:
            break
    return "\n".join(found)


def all_paragraphs(paragraphs: Paragraphs) -> Iterator[Paragraph]:
    """Every paragraph in order, those in table cells too."""
    for item in paragraphs.items:
        if isinstance(item, TableParagraphs):
            yield from (p for row in item.rows for cell in row for p in cell)
        else:
            yield item


def remove_bookmarks(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Remove the names of bookmarks that a converter printed into the text."""
    items: list[Paragraph | TableParagraphs] = []
    notes: list[Note] = []
    for item in paragraphs.items:
        if isinstance(item, Paragraph) and "[bookmark: " in item.text:
            found = list(_BOOKMARK.finditer(item.text))
            where = source_place(item)
            notes += [Note("bookmark", "bookmark name removed from the text", where, before=m[0]) for m in found]
            item = remove_ranges(item, [m.span() for m in found])
        items.append(item)
    return replace(paragraphs, items=tuple(items), notes=paragraphs.notes + tuple(notes))


def remove_page_numbers(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Remove page numbers glued to a paragraph: "— 143 — 9. It is …", "… the keepers — 195 — of the lights".

    In mid-sentence one is believed only where the document shows the page before or after it too.
    """
    known = _known_pages(paragraphs)
    items: list[Paragraph | TableParagraphs] = []
    notes: list[Note] = []
    for item in paragraphs.items:
        found = list(_page_numbers(item.text, known)) if isinstance(item, Paragraph) else []
        if isinstance(item, Paragraph) and found:
            where = source_place(item)
            notes += [Note("page-mark", "page number removed from the text", where, before=m[0].strip()) for m in found]
            item = remove_ranges(item, sorted({m.span() for m in found}))
        items.append(item)
    return replace(paragraphs, items=tuple(items), notes=paragraphs.notes + tuple(notes))


def _known_pages(paragraphs: Paragraphs) -> set[int]:
    """The pages that the document shows: on lines of their own, removed before, or between dashes in a text."""
    known = {int(m[0]) for note in paragraphs.notes if note.code == "page-mark" and (m := _DIGITS.search(note.before))}
    dashed = [p for p in paragraphs.items if isinstance(p, Paragraph) and _dashed(p.text)]
    return known | {int(m["page"]) for p in dashed for m in _PAGE_INSIDE.finditer(p.text)}


def _page_numbers(text: str, known: set[int]) -> Iterator[re.Match[str]]:
    """The page numbers in a paragraph that is more than one."""
    yield from (m for m in _at_the_ends(text) if m and len(m[0]) < len(text))
    if known and _dashed(text):
        yield from (m for m in _PAGE_INSIDE.finditer(text) if {int(m["page"]) - 1, int(m["page"]) + 1} & known)


def _at_the_ends(text: str) -> Iterator[re.Match[str] | None]:
    """Page numbers before the first word and behind the last."""
    if text[:1] in _PAGE_SIGNS:
        yield _PAGE_BEFORE.match(text)
    if text[-1:] in _PAGE_SIGNS:
        yield _PAGE_BEHIND.search(text, max(0, len(text) - 16))


def _dashed(text: str) -> bool:
    """True where a dash is apart from the word before it, with a figure behind. Signs are searched first: faster."""
    if not ("–" in text or "—" in text or " -" in text or "\u00a0-" in text):
        return False
    return _DASH.search(text) is not None


def remove_file_codes(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Remove file codes at the end of a paragraph or note: glued to the last word, behind its full stop, or alone."""
    codes: list[str] = []
    notes: list[Note] = []
    items: list[Paragraph | TableParagraphs] = []
    for item in paragraphs.items:
        if isinstance(item, Paragraph) and (found := _final_code(item.text)):
            codes.append(found.code)
            notes.append(_code_note(item.text, found, source_place(item)))
            item = remove_ranges(item, [(found.start, len(item.text))])
        if isinstance(item, TableParagraphs) or item.text or item.refs:
            items.append(item)
    bodies: list[NoteBody] = []
    for body in paragraphs.bodies:
        if found := _final_code(body.text):
            codes.append(found.code)
            notes.append(_code_note(body.text, found, f"fn{body.mark}"))
            body = replace(body, text=body.text[: found.start].rstrip())
        bodies.append(body)
    stated = paragraphs.metadata
    metadata = replace(stated, archive_code=stated.archive_code or codes[0]) if codes else stated
    return replace(
        paragraphs, items=tuple(items), bodies=tuple(bodies), metadata=metadata, notes=paragraphs.notes + tuple(notes)
    )


def _final_code(text: str) -> ArchiveCode | None:
    """A file code at the end of a text, unless the sentence itself names it ("… see AG07745P03")."""
    end = len(text.rstrip())
    if not text[end - 1 : end].isdigit():
        return None
    offset = max(0, end - _CODE_TAIL)
    found = next((c for c in archive_codes(text[offset:end]) if c.end == end - offset), None)
    if found is None:
        return None
    found = replace(found, start=found.start + offset, end=end)
    before = text[: found.start]
    named_in_sentence = before[-1:].isspace() and before.rstrip()[-1:] not in _BEFORE_CODE
    return None if named_in_sentence else found


def _code_note(text: str, found: ArchiveCode, where: str) -> Note:
    before = text[: found.start].rstrip()[-1:]
    gap = text[len(text[: found.start].rstrip()) : found.start]
    return Note("file-code", "file code removed from the text", where, before=before + gap + found.code, after=before)


_REPAIRS: tuple[Repair, ...] = (
    remove_bookmarks,
    remove_page_numbers,
    close_spaced_labels,
    split_glued_labels,
    read_bare_numbers,
    join_lone_labels,
    restore_flattened_notes,
    read_typed_notes,
    read_bare_marks,
    remove_file_codes,
)
"""In the order in which they are applied: labels must be whole before notes are looked for."""
