"""Where a text comes from: its runs of words that occur word for word in the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafting.library import analysis
from drafting.library.engines import Engine, answers
from drafting.library.models import Filters, Hit, TokenWeights, TraceSpan
from drafting.text.words import Word

SHORTEST = analysis.RUN + analysis.WINDOW - 1
"""Words that a run must have: every run this long or longer is certain to share a fingerprint with its source."""
STRETCH = 150
"""Words of a draft traced together: about a paragraph, so that one formula does not hide the next."""
SOURCES = 20
"""Sources given for one span at most."""
POOL = 60
"""Paragraphs compared word by word for each stretch, besides SOURCES for each fingerprint that they lack."""

_Run = tuple[int, int]
"""The first word of a run and the one after its last, counted from the beginning of the text."""


def trace(engine: Engine, text: str, filters: Filters, without: frozenset[str] = frozenset()) -> tuple[TraceSpan, ...]:
    """The longest runs of at least SHORTEST words shared with the library, in reading order, each with its sources.

    A word is a maximal run of letters and digits; an elision belongs to its word; case and accents are ignored. Spans
    may overlap where two sources do; none lies within another. `without`: names of documents that are no sources.
    """
    placed = analysis.placed_words(text)
    words = [w.folded for w in placed]
    found: dict[_Run, dict[str, Hit]] = {}
    for start in range(0, max(len(words) - SHORTEST + 1, 0), STRETCH):
        stretch = words[start : start + STRETCH + SHORTEST]
        places = _places(stretch, start)
        for hit, source in _find_sources(engine, stretch, filters, without):
            for run in _shared_runs(words, source, places):
                found.setdefault(run, {})[hit.id] = hit
    return tuple(_make_span(placed, run, found) for run in _outermost(sorted(found)))


def _find_sources(
    engine: Engine, words: Sequence[str], filters: Filters, without: frozenset[str]
) -> list[tuple[Hit, list[str]]]:
    """Paragraphs that share fingerprints with the words: those that share most, and some for every fingerprint."""
    prints = sorted(analysis.prints(words))
    shared_most = answers(engine.index, TokenWeights("prints", dict.fromkeys(prints, 1.0)), filters, POOL)
    sources = {
        key: (hit, analysis.words(hit.text))
        for key, hit in engine.store.paragraphs(shared_most).items()
        if hit.document not in without
    }
    known = [analysis.prints(source) for _, source in sources.values()]
    rare = [mark for mark in prints if sum(mark in marks for marks in known) < SOURCES]
    each = engine.index.candidates([TokenWeights("prints", {mark: 1.0}) for mark in rare], filters, SOURCES)
    more = {key for candidates in each for key, _ in candidates} - sources.keys()
    for key, hit in engine.store.paragraphs(more).items():
        if hit.document not in without:
            sources[key] = hit, analysis.words(hit.text)
    return sorted(sources.values(), key=lambda source: source[0].arrival)


def _places(words: Sequence[str], first: int) -> dict[tuple[str, ...], list[int]]:
    """Where each run of SHORTEST words occurs; the first word has the index `first`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in analysis.runs(words, SHORTEST):
        places.setdefault(run, []).append(first + at)
    return places


def _shared_runs(draft: Sequence[str], source: Sequence[str], places: dict[tuple[str, ...], list[int]]) -> list[_Run]:
    """The longest runs of SHORTEST words or more that occur in both, in the draft.

    `places`: where the runs of SHORTEST words begin that may be part of one; the result may reach beyond them.
    """
    met = sorted((at, place) for place, run in analysis.runs(source, SHORTEST) for at in places.get(run, ()))
    out: list[_Run] = []
    ends: dict[int, int] = {}  # where the last run ends, by its distance in the source from its place in the draft
    reached, last = -1, -1
    longest = (0, -1)
    for at, place in met:
        if at != last and longest[1] > reached:
            out.append(longest)
            reached = longest[1]
        if at != last:
            last, longest = at, (at, -1)
        if at < ends.get(place - at, 0):
            continue  # within a known run
        run = _extend_run(draft, source, at, place)
        ends[place - at] = run[1]
        longest = max(longest, run, key=lambda r: (r[1], -r[0]))
    return [*out, longest] if longest[1] > reached else out


def _extend_run(draft: Sequence[str], source: Sequence[str], at: int, place: int) -> _Run:
    """The longest run in the draft around draft[at] == source[place]."""
    start, end, shift = at, at, place - at
    while end < len(draft) and end + shift < len(source) and draft[end] == source[end + shift]:
        end += 1
    while start and start + shift and draft[start - 1] == source[start - 1 + shift]:
        start -= 1
    return start, end


def _outermost(runs: Sequence[_Run]) -> list[_Run]:
    """The runs that lie within no other one; `runs` is sorted."""
    out: list[_Run] = []
    for start, end in sorted(runs, key=lambda r: (r[0], -r[1])):
        if not out or end > out[-1][1]:
            out.append((start, end))
    return out


def _make_span(placed: Sequence[Word], run: _Run, found: dict[_Run, dict[str, Hit]]) -> TraceSpan:
    start, end = run
    sources = {
        key: hit for (first, last), hits in found.items() if first <= start and end <= last for key, hit in hits.items()
    }
    hits = sorted(sources.values(), key=lambda h: (-(h.year or 0), h.arrival))[:SOURCES]
    return TraceSpan(
        placed[start].start, placed[end - 1].end, end - start, tuple(replace(h, score=float(end - start)) for h in hits)
    )
