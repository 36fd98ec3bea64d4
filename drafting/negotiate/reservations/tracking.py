"""From one revision to the next: which note is which, and what happened to it and to the text under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.compare import Comparison
from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.negotiate.reservations.entries import NotePlace, StatementEntry, split_signatories
from drafting.negotiate.reservations.text_changes import ParagraphChange, TextChanges
from drafting.negotiate.reservations.wording import is_same_note
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
class StatementEvent:
    """Something that happened between two revisions. `old`, `new`: the words before and after (of the note for
    "reworded" and "submitted", of the paragraph for alerts), "" otherwise. `under`: the heading that carries the note;
    `to_all`: all pieces of a split paragraph."""

    kind: EventKind
    states: tuple[str, ...]
    groups: tuple[str, ...]
    before: NotePlace | None
    after: NotePlace | None
    entry: StatementEntry
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
class StatementRemark:
    """What is no event but what the State may want to know: a paragraph is new in a reserved chapter or has gone, or
    a reserved paragraph went together with its note."""

    kind: str
    states: tuple[str, ...]
    groups: tuple[str, ...]
    place: NotePlace
    under: str = ""


@dataclass(frozen=True, slots=True)
class StatementLink:
    """An old note and the new one that some of its States carry on."""

    old: StatementEntry
    new: StatementEntry
    signatories: tuple[str, ...]


@dataclass
class RevisionStep:
    """One pair of revisions: links, events in the order of the old notes, remarks."""

    links: list[StatementLink] = field(default_factory=list)
    events: list[StatementEvent] = field(default_factory=list)
    remarks: list[StatementRemark] = field(default_factory=list)


def track_statements(
    comparison: Comparison, olds: Sequence[StatementEntry], news: Sequence[StatementEntry]
) -> RevisionStep:
    """What happened to the notes between the two sides of one comparison."""
    changes = TextChanges(comparison.body)
    step = RevisionStep(links=_links(olds, news, changes))
    language = comparison.new.language
    for old in olds:
        mine = [link for link in step.links if link.old is old]
        for link in mine:
            step.events += _events(link, changes, language)
            step.remarks += _remarks(link, changes)
            step.remarks += _deleted(old, _hangings(old, link.new, changes)[1], link.signatories, changes)
        gone = tuple(v for v in old.signatories if not any(v in link.signatories for link in mine))
        if gone and old.status != "withdrawn":
            step.events.append(StatementEvent("withdrawn", *split_signatories(gone), old.place, None, old))
            step.remarks += _deleted(old, old.all_places, gone, changes)
    for new in news:
        joined = tuple(
            v for v in new.signatories if not any(link.new is new and v in link.signatories for link in step.links)
        )
        if joined:
            kind: EventKind = "withdrawn" if new.status == "withdrawn" else "new"
            step.events.append(StatementEvent(kind, *split_signatories(joined), None, new.place, new))
    return step


def _deleted(
    old: StatementEntry, left: Sequence[NotePlace], signatories: tuple[str, ...], changes: TextChanges
) -> Iterator[StatementRemark]:
    """Reserved paragraphs that went together with the mark of their note."""
    for place in left:
        change = changes.change_old(place.at)
        if change is not None and not change.new and old.kind != "information":
            yield StatementRemark("reserved paragraph deleted", *split_signatories(signatories), place)


def _links(olds: Sequence[StatementEntry], news: Sequence[StatementEntry], changes: TextChanges) -> list[StatementLink]:
    """Each State's share of each old note goes to at most one new note of that State, the likeliest first."""
    scored = [
        (score, i, j)
        for i, old in enumerate(olds)
        for j, new in enumerate(news)
        if (score := _likeness(old, new, changes)) > 0
    ]
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    taken_old: set[tuple[int, str]] = set()
    taken_new: set[tuple[int, str]] = set()
    pairs: dict[tuple[int, int], list[str]] = {}
    for _, i, j in scored:
        for voice in olds[i].signatories:
            if voice in news[j].signatories and (i, voice) not in taken_old and (j, voice) not in taken_new:
                taken_old.add((i, voice))
                taken_new.add((j, voice))
                pairs.setdefault((i, j), []).append(voice)
    order = {v: n for old in olds for n, v in enumerate(old.signatories)}
    return [
        StatementLink(olds[i], news[j], tuple(v for v in olds[i].signatories if v in signatories))
        for (i, j), signatories in sorted(pairs.items(), key=lambda p: (p[0][0], min(order[v] for v in p[1])))
    ]


