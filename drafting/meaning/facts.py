"""What a text names that can be checked: symbols, dates, deadlines, amounts, percentages, numbers, States."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.meaning import numbers
from drafting.meaning.changed_text import ChangedText
from drafting.meaning.findings import Kind
from drafting.meaning.vocabulary import Vocabulary
from drafting.model import symbols

_LEAD = 60
"""How far before a date or a length of time the words are that make it a deadline."""
_AROUND = 24
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"\d/|/\w|resol|s/res|\(\d{4}\)")
"""Without one of these there is no document symbol."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something named in the folded text from `start` to `end`; `value` is what is compared."""

    kind: Kind
    start: int
    end: int
    value: str


class _Taken:
    """Stretches that belong to a fact already, in order: no other fact may lie in them."""

    def __init__(self, found: list[Fact]) -> None:
        self.facts = sorted(found, key=_start)

    def add(self, fact: Fact) -> None:
        k = bisect_left(self.facts, fact.start, key=_start)
        if self._free(k, fact.start, fact.end):
            self.facts.insert(k, fact)

    def free(self, start: int, end: int) -> bool:
        return self._free(bisect_left(self.facts, start, key=_start), start, end)

    def _free(self, k: int, start: int, end: int) -> bool:
        before, behind = self.facts[k - 1] if k else None, self.facts[k] if k < len(self.facts) else None
        return (before is None or before.end <= start) and (behind is None or end <= behind.start)


def _start(fact: Fact) -> int:
    return fact.start


def facts(side: ChangedText, vocabulary: Vocabulary | None, references: list[tuple[int, int, str]]) -> list[Fact]:
    """The facts near the changed places of one side, in order; each stretch of text belongs to one fact at most.

    `references`: (start, end, value) of references to paragraphs, whose numbers are no other fact.
    """
    found = _Taken([Fact("reference", *r) for r in references])
    low, start, end = side.folded, side.start, side.end
    figures = side.near(_DIGIT, _LEAD)
    if figures and _SYMBOL.search(low, start, end):
        for hit in symbols.find(side.text):
            first, last = side.folded_at(hit.start), side.folded_at(hit.end)
            if start <= first and last <= end:
                found.add(Fact("symbol", first, last, str(hit.symbol)))
    if vocabulary is None:
        for a, b, value in numbers.find(low, None, start, end):
            found.add(Fact("number", a, b, numbers.printed(value or 0)))
        return found.facts
    for fact in _sessions(low, vocabulary, start, end):
        found.add(fact)
    for fact in _dates(low, vocabulary, start, end) if figures else ():
        found.add(_deadline(low, vocabulary, fact))
    for a, b, value in numbers.find(low, vocabulary, start, end):
        counted = _counted(low, vocabulary, a, b, 1 if value is None else value) if found.free(a, b) else None
        if counted and (value is not None or counted.kind == "deadline"):  # "within a week" is a length of time
            found.add(counted)
    for mention in _mentions(side, vocabulary):
        found.add(mention)
    return found.facts


def _dates(low: str, vocabulary: Vocabulary, start: int, end: int) -> Iterator[Fact]:
    for a, b, iso in vocabulary.dates.spans(low, start, end):
        yield Fact("date", a, b, iso)
    for m in vocabulary.months.finditer(low, start, end):
        if m["alone"]:
            value = m["alone"]
        else:
            month, day = vocabulary.dates.months[m["month"]], m["day"]
            value = f"{m['year'] or '-'}-{month:02d}" + (f"-{int(day):02d}" if day else "")
        yield Fact("date", m.start(), m.end(), value)


def _deadline(low: str, vocabulary: Vocabulary, date: Fact) -> Fact:
    cue = vocabulary.deadlines[0].search(low, max(0, date.start - _LEAD), date.start)
    return Fact("deadline", cue.start(), date.end, date.value) if cue else date


def _sessions(low: str, vocabulary: Vocabulary, start: int, end: int) -> Iterator[Fact]:
    """ "à sa dix-huitième session": a deadline counted in sessions."""
    for m in vocabulary.deadlines[2].finditer(low, start, end):
        ordinal = vocabulary.lexicon.ordinal(m["which"])
        if ordinal or vocabulary.next_words & set(m["which"].split()):
            yield Fact("deadline", m.start(), m.end(), f"session {ordinal or 'next'}")


def _counted(low: str, vocabulary: Vocabulary, start: int, end: int, value: float) -> Fact:
    """A number with what it counts: money, per cent, a length of time that is a deadline, or just a number."""
    before, behind, percent = vocabulary.money
    shown = numbers.printed(value)
    if (m := percent.match(low, end)) is not None:
        return Fact("percentage", start, m.end(), shown)
    lead = before.search(low, max(0, start - _AROUND), start)
    tail = behind.match(low, end)
    if lead or tail:
        return Fact("amount", lead.start() if lead else start, tail.end() if tail else end, shown)
    units, days = vocabulary.units
    unit = units.match(low, end)
    if unit is not None:
        cue = vocabulary.deadlines[1].search(low, max(0, start - _LEAD), start)
        if cue:
            return Fact("deadline", cue.start(), unit.end(), f"{numbers.printed(value * days[unit['unit']])} days")
        return Fact("number", start, unit.end(), f"{numbers.printed(value * days[unit['unit']])} days")
    return Fact("number", start, end, shown)


def _mentions(side: ChangedText, vocabulary: Vocabulary) -> Iterator[Fact]:
    """States and groups named near a changed place that has a capital letter."""
    text = side.text
    near = (text[max(0, a - _AROUND) : b + _AROUND] for a, b in side.changed)
    if all(piece == piece.lower() for piece in near):
        return
    start = side.at(side.start)
    for m in vocabulary.lexicon.delegations.find(text[start : side.at(side.end)]):
        if not m.adjective:
            yield Fact("state", side.folded_at(start + m.start), side.folded_at(start + m.end), m.code)
