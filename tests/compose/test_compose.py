"""Suggestions are ranked and sourced; outlines become drafts in which nothing is dropped and nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compose import compose_draft, suggest
from drafting.compose.house_forms import DraftingMode, adapt_opening
from drafting.compose.models import STARTER
from drafting.compose.outline import topic_of
from drafting.library import open_library
from drafting.library.library import Library
from drafting.model.address import places
from drafting.model.resolution import Clause, Footnote, Line, NoteRef, Resolution
from tests.shared import SHARED, needs_shared

ALIKE = "De charger le Secrétariat de repeindre les phares de la côte {} avant la saison des tempêtes et des brumes."


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    def record(symbol: str, year: int, text: str, kind: str = "operative", **more: str) -> dict[str, object]:
        return {
            "id": f"{symbol}#{len(text)}",
            "symbol": symbol,
            "year": year,
            "language": "fr",
            "kind": kind,
            "text": text,
        } | more

    with open_library(":memory:") as opened:
        opened.add_records(
            [
                record("A", 2015, ALIKE.format("nord")),
                record("B", 2018, ALIKE.format("nord")),
                record("C", 2022, ALIKE.format("sud")),
                record("D", 2020, "Prie le Secrétariat de repeindre les phares."),
                record("D", 2020, "Rappelant que repeindre les phares de la côte prend un été,", "preambular"),
                record("E", 2023, "Inviter les gardiens à compter les oiseaux de passage."),
                record("F", 2024, "D’autoriser les gardiens à nourrir les phoques,", status="draft"),
            ]
        )
        yield opened


def test_near_identical_wordings_are_one_suggestion(library: Library) -> None:
    first = suggest(library, "repeindre les phares de la côte", language="fr", kind="operative")[0]
    assert first.text == ALIKE.format("nord") and first.variants == (ALIKE.format("sud"),)
    assert (first.times_used, first.first_use, first.last_use) == (3, 2015, 2022)
    assert [s.symbol for s in first.sources] == ["B", "A", "C"]
    assert first.status == "adopted" and "3 adopted texts" in first.why


def test_kinds_are_kept_apart(library: Library) -> None:
    assert [s.text[:9] for s in suggest(library, "repeindre phares", kind="preambular")] == ["Rappelant"]


def test_drafts_are_proposed_only_when_asked_for_and_named(library: Library) -> None:
    assert not suggest(library, "nourrir les phoques")
    (draft,) = suggest(library, "nourrir les phoques", drafts=True)
    assert (draft.status, draft.times_used) == ("draft", 0) and "PROJET" in draft.comment("fr")


def test_the_starter_library_is_never_agreed_language(library: Library) -> None:
    offers = suggest(library, "disponibilité des ressources", language="fr")
    assert offers and all(s.status == STARTER and s.times_used == 0 and not s.last_use for s in offers)
    assert "aucun texte adopté" in offers[0].comment("fr")
    assert suggest(None, "availability of resources", language="en")[0].status == STARTER


@given(st.text(max_size=80))
def test_any_topic_is_answered_the_same_twice(library: Library, topic: str) -> None:
    assert suggest(library, topic, limit=3) == suggest(library, topic, limit=3)


def outline(*blocks: Clause | Line, decision: str | None = "DÉCIDE") -> Resolution:
    return Resolution(blocks, language="fr", decision=decision, footnotes=(Footnote("1", "Une note."),))


def test_an_outline_becomes_a_draft_with_its_sources(library: Library) -> None:
    composed = compose_draft(
        outline(
            Line("L’ASSEMBLÉE,", "preamble", "chapeau"),
            Clause("? repeindre les phares", part="preamble"),
            Clause("RAPPELANT ses travaux,", part="preamble"),
            Clause("? repeindre les phares", "1."),
            Clause("? compter les oiseaux", "2.", refs=(NoteRef(3, "1"),)),
            Clause("De remercier les gardiens.", "3."),
            Clause("? licornes violettes", "4."),
        ),
        library,
    )
    texts = [b.text for b in composed.resolution.blocks if isinstance(b, Clause)]
    assert texts == [
        "RAPPELANT que repeindre les phares de la côte prend un été,",
        "RAPPELANT ses travaux,",
        ALIKE.format("nord"),
        "D’inviter les gardiens à compter les oiseaux de passage.",
        "De remercier les gardiens.",
        "[à rédiger : licornes violettes]",
    ]
    assert [at for at, _ in composed.sources] == ["PP1", "OP1", "OP2"]
    assert composed.sources[2][1].notes == ("adapted",)
    assert composed.missing == (("OP4", "licornes violettes"),)
    third = composed.resolution.clauses("operative")[1]
    assert third.refs == (NoteRef(len(third.text), "1"),) and third.opening == "D’inviter"


def test_the_mode_of_the_outline_is_respected(library: Library) -> None:
    un = outline(Clause("Remercie les gardiens ;", "1."), Clause("? repeindre les phares", "2."), decision=None)
    ((_, chosen),) = compose_draft(un, library).sources
    assert chosen.text == "Prie le Secrétariat de repeindre les phares."


def test_no_wording_is_used_twice(library: Library) -> None:
    asked = outline(*(Clause("? repeindre phares", f"{n}.") for n in range(1, 4)))
    composed = compose_draft(asked, library)
    texts = [s.text for _, s in composed.sources]
    assert len(texts) == len(set(texts)) and len(texts) + len(composed.missing) == 3


@given(
    st.lists(
        st.sampled_from(["De remercier les gardiens.", "? phares", "?", "? rien du tout xyz", "Que dire ?"]), max_size=6
    )
)
def test_nothing_is_dropped(library: Library, texts: list[str]) -> None:
    asked = outline(*(Clause(text, f"{n}.") for n, text in enumerate(texts, 1)))
    composed = compose_draft(asked, library)
    blocks = list(zip(places(composed.resolution), asked.blocks, strict=True))
    touched = {at for at, _ in (*composed.sources, *composed.missing)}
    for (at, block), before in blocks:
        assert isinstance(before, Clause) and (str(at) in touched) == (topic_of(before.text) is not None)
        assert str(at) in touched or block == before


@pytest.mark.parametrize(
    ("text", "mode", "adapted", "notes"),
    [
        ("Inviter les États à venir.", DraftingMode(), "D’inviter les États à venir.", ("adapted",)),
        ("Demander un rapport.", DraftingMode(), "De demander un rapport.", ("adapted",)),
        ("De demander un rapport.", DraftingMode(marked=False), "Demander un rapport.", ("adapted",)),
        ("De demander un rapport, et de charger le Conseil.", DraftingMode(marked=False), None, ("later",)),
        ("Demander un rapport et charger le Conseil.", DraftingMode(), None, ("later",)),
        ("Demande un rapport.", DraftingMode(), None, ("form",)),
        ("De demander un rapport.", DraftingMode(house="un"), None, ("form",)),
        ("Rappelant également la charte,", DraftingMode(), "RAPPELANT ÉGALEMENT la charte,", ("adapted",)),
        ("RAPPELANT la Charte,", DraftingMode(capitals=False), "Rappelant la Charte,", ("adapted",)),
        ("Rien de connu.", DraftingMode(), None, ()),
    ],
)
def test_only_what_is_certain_is_adapted(
    text: str, mode: DraftingMode, adapted: str | None, notes: tuple[str, ...]
) -> None:
    assert adapt_opening(text, "fr", mode) == (adapted or text, notes)


@pytest.mark.parametrize(
    ("text", "language", "adapted"),
    [
        ("Concerned that the quays crack,", "en", "CONCERNED that the quays crack,"),
        ("Deeply concerned that the quays crack,", "en", "DEEPLY CONCERNED that the quays crack,"),
        ("Considérant que la mer monte,", "fr", "CONSIDÉRANT que la mer monte,"),
        ("Considérant qu’il pleut,", "fr", "CONSIDÉRANT qu’il pleut,"),
    ],
)
def test_that_stays_in_small_letters(text: str, language: str, adapted: str) -> None:
    assert adapt_opening(text, language, DraftingMode()) == (adapted, ("adapted",))
    assert adapt_opening(adapted, language, DraftingMode()) == (adapted, ())


def test_what_is_to_be_filled_in_is_said_wherever_it_is_shown() -> None:
    offer = next(s for s in suggest(None, "next meeting", language="en", limit=20) if "{" in s.text)
    assert offer.blanks and all(blank in offer.text and blank in offer.why for blank in offer.blanks)
    assert f"To be filled in: {offer.blanks[0]}" in offer.comment("en")
    assert offer.to_dict()["blanks"] == list(offer.blanks)


@needs_shared
def test_ratification_wordings_of_2021_and_2024_come_first(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.sqlite") as real:
        assert not real.add(SHARED / "seeds", adopted=True).failed
        first = suggest(real, "ratifier la Convention interaméricaine contre le terrorisme")[0]
    assert {(s.year, (s.number or "").strip(" .")) for s in first.sources} == {(2021, "81"), (2024, "1")}
    assert first.times_used == 2 and first.last_use == 2024
