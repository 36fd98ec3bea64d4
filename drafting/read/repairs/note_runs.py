"""Notes that no heading announces: lists that count from 1 and whose marks stand in the text above."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby, pairwise

from drafting.lexicon import Lexicon
from drafting.read.paragraphs import SoughtMark
from drafting.read.repairs.note_lines import (
    FoundNotes,
    NoteLines,
    NoteStart,
    PrintedLine,
    begins_paragraph,
    is_rule,
    note_marks,
)
from drafting.read.repairs.note_marks import SURE, Mark, tied_notes
from drafting.read.sentence_ends import is_finished

_MANY_RUNS = 12
"""Lists that count from 1, in one style, of which more are judged together."""
_LIST_END = re.compile(r"[;,]\s*\w{0,3}$")
"""The end of an item of a list: "…; and"."""


def unheaded_notes(lines: Sequence[PrintedLine], starts: Sequence[NoteStart], lexicon: Lexicon) -> FoundNotes | None:
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
        marks = note_marks(lines, _placed(lines, runs))
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
        marks = [m for m in note_marks(lines, _placed(lines, [*accepted, run])) if m.notes[0] >= before]
        if _believed(family, run, marks):
            accepted.append(run)
    return accepted


def _runs(starts: Sequence[NoteStart]) -> list[list[NoteStart]]:
    """The starts that count 1, 2, 3 …, or have signs that differ; another 1 or the first sign begins the next run."""
    runs: list[list[NoteStart]] = []
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


def _may_be_notes(run: Sequence[NoteStart], lines: Sequence[PrintedLine], lexicon: Lexicon) -> bool:
    """False for what is plainly a list of the text: paragraphs that begin with a verb, items with semicolons."""
    texts = [lines[start.line].text[start.offset :] for start in run]
    acting = sum(lexicon.opening(text, "operative") is not None for text in texts)
    listed = sum(_LIST_END.search(text) is not None for text in texts[:-1])
    small = (
        sum(text[:1].islower() for text in texts) if run[0].family in ("bare", "dot", "paren", "letter", "star") else 0
    )
    return (acting + listed + small) * 2 < len(texts)


def _whole(start: NoteStart, lines: Sequence[PrintedLine], begun: Collection[int], lexicon: Lexicon) -> NoteLines:
    """A note with the lines below its first that go on: not apart from it, and beginning nothing else."""
    taken = [start.line]
    for number in range(start.line + 1, len(lines)):
        line = lines[number]
        if line.table or line.apart or number in begun or is_rule(line.text):
            break
        if is_finished(lines[number - 1].text) and begins_paragraph(line.text, lexicon):
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
    if len(notes) > 2 and tied == len(notes):
        return True
    return sure == 1 if len(notes) == 1 else tied * 2 >= len(notes) and sure > 0
