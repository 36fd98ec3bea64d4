"""What became of the text under a note: the comparison of two revisions, looked up by address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafting.diff.changes import Change, Diff
from drafting.diff.units import Unit
from drafting.lexicon.any_language import alternatives
from drafting.model.address import paragraph_address
from drafting.text.typography import body_key

_LONG_WORD = re.compile(r"[^\W_]{4,}")
_TAIL = re.compile(rf"[\s.,;:]*(?:\b(?:{alternatives('conjunctions', 'and')})\b[\s.,;:]*)?$")
_MOVES = ("move", "move_edit")


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph under a note that was reworded, moved, or both.

    `old_at` and `new_at` are its addresses; `parts` the addresses of all parts of a paragraph that was split, else ();
    `old` and `new` its words.
    """

    old_at: str
    new_at: str
    parts: tuple[str, ...]
    reworded: bool
    moved: bool
    old: str = ""
    new: str = ""

    def merged_with(self, other: ParagraphChange) -> ParagraphChange:
        """Both changes of one paragraph as one, under the addresses of this one."""
        return replace(
            self,
            parts=self.parts or other.parts,
            reworded=self.reworded or other.reworded,
            moved=self.moved or other.moved,
            old=f"{self.old}\n{other.old}".strip("\n"),
            new=f"{self.new}\n{other.new}".strip("\n"),
        )


