"""The ledger and the cockpit arranged for the eye: what the writers print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PureWindowsPath

from drafting.diff.words import segments
from drafting.lexicon import LANGUAGES, load
from drafting.model.address import places
from drafting.negotiate.brackets import Cockpit
from drafting.negotiate.brackets.parse import parse
from drafting.negotiate.brackets.status import Paragraph
from drafting.negotiate.reservations import Change, Ledger, Statement
from drafting.negotiate.reservations.tracking import ALERTS, Event
from drafting.output.brackets import BracketBoard, BracketRow, Holder, Piece
from drafting.output.reservations import Board, Cell, Happening, NoteLine, Spot, Stage
from drafting.output.standing import PastLine
from drafting.text.shorten import shorten

_WIDTH = 70
"""Characters of a place's words in the matrix."""


def board(ledger: Ledger, language: str = "") -> Board:
    """The ledger arranged; `language` of its own words, that of the last text where not given."""
    last = ledger.revisions[-1]
    tongue = language or last.language
    holding = [s for s in ledger.statements if s.standing and s.entries[-1].revision == len(ledger.revisions) - 1]
    order = {str(at): n for n, (at, _) in enumerate(places(last))}
    hanging = {p.at: p.text for s in holding for p in s.last.hangs}
    spots = [Spot(at, shorten(hanging[at], _WIDTH)) for at in sorted(hanging, key=lambda at: order.get(at, len(order)))]
    voices = dict.fromkeys(v.removeprefix("group:") for s in holding for v in s.last.voices if v)
    counts = Counter(v.removeprefix("group:") for s in holding for v in s.last.voices if v)
    return Board(
        title=last.called,
        language=tongue,
        revisions=tuple(PureWindowsPath(r.source).name for r in ledger.revisions),
        spots=tuple(spots),
        states=tuple((code, _name(code, tongue)) for code in sorted(voices)),
        cells=_cells(ledger, holding),
        lines=tuple(_line(ledger, s) for s in ledger.statements),
        happenings=tuple(_happening(c) for c in ledger.changes),
        remarks=tuple((r.kind, _who(r.states, r.groups), r.place.at, r.place.text) for r in ledger.remarks),
        counts=dict(sorted(counts.items(), key=lambda c: (-c[1], c[0]))),
        past=_past(ledger),
    )


def _past(ledger: Ledger) -> tuple[PastLine, ...]:
    if not ledger.past:
        return ()
    from drafting.negotiate.reservations.past_statements import past_line  # brings the library along

    known = [(s.last.place.at, ledger.past.get(s.number), s.last.text) for s in ledger.statements]
    return tuple(past_line(at, note, text) for at, note, text in known if note)


def _cells(ledger: Ledger, holding: list[Statement]) -> dict[tuple[str, str], Cell]:
    now = len(ledger.revisions) - 1
    touched = {
        (c.statement, "" if c.event.under else c.event.after.at)
        for c in ledger.alerts if c.event.after and c.event.after.revision == now
    }  # fmt: skip
    cells: dict[tuple[str, str], Cell] = {}
    for note, place, voice in ((s, p, v) for s in holding for p in s.last.hangs for v in s.last.voices if v):
        before = cells.get(key := (place.at, voice.removeprefix("group:")), Cell())
        alert = before.alert or bool(touched & {(note.number, ""), (note.number, place.at)})
        cells[key] = Cell((*before.kinds, note.last.kind), alert, (*before.lines, note.number))
    return cells


def _line(ledger: Ledger, s: Statement) -> NoteLine:
    return NoteLine(
        number=s.number,
        who=_who(s.last.states, s.last.groups) or "–",
        kind=s.last.kind,
        scope=s.last.scope,
        status=s.status,
        since=_origin(ledger, s).entries[0].revision,
        at=", ".join(p.at for p in s.last.hangs),
        text=s.last.text,
        stages=tuple(_stage(ledger, s, n) for n in range(len(ledger.revisions))),
    )


def _origin(ledger: Ledger, s: Statement) -> Statement:
    """The first of the notes that a note goes on from."""
    while s.continues is not None:
        s = ledger.statements[s.continues]
    return s


