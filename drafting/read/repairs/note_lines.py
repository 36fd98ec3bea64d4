"""Which lines of a document are its typed notes: "1 The delegation …", "[2] See …", "* A delegação …".

Notes stand at the end (below a rule, a heading, or nothing), at the foot of pages, behind their paragraphs or before an
annex. A list is one of notes where it counts from 1 without a gap and the marks stand in the text above in that order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from drafting.lexicon import Lexicon
from drafting.model.labels import split_label
from drafting.read.paragraphs import SoughtMark
from drafting.read.repairs.note_marks import (
    DIGITS,
    SUPERS,
    SURE,
    Mark,
    MarkedText,
    find_marks,
    tied_notes,
)
from drafting.read.sentence_ends import is_finished

_START = re.compile(
    r"(?:(?P<slash>\d{1,3})[ \u00a0]?/|\[\^?(?P<square>\d{1,3})\](?!\():?(?:[ \u00a0]?[↩↑^])?|\^(?P<caret>\d{1,3})\b"
    rf"|(?P<super>[{SUPERS}]{{1,3}})|\((?P<paren>\d{{1,3}}|\*{{1,5}})\)|(?P<dot>\d{{1,3}})[.)](?!\d)"
    r"|(?P<bare>\d{1,3})(?=[\s\u00a0]|[A-ZÀ-Ý«“])|(?P<star>[*†‡]{1,5})"
    r"|\(?(?P<letter>[a-z])(?:[.)/]+(?=\s)|(?=\s+[A-ZÀ-Ý«“])))[\s\u00a0]*(?=\S)"
)
_RULE = re.compile(r"[_\-–—*=]{3,}|(?:[*_–—-] ?){3,}")
_WORDS_OF_HEADING = 80
"""Characters of the longest heading of notes."""
_ANNEX_LINE = 60
_LONGEST = 6_000
"""Characters of a line that is read as a note."""
_NEAR = 3
"""Lines from one item of a list to the next, at most."""
_MANY_RUNS = 12
"""Lists that count from 1, in one style, of which more are judged together."""
_LIST_END = re.compile(r"[;,]\s*\w{0,3}$")
"""The end of an item of a list: "…; and"."""


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
class _Start:
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


def find_notes(lines: Sequence[PrintedLine], lexicon: Lexicon, known: Collection[str] = ()) -> FoundNotes | None:
    """The notes that a document prints, with at least one mark in the text, or among the marks `known` already."""
    starts = _without_bullets(list(_starts(lines)))
    if not starts:
        return None
    options = (_headed_notes(lines, starts, lexicon, known), _unheaded_notes(lines, starts, lexicon))
    found = [option for option in options if option is not None]
    return max(found, key=lambda option: len(option.notes), default=None)


def _starts(lines: Sequence[PrintedLine]) -> Iterator[_Start]:
    for number, line in enumerate(lines):
        found = note_start(line.text)
        if found is None or not _may_start(lines, number):
            continue
        family, mark, offset = found
        yield _Start(number, family, mark, _value(mark), offset)


def _without_bullets(starts: Sequence[_Start]) -> list[_Start]:
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


def _headed_notes(
    lines: Sequence[PrintedLine], starts: Sequence[_Start], lexicon: Lexicon, known: Collection[str]
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
        marks = _marks(lines, found)
        tied = tied_notes(marks) | {n for n, note in enumerate(notes) if note.mark in known}
        if tied and (not rule or len(tied) * 2 >= len(notes)):
            return found
    return None


def _section(
    lines: Sequence[PrintedLine], starts: dict[int, _Start], first: int, lexicon: Lexicon, *, strict: bool
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
        if len(line.text) < _ANNEX_LINE and lexicon.annex(line.text):
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
    lines: Sequence[PrintedLine], starts: dict[int, _Start], number: int, family: str, lexicon: Lexicon
) -> bool:
    """True for a paragraph without a mark that is the rest of a note: another note, or the end, is right behind it."""
    if _begins_paragraph(lines[number].text, lexicon):
        return False
    behind = starts.get(number + 1)
    return number + 1 == len(lines) or (behind is not None and behind.family == family)


def _begins_paragraph(text: str, lexicon: Lexicon) -> bool:
    """True for a label, opening words, a heading in capitals or an annex."""
    if split_label(text)[0] or text.isupper() or (len(text) < _ANNEX_LINE and lexicon.annex(text)):
        return True
    return text[:1].isupper() and lexicon.openings(text) != (None, None)


def _unheaded_notes(lines: Sequence[PrintedLine], starts: Sequence[_Start], lexicon: Lexicon) -> FoundNotes | None:
    """Notes with nothing above them: of each style the runs from 1 on whose marks are in the text above them."""
    best: FoundNotes | None = None
    for family, group in groupby(sorted(starts, key=lambda s: s.family), key=lambda s: s.family):
        runs = [run for run in _runs(list(group)) if _may_be_notes(run, lines, lexicon)]
        begun = {start.line for run in runs for start in run}
        notes = [[_whole(start, lines, begun, lexicon) for start in run] for run in runs]
        accepted = _accepted_runs(family, notes, lines)
        if accepted and (best is None or sum(map(len, accepted)) > len(best.notes)):
            best = _placed(lines, accepted)
    return best


def _accepted_runs(family: str, runs: Sequence[list[NoteLines]], lines: Sequence[PrintedLine]) -> list[list[NoteLines]]:
    """The runs whose marks are in the text. Few are judged one by one, many (a note on each page) all together."""
    if len(runs) > _MANY_RUNS:
        marks = _marks(lines, _placed(lines, runs))
        tied = {n: [m for m in marks if n in m.notes] for m in marks for n in m.notes}
        accepted, first = [], 0
        for run in runs:
            own = [m for n in range(first, first + len(run)) for m in tied.get(n, ())]
            first += len(run)
            if _believed(family, run, own):
                accepted.append(run)
        return accepted
    accepted = []
    for run in runs:
        before = sum(map(len, accepted))
        marks = [m for m in _marks(lines, _placed(lines, [*accepted, run])) if m.notes[0] >= before]
        if _believed(family, run, marks):
            accepted.append(run)
    return accepted


def _runs(starts: Sequence[_Start]) -> list[list[_Start]]:
    """The starts that count 1, 2, 3 …, or have signs that differ; another 1 or the first sign begins the next run."""
    runs: list[list[_Start]] = []
    for start in starts:
        if start.family == "star" and runs:
            if any(start.mark == s.mark for s in runs[-1]):
                runs.append([start])
            else:
                runs[-1].append(start)
        elif start.number == 1 or start.family == "star":
            runs.append([start])
        elif runs and start.number == len(runs[-1]) + 1:
            runs[-1].append(start)
    return runs


def _may_be_notes(run: Sequence[_Start], lines: Sequence[PrintedLine], lexicon: Lexicon) -> bool:
    """False for what is plainly a list of the text: paragraphs that begin with a verb, items with semicolons."""
    texts = [lines[start.line].text[start.offset :] for start in run]
    acting = sum(lexicon.opening(text, "operative") is not None for text in texts)
    listed = sum(_LIST_END.search(text) is not None for text in texts[:-1])
    small = (
        sum(text[:1].islower() for text in texts) if run[0].family in ("bare", "dot", "paren", "letter", "star") else 0
    )
    return (acting + listed + small) * 2 < len(texts)


def _whole(start: _Start, lines: Sequence[PrintedLine], begun: Collection[int], lexicon: Lexicon) -> NoteLines:
    """A note with the lines below its first that go on: not apart from it, and beginning nothing else."""
    taken = [start.line]
    for number in range(start.line + 1, len(lines)):
        line = lines[number]
        if line.table or line.apart or number in begun or is_rule(line.text):
            break
        if is_finished(lines[number - 1].text) and _begins_paragraph(line.text, lexicon):
            break
        taken.append(number)
    return NoteLines(start.mark, start.offset, tuple(taken))


def _placed(lines: Sequence[PrintedLine], runs: Sequence[Sequence[NoteLines]]) -> FoundNotes:
    """The runs as one list of notes. The marks of a run are below the notes of the run above, each above its note.

    A rule right above a note is removed with it.
    """
    wanted: list[SoughtMark] = []
    above = -1
    for run in runs:
        wanted += [SoughtMark(note.mark, above, lines[note.lines[0]].place) for note in run]
        above = lines[run[-1].lines[-1]].last
    notes = tuple(note for run in runs for note in run)
    rules = [n for note in notes if (n := note.lines[0] - 1) >= 0 and is_rule(lines[n].text)]
    return FoundNotes(notes, tuple(wanted), tuple(rules))


def _marks(lines: Sequence[PrintedLine], found: FoundNotes) -> list[Mark]:
    """The marks of the notes in the lines that are no notes."""
    taken = {number for note in found.notes for number in note.lines}
    texts = [
        MarkedText(line.text, line.place, line.last, line.raised)
        for number, line in enumerate(lines)
        if number not in taken
    ]
    return find_marks(texts, found.wanted)


def _believed(family: str, notes: Sequence[NoteLines], marks: Sequence[Mark]) -> bool:
    """True where enough of the notes are tied to call the lines notes.

    A lone note, or a numbered list as paragraphs have it, needs all its marks, and sure ones.
    """
    tied = len(tied_notes(marks))
    sure = len(tied_notes(m for m in marks if m.weight >= SURE))
    if family in ("slash", "square", "super", "star", "caret"):
        return tied > 0
    if family in ("dot", "letter", "paren"):
        together = all(b.lines[0] == a.lines[-1] + 1 for a, b in pairwise(notes))
        if len(notes) == 1 or not together:
            return sure == len(notes) and together
        whole = tied == len(notes) and (sure * 2 >= len(notes) or family == "paren")
        return whole or (len(notes) > 2 and sure >= len(notes) - 1)
    return sure == 1 if len(notes) == 1 else tied * 2 >= len(notes) and sure > 0
