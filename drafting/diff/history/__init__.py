"""The history of many revisions: events of every paragraph, origin of every word, table of all numbers."""

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
    TrackedInsertion,
    order_paragraphs,
)
from drafting.diff.pairing import compare_units
from drafting.diff.units import Unit
from drafting.text.typography import body_key

REINSTATED_SIMILARITY = 0.75
"""Least similarity (`Change.similarity`, 0 to 1) of an inserted paragraph to a deleted one that counts as reinstated.
This and the next value: judged on examples, not measured."""
REINSTATED_WORDS = 6
"""Paragraphs of fewer words are reinstated only word for word, since they are too similar to each other."""

_EVENT_OF_OP: Mapping[str, EventKind] = {
    "equal": "unchanged", "renumber": "renumbered", "edit": "edited", "move": "moved", "move_edit": "moved and edited",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """Revisions, histories of their paragraphs in reading order, and the blame of every unit of every revision."""

    revisions: tuple[RevisionUnits, ...]
    paragraphs: tuple[ParagraphHistory, ...]
    blames: tuple[tuple[Blame, ...], ...]
    diffs: tuple[Diff, ...]

    def addresses(self, paragraph: ParagraphHistory) -> tuple[str, ...]:
        """The address of a paragraph in each revision; "" where it is absent."""
        return tuple(
            (current.units[place].address or str(place + 1)) if place >= 0 else ""
            for current, place in zip(self.revisions, paragraph.places, strict=True)
        )

    def concordance(self) -> tuple[tuple[str, ...], ...]:
        """One row per paragraph of any revision, in reading order: its address in every revision, "" where absent."""
        return tuple(self.addresses(paragraph) for paragraph in self.paragraphs)

    def unit(self, paragraph: ParagraphHistory) -> Unit:
        """The last version of the paragraph."""
        return self.revisions[paragraph.last].units[paragraph.places[paragraph.last]]

    def words(self, paragraph: ParagraphHistory) -> Blame:
        """The words of the last version of the paragraph, each run with its origin."""
        return self.blames[paragraph.last][paragraph.places[paragraph.last]]


def follow_units(revisions: Sequence[RevisionUnits], compare: Callable[..., Diff] = compare_units) -> History:
    """The history of one or more revisions, oldest first. Equal pairs of revisions are compared once."""
    builder = _HistoryBuilder(tuple(revisions), compare)
    for revision in range(len(revisions)):
        builder.add_revision(revision)
    paragraphs = tuple(ParagraphHistory(r.id, tuple(r.events), tuple(r.places)) for r in builder.records)
    return History(
        tuple(revisions), tuple(order_paragraphs(paragraphs, revisions)), tuple(builder.blames), tuple(builder.diffs)
    )


class _HistoryBuilder:
    """Builds the history, revision by revision: the paragraph of each current unit, and the deleted paragraphs."""

    def __init__(self, revisions: tuple[RevisionUnits, ...], compare: Callable[..., Diff]) -> None:
        self.revisions, self._compare = revisions, compare
        self.records: list[OpenHistory] = []
        self.blames: list[tuple[Blame, ...]] = []
        self.diffs: list[Diff] = []
        self._cache: dict[object, Diff] = {}
        self._here: list[OpenHistory] = []  # the paragraph of each unit of the previous revision
        self._deleted: dict[int, tuple[OpenHistory, Unit, Blame]] = {}
        self._merged_into: dict[int, list[tuple[OpenHistory, Unit]]] = {}  # paragraph id → paragraphs merged into it

    def add_revision(self, revision: int) -> None:
        """Add the next revision."""
        current = self.revisions[revision]
        origin = WordOrigin(revision, current.delegation)
        if not revision:
            for j in range(len(current.units)):
                self._start_paragraph(0, j)
            self._here = list(self.records)
            self.blames.append(tuple(self._attribute(u, all_new(u, origin), current, origin) for u in current.units))
            return
        diff = self._compare_cached(self.revisions[revision - 1].units, current.units)
        self.diffs.append(diff)
        here: list[OpenHistory | None] = [None] * len(current.units)
        blames: list[Blame] = [()] * len(current.units)
        gone: list[tuple[OpenHistory, Unit, Blame]] = []
        for change in diff.changes:
            self._apply_change(revision, change, here, blames, origin)
            gone += self._delete_units(revision, change)
        self._add_inserted(revision, diff, here, blames, origin)
        for entry in gone:
            self._deleted[entry[0].id] = entry
        self._here = [record for record in here if record is not None]
        self.blames.append(tuple(blames))

    def _compare_cached(self, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Diff:
        key = (old, new)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._compare(old, new)
        return replace(found, old=old, new=new)

    def _start_paragraph(
        self, revision: int, unit: int, kind: EventKind = "born", others: Sequence[int] = ()
    ) -> OpenHistory:
        record = OpenHistory(len(self.records), len(self.revisions))
        record.add(revision, kind, unit, others)
        self.records.append(record)
        return record

    def _apply_change(
        self, revision: int, change: Change, here: list[OpenHistory | None], blames: list[Blame], origin: WordOrigin
    ) -> None:
        """Apply a change with units on both sides to the paragraphs and to the blame."""
        if not change.old or not change.new:
            return
        current = self.revisions[revision]
        before = self.revisions[revision - 1].units
        records = [self._here[i] for i in change.old]
        if change.op in _EVENT_OF_OP:
            records[0].add(revision, _EVENT_OF_OP[change.op], change.new[0])
            here[change.new[0]] = records[0]
        elif change.op == "split":
            self._apply_split(revision, records[0], change.new, here)
        else:
            self._apply_merge(revision, records, change, here)
        old_blames = [self.blames[revision - 1][i] for i in change.old]
        if (
            change.op in ("equal", "renumber", "move")
            and before[change.old[0]].text == current.units[change.new[0]].text
        ):
            blames[change.new[0]] = old_blames[0]
            return
        units = [current.units[j] for j in change.new]
        found = carry_blame(change.segments, [before[i] for i in change.old], old_blames, units, origin)
        for j, blame in zip(change.new, found, strict=True):
            blames[j] = self._attribute(current.units[j], blame, current, origin)

    def _apply_split(
        self, revision: int, record: OpenHistory, new: Sequence[int], here: list[OpenHistory | None]
    ) -> None:
        units = self.revisions[revision].units
        main = max(new, key=lambda j: (len(units[j].text), -j))
        parts = {j: self._split_off(revision, record, j) for j in new if j != main}
        record.add(revision, "split", main, [part.id for part in parts.values()])
        here[main] = record
        for j, part in parts.items():
            here[j] = part

    def _split_off(self, revision: int, record: OpenHistory, j: int) -> OpenHistory:
        """The paragraph of one part of a split: one that was merged into it earlier and is back, or a new one."""
        unit = self.revisions[revision].units[j]
        merged = self._merged_into.get(record.id, [])
        for entry in merged:
            other, was = entry
            pair = self._compare([was], [unit]).changes
            if len(pair) == 1 and pair[0].similarity >= (REINSTATED_SIMILARITY if _is_long(unit) else 1):
                merged.remove(entry)
                other.add(revision, "reinstated", j, (record.id,))
                return other
        return self._start_paragraph(revision, j, "split off", (record.id,))

    def _apply_merge(
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
                self._merged_into.setdefault(main.id, []).append((other, before[i]))

    def _delete_units(self, revision: int, change: Change) -> Iterator[tuple[OpenHistory, Unit, Blame]]:
        if change.op == "delete":
            for i in change.old:
                self._here[i].add(revision, "died", -1)
                yield self._here[i], self.revisions[revision - 1].units[i], self.blames[revision - 1][i]

    def _add_inserted(
        self, revision: int, diff: Diff, here: list[OpenHistory | None], blames: list[Blame], origin: WordOrigin
    ) -> None:
        """Apply the insertions of a diff: deleted paragraphs that are reinstated, and new ones."""
        current = self.revisions[revision]
        arrived = [j for change in diff.changes if change.op == "insert" for j in change.new]
        back = self._find_reinstated(arrived, current.units)
        for j in sorted(arrived):
            unit = current.units[j]
            if j in back:
                record, was, blame = self._deleted.pop(back[j].id)
                record.add(revision, "reinstated", j)
                pair = self._compare([was], [unit]).changes
                kept = len(pair) == 1 and pair[0].old and pair[0].new
                found = (
                    carry_blame(pair[0].segments, [was], [blame], [unit], origin)[0] if kept else all_new(unit, origin)
                )
            else:
                record, found = self._start_paragraph(revision, j), all_new(unit, origin)
            here[j], blames[j] = record, self._attribute(unit, found, current, origin)

    def _find_reinstated(self, arrived: Sequence[int], units: Sequence[Unit]) -> dict[int, OpenHistory]:
        """The inserted units that are deleted paragraphs: word for word (the last deleted) or else by similarity."""
        back = self._find_equal(arrived, units)
        taken = {record.id for record in back.values()}
        left = [j for j in arrived if j not in back and _is_long(units[j])]
        candidates = [entry for entry in self._deleted.values() if entry[0].id not in taken and _is_long(entry[1])]
        if left and candidates:
            diff = self._compare([unit for _, unit, _ in candidates], [units[j] for j in left])
            for change in diff.changes:
                if len(change.old) == len(change.new) == 1 and change.similarity >= REINSTATED_SIMILARITY:
                    back[left[change.new[0]]] = candidates[change.old[0]][0]
        return back

    def _find_equal(self, arrived: Sequence[int], units: Sequence[Unit]) -> dict[int, OpenHistory]:
        """The inserted units whose text is that of a deleted paragraph."""
        by_body: dict[tuple[str, str], list[OpenHistory]] = {}
        for record, unit, _ in self._deleted.values():
            if unit.text.strip():
                by_body.setdefault((_kind_group(unit), body_key(unit.text)), []).append(record)
        back: dict[int, OpenHistory] = {}
        for j in arrived:
            same = by_body.get((_kind_group(units[j]), body_key(units[j].text)))
            if same:
                back[j] = same.pop()
        return back

    def _attribute(self, unit: Unit, blame: Blame, current: RevisionUnits, origin: WordOrigin) -> Blame:
        """Attribute new words to the authors of tracked insertions."""
        known = current.insertions.get(unit.address)
        if not known:
            return blame
        out = []
        for words in blame:
            new = words.text.strip()
            author = next((put.author for put in known if new and new in put.text), "")
            mine = author and words.revision == origin.revision
            out.append(replace(words, delegation=author) if mine else words)
        return tuple(out)


def _kind_group(unit: Unit) -> str:
    return "clause" if unit.kind == "item" else unit.kind


def _is_long(unit: Unit) -> bool:
    return len(unit.text.split()) >= REINSTATED_WORDS


__all__ = [
    "REINSTATED_SIMILARITY",
    "EVENTS",
    "Blame",
    "Event",
    "EventKind",
    "History",
    "ParagraphHistory",
    "RevisionUnits",
    "TrackedInsertion",
    "AttributedWords",
    "follow_units",
]
