"""The command line as a person meets it: help with examples, answers, outputs, errors in one line and a hint."""

from __future__ import annotations

import csv
import io
import json
import runpy
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from drafting.cli import commands
from drafting.resources import templates

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = templates() / "samples"
OLD, NEW = SAMPLES / "fr-rev1.md", SAMPLES / "fr-rev2.md"
REFERENCE = runpy.run_path(str(ROOT / "scripts" / "write_reference.py"))
EVERY = list(REFERENCE["all_commands"]())


def run(*args: object, code: int = 0, data: bytes | None = None) -> Result:
    result = CliRunner().invoke(commands, [str(a) for a in args], input=data, prog_name="drafting")
    assert result.exit_code == code, result.output
    return result


def refused(*args: object) -> str:
    """What stderr says when a command cannot do it: one line of error, one of hint."""
    said = run(*args, code=2).stderr.splitlines()
    assert len(said) == 2 and said[0].startswith("error: ") and said[1].startswith("hint: "), said
    return said[0]


@pytest.mark.parametrize(("command", "context"), EVERY, ids=lambda x: getattr(x, "command_path", ""))
def test_every_command_has_help_with_an_example(command: click.Command, context: click.Context) -> None:
    shown = command.get_help(context)
    assert "Example" in shown
    assert f"  {context.command_path}" in shown.partition("Example")[2].partition("Options")[0]


def test_the_command_reference_is_what_the_commands_say() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    stale = page != REFERENCE["reference_page"]()
    if stale:  # no assert: the diff of two long pages costs pytest minutes and gigabytes
        pytest.fail("docs/commands.md is stale: make docs")


def test_version_and_help_start_at_once() -> None:
    code = "import sys; sys.argv = ['drafting', '--version']\nfrom drafting.cli import main\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    heavy = (
        "print(*{'lxml', 'docx', 'jinja2', 'rich', 'markdown_it', 'yaml', 'rapidfuzz', 'sqlite3'} & set(sys.modules))"
    )
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code + heavy], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["drafting 0.1.0", ""]
    assert time.perf_counter() - began < 2


def test_the_real_entry_point() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drafting", "read", str(OLD), "nothing.docx"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "OP14\t14." in done.stdout and "CONSCIENTE" in done.stdout
    assert done.stderr.startswith("error: nothing.docx does not exist\nhint: ")


