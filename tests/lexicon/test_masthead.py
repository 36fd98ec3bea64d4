"""Lines of a masthead are known in every language, whatever the language of the text."""

from __future__ import annotations

import pytest

from drafting.lexicon import masthead


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Agenda item 12", "12"),
        ("Agenda items 12 (b)", "12 (b)"),
        ("Item 3 of the agenda", "3"),
        ("Point 5 de l’ordre du jour", "5"),
        ("Tema 27 del programa", "27"),
        ("Item 4 da agenda", "4"),
        ("Items were discussed", None),
    ],
)
def test_agenda_items(line: str, number: str | None) -> None:
    assert masthead.agenda_item(line) == number


@pytest.mark.parametrize(
    "line", ["46th meeting", "46th plenary meeting", "12e séance", "3ª reunión", "5.ª sessão plenária"]
)
def test_meeting_lines(line: str) -> None:
    assert masthead.is_meeting_line(line) and masthead.begins_with_meeting(line)
    assert not masthead.is_meeting_line(f"{line} of the Council, at which the lamps were lit")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Co-sponsors: Brazil and Kenya", "Brazil and Kenya"),
        ("Présenté par : le Brésil", "le Brésil"),
        ("Presentado por: Brasil", "Brasil"),
        ("Sponsors of the lamps met.", None),
    ],
)
def test_sponsors(line: str, names: str | None) -> None:
    assert masthead.sponsors_named(line) == names


@pytest.mark.parametrize(
    ("organ", "name"),
    [
        ("LES ÉTATS MEMBRES, réunis à Lima", "LES ÉTATS MEMBRES"),
        ("LOS ESTADOS PARTES reunidos en Lima", "LOS ESTADOS PARTES"),
        ("The Ministers meeting in Lima", "The Ministers"),
        ("The Council of the Harbours", "The Council of the Harbours"),
    ],
)
def test_where_an_organ_met_is_no_part_of_its_name(organ: str, name: str) -> None:
    assert masthead.without_meeting_place(organ) == name


def test_what_an_organ_acts_under_is_no_part_of_its_name_behind_a_comma() -> None:
    assert masthead.without_participle("The Council, acting under Article 9") == "The Council"
    assert masthead.without_participle("Le Conseil, agissant en vertu de l’article 9") == "Le Conseil"
    assert masthead.without_participle("The Council acting alone") == "The Council acting alone"
