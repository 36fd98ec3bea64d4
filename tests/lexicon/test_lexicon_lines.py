"""Enacting words, chapeaux, status, document types, annexes, notes, dates, ordinals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.lexicon import LANGUAGES, load

DAYS = st.integers(0, 40_000).map(lambda n: date(1946, 1, 1) + timedelta(days=n))


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("fr", "DÉCIDE :", "DÉCIDE"),
        ("fr", "RECOMMANDENT\u00a0:", "RECOMMANDENT"),
        ("fr", "Décide ce qui suit :", "Décide ce qui suit"),
        ("en", "RESOLVES:", "RESOLVES"),
        ("en", "Has agreed as follows:", "Has agreed as follows"),
        ("es", "RESUELVE:", "RESUELVE"),
        ("es", "DECLARAN:", "DECLARAN"),
        ("pt", "RESOLVEM:", "RESOLVEM"),
        ("fr", "Décide de créer un fonds", None),
        ("en", "Resolves to remain seized of the matter.", None),
        ("fr", "", None),
    ],
)
def test_enacting(language: str, line: str, words: str | None) -> None:
    assert load(language).enacting(line) == words


@pytest.mark.parametrize(
    ("language", "line", "organ"),
    [
        ("fr", "L’ASSEMBLÉE GÉNÉRALE,", "L’ASSEMBLÉE GÉNÉRALE"),
        (
            "fr",
            "Les États parties à la Convention sur les ports, réunis",
            "Les États parties à la Convention sur les ports",
        ),
        ("fr", "Le Conseil des droits de l'homme ,", "Le Conseil des droits de l'homme"),
        ("fr", "LES ÉTATS MEMBRES DU COMITÉ DES PORTS (CDP),", "LES ÉTATS MEMBRES DU COMITÉ DES PORTS (CDP)"),
        ("en", "The Security Council,", "The Security Council"),
        (
            "en",
            "We, the Ministers of Fisheries of the Region, gathered",
            "We, the Ministers of Fisheries of the Region",
        ),
        ("es", "El Consejo Permanente de la Organización,", "El Consejo Permanente de la Organización"),
        ("pt", "A ASSEMBLEIA GERAL,", "A ASSEMBLEIA GERAL"),
        ("fr", "La Conférence 1) Constate", "La Conférence"),
        ("fr", "L’Assemblée générale décide en outre : a.", None),
        ("en", "The General Assembly decided yesterday.", None),
        ("en", "General Assembly", None),
    ],
)
def test_chapeau(language: str, line: str, organ: str | None) -> None:
    assert load(language).chapeau(line) == organ


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("fr", "tenue le 25 avril 2024 à Lima", "2024-04-25"),
        ("fr", "le 1er juillet 2021", "2021-07-01"),
        ("fr", "les 23 et 24 mai 2019", "2019-05-24"),
        ("fr", "du 7-8 octobre 2021", "2021-10-08"),
        ("en", "April 25, 2024", "2024-04-25"),
        ("en", "on May 23 and 24, 2019", "2019-05-24"),
        ("en", "31 February 2020, then 3 May 2021", "2021-05-03"),
        ("es", "el 1.º de julio de 2021", "2021-07-01"),
        ("es", "25 de setiembre de 2024", "2024-09-25"),
        ("pt", "1º de julho de 2021", "2021-07-01"),
        ("en", "in June 2024", None),
        ("en", "25 04 2024", None),
    ],
)
def test_dates(language: str, text: str, iso: str | None) -> None:
    assert load(language).date(text) == iso


@given(DAYS, st.sampled_from(LANGUAGES))
def test_every_day_in_every_written_form_is_read(day: date, language: str) -> None:
    lexicon = load(language)
    month = lexicon.data["dates"]["months"][day.month - 1]
    for shape in lexicon.data["dates"]["forms"]:
        printed = shape.format(day=day.day, month=month, year=day.year)
        assert lexicon.date(f"({printed})") == day.isoformat()


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("fr", "cinquante et unième session", 51),
        ("fr", "Cinquante-et-unième", 51),
        ("fr", "quatre-vingt-dix-neuvième", 99),
        ("fr", "soixante-quinzième", 75),
        ("fr", "la 51e session", 51),
        ("fr", "première séance", 1),
        ("en", "Fifty-first regular session", 51),
        ("en", "the 71st session", 71),
        ("en", "one hundred and twelfth", 112),
        ("es", "quincuagésimo primer período", 51),
        ("es", "decimoséptima", 17),
        ("pt", "quinquagésimo sexto", 56),
        ("pt", "octogésima segunda", 82),
        ("en", "no number here", None),
    ],
)
def test_ordinals(language: str, text: str, number: int | None) -> None:
    assert load(language).ordinal(text) == number


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("fr", "PROJET DE RÉSOLUTION", "resolution"),
        ("fr", "DÉCLARATION SUR LES PORTS", "declaration"),
        ("en", "Draft resolution A/C.3/78/L.12", "resolution"),
        ("en", "Decision on fees", "decision"),
        ("es", "PROYECTO DE DECLARACIÓN", "declaration"),
        ("pt", "RECOMENDAÇÕES DO GRUPO", "recommendation"),
        ("fr", "Les ports de la région", None),
    ],
)
def test_document_types(language: str, line: str, kind: str | None) -> None:
    assert load(language).document_type(line) == kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_status_examples_of_the_data(language: str) -> None:
    lexicon = load(language)
    for row in lexicon.data["status"]:
        assert lexicon.status(row["example"]) == row["value"], row["example"]


def test_annexes_and_notes() -> None:
    fr, en, es, pt = (load(language) for language in ("fr", "en", "es", "pt"))
    assert fr.annex("ANNEXE II") and en.annex("Annex") and es.annex("ANEXO A: Costos") and pt.annex("Anexo")
    assert not fr.annex("Annexes au rapport du Secrétaire")
    assert (
        fr.notes_section("        NOTES DE BAS DE PAGE  ")
        and es.notes_section("NOTAS AL PIE")
        and pt.notes_section("NOTAS")
    )
    assert not en.notes_section("Notes with concern the delay")


@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_line_is_answered(line: str, language: str) -> None:
    lexicon = load(language)
    assert lexicon.status(line) in ("adopted", "draft", None)
    words = lexicon.enacting(line)
    assert words is None or words in line
    organ = lexicon.chapeau(line)
    assert organ is None or organ in line
    lexicon.date(line), lexicon.ordinal(line), lexicon.document_type(line), lexicon.annex(line)


@pytest.mark.parametrize(
    ("language", "line", "closes"),
    [
        ("en", "Done at the harbour, this third day of May 2025.", True),
        ("en", "Done in Lightville on 3 May 2025.", True),
        ("en", "Adopted at the second meeting, held on May 3, 2025", True),
        ("fr", "Fait à Port-Phare, le 3 mai 2025.", True),
        ("es", "Hecho en Puerto Faro, el 3 de mayo de 2025.", True),
        ("pt", "Feita e assinada em Porto Farol, a 3 de maio de 2025.", True),
        ("pt", "Feito em casa.", False),
        ("en", "Adopts the list of 3 May 2025;", False),
    ],
)
def test_closing_lines(language: str, line: str, closes: bool) -> None:
    assert load(language).closing(line) is closes
