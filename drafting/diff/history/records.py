"""Records of a revision history: revisions, the events of each paragraph, and the reading order of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.units import Unit

EventKind: TypeAlias = Literal[
    "born", "unchanged", "renumbered", "edited", "moved", "moved and edited", "split", "split off", "merged",
    "merged into", "died", "reinstated",
]  # fmt: skip
EVENTS: tuple[EventKind, ...] = (
    "born", "unchanged", "renumbered", "edited", "moved", "moved and edited", "split", "split off", "merged",
    "merged into", "died", "reinstated",
)  # fmt: skip
"""split: divided, and continued by its longest part; split off: a new paragraph from a part of another; merged: it took
in another; merged into: continued inside another; reinstated: back after a deletion, or after it was merged into
another (`others`)."""


class TrackedInsertion(NamedTuple):
    """Text that a tracked change of the source inserted, and its author."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class RevisionUnits:
    """One revision: its name, its units, and the delegation that tabled it, "" where unknown.

    `insertions`: by address, the tracked insertions of the source.
    """

    name: str
    units: tuple[Unit, ...]
    delegation: str = ""
    insertions: Mapping[str, tuple[TrackedInsertion, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a paragraph in a revision. `unit`: its index there, -1 where it is absent. `others`: ids of the
    paragraphs that it was split into, split off from, merged with or merged into."""

    revision: int
    kind: EventKind
    unit: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphHistory:
    """A paragraph through all revisions. `places`: its unit index in each, -1 where it is absent."""

    id: int
    events: tuple[Event, ...]
    places: tuple[int, ...]

    @property
    def born(self) -> int:
        """The first revision that has it."""
        return self.events[0].revision

    @property
    def last(self) -> int:
        """The last revision that has it."""
        return max(r for r, place in enumerate(self.places) if place >= 0)


class OpenHistory:
    """The history of a paragraph while it is being built."""

    def __init__(self, number: int, revisions: int) -> None:
        self.id = number
        self.events: list[Event] = []
        self.places = [-1] * revisions

    def add(self, revision: int, kind: EventKind, unit: int, others: Sequence[int] = ()) -> None:
        """Add an event; `unit` is -1 where the paragraph is absent."""
        self.events.append(Event(revision, kind, unit, tuple(others)))
        if unit >= 0:
            self.places[revision] = unit


def order_paragraphs(
    paragraphs: Sequence[ParagraphHistory], revisions: Sequence[RevisionUnits]
) -> list[ParagraphHistory]:
    """Sort into the order of the last revision; deleted paragraphs follow the one they last followed."""
    at: list[dict[int, ParagraphHistory]] = [
        {paragraph.places[r]: paragraph for paragraph in paragraphs if paragraph.places[r] >= 0}
        for r in range(len(revisions))
    ]
    follows: dict[int, int] = {}  # paragraph id → id of the next one; -1 is the beginning
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