def _likeness(old: StatementEntry, new: StatementEntry, changes: TextChanges) -> float:
    """How likely a new note carries an old one on; 0: it does not. Notes share a State, or are both unsigned."""
    if not set(old.signatories) & set(new.signatories) or (old.status == "withdrawn" and new.status != "withdrawn"):
        return 0.0
    like = char_ratio(fold(old.text), fold(new.text))
    here = any(changes.is_same_paragraph(a.at, b.at) for a in old.all_places for b in new.all_places)
    signed = bool(old.states or old.groups)
    if not here and like < _LIKE:
        promised = signed and old.status == "announced" and new.status == "submitted" and new.kind != "information"
        return _PROMISED * (1 + like) if promised else 0.0
    if here and not signed and like < _LIKE_UNSIGNED:
        return 0.0
    return 2.0 * here + like + 0.3 * (old.kind == new.kind) + 0.2 * (old.signatories == new.signatories)


def _events(link: StatementLink, changes: TextChanges, language: str) -> Iterator[StatementEvent]:
    old, new = link.old, link.new
    who = split_signatories(link.signatories)
    if old.status != "withdrawn" and new.status == "withdrawn":
        yield StatementEvent("withdrawn", *who, old.place, new.place, new, old.text, new.text)
    elif old.status == "announced" and new.status == "submitted":
        yield StatementEvent("submitted", *who, old.place, new.place, new, old.text, new.text)
    elif old.status == new.status == "announced":
        pass  # one announcement is as good as another
    elif not is_same_note(
        old.text, new.text, language, other_speakers=old.signatories != new.signatories, renumbered=changes.renumbered
    ):
        yield StatementEvent("reworded", *who, old.place, new.place, new, old.text, new.text)
    kept, left, came = _hangings(old, new, changes)
    for a, b in zip(left, came, strict=False):
        yield StatementEvent("moved", *who, a, b, new)
    yield from (StatementEvent("withdrawn", *who, a, None, new) for a in left[len(came) :])
    yield from (StatementEvent("new", *who, None, b, new) for b in came[len(left) :])
    if new.kind != "information" and new.status != "withdrawn":
        for a, b in kept:
            yield from _alerts(a, b, link.new, changes, who)


def _hangings(
    old: StatementEntry, new: StatementEntry, changes: TextChanges
) -> tuple[tuple[tuple[NotePlace, NotePlace], ...], tuple[NotePlace, ...], tuple[NotePlace, ...]]:
    """The places of a note before and after: pairs of one paragraph, places it left, places it came to."""
    kept: dict[str, tuple[NotePlace, NotePlace]] = {}
    came = []
    for b in new.all_places:
        a = next((a for a in old.all_places if changes.is_same_paragraph(a.at, b.at)), None)
        if a is None:
            came.append(b)
        else:
            kept.setdefault(a.at, (a, b))  # two pieces of one paragraph are one alert
    left = [
        a
        for a in old.all_places
        if a.at not in kept and not any(changes.is_same_paragraph(a.at, b.at) for b in new.all_places)
    ]
    return tuple(kept.values()), tuple(left), tuple(came)


def _alerts(
    old: NotePlace,
    new: NotePlace,
    entry: StatementEntry,
    changes: TextChanges,
    who: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterator[StatementEvent]:
    """The text under the note changed or moved: the State must be asked again."""
    scope = _scope(entry, new)
    if scope == "text":
        return  # the status line tells the date of each revision
    own = changes.paragraph_change(old.at, new.at)
    if scope == "table" and changes.table(new.at):
        own = ParagraphChange(old.at, new.at, (), True, bool(own and own.moved))
    touched = [(own, "")] if own else []
    if scope == "heading":
        touched += [(t, new.text) for t in changes.chapter_changes(old.at, new.at)]
    texts = {u.address: u.text for u in changes.diff.new}
    before = {u.address: u.text for u in changes.diff.old}
    for found, under in touched:
        was = NotePlace(old.revision, found.old_at, before.get(found.old_at, old.text))
        now = NotePlace(new.revision, found.new_at, texts.get(found.new_at, new.text))
        if found.reworded:
            yield StatementEvent(
                "reserved text changed", *who, was, now, entry, found.old, found.new, under, found.pieces
            )  # fmt: skip
        if found.moved:
            yield StatementEvent("reserved text moved", *who, was, now, entry, under=under)


def _scope(entry: StatementEntry, place: NotePlace) -> str:
    """What the note covers there: read for its first place, by the address for the others."""
    if place == entry.place:
        return entry.scope
    last = place.at.split(".")[-1]
    return next((name for sign, name in (("H", "heading"), ("T", "table")) if last.startswith(sign)), "paragraph")


def _remarks(link: StatementLink, changes: TextChanges) -> Iterator[StatementRemark]:
    if link.new.scope != "heading" or link.new.kind == "information" or link.new.status == "withdrawn":
        return
    names = {"new": "new paragraph in a reserved chapter", "gone": "paragraph gone from a reserved chapter"}
    for what, at, text in changes.paragraphs_added_or_removed(link.old.place.at, link.new.place.at):
        revision = link.new.place.revision if what == "new" else link.old.place.revision
        yield StatementRemark(
            names[what], *split_signatories(link.signatories), NotePlace(revision, at, text), link.new.place.text
        )
