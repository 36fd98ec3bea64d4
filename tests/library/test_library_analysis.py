"""Folding, elision and stems agree however a word is typed; match % as the contract defines it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.library import analysis, open_library
from drafting.library.match_percent import match_percent
from drafting.text.folding import fold

WORDS = st.lists(
    st.sampled_from(["le", "port", "mer", "où", "l’œuvre", "d'un", "État", "s'achève", "naïf"]), max_size=60
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("cybersecurite", "Cybersécurité"),
        ("oeuvre", "L’ŒUVRE"),
        ("etat", "d’État"),
        ("Etats", "ÉTATS"),
        ("member", "member’s"),
    ],
)
def test_words_are_found_however_they_are_typed(typed: str, printed: str) -> None:
    assert analysis.words(typed) == analysis.words(printed)


def test_numbers_of_a_noun_share_a_stem() -> None:
    assert analysis.stems("résolutions nationales", "fr") == analysis.stems("résolution nationale", "fr")
    assert analysis.stems("harbours", "en") == analysis.stems("harbour", "en")


def test_signs_part_words() -> None:
    assert analysis.words("A/RES/79/1 and well-being") == ["a", "res", "79", "1", "and", "well", "being"]


@given(st.text(max_size=200))
def test_placed_words_are_the_words(text: str) -> None:
    placed = analysis.placed_words(text)
    assert [w.folded for w in placed] == analysis.words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in placed)
    assert all(a.start <= b.start for a, b in pairwise(placed))


@given(st.text(max_size=100))
def test_tokens_hold_letters_and_digits_only(text: str) -> None:
    assert all(word.isalnum() and len(word) <= analysis.LONGEST for word in analysis.words(text))


@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.integers(0, 9), min_size=8, max_size=20))
def test_a_shared_run_of_eight_words_shares_a_fingerprint(
    before: list[str], after: list[str], left: list[str], right: list[str], run: list[int]
) -> None:
    shared = [f"mot{n}" for n in run]
    assert analysis.prints([*before, *shared, *after]) & analysis.prints([*left, *shared, *right])


def test_fingerprints_are_the_same_in_every_process() -> None:
    assert analysis.prints(["un", "deux", "trois", "quatre", "cinq", "six"]) == {"12565be9"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_match_is_even_handed_and_bounded(one: str, other: str) -> None:
    assert match_percent(one, one) == 100
    assert 0 <= match_percent(one, other) <= 100
    assert match_percent(one, other) == match_percent(other, one)


def test_match_is_100_only_but_for_typography() -> None:
    assert match_percent("l'État « partie » ;", "l’État «\u00a0partie\u00a0»\u202f;") == 100
    assert match_percent("Les États parties,", "Les États Parties,") < 100
    assert match_percent("un deux trois quatre", "un deux trois cinq") == 75
    assert match_percent("mot " * 300 + "fin", "mot " * 300 + "bout") == 99


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("pt", "as resoluções", "A RESOLUCAO"),
        ("pt", "reuniões dos capitães", "reunião do capitão"),
        ("pt", "cidadãos", "cidadão"),
        ("pt", "direitos da criança", "direito das crianças"),
        ("pt", "Estados membros", "estado-membro"),
        ("es", "las resoluciones", "LA RESOLUCION"),
        ("es", "reuniones de los niños", "reunión del niño"),
        ("es", "cuestión", "cuestiones"),
        ("es", "derechos de la niñez", "derecho de la ninez"),
    ],
)
def test_spanish_and_portuguese_words_meet_in_all_their_forms(language: str, one: str, other: str) -> None:
    telling = [
        [s for w, s in zip(analysis.words(t), analysis.stems(t, language), strict=True) if w not in analysis.FUNCTION]
        for t in (one, other)
    ]
    assert telling[0] == telling[1] and telling[0]


def test_questions_in_a_persons_own_words_find_the_paragraph() -> None:
    texts = {
        "pt": ("Solicitar à Secretaria que apresente na sessão relatório sobre as ações dos capitães do porto.",
               "Recordando as resoluções anteriores sobre a proteção das aves do litoral,"),
        "es": ("Solicitar a la Secretaría que presente en los próximos períodos de sesiones informes sobre los faros.",
               "Recordando las resoluciones anteriores sobre la protección de las aves del litoral,"),
    }  # fmt: skip
    asked = {
        "pt": ("relatorio acao capitao", "resolução proteger ave"),
        "es": ("informe faro sesión", "resolucion proteger ave"),
    }
    with open_library(":memory:") as library:
        library.add_records({"language": lang, "id": f"{lang}{n}", "symbol": lang, "text": text}
                            for lang, found in texts.items() for n, text in enumerate(found))  # fmt: skip
        for lang, questions in asked.items():
            for n, question in enumerate(questions):
                assert library.search(question, language=lang)[0].id == f"{lang}{n}"
                assert library.nearest(texts[lang][n].replace(" sobre", ", além disso, sobre"))[0].id == f"{lang}{n}"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_quick_ways_of_folding_give_what_the_slow_one_gives(text: str) -> None:
    assert fold(text) == "".join(fold(char) for char in text)


def test_stems_are_the_same_when_the_words_at_hand_were_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["resolutions", "adopting", "harbours", "resolutions", "beacons"]
    wanted = analysis.stem(words, "en")
    monkeypatch.setattr(analysis, "REMEMBERED", 2)
    assert analysis.stem([*map(str, range(20)), *words], "en")[20:] == wanted
