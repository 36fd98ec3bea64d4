"""The ground under the notes: what the one comparison of two revisions says became of a paragraph or a chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from drafting.diff.changes import Change, Diff
from drafting.diff.units import Unit
from drafting.text.typography import body_key

_WORD = re.compile(r"[^\W_]{4,}")
_TAIL = re.compile(r"[\s.,;:]*(?:\b(?:and|et|y|e)\b[\s.,;:]*)?$")


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph under a note that changed: addresses before and after, all pieces of a split, and whether its words
    changed, its place, or both. `old`, `new`: the words."""

    old_at: str
    new_at: str
    pieces: tuple[str, ...]
    reworded: bool
    moved: bool
    old: str = ""
    new: str = ""


@dataclass
class TextChanges:
    """A body diff, asked by address."""

    diff: Diff
    _old: dict[str, int] = field(default_factory=dict)
    _new: dict[str, int] = field(default_factory=dict)
    _change_old: dict[int, Change] = field(default_factory=dict)
    _change_new: dict[int, Change] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._old = {u.address: i for i, u in enumerate(self.diff.old)}
        self._new = {u.address: j for j, u in enumerate(self.diff.new)}
        self._change_old = {i: c for c in self.diff.changes for i in c.old}
        self._change_new = {j: c for c in self.diff.changes for j in c.new}

    def change_old(self, at: str) -> Change | None:
        """What became of the unit at an old address (a table by its first row)."""
        return self._change_old.get(self._index(self._old, at))

    def change_new(self, at: str) -> Change | None:
        """Where the unit at a new address came from."""
        return self._change_new.get(self._index(self._new, at))

    @staticmethod
    def _index(table: dict[str, int], at: str) -> int:
        return table.get(at, table.get(f"{at}(1)", -1))

    def is_same_paragraph(self, old_at: str, new_at: str) -> bool:
        """True when the paragraph at the old address is, wholly or in part, the one at the new address; or when it was
        replaced there by a wholly new one."""
        if not old_at or not new_at:
            return old_at == new_at
        change, target = self.change_old(old_at), self.change_new(new_at)
        if change is None or target is None:
            return False
        return change is target or self.is_replacement(old_at, new_at) or self._shared_out(change, target)

    def _shared_out(self, change: Change, target: Change) -> bool:
        """True for a split or a merge in all but name: one piece kept the paragraph, its neighbour is new (or has gone)
        and holds the words that left (or came)."""
        if change.new and not target.old and target.new[0] in (change.new[-1] + 1, change.new[0] - 1):
            old, kept = self._sides(change)
            return _holds(self._sides(target)[1], old, kept)
        if target.old and not change.new and change.old[0] in (target.old[-1] + 1, target.old[0] - 1):
            kept, new = self._sides(target)
            return _holds(self._sides(change)[0], new, kept)
        return False

    def is_replacement(self, old_at: str, new_at: str) -> bool:
        """True when one paragraph went and another came between the same neighbours."""
        change, target = self.change_old(old_at), self.change_new(new_at)
        if change is None or target is None or change.new or target.old:
            return False
        i, j = change.old[0], target.new[0]
        before = next((c.new[-1] for k in range(i - 1, -1, -1) if (c := self._steady(k))), -1)
        after = next((c.new[0] for k in range(i + 1, len(self.diff.old)) if (c := self._steady(k))), len(self.diff.new))
        return before < j < after and self.diff.old[i].kind == self.diff.new[j].kind

    def _steady(self, old: int) -> Change | None:
        """The change of an old unit that kept its place, else None."""
        change = self._change_old.get(old)
        return change if change and change.new and change.op not in ("move", "move_edit") else None

    def paragraph_change(self, old_at: str, new_at: str) -> ParagraphChange | None:
        """What changed in the paragraph under a note, its lettered items included; None when nothing did."""
        change = self.change_new(new_at)
        if change is None:
            return None
        other = self.change_old(old_at)
        if other is not change and other is not None:  # replaced, split off or merged
            pieces = tuple(self.diff.new[j].address for j in sorted({*other.new, *change.new})) if other.new else ()
            old, new = self._text(self.diff.old, self._old, old_at), self._text(self.diff.new, self._new, new_at)
            return ParagraphChange(old_at, new_at, pieces, True, False, old, new)
        pieces = tuple(self.diff.new[j].address for j in change.new) if len(change.new) > 1 else ()
        moved = change.op in ("move", "move_edit")
        reworded = self.words_changed(change) or self._items_changed(old_at, new_at)
        if not (moved or reworded):
            return None
        olds, news = "\n".join(self.diff.old[i].text for i in change.old), self._joined(change)
        return ParagraphChange(old_at, new_at, pieces, reworded, moved, olds, news)

    def _joined(self, change: Change) -> str:
        return "\n".join(self.diff.new[j].text for j in change.new)

    @staticmethod
    def _text(units: tuple[Unit, ...], table: dict[str, int], at: str) -> str:
        i = TextChanges._index(table, at)
        return units[i].text if i >= 0 else ""

    def words_changed(self, change: Change) -> bool:
        """True when words of the paragraph changed: not its number, not mere typography, not the stop or the "and"
        at its end, which follow its place in the list."""
        if change.op in ("equal", "renumber", "move") or change.typographic:
            return False
        if change.op in ("split", "merge"):
            return True
        olds, news = (_words(u.text for u in side) for side in self._sides(change))
        return olds != news

    def _sides(self, change: Change) -> tuple[list[Unit], list[Unit]]:
        return [self.diff.old[i] for i in change.old], [self.diff.new[j] for j in change.new]

    def _items_changed(self, old_at: str, new_at: str) -> bool:
        """True when an item of the paragraph changed, came or went."""
        for units, table, top in (
            (self.diff.old, self._change_old, old_at),
            (self.diff.new, self._change_new, new_at),
        ):
            for i, unit in enumerate(units):
                change = table.get(i)
                if unit.kind == "item" and unit.address.startswith(f"{top}(") and change and self._is_news(change):
                    return True
        return False

    def _is_news(self, change: Change) -> bool:
        return change.op in ("insert", "delete") or self.words_changed(change)

    def chapter_changes(self, old_at: str, new_at: str) -> tuple[ParagraphChange, ...]:
        """The paragraphs under a heading that changed, each once, in the order of the new text. Paragraphs that came
        or went whole are not among them (see `came_and_went`); a heading that moved takes its chapter along."""
        old_range, new_range = (
            self._range(self.diff.old, self._old, old_at),
            self._range(self.diff.new, self._new, new_at),
        )
        along = (heading := self.change_new(new_at)) is not None and heading.op in ("move", "move_edit")
        found: dict[str, ParagraphChange] = {}
        for change in self.diff.changes:
            if not (set(change.old) & set(old_range) or set(change.new) & set(new_range)):
                continue
            touched = self._in_chapter(change, along)
            if touched:
                top = touched.new_at
                before = found.get(top)
                found[top] = touched if before is None else _both(before, touched)
        return tuple(found.values())

    def _in_chapter(self, change: Change, along: bool) -> ParagraphChange | None:
        """One change as a paragraph of a chapter that changed, or None."""
        moved = change.op in ("move", "move_edit") and not along
        olds, news = self._sides(change)
        if not olds or not news:
            parent = self._surviving_parent(change)
            if parent is None:
                return None
            return ParagraphChange(
                *parent, (), True, False, "\n".join(u.text for u in olds), "\n".join(u.text for u in news)
            )
        reworded = self.words_changed(change)
        item = news[0].kind == "item"
        if item and moved and not reworded:
            parent_change = self.change_new(_top(news[0].address))
            moved = not (parent_change and parent_change.op in ("move", "move_edit"))
            reworded, moved = moved, False  # an item that changed its place changes its paragraph
        if not (reworded or moved):
            return None
        tops = tuple(dict.fromkeys(_top(u.address) for u in news))
        pieces = tops if len(tops) > 1 else ()
        return ParagraphChange(
            _top(olds[0].address), tops[0], pieces, reworded, moved,
            "\n".join(u.text for u in olds), "\n".join(u.text for u in news),
        )  # fmt: skip

    def _surviving_parent(self, change: Change) -> tuple[str, str] | None:
        """The paragraph whose item came or went, by old and new address; None for whole paragraphs."""
        olds, news = self._sides(change)
        unit = (olds or news)[0]
        if unit.kind != "item":
            return None
        kept = self.change_old(_top(unit.address)) if olds else self.change_new(_top(unit.address))
        if kept is None or not kept.old or not kept.new:
            return None
        return self.diff.old[kept.old[0]].address, self.diff.new[kept.new[0]].address

    def paragraphs_added_or_removed(self, old_at: str, new_at: str) -> Iterator[tuple[str, str, str]]:
        """Whole paragraphs that are new in a chapter or have gone from it: ("new" or "gone", address, words)."""
        old_range, new_range = (
            self._range(self.diff.old, self._old, old_at),
            self._range(self.diff.new, self._new, new_at),
        )
        for change in self.diff.changes:
            if self._surviving_parent(change) if not (change.old and change.new) else True:
                continue
            for j in change.new:
                if j in new_range and self.diff.new[j].kind != "item":
                    yield "new", self.diff.new[j].address, self.diff.new[j].text
            for i in change.old:
                if i in old_range and self.diff.old[i].kind != "item":
                    yield "gone", self.diff.old[i].address, self.diff.old[i].text

    @staticmethod
    def _range(units: tuple[Unit, ...], table: dict[str, int], at: str) -> range:
        """The units under a heading, up to the next of its level or higher."""
        start = table.get(at, -1)
        if start < 0:
            return range(0)
        level = units[start].level
        end = next(
            (k for k in range(start + 1, len(units)) if units[k].kind == "heading" and units[k].level <= level),
            len(units),
        )
        return range(start + 1, end)

    def table(self, new_at: str) -> bool:
        """True when a row of the table under a caption changed, came or went."""
        start = self._index(self._new, new_at)
        if start < 0:
            return False
        k = start if self.diff.new[start].kind == "row" else start + 1
        while k < len(self.diff.new) and self.diff.new[k].kind == "row":
            change = self._change_new.get(k)
            if change and self._is_news(change):
                return True
            k += 1
        return False

    def renumbered(self, old: str, new: str) -> bool:
        """True when operative paragraph `old` ("2") of the old text is number `new` of the new one."""
        change = self.change_old(f"OP{old}")
        return change is not None and any(self.diff.new[j].address == f"OP{new}" for j in change.new)


def _words(texts: Iterator[str]) -> str:
    return body_key("\n".join(_TAIL.sub("", t) for t in texts))


def _holds(stray: list[Unit], whole: list[Unit], kept: list[Unit]) -> bool:
    """True when most long words of `whole` that `kept` lacks stand in `stray`."""
    left = _long(whole) - _long(kept)
    return len(left) > 1 and 2 * len(left & _long(stray)) >= len(left)


def _long(units: list[Unit]) -> set[str]:
    return {w for u in units for w in _WORD.findall(u.text.casefold())}


def _top(address: str) -> str:
    """The paragraph an item or row belongs to: OP6(b) → OP6."""
    return address.split("(")[0] + ("#" + address.split("#")[1] if "#" in address else "")


def _both(a: ParagraphChange, b: ParagraphChange) -> ParagraphChange:
    return ParagraphChange(
        a.old_at, a.new_at, a.pieces or b.pieces, a.reworded or b.reworded, a.moved or b.moved,
        f"{a.old}\n{b.old}".strip("\n"), f"{a.new}\n{b.new}".strip("\n"),
    )  # fmt: skip
