"""Kinship of paragraphs, and lives of paragraphs that were rewritten from instrument to instrument."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.library import open_library
from drafting.library.library import Library
from drafting.library.lineage.similarity import AKIN, SUCCESSOR, SimilarityModel, required_similarity
from drafting.model.resolution import Clause, Resolution
from tests.library.library_samples import records

BODY = "Groupe de travail sur la sécurité des phares et balises du littoral"
RENEWED = {
    2019: (
        f"De prier le {BODY} de se réunir une fois par an, au siège, et de lui faire connaître ses conclusions.",
        f"D’inviter les gouvernements à financer les travaux du {BODY} par des contributions volontaires au fonds.",
        "De charger la capitainerie de dresser l’inventaire des feux éteints et de le publier avant l’hiver.",
        "De rester saisie de la question des bouées de la rade et des chenaux d’accès aux ports de plaisance.",
    ),
    2022: (
        f"De convoquer au siège, une fois par an, le {BODY} et de publier ses conclusions.",
        f"De remercier les gouvernements qui ont versé des contributions volontaires au fonds du {BODY}.",
        "De charger la capitainerie de tenir à jour l’inventaire des feux éteints et de le publier chaque année.",
        "De rester saisie de la question des bouées de la rade et des chenaux d’accès aux ports de plaisance.",
    ),
}
STRANGER = (
    f"De féliciter le {BODY} de son site.",
    "D’acheter des cordages neufs pour la vedette des douanes et de repeindre sa coque en gris avant le carénage.",
    "De nommer un archiviste chargé de classer les cartes marines anciennes du musée et d’en tirer des copies.",
    "De planter des pins sur la dune afin de retenir le sable que le vent pousse vers le bourg et ses jardins.",
)


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library(":memory:") as opened:
        opened.add_records(records())
        for symbol, year, texts in (*((f"P{y}", y, t) for y, t in RENEWED.items()), ("S", 2020, STRANGER)):
            opened.add_records(
                {"id": f"{symbol}#{n}", "symbol": symbol, "year": year, "language": "fr", "kind": "operative",
                 "number": f"{n}.", "text": text}
                for n, text in enumerate(texts, 1)
            )  # fmt: skip
        yield opened


@pytest.mark.parametrize("number", [1, 2])
def test_a_rewritten_paragraph_is_found_in_the_instrument_that_this_one_renews(library: Library, number: int) -> None:
    steps = library.lineage(RENEWED[2022][number - 1])
    assert [s.hit.id for s in steps] == [f"P2019#{number}", f"P2022#{number}"]
    assert [s.link for s in steps] == ["first", "likely"] and (steps[1].match or 0) < 70


def test_the_same_words_say_so(library: Library) -> None:
    steps = library.lineage(RENEWED[2019][3])
    assert [(s.hit.id, s.link, s.match) for s in steps] == [("P2019#4", "first", None), ("P2022#4", "same", 100)]


def test_a_name_in_common_makes_no_kin(library: Library) -> None:
    assert [s.hit.id for s in library.lineage(STRANGER[0])] == ["S#1"]


def test_other_texts_on_the_subject_stand_apart(library: Library) -> None:
    steps = library.lineage(STRANGER[0])
    others = library.on_subject(STRANGER[0], steps)
    assert [h.symbol for h in others] == ["P2019", "P2022"] and all(BODY in h.text for h in others)
    assert not library.on_subject(STRANGER[3], library.lineage(STRANGER[3]))


def test_what_is_found_with_less_kinship_is_no_surer_for_it(library: Library) -> None:
    steps = library.lineage(STRANGER[0], akin=0.2)
    assert len(steps) > 1 and {s.link for s in steps} == {"first", "likely"}


def test_words_that_are_not_in_the_library_need_more_proof(library: Library) -> None:
    asked = f"De saluer le {BODY}, dont les membres ont visité trois îles, et de leur offrir une longue-vue en laiton."
    assert not library.lineage(asked)


WORDS = st.sampled_from(["phare", "balise", "mer", "2019", "deuxième", "de", "la", "réunion", "mai"])


@given(st.lists(WORDS, min_size=1), st.text())
def test_kinship_is_a_measure(library: Library, words: list[str], other: str) -> None:
    model, one = SimilarityModel(library.engine, "fr"), " ".join(words)
    assert model.similarity(one, one) == pytest.approx(1)
    assert model.similarity(one, other) == pytest.approx(model.similarity(other, one))
    assert 0 <= model.similarity(one, other) <= 1 + 1e-9


def test_what_changes_at_every_renewal_counts_little(library: Library) -> None:
    model = SimilarityModel(library.engine, "fr")
    asked = "De tenir la deuxième réunion des gardiens en mai 2019"
    date = model.similarity(asked, "De tenir la septième réunion des gardiens en août 2024")
    matter = model.similarity(asked, "De tenir la deuxième foire des brocanteurs en mai 2019")
    assert date > matter


def test_the_more_two_instruments_share_the_less_a_paragraph_must_prove() -> None:
    assert required_similarity(0) == AKIN and required_similarity(0.4) == pytest.approx(
        SUCCESSOR
    ) == required_similarity(1)
    assert AKIN > required_similarity(0.1) > required_similarity(0.2) > SUCCESSOR
    assert required_similarity(1, 0.2) == pytest.approx(0.2)


def _adopted(symbol: str | None, texts: tuple[str, ...], language: str = "fr") -> Resolution:
    return Resolution(tuple(Clause(text, f"{n}.") for n, text in enumerate(texts, 1)), symbol=symbol, language=language)


@pytest.mark.parametrize("symbol", ["P2022", None])
def test_a_text_is_not_its_own_source(library: Library, symbol: str | None) -> None:
    traced = library.provenance(_adopted(symbol, RENEWED[2022]))
    assert traced.itself == ("P2022",) and 0 < traced.percent < 100
    assert {document for document, _ in traced.sources} == {"P2019", "S"}
    kept = library.provenance(_adopted(symbol, RENEWED[2022]), itself=True)
    assert kept.itself == () and kept.percent == 100


def test_a_renewal_that_keeps_every_word_but_one_has_its_source(library: Library) -> None:
    texts = (*RENEWED[2022][:3], RENEWED[2022][3].replace("plaisance", "pêche"))
    traced = library.provenance(_adopted(None, texts))
    assert traced.itself == () and traced.sources[0][0] == "P2022"
