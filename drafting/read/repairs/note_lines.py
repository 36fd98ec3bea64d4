"""Which lines of a document are its typed notes: "1 The delegation …", "[2] See …", "* A delegação …".

Notes stand at the end (below a rule, a heading, or nothing), at the foot of pages, behind their paragraphs or before an
annex. A list is one of notes where it counts from 1 without a gap and the marks stand in the text above in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.lexicon import Lexicon
from drafting.model.labels import split_label
from drafting.read.paragraphs import SoughtMark
from drafting.read.repairs.note_marks import (
    DIGITS,
    SUPERS,
    Mark,
    MarkedText,
    find_marks,
)
from drafting.read.sentence_ends import is_finished

_START = re.compile(
    r"(?:(?P<slash>\d{1,3})[ \u00a0]?/|\[\^?(?P<square>\d{1,3})\](?!\():?(?:[ \u00a0]?[↩↑^])?|\^(?P<caret>\d{1,3})\b"
    rf"|(?P<super>[{SUPERS}]{{1,3}})|\((?P<paren>\d{{1,3}}|\*{{1,5}})\)|(?P<dot>\d{{1,3}})[.)](?!\d)"
    r"|(?P<bare>\d{1,3})(?=[\s\u00a0]|[A-ZÀ-Ý«“])|(?P<star>[*†‡]{1,5})"
    r"|\(?(?P<letter>[a-z])(?:[.)/]+(?=\s)|(?=\s+[A-ZÀ-Ý«“])))[\s\u00a0]*(?=\S)"
)
_RULE = re.compile(r"[_\-–—*=]{3,}|(?:[*_–—-] ?){3,}")
ANNEX_LINE = 60
_LONGEST = 6_000
"""Characters of a line that is read as a note."""
_NEAR = 3
"""Lines from one item of a list to the next, at most."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line or paragraph, its label in front. `apart`: an empty line or a new page is above. `last`: its last place.

    `place` counts as the origins of paragraphs do. `table`: it is a row of a table, or a table that holds no notes.
    """

    text: str
    place: int
    last: int
    apart: bool = True
    table: bool = False
    raised: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLines:
    """One note: its mark as printed, where its words begin in the first of its lines, and these lines by index."""

    mark: str
    offset: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """The notes of a document. `wanted`: where the mark of each may be. `removed`: headings and rules above notes."""

    notes: tuple[NoteLines, ...]
    wanted: tuple[SoughtMark, ...]
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteStart:
    """A line that may begin a note. `number`: what its mark counts, from 1; `offset`: where its words begin."""

    line: int
    family: str
    mark: str
    number: int
    offset: int


def note_start(text: str) -> tuple[str, str, int] | None:
    """(style, mark, offset of the words) of a line that may be a note; None for any other line."""
    m = None if is_rule(text) else _START.match(text)
    if m is None or m.lastgroup is None or len(text) > _LONGEST:
        return None
    return m.lastgroup, m[m.lastgroup].translate(DIGITS), m.end()


def is_rule(text: str) -> bool:
    """True for a line of dashes, underscores or stars."""
    return _RULE.fullmatch(text) is not None


def note_starts(lines: Sequence[PrintedLine]) -> Iterator[NoteStart]:
    for number, line in enumerate(lines):
        found = note_start(line.text)
        if found is None or not _may_start(lines, number):
            continue
        family, mark, offset = found
        yield NoteStart(number, family, mark, _value(mark), offset)


def without_bullets(starts: Sequence[NoteStart]) -> list[NoteStart]:
    """The starts without the items of lists with a star each: lines right below each other with one sign."""
    listed: set[int] = set()
    for above, below in pairwise(starts):
        if above.family == below.family == "star" and above.mark == below.mark and below.line - above.line < _NEAR:
            listed |= {above.line, below.line}
    return [start for start in starts if start.line not in listed]


def _may_start(lines: Sequence[PrintedLine], number: int) -> bool:
    """False for a line in the middle of a sentence: "… adopted on / 3 May 2044 and …"."""
    line = lines[number]
    if line.apart or not number:
        return True
    above = lines[number - 1].text
    return is_finished(above) or above[-1:] in '»”)"’' or above[-1:].isdigit() or is_rule(above) or len(above) < 40


def _value(mark: str) -> int:
    """What a mark counts: "3", "***" and "c" are 3, "†" is 1; a sign mixed with others is 0."""
    if mark.isdigit():
        return int(mark)
    if mark.isalpha():
        return ord(mark) - ord("a") + 1
    return len(mark) + ("‡" in mark and 1) if len(set(mark)) == 1 else 0


def begins_paragraph(text: str, lexicon: Lexicon) -> bool:
    """True for a label, opening words, a heading in capitals or an annex."""
    if split_label(text)[0] or text.isupper() or (len(text) < ANNEX_LINE and lexicon.annex(text)):
        return True
    return text[:1].isupper() and lexicon.openings(text) != (None, None)


def note_marks(lines: Sequence[PrintedLine], found: FoundNotes) -> list[Mark]:
    """The marks of the notes in the lines that are no notes."""
    taken = {number for note in found.notes for number in note.lines}
    texts = [
        MarkedText(line.text, line.place, line.last, line.raised)
        for number, line in enumerate(lines)
        if number not in taken
    ]
    return find_marks(texts, found.wanted)
