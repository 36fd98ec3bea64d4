"""Shortened texts fit, stay on one line and say that something was cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafting.text.shorten import shorten


@given(st.text(alphabet="ab é\n\t\u00a0", max_size=60), st.integers(1, 40))
def test_shortened_texts_fit_and_begin_like_the_text(text: str, width: int) -> None:
    line, short = " ".join(text.split()), shorten(text, width)
    assert len(short) <= width and short == short.strip()
    assert short == line if len(line) <= width else short.endswith("…") and line.startswith(short[:-1])


def test_no_blank_is_left_before_the_sign() -> None:
    assert shorten("Prie le  Secrétariat\nde rendre compte", 8) == "Prie le…"
