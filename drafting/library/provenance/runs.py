"""Where a draft comes from: its runs of words that stand word for word in the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafting.library import analysis
from drafting.library.engines import Engine
from drafting.library.models import Filters, Hit, TraceSpan
from drafting.text.words import Word

SHORTEST = analysis.RUN + analysis.WINDOW - 1
"""Words a run must have: every longer one is certain to share a fingerprint."""
STRETCH = 150
"""Words of a draft looked at together: a paragraph's worth, so that one formula does not hide the next."""
SOURCES = 20
"""Sources given for one span at most."""
POOL = 60
"""Paragraphs verified word by word for each stretch, and again for each of its fingerprints that they leave out."""


def trace(engine: Engine, text: str, filters: Filters, without: frozenset[str] = frozenset()) -> tuple[TraceSpan, ...]:
    """The longest runs of at least SHORTEST words shared with the library, in reading order, each with its sources.

    A word is a maximal run of letters and digits, an elision counts with its word; case and accents do not matter.
    Spans may overlap where two sources do; none lies within another. `without`: documents that are no sources.
    """
    placed = analysis.placed_words(text)
    words = [w.folded for w in placed]
    found: dict[tuple[int, int], dict[int, Hit]] = {}
    for start in range(0, max(len(words) - SHORTEST + 1, 0), STRETCH):
        stretch = words[start : start + STRETCH + SHORTEST]
        places = _places(stretch, start)
        for hit, source in _sources(engine, stretch, filters, without):
            for run in _shared(words, source, places):
                found.setdefault(run, {})[hit.row] = hit
    return tuple(_span(placed, run, found) for run in _outermost(sorted(found)))


def _sources(
    engine: Engine, words: Sequence[str], filters: Filters, without: frozenset[str]
) -> list[tuple[Hit, list[str]]]:
    """Paragraphs that share fingerprints with the words: those that share most, and some for every fingerprint."""
    prints = sorted(analysis.prints(words))
    best = engine.get(dict(engine.score("prints", dict.fromkeys(prints, 1.0), filters, POOL))).values()
    sources = {hit.row: (hit, analysis.words(hit.text)) for hit in best if hit.document not in without}
    known = [analysis.prints(source) for _, source in sources.values()]
    more: set[int] = set()
    for mark in prints:
        if sum(mark in marks for marks in known) < SOURCES:
            more |= dict(engine.score("prints", {mark: 1.0}, filters, SOURCES)).keys()
    for row, hit in engine.get(sorted(more - sources.keys())).items():
        if hit.document not in without:
            sources[row] = hit, analysis.words(hit.text)
    return [sources[row] for row in sorted(sources)]


def _places(words: Sequence[str], first: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of SHORTEST words stands; the first word is number `first`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in analysis.runs(words, SHORTEST):
        places.setdefault(run, []).append(first + at)
    return places


def _shared(
    draft: Sequence[str], source: Sequence[str], places: dict[tuple[str, ...], list[int]]
) -> list[tuple[int, int]]:
    """The longest runs of SHORTEST words or more that stand in both, as (start, end) in the draft.

    `places`: where the runs stand that may begin one; it may reach beyond them.
    """
    met = sorted((at, place) for place, run in analysis.runs(source, SHORTEST) for at in places.get(run, ()))
    out: list[tuple[int, int]] = []
    ends: dict[int, int] = {}  # how far the runs reach, by how far apart they stand in the two texts
    reached, at_last = -1, -1
    longest = (0, -1)
    for at, place in met:
        if at != at_last and longest[1] > reached:
            out.append(longest)
            reached = longest[1]
        if at != at_last:
            at_last, longest = at, (at, -1)
        if at < ends.get(place - at, 0):
            continue  # within a run that is known
        run = _both_ways(draft, source, at, place)
        ends[place - at] = run[1]
        longest = max(longest, run, key=lambda r: (r[1], -r[0]))
    return [*out, longest] if longest[1] > reached else out


def _both_ways(draft: Sequence[str], source: Sequence[str], at: int, place: int) -> tuple[int, int]:
    """The run around draft[at] == source[place], as (start, end) in the draft."""
    start, end, shift = at, at, place - at
    while end < len(draft) and end + shift < len(source) and draft[end] == source[end + shift]:
        end += 1
    while start and start + shift and draft[start - 1] == source[start - 1 + shift]:
        start -= 1
    return start, end


def _outermost(runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs that lie within no other; `runs` sorted."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(runs, key=lambda r: (r[0], -r[1])):
        if not out or end > out[-1][1]:
            out.append((start, end))
    return out


def _span(placed: Sequence[Word], run: tuple[int, int], found: dict[tuple[int, int], dict[int, Hit]]) -> TraceSpan:
    start, end = run
    holding = {
        row: hit for (first, last), hits in found.items() if first <= start and end <= last for row, hit in hits.items()
    }
    hits = sorted(holding.values(), key=lambda h: (-(h.year or 0), h.row))[:SOURCES]
    return TraceSpan(
        placed[start].start, placed[end - 1].end, end - start, tuple(replace(h, score=float(end - start)) for h in hits)
    )
