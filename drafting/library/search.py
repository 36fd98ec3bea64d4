"""Search by words: paragraphs with all of them; where there are none, those with the rarest ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafting.library import analysis
from drafting.library.engines import Engine, answers
from drafting.library.models import Filters, Hit, Results, TokenWeights, WordQuery
from drafting.library.query import MOST_TERMS, Question, Term, read_question

POOL = 150
"""Paragraphs with all words that are ranked by closeness for one answer. Judged, not measured."""
POOL_ANY = 60
"""As POOL, where a question asks for any of its words: the rarest ones decide there. Judged, not measured."""
DENSE = 10
"""A paragraph is about a single word when every tenth of its words is that one. Judged, not measured."""
POSTINGS = 20_000
"""Posting-list entries that one question reads, rarest stems first. Judged, not measured."""


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
    """The paragraphs that answer what was typed, best first, or newest first (with any word: the best, newest first).

    `every` True: only paragraphs with all words; False: with any; None: with all, and if there are none, with any.
    `facets`: count all answers.
    """
    languages = (filters.language,) if filters.language else engine.store.languages()
    question, ignored = _limit_terms(engine, read_question(typed, languages))
    if not question.wanted or limit < 1:
        return Results(ignored=ignored)
    known = engine.index.frequency(_tokens(question.content))
    weights = _weigh_known(question, known, engine.index.size())
    hits: tuple[Hit, ...] = ()
    if every is not False and all(_term_frequency(term, known) for term in question.content):
        hits = _with_all_words(engine, question, weights, filters, limit, newest)
    every_word = every is True or bool(hits)
    if not every_word:
        hits = _with_any_word(engine, question, weights, known, filters, limit)
        hits = tuple(sorted(hits, key=_newest_order)) if newest else hits
    counted = engine.index.facets(_word_query(question, every=every_word), filters) if facets else {}
    marks = tuple(mark_terms(hit.text, hit.language, question.content) for hit in hits)
    return Results(hits, every_word, ignored, marks, counted)


def _word_query(question: Question, *, every: bool = True, newest: bool = False) -> WordQuery:
    excluded = tuple(p for t in question.excluded for p in t.tokens)
    if every:
        return WordQuery(tuple(t.tokens for t in question.content), excluded, newest)
    return WordQuery((tuple(p for t in question.content for p in t.tokens),), excluded, newest)


def _newest_order(hit: Hit) -> tuple[int, int]:
    return -(hit.year or 0), hit.arrival


def mark_terms(text: str, language: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Where terms of a question occur in a text, as (start, end), in order; those that touch or overlap are one."""
    placed = analysis.placed_words(text)
    tokens = analysis.stem([w.folded for w in placed], language)
    found: list[tuple[int, int]] = []
    for start, end in sorted(
        (placed[at].start, placed[at + len(phrase) - 1].end)
        for term in terms
        for phrase in term.tokens
        for at in _find_phrase(tokens, phrase)
    ):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _limit_terms(engine: Engine, question: Question) -> tuple[Question, tuple[str, ...]]:
    """A question of at most MOST_TERMS terms (the rarest that occur), and the words left out."""
    excluded = question.excluded[:MOST_TERMS]
    if len(question.wanted) <= MOST_TERMS:
        return replace(question, excluded=excluded), ()
    known = engine.index.frequency(_tokens(question.wanted))
    order = sorted(question.wanted, key=lambda t: (not _term_frequency(t, known), _term_frequency(t, known)))
    kept = set(order[:MOST_TERMS])
    return (
        Question(tuple(t for t in question.wanted if t in kept), excluded),
        tuple(t.typed for t in question.wanted if t not in kept),
    )


def _tokens(terms: Sequence[Term]) -> list[str]:
    return sorted({token for term in terms for phrase in term.tokens for token in phrase})


def _term_frequency(term: Term, known: Mapping[str, int]) -> int:
    """An upper bound of the number of paragraphs that contain the term; `known`: that of each stem."""
    return sum(min(known.get(token, 0) for token in phrase) for phrase in term.tokens)


