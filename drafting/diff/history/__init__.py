"""Many revisions: the life of every paragraph, the origin of every word, and a table of all numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafting.diff.changes import Change, Diff
from drafting.diff.history.blame import Blame, Mark, Words, carried, fresh
from drafting.diff.history.records import EVENTS, Event, EventKind, Life, Record, Stage, in_order
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
    """Revisions, the lives of their paragraphs in reading order, and the blame of every unit of every revision."""

    stages: tuple[Stage, ...]
    lives: tuple[Life, ...]
    blames: tuple[tuple[Blame, ...], ...]
    diffs: tuple[Diff, ...]

    def addresses(self, life: Life) -> tuple[str, ...]:
        """Where a paragraph stands in each revision; "" where it does not."""
        return tuple(
            (stage.units[place].address or str(place + 1)) if place >= 0 else ""
            for stage, place in zip(self.stages, life.places, strict=True)
        )

    def concordance(self) -> tuple[tuple[str, ...], ...]:
        """One row for each paragraph that ever was, in reading order: its address in every revision, "" for none."""
        return tuple(self.addresses(life) for life in self.lives)

    def unit(self, life: Life) -> Unit:
        """The paragraph as it last stood."""
        return self.stages[life.last].units[life.places[life.last]]

    def words(self, life: Life) -> Blame:
        """The words of the paragraph as it last stood, each run with its origin."""
        return self.blames[life.last][life.places[life.last]]


def history(stages: Sequence[Stage], compare: Callable[..., Diff] = compare_units) -> History:
    """The history of at least one revision, oldest first. The same pair of contents is compared once."""
    maker = _Maker(tuple(stages), compare)
    for revision in range(len(stages)):
        maker.step(revision)
    lives = tuple(Life(r.id, tuple(r.events), tuple(r.places)) for r in maker.records)
    return History(tuple(stages), tuple(in_order(lives, stages)), tuple(maker.blames), tuple(maker.diffs))


class _Maker:
    """Walks over the revisions; holds who lives where, and the graveyard."""

    def __init__(self, stages: tuple[Stage, ...], compare: Callable[..., Diff]) -> None:
        self.stages, self._compare = stages, compare
        self.records: list[Record] = []
        self.blames: list[tuple[Blame, ...]] = []
        self.diffs: list[Diff] = []
        self._cache: dict[object, Diff] = {}
        self._here: list[Record] = []  # the life of each unit of the revision before
        self._dead: dict[int, tuple[Record, Unit, Blame]] = {}
        self._taken_in: dict[int, list[tuple[Record, Unit]]] = {}  # life → those that were merged into it

    def step(self, revision: int) -> None:
        """Take one revision in."""
        stage = self.stages[revision]
        mark = Mark(revision, stage.delegation)
        if not revision:
            for j in range(len(stage.units)):
                self._born(0, j)
            self._here = list(self.records)
            self.blames.append(tuple(self._signed(u, fresh(u, mark), stage, mark) for u in stage.units))
            return
        diff = self._diff(self.stages[revision - 1].units, stage.units)
        self.diffs.append(diff)
        here: list[Record | None] = [None] * len(stage.units)
        blames: list[Blame] = [()] * len(stage.units)
        gone: list[tuple[Record, Unit, Blame]] = []
        for change in diff.changes:
            self._change(revision, change, here, blames, mark)
            gone += self._buried(revision, change)
        self._arrivals(revision, diff, here, blames, mark)
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

    def _born(self, revision: int, unit: int, kind: EventKind = "born", others: Sequence[int] = ()) -> Record:
        record = Record(len(self.records), len(self.stages))
        record.add(revision, kind, unit, others)
        self.records.append(record)
        return record

    def _change(
        self, revision: int, change: Change, here: list[Record | None], blames: list[Blame], mark: Mark
    ) -> None:
        """What a change with units on both sides does to the lives and to the words."""
        if not change.old or not change.new:
            return
        stage = self.stages[revision]
        before = self.stages[revision - 1].units
        records = [self._here[i] for i in change.old]
        if change.op in _ONE:
            records[0].add(revision, _ONE[change.op], change.new[0])
            here[change.new[0]] = records[0]
        elif change.op == "split":
            self._split(revision, records[0], change.new, here)
        else:
            self._merge(revision, records, change, here)
        told = [self.blames[revision - 1][i] for i in change.old]
        if change.op in ("equal", "renumber", "move") and before[change.old[0]].text == stage.units[change.new[0]].text:
            blames[change.new[0]] = told[0]
            return
        units = [stage.units[j] for j in change.new]
        found = carried(change.segments, [before[i] for i in change.old], told, units, mark)
        for j, blame in zip(change.new, found, strict=True):
            blames[j] = self._signed(stage.units[j], blame, stage, mark)

    def _split(self, revision: int, record: Record, new: Sequence[int], here: list[Record | None]) -> None:
        units = self.stages[revision].units
        main = max(new, key=lambda j: (len(units[j].text), -j))
        parts = {j: self._parted(revision, record, j) for j in new if j != main}
        record.add(revision, "split", main, [part.id for part in parts.values()])
        here[main] = record
        for j, part in parts.items():
            here[j] = part

    def _parted(self, revision: int, record: Record, j: int) -> Record:
        """A part of a life that was split: one that had been merged into it and is back, or a new life."""
        unit = self.stages[revision].units[j]
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
        self, revision: int, records: Sequence[Record], change: Change, here: list[Record | None]
    ) -> None:  # fmt: skip
        before = self.stages[revision - 1].units
        k = max(range(len(records)), key=lambda k: (len(before[change.old[k]].text), -k))
        main = records[k]
        others = [r for r in records if r is not main]
        main.add(revision, "merged", change.new[0], [r.id for r in others])
        here[change.new[0]] = main
        for i, other in zip(change.old, records, strict=True):
            if other is not main:
                other.add(revision, "merged into", -1, (main.id,))
                self._taken_in.setdefault(main.id, []).append((other, before[i]))

    def _buried(self, revision: int, change: Change) -> Iterator[tuple[Record, Unit, Blame]]:
        if change.op == "delete":
            for i in change.old:
                self._here[i].add(revision, "died", -1)
                yield self._here[i], self.stages[revision - 1].units[i], self.blames[revision - 1][i]

    def _arrivals(self, revision: int, diff: Diff, here: list[Record | None], blames: list[Blame], mark: Mark) -> None:
        """Paragraphs with no counterpart before: come back from the graveyard, or born."""
        stage = self.stages[revision]
        arrived = [j for change in diff.changes if change.op == "insert" for j in change.new]
        back = self._returned(arrived, stage.units)
        for j in sorted(arrived):
            unit = stage.units[j]
            if j in back:
                record, was, blame = self._dead.pop(back[j].id)
                record.add(revision, "reinstated", j)
                pair = self._compare([was], [unit]).changes
                kept = len(pair) == 1 and pair[0].old and pair[0].new
                found = carried(pair[0].segments, [was], [blame], [unit], mark)[0] if kept else fresh(unit, mark)
            else:
                record, found = self._born(revision, j), fresh(unit, mark)
            here[j], blames[j] = record, self._signed(unit, found, stage, mark)

    def _returned(self, arrived: Sequence[int], units: Sequence[Unit]) -> dict[int, Record]:
        """Which arrivals are paragraphs that had died: word for word first, the last that died; then much alike."""
        graves: dict[tuple[str, str], list[Record]] = {}
        for record, unit, _ in self._dead.values():
            if unit.text.strip():
                graves.setdefault((_group(unit), body_key(unit.text)), []).append(record)
        back: dict[int, Record] = {}
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

    def _signed(self, unit: Unit, blame: Blame, stage: Stage, mark: Mark) -> Blame:
        """New words that an author is known to have put in bear that author's name."""
        known = stage.insertions.get(unit.address)
        if not known:
            return blame
        out = []
        for words in blame:
            author = next((who for who, put in known if words.text.strip() and words.text.strip() in put), "")
            mine = author and words.revision == mark.revision
            out.append(replace(words, delegation=author) if mine else words)
        return tuple(out)


def _group(unit: Unit) -> str:
    return "clause" if unit.kind == "item" else unit.kind


def _long(unit: Unit) -> bool:
    return len(unit.text.split()) >= LEAST_WORDS


__all__ = ["ALIKE", "EVENTS", "Blame", "Event", "EventKind", "History", "Life", "Stage", "Words", "history"]
