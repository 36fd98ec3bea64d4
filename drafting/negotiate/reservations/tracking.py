"""What happened to the notes between one revision and the next, and to the text that they reserve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from drafting.compare import Comparison
from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.model.address import address_kind
from drafting.negotiate.reservations.entries import NotePlace, StatementEntry, split_signatories
from drafting.negotiate.reservations.matching import StatementLink, is_same_note, link_statements
from drafting.negotiate.reservations.text_changes import ParagraphChange, TextChanges
from drafting.text.typography import body_key

EventKind: TypeAlias = Literal[
    "new", "reworded", "withdrawn", "moved", "submitted", "reserved text changed", "reserved text moved"
]
EVENTS: tuple[EventKind, ...] = (
    "reserved text changed", "reserved text moved", "submitted", "new", "reworded", "withdrawn", "moved",
)  # fmt: skip
"""The kinds of events, alerts first."""
ALERTS = EVENTS[:2]


@dataclass(frozen=True, slots=True)
class StatementEvent:
    """Something that happened to a statement between two revisions.

    `before` and `after` are the places in the two revisions, None where it has none. `old` and `new` are words: of the
    note for "reworded" and "submitted", of the paragraph for alerts, "" otherwise. `under`: the words of the heading
    that carries the note; `to_all`: the addresses of all parts of a paragraph that was split.
    """

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
    def names(self) -> tuple[str, ...]:
        """Who is concerned, as the note prints it, where it names no known State or group."""
        return () if self.states or self.groups else self.entry.names

    @property
    def words_kept(self) -> bool | None:
        """Whether the paragraph still has the expression that the note quotes; None where it quotes none.

        Only for a change of the text under the note.
        """
        if self.kind != "reserved text changed" or not self.entry.words:
            return None
        return body_key(self.entry.words).casefold() in body_key(self.new).casefold()

    @property
    def is_alert(self) -> bool:
        """True when the text under a statement changed or moved, so that its State must be asked again."""
        return self.kind in ALERTS

    @property
    def revision(self) -> int:
        """Index of the revision in which it happened; for a note that is gone, the one after its last."""
        if self.after is not None:
            return self.after.revision
        return self.before.revision + 1 if self.before else 0

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The comparison of `old` with `new`; () where the event has no words."""
        return segments(self.old, self.new) if self.old or self.new else ()

    @property
    def text_change(self) -> tuple[object, ...]:
        """A key of the change of the text; the events of several States about one change share it."""
        old_at, new_at = self.before and self.before.at, self.after and self.after.at
        return (self.revision, self.kind, old_at, new_at, self.under, self.old, self.new, self.to_all)


@dataclass(frozen=True, slots=True)
class StatementRemark:
    """A fact that is no event but concerns a State.

    A paragraph is new in a reserved chapter or is gone from it, or a reserved paragraph was deleted with its note.
    `under`: the words of the heading of the chapter.
    """

    kind: str
    states: tuple[str, ...]
    groups: tuple[str, ...]
    place: NotePlace
    under: str = ""


@dataclass
class RevisionStep:
    """What happened between two revisions: links of notes, events in the order of the old notes, remarks."""

    links: list[StatementLink] = field(default_factory=list)
    events: list[StatementEvent] = field(default_factory=list)
    remarks: list[StatementRemark] = field(default_factory=list)


class _Parties(NamedTuple):
    states: tuple[str, ...]
    groups: tuple[str, ...]


class _PlaceChanges(NamedTuple):
    """The places of a note before and after: pairs on one paragraph, places it left, places it came to."""

    kept: tuple[tuple[NotePlace, NotePlace], ...]
    left: tuple[NotePlace, ...]
    added: tuple[NotePlace, ...]


def track_statements(
    comparison: Comparison, olds: Sequence[StatementEntry], news: Sequence[StatementEntry]
) -> RevisionStep:
    """What happened to the notes between the two sides of a comparison, whose notes are `olds` and `news`."""
    changes = TextChanges(comparison.body)
    step = RevisionStep(links=link_statements(olds, news, changes))
    for old in olds:
        _track_old(old, step, changes, comparison.new.language)
    for new in news:
        carried = {party for link in step.links if link.new is new for party in link.signatories}
        if joined := tuple(party for party in new.signatories if party not in carried):
            kind: EventKind = "withdrawn" if new.status == "withdrawn" else "new"
            step.events.append(StatementEvent(kind, *split_signatories(joined), None, new.place, new))
    return step


def _track_old(old: StatementEntry, step: RevisionStep, changes: TextChanges, language: str) -> None:
    """Add the events and remarks of one old note to the step."""
    own = [link for link in step.links if link.old is old]
    for link in own:
        step.events += _link_events(link, changes, language)
        step.remarks += _chapter_remarks(link, changes)
        step.remarks += _deletion_remarks(old, _compare_places(old, link.new, changes).left, link.signatories, changes)
    carried = {party for link in own for party in link.signatories}
    gone = tuple(party for party in old.signatories if party not in carried)
    if gone and old.status != "withdrawn":
        step.events.append(StatementEvent("withdrawn", *split_signatories(gone), old.place, None, old))
        step.remarks += _deletion_remarks(old, old.all_places, gone, changes)


