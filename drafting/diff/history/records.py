"""Records of a revision history: revisions, the events of each paragraph, and the reading order of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.diff.units import Unit

EventKind: TypeAlias = Literal[
    "born", "unchanged", "renumbered", "edited", "moved", "moved and edited", "split", "split off", "merged",
    "merged into", "died", "reinstated",
]  # fmt: skip
EVENTS: tuple[EventKind, ...] = (
    "born", "unchanged", "renumbered", "edited", "moved", "moved and edited", "split", "split off", "merged",
    "merged into", "died", "reinstated",
)  # fmt: skip
"""split: its text was divided and its longest part goes on; split off: a new paragraph from a part of another;
merged: it took another in; merged into: its text goes on in another; reinstated: back after it had died, or after it
had been merged into another (`others`)."""


@dataclass(frozen=True, slots=True)
class RevisionUnits:
    """One revision: its name, its units, and the delegation that tabled it where that is known.

    `insertions`: address → (author, words) of what somebody is known to have put in (tracked changes of the source).
    """

    name: str
    units: tuple[Unit, ...]
    delegation: str = ""
    insertions: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a paragraph in a revision. `unit` is its index there, -1 where it is gone; `others` the ids of
    the paragraphs it was split into, split off from, merged with or merged into."""

    revision: int
    kind: EventKind
    unit: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphHistory:
    """A paragraph through all revisions. `places`: its unit index in each, -1 where it is not there."""

    id: int
    events: tuple[Event, ...]
    places: tuple[int, ...]

    @property
    def born(self) -> int:
        """The revision in which it first stands."""
        return self.events[0].revision

    @property
    def last(self) -> int:
        """The last revision in which it stands."""
        return max(r for r, place in enumerate(self.places) if place >= 0)


class OpenHistory:
    """A paragraph in the making."""

    def __init__(self, number: int, revisions: int) -> None:
        self.id = number
        self.events: list[Event] = []
        self.places = [-1] * revisions

    def add(self, revision: int, kind: EventKind, unit: int, others: Sequence[int] = ()) -> None:
        self.events.append(Event(revision, kind, unit, tuple(others)))
        if unit >= 0:
            self.places[revision] = unit


def order_paragraphs(
    paragraphs: Sequence[ParagraphHistory], revisions: Sequence[RevisionUnits]
) -> list[ParagraphHistory]:
    """Sort into the order of the last revision; a deleted paragraph comes after the one it followed when last present."""
    at: list[dict[int, ParagraphHistory]] = [
        {paragraph.places[r]: paragraph for paragraph in paragraphs if paragraph.places[r] >= 0}
        for r in range(len(revisions))
    ]
    follows: dict[int, int] = {}  # paragraph → the one behind it; -1 is the beginning
    listed: set[int] = set()
    for r in range(len(revisions) - 1, -1, -1):
        before = -1
        for unit in range(len(revisions[r].units)):
            paragraph = at[r][unit].id
            if paragraph not in listed:
                if before in follows:
                    follows[paragraph] = follows[before]
                follows[before] = paragraph
                listed.add(paragraph)
            before = paragraph
    by_id = {paragraph.id: paragraph for paragraph in paragraphs}
    out, current = [], follows.get(-1)
    while current is not None:
        out.append(by_id[current])
        current = follows.get(current)
    return out
