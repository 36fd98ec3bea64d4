"""The result of a comparison: a list of changes from which both sides can be reproduced to the letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from drafting.diff.findings import Finding
from drafting.diff.units import Unit

Op: TypeAlias = Literal["equal", "renumber", "edit", "move", "move_edit", "split", "merge", "insert", "delete"]
OPS: tuple[Op, ...] = ("equal", "renumber", "edit", "move", "move_edit", "split", "merge", "insert", "delete")
SegmentOp: TypeAlias = Literal["=", "-", "+"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters on both sides ("="), on the old side only ("-") or on the new side only ("+")."""

    op: SegmentOp
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """The change of some units; `old` and `new` are their indexes on the two sides.

    The segments over "=" and "-" join to the old units (`Unit.full_text`, several joined by a line feed), those over
    "=" and "+" to the new ones. A label has segments of its own at the start. `similarity` (0 to 1) and `reason`
    (the pass that paired the units) are for review. `typographic`: only apostrophes, quotes, spaces, hyphens or the
    composition of accents differ. `fallback`: why the whole unit is replaced although the units are paired, else "".
    `substance`: what the change means, added by `drafting.meaning.explain`.
    """

    op: Op
    old: tuple[int, ...]
    new: tuple[int, ...]
    segments: tuple[Segment, ...]
    renumbered: bool = False
    typographic: bool = False
    similarity: float = 1.0
    reason: str = ""
    fallback: str = ""
    substance: tuple[Finding, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two sequences of units and the changes between them, in the order of the new side.

    A deletion is placed where its old units were. Every index of both sides is in exactly one change.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    changes: tuple[Change, ...]

    def counts(self) -> dict[str, int]:
        """The number of changes of each operation, in the order of `OPS`, zeros included."""
        found = [c.op for c in self.changes]
        return {op: found.count(op) for op in OPS}

    @property
    def identical(self) -> bool:
        """True when nothing differs, not even a number."""
        return all(c.op == "equal" for c in self.changes)

    def to_dict(self) -> dict[str, Any]:
        """The diff as plain data: {old, new, changes: [{op, old, new, renumbered, segments, …}]}."""
        return {
            "old": [u.full_text for u in self.old],
            "new": [u.full_text for u in self.new],
            "changes": [change_dict(c) for c in self.changes],
        }


def change_dict(change: Change) -> dict[str, Any]:
    """One change as plain data."""
    return {
        "op": change.op,
        "old": list(change.old),
        "new": list(change.new),
        "renumbered": change.renumbered,
        "typographic": change.typographic,
        "segments": [[s.op, s.text] for s in change.segments],
        "substance": [finding.to_dict() for finding in change.substance],
        **({"fallback": change.fallback} if change.fallback else {}),
    }


def old_side(segments: Iterable[Segment]) -> str:
    """The old text, joined from the segments."""
    return "".join(s.text for s in segments if s.op != "+")


def new_side(segments: Iterable[Segment]) -> str:
    """The new text, joined from the segments."""
    return "".join(s.text for s in segments if s.op != "-")


def unit_text(units: Iterable[Unit]) -> str:
    """The text that the segments of a change of these units join to."""
    return "\n".join(u.full_text for u in units)
