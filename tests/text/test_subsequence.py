"""Increasing subsequences: order kept, and as long or heavy as the best that trying all of them finds."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafting.text.subsequence import heaviest_increasing, longest_increasing

VALUES = st.lists(st.integers(-4, 9), max_size=9)


def increasing(values: list[int], indexes: list[int]) -> bool:
    chosen = [values[i] for i in indexes]
    return all(a < b for a, b in pairwise(chosen)) and indexes == sorted(set(indexes))


def all_increasing(values: list[int]) -> list[list[int]]:
    every = (list(c) for size in range(len(values) + 1) for c in combinations(range(len(values)), size))
    return [indexes for indexes in every if increasing(values, indexes)]


@given(VALUES)
def test_no_increasing_subsequence_is_longer(values: list[int]) -> None:
    found = longest_increasing(values)
    assert increasing(values, found)
    assert len(found) == max(map(len, all_increasing(values)))


@given(VALUES, st.data())
def test_no_increasing_subsequence_is_heavier(values: list[int], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 50), min_size=len(values), max_size=len(values)))
    found = heaviest_increasing(values, weights)
    assert increasing(values, found)
    assert sum(weights[i] for i in found) == max(sum(weights[i] for i in other) for other in all_increasing(values))


@given(VALUES)
def test_equal_weights_give_the_same_length(values: list[int]) -> None:
    assert len(heaviest_increasing(values, [1.0] * len(values))) == len(longest_increasing(values))
