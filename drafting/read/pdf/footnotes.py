"""Footnotes of printed pages: where their zone begins, which lines make one note, which raised signs are marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafting.read.pdf.columns import Stack
from drafting.read.pdf.pages import RuledLine
from drafting.read.pdf.tables import Grid
from drafting.read.pdf.words import PrintedLine, PrintedWord

_SMALL = 0.93
"""A note is set smaller than this share of the body size, unless a ruled line is above it. Judged, not measured."""
_SIGN = re.compile(r"\d{1,3}|\*{1,4}|[†‡§]{1,2}|[a-z]")
_START = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3}|\*{1,4}|[†‡§]{1,2})[/.)]?)\s+(?=\S)")
"""The beginning of a note whose mark is not raised: the mark and some white."""
_SIGNS = re.compile(r"\d{1,3}|\*{1,4}|[†‡§]{1,2}")


@dataclass
class PrintedNote:
    """A note as printed: mark, lines, and the page it begins on."""

    mark: str
    lines: list[PrintedLine] = field(default_factory=list)
    page: int = 0
    name: str = ""
    """The mark, made unique where each page numbers its notes anew: "1", then "1[2]"."""


def body_size(stacks: Sequence[Stack]) -> float:
    """The size of most letters of the document, in points; 0 for an empty one."""
    sizes: Counter[float] = Counter()
    for stack in stacks:
        for line in (i for i in stack.items if isinstance(i, PrintedLine)):
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 0.0


def split_notes(
    stack: Stack, rules: Sequence[RuledLine], size: float, going_on: bool
) -> tuple[Stack, list[PrintedLine]]:
    """A column without its notes, and the lines of these. `size`: of the body; `going_on`: the last note is unfinished.

    The zone is the last lines of the column that are set small or are below a ruled line, from the first that begins
    with a mark; where a note continues from the page before, from the first.
    """
    items = stack.items
    cut = len(items)
    while cut and isinstance(line := items[cut - 1], PrintedLine) and line.size < _SMALL * size:
        cut -= 1
    ruled = _below_rule(stack, rules, size)
    if ruled is not None and ruled <= cut:
        cut = ruled
    lines = [i for i in items[cut:] if isinstance(i, PrintedLine)]
    if not going_on or ruled is None:
        first = next((n for n, line in enumerate(lines) if start(line)), len(lines))
        if not going_on or first == len(lines):
            cut, lines = cut + first, lines[first:]
    return replace(stack, items=items[:cut]), lines


def _below_rule(stack: Stack, rules: Sequence[RuledLine], size: float) -> int | None:
    """The index of the first line below the rule of the notes: flat, at the left edge, no larger text below."""
    found = None
    for rule in rules:
        if not rule.flat or not stack.left - 6 <= rule.x0 <= stack.left + 6 or rule.x1 > stack.right + 6:
            continue
        at = next((n for n, i in enumerate(stack.items) if i.base > rule.bottom), len(stack.items))
        below = stack.items[at:]
        if not below or any(isinstance(i, Grid) or i.size > size + 0.1 for i in below):
            continue
        first = below[0]
        touches = at and _underlines(rule, stack.items[at - 1])
        if not touches and isinstance(first, PrintedLine) and first.base - rule.bottom < 4 * first.size:
            found = at if found is None else max(found, at)
    return found


def _underlines(rule: RuledLine, item: PrintedLine | Grid) -> bool:
    """True where a ruled line is close below the words of a line."""
    return isinstance(item, PrintedLine) and rule.top - item.base < 0.35 * item.size and rule.x0 >= item.x0 - 2


def start(line: PrintedLine) -> tuple[str, int] | None:
    """The mark that a note begins with, and how many words it takes; None where the line begins no note."""
    first = line.words[0]
    if first.shift > 0:
        n = _raised(line.words)
        text = "".join(w.text for w in line.words[:n]).strip("()[]/.,")
        half = text[: len(text) // 2]
        text = half if len(text) > 3 and half * 2 == text else text
        return (text, n) if _SIGN.fullmatch(text) and n < len(line.words) else None
    m = _START.match(line.text)
    if m is None:
        return None
    return m[1] or m[2], 1


def _raised(words: Sequence[PrintedWord]) -> int:
    return next((n for n, w in enumerate(words) if w.shift <= 0), len(words))


def collect_notes(zones: Sequence[Sequence[PrintedLine]]) -> list[PrintedNote]:
    """The notes of all columns in order; a line that begins none continues the note before."""
    found: list[PrintedNote] = []
    for zone in zones:
        for line in zone:
            begun = start(line)
            if begun and (line.words[0].shift > 0 or not found or _follows(found[-1].mark, begun[0])):
                mark, taken = begun
                found.append(
                    PrintedNote(
                        mark, [PrintedLine(line.words[taken:], line.page)] if line.words[taken:] else [], line.page
                    )
                )
            elif found:
                found[-1].lines.append(line)
            else:
                found.append(PrintedNote("*", [line], line.page))
    taken_names: set[str] = set()
    for note in found:
        note.name, count = note.mark, 1
        while note.name in taken_names:
            count += 1
            note.name = f"{note.mark}[{count}]"
        taken_names.add(note.name)
    return found


def _follows(before: str, mark: str) -> bool:
    if not mark.isdigit():
        return True
    return mark == "1" or (before.isdigit() and int(mark) == int(before) + 1)


class NoteMarks:
    """Tells which raised signs of the text are note marks. Marks repeat where each page numbers its notes anew."""

    def __init__(self, notes: Sequence[PrintedNote]) -> None:
        self._notes = notes
        self._known: dict[str, list[PrintedNote]] = {}
        for note in notes:
            self._known.setdefault(note.mark, []).append(note)
        self._last = 0

    def read(self, text: str, page: int) -> list[str] | None:
        """The names of the notes that raised signs refer to: "3", "3, 4", or two that touch ("34"). None: no marks."""
        bare = text.strip("()[]/ \u00a0")
        parts = [p for p in re.split(r"[\s,;/\u00a0]+", bare) if p]
        names: list[str] = []
        for part in parts:
            found = [part] if part in self._known else _touching(part, self._known)
            if part.isdigit() and len(part) > 1 and (apart := _touching(part, self._known)) and self._next(apart[0]):
                found = apart
            if not found and self._next(part):  # its note is not on the pages: the mark still is one
                found = [part]
            if not found:
                return None
            names += [self._name(mark, page) for mark in found]
        return names or None

    def _next(self, mark: str) -> bool:
        """True where a mark is the next one due."""
        return mark.isdigit() and int(mark) == self._last + 1

    def _name(self, mark: str, page: int) -> str:
        if mark.isdigit():
            self._last = int(mark)
        notes = self._known.get(mark)
        return next((n for n in notes if n.page >= page), notes[-1]).name if notes else mark


def _touching(text: str, known: dict[str, list[PrintedNote]]) -> list[str] | None:
    """Two marks printed without white between them: "34" → 3, 4; "1*" → 1, *; None where there are not two."""
    if len(text) > 1 and text[: len(text) // 2] * 2 == text and text[: len(text) // 2] in known:
        return [text[: len(text) // 2]]  # LibreOffice prints a mark that was typed by hand twice
    for at in range(1, len(text)):
        first, second = text[:at], text[at:]
        ordered = not (first.isdigit() and second.isdigit()) or int(second) == int(first) + 1
        if first in known and second in known and ordered:
            return [first, second]
    return None
