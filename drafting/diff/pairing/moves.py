"""What stayed and what moved: the heaviest rising run of pairs stays, the rest moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from drafting.text.subsequence import heaviest_increasing


class KeptOrder:
    """The pairs that stayed, as a frame in which every other unit has a gap and an expected place."""

    def __init__(self, to_new: Sequence[int], new_size: int, weights: Sequence[float]) -> None:
        """`to_new`: for each old unit its new one, or -1. `weights`: how much each old unit weighs."""
        pairs = [(i, j) for i, j in enumerate(to_new) if j >= 0]
        stay = heaviest_increasing([j for _, j in pairs], [weights[i] for i, _ in pairs])
        self._old = [pairs[k][0] for k in stay]
        self._new = [pairs[k][1] for k in stay]
        self._sizes = (len(to_new), new_size)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of the frame, in order."""
        return list(zip(self._old, self._new, strict=True))

    def old_gap(self, i: int) -> int:
        """The gap an old unit stands in: how many pairs of the frame stand before it."""
        return bisect_left(self._old, i)

    def new_gap(self, j: int) -> int:
        """The gap a new unit stands in."""
        return bisect_left(self._new, j)

    def expected(self, i: int) -> float:
        """Where on the new side an old unit is to be expected."""
        k = bisect_left(self._old, i)
        if k < len(self._old) and self._old[k] == i:
            return self._new[k]
        i0, j0 = (self._old[k - 1], self._new[k - 1]) if k else (-1, -1)
        i1, j1 = (self._old[k], self._new[k]) if k < len(self._old) else self._sizes
        return j0 + (i - i0) * (j1 - j0) / (i1 - i0)
