"""A resolution as the JSON of `drafting read` (schema drafting/read/1): plain dicts and lists, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafting.model.address import Address, anchors, items, places
from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, Note, Resolution, Span, Table

SCHEMA = "drafting/read/1"


def record(resolution: Resolution) -> dict[str, Any]:
    """The record of a resolution, keys in the order of the contract; `docs/schema/read.json` describes it."""
    hanging = anchors(resolution)
    return {
        "schema": SCHEMA,
        "source": resolution.source,
        "language": resolution.language,
        "kind": resolution.kind,
        "symbol": resolution.symbol,
        "organ": resolution.organ,
        "title": resolution.title,
        "status": resolution.status,
        "adopted": resolution.adopted,
        "session": resolution.session,
        "agenda_item": resolution.agenda_item,
        "archive_code": resolution.archive_code,
        "sponsors": list(resolution.sponsors),
        "decision": resolution.decision,
        "blocks": list(_blocks(resolution)),
        "footnotes": [_footnote(note, hanging.get(note.mark, [])) for note in resolution.footnotes],
        "revisions": [
            {"kind": r.kind, "author": r.author, "date": r.date, "at": r.at, "text": r.text}
            for r in resolution.revisions
        ],
        "comments": [{"author": c.author, "date": c.date, "at": c.at, "text": c.text} for c in resolution.comments],
        "notes": [_note(note) for note in resolution.notes],
        "word": None if resolution.word is None else dict(resolution.word),
    }


def _blocks(resolution: Resolution) -> Iterator[dict[str, Any]]:
    above: list[tuple[int, str]] = []
    for at, block in places(resolution):
        if at.items:
            continue  # items are listed under their paragraph
        if isinstance(block, Heading):
            above = [h for h in above if h[0] < block.level]
        yield _block(block, at, [text for _, text in above])
        if isinstance(block, Heading):
            above.append((block.level, block.text))


def _block(block: Block, at: Address, section: list[str]) -> dict[str, Any]:
    """One block. All blocks have the same keys, so that a script need not look at the type first."""
    children: list[dict[str, Any]] = []
    if isinstance(block, Clause):
        direct = [(a, c) for a, c in items(block, at) if len(a.items) == len(at.items) + 1]
        children = [_block(child, place, section) for place, child in direct]
    return {
        "type": _TYPES[type(block)],
        "part": block.part,
        "address": str(at),
        "role": block.role if isinstance(block, Line) else None,
        "label": block.label if isinstance(block, Clause | Heading) else None,
        "level": block.level if isinstance(block, Clause | Heading) else 0,
        "section": section,
        "opening": block.opening if isinstance(block, Clause) else "",
        "text": "" if isinstance(block, Table) else block.text,
        "spans": [] if isinstance(block, Table) else [_span(s) for s in block.spans],
        "rows": [list(row) for row in block.rows] if isinstance(block, Table) else [],
        "children": children,
        "footnotes": [ref.mark for ref in block.refs],
    }


_TYPES = {Clause: "clause", Heading: "heading", Line: "line", Table: "table"}


def _span(span: Span) -> dict[str, Any]:
    found: dict[str, Any] = {"start": span.start, "end": span.end, "kind": span.kind}
    return found | ({"target": span.target} if span.target else {})


def _footnote(note: Footnote, hanging: list[tuple[Address, int]]) -> dict[str, Any]:
    return {
        "mark": note.mark,
        "text": note.text,
        "kind": note.kind,
        "states": list(note.states),
        "groups": list(note.groups),
        "status": note.status,
        "scope": note.scope,
        **({"scope_words": note.words} if note.words else {}),
        **({"names_as_printed": list(note.names)} if note.names else {}),
        "anchors": [{"at": str(at), "offset": offset} for at, offset in hanging],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "code": note.code,
        "severity": note.severity,
        "message": note.message,
        "where": note.where,
        "before": note.before,
        "after": note.after,
    }
