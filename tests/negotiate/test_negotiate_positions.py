"""Brackets as delegates paste them: several positions in one, names before and behind, options, status words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.errors import SettingsError
from drafting.model.resolution import Clause, Resolution
from drafting.negotiate.brackets import summarise_brackets
from drafting.negotiate.brackets.annotations import read_positions
from drafting.negotiate.brackets.clean_reading import read_as, read_choice
from drafting.negotiate.brackets.offers import choose, offered_choices
from drafting.negotiate.brackets.spans import bracket_spans
from drafting.read import read_bytes

HEADS = {
    "en": "LAMPS\n\nThe General Assembly,\n\nRecalling its resolution 5,\n\n",
    "fr": "LAMPES\n\nL’Assemblée générale,\n\nRappelant sa résolution 5,\n\n",
    "es": "LÁMPARAS\n\nLA ASAMBLEA GENERAL,\n\nRECORDANDO su resolución 5,\n\nRESUELVE:\n\n",
    "pt": "LÂMPADAS\n\nA ASSEMBLEIA GERAL,\n\nRECORDANDO sua resolução 5,\n\nRESOLVE:\n\n",
}


def draft(language: str, *paragraphs: str) -> Resolution:
    return read_bytes((HEADS[language] + "\n\n".join(paragraphs) + "\n").encode(), "t.txt", language=language)


def reading(text: Resolution, choice: str) -> list[str]:
    got = read_as(text, choose(text, choice)).resolution
    out: list[str] = []
    for clause in got.clauses():
        if clause.part != "preamble":
            out += [clause.text, *(c.text for c in clause.children)]
    return [t for t in out if t]


def roles(text: Resolution) -> dict[str, set[str]]:
    found = summarise_brackets(text).by_delegation()
    return {code: {role for role, at in had.items() if at} for code, had in found.items()}


# language, annotation, what each delegation wants
POSITIONS = [
    ("es", "México: eliminar; Brasil: mantener", {"MEX": "delete", "BRA": "keep"}),
    ("en", "EU, NOR: retain; RUS: delete", {"EU": "keep", "NOR": "keep", "RUS": "delete"}),
    ("en", "Del. KOR, AUS; Ret. MEX, CHE", {"KOR": "delete", "AUS": "delete", "MEX": "keep", "CHE": "keep"}),
    ("fr", "UE/CAN/NOR : supprimer", {"EU": "delete", "CAN": "delete", "NOR": "delete"}),
    ("es", "ARG - mantener / URY - suprimir", {"ARG": "keep", "URY": "delete"}),
    ("fr", "Canada : maintenir ; Pérou : réserve", {"CAN": "keep", "PER": "reserve"}),
    ("pt", "México apoia; Chile reserva sua posição", {"MEX": "support", "CHL": "reserve"}),
    ("fr", "proposé par le Pérou, appuyé par CHL", {"PER": "delegations", "CHL": "support"}),
    ("pt", "Proposta da Colômbia, apoiada pelo Peru", {"COL": "delegations", "PER": "support"}),
    ("es", "propuesta del Paraguay, con el apoyo de Bolivia", {"PRY": "delegations", "BOL": "support"}),
    (
        "en",
        "NOR: flexible; ISL: can live with; USA: supports",
        {"NOR": "flexible", "ISL": "flexible", "USA": "support"},
    ),
    ("en", "MEX: delete; CUB: supports MEX", {"MEX": "delete", "CUB": "delete"}),
    ("en", "CHE: prefers original", {"CHE": "keep"}),
    ("es", "Bolivia: poner entre corchetes todo el párrafo", {"BOL": "reserve"}),
    ("en", "a Mexican proposal", {"MEX": "delegations"}),
    ("fr", "en suspens : Jamaïque", {"JAM": "status"}),
]


@pytest.mark.parametrize(("language", "text", "wanted"), POSITIONS)
def test_each_delegation_has_its_own_wish(language: str, text: str, wanted: dict[str, str]) -> None:
    found = {code: a.kind for a in read_positions(text, language) for code in a.parties}
    assert found == wanted


# language, paragraph, choice, how it reads ("": left out)
READINGS = [
    ("es", "Pedir un informe. [Chile: suprimir; Perú: conservar]", "CHL", ""),
    ("es", "Pedir un informe. [Chile: suprimir; Perú: conservar]", "Perú", "Pedir un informe."),
    ("fr", "Demande un rapport [SUI : et une liste ; JPN : appuie SUI ; BRA : supprimer].", "JPN",
     "Demande un rapport et une liste."),
    ("fr", "Demande un rapport [SUI : et une liste ; JPN : appuie SUI ; BRA : supprimer].", "BRA",
     "Demande un rapport."),
    ("en", "Invites keepers to meet [USA: yearly; MEX: monthly] in May.", "MEX",
     "Invites keepers to meet monthly in May."),
    ("en", "Invites keepers [to meet yearly = NZL; to rest = AUS] in May.", "AUS", "Invites keepers to rest in May."),
    ("en", "Encourages repairs [of buoys – Brazil].", "BRA", "Encourages repairs of buoys."),
    ("es", "Alentar reparaciones [cada año: BRA].", "BRA", "Alentar reparaciones cada año."),
    ("en", "Encourages repairs [, with care,] (USA, KOR) of buoys.", "KOR", "Encourages repairs, with care, of buoys."),
    ("en", "Encourages repairs [of buoys] [proposed by New Zealand].", "NZL", "Encourages repairs of buoys."),
    ("en", "Encourages repairs USA: [of buoys].", "USA", "Encourages repairs of buoys."),
    ("en", "Encourages [[repairs] USA: renewal] of buoys.", "USA", "Encourages renewal of buoys."),
    ("en", "USA: [Encourages repairs.]", "USA", "Encourages repairs."),
    ("en", "Encourages repairs. [BOL: bracket whole paragraph]", "BOL", "[Encourages repairs.]"),
    ("en", "Encourages repairs of lamps. [replace “lamps” by “buoys” – JPN]", "JPN", "Encourages repairs of buoys."),
    ("pt", "Incentivar reparos. [Chile: inserir “urgentes” após “reparos”]", "CHL", "Incentivar reparos urgentes."),
    ("es", "Alentar lámparas y boyas. [URY: eliminar “y boyas”]", "URY", "Alentar lámparas."),
    ("en", "Encourages repairs. [USA alt: Encourages renewal.]", "USA", "Encourages renewal."),
    ("en", "Encourages repairs, [JPN: renewal,] [KOR: paint,] and rest.", "KOR",
     "Encourages repairs, paint, and rest."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "paragraph", "choice", "wanted"), READINGS)
def test_a_reading_prints_only_text(language: str, paragraph: str, choice: str, wanted: str) -> None:
    assert reading(draft(language, f"1. {paragraph}"), choice) == ([wanted] if wanted else [])


def test_an_attribution_stays_where_its_words_stay_open() -> None:
    text = draft(
        "fr", "1. Encourage [chaque année] [en suspens : Jamaïque] les soins.", "[2. PER : Invite les gardiens.]"
    )
    assert reading(text, "PER") == [
        "Encourage [chaque année] [en suspens : Jamaïque] les soins.",
        "Invite les gardiens.",
    ]


@pytest.mark.parametrize(
    ("language", "first", "second", "choice"),
    [
        ("en", "[Option 1: {}]", "[Option 2: {}]", "Option 2"),
        ("fr", "[Variante 1 : {}]", "[Variante 2 : {}]", "Variante 2"),
        ("es", "2. [Opción 1. {}]", "3. [Opción 2. {}]", "Opción 2"),
        ("pt", "2. [Opção A – {}]", "[Opção B – {}]", "Opção B"),
        ("en", "[{}] [Option 1]", "[{}] [Option 2]", "Option 2"),
        ("en", "Alt. 1: [{}]", "Alt. 2: [{}]", "Alt. 2"),
        ("en", "Alternative A: {}", "Alternative B: {}", "Alternative B"),
    ],
)
def test_options_that_are_a_bracket_each(language: str, first: str, second: str, choice: str) -> None:
    text = draft(language, "1. Lamps burn.", first.format("Lamps go out."), second.format("Lamps turn."))
    assert reading(text, choice) == ["Lamps burn.", "Lamps turn."]


@pytest.mark.parametrize(
    ("language", "said", "status"),
    [
        ("en", "[closed]", "agreed"),
        ("en", "(Agreed ad ref. 3 May)", "agreed ad ref"),
        ("en", "Agreed", "agreed"),
        ("en", "[under silence until 5 May 2045, noon]", "pending"),
        ("fr", "[procédure de silence jusqu’au 5 mai]", "pending"),
        ("es", "[cerrado]", "agreed"),
        ("es", "Acordado.", "agreed"),
        ("pt", "(Acordado ad ref. em 3 de maio)", "agreed ad ref"),
        ("en", "[language to be provided]", "pending"),
    ],
)
def test_a_status_is_neither_open_nor_printed(language: str, said: str, status: str) -> None:
    text = draft(language, f"1. Lamps burn. {said}", "2. Lamps turn [MEX: now].")
    found = summarise_brackets(text)
    assert found.open_brackets == 1
    assert next(p.status for p in found.paragraphs if p.at == "OP1") == status
    assert reading(text, "MEX") == ["Lamps burn.", "Lamps turn now."]


def test_brackets_that_belong_to_the_text_propose_nothing() -> None:
    text = "Quotes “[t]he lamp [sic] of [the] keeper […]”[1], [A/RES/80/1], of [date], [the list](https://example.org)."
    found = summarise_brackets(Resolution((Clause(text, label="1."),), language="en"))
    assert (found.open_brackets, found.by_delegation()) == (0, {})


def test_a_reading_is_numbered_anew_and_says_which_references_no_longer_hold() -> None:
    text = draft(
        "en", "1. Lamps burn.", "2. [JPN: Lamps rest.]", "3. Recalls paragraph 4 below.", "4. Lamps turn [KOR: now]."
    )
    got = read_as(text, choose(text, "KOR"))
    labels = [(c.label, c.text) for c in got.resolution.clauses("operative")]
    assert labels == [("1.", "Lamps burn."), ("2.", "Recalls paragraph 4 below."), ("3.", "Lamps turn now.")]
    assert [n.message for n in got.notes] == ["paragraph 4: that paragraph is 3 now"]
    same = read_as(text, choose(text, "JPN"))
    assert [c.label for c in same.resolution.clauses("operative")] == ["1.", "2.", "3.", "4."]


def test_a_choice_that_the_text_does_not_offer_is_refused() -> None:
    text = draft("en", "1. Lamps burn [MEX: bright].", "[Option 1: Lamps rest.]", "[Option 2: Lamps turn.]")
    assert offered_choices(text).names == ("MEX", "Option 1", "Option 2")
    for name in ("Option 7", "JPN", "nobody"):
        with pytest.raises(SettingsError, match="it offers: MEX, Option 1, Option 2"):
            choose(text, name)
    with pytest.raises(SettingsError, match="did you mean MEX"):
        choose(text, "Mexco")


PIECES = st.lists(
    st.sampled_from(
        ["Lamps ", "burn", ", ", "; ", "[", "]", "(", ")", "MEX", ": ", "BRA", " – ", "delete", "keep ", "[MEX: ",
         "Option 1: "]
    ),
    max_size=24,
)  # fmt: skip


@given(PIECES, st.sampled_from(["MEX", "BRA", "Option 1"]))
def test_the_characters_of_a_reading_are_those_of_the_text_in_their_order(pieces: list[str], choice: str) -> None:
    text = "".join(pieces)
    got = read_as(Resolution((Clause(text, label="1."),), language="en"), read_choice(choice))
    rest = iter(text)
    assert all(c in rest for b in got.resolution.blocks if isinstance(b, Clause) for c in b.text)
    assert "".join(span.text for span in bracket_spans(text, "en")) == text


@pytest.mark.parametrize(
    "text",
    ["[a] " * 10000, "[" * 10000 + "]" * 10000, "[" * 10000, "]" * 10000, "[MEX: a; " * 3000, "(MEX) [a] " * 5000],
    ids=["many", "nested", "unclosed", "unopened", "heads", "attributed"],
)
def test_hostile_brackets_take_no_longer_than_their_length(text: str) -> None:
    start = time.process_time()
    resolution = Resolution((Clause(text, label="1."),), language="en")
    summarise_brackets(resolution)
    read_as(resolution, read_choice("MEX"))
    assert time.process_time() - start < 5
