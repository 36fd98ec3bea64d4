"""Blocks made readable: islands of function words given up, changes slid to where a reader would begin them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.words.lcs import Block
from drafting.text.stopwords import CONTENT

Cleanup: TypeAlias = Literal["none", "low", "mid"]
"""How readily words between two changes are given up: "low" for the record, "mid" for the reading view."""

_HEAVY = 0.9
_LIGHT = 0.6
_LONGEST = {"low": _LIGHT, "mid": 5.0}
"""Weight above which an island stays whatever stands around it."""
_WORD, _PHRASE = 2.0, 4.0
"""Reading view: weights below which an island is one word of matter, and up to which it is a short phrase."""
_OF_WORD, _OF_PHRASE = 0.75, 0.4
"""Reading view: the share of the lighter change beside it that such a word, or such a phrase, may weigh at most."""
_SEPARATORS = (",", ";")


class Gap(NamedTuple):
    """What changed between two blocks, in weights: `removed` on the old side, `added` on the new."""

    removed: float
    added: float

    @property
    def weight(self) -> float:
        """How much a reader must take in: the heavier of the two sides."""
        return max(self.removed, self.added)

    @property
    def replaced(self) -> bool:
        """Whether words went out and others came in."""
        return self.removed > 0 and self.added > 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """The tokens of one side: their texts, what each weighs, and the sum of weights before each."""

    texts: Sequence[str]
    weights: Sequence[float]
    sums: Sequence[float]

    @classmethod
    def of(cls, texts: Sequence[str], weights: Sequence[float]) -> Weighed:
        """A side made ready."""
        return cls(texts, weights, [0.0, *accumulate(weights)])

    def weight(self, start: int, size: int) -> float:
        """What so many tokens from `start` on weigh together."""
        return self.sums[start + size] - self.sums[start]

    def separated(self, start: int, end: int) -> bool:
        """Whether these tokens are whole members of a list: a comma stands at or beside either end."""
        before = start == 0 or self.texts[start - 1] in _SEPARATORS or self.texts[start] in _SEPARATORS
        behind = end == len(self.texts) or self.texts[end] in _SEPARATORS or self.texts[end - 1] in _SEPARATORS
        return before and behind


def drop_islands(blocks: Sequence[Block], old: Weighed, new: Weighed, cleanup: Cleanup) -> list[Block]:
    """The blocks without those that only break up a change: a comma or "de" between two rewritten phrases."""
    if cleanup == "none":
        return list(blocks)

    def changed(left: Block, right: Block) -> Gap:
        removed = old.sums[right.old] - old.sums[left.old + left.size]
        added = new.sums[right.new] - new.sums[left.new + left.size]
        return Gap(removed, added)

    kept = [Block(0, 0, 0)]
    for block in [*blocks, Block(len(old.weights), len(new.weights), 0)]:
        while len(kept) > 1 and old.weight(kept[-1].old, kept[-1].size) <= _LONGEST[cleanup]:
            island = kept[-1]
            if not _gives_way(island, changed(kept[-2], island), changed(island, block), old, new, cleanup):
                break
            kept.pop()
        kept.append(block)
    return kept[1:-1]


def _gives_way(island: Block, left: Gap, right: Gap, old: Weighed, new: Weighed, cleanup: Cleanup) -> bool:
    total, around = old.weight(island.old, island.size), min(left.weight, right.weight)
    if not around:
        return False
    light = total <= _LIGHT  # too light to hold a word of matter
    if light and around >= _HEAVY:
        return True
    if cleanup == "low":
        return False
    end = island.old + island.size
    if all(w < CONTENT for w in old.weights[island.old : end]):
        heavy = max(left.weight, right.weight) >= _HEAVY
        return (light and heavy and _replaced(left, right)) or (around >= _HEAVY and left.replaced and right.replaced)
    if not _replaced(left, right):
        return False
    if old.separated(island.old, end) and new.separated(island.new, island.new + island.size):
        return False
    return total <= _OF_WORD * around if total < _WORD else total <= min(_PHRASE, _OF_PHRASE * around)


def _replaced(left: Gap, right: Gap) -> bool:
    """Whether the two changes together take words out and put words in: else unchanged words would be struck."""
    return (left.removed > 0 or right.removed > 0) and (left.added > 0 or right.added > 0)


def slide(blocks: Sequence[Block], old: Sequence[str], new: Sequence[str], old_keys: str, new_keys: str) -> list[Block]:
    """Pure insertions and deletions moved along equal tokens to the best boundary: after a stop, then a comma.

    `old` and `new` are the texts of the tokens, the keys their coded strings.
    """
    out = list(blocks)
    for k in range(len(out) - 1):
        left, right = out[k], out[k + 1]
        removed = right.old - left.old - left.size
        added = right.new - left.new - left.size
        if (removed == 0) == (added == 0):
            continue
        if removed:
            by = _best_shift(old, old_keys, left.old + left.size, removed, left.size, right.size)
        else:
            by = _best_shift(new, new_keys, left.new + left.size, added, left.size, right.size)
        out[k] = Block(left.old, left.new, left.size + by)
        out[k + 1] = Block(right.old + by, right.new + by, right.size - by)
    return out


def _best_shift(texts: Sequence[str], keys: str, start: int, size: int, left: int, right: int) -> int:
    """How far (negative: to the left) a run of `size` tokens at `start` had best be moved."""
    back = 0
    while back < left - 1 and keys[start - 1 - back] == keys[start + size - 1 - back]:
        back += 1
    ahead = 0
    while ahead < right - 1 and keys[start + ahead] == keys[start + size + ahead]:
        ahead += 1
    if not back and not ahead:
        return 0

    def worth(by: int) -> tuple[int, int]:
        both = _boundary(texts, start + by) + _boundary(texts, start + by + size)
        return both, -abs(by)

    return max(range(-back, ahead + 1), key=worth)


def _boundary(texts: Sequence[str], at: int) -> int:
    """How good a place between two tokens is to begin or end a change: 6 at the ends, 1 in the midst of a phrase."""
    if at <= 0 or at >= len(texts):
        return 6
    before, after = texts[at - 1], texts[at]
    if before in ".!?:;":
        return 5
    if before == ",":
        return 4
    if after in ".;:,)":
        return 3
    return 2 if len(before) <= 3 and not before.isalnum() else 1
