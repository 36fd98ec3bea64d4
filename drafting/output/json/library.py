"""The JSON records of what the precedent library and the drafting helper answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.compose.models import Suggestion
    from drafting.compose.review import DraftReview
    from drafting.library.lineage import Step
    from drafting.library.models import Added, Hit, Results, Stats, TraceSpan
    from drafting.library.provenance import Provenance
    from drafting.library.standard_wording import Standard
    from drafting.negotiate.reservations.past_statements import RecurringStatement

_HIT_KEYS = (
    "id", "symbol", "year", "text", "score", "match", "organ", "language", "kind", "number", "title", "section",
    "status", "source", "opening", "addressee",
)  # fmt: skip


def hit_record(hit: Hit) -> dict[str, Any]:
    """A paragraph of the library."""
    return {key: getattr(hit, key) for key in _HIT_KEYS} | {"class": hit.class_, "reserved": list(hit.reserved)}


def search_record(query: str, results: Results, *, facets: bool = False) -> dict[str, Any]:
    """The answer of `library search`; with `facets` how many paragraphs answer, by property."""
    return {
        "schema": "drafting/library-search/1",
        "query": query,
        "every_word": results.every_word,
        **({"facets": results.facets} if facets else {}),
        "hits": [hit_record(h) for h in results],
    }


def nearest_record(text: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """The answer of `library nearest` for a paragraph."""
    return {"schema": "drafting/library-nearest/1", "text": text, "hits": [hit_record(h) for h in hits]}


def standard_record(topic: str, wordings: Sequence[Standard]) -> dict[str, Any]:
    """The answer of `library standard` for a topic."""
    return {
        "schema": "drafting/library-standard/1",
        "topic": topic,
        "wordings": [
            {"pattern": s.pattern, "why": s.why, "hit": hit_record(s.hit), "versions": [h.id for h in s.versions]}
            for s in wordings
        ],
    }


def trace_record(text: str, spans: Sequence[TraceSpan]) -> dict[str, Any]:
    """The answer of `library trace` for a paragraph."""
    return {"schema": "drafting/library-trace/1", "text": text, "spans": _spans(text, spans)}


def provenance_record(traced: Provenance, source: str) -> dict[str, Any]:
    """The answer of `library trace` for a whole draft; `source` names its file."""
    return {
        "schema": "drafting/library-trace/1",
        "source": source,
        "percent": traced.percent,
        "words": traced.words,
        "agreed": traced.agreed,
        "left_out": list(traced.itself),
        "sources": [{"document": document, "words": words} for document, words in traced.sources],
        "paragraphs": [
            {
                "at": p.at,
                "label": p.label,
                "text": p.text,
                "words": p.words,
                "agreed": p.agreed,
                "percent": p.percent,
                "spans": _spans(p.text, p.spans),
            }
            for p in traced.paragraphs
        ],
    }


def _spans(text: str, spans: Sequence[TraceSpan]) -> list[dict[str, Any]]:
    return [
        {
            "start": s.start,
            "end": s.end,
            "words": s.words,
            "text": text[s.start : s.end],
            "hits": [hit_record(h) for h in s.hits],
        }
        for s in spans
    ]


def lineage_record(text: str, steps: Sequence[Step], others: Sequence[Hit]) -> dict[str, Any]:
    """The answer of `library lineage`: the wordings of a paragraph, and others on its subject."""
    return {
        "schema": "drafting/library-lineage/1",
        "text": text,
        "steps": [
            {
                "hit": hit_record(s.hit),
                "match": s.match,
                "link": s.link,
                "opening": s.opening,
                "strength": s.strength,
                "segments": [list(pair) for pair in s.segments],
            }
            for s in steps
        ],
        "subject": [hit_record(hit) for hit in others],
    }


def added_record(added: Added) -> dict[str, Any]:
    """What `library add` did."""
    return {"schema": "drafting/library-add/1", **asdict(added)}


def stats_record(stats: Stats) -> dict[str, Any]:
    """How much a library holds; "" counts paragraphs without the property."""
    counts: dict[str, Mapping[Any, int]] = {
        "languages": stats.languages,
        "kinds": stats.kinds,
        "organs": stats.organs,
        "years": stats.years,
    }
    return {
        "schema": "drafting/library-stats/1",
        "path": str(stats.path) if stats.path else None,
        "size": stats.size,
        "documents": stats.documents,
        "drafts": stats.drafts,
        "paragraphs": stats.paragraphs,
        **{name: {"" if k is None else str(k): n for k, n in found.items()} for name, found in counts.items()},
    }


def suggestions_record(topic: str, suggestions: Sequence[Suggestion]) -> dict[str, Any]:
    """The answer of `suggest` for a topic."""
    return {"schema": "drafting/suggest/1", "topic": topic, "suggestions": [s.to_dict() for s in suggestions]}


def review_record(review: DraftReview, source: str) -> dict[str, Any]:
    """The answer of `suggest --for` for a whole draft; `source` names its file."""
    return {
        "schema": "drafting/suggest-for/1",
        "source": source,
        "paragraphs": [
            {
                "at": p.at,
                "text": p.text,
                "agreed": [
                    {
                        "hit": hit_record(g.hit),
                        "match": g.hit.match,
                        "texts": g.texts,
                        "uses": [h.id for h in g.uses],
                        "reserved": list(g.reserved),
                        "segments": [list(s) for s in g.segments],
                    }
                    for g in p.groups
                ],
            }
            for p in review.paragraphs
        ],
        "missing": [
            {
                "kind": m.kind,
                "after": m.after or None,
                "section": list(m.section),
                "texts": m.texts,
                "hit": hit_record(m.uses[0]),
                "uses": [h.id for h in m.uses],
            }
            for m in review.missing
        ],
    }


def past_statements_record(
    state: str, theme: str, notes: Sequence[RecurringStatement], missing: Mapping[str, str]
) -> dict[str, Any]:
    """The answer of `reservations --standing`; `missing`: the texts that could not be read, with the reason."""
    return {
        "schema": "drafting/standing-notes/1",
        "state": state,
        "on": theme or None,
        "notes": [note.to_dict() for note in notes],
        "missing": [{"name": name, "why": why} for name, why in sorted(missing.items())],
    }
