"""What a change means: one small sentence for each kind and language, then properties that hold for any text."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.compare import Comparison, compare
from drafting.meaning import KINDS, Finding, between, without_substance
from drafting.model.resolution import Clause, Resolution
from tests.schema import validate

VERBS = [
    ("fr", "D’exhorter les ports à publier leurs tarifs.", "D’inviter les ports à publier leurs tarifs.", 3),
    ("en", "Urges the ports to publish their fees.", "Invites the ports to publish their fees.", 3),
    ("es", "Insta a los puertos a publicar sus tarifas.", "Invita a los puertos a publicar sus tarifas.", 3),
    ("pt", "Exorta os portos a publicar suas tarifas.", "Convida os portos a publicar suas tarifas.", 3),
]


@pytest.mark.parametrize(("language", "old", "new", "by"), VERBS)
def test_a_weaker_verb(language: str, old: str, new: str, by: int) -> None:
    (found,) = between(old, new, language)
    assert (found.kind, found.direction, found.by) == ("verb", "weaker", by)
    assert (found.old_value, found.new_value) == ("urge", "invite")
    (back,) = between(new, old, language)
    assert (back.direction, back.by) == ("stronger", by)


@pytest.mark.parametrize(
    ("language", "old", "new", "group"),
    [
        ("fr", "Prie la Ligue d’ouvrir un phare.", "Prie la Ligue d’envisager d’ouvrir un phare.", "consider"),
        (
            "fr",
            "Prie la Ligue d’ouvrir un phare.",
            "Prie la Ligue d’ouvrir un phare, le cas échéant.",
            "as_appropriate",
        ),
        ("en", "Requests the League to open it.", "Requests the League to open it, as appropriate.", "as_appropriate"),
        ("en", "Requests the League to open it.", "Requests the League to consider opening it.", "consider"),
        (
            "es",
            "Pide a la Liga que abra un faro.",
            "Pide a la Liga que abra un faro, según corresponda.",
            "as_appropriate",
        ),
        ("pt", "Solicita à Liga que o abra.", "Solicita à Liga que o abra, na medida do possível.", "as_possible"),
    ],
)
def test_softeners(language: str, old: str, new: str, group: str) -> None:
    added = [f for f in between(old, new, language) if f.kind == "softener"]
    assert [(f.effect, f.direction, f.new_value) for f in added] == [("added", "weaker", group)]
    dropped = [f for f in between(new, old, language) if f.kind == "softener"]
    assert [(f.effect, f.direction, f.old_value) for f in dropped] == [("dropped", "stronger", group)]


@pytest.mark.parametrize(
    ("language", "old", "new", "direction"),
    [
        ("fr", "Les navires doivent saluer.", "Les navires devraient saluer.", "weaker"),
        ("en", "Vessels may salute.", "Vessels shall salute.", "stronger"),
        ("es", "Los barcos deberán saludar.", "Los barcos podrán saludar.", "weaker"),
        ("pt", "Os navios devem saudar.", "Os navios deveriam saudar.", "weaker"),
    ],
)
def test_obligation(language: str, old: str, new: str, direction: str) -> None:
    (found,) = [f for f in between(old, new, language) if f.kind == "modal"]
    assert (found.effect, found.direction) == ("changed", direction)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Les îles paient le bac.", "Les îles ne paient pas le bac."),
        ("en", "The islands are bound to pay.", "The islands are not bound to pay."),
        ("es", "Las islas están obligadas.", "Las islas no están obligadas."),
        ("pt", "As ilhas estão obrigadas.", "As ilhas não estão obrigadas."),
    ],
)
def test_negation(language: str, old: str, new: str) -> None:
    assert [(f.kind, f.effect) for f in between(old, new, language)] == [("negation", "added")]


@pytest.mark.parametrize(
    ("language", "old", "new", "kind", "values", "direction"),
    [
        ("fr", "Le bac part avant le 3 mai 2031.", "Le bac part avant le 4 juin 2031.", "deadline",
         ("2031-05-03", "2031-06-04"), "later"),
        ("fr", "La carte du 3 mai 2031 est adoptée.", "La carte du 3 mai 2032 est adoptée.", "date",
         ("2031-05-03", "2032-05-03"), ""),
        ("fr", "Le bac part dans un délai de soixante-douze heures.", "Le bac part dans un délai de deux jours.",
         "deadline", ("3 days", "2 days"), "sooner"),
        ("fr", "Le bac coûte 12 500 euros.", "Le bac coûte 9 000 euros.", "amount", ("12500", "9000"), "less"),
        ("fr", "Une part de 5 % est versée.", "Une part de 7,5 % est versée.", "percentage", ("5", "7.5"), "more"),
        ("fr", "Le chœur compte vingt et une voix.", "Le chœur compte quatre-vingt-dix voix.", "number",
         ("21", "90"), "more"),
        ("en", "The ferry shall leave within ten days.", "The ferry shall leave within two weeks.", "deadline",
         ("10 days", "14 days"), "later"),
        ("en", "It costs 1,500 dollars.", "It costs 2 million dollars.", "amount", ("1500", "2000000"), "more"),
        ("en", "It holds two hundred and five seats.", "It holds thirty-one seats.", "number", ("205", "31"), "less"),
        ("es", "La Liga informará en su décima sesión.", "La Liga informará en su undécima sesión.", "deadline",
         ("session 10", "session 11"), "later"),
        ("es", "El faro cuesta treinta y dos pesos.", "El faro cuesta cuarenta pesos.", "amount", ("32", "40"), "more"),
        ("pt", "A balsa parte até 3 de maio de 2031.", "A balsa parte até 3 de abril de 2031.", "deadline",
         ("2031-05-03", "2031-04-03"), "sooner"),
        ("pt", "O coro tem vinte e duas vozes.", "O coro tem vinte vozes.", "number", ("22", "20"), "less"),
        ("fr", "Le bac part d’ici à la fin de l’année 2031.", "Le bac part d’ici à la fin de l’année 2032.", "deadline",
         ("2031", "2032"), "later"),
        ("en", "Adopted by the General Assembly on 7 May 2031.", "Adopted by the General Assembly on 4 June 2032.",
         "date", ("2031-05-07", "2032-06-04"), ""),
        ("en", "Done no later than the end of May 2031.", "Done no later than the end of June 2031.", "deadline",
         ("2031-05", "2031-06"), "later"),
        ("en", "Recalls A/RES/60/147 on tides.", "Recalls A/RES/61/147 on tides.", "symbol",
         ("A/RES/60/147", "A/RES/61/147"), ""),
    ],
)  # fmt: skip
def test_facts(
    language: str, old: str, new: str, kind: str, values: tuple[str, str], direction: str
) -> None:  # fmt: skip
    assert [(f.kind, (f.old_value, f.new_value), f.direction) for f in between(old, new, language)] == [
        (kind, values, direction)
    ]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "PRÉOCCUPÉE par les marées,", "PROFONDÉMENT PRÉOCCUPÉE par les marées,"),
        ("en", "Concerned about the tides,", "Deeply concerned about the tides,"),
        ("es", "Preocupada por las mareas,", "Profundamente preocupada por las mareas,"),
        ("pt", "Preocupada com as marés,", "Profundamente preocupada com as marés,"),
    ],
)
def test_emphasis_in_the_preamble(language: str, old: str, new: str) -> None:
    assert [(f.kind, f.direction) for f in between(old, new, language)] == [("intensifier", "stronger")]


def test_states_added_and_dropped() -> None:
    found = between("Remercie le Chili et le Pérou.", "Remercie le Chili, l’Uruguay et le Brésil.", "fr")
    assert {(f.effect, f.old_value or f.new_value) for f in found if f.kind == "state"} == {
        ("dropped", "PER"), ("added", "URY"), ("added", "BRA"),
    }  # fmt: skip


def test_the_addressee_and_a_second_directive() -> None:
    old = "Prie le Greffe de dresser la liste des quais et encourage les villes à les entretenir."
    new = "Prie la Ligue de dresser la liste des quais et charge les villes de les entretenir."
    found = between(old, new, "fr")
    assert [(f.before, f.after, f.direction) for f in found if f.kind == "verb"] == [
        ("encourage", "charge", "stronger")
    ]
    assert [(f.before, f.after) for f in found if f.kind == "addressee"] == [("le Greffe", "la Ligue")]


def test_an_article_is_no_other_addressee() -> None:
    found = between("Demande aux villes de semer.", "Prie les villes de semer.", "fr")
    assert not [f for f in found if f.kind == "addressee"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Prie le Greffe d’agir", "Prie la Ligue d’agir", ("addressee", "le Greffe", "la Ligue")),
        ("Rappelle la résolution A/RES/70/1", "Rappelle la résolution A/RES/71/1",
         ("symbol", "A/RES/70/1", "A/RES/71/1")),
        ("Remercie le Brésil", "Remercie le Chili", ("state", "Brésil", "Chili")),
        ("Prie la Ligue d’agir et invite les ports à payer", "Prie la Ligue d’agir et exhorte les ports à payer",
         ("verb", "invite", "exhorte")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rest", [" et de mettre en œuvre le plan.", " et de mettre en oeuvre le plan."])
def test_a_ligature_in_the_paragraph_hides_no_change(
    old: str, new: str, found: tuple[str, str, str], rest: str
) -> None:
    assert [(f.kind, f.before, f.after) for f in between(old + rest, new + rest, "fr")] == [found]


def test_what_only_moved_inside_the_paragraph_did_not_change() -> None:
    old = "Le 3 mai 2031, la Ligue versera 40 euros au Chili."
    new = "La Ligue versera 40 euros au Chili le 3 mai 2031."
    assert not between(old, new, "fr")


def test_numbers_of_a_symbol_are_no_numbers_of_their_own() -> None:
    found = between("Rappelle AG/RES. 21 (III-O/73).", "Rappelle AG/RES. 22 (IV-O/74).", "fr")
    assert [f.kind for f in found] == ["symbol"]


def resolution(*texts: str, language: str = "fr") -> Resolution:
    return Resolution(tuple(Clause(text, f"{n}.") for n, text in enumerate(texts, 1)), language=language)


A = "Décide d’ouvrir un registre des phares et des balises de la côte."
B = "Prie le Greffe de publier chaque année le relevé des marées de printemps."
C = "Encourage les villes jumelées à semer des arbres le long des canaux."
REFERS = {
    "fr": "Charge la Ligue de veiller à l’application du paragraphe {} de la présente résolution.",
    "en": "Instructs the League to see to the application of operative paragraph {} above.",
    "es": "Encarga a la Liga que vele por la aplicación del párrafo {} de la presente resolución.",
    "pt": "Encarrega a Liga de zelar pela aplicação do parágrafo {} da presente resolução.",
}
NEW = "Souligne que les jardins ouvriers nourrissent les quartiers du port."


def findings(c: Comparison) -> list[Finding]:
    return [f for change in c.body.changes if change.op == "edit" for f in change.substance]


@pytest.mark.parametrize("language", REFERS)
def test_a_reference_that_follows_is_consequential(language: str) -> None:
    refers = REFERS[language]
    found = compare(
        resolution(A, B, refers.format(2), language=language),
        resolution(A, NEW, B, refers.format(3), language=language),
    )
    (only,) = findings(found)
    assert (only.kind, only.effect, only.whole) == ("reference", "consequential", True)
    assert without_substance([only]) and not found.warnings


@pytest.mark.parametrize("language", REFERS)
def test_a_reference_that_does_not_follow_is_a_warning(language: str) -> None:
    refers = REFERS[language].format(2)
    found = compare(resolution(A, B, refers, language=language), resolution(A, NEW, B, refers, language=language))
    (note,) = found.warnings
    assert note.code == "reference to another paragraph" and note.where == "OP4" and "now OP3" in note.message


@pytest.mark.parametrize("language", REFERS)
def test_a_reference_to_a_deleted_paragraph(language: str) -> None:
    refers = REFERS[language].format(2)
    found = compare(resolution(A, B, C, refers, language=language), resolution(A, C, refers, language=language))
    assert [n.code for n in found.warnings] == ["reference to a deleted paragraph"]


def test_references_of_other_texts_and_lists() -> None:
    other = "Rappelle le paragraphe 2 de la résolution AG/RES. 21 (III-O/73)."
    both = "Renvoie aux paragraphes 1 et {} de la présente résolution."
    found = compare(resolution(A, B, other, both.format(2)), resolution(A, NEW, B, other, both.format(3)))
    assert not found.warnings
    assert [(f.before, f.after) for f in findings(found)] == [("2", "3")]


def test_an_edit_beside_a_following_reference_is_one_of_substance() -> None:
    old, new = REFERS["fr"].format(2), REFERS["fr"].format(3).replace("veiller", "réfléchir")
    found = findings(compare(resolution(A, B, old), resolution(A, NEW, B, new)))
    assert [f.effect for f in found if f.kind == "reference"] == ["consequential"] and not without_substance(found)


def test_typography_says_so() -> None:
    (change,) = compare(resolution("L'île d'en face."), resolution("L’île d’en face.")).body.changes
    assert [(f.kind, f.effect, f.whole) for f in change.substance] == [("typography", "none", True)]


def test_the_result_follows_its_schema() -> None:
    old = resolution(A, B, REFERS["fr"].format(2), "Exhorte le Chili à payer 5 euros avant le 3 mai 2031.")
    new = resolution(A, NEW, B, REFERS["fr"].format(2), "Invite le Pérou à payer 6 euros avant le 4 mai 2031.")
    result = json.loads(json.dumps(compare(old, new).to_dict()))
    validate(result, "compare")
    kinds = {f["kind"] for c in result["changes"] for f in c["substance"]}
    assert {"verb", "addressee", "amount", "deadline", "state"} <= kinds and result["notes"]


PIECES = st.sampled_from(
    ["Prie", "le Chili", "3 mai 2031", "5 %", "cœur", "e\u0301te\u0301", "paragraphe 2", "ne", "le cas échéant", "doit",
     "A/RES/60/147", "avant le", ",", ";", "\n", "\u00a0", "ﬁn", "deux cents", "12 500 euros", "ß", "🐟", "OP5", "§ 3"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS, TEXTS, st.sampled_from(["fr", "en", "es", "pt", "", "xx"]))
def test_any_two_texts_give_words_of_those_texts(old: str, new: str, language: str) -> None:
    for found in between(old, new, language):
        assert found.before in old and found.after in new
        assert found.before or found.after
        assert found.kind in KINDS


@given(TEXTS, st.sampled_from(["fr", "en", "es", "pt"]))
def test_a_text_and_itself_mean_the_same(text: str, language: str) -> None:
    assert not between(text, text, language)


@pytest.mark.parametrize(
    "piece", ["12 345 deux cents ", "paragraphe 5, ", "3, ", "cent-", "le 3 mai 2031, ", "à sa vingt-", "et ", "1 234"]
)
def test_a_hostile_paragraph_takes_no_more_than_its_length(piece: str) -> None:
    start = time.process_time()
    text = piece * (60_000 // len(piece))
    between(f"Prie {text}.", f"Invite {text} le 4 mai 2031.", "fr")
    assert time.process_time() - start < 4
