"""The four measures of similarity: their ranges, what they see, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.similarity import char_ratio, containment, dice_ratio, word_ratio

words = st.lists(st.sampled_from(["la", "mer", "le", "port", "phare", "et"]), max_size=12)


def longest_common(one: list[str], other: list[str]) -> int:
    """The length of the longest common subsequence, by the textbook table."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i][j] = table[i - 1][j - 1] + 1 if a == b else max(table[i - 1][j], table[i][j - 1])
    return table[-1][-1]


@given(words, words)
def test_word_ratio_is_the_share_of_the_longest_common_subsequence(one: list[str], other: list[str]) -> None:
    expected = 2 * longest_common(one, other) / (len(one) + len(other)) if one or other else 1.0
    assert word_ratio(one, other) == pytest.approx(expected)
    assert word_ratio(one, other) == word_ratio(other, one)


@given(st.text(max_size=20), st.text(max_size=20), st.floats(0, 1))
def test_a_ratio_below_the_limit_is_zero_and_any_other_is_unchanged(one: str, other: str, limit: float) -> None:
    ratio = char_ratio(one, other)
    assert 0 <= ratio <= 1
    found = char_ratio(one, other, limit)
    assert found == ratio if ratio > limit + 1e-9 else found in (0.0, ratio)


def test_letters_see_an_ending_where_words_see_another_word() -> None:
    one, other = ["Invite", "les", "États"], ["Invitent", "les", "États"]
    assert char_ratio(" ".join(one), " ".join(other)) > 0.9
    assert word_ratio(one, other) == pytest.approx(2 / 3)


def test_containment_asks_one_side_only() -> None:
    assert containment(4, 4) == 1.0 and dice_ratio(4, 4, 16) == pytest.approx(0.4)
    assert containment(0, 0) == 0.0 == dice_ratio(0, 0, 0)
