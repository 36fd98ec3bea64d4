"""Longest and heaviest increasing subsequences: which of a series of places keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_increasing(values: Sequence[int]) -> list[int]:
    """Indexes, ascending, of a longest strictly increasing subsequence. O(n log n), patience sorting.

    Of several longest ones it is one that ends with the smallest value.
    """
    smallest: list[int] = []
    """The smallest value that ends an increasing subsequence of each length."""
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_left(smallest, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(smallest):
            smallest.append(value)
            ends.append(index)
        else:
            smallest[length], ends[length] = value, index
    return _chain(before, ends[-1] if ends else -1)


def heaviest_increasing(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Indexes, ascending, of a strictly increasing subsequence whose sum of weights is greatest. O(n log n).

    `weights`: one a value, all positive. Of several heaviest ones it is the one that is complete first.
    """
    rank = {value: place for place, value in enumerate(sorted(set(values)), 1)}
    size = len(rank)
    best, owner = [0.0] * (size + 1), [-1] * (size + 1)  # a Fenwick tree of maxima over the ranks
    before = [-1] * len(values)
    top, last = 0.0, -1
    for index, value in enumerate(values):
        weight, at = 0.0, rank[value] - 1
        while at > 0:
            if best[at] > weight:
                weight, before[index] = best[at], owner[at]
            at &= at - 1
        weight += weights[index]
        if weight > top:
            top, last = weight, index
        at = rank[value]
        while at <= size:
            if weight > best[at]:
                best[at], owner[at] = weight, index
            at += at & -at
    return _chain(before, last)


def _chain(before: Sequence[int], last: int) -> list[int]:
    """The indexes that lead to `last`, each naming the one before it."""
    out = []
    while last >= 0:
        out.append(last)
        last = before[last]
    return out[::-1]
