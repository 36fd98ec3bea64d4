"""Every JSON record of the toolkit: pure functions from a result to plain dicts and lists, keys in the order of the
contract. `docs/schema/` describes each record; `drafting.app` writes the bytes."""

from __future__ import annotations

from drafting.output.json.library import (
    added_record,
    hit_record,
    lineage_record,
    nearest_record,
    past_statements_record,
    provenance_record,
    review_record,
    search_record,
    standard_record,
    stats_record,
    suggestions_record,
    trace_record,
)
from drafting.output.json.resolution import record

__all__ = [
    "record",
    "hit_record",
    "search_record",
    "nearest_record",
    "standard_record",
    "trace_record",
    "provenance_record",
    "lineage_record",
    "added_record",
    "stats_record",
    "suggestions_record",
    "review_record",
    "past_statements_record",
]
