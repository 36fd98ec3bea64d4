"""What conversion leaves in the words comes out, in its right place, and is told."""

from __future__ import annotations

import pytest

from drafting.model.resolution import Clause, NoteRef, Resolution
from drafting.read import read_bytes


def of(text: str) -> Resolution:
    return read_bytes(text.encode(), "a.txt")


def clause(text: str, number: int = 0) -> Clause:
    return of(text).clauses()[number]


FLAT = (
    "DÉCIDE :\n\n1.\tDe réparer les phares[footnoteRef:2]/ de la côte.[footnoteRef:3]/[footnoteRef:4]/ "
    "[2: .\tVoir la liste [annexe] des phares…] [3: .\tLe Brésil se dissocie de ce paragraphe.] "
    "[4: .\tTexte provisoire.]"
    "\n\n2.\tD’éteindre les autres.\n\nNOTES DE BAS DE PAGE\n\n1.\t…publiée en mai.\n\nElle est tenue à jour."
    "AG01234F01"
)


def test_flattened_notes_go_back_to_their_places() -> None:
    first = clause(FLAT)
    assert first.text == "De réparer les phares de la côte."
    assert first.refs == (NoteRef(21, "1"), NoteRef(33, "2"), NoteRef(33, "3"))
    notes = of(FLAT).footnotes
    assert [n.mark for n in notes] == ["1", "2", "3"]
    assert notes[0].text == "Voir la liste [annexe] des phares publiée en mai.\n\nElle est tenue à jour."
    assert (notes[1].kind, notes[1].states, notes[1].scope) == ("dissociation", ("BRA",), "paragraph")
    assert notes[0].scope == "word"
    assert of(FLAT).archive_code == "AG01234F01"
    assert {n.code for n in of(FLAT).notes} == {"footnote-artefact", "note-joined", "notes-section", "file-code"}


@pytest.mark.parametrize(
    ("mark", "body"),
    [("{}/", "{}/ "), ("[{}]", "[{}] "), ("[{}]", "{}. "), (" {}/", "{}/\t")],
    ids=["slash", "square", "square and number", "space and slash"],
)
@pytest.mark.parametrize(
    ("language", "heading"), [("en", "NOTES"), ("es", "NOTAS AL PIE"), ("pt", "NOTAS"), ("fr", "NOTES")]
)
def test_typed_marks_of_every_style(mark: str, body: str, language: str, heading: str) -> None:
    text = (
        f"1. Lamps{mark.format(1)} must burn.{mark.format(2)}{mark.format(3)}\n\n2. Others may sleep.\n\n{heading}\n\n"
        f"{body.format(1)}Oil lamps.\n\n{body.format(2)}See A/80/1.\n\nIt is long.\n\n{body.format(3)}Provisional.\n"
    )
    read = read_bytes(text.encode(), "a.txt", language=language)
    assert read.clauses()[0].text == "Lamps must burn."
    assert read.clauses()[0].refs == (NoteRef(5, "1"), NoteRef(16, "2"), NoteRef(16, "3"))
    assert [n.text for n in read.footnotes] == ["Oil lamps.", "See A/80/1.\n\nIt is long.", "Provisional."]


def test_raised_figures_are_marks_and_square_metres_are_not() -> None:
    text = "1. Lamps¹ of 2 m² must burn.² ³\n\n2. So be it.\n\n¹ Oil.\n\n² Gas.\n\n³ Wood.\n"
    assert clause(text).text == "Lamps of 2 m² must burn."
    assert [r.mark for r in clause(text).refs] == ["1", "2", "3"]


def test_a_section_called_notes_is_text_when_no_mark_calls_for_it() -> None:
    read = of("1. Lamps must burn.\n\nNOTES\n\n1. Keepers write notes.\n\n2. They keep them.\n")
    assert not read.footnotes
    assert [c.text for c in read.clauses()] == ["Lamps must burn.", "Keepers write notes.", "They keep them."]


@pytest.mark.parametrize(
    ("raw", "clean", "code"),
    [
        ("[bookmark: _Hlk8667]1.\tTo mend the lamps.", "To mend the lamps.", "bookmark"),
        ("1. To mend the lamps.AG01234E02", "To mend the lamps.", "file-code"),
        ("1. To mend the lamps. CICTE01234F01", "To mend the lamps.", "file-code"),
        ("1 . To mend the lamps.", "To mend the lamps.", "label-spaced"),
        ("— 12 — 1. To mend the lamps.", "To mend the lamps.", "page-mark"),
        ("1. To mend the lamps. — 12 —", "To mend the lamps.", "page-mark"),
    ],
)
def test_what_sticks_to_a_paragraph_comes_off(raw: str, clean: str, code: str) -> None:
    assert clause(raw).text == clean
    assert [n.code for n in of(raw).notes] == [code]


@pytest.mark.parametrize(
    "raw", ["1. To request what is in AG07745P03", "1. See AG07745P03.", "1. [Mend] the [bookmark] lamps – 12 – now."]
)
def test_what_only_looks_like_an_artefact_stays(raw: str) -> None:
    assert clause(raw).text == raw[3:]
    assert not of(raw).notes
