"""The typed notes of a document: below a heading or a rule, or with nothing above them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from drafting.lexicon import Lexicon
from drafting.model.labels import split_label
from drafting.read.paragraphs import SoughtMark
from drafting.read.repairs.note_lines import (
    ANNEX_LINE,
    FoundNotes,
    NoteLines,
    NoteStart,
    PrintedLine,
    begins_paragraph,
    is_rule,
    note_marks,
    note_starts,
    without_bullets,
)
from drafting.read.repairs.note_marks import tied_notes
from drafting.read.repairs.note_runs import unheaded_notes

_WORDS_OF_HEADING = 80
"""Characters of the longest heading of notes."""


def find_notes(lines: Sequence[PrintedLine], lexicon: Lexicon, known: Collection[str] = ()) -> FoundNotes | None:
    """The notes that a document prints, with at least one mark in the text, or among the marks `known` already."""
    starts = without_bullets(list(note_starts(lines)))
    if not starts:
        return None
    options = (_headed_notes(lines, starts, lexicon, known), unheaded_notes(lines, starts, lexicon))
    found = [option for option in options if option is not None]
    return max(found, key=lambda option: len(option.notes), default=None)


def _headed_notes(
    lines: Sequence[PrintedLine], starts: Sequence[NoteStart], lexicon: Lexicon, known: Collection[str]
) -> FoundNotes | None:
    """The notes below the last heading of notes, or the last rule, that is followed by notes with marks in the text."""
    at = {start.line: start for start in starts}
    for head in range(len(lines) - 1, -1, -1):
        line = lines[head]
        if line.table or len(line.text) > _WORDS_OF_HEADING:
            continue
        rule = is_rule(line.text)
        if not rule and (not lexicon.notes_section(line.text) or split_label(line.text)[0]):
            continue
        notes = _section(lines, at, head + 1, lexicon, strict=rule)
        if notes is None:
            continue
        wanted = tuple(SoughtMark(n.mark, before=lines[n.lines[0]].place) for n in notes)
        found = FoundNotes(tuple(notes), wanted, (head,))
        marks = note_marks(lines, found)
        tied = tied_notes(marks) | {n for n, note in enumerate(notes) if note.mark in known}
        if tied and (not rule or len(tied) * 2 >= len(notes)):
            return found
    return None


def _section(
    lines: Sequence[PrintedLine], starts: dict[int, NoteStart], first: int, lexicon: Lexicon, *, strict: bool
) -> list[NoteLines] | None:
    """The notes from a line on; a line without a mark belongs to the note above. None where no note begins there.

    Below a heading a note may follow one with a higher number; a number that occurred already begins something else.
    `strict`: below a mere rule a paragraph of its own that is no note ends the section.
    """
    notes: list[NoteLines] = []
    family = ""
    for number in range(first, len(lines)):
        line = lines[number]
        if line.table and number not in starts:
            break
        if len(line.text) < ANNEX_LINE and lexicon.annex(line.text):
            break
        start = starts.get(number)
        if start and not family:
            family = start.family
        if start and start.family == family and not (notes and start.number > len(notes) + 1 and family == "bare"):
            if any(note.mark == start.mark for note in notes):
                break
            notes.append(NoteLines(start.mark, start.offset, (number,)))
        elif not notes:
            return None
        elif strict and line.apart and not _follows(lines, starts, number, family, lexicon):
            break
        else:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, number))
    return notes or None


def _follows(
    lines: Sequence[PrintedLine], starts: dict[int, NoteStart], number: int, family: str, lexicon: Lexicon
) -> bool:
    """True for a paragraph without a mark that is the rest of a note: another note, or the end, is right behind it."""
    if begins_paragraph(lines[number].text, lexicon):
        return False
    behind = starts.get(number + 1)
    return number + 1 == len(lines) or (behind is not None and behind.family == family)