@dataclass
class TextChanges:
    """The diff of two bodies, with lookups by the printed addresses of old and new units."""

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
        """The change that holds the unit at an old address, for a table its first row; None for an unknown address."""
        return self._change_old.get(_find_unit(self._old, at))

    def change_new(self, at: str) -> Change | None:
        """The change that holds the unit at a new address, for a table its first row; None for an unknown address."""
        return self._change_new.get(_find_unit(self._new, at))

    def is_same_paragraph(self, old_at: str, new_at: str) -> bool:
        """True when the new paragraph continues the old one: wholly, as a part of it, or as its replacement."""
        if not old_at or not new_at:
            return old_at == new_at
        change, target = self.change_old(old_at), self.change_new(new_at)
        if change is None or target is None:
            return False
        return change is target or self.is_replacement(old_at, new_at) or self._shares_words(change, target)

    def _shares_words(self, change: Change, target: Change) -> bool:
        """True for a split or merge that the diff shows as an edit beside an insertion or deletion.

        One part continues the paragraph; its neighbour is new (or gone) and holds the words that left (or came).
        """
        if change.new and not target.old and target.new[0] in (change.new[-1] + 1, change.new[0] - 1):
            old, kept = self._sides(change)
            return _holds_rest(self._sides(target)[1], old, kept)
        if target.old and not change.new and change.old[0] in (target.old[-1] + 1, target.old[0] - 1):
            kept, new = self._sides(target)
            return _holds_rest(self._sides(change)[0], new, kept)
        return False

    def is_replacement(self, old_at: str, new_at: str) -> bool:
        """True when the old paragraph was deleted and the new one inserted between the same neighbours."""
        change, target = self.change_old(old_at), self.change_new(new_at)
        if change is None or target is None or change.new or target.old:
            return False
        i, j = change.old[0], target.new[0]
        before = next((c.new[-1] for k in range(i - 1, -1, -1) if (c := self._change_in_place(k))), -1)
        later = range(i + 1, len(self.diff.old))
        after = next((c.new[0] for k in later if (c := self._change_in_place(k))), len(self.diff.new))
        return before < j < after and self.diff.old[i].kind == self.diff.new[j].kind

    def _change_in_place(self, old: int) -> Change | None:
        """The change of an old unit that is still there and did not move, else None."""
        change = self._change_old.get(old)
        return change if change and change.new and change.op not in _MOVES else None

    def paragraph_change(self, old_at: str, new_at: str) -> ParagraphChange | None:
        """What changed in the paragraph under a note, its lettered items included; None when nothing did."""
        change, other = self.change_new(new_at), self.change_old(old_at)
        if change is None:
            return None
        if other is not None and other is not change:
            return self._replaced_paragraph(old_at, new_at, other, change)
        moved = change.op in _MOVES
        reworded = self.words_changed(change) or self._items_changed(old_at, new_at)
        if not (moved or reworded):
            return None
        olds, news = self._sides(change)
        parts = tuple(u.address for u in news) if len(news) > 1 else ()
        return ParagraphChange(old_at, new_at, parts, reworded, moved, _join_texts(olds), _join_texts(news))

    def _replaced_paragraph(self, old_at: str, new_at: str, left: Change, came: Change) -> ParagraphChange:
        """The change of a paragraph that was replaced, split off or merged."""
        parts = tuple(self.diff.new[j].address for j in sorted({*left.new, *came.new})) if left.new else ()
        old, new = self.diff.old, self.diff.new
        i, j = _find_unit(self._old, old_at), _find_unit(self._new, new_at)
        return ParagraphChange(
            old_at, new_at, parts, True, False, old[i].text if i >= 0 else "", new[j].text if j >= 0 else ""
        )  # fmt: skip

    def words_changed(self, change: Change) -> bool:
        """True when words of a unit changed.

        Its number and typography do not count, nor does the stop or the "and" at its end, which follow from its place
        in the list.
        """
        if change.op in ("equal", "renumber", "move") or change.typographic:
            return False
        if change.op in ("split", "merge"):
            return True
        olds, news = self._sides(change)
        return _body_words(olds) != _body_words(news)

    def _sides(self, change: Change) -> tuple[list[Unit], list[Unit]]:
        return [self.diff.old[i] for i in change.old], [self.diff.new[j] for j in change.new]

    def _items_changed(self, old_at: str, new_at: str) -> bool:
        """True when an item of the paragraph was reworded, inserted or deleted."""
        old, new = (self.diff.old, self._change_old, old_at), (self.diff.new, self._change_new, new_at)
        return any(
            unit.kind == "item"
            and unit.address.startswith(f"{top}(")
            and (change := changes.get(i)) is not None
            and self._is_substantive(change)
            for units, changes, top in (old, new)
            for i, unit in enumerate(units)
        )

    def _is_substantive(self, change: Change) -> bool:
        return change.op in ("insert", "delete") or self.words_changed(change)

    def chapter_changes(self, old_at: str, new_at: str) -> tuple[ParagraphChange, ...]:
        """The paragraphs under a heading that changed, each once, in the order of the diff.

        Whole paragraphs that were inserted or deleted are not among them (see `paragraphs_added_or_removed`). Where the
        heading itself moved, the moves of its paragraphs do not count.
        """
        old_range, new_range = _chapter(self.diff.old, self._old, old_at), _chapter(self.diff.new, self._new, new_at)
        heading = self.change_new(new_at)
        heading_moved = heading is not None and heading.op in _MOVES
        found: dict[str, ParagraphChange] = {}
        for change in self.diff.changes:
            if not any(i in old_range for i in change.old) and not any(j in new_range for j in change.new):
                continue
            if changed := self._chapter_change(change, heading_moved):
                earlier = found.get(changed.new_at)
                found[changed.new_at] = earlier.merged_with(changed) if earlier else changed
        return tuple(found.values())

    def _chapter_change(self, change: Change, heading_moved: bool) -> ParagraphChange | None:
        """One change in a chapter as the change of a paragraph; None when it is of no account."""
        olds, news = self._sides(change)
        if not olds or not news:
            parent = self._surviving_parent(change)
            return ParagraphChange(*parent, (), True, False, _join_texts(olds), _join_texts(news)) if parent else None
        reworded = self.words_changed(change)
        moved = change.op in _MOVES and not heading_moved
        if news[0].kind == "item" and moved and not reworded:  # an item that moved changes the words of its paragraph
            parent_change = self.change_new(paragraph_address(news[0].address))
            reworded, moved = not (parent_change and parent_change.op in _MOVES), False
        if not (reworded or moved):
            return None
        tops = tuple(dict.fromkeys(paragraph_address(u.address) for u in news))
        parts = tops if len(tops) > 1 else ()
        old_at = paragraph_address(olds[0].address)
        return ParagraphChange(old_at, tops[0], parts, reworded, moved, _join_texts(olds), _join_texts(news))

    def _surviving_parent(self, change: Change) -> tuple[str, str] | None:
        """Old and new address of the paragraph whose item was inserted or deleted; None for whole paragraphs."""
        olds, news = self._sides(change)
        unit = (olds or news)[0]
        if unit.kind != "item":
            return None
        top = paragraph_address(unit.address)
        kept = self.change_old(top) if olds else self.change_new(top)
        if kept is None or not kept.old or not kept.new:
            return None
        return self.diff.old[kept.old[0]].address, self.diff.new[kept.new[0]].address

    def paragraphs_added_or_removed(self, old_at: str, new_at: str) -> Iterator[tuple[str, str, str]]:
        """Whole paragraphs inserted in a chapter or deleted from it, as ("new" or "gone", address, words)."""
        old_range, new_range = _chapter(self.diff.old, self._old, old_at), _chapter(self.diff.new, self._new, new_at)
        for change in self.diff.changes:
            if (change.old and change.new) or self._surviving_parent(change):
                continue
            yield from _whole_units("new", change.new, new_range, self.diff.new)
            yield from _whole_units("gone", change.old, old_range, self.diff.old)

    def is_table_changed(self, new_at: str) -> bool:
        """True when a row of the table at a new address, or under the caption there, was changed or inserted."""
        start = _find_unit(self._new, new_at)
        if start < 0:
            return False
        k = start if self.diff.new[start].kind == "row" else start + 1
        while k < len(self.diff.new) and self.diff.new[k].kind == "row":
            change = self._change_new.get(k)
            if change and self._is_substantive(change):
                return True
            k += 1
        return False

    def is_renumbered(self, old: str, new: str) -> bool:
        """True when operative paragraph `old` ("2") of the old text is number `new` of the new one."""
        change = self.change_old(f"OP{old}")
        return change is not None and any(self.diff.new[j].address == f"OP{new}" for j in change.new)


