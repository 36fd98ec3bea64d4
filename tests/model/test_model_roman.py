"""Roman numerals: round trips in both cases, and what is no numeral."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model.roman import LARGEST, roman_numeral, roman_value


@given(st.integers(1, LARGEST))
def test_numerals_give_their_number_back_in_both_cases(number: int) -> None:
    assert roman_value(roman_numeral(number)) == number
    assert roman_value(roman_numeral(number).upper()) == number


@pytest.mark.parametrize(("number", "numeral"), [(4, "iv"), (9, "ix"), (48, "xlviii"), (1994, "mcmxciv")])
def test_numerals_subtract(number: int, numeral: str) -> None:
    assert roman_numeral(number) == numeral


@pytest.mark.parametrize("bad", ["", "iiii", "ivi", "vx", "abc", "i i", "mmmm"])
def test_malformed_numerals_have_no_value(bad: str) -> None:
    assert roman_value(bad) is None


@pytest.mark.parametrize("number", [-1, 0, LARGEST + 1])
def test_numbers_outside_the_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no roman numeral"):
        roman_numeral(number)
