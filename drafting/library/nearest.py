"""Nearest agreed language: paragraphs that share rare stems or runs of words, put in order by how alike they read."""

from __future__ import annotations

import math
from dataclasses import replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from drafting.diff.words import segments
from drafting.lexicon import detect
from drafting.library import analysis
from drafting.library.engines import Engine
from drafting.library.models import Filters, Group, Hit, Query

POOL = 100
"""Paragraphs compared letter by letter with the one asked about."""
CLOSE = 20
"""Those of them that are compared word by word too."""
OLDER, OLDEST = 0.01, 10
"""What differs counts so much more for each year that a paragraph is older than the newest one found, up to so many
years: of wordings about as close the latest is the one that drafters start from. Equal wordings stay on top."""
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

    `score` goes to 100: a third for the stems in common in the same order, a third for the letters in common with the
    words sorted, a third for the same as typed; what differs counts more the older the paragraph is (OLDER, OLDEST).
    """
    tokens = analysis.words(text)
    if not tokens or limit < 1:
        return ()
    language = filters.language or detect(text)
    rows = _candidates(engine, tokens, language, filters, max(pool, limit))
    typed = process.extract(text, engine.texts(rows), scorer=fuzz.token_sort_ratio, processor=None, limit=None)
    best = sorted((-ratio, row) for _, ratio, row in typed)[: max(CLOSE, 2 * limit)]
    letters = {row: -ratio / 100 for ratio, row in best}
    hits = engine.get(letters).values()
    newest = max((hit.year or 0 for hit in hits), default=0)
    likeness = _Likeness(tokens, language)
    scored = []
    for hit in hits:
        alike = likeness(analysis.words(hit.text), letters[hit.row])
        aged = 1 + OLDER * min(OLDEST, newest - (hit.year or 0))
        scored.append((round((1 - alike) * aged, 6), -(hit.year or 0), hit.row, hit))
    scored.sort(key=lambda s: s[:3])
    return tuple(
        replace(hit, score=round(100 * max(0.0, 1 - far), 4), match=analysis.match_percent(text, hit.text))
        for far, _, _, hit in scored[:limit]
    )


class _Likeness:
    """How alike other texts are to one, from 0 to 1.

    The mean of three indel similarities that miss different things: stems in order know nothing of clauses that moved,
    letters of the sorted words nothing of order, folded ones nothing of capitals and signs. Their plain mean did as
    well as any weights tried on renewals mined for it (`benchmarks/renewals.py`), in libraries of both sizes.
    """

    def __init__(self, words: list[str], language: str) -> None:
        self._language = language
        self._stems = analysis.stem(words, language)
        self._letters = " ".join(sorted(words))

    def __call__(self, words: list[str], typed: float) -> float:
        """`words`: folded; `typed`: the similarity of the letters of the sorted words as they were typed."""
        alike = Indel.normalized_similarity(self._stems, analysis.stem(words, self._language))
        letters = Indel.normalized_similarity(self._letters, " ".join(sorted(words)))
        return (alike + letters + typed) / 3


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
    telling = [t for t in tokens if t in known and not t.isdigit() and tokens[t] not in analysis.FUNCTION]
    left = [t for t in telling if t not in plan]
    frequent = len(plan) < len(known) / 2
    if frequent:  # most stems are too frequent to look up: runs of words find the formulas
        rows |= dict(engine.score("prints", dict.fromkeys(analysis.prints(words), 1.0), filters, pool // 3)).keys()
    if 0 < len(left) <= FORMULA and (frequent or len(left) > len(telling) / 2):
        rows |= dict(engine.match(Query(tuple(((t,),) for t in left)), filters, pool // 3)).keys()
    return sorted(rows)