def weigh_terms(engine: Engine, question: Question) -> dict[Term, float]:
    """The weight of each content term: its inverse paragraph frequency, the greatest for a term that occurs nowhere."""
    return _weigh_known(question, engine.index.frequency(_tokens(question.content)), engine.index.size())


def _weigh_known(question: Question, known: Mapping[str, int], size: int) -> dict[Term, float]:
    return {term: math.log(1 + (size + 1) / (_term_frequency(term, known) + 0.5)) for term in question.content}


def _with_all_words(
    engine: Engine, question: Question, weights: Mapping[Term, float], filters: Filters, limit: int, newest: bool
) -> tuple[Hit, ...]:
    query = _word_query(question, newest=newest)
    ranked = answers(engine.index, query, filters, limit if newest else max(POOL, limit))
    hits = []
    for key, hit in engine.store.paragraphs(ranked).items():
        _, nearness = term_closeness(hit.text, hit.language, weights)
        hits.append(replace(hit, score=round(ranked[key] * (1 + nearness), 6)))
    return tuple(sorted(hits, key=_newest_order) if newest else _best_first(hits)[:limit])


def _with_any_word(
    engine: Engine,
    question: Question,
    weights: Mapping[Term, float],
    known: Mapping[str, int],
    filters: Filters,
    limit: int,
) -> tuple[Hit, ...]:
    stems: dict[str, float] = {}
    size, spent = engine.index.size(), 0
    for token in sorted(known, key=lambda t: (known[t], t)):
        spent += known[token]
        if stems and spent > POSTINGS:
            break
        stems[token] = math.log(1 + size / known[token])
    keys = answers(engine.index, TokenWeights("stems", stems), filters, max(POOL_ANY, 2 * limit)) if stems else {}
    total = sum(weights.values()) or 1.0
    hits = []
    for hit in engine.store.paragraphs(keys).values():
        covered, nearness = term_closeness(hit.text, hit.language, weights)
        if covered and not _contains_any(hit, question.excluded):
            hits.append(replace(hit, score=round(covered / total * (1 + nearness / 2), 6)))
    return tuple(_best_first(hits)[:limit])


def _best_first(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda h: (-h.score, -(h.year or 0), len(h.text), h.arrival))


def _contains_any(hit: Hit, terms: Sequence[Term]) -> bool:
    tokens = analysis.stems(hit.text, hit.language)
    return any(find_term(tokens, term) for term in terms)


def find_term(tokens: Sequence[str], term: Term) -> list[int]:
    """The indexes in a sequence of stems at which a term begins, in any of its languages."""
    return sorted(at for phrase in term.tokens for at in _find_phrase(tokens, phrase))


def _find_phrase(tokens: Sequence[str], phrase: tuple[str, ...]) -> list[int]:
    size = len(phrase)
    return [i for i, token in enumerate(tokens) if token == phrase[0] and tuple(tokens[i : i + size]) == phrase]


def term_closeness(text: str, language: str, weights: Mapping[Term, float]) -> tuple[float, float]:
    """The weight of the terms that occur in a text, and how near to one another they are (0 to 1).

    For a single term the second value is its share of the words of the text times DENSE, at most 1.
    """
    tokens = analysis.stems(text, language)
    placed = [(at, n) for n, term in enumerate(weights) for at in find_term(tokens, term)]
    present = {n for _, n in placed}
    covered = sum(weight for n, weight in enumerate(weights.values()) if n in present)
    if len(present) < 2:
        return covered, min(1.0, DENSE * len(placed) / len(tokens)) if len(weights) == 1 and placed else 0.0
    return covered, len(present) / _shortest_window(sorted(placed), len(present))


def _shortest_window(placed: Sequence[tuple[int, int]], kinds: int) -> int:
    """The length in words of the shortest stretch that contains every kind at least once; `placed`: (index, kind)."""
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
