"""Nearest agreed language: paragraphs that share rare stems or runs of words, put in order by how alike they read."""

from __future__ import annotations

import math
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from drafting.library import analysis
from drafting.library.engine import Engine
from drafting.library.records import Filters, Hit

POOL = 150
"""Paragraphs compared word by word with the one asked about."""
POSTINGS = 15_000
"""Posting-list entries read for one question: measured on renewed paragraphs, more finds no more."""
LEAST = 3
"""Stems that are looked up whatever they cost."""
TYPED = 0.5
"""Weight of likeness letter by letter beside likeness word by word."""


def nearest(engine: Engine, text: str, filters: Filters, limit: int, pool: int = POOL) -> tuple[Hit, ...]:
    """The closest paragraphs to a text, closest first, each with its match %. Nothing in common: nothing found.

    `score` is 100 for the same words: word-level indel similarity of the folded words, and half as much of
    letter-level similarity, so that of two equal counts of words the one with the likelier words comes first.
    """
    tokens = analysis.words(text)
    if not tokens or limit < 1:
        return ()
    rows = _candidates(engine, tokens, filters.language or analysis.guess_language(text), filters, max(pool, limit))
    scored = []
    for hit in engine.get(rows).values():
        alike = Indel.normalized_similarity(tokens, analysis.words(hit.text))
        typed = fuzz.ratio(text, hit.text) / 100
        scored.append((-(alike + TYPED * typed) / (1 + TYPED), -(hit.year or 0), hit.row, hit))
    scored.sort(key=lambda s: s[:3])
    return tuple(
        replace(hit, score=round(-100 * score, 4), match=analysis.match_percent(text, hit.text))
        for score, _, _, hit in scored[:limit]
    )


def _candidates(engine: Engine, words: list[str], language: str, filters: Filters, pool: int) -> list[int]:
    known, total = engine.frequency(set(analysis.stem(words, language))), engine.count()
    plan: dict[str, float] = {}
    spent = 0
    for token in sorted(known, key=lambda t: (known[t], t)):
        spent += known[token]
        if spent > POSTINGS and len(plan) >= LEAST:
            break
        plan[token] = math.log(1 + total / known[token])
    rows = dict(engine.score("stems", plan, filters, pool)) if plan else {}
    if spent > POSTINGS:  # frequent stems were left out: runs of words find the formulas
        rows |= dict(engine.score("prints", dict.fromkeys(analysis.prints(words), 1.0), filters, pool // 3))
    return sorted(rows)
