"""The history of paragraphs as a chart: a lane for each, a sign where it changed. Positions only, no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafting.diff.history import EventKind, History, ParagraphHistory
from drafting.text.shorten import shorten

LEFT, COLUMN, ROW, TOP, RIGHT = 320, 128, 30, 44, 110
"""Pixels: the first revision, the distance between revisions and between lanes, the margins above and beside."""
_QUIET = ("unchanged", "renumbered")
_WORDS = 34


@dataclass(frozen=True, slots=True)
class Node:
    """A sign at (x, y): what happened there, and the paragraph's number in that revision; `fresh` where it is another
    number than in the revision before."""

    x: int
    y: int
    kind: EventKind
    at: str
    revision: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A paragraph, or several neighbours to which nothing happened (`count`). `lines`: (x from, x to)."""

    y: int
    name: str
    words: str
    count: int
    gone: bool
    lines: tuple[tuple[int, int], ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. `links`: (x, y, x, y) from the lane a text left to the one it went to."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]
    links: tuple[tuple[int, int, int, int], ...] = field(default=())


def draw_chart(history: History) -> Chart:
    """The chart of a history. Neighbours that are in all revisions and changed only their numbers share a lane."""
    lanes: list[Lane] = []
    rows: dict[int, int] = {}
    for group in _groups(history.paragraphs, len(history.revisions)):
        y = TOP + len(lanes) * ROW
        rows.update({paragraph.id: y for paragraph in group})
        lanes.append(_lane(history, group, y))
    columns = tuple((_x(r), stage.name) for r, stage in enumerate(history.revisions))
    width = _x(len(history.revisions) - 1) + RIGHT
    return Chart(width, TOP + len(lanes) * ROW, columns, tuple(lanes), tuple(_links(history, rows)))


def has_events(paragraph: ParagraphHistory) -> bool:
    """True when more than the number of a paragraph changed."""
    return paragraph.events[0].revision > 0 or any(event.kind not in _QUIET for event in paragraph.events[1:])


def _x(revision: int) -> int:
    return LEFT + revision * COLUMN


def _groups(paragraphs: Sequence[ParagraphHistory], revisions: int) -> Iterator[tuple[ParagraphHistory, ...]]:
    group: list[ParagraphHistory] = []
    for paragraph in paragraphs:
        if has_events(paragraph) or revisions == 1:
            if group:
                yield tuple(group)
                group = []
            yield (paragraph,)
        else:
            group.append(paragraph)
    if group:
        yield tuple(group)


def _lane(history: History, group: Sequence[ParagraphHistory], y: int) -> Lane:
    first = group[0]
    nodes: list[Node] = []
    for event in first.events:
        at = history.addresses(first)[event.revision] if event.unit >= 0 else ""
        many = len(group) > 1 and event.unit >= 0
        if many:
            at = f"{at}–{history.addresses(group[-1])[event.revision]}"
        kind: EventKind = "unchanged" if event is first.events[0] and not event.revision else event.kind
        before = next((node.at for node in reversed(nodes) if node.at), "")
        nodes.append(Node(_x(event.revision), y, kind, at, event.revision, at != before))
    lines = [
        (_x(r), _x(r + 1)) for r in range(len(first.places) - 1) if first.places[r] >= 0 and first.places[r + 1] >= 0
    ]
    words = shorten(history.unit(first).text, _WORDS)
    name = nodes[-1].at or history.addresses(first)[first.last]
    return Lane(y, name, words, len(group), first.places[-1] < 0, tuple(lines), tuple(nodes))


def _links(history: History, rows: dict[int, int]) -> Iterator[tuple[int, int, int, int]]:
    for paragraph in history.paragraphs:
        for event in paragraph.events:
            if event.kind == "split off":
                yield _x(event.revision - 1), rows[event.others[0]], _x(event.revision), rows[paragraph.id]
            elif event.kind == "merged into":
                yield _x(event.revision - 1), rows[paragraph.id], _x(event.revision), rows[event.others[0]]
            elif event.kind in ("died", "reinstated"):
                before = max((r for r in range(event.revision) if paragraph.places[r] >= 0), default=event.revision)
                yield _x(before), rows[paragraph.id], _x(event.revision), rows[paragraph.id]
