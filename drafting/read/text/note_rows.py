"""The typed notes of a text file, taken out before broken lines are joined."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note
from drafting.read.paragraphs import NoteBody
from drafting.read.repairs.note_lines import PrintedLine
from drafting.read.repairs.note_sections import find_notes
from drafting.read.repairs.typed_footnotes import note_bodies, table_rows
from drafting.read.text.rows import Item, Row


def without_notes(items: Sequence[Item], lexicon: Lexicon) -> tuple[list[Item], list[NoteBody], list[Note]]:
    """The rows that are no notes; the notes, whose marks are still in the rows; and Notes on headings left out."""
    lines: list[PrintedLine] = []
    owners: list[int] = []
    for number, item in enumerate(items):
        if isinstance(item, Row):
            apart = item.blanks > 0 or item.page or not number
            lines.append(PrintedLine(item.text, item.lines[0], item.lines[-1], apart))
            owners.append(number)
            continue
        first = item.origin.paragraphs[0] if item.origin else 0
        for row, text in enumerate(table_rows(item)):
            lines.append(PrintedLine(text, first + row, first + row, table=True))
            owners.append(number)
    found = find_notes(lines, lexicon)
    if found is None:
        return list(items), [], []
    gone = {n for note in found.notes for n in note.lines} | set(found.removed)
    kept = {owners[n] for n in range(len(lines)) if n not in gone}
    bodies, notes = note_bodies(found, lines, "text")
    return _closed_up(items, kept), bodies, notes


def _closed_up(items: Sequence[Item], kept: set[int]) -> list[Item]:
    """The items that are kept; space above the first line of what is left out is above the line behind it."""
    rest: list[Item] = []
    above = 0
    for number, item in enumerate(items):
        blanks = item.blanks if isinstance(item, Row) else 0
        if number not in kept:
            above = max(above, blanks)
            continue
        rest.append(item._replace(blanks=max(above, blanks)) if isinstance(item, Row) and above else item)
        above = 0
    return rest
