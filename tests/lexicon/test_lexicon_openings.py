"""Opening words: found as printed, with class, strength and grammar, in four languages and two houses."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.lexicon import LANGUAGES, Opening, load
from drafting.lexicon.opening_tree import COLUMNS, OpeningForm, OpeningPart

CASES = [
    (
        "fr",
        "AYANT ÉGALEMENT PRÉSENTE À L’ESPRIT la demande",
        "AYANT ÉGALEMENT PRÉSENTE À L’ESPRIT",
        "preambular",
        "consider",
    ),
    ("fr", "AYANT PRÉSENT À L'ESPRIT que", "AYANT PRÉSENT À L'ESPRIT", "preambular", "consider"),
    ("fr", "PRENANT NOTE AVEC SATISFACTION des avis", "PRENANT NOTE AVEC SATISFACTION", "preambular", "note"),
    ("fr", "SE FÉLICITANT du soutien", "SE FÉLICITANT", "preambular", "appreciate"),
    ("fr", "CONSCIENTS de la menace", "CONSCIENTS", "preambular", "recognise"),
    ("fr", "CONSIDÉRANT, par conséquent, que", "CONSIDÉRANT", "preambular", "consider"),
    ("fr", "Profondément préoccupée par", "Profondément préoccupée", "preambular", "concern"),
    ("fr", "N otant que", "N otant", "preambular", "note"),
    ("fr", "D’échanger des avis", "D’échanger", "operative", "act"),
    ("fr", "De demander instamment aux ports", "De demander instamment", "operative", "request"),
    ("fr", "Prie également le Secrétaire", "Prie également", "operative", "request"),
    ("fr", "Demande aux États", "Demande", "operative", "call"),
    ("fr", "Qu’ils réaffirment leur", "Qu’ils réaffirment", "operative", "affirm"),
    ("fr", "Inviter les ports", "Inviter", "operative", "invite"),
    ("fr", "Note avec une vive préoccupation que", "Note avec une vive préoccupation", "operative", "note"),
    ("fr", "Décide de rester saisie de la question", "Décide de rester saisie", "operative", "follow"),
    ("en", "Also requests the Secretary", "Also requests", "operative", "request"),
    ("en", "To urge strongly the ports", "To urge strongly", "operative", "urge"),
    ("en", "Recalling further the plan", "Recalling further", "preambular", "recall"),
    ("en", "Encourages further cooperation", "Encourages", "operative", "encourage"),
    ("en", "Expresses its deep concern at", "Expresses its deep concern", "operative", "judge"),
    ("en", "Bearing in mind the plan", "Bearing in mind", "preambular", "consider"),
    ("en", "[Recalling the plan]", "Recalling", "preambular", "recall"),
    ("en", "We reaffirm our plan", "We reaffirm", "operative", "affirm"),
    ("es", "TENIENDO EN CUENTA que", "TENIENDO EN CUENTA", "preambular", "consider"),
    ("es", "Pide también al Secretario", "Pide también", "operative", "request"),
    ("es", "Instar encarecidamente a", "Instar encarecidamente", "operative", "urge"),
    ("es", "VISTOS los informes", "VISTOS", "preambular", "basis"),
    ("pt", "LEVANDO EM CONTA que", "LEVANDO EM CONTA", "preambular", "consider"),
    ("pt", "Congratula-se com os portos", "Congratula-se", "operative", "welcome"),
    ("pt", "Comprometer-se a", "Comprometer-se", "operative", "commit"),
]


@pytest.mark.parametrize(("language", "text", "printed", "part", "class_"), CASES)
def test_openings(language: str, text: str, printed: str, part: str, class_: str) -> None:
    found = load(language).opening(text)
    assert found is not None
    assert (found.text, found.part, found.class_) == (printed, part, class_)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Note by the Secretariat"),
        ("fr", "Note du Secrétaire général"),
        ("en", "Report of the meeting"),
        ("es", ""),
    ],
)
def test_titles_are_no_openings(language: str, text: str) -> None:
    assert load(language).opening(text) is None


def test_intensifiers_raise_the_strength_by_one() -> None:
    lexicon = load("fr")

    def strength(text: str) -> int:
        found = lexicon.opening(text)
        return found.strength if found else -1

    assert strength("De demander vivement à") == strength("De demander à") + 1
    assert strength("Engage instamment les") == strength("Engage les") + 1
    assert strength("De décider fermement") == 9


def test_classes_agree_across_languages() -> None:
    same = {"en": "To instruct the", "fr": "De charger le", "es": "Encomendar a", "pt": "Encarregar a"}
    found = [load(language).opening(text) for language, text in same.items()]
    assert {(o.id, o.class_, o.strength) for o in found if o} == {("instruct", "instruct", 8)}
    assert all(found)


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("fr", "Dans le cadre du plan, de charger le Secrétariat", "de charger"),
        ("fr", "Compte tenu de la crue (grave, dit-on), de charger", "de charger"),
        ("fr", "L’Assemblée générale décide en outre : a.", "décide en outre"),
        ("en", "In this regard, requests the ports", "requests"),
        ("es", "A ese fin, solicitar a los puertos", "solicitar"),
        ("pt", "Nesse sentido, solicitar aos portos", "solicitar"),
    ],
)
def test_the_verb_may_stand_behind_a_first_clause(language: str, text: str, printed: str) -> None:
    found = load(language).verb(text)
    assert found is not None
    assert found.text == printed
    assert text[found.start : found.end] == printed


def _forms(language: str) -> list[tuple[str, OpeningForm, str]]:
    """(id, form, phrase) of every verb cell that has no special notation."""
    rows = []
    for entry, cells in load(language).data["verbs"].items():
        for row in cells:
            parts = row.split(" / ")
            rows += [
                (entry, form, cell)
                for form, cell in zip(COLUMNS[len(parts)], parts, strict=True)
                if not set(cell) & set("[(|-")
            ]
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_the_data_is_found(language: str) -> None:
    """In capitals too, whatever the apostrophe; found whole or as part of a longer expression."""
    lexicon = load(language)
    for _, form, phrase in _forms(language):
        part: OpeningPart = "preambular" if form == "participle" else "operative"
        for printed in (phrase, phrase.upper(), phrase.replace("’", "'")):
            found = lexicon.opening(f"{printed} xyz", part)
            nouns = lexicon.data["adverbs"].get("nouns", ())
            assert found is not None or phrase in nouns, (phrase, form)
            assert found is None or printed.startswith(found.text) or found.text.startswith(printed)


@given(st.sampled_from(LANGUAGES), st.data())
def test_nonsense_of_the_lexicons_own_words_never_breaks(language: str, data: st.DataObject) -> None:
    lexicon = load(language)
    pool = [w for _, _, phrase in _forms(language)[:80] for w in phrase.split()] + list(
        lexicon.data["adverbs"]["plain"]
    )
    text = data.draw(
        st.lists(st.sampled_from(pool) | st.sampled_from([",", ":", "«", "d’", "\u00a0", "[", "1)"]), max_size=12)
    )
    joined = " ".join(text)
    for found in (lexicon.opening(joined), lexicon.verb(joined)):
        if found is not None:
            assert joined[found.start : found.end] == found.text
            assert 0 <= found.strength <= 9


@given(st.sampled_from(LANGUAGES), st.data())
def test_what_is_remembered_of_a_beginning_is_what_would_be_found(language: str, data: st.DataObject) -> None:
    lexicon = load(language)
    phrases = st.sampled_from([phrase for _, _, phrase in _forms(language)])
    adverbs = st.sampled_from(sorted(lexicon.data["adverbs"]["plain"]))
    more = st.sampled_from(["the", "de", "que", "à", "l’", "«", "-", "\u00a0a", "xyz", "Zz,", "n"])
    for text in data.draw(st.lists(st.lists(phrases | adverbs | more, max_size=5).map(" ".join), max_size=8)):
        assert lexicon.openings(text) == (lexicon.opening(text, "preambular"), lexicon.opening(text, "operative"))


def test_decomposed_accents_are_the_same_words() -> None:
    text = unicodedata.normalize("NFD", "Réaffirmant également les idées")
    found = load("fr").opening(text)
    assert found is not None
    assert found.text == unicodedata.normalize("NFD", "Réaffirmant également")


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_answered(text: str, language: str) -> None:
    found = load(language).opening(text)
    assert found is None or (isinstance(found, Opening) and text[found.start : found.end] == found.text)


HOUSE_FORMS: tuple[tuple[Literal["oas", "un"], OpeningForm], ...] = (("oas", "marked infinitive"), ("un", "singular"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_forms_print_the_matcher_reads(language: str) -> None:
    """Every verb, printed as each house wants it, is found again as the same verb."""
    lexicon = load(language)
    for entry in lexicon.data["verbs"]:
        for house, form in HOUSE_FORMS:
            lemma = lexicon.forms.verb(entry, house)
            printed = lexicon.forms.form(lemma, form) if lemma else None
            if printed is not None:
                found = lexicon.opening(printed, "operative")
                assert found is not None, printed
                assert found.text == printed


@pytest.mark.parametrize(
    ("language", "infinitive", "printed"),
    [
        ("fr", "demander", "de demander"),
        ("fr", "échanger", "d’échanger"),
        ("fr", "honorer", "d’honorer"),
        ("fr", "hâter", "de hâter"),
        ("en", "request", "to request"),
        ("es", "solicitar", "solicitar"),
    ],
)
def test_markers(language: str, infinitive: str, printed: str) -> None:
    assert load(language).forms.marked(infinitive) == printed


def test_a_verb_changes_its_house() -> None:
    lexicon = load("fr")
    found = lexicon.opening("De demander au Secrétaire")
    assert found is not None
    assert lexicon.forms.form(found.lemma, "singular") == "demande"
    assert lexicon.forms.verb("request", "un") == "prier"
    assert lexicon.forms.verb("request", "oas") == "demander"


@pytest.mark.parametrize(
    ("language", "infinitive", "singular"),
    [
        ("es", "aprobar", "aprueba"),
        ("es", "enmendar", "enmienda"),
        ("es", "sustituir", "sustituye"),
        ("es", "disolver", "disuelve"),
        ("es", "concluir", "concluye"),
        ("es", "recomendar", "recomienda"),
        ("es", "prohibir", "prohíbe"),
        ("pt", "nomear", "nomeia"),
        ("pt", "ratear", "rateia"),
        ("pt", "substituir", "substitui"),
        ("pt", "instituir", "institui"),
        ("pt", "proibir", "proíbe"),
        ("pt", "registar", "regista"),
    ],
)
def test_irregular_verbs(language: str, infinitive: str, singular: str) -> None:
    lexicon = load(language)
    assert lexicon.forms.form(infinitive, "singular") == singular
    found = lexicon.opening(f"{singular.capitalize()} a lista", "operative")
    assert found is not None and found.lemma == infinitive
