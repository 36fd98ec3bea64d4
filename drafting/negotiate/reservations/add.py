"""A footnote statement entered where it belongs: in the model, or tracked in the Word file the draft is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.errors import SettingsError
from drafting.model.address import Address, parse, places
from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, NoteRef, Resolution, Table, flatten
from drafting.read.statements import read_statement
from drafting.read.structure.footnotes import scope
from drafting.text.folding import fold


@dataclass(frozen=True, slots=True)
class NotePosition:
    """Where a note will hang: the address and its block, the offset in its text, and the scope for the formula."""

    at: str
    block: Block
    offset: int
    scope: str


def find_position(resolution: Resolution, at: str, after: str = "") -> NotePosition:
    """The end of the paragraph, heading or title at address `at` (or of the heading that holds these words), or the
    place behind the words `after` in it.

    SettingsError when there is no such place, when it is a table, or when the words are not there exactly once.
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
    offset = len(block.text.rstrip()) if not after else _behind(block.text, after, wanted)
    return NotePosition(wanted, block, offset, _scope(address, block, offset))


def _behind(text: str, words: str, at: str) -> int:
    count = text.count(words)
    if count != 1:
        said = "are not in" if not count else "stand more than once in"
        raise SettingsError(f"the words {words!r} {said} {at}", "give --after words that stand there exactly once")
    return text.index(words) + len(words)


def _scope(address: Address, block: Block, offset: int) -> str:
    found = scope(block, NoteRef(offset, ""))
    return "item" if found == "paragraph" and address.items else found


def existing_notes(resolution: Resolution, spot: NotePosition, codes: Sequence[str]) -> list[tuple[str, str]]:
    """The notes that one of these States or groups has at the same place: (mark, kind)."""
    notes = [resolution.footnote(ref.mark) for ref in spot.block.refs] if not isinstance(spot.block, Table) else []
    return [(n.mark, n.kind) for n in notes if n and {*n.states, *n.groups} & {*codes} and n.status != "withdrawn"]


def add_statement(resolution: Resolution, spot: NotePosition, text: str) -> tuple[Resolution, str]:
    """The resolution with the note, and the mark it got. Notes numbered 1, 2, 3 … in reading order are renumbered;
    where the marks are others the note gets the next free number."""
    said = read_statement(text, resolution.language)
    order = [ref.mark for block in flatten(resolution.blocks) for ref in sorted(block.refs, key=lambda r: r.offset)]
    first = list(dict.fromkeys(order))
    plain = first == [str(n) for n in range(1, len(first) + 1)] == [n.mark for n in resolution.footnotes]
    position = _position(resolution, spot)
    mark = str(position + 1) if plain else _free(resolution)
    renamed = {str(n): str(n + 1) for n in range(position + 1, len(first) + 1)} if plain else {}
    note = Footnote(
        mark, text, said.kind, said.states, said.groups, said.status, scope(spot.block, NoteRef(spot.offset, mark))
    )
    notes = [replace(n, mark=renamed.get(n.mark, n.mark)) for n in resolution.footnotes]
    notes.insert(position if plain else len(notes), note)

    def mended(block: Block) -> Block:
        refs = [replace(r, mark=renamed.get(r.mark, r.mark)) for r in block.refs]
        if block is spot.block:
            behind = next((i for i, r in enumerate(refs) if r.offset > spot.offset), len(refs))
            refs.insert(behind, NoteRef(spot.offset, mark))
        if isinstance(block, Clause):
            children = tuple(mended(c) for c in block.children)
            return replace(block, refs=tuple(refs), children=children)  # type: ignore[arg-type]
        return replace(block, refs=tuple(refs))

    return replace(resolution, blocks=tuple(mended(b) for b in resolution.blocks), footnotes=tuple(notes)), mark


def _position(resolution: Resolution, spot: NotePosition) -> int:
    """How many notes have their first mark before the spot."""
    seen: dict[str, None] = {}
    for block in flatten(resolution.blocks):
        for ref in sorted(block.refs, key=lambda r: r.offset):
            if block is not spot.block or ref.offset <= spot.offset:
                seen.setdefault(ref.mark)
        if block is spot.block:
            break
    return len(seen)


def _free(resolution: Resolution) -> str:
    numbers = [int(n.mark) for n in resolution.footnotes if n.mark.isdecimal()]
    return str(max(numbers, default=0) + 1)


def _heading_with(resolution: Resolution, words: str) -> str:
    """The address of the one heading or title that holds these words."""
    wanted = fold(words)
    found = [
        str(a)
        for a, b in places(resolution)
        if (isinstance(b, Heading) or (isinstance(b, Line) and a.kind == "title")) and wanted in fold(b.text)
    ]
    if len(found) != 1:
        said = "several headings hold" if found else "there is no address and no heading with"
        raise SettingsError(
            f"{said} the words {words!r}", "drafting read shows the address of each paragraph and heading"
        )
    return found[0]
