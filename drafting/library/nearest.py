"""The closest agreed language: paragraphs that share rare stems or runs of words, ordered by how alike they read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from drafting.diff.words import segments
from drafting.lexicon import detect
from drafting.library import analysis
from drafting.library.engines import Engine, answers
from drafting.library.match_percent import match_percent
from drafting.library.models import Filters, Group, Hit, TokenWeights, WordQuery
from drafting.text.similarity import char_ratio, word_ratio

POOL = 100
"""Paragraphs compared letter by letter with the one asked about."""
COMPARED_BY_WORD = 20
"""Those of them that are compared word by word too."""
AGE_PENALTY, OLDEST_PENALTY = 0.01, 10
"""How much more differences count for each year that a paragraph is older than the newest one found, up to so many
years: of wordings about as close, drafters start from the latest. Equal wordings stay first."""
POSTINGS = 20_000
"""Posting-list entries read for one paragraph in a large library; a quarter of it plus a tenth of the paragraphs in a
small one. On renewed paragraphs among 38,000 and among 190,000, reading more finds hardly more."""
FEWEST_STEMS = 3
"""Stems that are looked up whatever they cost."""
FORMULA = 8
"""A text of at most so many frequent words and few others is a formula ("Recalling its resolution …"). Its uses differ
in their numbers, so the shortest paragraphs that contain all the frequent words are compared too."""


def nearest(engine: Engine, text: str, filters: Filters, limit: int, pool: int = POOL) -> tuple[Hit, ...]:
    """The paragraphs closest to a text, closest first, each with its match %; () where nothing is in common.

    `score` goes from 0 to 100: a third for the stems in common in the same order, a third for the letters in common
    with the words sorted, a third for those letters as typed; see also AGE_PENALTY.
    """
    words = analysis.words(text)
    if not words or limit < 1:
        return ()
    language = filters.language or detect(text)
    candidates = _find_candidates(engine, words, language, filters, max(pool, limit))
    letters = _most_alike_by_letters(text, engine.store.texts(candidates), max(COMPARED_BY_WORD, 2 * limit))
    hits = engine.store.paragraphs(letters).values()
    newest = max((hit.year or 0 for hit in hits), default=0)
    likeness = _Likeness(words, language)
    scored = []
    for hit in hits:
        alike = likeness(analysis.words(hit.text), letters[hit.id])
        age = min(OLDEST_PENALTY, newest - (hit.year or 0))
        scored.append((round((1 - alike) * (1 + AGE_PENALTY * age), 6), -(hit.year or 0), hit.arrival, hit))
    scored.sort(key=lambda s: s[:3])
    return tuple(
        replace(hit, score=round(100 * max(0.0, 1 - distance), 4), match=match_percent(text, hit.text))
        for distance, _, _, hit in scored[:limit]
    )


def _most_alike_by_letters(text: str, others: Mapping[str, str], limit: int) -> dict[str, float]:
    """The keys of the texts whose sorted words have most letters in common with this one's, with how much (0 to 1)."""
    order = {key: n for n, key in enumerate(others)}
    ratios = process.extract(text, others, scorer=fuzz.token_sort_ratio, processor=None, limit=None)
    best = sorted((-ratio, order[key], key) for _, ratio, key in ratios)[:limit]
    return {key: -ratio / 100 for ratio, _, key in best}


class _Likeness:
    """How alike other texts are to one, from 0 to 1.

    The mean of three indel similarities that miss different things: stems in order miss clauses that moved, letters of
    the sorted words miss order, folded words miss capitals and signs. Their plain mean did as well as any weights tried
    on renewed paragraphs (`benchmarks/renewals.py`), in libraries of both sizes.
    """

    def __init__(self, words: list[str], language: str) -> None:
        self._language = language
        self._stems = analysis.stem(words, language)
        self._letters = " ".join(sorted(words))

    def __call__(self, words: list[str], typed: float) -> float:
        """`words`: folded; `typed`: the similarity of the letters of the sorted words as they were typed."""
        stems = word_ratio(self._stems, analysis.stem(words, self._language))
        letters = char_ratio(self._letters, " ".join(sorted(words)))
        return (stems + letters + typed) / 3


def group_by_wording(engine: Engine, text: str, filters: Filters, limit: int) -> tuple[Group, ...]:
    """The closest wordings, each once with all the paragraphs that read the same, and what differs word by word."""
    hits = nearest(engine, text, filters, max(COMPARED_BY_WORD, 4 * limit))
    same = engine.store.same_words([hit.id for hit in hits], filters)
    wordings: dict[str, Hit] = {}
    for hit in hits:
        wordings.setdefault(same.get(hit.id, (hit.id,))[0], hit)
    first = list(wordings.values())[:limit]
    uses = engine.store.paragraphs(key for hit in first for key in same.get(hit.id, (hit.id,)))
    return tuple(
        Group(
            hit,
            _newest_first(uses[key] for key in same.get(hit.id, (hit.id,))),
            tuple((s.op, s.text) for s in segments(hit.text, text)),
        )
        for hit in first
    )


def _newest_first(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda h: (-(h.year or 0), h.arrival)))


def _find_candidates(engine: Engine, words: list[str], language: str, filters: Filters, pool: int) -> set[str]:
    """Keys of paragraphs worth comparing: by rare stems, by runs of words, by all frequent words of a formula."""
    tokens = dict(zip(analysis.stem(words, language), words, strict=True))
    known, total = engine.index.frequency(tokens), engine.index.size()
    weights = _weigh_rare_stems(known, total)
    keys = set(answers(engine.index, TokenWeights("stems", weights), filters, pool)) if weights else set()
    content = [t for t in tokens if t in known and not t.isdigit() and tokens[t] not in analysis.FUNCTION]
    left = [t for t in content if t not in weights]
    mostly_frequent = len(weights) < len(known) / 2
    if mostly_frequent:  # most stems are too frequent to look up: runs of words find the formulas
        runs = TokenWeights("prints", dict.fromkeys(analysis.prints(words), 1.0))
        keys |= answers(engine.index, runs, filters, pool // 3).keys()
    if 0 < len(left) <= FORMULA and (mostly_frequent or len(left) > len(content) / 2):
        keys |= answers(engine.index, WordQuery(tuple(((t,),) for t in left)), filters, pool // 3).keys()
    return keys


def _weigh_rare_stems(known: Mapping[str, int], total: int) -> dict[str, float]:
    """The rarest stems that can be looked up for POSTINGS, with their inverse frequency as weight."""
    weights: dict[str, float] = {}
    spent, most = 0, min(POSTINGS, POSTINGS // 4 + total // 10)
    for token in sorted(known, key=lambda t: (known[t], t)):
        spent += known[token]
        if spent > most and len(weights) >= FEWEST_STEMS:
            break
        weights[token] = math.log(1 + total / known[token])
    return weights