def _deletion_remarks(
    old: StatementEntry, left: Sequence[NotePlace], signatories: tuple[str, ...], changes: TextChanges
) -> Iterator[StatementRemark]:
    """The reserved paragraphs that were deleted together with the mark of their note."""
    for place in left:
        change = changes.change_old(place.at)
        if change is not None and not change.new and old.kind != "information":
            yield StatementRemark("reserved paragraph deleted", *split_signatories(signatories), place)


def _link_events(link: StatementLink, changes: TextChanges, language: str) -> Iterator[StatementEvent]:
    """The events of a note that continues: to its words, to its places, to the text under it."""
    old, new = link.old, link.new
    parties = _Parties(*split_signatories(link.signatories))
    if kind := _wording_event(old, new, changes, language):
        yield StatementEvent(kind, *parties, old.place, new.place, new, old.text, new.text)
    places = _compare_places(old, new, changes)
    for a, b in zip(places.left, places.added, strict=False):
        yield StatementEvent("moved", *parties, a, b, new)
    yield from (StatementEvent("withdrawn", *parties, a, None, new) for a in places.left[len(places.added) :])
    yield from (StatementEvent("new", *parties, None, b, new) for b in places.added[len(places.left) :])
    if new.is_in_force:
        for a, b in places.kept:
            yield from _alerts(a, b, new, changes, parties)


def _wording_event(
    old: StatementEntry, new: StatementEntry, changes: TextChanges, language: str
) -> EventKind | None:  # fmt: skip
    """What happened to the status or the words of a note; None: nothing. An announcement is never reworded."""
    if old.status != "withdrawn" and new.status == "withdrawn":
        return "withdrawn"
    if old.status == "announced" and new.status in ("submitted", "announced"):
        return "submitted" if new.status == "submitted" else None
    others = old.signatories != new.signatories
    same = is_same_note(
        old.text, new.text, language, other_signatories=others, renumbered=changes.is_renumbered
    )  # fmt: skip
    return None if same else "reworded"


def _compare_places(old: StatementEntry, new: StatementEntry, changes: TextChanges) -> _PlaceChanges:
    kept: dict[str, tuple[NotePlace, NotePlace]] = {}
    added = []
    for b in new.all_places:
        a = next((a for a in old.all_places if changes.is_same_paragraph(a.at, b.at)), None)
        if a is None:
            added.append(b)
        else:
            kept.setdefault(a.at, (a, b))  # two parts of one paragraph are one alert
    left = [a for a in old.all_places if not any(changes.is_same_paragraph(a.at, b.at) for b in new.all_places)]
    return _PlaceChanges(tuple(kept.values()), tuple(a for a in left if a.at not in kept), tuple(added))


def _alerts(
    old: NotePlace, new: NotePlace, entry: StatementEntry, changes: TextChanges, parties: _Parties
) -> Iterator[StatementEvent]:
    """The alerts at one place of a note: the text under it changed or moved."""
    texts = {u.address: u.text for u in changes.diff.new}
    before = {u.address: u.text for u in changes.diff.old}
    for change, under in _reserved_changes(old, new, entry, changes):
        was = NotePlace(old.revision, change.old_at, before.get(change.old_at, old.text))
        now = NotePlace(new.revision, change.new_at, texts.get(change.new_at, new.text))
        if change.reworded:
            yield StatementEvent(
                "reserved text changed", *parties, was, now, entry, change.old, change.new, under, change.parts
            )  # fmt: skip
        if change.moved:
            yield StatementEvent("reserved text moved", *parties, was, now, entry, under=under)


def _reserved_changes(
    old: NotePlace, new: NotePlace, entry: StatementEntry, changes: TextChanges
) -> list[tuple[ParagraphChange, str]]:
    """The changes of the text that a note reserves, each with the words of the heading that carries the note, or ""."""
    scope = _scope_at(entry, new)
    if scope == "text":
        return []  # the status line prints the date of each revision
    own = changes.paragraph_change(old.at, new.at)
    if scope == "table" and changes.is_table_changed(new.at):
        own = ParagraphChange(old.at, new.at, (), True, bool(own and own.moved))
    found = [(own, "")] if own else []
    if scope == "heading":
        found += [(change, new.text) for change in changes.chapter_changes(old.at, new.at)]
    return found


def _scope_at(entry: StatementEntry, place: NotePlace) -> str:
    """What the note covers at a place: as read for its first place, by the kind of address for the others."""
    if place == entry.place:
        return entry.scope
    return {"H": "heading", "T": "table"}.get(address_kind(place.at), "paragraph")


def _chapter_remarks(link: StatementLink, changes: TextChanges) -> Iterator[StatementRemark]:
    """The paragraphs that are new in the chapter that a note reserves, or are gone from it."""
    old, new = link.old.place, link.new.place
    if link.new.scope != "heading" or not link.new.is_in_force:
        return
    kinds = {"new": "new paragraph in a reserved chapter", "gone": "paragraph gone from a reserved chapter"}
    for what, at, text in changes.paragraphs_added_or_removed(old.at, new.at):
        place = NotePlace(new.revision if what == "new" else old.revision, at, text)
        yield StatementRemark(kinds[what], *split_signatories(link.signatories), place, new.text)