def _stage(ledger: Ledger, s: Statement, revision: int) -> Stage:
    entry = s.at(revision)
    joint = ledger.statements[s.continues] if s.continues is not None else None
    if entry is None and joint and revision < s.entries[0].revision:  # the joint note it was part of
        entry = joint.at(revision)
    mine = [c.event for c in ledger.changes if c.statement == s.number and _revision(c.event) == revision]
    kinds = tuple(dict.fromkeys(e.kind for e in mine))
    return Stage(", ".join(p.at for p in entry.hangs) if entry else "", entry.mark if entry else "", kinds)


def _revision(event: Event) -> int:
    """The revision in which it happened: a note that is gone went in the one after its last."""
    if event.after is not None:
        return event.after.revision
    return event.before.revision + 1 if event.before else 0


def _happening(change: Change) -> Happening:
    e = change.event
    return Happening(
        revision=_revision(e),
        kind=e.kind,
        who=_who(e.states, e.groups) or "–",
        old_at=e.before.at if e.before else "",
        new_at=e.after.at if e.after else "",
        under=e.under,
        segments=segments(e.old, e.new) if e.old or e.new else (),
        line=change.statement,
        alert=e.kind in ALERTS,
        pieces=e.to_all,
    )


def _who(states: tuple[str, ...], groups: tuple[str, ...]) -> str:
    return ", ".join([*states, *groups])


def _name(code: str, language: str) -> str:
    return load(language if language in LANGUAGES else "en").delegations.name(code)


def bracket_board(found: Cockpit, language: str = "", before: Sequence[Cockpit] = ()) -> BracketBoard:
    """The cockpit arranged; `before`: those of earlier revisions, oldest first, for the falling line."""
    tongue = language or found.language
    history = tuple((PureWindowsPath(c.source).name, c.by_section()) for c in (*before, found))
    return BracketBoard(
        title=found.title,
        language=tongue,
        open=found.open_brackets,
        signs=(found.opening_signs, found.closing_signs),
        unbalanced=tuple(p.at for p in found.unbalanced),
        statuses=tuple(found.by_status().items()),
        sections=tuple((name, n) for name, n in found.by_section().items() if n),
        holders=tuple(
            Holder(code, _name(code, tongue), *(tuple(roles[r]) for r in ("proposes", "pending", "delete")))
            for code, roles in found.by_delegation().items()
        ),
        rows=tuple(_bracket_row(p, found.language) for p in found.paragraphs),
        history=history if before else (),
    )


def _bracket_row(p: Paragraph, language: str) -> BracketRow:
    alternatives = tuple(" | ".join(a.choices) for a in p.alternatives)
    relations = tuple(
        (key, value)
        for key, value in (
            ("alternative_of", p.alternative_of), ("inserted_after", p.inserted_after), ("runs_to", p.runs_to),
            ("continues", p.continues), ("option", p.option),
        )
        if value
    )  # fmt: skip
    return BracketRow(
        p.at, p.label, p.section[-1] if p.section else "", p.status, p.open_brackets, p.fault,
        tuple(dict.fromkeys((*p.delegations, *p.groups))), p.pending_on, p.delete_asked_by, alternatives, relations,
        _pieces(p.text, language),
    )  # fmt: skip


def _pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The words cut where brackets open and close, each with its depth; marks apart from text."""
    parsed = parse(text, language)
    edges = {0, len(text)}
    depth = [0] * (len(text) + 1)
    mark = [False] * (len(text) + 1)
    for node, _ in parsed.walk():
        edges |= {node.start, node.end, *((t.start) for t in node.tails), *((t.end) for t in node.tails)}
        for k in range(node.start, node.end):
            if node.kind == "text":
                depth[k] += 1
            else:
                mark[k] = True
    tails = [*parsed.tails, *(t for node, _ in parsed.walk() for t in node.tails)]
    for tail in tails:
        edges |= {tail.start, tail.end}
        mark[tail.start : tail.end] = [True] * (tail.end - tail.start)
    order = sorted(edges)
    return tuple(Piece(text[a:b], depth[a], mark[a]) for a, b in pairwise(order) if a < b)
