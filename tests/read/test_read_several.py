"""Several texts in one file: each is read by itself, and an annex, a quotation or a part is no text of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.read import read_bytes, read_paragraphs, texts_of_bytes
from drafting.read.structure.several_texts import split_texts
from tests.app.command import run


def joined(*paragraphs: str) -> str:
    """Paragraphs with an empty line between two of them."""
    return "\n\n".join(paragraphs)


ES = joined("LA ASAMBLEA,", "RECORDANDO su resolución 70,", "RESUELVE:", "1. Solicitar un informe.", "2. Reunirse.")
EN = joined("The Assembly,", "Recalling its resolution 70,", "1. Decides to repair;", "2. Requests a report.")
FR = joined("L’ASSEMBLÉE,", "RAPPELANT sa résolution 70,", "DÉCIDE :", "1. De réparer.", "2. De se réunir.")
PT = joined("A ASSEMBLEIA,", "RECORDANDO a sua resolução 70,", "RESOLVE:", "1. Solicitar um plano.", "2. Reunir-se.")
PLAN = ES.replace("informe", "plan")
VOLUME = joined("AG/RES. 3001 (L-O/20)", "FAROS", ES, "AG/RES. 3002 (L-O/20)", "PUERTOS", PLAN)
QUOTATION = joined("2. Adopts:", "“The Council,", "“Recalling the Charter,", "“1. Decides to meet.”", "3. Requests")
DECLARATION = joined(
    "DECLARATION ON LIGHTS", "The States Parties,", "Recalling the Charter,", "1. Declare that lights matter."
)


def report(heading: str, text: str) -> str:
    return joined(f"{heading} I", "Lights", text, f"{heading} II", "Harbours", text)


FILES = [
    ("volume", joined("RESOLUCIONES APROBADAS", VOLUME, "AG/RES. 3003 (L-O/20)", "BOYAS", ES), 3),
    ("report, en", joined("Report of the Committee", report("Draft resolution", EN)), 2),
    ("report, fr", report("Projet de résolution", FR), 2),
    ("report, es", report("Proyecto de resolución", ES), 2),
    ("report, pt", report("Projeto de resolução", PT), 2),
    ("symbol beside the organ", joined(f"CSP23.R1\t{ES}", f"CSP23.R2\t{ES}"), 2),
    ("numbers in titles", joined("Resolution 1", "Lights", EN, "Resolution 2", "Harbours", EN), 2),
    ("pasted one behind the other", joined("LIGHTHOUSES", EN, "HARBOURS", EN), 2),
    ("annexed declaration", joined("A/RES/99/1. Lights", EN, "Annex", DECLARATION), 1),
    ("parts A and B", joined("99/12. Lights", "A", EN, "B", EN), 1),
    ("quotation", EN.replace("2. Requests", QUOTATION), 1),
    (
        "symbols in a list",
        joined(VOLUME.partition("AG/RES. 3002")[0], "AG/RES. 2999 (XLIX-O/19)", "AG/RES. 3000 (L-O/20)"),
        1,
    ),
]


@pytest.mark.parametrize(("text", "count"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_how_many_texts_a_file_holds(text: str, count: int) -> None:
    found = split_texts(read_paragraphs(text.encode(), "file.txt"))
    assert len(found) == count
    # nothing is lost, and the order stays
    assert [item for one in found for item in one.items] == list(read_paragraphs(text.encode(), "file.txt").items)


def test_every_text_has_its_own_symbol_and_numbers() -> None:
    texts = texts_of_bytes(VOLUME.encode(), "volume.txt")
    assert [(text.symbol, text.title, len(text.clauses("operative"))) for text in texts] == [
        ("AG/RES. 3001 (L-O/20)", "FAROS", 2),
        ("AG/RES. 3002 (L-O/20)", "PUERTOS", 2),
    ]


def test_a_volume_read_as_one_text_says_so() -> None:
    assert "several-texts" in {note.code for note in read_bytes(VOLUME.encode(), "volume.txt").notes}


PARTS = st.sampled_from([ES, EN, "FAROS\n", "Draft resolution I\n", "AG/RES. 1 (I-O/20)\n", "1. Uno.\n"])


@given(st.lists(PARTS, max_size=12))
def test_dividing_loses_nothing(parts: list[str]) -> None:
    whole = read_paragraphs(("\n".join(parts) or "x").encode(), "file.txt")
    assert tuple(item for one in split_texts(whole) for item in one.items) == whole.items


@pytest.fixture
def volume(tmp_path: Path) -> str:
    path = tmp_path / "volume.txt"
    path.write_text(VOLUME, encoding="utf-8")
    return str(path)


def test_commands_that_need_one_text_ask_which(volume: str) -> None:
    asked = run("brackets", volume, code=2)
    assert "holds 2 texts: 1 FAROS; 2 PUERTOS" in asked.stderr and "--text N" in asked.stderr
    run("brackets", volume, "--text", "2")
    run("brackets", volume, "--text", "all")
    assert "no text 7" in run("brackets", volume, "--text", "7", code=2).stderr
    assert "--text two" in run("brackets", volume, "--text", "two", code=2).stderr


def test_reading_prints_every_text(volume: str) -> None:
    texts = json.loads(run("read", volume, "--format", "json").stdout)
    assert [text["title"] for text in texts] == ["FAROS", "PUERTOS"]
    lines = run("read", volume, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["symbol"] for line in lines] == ["AG/RES. 3001 (L-O/20)", "AG/RES. 3002 (L-O/20)"]


def test_the_library_keeps_each_text_under_its_own_symbol(volume: str, tmp_path: Path) -> None:
    library = str(tmp_path / "library.sqlite")
    assert json.loads(run("library", "add", volume, "--library", library, "--format", "json").stdout)["documents"] == 2
    again = json.loads(run("library", "add", volume, "--library", library, "--format", "json").stdout)
    assert (again["documents"], again["unchanged"] > 0) == (0, True)
    found = run("library", "nearest", "Solicitar un plan.", "--library", library, "--format", "json", "--drafts").stdout
    assert json.loads(found)["hits"][0]["symbol"] == "AG/RES. 3002 (L-O/20)"
