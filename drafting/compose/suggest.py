"""Standard language for a topic: near-identical wordings together, ranked by relevance, then by use and recency."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from drafting.compose.house_forms import opening_of
from drafting.compose.models import STARTER, Suggestion, SuggestionSource, blanks_of
from drafting.compose.starter_library import starter_paragraphs
from drafting.library.library import Library
from drafting.library.match_percent import match_percent, typed_words
from drafting.library.models import ADOPTED, Hit
from drafting.library.query import Term, read_question
from drafting.library.search import term_closeness, weigh_terms
from drafting.text.similarity import word_ratio

POOL = 60
"""Paragraphs looked at for one topic, with all its words and again with any of them."""
SAME = 90
"""Match % from which two wordings count as one."""
COVERED = 0.5
"""Part of the topic's words, by weight, that a suggestion must hold."""
USES = 100
"""Uses that are counted at most."""
TIERS = 4
"""Relevance is put in so many steps; within one, adopted texts stand before drafts and the starter library."""

Cluster = list[tuple[float, Hit]]


def suggest(
    library: Library | None,
    topic: str,
    *,
    language: str | None = None,
    organ: str | None = None,
    kind: str | None = None,
    drafts: bool = False,
    limit: int = 10,
) -> tuple[Suggestion, ...]:
    """Wordings for a topic in a few words, best first; `kind` preambular or operative narrows them.

    Adopted texts stand before drafts (only with `drafts`) and before the starter library, within equal relevance.
    Without a library only the starter library is asked.
    """
    if limit < 1:
        return ()
    found: list[Suggestion] = []
    if library is not None:
        found += _from_library(library, topic, language, organ, kind, drafts, limit)
    found += _from_starter(library, topic, language, kind)
    found.sort(key=_rank)
    return tuple(found[:limit])


def _rank(suggestion: Suggestion) -> tuple[int, int, float, str]:
    order = {ADOPTED: 0, STARTER: 2}.get(suggestion.status, 1)
    return -math.floor(suggestion.relevance * TIERS + 1e-9), order, -suggestion.score, suggestion.text


def _weights(library: Library | None, topic: str, languages: Iterable[str]) -> dict[Term, float]:
    question = read_question(topic, languages)
    return weigh_terms(library.engine, question) if library is not None else dict.fromkeys(question.content, 1.0)


def _from_library(
    library: Library, topic: str, language: str | None, organ: str | None, kind: str | None, drafts: bool, limit: int
) -> list[Suggestion]:
    weights = _weights(library, topic, (language,) if language else library.languages())
    hits: dict[str, Hit] = {}
    for every in (True, False):
        for hit in library.search(topic, language=language, organ=organ, limit=POOL, drafts=drafts, every=every):
            hits.setdefault(hit.id, hit)
    ranked = sorted(_relevant(hits.values(), weights, kind), key=lambda r: (-r[0], -(r[1].year or 0), r[1].arrival))
    clusters = _clusters(ranked)[: 2 * limit]
    newest = max((hit.year or 0 for _, hit in ranked), default=0)
    return [_suggestion(library, cluster, newest, drafts) for cluster in clusters]


def _relevant(hits: Iterable[Hit], weights: Mapping[Term, float], kind: str | None) -> list[tuple[float, Hit]]:
    """The paragraphs of the kind asked for that hold enough of the topic, with their relevance (0 to 1)."""
    total = sum(weights.values()) or 1.0
    out = []
    for hit in hits:
        if kind_of(hit) in ((kind,) if kind else ("preambular", "operative")) and not hit.text.endswith(":"):
            covered, nearness = term_closeness(hit.text, hit.language, weights)
            if covered / total >= COVERED:
                out.append((covered / total * (0.75 + nearness / 4), hit))
    return out


def kind_of(hit: Hit) -> str:
    """preambular or operative, from the opening words where the source did not say; else what the source says."""
    if hit.kind in ("preambular", "operative", "item"):
        return hit.kind
    opening = opening_of(hit.text, hit.language)
    return opening.part if opening else hit.kind


