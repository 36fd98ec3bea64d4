"""Search by words: paragraphs with all of them; where there is none, those with the most telling ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafting.library import analysis
from drafting.library.engines import Engine
from drafting.library.models import Filters, Hit, Query, Results
from drafting.library.query import MOST, Question, Term, read_question

POOL = 150
"""Paragraphs that are looked at closely for one answer."""
DENSE = 10
"""A question of one word is what a paragraph is about when every tenth word is that one."""
SOME = 60
"""The same where a question asks for any of its words: the most telling ones decide there."""
POSTINGS = 20_000
"""Posting-list entries that one question reads: rarest stems first, frequent ones tell little."""


def search(
    engine: Engine,
    typed: str,
    filters: Filters,
    limit: int,
    every: bool | None = None,
    *,
    newest: bool = False,
    facets: bool = False,
) -> Results:
    """The paragraphs that answer what was typed, best first, or newest first (of those with any word the best, newest
    first).

    `every` True: only paragraphs with all words; False: with any; None: with all, and if there are none, with any.
    `facets`: count all that answer.
    """
    languages = (filters.language,) if filters.language else engine.languages()
    question, ignored = _bounded(engine, read_question(typed, languages))
    if not question.wanted or limit < 1:
        return Results(ignored=ignored)
    weights = weigh(engine, question)
    if every is not False:
        hits = _all_words(engine, question, weights, filters, limit, newest)
        if hits or every:
            counted = engine.facets(_query(question), filters) if facets else {}
            return Results(hits, True, ignored, _marked(hits, question), counted)
    hits = _any_word(engine, question, weights, filters, limit)
    if newest:
        hits = tuple(sorted(hits, key=_newest))
    counted = engine.facets(_query(question, every=False), filters) if facets else {}
    return Results(hits, False, ignored, _marked(hits, question), counted)


def _query(question: Question, every: bool = True) -> Query:
    excluded = tuple(p for t in question.excluded for p in t.tokens)
    if every:
        return Query(tuple(t.tokens for t in question.telling), excluded)
    return Query((tuple(p for t in question.telling for p in t.tokens),), excluded)


def _newest(hit: Hit) -> tuple[int, int]:
    return -(hit.year or 0), hit.row


def _marked(hits: Sequence[Hit], question: Question) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(marks(hit.text, hit.language, question.telling) for hit in hits)


def marks(text: str, language: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where terms of a question stand in a text, as (start, end), in order, those that touch or overlap as one."""
    placed = analysis.placed_words(text)
    tokens = analysis.stem([w.text for w in placed], language)
    found: list[tuple[int, int]] = []
    for start, end in sorted(
        (placed[at].start, placed[at + len(phrase) - 1].end)
        for term in terms
        for phrase in term.tokens
        for at in positions(tokens, replace(term, tokens=(phrase,)))
    ):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _bounded(engine: Engine, question: Question) -> tuple[Question, tuple[str, ...]]:
    """A question of at most MOST terms (the rarest that occur), and the words left out."""
    if len(question.wanted) <= MOST:
        return replace(question, excluded=question.excluded[:MOST]), ()
    known = engine.frequency(_tokens(question.wanted))
    order = sorted(question.wanted, key=lambda t: (not _frequency(t, known), _frequency(t, known)))
    kept = set(order[:MOST])
    return (
        Question(tuple(t for t in question.wanted if t in kept), question.excluded[:MOST]),
        tuple(t.typed for t in question.wanted if t not in kept),
    )


def _tokens(terms: Sequence[Term]) -> list[str]:
    return sorted({token for term in terms for phrase in term.tokens for token in phrase})


def _frequency(term: Term, known: Mapping[str, int]) -> int:
    """In how many paragraphs the term can stand at most."""
    return sum(min(known.get(token, 0) for token in phrase) for phrase in term.tokens)


def weigh(engine: Engine, question: Question) -> dict[Term, float]:
    """How telling each term of a question is: inverse paragraph frequency; a term that stands nowhere tells most."""
    known, total = engine.frequency(_tokens(question.telling)), engine.count()
    return {term: math.log(1 + (total + 1) / (_frequency(term, known) + 0.5)) for term in question.telling}


def _all_words(
    engine: Engine, question: Question, weights: Mapping[Term, float], filters: Filters, limit: int, newest: bool
) -> tuple[Hit, ...]:
    known = engine.frequency(_tokens(question.telling))
    if not all(_frequency(term, known) for term in question.telling):
        return ()
    ranked = dict(engine.match(_query(question), filters, limit if newest else max(POOL, limit), newest=newest))
    hits = []
    for row, hit in engine.get(ranked).items():
        _, nearness = closeness(hit.text, hit.language, weights)
        hits.append(replace(hit, score=round(ranked[row] * (1 + nearness), 6)))
    return tuple(sorted(hits, key=_newest) if newest else _ordered(hits)[:limit])


def _any_word(
    engine: Engine, question: Question, weights: Mapping[Term, float], filters: Filters, limit: int
) -> tuple[Hit, ...]:
    known = engine.frequency(_tokens(question.telling))
    plan: dict[str, float] = {}
    spent = 0
    for token in sorted(known, key=lambda t: (known[t], t)):
        spent += known[token]
        if plan and spent > POSTINGS:
            break
        plan[token] = math.log(1 + engine.count() / known[token])
    rows = [row for row, _ in engine.score("stems", plan, filters, max(SOME, 2 * limit))] if plan else []
    total = sum(weights.values()) or 1.0
    hits = []
    for hit in engine.get(rows).values():
        covered, nearness = closeness(hit.text, hit.language, weights)
        if covered and not _holds_any(hit, question.excluded):
            hits.append(replace(hit, score=round(covered / total * (1 + nearness / 2), 6)))
    return tuple(_ordered(hits)[:limit])


def _ordered(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda h: (-h.score, -(h.year or 0), len(h.text), h.row))


def _holds_any(hit: Hit, terms: Sequence[Term]) -> bool:
    tokens = analysis.stems(hit.text, hit.language)
    return any(positions(tokens, term) for term in terms)


def positions(tokens: Sequence[str], term: Term) -> list[int]:
    """Where a term begins in a run of stems, whichever language's alternative it is."""
    found = []
    for phrase in term.tokens:
        size = len(phrase)
        found += [i for i, token in enumerate(tokens) if token == phrase[0] and tuple(tokens[i : i + size]) == phrase]
    return sorted(found)


def closeness(text: str, language: str, weights: Mapping[Term, float]) -> tuple[float, float]:
    """The weight of the terms that stand in a text, and how near to one another they stand (0 to 1).

    A single term has no neighbours: how much of the text it is counts instead.
    """
    tokens = analysis.stems(text, language)
    placed = [(at, n) for n, term in enumerate(weights) for at in positions(tokens, term)]
    present = {n for _, n in placed}
    covered = sum(weight for n, weight in enumerate(weights.values()) if n in present)
    if len(present) < 2:
        return covered, min(1.0, DENSE * len(placed) / len(tokens)) if len(weights) == 1 and placed else 0.0
    return covered, len(present) / _window(sorted(placed), len(present))


def _window(placed: Sequence[tuple[int, int]], kinds: int) -> int:
    """The length in words of the shortest stretch that holds every kind at least once."""
    counts: dict[int, int] = {}
    best, start = placed[-1][0] - placed[0][0] + 1, 0
    for end, kind in placed:
        counts[kind] = counts.get(kind, 0) + 1
        while len(counts) == kinds:
            at, first = placed[start]
            best = min(best, end - at + 1)
            counts[first] -= 1
            if not counts[first]:
                del counts[first]
            start += 1
    return max(best, kinds)
