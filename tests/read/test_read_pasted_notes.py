"""Notes as pasting leaves them: marks glued to words, notes as lines; and lines that might be statements."""

from __future__ import annotations

import pytest

from drafting.app.reservations import list_reservations
from drafting.app.task import Document
from drafting.model.address import anchors, places
from drafting.model.resolution import Clause, Resolution
from drafting.read import read_bytes

ENGLISH = """BASINS

THE GENERAL ASSEMBLY,

RECALLING its resolution 55.19;{1}

CONSIDERING that 12 basins{2} emit CO2 since 2019, of which 3 in 2 States,

RESOLVES:

1. To urge member States:{3}

(a) to repair the dams;

(b) to list the basins.

2. To request a report by 2045.{4}
"""
NOTES = {
    1: "Document A/3, of 3 May 2040.",
    2: "Not counting lagoons.",
    3: "The delegation of Peru reserves its position on this paragraph.",
    4: "Canada dissociates itself from this paragraph.",
}
EXPECTED = {
    "PP1": ("RECALLING its resolution 55.19;", 1),
    "PP2": ("CONSIDERING that 12 basins emit CO2 since 2019, of which 3 in 2 States,", 2),
    "OP1": ("To urge member States:", 3),
    "OP1(a)": ("to repair the dams;", 0),
    "OP1(b)": ("to list the basins.", 0),
    "OP2": ("To request a report by 2045.", 4),
}


def text_with(mark: str, note: str, above: str = "") -> str:
    marks = {str(n): mark.format(n=n, stars="*" * n) for n in NOTES}
    body = ENGLISH
    for n, printed in marks.items():
        body = body.replace("{" + n + "}", printed)
    return body + "\n" + above + "\n".join(note.format(n=n, stars="*" * n) + words for n, words in NOTES.items()) + "\n"


def read_text(text: str) -> Resolution:
    return read_bytes(text.encode(), "d.txt")


def possible(text: str) -> list[tuple[str, ...]]:
    statements = list_reservations([Document("d.txt", text.encode())]).to_dict()["statements"]
    return [tuple(s["states"] + s["groups"]) for s in statements if s.get("possible")]


@pytest.mark.parametrize(
    ("mark", "note", "above"),
    [
        ("{n}", "{n} ", ""),
        ("{n}", "{n}\t", "____________\n"),
        ("{n}", "{n}. ", ""),
        ("{n}", "{n}) ", "Notes\n\n"),
        ("({n})", "({n}) ", ""),
        ("[{n}]", "[{n}] ↩ ", ""),
        ("[^{n}]", "[^{n}]: ", ""),
        ("{stars}", "{stars} ", "---\n"),
        (" {stars}", "{stars} ", "***\n"),
        ("{n}/", "{n}/ ", ""),
    ],
)
def test_marks_leave_the_words_and_their_notes_the_text(mark: str, note: str, above: str) -> None:
    read = read_text(text_with(mark, note, above))
    clauses = {str(at): block.text for at, block in places(read) if isinstance(block, Clause)}
    assert clauses == {at: words for at, (words, _) in EXPECTED.items()}
    assert [f.text for f in read.footnotes] == list(NOTES.values())
    hanging = anchors(read)
    for footnote, (at, place) in zip(
        read.footnotes, [(a, p) for a, p in EXPECTED.items() if p[1]], strict=True
    ):  # fmt: skip
        assert [str(where) for where, _ in hanging[footnote.mark]] == [at], place
    assert {(f.kind, f.states) for f in read.footnotes[2:]} == {
        ("reservation", ("PER",)),
        ("dissociation", ("CAN",)),
    }


def test_notes_behind_their_page_and_broken_by_hand_are_whole() -> None:
    read = read_text(
        "FAROS\n\nLA ASAMBLEA GENERAL,\n\nRECORDANDO su resolución;1\n\nRESUELVE:\n\n1. Reparar los faros2.\n\n"
        "1 Documento A/3.\n2 La delegación de México se reserva su\nposición sobre este párrafo.\n\n"
        "2. Pedir un informe3.\n\n3 Nicaragua se desvincula de este párrafo.\n"
    )
    clauses = [(str(at), b.text) for at, b in places(read) if isinstance(b, Clause) and b.part == "operative"]
    assert clauses == [("OP1", "Reparar los faros."), ("OP2", "Pedir un informe.")]
    assert read.footnotes[1].text == "La delegación de México se reserva su posición sobre este párrafo."
    assert [f.states for f in read.footnotes] == [(), ("MEX",), ("NIC",)]


def test_quantities_years_and_lists_stay_words() -> None:
    text = (
        "LIGHTS\n\nTHE GENERAL ASSEMBLY,\n\nNOTING that CO2 and PM10 rose by 1.5 percent in 2019,\n\nRESOLVES:\n\n"
        "1. To list 12 lights.\n\n2. To meet in 2045.\n\nANNEX\n\n1. Peru: 14 lights.\n\n2. Brazil: 22 lights.\n"
    )
    read = read_text(text)
    assert not read.footnotes
    assert "NOTING that CO2 and PM10 rose by 1.5 percent in 2019," in [c.text for c in read.clauses()]
    assert not possible(text)


HEAD = "LIGHTS\n\nTHE GENERAL ASSEMBLY,\n\nRECALLING its resolution 5,\n\nRESOLVES:\n\n1. To repair the lights.\n\n"


@pytest.mark.parametrize(
    ("line", "parties"),
    [
        ("The delegation of Peru reserves its position on OP1.", ("PER",)),
        ("3 The delegation of Brazil reserves its position on this paragraph.", ("BRA",)),
        ("Reservation of Peru:\n\nPeru cannot accept operative paragraph 1.", ("PER",)),
        ("ANNEX\n\nSTATEMENT BY THE DELEGATION OF CANADA\n\nCanada dissociates itself from paragraph 1.", ("CAN",)),
        ("CARICOM reserves its position on paragraph 1.", ("CARICOM",)),
    ],
)
def test_a_line_that_might_be_a_statement_is_said_and_listed(line: str, parties: tuple[str, ...]) -> None:
    assert possible(HEAD + line + "\n") == [parties]
    notes = [n for n in read_text(HEAD + line + "\n").notes if n.code == "untied-statement"]
    assert [n.severity for n in notes] == ["warning"] and parties[0] in notes[0].message


@pytest.mark.parametrize(
    "line",
    [
        "2. To invite States to withdraw their reservations.",
        "2. To call upon Peru to withdraw its reservation.",
        "2. To thank the delegation of Peru, which supports the fund.",
        "Sponsors: Argentina, Brazil, Peru",
        "For the Government of Peru: the Minister of Lights",
    ],
)
def test_what_only_speaks_of_reservations_is_none(line: str) -> None:
    assert possible(HEAD + line + "\n") == []
