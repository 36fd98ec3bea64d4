"""The commands reservations, reserve and brackets, from end to end; and real documents where they are at hand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from drafting.negotiate.brackets import summarise_brackets
from drafting.negotiate.reservations import build_ledger
from drafting.negotiate.reservations.formulas import KINDS, statement_formula
from drafting.ooxml.package import Package
from drafting.read import read
from tests.cli.test_cli import run
from tests.negotiate.drafts import WORDS, Block, Draft
from tests.schema import validate
from tests.shared import SHARED, needs_shared


def drafting(*args: object, fails: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "drafting", *map(str, args)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == fails, done.stderr
    return done


@pytest.fixture
def revisions(tmp_path: Path) -> tuple[Path, Path]:
    old = Draft.base("es")
    old.op(2).notes.append(statement_formula("reservation", ["BRA", "PER"], "es"))
    new = old.copy()
    new.blocks.insert(1, Block(WORDS["es"]["fresh"]))
    new.op(3).text = new.op(3).text.replace("dos guardianes", "tres guardianes")
    paths = tmp_path / "rev0.txt", tmp_path / "rev1.txt"
    for path, draft in zip(paths, (old, new), strict=True):
        path.write_text(draft.printed(), encoding="utf-8")
    return paths


def test_reservations_in_every_form(revisions: tuple[Path, Path], tmp_path: Path) -> None:
    page, word = tmp_path / "l.html", tmp_path / "l.docx"
    found = json.loads(drafting("reservations", *revisions, "--format", "json").stdout)
    validate(found, "reservations")
    (change,) = found["changes"]
    assert (change["kind"], change["states"], change["to"]["at"]) == ("reserved text changed", ["BRA", "PER"], "OP3")
    said = drafting("reservations", *revisions, "-o", page, "-o", word).stdout
    assert "por consultar de nuevo: 1" in said
    html = page.read_text(encoding="utf-8")
    assert "<del>dos</del>" in html and "<ins>tres</ins>" in html and "▲" in html
    assert not re.search(r"""(?:src|href)=["'](?!#)""", html), "the page must need nothing from outside"
    assert "▲" in "".join(str(b) for b in read(word).blocks)
    assert Package.open(word).names()
    first = word.read_bytes()
    drafting("reservations", *revisions, "-o", word, "--force")
    assert word.read_bytes() == first, "same input, same bytes"
    assert "texto reservado modificado" in drafting("reservations", *revisions).stdout


def test_reserve_writes_where_it_belongs(revisions: tuple[Path, Path], tmp_path: Path) -> None:
    built, marked, native = tmp_path / "d.docx", tmp_path / "m.docx", tmp_path / "m.md"
    drafting("build", revisions[0], "-o", built)
    where = ("--at", "OP5", "--state", "Chile", "--date", "2026-03-02", "--author", "Chile")
    drafting("reserve", built, *where, "-o", marked)
    drafting("reserve", revisions[0], *where, "--kind", "dissociation", "-o", native)
    tracked = read(marked)
    assert [(n.states, n.kind) for n in tracked.footnotes] == [
        (("BRA", "PER"), "reservation"),
        (("CHL",), "reservation"),
    ]
    assert {r.author for r in tracked.revisions} == {"Chile"}
    assert [n.kind for n in read(native).footnotes] == ["reservation", "dissociation"]
    own = drafting("reserve", built, *where, "--text", "Chile apoya este párrafo.", "-o", marked, "--force")
    assert "se lee como explicación de posición" in own.stderr
    assert (
        "hint:" in drafting("reserve", built, "--at", "OP77", "--state", "CHL", "-o", marked, "--force", fails=2).stderr
    )
    assert "nobody makes" in drafting("reserve", built, "--at", "OP5", "-o", marked, "--force", fails=2).stderr


def test_brackets_and_readings(tmp_path: Path) -> None:
    source, page, out = tmp_path / "t.txt", tmp_path / "b.html", tmp_path / "mex.md"
    source.write_text(
        "Chair’s text on wells\n\nOP1. Villages [shall (MEX)] [should] clean their wells. (agreed ad ref)\n\n"
        "OP2. [USA: Villages may <sell> water [at night].]\n\nOP3. Pumps [are painted. [pending: Iran]\n",
        encoding="utf-8",
    )
    found = json.loads(drafting("brackets", source, "--format", "json").stdout)
    validate(found, "brackets")
    assert [(p["at"], p["open_brackets"], p["status"]) for p in found["paragraphs"] if p["at"] != "title"] == [
        ("OP1", 2, "agreed ad ref"), ("OP2", 2, "proposed"), ("OP3", 1, "pending"),
    ]  # fmt: skip
    drafting("brackets", source, "-o", page)
    html = page.read_text(encoding="utf-8")
    assert "&lt;sell&gt;" in html and "a [ is not closed" in html
    done = drafting("brackets", source, "--read", "MEX", "-o", out)
    assert "Villages shall clean their wells." in out.read_text(encoding="utf-8")
    assert "OP2: left out" in done.stderr and "OP3: still open" in done.stderr
    assert "hint:" in drafting("brackets", source, "--read", "nobody", fails=2).stderr
    both = json.loads(drafting("brackets", source, source, "--format", "json").stdout)
    validate(both, "brackets")
    assert [b["open_brackets"] for b in both["before"]] == [5]


def test_the_command_offers_every_kind_that_has_a_formula() -> None:
    from drafting.cli.reservations import reserve_command

    (offered,) = (o.type for o in reserve_command.params if o.name == "kind")
    assert isinstance(offered, click.Choice) and tuple(offered.choices) == KINDS
    assert all(statement_formula(kind, ["BRA"], "en") for kind in KINDS)


