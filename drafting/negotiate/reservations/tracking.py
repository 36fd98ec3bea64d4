"""From one revision to the next: which note is which, and what happened to it and to the text under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.compare import Comparison
from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.negotiate.reservations.entries import Entry, Place, split_voices
from drafting.negotiate.reservations.text_changes import Ground, Touched
from drafting.negotiate.reservations.wording import same_note
from drafting.text.folding import fold
from drafting.text.similarity import char_ratio

EventKind: TypeAlias = Literal[
    "new", "reworded", "withdrawn", "moved", "submitted", "reserved text changed", "reserved text moved"
]
EVENTS: tuple[EventKind, ...] = (
    "reserved text changed", "reserved text moved", "submitted", "new", "reworded", "withdrawn", "moved",
)  # fmt: skip
"""Alerts first."""
ALERTS = EVENTS[:2]

_LIKE = 0.6
"""How much alike (0 to 1) two notes of one State must be to be one note although they hang on different paragraphs."""
_LIKE_UNSIGNED = 0.35
"""The same for two notes nobody signs that hang on the same paragraph."""
_PROMISED = 0.01
"""What a State's announced note and a note of it that comes on another paragraph count: less than any other pair."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between two revisions. `old`, `new`: the words before and after (of the note for
    "reworded" and "submitted", of the paragraph for alerts), "" otherwise. `under`: the heading that carries the note;
    `to_all`: all pieces of a split paragraph."""

    kind: EventKind
    states: tuple[str, ...]
    groups: tuple[str, ...]
    before: Place | None
    after: Place | None
    entry: Entry
    old: str = ""
    new: str = ""
    under: str = ""
    to_all: tuple[str, ...] = ()

    @property
    def is_alert(self) -> bool:
        """True when the text under a statement changed or moved, so that its State must be asked again."""
        return self.kind in ALERTS

    @property
    def revision(self) -> int:
        """The index of the revision in which it happened; a note that is gone left in the one after its last."""
        if self.after is not None:
            return self.after.revision
        return self.before.revision + 1 if self.before else 0

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The words that changed, from `old` to `new`; () where the event has no words."""
        return segments(self.old, self.new) if self.old or self.new else ()

    @property
    def text_change(self) -> tuple[object, ...]:
        """What tells one change of the text from another; events of several States about one change share it."""
        old_at, new_at = self.before and self.before.at, self.after and self.after.at
        return (self.revision, self.kind, old_at, new_at, self.under, self.old, self.new, self.to_all)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is no event but what the State may want to know: a paragraph is new in a reserved chapter or has gone, or
    a reserved paragraph went together with its note."""

    kind: str
    states: tuple[str, ...]
    groups: tuple[str, ...]
    place: Place
    under: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An old note and the new one that some of its States carry on."""

    old: Entry
    new: Entry
    voices: tuple[str, ...]


@dataclass
class Step:
    """One pair of revisions: links, events in the order of the old notes, remarks."""

    links: list[Link] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def follow(comparison: Comparison, olds: Sequence[Entry], news: Sequence[Entry]) -> Step:
    """What happened to the notes between the two sides of one comparison."""
    ground = Ground(comparison.body)
    step = Step(links=_links(olds, news, ground))
    language = comparison.new.language
    for old in olds:
        mine = [link for link in step.links if link.old is old]
        for link in mine:
            step.events += _events(link, ground, language)
            step.remarks += _remarks(link, ground)
            step.remarks += _deleted(old, _hangings(old, link.new, ground)[1], link.voices, ground)
        gone = tuple(v for v in old.voices if not any(v in link.voices for link in mine))
        if gone and old.status != "withdrawn":
            step.events.append(Event("withdrawn", *split_voices(gone), old.place, None, old))
            step.remarks += _deleted(old, old.hangs, gone, ground)
    for new in news:
        joined = tuple(v for v in new.voices if not any(link.new is new and v in link.voices for link in step.links))
        if joined:
            kind: EventKind = "withdrawn" if new.status == "withdrawn" else "new"
            step.events.append(Event(kind, *split_voices(joined), None, new.place, new))
    return step


def _deleted(old: Entry, left: Sequence[Place], voices: tuple[str, ...], ground: Ground) -> Iterator[Remark]:
    """Reserved paragraphs that went together with the mark of their note."""
    for place in left:
        change = ground.change_old(place.at)
        if change is not None and not change.new and old.kind != "information":
            yield Remark("reserved paragraph deleted", *split_voices(voices), place)


def _links(olds: Sequence[Entry], news: Sequence[Entry], ground: Ground) -> list[Link]:
    """Each State's share of each old note goes to at most one new note of that State, the likeliest first."""
    scored = [
        (score, i, j)
        for i, old in enumerate(olds)
        for j, new in enumerate(news)
        if (score := _likeness(old, new, ground)) > 0
    ]
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    taken_old: set[tuple[int, str]] = set()
    taken_new: set[tuple[int, str]] = set()
    pairs: dict[tuple[int, int], list[str]] = {}
    for _, i, j in scored:
        for voice in olds[i].voices:
            if voice in news[j].voices and (i, voice) not in taken_old and (j, voice) not in taken_new:
                taken_old.add((i, voice))
                taken_new.add((j, voice))
                pairs.setdefault((i, j), []).append(voice)
    order = {v: n for old in olds for n, v in enumerate(old.voices)}
    return [
        Link(olds[i], news[j], tuple(v for v in olds[i].voices if v in voices))
        for (i, j), voices in sorted(pairs.items(), key=lambda p: (p[0][0], min(order[v] for v in p[1])))
    ]


