"""Who reserves what in the last revision: a matrix of places by States and groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from drafting.model.address import places
from drafting.negotiate.reservations import Ledger
from drafting.negotiate.reservations.entries import NotePlace


@dataclass(frozen=True, slots=True)
class Cell:
    """The statements of one State or group at one place: their kinds and, in the same order, their ledger numbers.

    `alert`: the text reserved there changed or moved in the last revision.
    """

    kinds: tuple[str, ...] = ()
    statements: tuple[int, ...] = ()
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """The statements in force in the last revision of a ledger.

    `rows`: the places, in the order of the text; `columns`: the codes of States and groups, sorted; `cells`: by address
    and code, only where there is a statement; `counts`: number of statements of each code, highest first.
    """

    rows: tuple[NotePlace, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    counts: Mapping[str, int]


def statement_matrix(ledger: Ledger) -> Matrix:
    """The matrix of a ledger's last revision. Unsigned notes have a row and no column."""
    order = {str(at): n for n, (at, _) in enumerate(places(ledger.revisions[-1]))}
    rows = {place.at: place for s in ledger.in_force for place in s.last.all_places}
    counts = Counter(code for s in ledger.in_force for code in (*s.last.states, *s.last.groups, *s.last.names))
    return Matrix(
        tuple(rows[at] for at in sorted(rows, key=lambda at: order.get(at, len(order)))),
        tuple(sorted(counts)),
        _cells(ledger),
        dict(sorted(counts.items(), key=lambda c: (-c[1], c[0]))),
    )


def _cells(ledger: Ledger) -> dict[tuple[str, str], Cell]:
    changed = _changed_places(ledger)
    cells: dict[tuple[str, str], Cell] = {}
    for s in ledger.in_force:
        for place in s.last.all_places:
            alert = bool(changed & {(s.number, ""), (s.number, place.at)})
            for code in (*s.last.states, *s.last.groups, *s.last.names):
                cell = cells.get((place.at, code), Cell())
                cells[place.at, code] = Cell(
                    (*cell.kinds, s.last.kind), (*cell.statements, s.number), cell.alert or alert
                )
    return cells


def _changed_places(ledger: Ledger) -> set[tuple[int, str]]:
    """Number and address of each alert of the last revision; "" as address is every place of a reserved chapter."""
    events = [(c.statement, c.event) for c in ledger.alerts if c.event.after]
    now = len(ledger.revisions) - 1
    return {(n, "" if e.under else e.after.at) for n, e in events if e.after and e.after.revision == now}