def second_revision(text: str) -> str:
    """The draft of 2021 after a night of talks: Brazil's note reworded, Suriname submits what was announced, §62 under
    Brazil's heading edited, §29 split, all renumbered."""
    numbered = re.compile(r"([ \t]*(?:\[bookmark: \w+\])?)(\d+)\.(?=\t\s?[^\s…v])")
    lines = text.split("\n")
    at = {m[2]: i for i, line in enumerate(lines) if (m := numbered.match(line))}
    cut = " ainsi que par les observatoires nationaux et internationaux."
    head, notes = lines[at["29"]].split(cut)
    notes = notes.replace("du Suriname et de Trinité", "et de Trinité").replace(
        "[footnoteRef:5]/", "[footnoteRef:5]/[footnoteRef:9]/"
    )
    note = " [9: .\tLe Suriname entend que ce paragraphe ne vise que les chiffres publiés.]"
    more = "\n\n0.\tD’inviter également les observatoires nationaux et internationaux à incorporer ces perspectives."
    lines[at["29"]] = f"{head}.{notes.rstrip()}{note}{more}"
    text = "\n".join(lines).replace("se dissocie du texte actuel de ce chapitre", "se dissocie du texte de ce chapitre")
    text = text.replace(
        "De charger la CSH de poursuivre les discussions sur les incidences",
        "De charger la CSH d’élargir les discussions sur les incidences",
    )
    count = iter(range(2, 1000))
    return "\n".join(numbered.sub(lambda m: f"{m[1]}{next(count)}.", line) for line in text.split("\n"))


@needs_shared
def test_the_draft_of_2021_and_the_night_after(tmp_path: Path) -> None:
    source = next((SHARED / "seeds").glob("004_*.txt"))
    new = tmp_path / "rev1.txt"
    new.write_text(second_revision(source.read_text(encoding="utf-8")), encoding="utf-8")
    found = build_ledger([read(source), read(new)])
    at_first = [e for s in found.statements if (e := s.at(0))]
    seven = ["ATG", "GTM", "JAM", "LCA", "VCT", "SUR", "TTO"]
    assert [(list(e.states), e.kind, e.scope) for e in at_first] == [
        ([], "information", "paragraph"), (["USA"], "explanation of position", "heading"),
        (["PRY"], "conditional reservation", "paragraph"), (seven, "footnote announced", "paragraph"),
        (["BRA"], "dissociation", "heading"), (["USA"], "explanation of position", "paragraph"),
        ([], "information", "table"),
    ]  # fmt: skip
    six = tuple(s for s in seven if s != "SUR")
    assert [(c.event.kind, c.event.states, c.event.after.at if c.event.after else "") for c in found.changes] == [
        ("reserved text changed", ("PRY",), "OP29"), ("reserved text changed", six, "OP29"),
        ("submitted", ("SUR",), "OP29"), ("reserved text changed", ("SUR",), "OP29"),
        ("reworded", ("BRA",), "H27"), ("reserved text changed", ("BRA",), "OP63"),
    ]  # fmt: skip


@needs_shared
@pytest.mark.parametrize(("day", "signs"), [("23-oct", 1020), ("4-dec", 1050), ("9-dec", 221), ("12-dec", 6)])
def test_the_paris_drafts_keep_every_sign_and_are_read_at_once(day: str, signs: int) -> None:
    start = time.process_time()
    found = summarise_brackets(read(SHARED / "corpus" / "revisions" / f"{day}-2015.txt"))
    assert time.process_time() - start < 2
    # the marks and labels of typed footnotes ("[1]") are not among them
    assert found.opening_signs == signs


@needs_shared
@pytest.mark.parametrize("check", ["reservations", "brackets"])
def test_the_check_holds(check: str) -> None:
    import os

    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        [sys.executable, str(SHARED / "checks" / f"{check}.py")], capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"PATH": path},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


def test_reserve_refuses_empty_words_and_tells_of_a_note_that_is_there(tmp_path: Path) -> None:
    draft = Draft.base("en")
    draft.op(2).notes.append("The delegation of Brazil enters a reservation on this paragraph.")
    source, out = tmp_path / "draft.txt", tmp_path / "out.txt"
    source.write_text(draft.printed(), encoding="utf-8")
    words = ("reserve", source, "--at", "OP2", "--state", "BRA", "-o", out)
    assert "--text is empty" in drafting(*words, "--text", " \n", fails=2).stderr
    assert not out.exists()
    said = drafting(*words, "--text", "Brazil enters a reser\x01vation.").stderr
    assert "has a note of Brazil already (1, reservation)" in said
    assert "control characters" in said
    assert "\x01" not in out.read_text(encoding="utf-8")


def test_pages_to_be_sent_do_not_say_where_a_file_lies(tmp_path: Path) -> None:
    folder = tmp_path / "Private folder"
    folder.mkdir()
    files = [folder / f"rev{n}.txt" for n in (1, 2)]
    for n, file in enumerate(files, 1):
        file.write_text(f"1. Asks for [{n}] lamps.\n\n2. Asks for boats.\n", encoding="utf-8")
    for command in ("brackets", "history", "reservations", "compare"):
        page = tmp_path / f"{command}.html"
        run(command, *files, "-o", page)
        shown = page.read_text(encoding="utf-8")
        assert "rev2.txt" in shown and "Private" not in shown, command
