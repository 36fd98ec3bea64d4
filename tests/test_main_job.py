"""The main job on real drafts, through the real command line: read, compare, library, suggest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
NUMBERED = re.compile(r"([ \t]*(?:\[bookmark: \w+\])?)(\d+)\.(?=\t\s?[^\s…v])")
ORACLE = SHARED / "checks" / "redline_oracle.py"


def drafting(*args: object, fails: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "drafting", *map(str, args)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == fails, done.stderr
    return done.stdout


def seed(number: str) -> Path:
    return next((SHARED / "seeds").glob(f"{number}_*.txt"))


def second_revision(text: str) -> str:
    """The draft of 2021 after a night of talks: §43 moved behind §46, §6 split, a note on §40, all renumbered."""
    lines = text.split("\n")
    at = {m[2]: i for i, line in enumerate(lines) if (m := NUMBERED.match(line))}
    lines[at["6"]] = re.sub(r"\. (En particulier)", r".\n\n0.\t\1", lines[at["6"]], count=1)
    note = ".\tLa délégation du Chili émet des réserves sur ce paragraphe."
    lines[at["40"]] = lines[at["40"]].rstrip() + f"[footnoteRef:9]/ [9: {note}]"
    moved = lines[at["43"]]
    lines[at["46"]] += "\n\n" + moved
    lines[at["43"]] = ""
    count = iter(range(2, 1000))
    return "\n".join(NUMBERED.sub(lambda m: f"{m[1]}{next(count)}.", line) for line in lines)


@pytest.fixture(scope="module")
def revisions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("revisions")
    source = seed("004").read_text(encoding="utf-8")
    old, new = folder / "rev0.txt", folder / "rev1.txt"
    old.write_text(source, encoding="utf-8")
    new.write_text(second_revision(source), encoding="utf-8")
    return old, new


def test_what_changed_overnight(revisions: tuple[Path, Path]) -> None:
    found = json.loads(drafting("compare", *revisions, "--format", "json"))
    ops = [(c["op"], c["at"]["old"], c["at"]["new"]) for c in found["changes"] if c["op"] not in ("equal", "renumber")]
    assert sorted(ops) == [("move", ["OP43"], ["OP47"]), ("split", ["OP6"], ["OP6", "OP7"])]
    notes = [c for c in found["footnotes"]["changes"] if c["op"] not in ("equal", "renumber")]
    assert [c["op"] for c in notes] == ["insert"]


def test_the_marked_up_word_file_holds_both_texts(revisions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = (tmp_path / "old.docx", tmp_path / "new.docx")
    marked, report = tmp_path / "marked.docx", tmp_path / "report.html"
    for source, target in zip(revisions, (old, new), strict=True):
        drafting("build", source, "-o", target)
    drafting("compare", *revisions, "-o", marked, "-o", report, "--author", "Drafter", "--date", "2026-01-01T00:00:00Z")
    judged = subprocess.run(
        [sys.executable, str(ORACLE), str(old), str(new), str(marked), "--author", "Drafter"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    verdict = json.loads(judged.stdout)
    assert verdict["package_ok"] and verdict["strict"], verdict
    counts = verdict["revisions"]
    assert counts["moves"] == 1 and not counts["duplicate_ids"]
    assert counts["chars"]["ins"] + counts["chars"]["del"] < 200
    assert "<script src" not in report.read_text(encoding="utf-8")


def test_agreed_language_comes_first(tmp_path: Path) -> None:
    library = tmp_path / "library.sqlite"
    drafting("library", "add", "--library", library, "--adopted", SHARED / "seeds")
    size = library.stat().st_size
    again = json.loads(drafting("library", "stats", "--library", library, "--format", "json"))
    drafting("library", "add", "--library", library, "--adopted", SHARED / "seeds")
    assert (
        json.loads(drafting("library", "stats", "--library", library, "--format", "json"))["documents"]
        == again["documents"]
    )
    assert library.stat().st_size == size
    topic = "ratifier la Convention interaméricaine contre le terrorisme"
    found = json.loads(drafting("suggest", topic, "--library", library, "--format", "json"))
    first = found["suggestions"][0]
    assert (first["times_used"], first["first_use"], first["last_use"]) == (2, 2021, 2024)
    wordings = {s["year"]: s["text"] for s in first["sources"]}
    assert wordings[2024].startswith("Inviter") and wordings[2021].startswith("D’inviter")
    shown = drafting("suggest", topic, "--library", library, "--limit", "1")
    assert all(" ".join(text.split()) in shown for text in wordings.values())
    assert json.loads(drafting("library", "search", "cybersecurite", "--library", library, "--format", "json"))["hits"]
