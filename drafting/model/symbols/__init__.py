"""Document symbols of the OAS and the UN: find them in a text, take them apart, print them in one form, check them.

`parse(str(symbol)) == symbol` for every symbol; `find` gives exact spans; `faults` lists what is printed wrongly.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.model.symbols.citations import cited, numbered_symbol
from drafting.model.symbols.grammar import FORMS
from drafting.model.symbols.value import Bracket, Symbol, full_year

FaultCode: TypeAlias = Literal["placeholder", "session year", "missing year", "unbalanced bracket"]

_ARCHIVE = re.compile(
    r"(?<![A-Z0-9/])(?P<organ>[A-Z]{2,10})(?P<serial>\d{5})(?P<language>[A-Z])(?P<version>\d{2})(?![0-9A-Za-z])"
)
"""Organ, five digits, letter of the language, two digits of the version: the file code of OAS conference services."""
_UNKNOWN_STYLE_YEAR = re.compile(r"\((?P<full>(?:19|20)\d{2})\)|/(?P<two>\d{2})\)|/(?P<step>(?:19|20)\d{2})(?=/)")
"""A year in a symbol that the grammar does not know: in brackets, or a step that another one follows. A last step is a
number ("XX/RES/1985")."""


@dataclass(frozen=True, slots=True)
class Found:
    """A symbol at `text[start:end]`."""

    start: int
    end: int
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class ArchiveCode:
    """A conference-services file code at `text[start:end]`, often glued to the last word: "CICTE01722F01".

    `language` is its letter (mostly E, F, S, P, I or T); the code names the file of one language version, not the
    document.
    """

    start: int
    end: int
    code: str
    organ: str
    serial: str
    language: str
    version: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the symbol printed at `text[start:end]`."""

    start: int
    end: int
    code: FaultCode
    symbol: Symbol


def parse(text: str) -> Symbol:
    """The symbol that a text is, whole and alone; a citation in words ("resolution 60/147") counts. Else ValueError."""
    whole = text.strip()
    for form in FORMS:
        m = form.pattern.fullmatch(whole)
        symbol = form.read(m) if m else None
        if symbol is not None:
            return symbol
    for start, end, symbol in cited(whole):
        if (start, end) == (0, len(whole)):
            return symbol
    raise ValueError(f"{text!r} is no document symbol: write it like AG/RES. 2950 (L-O/20) or A/C.3/78/L.12/Rev.1")


def printed_year(text: str) -> int | None:
    """The year that a document symbol states: S/RES/1973 (2011) → 2011; None where it states none.

    A session is not a year: A/RES/79/1 gives None (see `Symbol.years`). Two digits are read by `full_year`.
    """
    try:
        return parse(text).year
    except ValueError:
        years = [found.symbol.year for found in find(text) if found.symbol.year is not None]
    if years:
        return years[0]
    m = _UNKNOWN_STYLE_YEAR.search(text)
    return full_year(m["full"] or m["two"] or m["step"]) if m else None


def find(text: str) -> list[Found]:
    """Every symbol in a text, left to right, none inside another; of two that overlap the longer, then the first."""
    hits = [
        Found(m.start(), m.end(), symbol)
        for form in FORMS
        for m in form.pattern.finditer(text)
        if (symbol := form.read(m)) is not None
    ]
    hits += [Found(start, end, symbol) for start, end, symbol in cited(text)]
    hits.sort(key=lambda f: (f.start - f.end, f.start))
    kept: list[Found] = []
    for hit in hits:
        place = bisect(kept, hit.start, key=_start)
        if (not place or kept[place - 1].end <= hit.start) and (place == len(kept) or hit.end <= kept[place].start):
            kept.insert(place, hit)
    return kept


def _start(found: Found) -> int:
    return found.start


def archive_codes(text: str) -> list[ArchiveCode]:
    """Every file code in a text, glued or alone."""
    return [
        ArchiveCode(m.start(), m.end(), m[0], m["organ"], m["serial"], m["language"], int(m["version"]))
        for m in _ARCHIVE.finditer(text)
    ]


def archive_code(text: str) -> str | None:
    """The first file code in a text ("CICTE01722F01"), or None."""
    m = _ARCHIVE.search(text)
    return m[0] if m else None


def faults(text: str) -> list[Fault]:
    """Symbols printed wrongly, left to right.

    A number still to come, a session that cannot fall in the year, a Security Council resolution without its year, a
    bracket beside the symbol that has no partner in the paragraph.
    """
    found: list[Fault] = []
    lonely = {at for start, end in _paragraphs(text) for at in _unmatched(text, start, end)}
    for hit in find(text):
        symbol = hit.symbol
        if symbol.placeholder:
            found.append(Fault(hit.start, hit.end, "placeholder", symbol))
        if not symbol.session_agrees:
            found.append(Fault(hit.start, hit.end, "session year", symbol))
        if symbol.style == "council" and symbol.year is None:
            found.append(Fault(hit.start, hit.end, "missing year", symbol))
        found += _brackets(text, hit, lonely)
    return found


def _brackets(text: str, hit: Found, lonely: set[int]) -> list[Fault]:
    """A bracket glued to the symbol whose partner is missing in its paragraph."""
    after = hit.end in lonely and text[hit.end] == ")"
    before = hit.start - 1 in lonely and text[hit.start - 1] == "("
    if not after and not before:
        return []
    return [Fault(hit.start - before, hit.end + after, "unbalanced bracket", hit.symbol)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _unmatched(text: str, start: int, end: int) -> set[int]:
    """Where round brackets without a partner stand; labels like "a)" at the start of a line are no brackets."""
    label = re.compile(r"\s*\(?\w{1,4}\)").match(text, start, end)
    open_at: list[int] = []
    lonely: set[int] = set()
    for i in range(label.end() if label else start, end):
        if text[i] == "(":
            open_at.append(i)
        elif text[i] == ")":
            if open_at:
                open_at.pop()
            else:
                lonely.add(i)
    return lonely | set(open_at)


__all__ = [
    "Symbol", "Found", "Fault", "ArchiveCode", "Bracket", "parse", "printed_year", "find", "faults", "archive_code",
    "archive_codes", "numbered_symbol",
]  # fmt: skip
