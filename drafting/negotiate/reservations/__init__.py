"""The ledger of footnote statements over the revisions of a text: who holds out, where, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from drafting.compare import compare
from drafting.model.resolution import Resolution
from drafting.negotiate.reservations.entries import NotePlace, StatementEntry, statement_entries
from drafting.negotiate.reservations.tracking import RevisionStep, StatementEvent, StatementRemark, track_statements

if TYPE_CHECKING:
    from drafting.negotiate.reservations.past_statements import RecurringStatement

SCHEMA = "drafting/reservations/1"


@dataclass(frozen=True, slots=True)
class TrackedStatement:
    """One note through the revisions: an entry for each revision that has it, in order.

    `continues`: the number of the statement whose joint note was divided. `status` is that of the last entry, and
    "withdrawn" when a later revision no longer has the note.
    """

    number: int
    entries: tuple[StatementEntry, ...]
    status: str
    continues: int | None = None

    @property
    def last(self) -> StatementEntry:
        """The note as it stands in the last revision that has it."""
        return self.entries[-1]

    @property
    def standing(self) -> bool:
        """True when it holds somebody back: neither information nor withdrawn."""
        return self.last.kind != "information" and self.status != "withdrawn"

    def at(self, revision: int) -> StatementEntry | None:
        """The entry of a revision, or None."""
        return next((e for e in self.entries if e.revision == revision), None)


@dataclass(frozen=True, slots=True)
class StatementChange:
    """An event with the statement it belongs to."""

    event: StatementEvent
    statement: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All statements of a text over its revisions, and what happened between them. `past`: what a library was asked
    about statements of the last revision, by their number."""

    revisions: tuple[Resolution, ...]
    statements: tuple[TrackedStatement, ...]
    changes: tuple[StatementChange, ...]
    remarks: tuple[StatementRemark, ...]
    past: Mapping[int, RecurringStatement] = field(default_factory=dict)

    @property
    def alerts(self) -> tuple[StatementChange, ...]:
        """The changes after which a State must be asked again."""
        return tuple(c for c in self.changes if c.event.is_alert)

    @property
    def alerts_by_text_change(self) -> tuple[tuple[StatementChange, ...], ...]:
        """The alerts in groups: those about one change of the text, whoever must be asked about it, are together."""
        groups: dict[tuple[object, ...], list[StatementChange]] = {}
        for alert in self.alerts:
            groups.setdefault(alert.event.text_change, []).append(alert)
        return tuple(tuple(group) for group in groups.values())

    @property
    def in_force(self) -> tuple[TrackedStatement, ...]:
        """The statements of the last revision that reserve something: neither information nor withdrawn."""
        last = len(self.revisions) - 1
        return tuple(s for s in self.statements if s.standing and s.last.revision == last)

    def first_revision(self, statement: TrackedStatement) -> int:
        """The index of the revision in which a statement, or the joint statement it was divided from, appeared."""
        while statement.continues is not None:
            statement = self.statements[statement.continues]
        return statement.entries[0].revision

    def entry_at(self, statement: TrackedStatement, revision: int) -> StatementEntry | None:
        """The entry of a statement in a revision; before a joint statement was divided, the joint one. None: absent."""
        entry = statement.at(revision)
        if entry is None and statement.continues is not None and revision < statement.entries[0].revision:
            return self.statements[statement.continues].at(revision)
        return entry

    def events_of(self, statement: TrackedStatement) -> tuple[StatementEvent, ...]:
        """What happened to a statement and to the text it reserves, in the order of the revisions."""
        return tuple(c.event for c in self.changes if c.statement == statement.number)

    def to_dict(self) -> dict[str, Any]:
        """The ledger as the JSON contract has it."""
        return {
            "schema": SCHEMA,
            "language": self.revisions[-1].language,
            "title": self.revisions[-1].title,
            "revisions": [r.source for r in self.revisions],
            "statements": [_statement_dict(s, self.past.get(s.number)) for s in self.statements],
            "changes": [_change_dict(c) for c in self.changes],
            "remarks": [
                {
                    "kind": r.kind, "states": list(r.states), "groups": list(r.groups), "place": _place(r.place),
                    "under": r.under,
                }
                for r in self.remarks
            ],
        }  # fmt: skip


