"""Readable changes: drop islands of function words between changes, and move changes to natural boundaries.

An island is a short run of unchanged tokens between two changes. Weights are those of `text.stopwords.weight`. The
limits were judged on examples of revised paragraphs, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple, TypeAlias

from drafting.diff.words.lcs import CommonBlock
from drafting.text.stopwords import CONTENT

Cleanup: TypeAlias = Literal["none", "low", "mid"]
"""How readily islands are dropped: never, "low" for the exact view, "mid" for the reading view."""

_HEAVY = 0.9
"""Weight from which a change beside an island is large enough to drop a light island."""
_LIGHT = 0.6
"""Weight up to which an island is light: it has no content word."""
_LONGEST = {"low": _LIGHT, "mid": 5.0}
"""Weight above which an island is always kept."""
_WORD, _PHRASE = 2.0, 4.0
"""Reading view: weight below which an island is one content word, and up to which it is a short phrase."""
_OF_WORD, _OF_PHRASE = 0.75, 0.4
"""Reading view: largest weight of such a word, or such a phrase, as a share of the lighter change beside it."""
_SEPARATORS = (",", ";")


class ChangedStretch(NamedTuple):
    """The weight of what changed between two blocks: `removed` on the old side, `added` on the new."""

    removed: float
    added: float

    @property
    def weight(self) -> float:
        """The heavier of the two sides."""
        return max(self.removed, self.added)

    @property
    def replaced(self) -> bool:
        """Whether words were removed and others added."""
        return self.removed > 0 and self.added > 0


@dataclass(frozen=True, slots=True)
class WeighedTokens:
    """The tokens of one side: their texts, their weights, and the sum of the weights before each."""

    texts: Sequence[str]
    weights: Sequence[float]
    sums: Sequence[float]

    @classmethod
    def of(cls, texts: Sequence[str], weights: Sequence[float]) -> WeighedTokens:
        """Prepare one side."""
        return cls(texts, weights, [0.0, *accumulate(weights)])

    def weight(self, start: int, size: int) -> float:
        """The weight of `size` tokens from `start` on."""
        return self.sums[start + size] - self.sums[start]

    def is_separated(self, start: int, end: int) -> bool:
        """Whether these tokens are whole members of a list: there is a comma or semicolon at or beside both ends."""
        before = start == 0 or self.texts[start - 1] in _SEPARATORS or self.texts[start] in _SEPARATORS
        behind = end == len(self.texts) or self.texts[end] in _SEPARATORS or self.texts[end - 1] in _SEPARATORS
        return before and behind


def drop_islands(
    blocks: Sequence[CommonBlock], old: WeighedTokens, new: WeighedTokens, cleanup: Cleanup
) -> list[CommonBlock]:
    """Drop the blocks that only break up a change: a comma or "de" between two rewritten phrases."""
    if cleanup == "none":
        return list(blocks)

    def changed(left: CommonBlock, right: CommonBlock) -> ChangedStretch:
        removed = old.sums[right.old] - old.sums[left.old + left.size]
        added = new.sums[right.new] - new.sums[left.new + left.size]
        return ChangedStretch(removed, added)

    kept = [CommonBlock(0, 0, 0)]
    for block in [*blocks, CommonBlock(len(old.weights), len(new.weights), 0)]:
        while len(kept) > 1 and old.weight(kept[-1].old, kept[-1].size) <= _LONGEST[cleanup]:
            island = kept[-1]
            if not _drops_island(island, changed(kept[-2], island), changed(island, block), old, new, cleanup):
                break
            kept.pop()
        kept.append(block)
    return kept[1:-1]


def _drops_island(
    island: CommonBlock,
    left: ChangedStretch,
    right: ChangedStretch,
    old: WeighedTokens,
    new: WeighedTokens,
    cleanup: Cleanup,
) -> bool:
    total, around = old.weight(island.old, island.size), min(left.weight, right.weight)
    if not around:
        return False
    if total <= _LIGHT and around >= _HEAVY:
        return True
    return cleanup == "mid" and _drops_for_reading(island, left, right, old, new)


def _drops_for_reading(
    island: CommonBlock, left: ChangedStretch, right: ChangedStretch, old: WeighedTokens, new: WeighedTokens
) -> bool:
    total, around = old.weight(island.old, island.size), min(left.weight, right.weight)
    end = island.old + island.size
    if all(w < CONTENT for w in old.weights[island.old : end]):
        heavy = max(left.weight, right.weight) >= _HEAVY
        return (total <= _LIGHT and heavy and _is_replacement(left, right)) or (
            around >= _HEAVY and left.replaced and right.replaced
        )
    if not _is_replacement(left, right):
        return False
    if old.is_separated(island.old, end) and new.is_separated(island.new, island.new + island.size):
        return False
    return total <= _OF_WORD * around if total < _WORD else total <= min(_PHRASE, _OF_PHRASE * around)


def _is_replacement(left: ChangedStretch, right: ChangedStretch) -> bool:
    """Whether the two changes together remove and add words; otherwise unchanged words would be shown as deleted."""
    return (left.removed > 0 or right.removed > 0) and (left.added > 0 or right.added > 0)


def slide_changes(
    blocks: Sequence[CommonBlock], old: Sequence[str], new: Sequence[str], old_keys: str, new_keys: str
) -> list[CommonBlock]:
    """Move pure insertions and deletions along equal tokens to the best boundary: after a full stop, else a comma.

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
        out[k] = CommonBlock(left.old, left.new, left.size + by)
        out[k + 1] = CommonBlock(right.old + by, right.new + by, right.size - by)
    return out


def _best_shift(texts: Sequence[str], keys: str, start: int, size: int, left: int, right: int) -> int:
    """By how many tokens (negative: to the left) a changed run of `size` tokens at `start` is best moved."""
    back = 0
    while back < left - 1 and keys[start - 1 - back] == keys[start + size - 1 - back]:
        back += 1
    ahead = 0
    while ahead < right - 1 and keys[start + ahead] == keys[start + size + ahead]:
        ahead += 1
    if not back and not ahead:
        return 0

    def worth(by: int) -> tuple[int, int]:
        both = _boundary_rank(texts, start + by) + _boundary_rank(texts, start + by + size)
        return both, -abs(by)

    return max(range(-back, ahead + 1), key=worth)


def _boundary_rank(texts: Sequence[str], at: int) -> int:
    """How good a boundary of a change the place before token `at` is: 6 at the ends of the text, 1 inside a phrase."""
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
