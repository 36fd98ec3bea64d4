"""Nearest agreed language: paragraphs that share rare stems or runs of words, put in order by how alike they read."""

from __future__ import annotations

import math
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from drafting.lexicon import detect
from drafting.library import analysis
from drafting.library.engine import Engine
from drafting.library.records import Filters, Hit

POOL = 100
"""Paragraphs compared letter by letter with the one asked about."""
CLOSE = 30
"""Those of them that are compared word by word too."""
POSTINGS = 10_000
"""Posting-list entries read for one question: measured on renewed paragraphs, more finds no more."""
LEAST = 3
"""Stems that are looked up whatever they cost."""
MOVED = 0.4
"""Weight of likeness whatever the order of the words, beside likeness in order: clauses move when texts are renewed."""


def nearest(engine: Engine, text: str, filters: Filters, limit: int, pool: int = POOL) -> tuple[Hit, ...]:
    """The closest paragraphs to a text, closest first, each with its match %. Nothing in common: nothing found.

    `score` goes to 100: word-level indel similarity of the folded words, with some credit for words that only moved.
    """
    tokens = analysis.words(text)
    if not tokens or limit < 1:
        return ()
    rows = _candidates(engine, tokens, filters.language or detect(text), filters, max(pool, limit))
    typed = sorted(engine.get(rows).values(), key=lambda h: (-fuzz.ratio(text, h.text), h.row))
    ordered = sorted(tokens)
    scored = []
    for hit in typed[: max(CLOSE, 2 * limit)]:
        words = analysis.words(hit.text)
        alike = Indel.normalized_similarity(tokens, words)
        moved = Indel.normalized_similarity(ordered, sorted(words))
        scored.append((-(alike + MOVED * moved) / (1 + MOVED), -(hit.year or 0), hit.row, hit))
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
    if len(plan) < len(known) / 2:  # most stems are too frequent to look up: runs of words find the formulas
        rows |= dict(engine.score("prints", dict.fromkeys(analysis.prints(words), 1.0), filters, pool // 3))
    return sorted(rows)
