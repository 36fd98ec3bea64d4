"""Changes that no one would see are spelt out."""

from __future__ import annotations

import pytest

from drafting.compare import compare
from drafting.output.html import report
from drafting.output.terminal import comparison_table
from drafting.read import read_bytes
from drafting.text.invisible import visible_change


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        (" ", "␣"),
        ("\u00a0", "°"),
        ("\u202f", "[U+202F]"),
        ("\u200b ", "[U+200B]␣"),
        (" \n", "␣\n"),
        ("\t", "\t"),
        ("two words", "two words"),
        ("a\u00a0b", "a\u00a0b"),
        ("\u202eabc", "[U+202E]abc"),
        ("", ""),
    ],
)
def test_blanks_and_unseen_signs(changed: str, shown: str) -> None:
    assert visible_change(changed) == shown


def test_a_space_that_became_a_no_break_space_is_seen() -> None:
    old, new = (
        read_bytes(f"The Council,\n\n1. Asks for 5{blank}lamps.".encode(), "draft.txt") for blank in (" ", "\u00a0")
    )
    comparison = compare(old, new)
    assert "[-␣-] {+°+}" in comparison_table(comparison)
    page = report(comparison)
    assert "<del>␣</del> → <ins>°</ins>" in page  # the overview
    signs = ('<span class="blank" data-sign="␣"> </span>', '<span class="blank" data-sign="°">\u00a0</span>')
    assert "5<del>{}</del><ins>{}</ins>lamps".format(*signs) in page  # the text, to the letter
