"""Folding: each level ignores what it says and no more, twice is once, and offsets lead back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.text.folding import Folded, fold, fold_case, fold_line, fold_with_offsets
from drafting.text.typography import body_key, fold_typography

TRICKY = st.text(alphabet=st.sampled_from("aeÉœŒæßŉøŁ№ﬁ²₂½ªº’ʼ`´«-‑–…\u00ad\u00a0\u0301\u0327 \nİıΣς"), max_size=40)
TEXTS = TRICKY | st.text(max_size=60)


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Œuvre, ÉTAT, ça", "oeuvre, etat, ca"),
        ("Tromsø, Łódź, Đà Nẵng", "tromso, lodz, da nang"),
        ("Sigurðsson, Þór, Ħamrun, Diyarbakır, İzmir", "sigurdsson, thor, hamrun, diyarbakir, izmir"),
        ("№ 5, nº 5, 2ª", "no 5, no 5, 2a"),
        ("ŉ", "'n"),
        ("Straße", "strasse"),
        ("CO₂, km²", "co2, km2"),
        ("eﬃcace", "efficace"),
        ("l’État, l´État, l`État, lʼÉtat", "l'etat, l'etat, l'etat, l'etat"),
        ("non‑membre", "non-membre"),
        ("coopé\u00adration", "cooperation"),
        ("1\u202f000\u00a0km", "1 000 km"),
        ("e\u0301tat, ac\u0327a\u0303o", "etat, acao"),
    ],
)
def test_words_meet_however_they_are_typed(printed: str, typed: str) -> None:
    assert fold(printed) == typed
    assert fold(unicodedata.normalize("NFD", printed)) == typed


@pytest.mark.parametrize("kept", ["«mot»", "“mot”", "1990–1995", "fin…", "2½", "a ≠ b", "n°"])
def test_signs_that_say_something_stay(kept: str) -> None:
    assert fold(kept) == kept


def test_case_alone_leaves_the_accents() -> None:
    assert fold_case("L’ÉTAT où") == "l'état où"


def test_typography_alone_leaves_case_and_accents() -> None:
    assert fold_typography("L’État «\u00a0partie\u00a0» – à\u00admi") == 'L\'État " partie " - àmi'
    assert fold_typography("e\u0301") == "é"
    assert body_key(" l’État\u202f;\n fin ") == "l'État ; fin"


def test_lines_are_folded_whole() -> None:
    assert fold_line("\tL’ŒUVRE\u00a0 \n commune ") == "l'oeuvre commune"


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    for level in (fold, fold_case, fold_typography, body_key):
        assert level(level(text)) == level(text)


@given(TEXTS, TEXTS)
def test_each_character_is_folded_by_itself(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@given(TEXTS)
def test_the_levels_agree_on_what_the_lower_ones_ignore(text: str) -> None:
    assert fold(fold_case(text)) == fold(text)


@given(TEXTS)
def test_offsets_lead_back_to_the_characters_folded(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    back = [folded.in_source(at) for at in range(len(folded.text) + 1)]
    assert back == sorted(back) and back[-1] == len(text)
    for at, char in enumerate(folded.text):
        assert char in fold(text[back[at]])


@given(TEXTS, st.data())
def test_a_stretch_of_the_folded_text_is_the_fold_of_its_source(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = fold_with_offsets(text)
    first, last = folded.from_source(start), folded.from_source(end)
    assert folded.text[first:last] == fold(text[start:end])


def test_offsets_cost_nothing_where_every_character_stays_one() -> None:
    assert fold_with_offsets("L’État") == Folded("l'etat", None)
    assert fold_with_offsets("sœur").places == [0, 1, 1, 2, 3, 4]
