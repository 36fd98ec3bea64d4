"""Standing notes: a State's note found again in past texts, with how its wording moved, and offered for a new draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drafting.cli import commands
from drafting.library import open_library
from drafting.negotiate.reservations.past_statements import PastStatement, StatementArchive, group_recurring
from drafting.read import read_bytes
from tests.schema import validate

TEXT = """GENERAL ASSEMBLY
AG/RES. {number} (L-O/{short})

CARE OF THE CLIMATE OF THE VALLEYS

(Adopted at the fourth plenary session, held on June 5, {year})

THE GENERAL ASSEMBLY,

RECALLING its resolutions on the climate of the valleys,

RESOLVES:

1. To encourage member states to measure the rain in every valley of the hemisphere.[1]

2. To thank the volunteers who read the gauges.{mark}

NOTES

1. {note}
{other}"""
NICARAGUA = {
    2016: "The Government of Nicaragua places on record its express reservation to this paragraph on climate gauges.",
    2018: "The Government of Nicaragua places on record its express reservation to this paragraph on climate gauges.",
    2021: "The Government of Nicaragua places on record its express reservation to this paragraph on climate gauges, "
    "whose cost falls on developing States.",
}
CANADA = "Canada supports this paragraph and recalls that its own gauges have been public since 1990."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Three adopted texts with a note of Nicaragua, one of them with a note of Canada; a draft with another."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for n, (year, note) in enumerate(NICARAGUA.items()):
        mark, other = ("[2]", f"\n2. {CANADA}\n") if year == 2018 else ("", "")
        text = TEXT.format(number=2880 + n, short=str(year)[2:], year=year, note=note, mark=mark, other=other)
        (texts / f"res{year}.txt").write_text(text, encoding="utf-8")
    draft = TEXT.format(number=2990, short="24", year=2024, note="Nicaragua dissociates itself.", mark="", other="")
    (texts / "draft.txt").write_text(draft.replace("(Adopted at", "(Draft for"), encoding="utf-8")
    path = tmp_path / "library.db"
    with open_library(path) as kept:
        assert kept.add(sorted(texts.glob("res*.txt")), adopted=True).documents == 3
        kept.add([texts / "draft.txt"])
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(w) for w in words], prog_name="drafting")


def test_a_note_that_comes_back_is_one_standing_note(library: Path) -> None:
    with open_library(library) as kept:
        archive = StatementArchive(kept)
        (found,) = archive.standing("NIC", "climate")
        assert [n.year for n in found.notes] == [2016, 2018, 2021]
        assert found.since == 2016
        assert [new.year for _, new in found.changed] == [2021]
        assert archive.standing("NIC", "fisheries") == []
        assert [n.last.text for n in archive.standing("CAN")] == [CANADA]
        assert len(StatementArchive(kept, drafts=True).notes("NIC")) == 4, "drafts only when asked for"


def test_it_is_shown_with_what_changed_and_as_data(library: Path) -> None:
    shown = run("reservations", "--standing", "Nicaragua", "--on", "climate", "--library", library)
    assert shown.exit_code == 0, shown.output
    assert "in 3 texts since 2016; wording changed in 2021" in shown.output
    assert "{+, whose cost falls on developing States+}" in shown.output
    data = json.loads(run("reservations", "--standing", "NIC", "--library", library, "--format", "json").output)
    validate(data, "standing-notes")
    assert data["notes"][0]["changed"] == [2021]
    assert data["notes"][0]["last"] == NICARAGUA[2021]


def draft_with(note: str, tmp_path: Path) -> Path:
    text = TEXT.format(number=3001, short="25", year=2025, note=note, mark="", other="").replace("(Adopted", "(For")
    path = tmp_path / "new.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_ledger_says_what_the_library_knows_of_its_notes(library: Path, tmp_path: Path) -> None:
    draft = draft_with(NICARAGUA[2018], tmp_path)
    shown = run("reservations", draft, "--past", "--library", library)
    assert "OP1 NIC, reservation, in 3 texts since 2016; wording changed in 2021" in shown.output
    assert "[-, whose cost falls on developing States-]" in shown.output
    data = json.loads(run("reservations", draft, "--past", "--library", library, "--format", "json").output)
    validate(data, "reservations")
    assert len(data["statements"][0]["past"]["texts"]) == 3
    page = tmp_path / "ledger.html"
    assert run("reservations", draft, "--past", "--library", library, "-o", page).exit_code == 0
    assert "in 3 texts since 2016" in page.read_text(encoding="utf-8")


def test_the_last_wording_is_entered(library: Path, tmp_path: Path) -> None:
    draft, out = tmp_path / "plain.txt", tmp_path / "out.txt"
    text = draft_with("x", tmp_path).read_text(encoding="utf-8")
    draft.write_text(text.replace("[1]", "").split("NOTES")[0], encoding="utf-8")
    words = ("reserve", draft, "--at", "OP1", "--state", "NIC", "--from-library", "--library", library)
    done = run(*words, "-o", out)
    assert done.exit_code == 0, done.output
    (note,) = read_bytes(out.read_bytes(), "out.txt").footnotes
    assert note.text == NICARAGUA[2021]
    for other in (("--state", "PER"), ("--text", "No."), ("--state", "CAN")):
        failed = run(*words, *other, "-o", tmp_path / "no.txt")
        assert failed.exit_code == 2, other
        assert not (tmp_path / "no.txt").exists()


def test_texts_that_are_gone_are_named(library: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "res2018.txt").unlink()
    shown = run("reservations", "--standing", "NIC", "--library", library)
    assert "in 2 texts since 2016" in shown.output
    assert "AG/RES. 2881" in shown.output and "could not be read" in shown.output


@pytest.mark.parametrize(
    "words", [(), ("--standing", "Atlantis"), ("--standing", "NIC", "x.docx"), ("--standing", "NIC + BRA")]
)
def test_what_cannot_be_asked_is_said(words: tuple[str, ...], library: Path) -> None:
    failed = run("reservations", *words, "--library", library)
    assert failed.exit_code == 2
    assert "Traceback" not in failed.output


def test_notes_of_one_text_are_never_one_standing_note() -> None:
    notes = [
        PastStatement("A", 2020, "en", f"OP{n}", "x", "Chile reserves its position on wells.", "reservation", ("CHL",))
        for n in (1, 2)
    ]
    assert len(group_recurring(notes)) == 2
