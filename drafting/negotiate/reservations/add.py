"""Add a footnote statement to a resolution: find its position, insert the note, renumber the marks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from drafting.errors import SettingsError
from drafting.model.address import Address, parse, places
from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, NoteRef, Resolution, Table, flatten
from drafting.read.statements import read_statement
from drafting.read.structure.footnotes import note_scope, with_quoted_scope
from drafting.text.folding import fold

B = TypeVar("B", bound=Block)


@dataclass(frozen=True, slots=True)
class NotePosition:
    """Where a note will be added: the address, its block, the offset in the text, and the scope that results."""

    at: str
    block: Block
    offset: int
    scope: str


def find_position(resolution: Resolution, at: str, after: str = "") -> NotePosition:
    """The position for a note at the end of a paragraph, heading or title, or directly after the words `after` in it.

    `at`: an address, or words of one heading. Raises SettingsError when there is no such place, when it is a table, or
    when the words `after` do not occur exactly once.
    """
    try:
        wanted = str(parse(at))
    except ValueError:
        wanted = _heading_with(resolution, at)
    found = next(((a, b) for a, b in places(resolution) if str(a) == wanted), None)
    if found is None:
        raise SettingsError(f"the draft has no {wanted}", "drafting read shows every address of a draft")
    address, block = found
    if isinstance(block, Table):
        raise SettingsError(f"{wanted} is a table", "enter the note on its caption, or on a line above it")
    offset = _offset_after(block.text, after, wanted) if after else len(block.text.rstrip())
    return NotePosition(wanted, block, offset, _scope_at(address, block, offset))


def _offset_after(text: str, words: str, at: str) -> int:
    count = text.count(words)
    if count != 1:
        fault = "stand more than once in" if count else "are not in"
        raise SettingsError(f"the words {words!r} {fault} {at}", "give --after words that stand there exactly once")
    return text.index(words) + len(words)


def _scope_at(address: Address, block: Block, offset: int) -> str:
    found = note_scope(block, NoteRef(offset, ""))
    return "item" if found == "paragraph" and address.items else found


def existing_notes(resolution: Resolution, position: NotePosition, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The notes that one of these States or groups has in the same block, as (mark, kind), without withdrawn ones."""
    if isinstance(position.block, Table):
        return []
    notes = [resolution.footnote(ref.mark) for ref in position.block.refs]
    return [(n.mark, n.kind) for n in notes if n and {*n.states, *n.groups} & {*codes} and n.status != "withdrawn"]


def add_statement(resolution: Resolution, position: NotePosition, text: str) -> tuple[Resolution, str]:
    """The resolution with the note `text` at the position, and the mark it got.

    Marks 1, 2, 3 … in reading order are renumbered. Where the marks are others, the note gets the next free number.
    """
    marks = _marks_in_order(resolution)
    if marks == _numbers(1, len(marks)) == [n.mark for n in resolution.footnotes]:
        index = _count_before(resolution, position)
        mark = str(index + 1)
        renamed = {n: str(int(n) + 1) for n in _numbers(index + 1, len(marks))}
    else:
        index, mark, renamed = len(resolution.footnotes), _free_mark(resolution), {}
    found = read_statement(text, resolution.language)
    covers = note_scope(position.block, NoteRef(position.offset, mark))
    note = Footnote(
        mark, text, found.kind, found.states, found.groups, found.status, covers, names=found.names, words=found.words
    )
    note = with_quoted_scope(note, position.block)
    notes = [replace(n, mark=renamed.get(n.mark, n.mark)) for n in resolution.footnotes]
    notes.insert(index, note)
    blocks = tuple(_with_mark(b, position, mark, renamed) for b in resolution.blocks)
    return replace(resolution, blocks=blocks, footnotes=tuple(notes)), mark


def _with_mark(block: B, position: NotePosition, mark: str, renamed: dict[str, str]) -> B:
    """The block and its items with the marks renamed, and the new mark where the position is in it."""
    refs = [replace(r, mark=renamed.get(r.mark, r.mark)) for r in block.refs]
    if block is position.block:
        later = next((i for i, r in enumerate(refs) if r.offset > position.offset), len(refs))
        refs.insert(later, NoteRef(position.offset, mark))
    done = replace(block, refs=tuple(refs))
    if isinstance(done, Clause):
        return replace(done, children=tuple(_with_mark(c, position, mark, renamed) for c in done.children))
    return done


def _numbers(first: int, last: int) -> list[str]:
    return [str(n) for n in range(first, last + 1)]


def _marks_in_order(resolution: Resolution) -> list[str]:
    """The marks of the notes, each once, in reading order."""
    refs = (ref for block in flatten(resolution.blocks) for ref in sorted(block.refs, key=lambda r: r.offset))
    return list(dict.fromkeys(ref.mark for ref in refs))


def _count_before(resolution: Resolution, position: NotePosition) -> int:
    """Number of notes whose first mark is before the position."""
    seen: dict[str, None] = {}
    for block in flatten(resolution.blocks):
        for ref in sorted(block.refs, key=lambda r: r.offset):
            if block is not position.block or ref.offset <= position.offset:
                seen.setdefault(ref.mark)
        if block is position.block:
            break
    return len(seen)


def _free_mark(resolution: Resolution) -> str:
    numbers = [int(n.mark) for n in resolution.footnotes if n.mark.isdecimal()]
    return str(max(numbers, default=0) + 1)


def _heading_with(resolution: Resolution, words: str) -> str:
    """The address of the one heading or title that has these words. Raises SettingsError for none or several."""
    wanted = fold(words)
    found = [
        str(a)
        for a, b in places(resolution)
        if (isinstance(b, Heading) or (isinstance(b, Line) and a.kind == "title")) and wanted in fold(b.text)
    ]
    if len(found) != 1:
        fault = "several headings hold" if found else "there is no address and no heading with"
        raise SettingsError(
            f"{fault} the words {words!r}", "drafting read shows the address of each paragraph and heading"
        )
    return found[0]
