"""Typographic twins: matched as one, shown to the character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from drafting.diff import Segment, compare_paragraphs
from drafting.diff.changes import new_side, old_side
from drafting.diff.words import segments
from drafting.diff.words.twins import cut_twins
from drafting.text.typography import body_key, fold_typography
from tests.diff.strategies import texts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("l'accord", "l’accord"),
        ('le "fonds"', "le “fonds”"),
        ("le “fonds” commun", "le « fonds » commun"),
        ("à 10 heures", "à 10\u00a0heures"),
        ("1 000 dollars", "1\u202f000 dollars"),
        ("oui ;", "oui\u202f;"),
        ("oui;", "oui ;"),
        ("2011-2020", "2011–2020"),
        ("non\u2011violence", "non-violence"),
        ("été", "e\u0301te\u0301"),
        ("deux  espaces", "deux espaces"),
        ("exem\u00adple", "exemple"),
    ],
)
def test_only_typography_differs(old: str, new: str) -> None:
    (change,) = compare_paragraphs([f"Prie {old} ."], [f"Prie {new} ."]).changes
    assert (change.op, change.typographic) == ("edit", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("par tie", "partie"),
        ("l'accord", "d’accord"),
        ("oui.", "oui;"),
        ("un\tdeux", "un deux"),
        ("États", "états"),
        ("co-opérer", "coopérer"),
        ("10000", "10 000"),
        ("où", "ou"),
    ],
)
def test_more_than_typography_differs(old: str, new: str) -> None:
    (change,) = compare_paragraphs([f"Prie {old} membres"], [f"Prie {new} membres"]).changes
    assert (change.op, change.typographic) == ("edit", False)


def test_twins_are_cut_down_to_the_characters() -> None:
    assert segments("Prie l'école", "Prie l’école") == (
        Segment("=", "Prie l"),
        Segment("-", "'"),
        Segment("+", "’"),
        Segment("=", "école"),
    )
    assert segments("a b", "a\u00a0b")[1:3] == (Segment("-", " "), Segment("+", "\u00a0"))
    assert [s.text for s in segments("2011-2020", "2011–2020") if s.op != "="] == ["-", "–"]


def test_a_twin_beside_a_real_change() -> None:
    parts = segments("Prie l'école et l'ami", "Prie l’école et l’ennemi")
    assert [s.text for s in parts if s.op == "-"] == ["'", "'ami"]
    assert [s.text for s in parts if s.op == "+"] == ["’", "’ennemi"]


@given(texts)
def test_folding_is_stable(text: str) -> None:
    assert body_key(body_key(text)) == body_key(text)
    assert fold_typography(unicodedata.normalize("NFC", fold_typography(text))) == fold_typography(text)


@given(texts)
def test_twins_come_back_to_the_letter(text: str) -> None:
    for other in (unicodedata.normalize("NFD", text), text.replace("'", "’"), text.replace(" ", "\u00a0")):
        parts = cut_twins(text, other)
        assert (old_side(parts), new_side(parts)) == (text, other)
