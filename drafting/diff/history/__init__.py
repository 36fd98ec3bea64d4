"""Many revisions: the history of every paragraph, the origin of every word, and a table of all numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.diff.changes import Change, Diff
from drafting.diff.history.blame import AttributedWords, Blame, WordOrigin, all_new, carry_blame
from drafting.diff.history.records import (
    EVENTS,
    Event,
    EventKind,
    OpenHistory,
    ParagraphHistory,
    RevisionUnits,
    order_paragraphs,
)
from drafting.diff.pairing import compare_units
from drafting.diff.units import Unit
from drafting.text.typography import body_key

ALIKE = 0.75
"""How like a paragraph that died a new one must be to be the same one come back (1: word for word)."""
LEAST_WORDS = 6
"""Shorter paragraphs come back word for word or not at all: they are too alike among themselves."""

_ONE: Mapping[str, EventKind] = {
    "equal": "unchanged", "renumber": "renumbered", "edit": "edited", "move": "moved", "move_edit": "moved and edited",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """Revisions, the histories of their paragraphs in reading order, and the blame of every unit of every revision."""

    revisions: tuple[RevisionUnits, ...]
    paragraphs: tuple[ParagraphHistory, ...]
    blames: tuple[tuple[Blame, ...], ...]
    diffs: tuple[Diff, ...]

    def addresses(self, paragraph: ParagraphHistory) -> tuple[str, ...]:
        """Where a paragraph stands in each revision; "" where it does not."""
        return tuple(
            (current.units[place].address or str(place + 1)) if place >= 0 else ""
            for current, place in zip(self.revisions, paragraph.places, strict=True)
        )

    def concordance(self) -> tuple[tuple[str, ...], ...]:
        """One row for each paragraph that ever was, in reading order: its address in every revision, "" for none."""
        return tuple(self.addresses(paragraph) for paragraph in self.paragraphs)

    def unit(self, paragraph: ParagraphHistory) -> Unit:
        """The paragraph as it last stood."""
        return self.revisions[paragraph.last].units[paragraph.places[paragraph.last]]

    def words(self, paragraph: ParagraphHistory) -> Blame:
        """The words of the paragraph as it last stood, each run with its origin."""
        return self.blames[paragraph.last][paragraph.places[paragraph.last]]


def history(revisions: Sequence[RevisionUnits], compare: Callable[..., Diff] = compare_units) -> History:
    """The history of at least one revision, oldest first. The same pair of contents is compared once."""
    maker = _Maker(tuple(revisions), compare)
    for revision in range(len(revisions)):
        maker.step(revision)
    paragraphs = tuple(ParagraphHistory(r.id, tuple(r.events), tuple(r.places)) for r in maker.records)
    return History(
        tuple(revisions), tuple(order_paragraphs(paragraphs, revisions)), tuple(maker.blames), tuple(maker.diffs)
    )


class _Maker:
    """Walks over the revisions: the paragraph behind each unit so far, and the deleted paragraphs."""

    def __init__(self, revisions: tuple[RevisionUnits, ...], compare: Callable[..., Diff]) -> None:
        self.revisions, self._compare = revisions, compare
        self.records: list[OpenHistory] = []
        self.blames: list[tuple[Blame, ...]] = []
        self.diffs: list[Diff] = []
        self._cache: dict[object, Diff] = {}
        self._here: list[OpenHistory] = []  # the paragraph of each unit of the revision before
        self._dead: dict[int, tuple[OpenHistory, Unit, Blame]] = {}
        self._taken_in: dict[int, list[tuple[OpenHistory, Unit]]] = {}  # paragraph → those that were merged into it

    def step(self, revision: int) -> None:
        """Take one revision in."""
        current = self.revisions[revision]
        origin = WordOrigin(revision, current.delegation)
        if not revision:
            for j in range(len(current.units)):
                self._born(0, j)
            self._here = list(self.records)
            self.blames.append(tuple(self._signed(u, all_new(u, origin), current, origin) for u in current.units))
            return
        diff = self._diff(self.revisions[revision - 1].units, current.units)
        self.diffs.append(diff)
        here: list[OpenHistory | None] = [None] * len(current.units)
        blames: list[Blame] = [()] * len(current.units)
        gone: list[tuple[OpenHistory, Unit, Blame]] = []
        for change in diff.changes:
            self._change(revision, change, here, blames, origin)
            gone += self._buried(revision, change)
        self._arrivals(revision, diff, here, blames, origin)
        for entry in gone:
            self._dead[entry[0].id] = entry
        self._here = [record for record in here if record is not None]
        self.blames.append(tuple(blames))

    def _diff(self, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Diff:
        key = (old, new)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._compare(old, new)
        return replace(found, old=old, new=new)

    def _born(self, revision: int, unit: int, kind: EventKind = "born", others: Sequence[int] = ()) -> OpenHistory:
        record = OpenHistory(len(self.records), len(self.revisions))
        record.add(revision, kind, unit, others)
        self.records.append(record)
        return record

    def _change(
        self, revision: int, change: Change, here: list[OpenHistory | None], blames: list[Blame], origin: WordOrigin
    ) -> None:
        """What a change with units on both sides does to the paragraphs and to the words."""
        if not change.old or not change.new:
            return
        current = self.revisions[revision]
        before = self.revisions[revision - 1].units
        records = [self._here[i] for i in change.old]
        if change.op in _ONE:
            records[0].add(revision, _ONE[change.op], change.new[0])
            here[change.new[0]] = records[0]
        elif change.op == "split":
            self._split(revision, records[0], change.new, here)
        else:
            self._merge(revision, records, change, here)
        told = [self.blames[revision - 1][i] for i in change.old]
        if (
            change.op in ("equal", "renumber", "move")
            and before[change.old[0]].text == current.units[change.new[0]].text
        ):
            blames[change.new[0]] = told[0]
            return
        units = [current.units[j] for j in change.new]
        found = carry_blame(change.segments, [before[i] for i in change.old], told, units, origin)
        for j, blame in zip(change.new, found, strict=True):
            blames[j] = self._signed(current.units[j], blame, current, origin)

    def _split(self, revision: int, record: OpenHistory, new: Sequence[int], here: list[OpenHistory | None]) -> None:
        units = self.revisions[revision].units
        main = max(new, key=lambda j: (len(units[j].text), -j))
        parts = {j: self._parted(revision, record, j) for j in new if j != main}
        record.add(revision, "split", main, [part.id for part in parts.values()])
        here[main] = record
        for j, part in parts.items():
            here[j] = part

    def _parted(self, revision: int, record: OpenHistory, j: int) -> OpenHistory:
        """A part of a paragraph that was split: one that had been merged into it and is back, or a new paragraph."""
        unit = self.revisions[revision].units[j]
        taken_in = self._taken_in.get(record.id, [])
        for entry in taken_in:
            other, was = entry
            pair = self._compare([was], [unit]).changes
            if len(pair) == 1 and pair[0].similarity >= (ALIKE if _long(unit) else 1):
                taken_in.remove(entry)
                other.add(revision, "reinstated", j, (record.id,))
                return other
        return self._born(revision, j, "split off", (record.id,))

    def _merge(
        self, revision: int, records: Sequence[OpenHistory], change: Change, here: list[OpenHistory | None]
    ) -> None:  # fmt: skip
        before = self.revisions[revision - 1].units
        k = max(range(len(records)), key=lambda k: (len(before[change.old[k]].text), -k))
        main = records[k]
        others = [r for r in records if r is not main]
        main.add(revision, "merged", change.new[0], [r.id for r in others])
        here[change.new[0]] = main
        for i, other in zip(change.old, records, strict=True):
            if other is not main:
                other.add(revision, "merged into", -1, (main.id,))
                self._taken_in.setdefault(main.id, []).append((other, before[i]))

    def _buried(self, revision: int, change: Change) -> Iterator[tuple[OpenHistory, Unit, Blame]]:
        if change.op == "delete":
            for i in change.old:
                self._here[i].add(revision, "died", -1)
                yield self._here[i], self.revisions[revision - 1].units[i], self.blames[revision - 1][i]

    def _arrivals(
        self, revision: int, diff: Diff, here: list[OpenHistory | None], blames: list[Blame], origin: WordOrigin
    ) -> None:
        """Paragraphs with no counterpart before: come back from the graveyard, or born."""
        current = self.revisions[revision]
        arrived = [j for change in diff.changes if change.op == "insert" for j in change.new]
        back = self._returned(arrived, current.units)
        for j in sorted(arrived):
            unit = current.units[j]
            if j in back:
                record, was, blame = self._dead.pop(back[j].id)
                record.add(revision, "reinstated", j)
                pair = self._compare([was], [unit]).changes
                kept = len(pair) == 1 and pair[0].old and pair[0].new
                found = (
                    carry_blame(pair[0].segments, [was], [blame], [unit], origin)[0] if kept else all_new(unit, origin)
                )
            else:
                record, found = self._born(revision, j), all_new(unit, origin)
            here[j], blames[j] = record, self._signed(unit, found, current, origin)

    def _returned(self, arrived: Sequence[int], units: Sequence[Unit]) -> dict[int, OpenHistory]:
        """Which arrivals are paragraphs that had died: word for word first, the last that died; then much alike."""
        graves: dict[tuple[str, str], list[OpenHistory]] = {}
        for record, unit, _ in self._dead.values():
            if unit.text.strip():
                graves.setdefault((_group(unit), body_key(unit.text)), []).append(record)
        back: dict[int, OpenHistory] = {}
        for j in arrived:
            same = graves.get((_group(units[j]), body_key(units[j].text)))
            if same:
                back[j] = same.pop()
        taken = {record.id for record in back.values()}
        left = [j for j in arrived if j not in back and _long(units[j])]
        graved = [entry for entry in self._dead.values() if entry[0].id not in taken and _long(entry[1])]
        if left and graved:
            diff = self._compare([unit for _, unit, _ in graved], [units[j] for j in left])
            for change in diff.changes:
                if len(change.old) == len(change.new) == 1 and change.similarity >= ALIKE:
                    back[left[change.new[0]]] = graved[change.old[0]][0]
        return back

    def _signed(self, unit: Unit, blame: Blame, current: RevisionUnits, origin: WordOrigin) -> Blame:
        """New words that an author is known to have put in bear that author's name."""
        known = current.insertions.get(unit.address)
        if not known:
            return blame
        out = []
        for words in blame:
            author = next((who for who, put in known if words.text.strip() and words.text.strip() in put), "")
            mine = author and words.revision == origin.revision
            out.append(replace(words, delegation=author) if mine else words)
        return tuple(out)


def _group(unit: Unit) -> str:
    return "clause" if unit.kind == "item" else unit.kind


def _long(unit: Unit) -> bool:
    return len(unit.text.split()) >= LEAST_WORDS


__all__ = [
    "ALIKE",
    "EVENTS",
    "Blame",
    "Event",
    "EventKind",
    "History",
    "ParagraphHistory",
    "RevisionUnits",
    "AttributedWords",
    "history",
]
