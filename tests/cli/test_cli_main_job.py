"""From an outline and a library to a draft, and the demo: the main job on samples."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from drafting.model.resolution import Clause
from drafting.read import read
from tests.cli.test_cli import SAMPLES, run


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "l.sqlite"
    run("library", "add", SAMPLES / "adopted", "--library", path)
    return path


def test_a_draft_from_an_outline(library: Path, tmp_path: Path) -> None:
    outputs = ("-o", tmp_path / "d.docx", "-o", tmp_path / "d.md")
    said = run("new", SAMPLES / "fr-outline.md", *outputs, "--library", library).stderr
    assert said.splitlines() == [
        "remarque : OP4 : rien trouvé pour « jumelage des bibliothèques scolaires » ; le projet en garde la place"
    ]
    draft = read(tmp_path / "d.md")
    assert not [b for b in draft.blocks if isinstance(b, Clause) and b.text.startswith("?")]
    assert "jumelage" in draft.clauses("operative")[3].text
    assert "formation continue" in draft.clauses("operative")[0].text
    comments = read(tmp_path / "d.docx").comments
    assert {c.at for c in comments} == {"PP1", "PP2", "OP1", "OP2", "OP3", "OP5", "OP6"}
    assert "CER/RES. 38 (XIV)" in next(c.text for c in comments if c.at == "OP1")
    assert [c.text for c in read(tmp_path / "d.docx").clauses()] == [c.text for c in draft.clauses()]


def test_without_output_a_new_draft_is_shown(library: Path) -> None:
    assert run("new", SAMPLES / "en-outline.md", "--library", library).stdout.startswith("---\ntitle: PRACTISING")


def test_suggestions_say_where_they_come_from(library: Path) -> None:
    shown = run("suggest", "ressources disponibles", "--library", library, "--limit", 1).stdout
    assert "dans la limite des ressources disponibles" in shown and "used in 2 adopted texts, 2023–2025" in shown


def test_drafts_are_not_proposed(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    run("library", "add", SAMPLES / "fr-rev1.md", "--library", path)
    words = "répertoire confidentiel des points de contact"
    assert "répertoire confidentiel" not in run("suggest", words, "--library", path).stdout
    assert "répertoire confidentiel" in run("suggest", words, "--library", path, "--drafts").stdout


def test_the_demo(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    lines = run("demo", "-o", folder).stdout.splitlines()
    assert len(lines) <= 10
    kinds = ("marked.docx", "clean.docx", "draft.docx", "report.html", "ledger.html")
    names = [f"{lang}-{name}" for lang in ("fr", "en") for name in kinds]
    assert {p.name for p in folder.iterdir()} == {*names, "library.sqlite"}
    assert all(f"{name}" in "".join(lines) for name in names)
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix != ".sqlite"}
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    run("demo", "-o", folder)
    assert {name: (folder / name).read_bytes() for name in before} == before and (folder / "mine.txt").exists()
    marked = zipfile.ZipFile(folder / "fr-marked.docx").read("word/document.xml").decode()
    assert "<w:moveFrom " in marked and "<w:ins " in marked and "<w:del " in marked
    for lang, words in (("fr", "Aucune différence.\n"), ("en", "Nothing differs.\n")):
        assert run("compare", folder / f"{lang}-clean.docx", SAMPLES / f"{lang}-rev2.md").stdout == words


def test_a_folder_the_demo_cannot_have(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert "error: " in run("demo", "-o", tmp_path / "out", code=2).stderr