def _likeness(old: Entry, new: Entry, ground: Ground) -> float:
    """How likely a new note carries an old one on; 0: it does not. Notes share a State, or are both unsigned."""
    if not set(old.voices) & set(new.voices) or (old.status == "withdrawn" and new.status != "withdrawn"):
        return 0.0
    like = char_ratio(fold(old.text), fold(new.text))
    here = any(ground.leads(a.at, b.at) for a in old.hangs for b in new.hangs)
    signed = bool(old.states or old.groups)
    if not here and like < _LIKE:
        promised = signed and old.status == "announced" and new.status == "submitted" and new.kind != "information"
        return _PROMISED * (1 + like) if promised else 0.0
    if here and not signed and like < _LIKE_UNSIGNED:
        return 0.0
    return 2.0 * here + like + 0.3 * (old.kind == new.kind) + 0.2 * (old.voices == new.voices)


def _events(link: Link, ground: Ground, language: str) -> Iterator[Event]:
    old, new = link.old, link.new
    who = split_voices(link.voices)
    if old.status != "withdrawn" and new.status == "withdrawn":
        yield Event("withdrawn", *who, old.place, new.place, new, old.text, new.text)
    elif old.status == "announced" and new.status == "submitted":
        yield Event("submitted", *who, old.place, new.place, new, old.text, new.text)
    elif old.status == new.status == "announced":
        pass  # one announcement is as good as another
    elif not same_note(
        old.text, new.text, language, other_speakers=old.voices != new.voices, renumbered=ground.renumbered
    ):
        yield Event("reworded", *who, old.place, new.place, new, old.text, new.text)
    kept, left, came = _hangings(old, new, ground)
    for a, b in zip(left, came, strict=False):
        yield Event("moved", *who, a, b, new)
    yield from (Event("withdrawn", *who, a, None, new) for a in left[len(came) :])
    yield from (Event("new", *who, None, b, new) for b in came[len(left) :])
    if new.kind != "information" and new.status != "withdrawn":
        for a, b in kept:
            yield from _alerts(a, b, link.new, ground, who)


def _hangings(
    old: Entry, new: Entry, ground: Ground
) -> tuple[tuple[tuple[Place, Place], ...], tuple[Place, ...], tuple[Place, ...]]:
    """The places of a note before and after: pairs of one paragraph, places it left, places it came to."""
    kept: dict[str, tuple[Place, Place]] = {}
    came = []
    for b in new.hangs:
        a = next((a for a in old.hangs if ground.leads(a.at, b.at)), None)
        if a is None:
            came.append(b)
        else:
            kept.setdefault(a.at, (a, b))  # two pieces of one paragraph are one alert
    left = [a for a in old.hangs if a.at not in kept and not any(ground.leads(a.at, b.at) for b in new.hangs)]
    return tuple(kept.values()), tuple(left), tuple(came)


def _alerts(
    old: Place, new: Place, entry: Entry, ground: Ground, who: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Event]:
    """The text under the note changed or moved: the State must be asked again."""
    scope = _scope(entry, new)
    if scope == "text":
        return  # the status line tells the date of each revision
    own = ground.paragraph(old.at, new.at)
    if scope == "table" and ground.table(new.at):
        own = Touched(old.at, new.at, (), True, bool(own and own.moved))
    touched = [(own, "")] if own else []
    if scope == "heading":
        touched += [(t, new.text) for t in ground.chapter(old.at, new.at)]
    texts = {u.address: u.text for u in ground.diff.new}
    before = {u.address: u.text for u in ground.diff.old}
    for found, under in touched:
        was = Place(old.revision, found.old_at, before.get(found.old_at, old.text))
        now = Place(new.revision, found.new_at, texts.get(found.new_at, new.text))
        if found.reworded:
            yield Event(
                "reserved text changed", *who, was, now, entry, found.old, found.new, under, found.pieces
            )  # fmt: skip
        if found.moved:
            yield Event("reserved text moved", *who, was, now, entry, under=under)


def _scope(entry: Entry, place: Place) -> str:
    """What the note covers there: read for its first place, by the address for the others."""
    if place == entry.place:
        return entry.scope
    last = place.at.split(".")[-1]
    return next((name for sign, name in (("H", "heading"), ("T", "table")) if last.startswith(sign)), "paragraph")


def _remarks(link: Link, ground: Ground) -> Iterator[Remark]:
    if link.new.scope != "heading" or link.new.kind == "information" or link.new.status == "withdrawn":
        return
    names = {"new": "new paragraph in a reserved chapter", "gone": "paragraph gone from a reserved chapter"}
    for what, at, text in ground.came_and_went(link.old.place.at, link.new.place.at):
        revision = link.new.place.revision if what == "new" else link.old.place.revision
        yield Remark(names[what], *split_voices(link.voices), Place(revision, at, text), link.new.place.text)
