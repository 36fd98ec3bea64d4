"""Nearest agreed language: paragraphs that share rare stems or runs of words, put in order by how alike they read."""

from __future__ import annotations

import math
from dataclasses import replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from drafting.diff.words import segments
from drafting.lexicon import detect
from drafting.library import analysis
from drafting.library.engine import Engine
from drafting.library.grasp import grasped
from drafting.library.records import Filters, Group, Hit, Query

POOL = 100
"""Paragraphs compared letter by letter with the one asked about."""
CLOSE = 20
"""Those of them that are compared word by word too."""
POSTINGS = 20_000
"""Posting-list entries read for one question in a large library; a quarter of it and a tenth of the paragraphs in a
small one. On renewed paragraphs among 38,000 and among 190,000 more finds hardly more."""
LEAST = 3
"""Stems that are looked up whatever they cost."""
FORMULA = 8
"""A text of so many frequent words and few others is a formula ("Recalling its resolution …"): what differs between
its uses are the numbers, so the shortest paragraphs that hold all the frequent words are looked at too."""


def nearest(engine: Engine, text: str, filters: Filters, limit: int, pool: int = POOL) -> tuple[Hit, ...]:
    """The closest paragraphs to a text, closest first, each with its match %. Nothing in common: nothing found.

    `score` goes to 100: half for the stems in common in the same order, half for the letters in common in any order.
    """
    tokens = analysis.words(text)
    if not tokens or limit < 1:
        return ()
    language = filters.language or detect(text)
    rows = _candidates(engine, tokens, language, filters, max(pool, limit))
    typed = process.extract(text, engine.texts(rows), scorer=fuzz.token_sort_ratio, processor=None, limit=None)
    best = sorted((-ratio, row) for _, ratio, row in typed)[: max(CLOSE, 2 * limit)]
    likeness = _Likeness(tokens, language)
    scored = [
        (-likeness(analysis.words(hit.text)), -(hit.year or 0), hit.row, hit)
        for hit in engine.get(row for _, row in best).values()
    ]
    scored.sort(key=lambda s: s[:3])
    return tuple(
        replace(grasped(hit), score=round(-100 * score, 4), match=analysis.match_percent(text, hit.text))
        for score, _, _, hit in scored[:limit]
    )


class _Likeness:
    """How alike other texts are to one, from 0 to 1; all are given as folded words.

    The mean of two indel similarities that miss different things: stems in order know nothing of clauses that moved,
    letters of the sorted words nothing of order. Their plain mean did as well on renewals held out
    (`benchmarks/renewals.py`) as any weights and any third measure tried.
    """

    def __init__(self, words: list[str], language: str) -> None:
        self._language = language
        self._stems = analysis.stem(words, language)
        self._ordered = sorted(words)
        self._letters = " ".join(self._ordered)

    def __call__(self, words: list[str]) -> float:
        ordered = sorted(words)
        alike = Indel.normalized_similarity(self._stems, analysis.stem(words, self._language))
        letters = Indel.normalized_similarity(self._letters, " ".join(ordered))
        return (alike + letters) / 2


def groups(engine: Engine, text: str, filters: Filters, limit: int) -> tuple[Group, ...]:
    """The closest wordings, each once with all the paragraphs that read the same, and what differs word by word."""
    hits = nearest(engine, text, filters, max(CLOSE, 4 * limit))
    same = engine.same([hit.row for hit in hits], filters)
    found: dict[int, Hit] = {}
    for hit in hits:
        found.setdefault(min(same.get(hit.row, (hit.row,))), hit)
    first = list(found.values())[:limit]
    uses = engine.get(sorted({row for hit in first for row in same.get(hit.row, (hit.row,))}))
    return tuple(
        Group(
            hit,
            tuple(sorted((uses[row] for row in same.get(hit.row, (hit.row,))), key=lambda h: (-(h.year or 0), h.row))),
            tuple((s.op, s.text) for s in segments(hit.text, text)),
        )
        for hit in first
    )


def _candidates(engine: Engine, words: list[str], language: str, filters: Filters, pool: int) -> list[int]:
    tokens = dict(zip(analysis.stem(words, language), words, strict=True))
    known, total = engine.frequency(tokens), engine.count()
    plan: dict[str, float] = {}
    spent, most = 0, min(POSTINGS, POSTINGS // 4 + total // 10)
    for token in sorted(known, key=lambda t: (known[t], t)):
        spent += known[token]
        if spent > most and len(plan) >= LEAST:
            break
        plan[token] = math.log(1 + total / known[token])
    rows = set(dict(engine.score("stems", plan, filters, pool))) if plan else set()
    if len(plan) < len(known) / 2:  # most stems are too frequent to look up: runs of words find the formulas
        rows |= dict(engine.score("prints", dict.fromkeys(analysis.prints(words), 1.0), filters, pool // 3)).keys()
        left = [t for t in tokens if t in known and t not in plan]
        left = [t for t in left if not t.isdigit() and tokens[t] not in analysis.FUNCTION]
        if 0 < len(left) <= FORMULA:
            rows |= dict(engine.match(Query(tuple(((t,),) for t in left)), filters, pool // 3)).keys()
    return sorted(rows)
