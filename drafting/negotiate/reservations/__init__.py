"""The ledger of footnote statements over the revisions of a text: who reserves what, where, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from drafting.compare import compare
from drafting.model.resolution import Resolution
from drafting.negotiate.reservations.entries import NotePlace, StatementEntry, possible_entries, statement_entries
from drafting.negotiate.reservations.tracking import RevisionStep, StatementEvent, StatementRemark, track_statements

if TYPE_CHECKING:
    from drafting.negotiate.reservations.past_statements import RecurringStatement

SCHEMA = "drafting/reservations/1"


@dataclass(frozen=True, slots=True)
class TrackedStatement:
    """One note followed through the revisions: an entry for each revision that has it, in order.

    `number` is its index in the ledger. `status` is that of the last entry, or "withdrawn" when a later revision no
    longer has the note. `continues`: the number of the joint statement from which it was divided.
    """

    number: int
    entries: tuple[StatementEntry, ...]
    status: str
    continues: int | None = None

    @property
    def last(self) -> StatementEntry:
        """The entry of the last revision that has the note."""
        return self.entries[-1]

    @property
    def standing(self) -> bool:
        """True when it surely reserves something: neither information nor withdrawn, nor merely possible."""
        return self.last.kind != "information" and self.status != "withdrawn" and not self.last.possible

    def at(self, revision: int) -> StatementEntry | None:
        """The entry of the revision with this index, or None."""
        return next((e for e in self.entries if e.revision == revision), None)


@dataclass(frozen=True, slots=True)
class StatementChange:
    """An event and the number of the statement it belongs to."""

    event: StatementEvent
    statement: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All statements of a text over its revisions, oldest first, and what happened between them.

    `past`: the recurring statement of a library that corresponds to a statement of the last revision, by its number;
    empty unless a library was asked.
    """

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
        """The alerts in groups, one for each change of the text, whichever States must be asked about it."""
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
        """Index of the revision in which a statement, or the joint statement it was divided from, first appeared."""
        while statement.continues is not None:
            statement = self.statements[statement.continues]
        return statement.entries[0].revision

    def entry_at(self, statement: TrackedStatement, revision: int) -> StatementEntry | None:
        """The entry of a statement in a revision, or of the joint statement before it was divided; None: in neither."""
        entry = statement.at(revision)
        if entry is None and statement.continues is not None and revision < statement.entries[0].revision:
            return self.statements[statement.continues].at(revision)
        return entry

    def events_of(self, statement: TrackedStatement) -> tuple[StatementEvent, ...]:
        """What happened to a statement and to the text it reserves, in the order of the revisions."""
        return tuple(c.event for c in self.changes if c.statement == statement.number)

    def to_dict(self) -> dict[str, Any]:
        """The record of schema drafting/reservations/1."""
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
    """The ledger of one or more revisions, oldest first. Each revision is compared once with the one before it.

    The lines of the last revision that might be statements are its last statements, marked as possible.
    """
    noted = [statement_entries(r, n) for n, r in enumerate(revisions)]
    statements = [TrackedStatement(n, (e,), e.status) for n, e in enumerate(noted[0])]
    changes: list[StatementChange] = []
    remarks: list[StatementRemark] = []
    for n in range(1, len(revisions)):
        step = track_statements(compare(revisions[n - 1], revisions[n]), noted[n - 1], noted[n])
        before = {id(s.last): s.number for s in statements if s.last.revision == n - 1}
        statements, after = _continue_statements(statements, step, before, noted[n])
        numbers = before | after  # the number of each entry of the two revisions
        changes += [StatementChange(event, numbers[id(event.entry)]) for event in step.events]
        remarks += step.remarks
    last = len(revisions) - 1
    for entry in possible_entries(revisions[last], last):
        statements.append(TrackedStatement(len(statements), (entry,), entry.status))
    return Ledger(tuple(revisions), tuple(statements), tuple(changes), tuple(remarks))


def _continue_statements(
    statements: list[TrackedStatement], step: RevisionStep, before: dict[int, int], news: Sequence[StatementEntry]
) -> tuple[list[TrackedStatement], dict[int, int]]:
    """The statements with the entries of the next revision, and the number of each of these by the id of the entry.

    The first link of a note continues its statement. Further links of a divided note begin statements that continue it;
    notes without a link begin statements of their own. `before`: numbers by the id of the entries of the last revision.
    """
    found = list(statements)
    after: dict[int, int] = {}
    continued: set[int] = set()
    for link in step.links:
        number = before[id(link.old)]
        if number not in continued and id(link.new) not in after:
            continued.add(number)
            after[id(link.new)] = number
            found[number] = replace(found[number], entries=(*found[number].entries, link.new), status=link.new.status)
    for new in news:
        if id(new) not in after:
            parent = next((before[id(link.old)] for link in step.links if link.new is new), None)
            after[id(new)] = len(found)
            found.append(TrackedStatement(len(found), (new,), new.status, parent))
    for number in before.values():
        if number not in continued:
            joint = next((link.new for link in step.links if before[id(link.old)] == number), None)
            found[number] = replace(found[number], status=joint.status if joint else "withdrawn")
    return found, after


def _statement_dict(s: TrackedStatement, past: RecurringStatement | None) -> dict[str, Any]:
    return {
        "id": f"n{s.number}",
        "states": list(s.last.states),
        "groups": list(s.last.groups),
        "kind": s.last.kind,
        "status": s.status,
        **({"possible": True} if s.last.possible else {}),
        "scope": s.last.scope,
        "text": s.last.text,
        **({"scope_words": s.last.words} if s.last.words else {}),
        **({"names_as_printed": list(s.last.names)} if s.last.names else {}),
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
    if e.words_kept is not None:
        found["scope_words_kept"] = e.words_kept
    if e.old or e.new:
        found["segments"] = [[s.op, s.text] for s in e.segments]
    return found


def _place(place: NotePlace | None) -> dict[str, Any] | None:
    return None if place is None else {"revision": place.revision, "at": place.at, "text": place.text}