def _find_unit(table: dict[str, int], at: str) -> int:
    """The index of the unit at an address, for a table that of its first row; -1 for an unknown address."""
    return table.get(at, table.get(f"{at}(1)", -1))


def _chapter(units: Sequence[Unit], table: dict[str, int], at: str) -> range:
    """The indices of the units under a heading, up to the next heading of its level or a higher one."""
    start = table.get(at, -1)
    if start < 0:
        return range(0)
    level = units[start].level
    later = range(start + 1, len(units))
    end = next((k for k in later if units[k].kind == "heading" and units[k].level <= level), len(units))
    return range(start + 1, end)


def _whole_units(
    what: str, indices: Sequence[int], chapter: range, units: Sequence[Unit]
) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    """The units of a change that are in the chapter and are no items."""
    for i in indices:
        if i in chapter and units[i].kind != "item":
            yield what, units[i].address, units[i].text


def _join_texts(units: Sequence[Unit]) -> str:
    return "\n".join(u.text for u in units)


def _body_words(units: Sequence[Unit]) -> str:
    """The words of units without what follows from their place in a list, as `body_key` has them."""
    return body_key("\n".join(_TAIL.sub("", u.text) for u in units))


def _holds_rest(stray: Sequence[Unit], whole: Sequence[Unit], kept: Sequence[Unit]) -> bool:
    """True when at least half of the long words of `whole` that `kept` lacks, two or more, are in `stray`."""
    left = _long_words(whole) - _long_words(kept)
    return len(left) > 1 and 2 * len(left & _long_words(stray)) >= len(left)


def _long_words(units: Sequence[Unit]) -> set[str]:
    return {w for u in units for w in _LONG_WORD.findall(u.text.casefold())}