def test_a_failed_file_does_not_keep_the_others_from_being_answered(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    lines = run("read", OLD, tmp_path / "empty.txt", NEW, "--format", "jsonl", code=2).stdout.splitlines()
    first, failed, last = map(json.loads, lines)
    assert first["symbol"] == "CER/doc.214/26" and last["symbol"] == "CER/doc.214/26 rev. 1"
    assert set(failed) == {"source", "error", "hint"} and "empty" in failed["error"]
    assert len(json.loads(run("read", OLD, NEW, "--format", "json").stdout)) == 2


def test_forms_of_reading() -> None:
    native = run("read", OLD, "--format", "md").stdout
    assert native == OLD.read_text(encoding="utf-8")
    words = run("read", OLD, "--format", "text").stdout
    assert "    a. un inventaire des services essentiels" in words and "[2] La délégation de la République" in words


def test_standard_input_and_output() -> None:
    again = run("build", "-", "-o", "-", data=OLD.read_bytes()).stdout_bytes
    assert again == OLD.read_bytes()


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    outputs = [x for suffix in ("docx", "html", "json", "md", "csv") for x in ("-o", folder / f"m.{suffix}")]
    run("compare", OLD, NEW, *outputs, "--author", "Delegation A", "--date", "2026-03-14T09:30:00Z")
    return folder


def test_all_outputs_come_from_one_comparison(compared: Path) -> None:
    found = json.loads((compared / "m.json").read_text(encoding="utf-8"))
    assert found["schema"] == "drafting/compare/1"
    ops = {
        (c["op"], *c["at"]["old"], "→", *c["at"]["new"])
        for c in found["changes"]
        if c["op"] not in ("equal", "renumber")
    }
    assert ops >= {
        ("move", "OP9", "→", "OP3"),
        ("split", "OP5", "→", "OP6", "OP7"),
        ("delete", "OP13", "→"),
        ("insert", "→", "OP8(d)"),
    }
    notes = [c["op"] for c in found["footnotes"]["changes"] if c["op"] != "equal"]
    assert notes == ["edit", "insert"]
    numbers = list(csv.reader(io.StringIO((compared / "m.csv").read_text(encoding="utf-8-sig"))))
    assert ["OP9", "OP3", "moved"] in numbers and ["OP5", "OP7", "split"] in numbers
    assert "| OP9 | OP3 | moved |" in (compared / "m.md").read_text(encoding="utf-8")


def test_tracked_changes_accept_to_the_new_and_reject_to_the_old(compared: Path) -> None:
    marked = compared / "m.docx"
    for side, extra in ((NEW, ()), (OLD, ("--reject", "--author", "Delegation A"))):
        run("clean", marked, "-o", compared / "clean.docx", "--force", *extra)
        assert run("compare", side, compared / "clean.docx").stdout == "Nothing differs.\n"
        run("compare", side, compared / "clean.docx", "--exit-code")
    listed = json.loads(run("changes", marked, "--format", "json").stdout)
    assert {c["author"] for c in listed["changes"]} == {"Delegation A"}
    assert {c["date"] for c in listed["changes"]} == {"2026-03-14T09:30:00Z"}
    assert {"OP2", "OP8(d)"} <= {c["at"] for c in listed["changes"]}


def test_the_view_is_chosen_for_everything_but_tracked_changes(compared: Path, tmp_path: Path) -> None:
    names = [tmp_path / f"v{suffix}" for suffix in (".docx", ".json", ".md", ".html")]
    run("compare", OLD, NEW, "--view", "reading", *(x for n in names for x in ("-o", n)), "--author", "Delegation A",
        "--date", "2026-03-14T09:30:00Z")  # fmt: skip
    assert names[0].read_bytes() == (compared / "m.docx").read_bytes()
    assert json.loads(names[1].read_text(encoding="utf-8"))["view"] == "reading"
    assert '<option value="read" selected>' in names[3].read_text(encoding="utf-8")


def test_the_same_command_gives_the_same_bytes(compared: Path, tmp_path: Path) -> None:
    run(
        "compare",
        OLD,
        NEW,
        "-o",
        tmp_path / "m.docx",
        "-o",
        tmp_path / "m.html",
        "--author",
        "Delegation A",
        "--date",
        "2026-03-14T09:30:00Z",
    )
    for name in ("m.docx", "m.html"):
        assert (tmp_path / name).read_bytes() == (compared / name).read_bytes()


def test_differences_end_with_one_only_when_asked() -> None:
    assert "OP9\tOP3\tmoved" in run("compare", OLD, NEW).stdout
    run("compare", OLD, NEW, "--exit-code", code=1)
    run("compare", OLD, OLD, "--exit-code")


def test_plain_text_in_a_pipe() -> None:
    assert "\x1b" not in run("compare", OLD, NEW).stdout
    assert "[-sans retard-] {+dans les meilleurs délais+}" in run("compare", OLD, NEW).stdout


def test_library(tmp_path: Path) -> None:
    library = ("--library", tmp_path / "l.sqlite")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "~$locked.docx").write_bytes(b"lock")
    for source in (SAMPLES / "adopted").glob("fr-*.md"):
        (folder / source.name).write_bytes(source.read_bytes())
    assert "added 2 documents, 12 paragraphs" in run("library", "add", folder, *library).stdout
    assert "added 0 documents, 0 paragraphs" in run("library", "add", folder, *library).stdout
    hits = json.loads(run("library", "search", "numerique", "formation", *library, "--format", "json").stdout)["hits"]
    assert hits[0]["symbol"] == "CER/RES. 38 (XIV)" and hits[0]["kind"] == "operative"
    near = json.loads(run("library", "nearest", hits[0]["text"], *library, "--format", "json", "--limit", 1).stdout)
    assert near["hits"][0]["match"] == 100
    assert json.loads(run("library", "stats", *library, "--format", "json").stdout)["documents"] == 2
    spans = json.loads(run("library", "trace", "Or " + hits[0]["text"], *library, "--format", "json").stdout)["spans"]
    assert spans[0]["text"] in hits[0]["text"] and spans[0]["words"] >= 8


@pytest.mark.parametrize("years", ["x", "2019-20x", "19,20"])
def test_years_that_mean_nothing(years: str, tmp_path: Path) -> None:
    assert "--years" in refused("library", "search", "a", "--years", years, "--library", tmp_path / "l.sqlite")
    assert not (tmp_path / "l.sqlite").exists()


def test_settings_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "drafting.toml").write_text('author = "Delegation B"\nlibrary = "ours.sqlite"\n', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    run("compare", OLD, NEW, "-o", "m.docx")
    assert {c["author"] for c in json.loads(run("changes", "m.docx", "--format", "json").stdout)["changes"]} == {
        "Delegation B"
    }
    run("library", "add", SAMPLES / "adopted")
    assert (tmp_path / "ours.sqlite").is_file()
    (tmp_path / "drafting.toml").write_text("colour = 1\n", encoding="utf-8")
    assert "'colour'" in refused("compare", OLD, NEW, "-o", "m2.docx")
