"""Tokens join to the text; the other tokenisers drop what they say and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.tokens import (
    join_tokens,
    place_words_and_signs,
    printed_tokens,
    token_kind,
    tokenize,
    words_and_signs,
)

TEXTS = st.text(max_size=80) | st.text(alphabet="l’'aé1 000.,-\u00a0\u00ad\u0301«»\n", max_size=60)


@given(TEXTS)
def test_tokens_join_to_the_text(text: str) -> None:
    assert join_tokens(tokenize(text)) == text


@given(TEXTS)
def test_printed_tokens_are_the_tokens_without_white_space(text: str) -> None:
    assert printed_tokens(text) == [t.text for t in tokenize(text) if t.kind != "space"]


@given(TEXTS)
def test_kinds_follow_from_the_token(text: str) -> None:
    assert all(t.kind == token_kind(t.text) for t in tokenize(text))


@given(TEXTS)
def test_words_and_signs_leave_out_white_space_alone(text: str) -> None:
    assert "".join(words_and_signs(text)) == "".join(text.split())
    assert [text[start:end] for start, end in place_words_and_signs(text)] == words_and_signs(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'accord-cadre du 1er mai", ["l'", "accord-cadre", "du", "1er", "mai"]),
        ("1 500,50 dollars", ["1 500,50", "dollars"]),
        ("« fin »…", ["«", "fin", "»", "…"]),
    ],
)
def test_tokens_of_a_text(text: str, tokens: list[str]) -> None:
    assert printed_tokens(text) == tokens