def build_ledger(revisions: Sequence[Resolution]) -> Ledger:
    """The ledger of one or more revisions, oldest first. Each pair of neighbours is compared once."""
    noted = [statement_entries(r, n) for n, r in enumerate(revisions)]
    threads: list[TrackedStatement] = [TrackedStatement(n, (e,), e.status) for n, e in enumerate(noted[0])]
    changes: list[StatementChange] = []
    remarks: list[StatementRemark] = []
    for n in range(1, len(revisions)):
        step = track_statements(compare(revisions[n - 1], revisions[n]), noted[n - 1], noted[n])
        holder = {id(t.last): t.number for t in threads if t.last.revision == n - 1}
        threads, carried = _carry_on(threads, step, holder, noted[n])
        for event in step.events:
            number = _number_of(event, step, holder, carried)
            changes.append(StatementChange(event, number))
        remarks += step.remarks
    return Ledger(tuple(revisions), tuple(threads), tuple(changes), tuple(remarks))


def _carry_on(
    threads: list[TrackedStatement], step: RevisionStep, holder: dict[int, int], news: Sequence[StatementEntry]
) -> tuple[list[TrackedStatement], dict[int, int]]:
    """The threads with the entries of the next revision: the first link of a note carries it on, further links of a
    divided note begin a thread that continues it, notes without a link begin one of their own."""
    found = list(threads)
    carried: dict[int, int] = {}
    done: set[int] = set()
    for link in step.links:
        number = holder[id(link.old)]
        if number in done or id(link.new) in carried:
            continue
        done.add(number)
        carried[id(link.new)] = number
        found[number] = replace(found[number], entries=(*found[number].entries, link.new), status=link.new.status)
    for new in news:
        if id(new) not in carried:
            parent = next((holder[id(link.old)] for link in step.links if link.new is new), None)
            carried[id(new)] = len(found)
            found.append(TrackedStatement(len(found), (new,), new.status, parent))
    for number in holder.values():
        if number not in done:
            joint = next((link.new for link in step.links if holder[id(link.old)] == number), None)
            found[number] = replace(found[number], status=joint.status if joint else "withdrawn")
    return found, carried


def _number_of(event: StatementEvent, step: RevisionStep, holder: dict[int, int], carried: dict[int, int]) -> int:
    """The statement of an event: that of the note after it, or, for a note that is gone, of the note before."""
    return carried[id(event.entry)] if id(event.entry) in carried else holder[id(event.entry)]


def _statement_dict(s: TrackedStatement, past: RecurringStatement | None) -> dict[str, Any]:
    return {
        "id": f"n{s.number}",
        "states": list(s.last.states),
        "groups": list(s.last.groups),
        "kind": s.last.kind,
        "status": s.status,
        "scope": s.last.scope,
        "text": s.last.text,
        "places": {str(e.revision): {"at": e.place.at, "text": e.place.text} for e in s.entries},
        "by_revision": {
            str(e.revision): {
                "mark": e.mark, "at": e.place.at, "scope": e.scope, "states": list(e.states), "groups": list(e.groups),
                "kind": e.kind, "status": e.status, "text": e.text,
                **({"also": [p.at for p in e.others]} if e.others else {}),
            }
            for e in s.entries
        },
        "continues": None if s.continues is None else f"n{s.continues}",
        **({"past": past.to_dict()} if past else {}),
    }  # fmt: skip


def _change_dict(change: StatementChange) -> dict[str, Any]:
    e = change.event
    found: dict[str, Any] = {
        "kind": e.kind,
        "states": list(e.states),
        "groups": list(e.groups),
        "statement": f"n{change.statement}",
        "from": _place(e.before),
        "to": _place(e.after),
    }
    if e.under:
        found["under"] = e.under
    if e.to_all:
        found["to_all"] = list(e.to_all)
    if e.old or e.new:
        found["segments"] = [[s.op, s.text] for s in e.segments]
    return found


def _place(place: NotePlace | None) -> dict[str, Any] | None:
    return None if place is None else {"revision": place.revision, "at": place.at, "text": place.text}
