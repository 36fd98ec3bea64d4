"""Blocks made readable: islands of function words given up, changes slid to where a reader would begin them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, TypeAlias

from drafting.diff.function_words import CONTENT
from drafting.diff.matching import Block

Cleanup: TypeAlias = Literal["none", "low", "mid"]
"""How readily common words between two changes are given up: "low" for the record, "mid" as a reading view."""

_HEAVY = 0.9
_LIGHT = 0.6


def drop_islands(
    blocks: Sequence[Block], old_weights: Sequence[float], new_weights: Sequence[float], cleanup: Cleanup
) -> list[Block]:
    """The blocks without those that only break up a change: a comma or "de" between two rewritten phrases."""
    if cleanup == "none":
        return list(blocks)
    old_sum = [0.0, *accumulate(old_weights)]
    new_sum = [0.0, *accumulate(new_weights)]

    def changed(left: Block, right: Block) -> float:
        removed = old_sum[right.old] - old_sum[left.old + left.size]
        added = new_sum[right.new] - new_sum[left.new + left.size]
        return max(removed, added)

    kept = [Block(0, 0, 0)]
    for block in [*blocks, Block(len(old_weights), len(new_weights), 0)]:
        while len(kept) > 1:
            island = kept[-1]
            own = old_weights[island.old : island.old + island.size]
            if not _gives_way(own, changed(kept[-2], island), changed(island, block), cleanup):
                break
            kept.pop()
        kept.append(block)
    return kept[1:-1]


def _gives_way(island: Sequence[float], left: float, right: float, cleanup: Cleanup) -> bool:
    if len(island) > 8 or not left or not right:
        return False
    total, around = sum(island), min(left, right)
    content = any(w >= CONTENT for w in island)
    if cleanup == "mid":
        return (total < 2.0 and total <= 0.75 * around) or (not content and around >= _HEAVY)
    return not content and around >= _HEAVY and total <= _LIGHT


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