def _clusters(ranked: Sequence[tuple[float, Hit]]) -> list[Cluster]:
    """Hits whose wording is nearly the same, together; the first of each is the most relevant."""
    clusters: list[tuple[list[str], Cluster]] = []
    for relevance, hit in ranked:
        words = typed_words(hit.text)[1]
        for head, members in clusters:
            if head and word_ratio(head, words, SAME / 100) >= SAME / 100:
                members.append((relevance, hit))
                break
        else:
            clusters.append((words, [(relevance, hit)]))
    return [members for _, members in clusters]


def _suggestion(library: Library, cluster: Cluster, newest: int, drafts: bool) -> Suggestion:
    relevance, head = cluster[0]
    near = library.nearest(head.text, language=head.language or None, limit=USES, drafts=drafts)
    alike = {hit.id: hit for hit in near if (hit.match or 0) >= SAME} | {hit.id: hit for _, hit in cluster}
    members = sorted(alike.values(), key=lambda h: (-(h.year or 0), h.arrival))
    text = _standard(members, head)
    adopted = [h for h in members if h.status == ADOPTED]
    years = sorted(h.year for h in (adopted or members) if h.year)
    uses = len({h.document for h in adopted})
    recency = (years[-1] - 1945) / max(newest - 1945, 1) if years else 0.0
    opening = opening_of(text, head.language)
    return Suggestion(
        text=text,
        kind=kind_of(head),
        language=head.language,
        sources=tuple(SuggestionSource.of(h) for h in sorted(members, key=lambda h: match_percent(h.text, text) < 100)),
        times_used=uses,
        first_use=years[0] if years else None,
        last_use=years[-1] if years else None,
        score=round(relevance * (1 + 0.1 * math.log2(1 + uses) + 0.2 * max(0.0, recency)), 4),
        relevance=round(relevance, 4),
        variants=tuple(dict.fromkeys(h.text for h in members if match_percent(h.text, text) < 100)),
        why=_why(relevance, uses, years),
        status=ADOPTED if adopted else members[0].status,
        form=opening.form if opening else "",
    )


def _standard(members: Sequence[Hit], head: Hit) -> str:
    """The wording that most members share to the letter; of equals the one most lately used, then the most relevant."""
    counts = Counter(h.text for h in members)
    latest = {h.text: h.year or 0 for h in reversed(members)}
    return max(counts, key=lambda t: (counts[t], latest[t], t == head.text, t))


def _why(relevance: float, uses: int, years: Sequence[int]) -> str:
    used = f"used in {uses} adopted text{'s' if uses != 1 else ''}" if uses else "in no adopted text"
    when = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    return f"{used}{when}; fits the topic {relevance:.0%}"


def _to_fill(text: str) -> str:
    blanks = blanks_of(text)
    return f"; to be filled in: {', '.join(blanks)}" if blanks else ""


def _from_starter(library: Library | None, topic: str, language: str | None, kind: str | None) -> list[Suggestion]:
    out = []
    weights = {lang: _weights(library, topic, (lang,)) for lang in sorted({p.language for p in starter_paragraphs()})}
    for paragraph in starter_paragraphs():
        terms = weights[paragraph.language]
        total = sum(terms.values())
        if (language and paragraph.language != language) or (kind and paragraph.kind != kind) or not total:
            continue
        _, nearness = term_closeness(paragraph.text, paragraph.language, terms)
        covered, _ = term_closeness(f"{paragraph.text} . {paragraph.about}", paragraph.language, terms)
        if covered / total < COVERED:
            continue
        relevance = covered / total * (0.75 + nearness / 4)
        out.append(
            Suggestion(
                text=paragraph.text,
                kind=paragraph.kind,
                language=paragraph.language,
                sources=(SuggestionSource(paragraph.id, None, paragraph.title, None, None, None, STARTER, STARTER),),
                score=round(relevance, 4),
                relevance=round(relevance, 4),
                why=f"starter library, in no adopted text; fits the topic {relevance:.0%}{_to_fill(paragraph.text)}",
                status=STARTER,
                form=paragraph.opening.form,
            )
        )
    return out
