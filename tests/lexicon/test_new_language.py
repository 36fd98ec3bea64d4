"""Adding a language is adding files: a copy of the package with one more language file reads a draft in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import drafting
from drafting.resources import templates

PACKAGE = Path(drafting.__file__).parent
TOY = Path(__file__).with_name("zz.toml")
DRAFT = """\
A/78/L.12

PROJEKTO FU DECIDILO

Punto 12 fu zu agendo

Duyo sesyo

3 mirvo 2024

Zu lampoj fu zu marbordo

ZU KONVUNTO, kunvenita pri zu marbordo,

Krelante zu decidilo 60/147 fu 16 donvo 2005 ok zu lampoj,

Ankol drulante pri zu vintro, dum kiu multaj boatoj atendis pri zu lampoj de zu norda marbordo kaj revenis nur kiam

24-10532 (Z)   040124   Bunke resikli

Folyo 2 fu 9

zu lampoj brulis,

BOSTAS:

Artiklo 1. Gimas zu Sekreto na bruligi zu lampoj;1/ ok

Artiklo 2. Potras zu gardistoj fu zu lampoj.

PIEDNOTI

1/ Zu delego fu Brazilzo rezervas pri zu punto 1.
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package in which the lexicon has one more file."""
    folder = tmp_path_factory.mktemp("toolkit")
    shutil.copytree(
        PACKAGE, folder / "drafting", ignore=shutil.ignore_patterns("__pycache__", "_templates", "_precedents")
    )
    shutil.copytree(templates(), folder / "templates")
    shutil.copy(TOY, folder / "drafting" / "lexicon" / "data" / "zz.toml")
    return folder


def run(package: Path, *arguments: str) -> str:
    """What `drafting` of that copy prints."""
    done = subprocess.run(
        [sys.executable, "-m", "drafting", *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=package,
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(package: Path) -> dict[str, Any]:
    (package / "draft.txt").write_text(DRAFT, encoding="utf-8")
    resolution: dict[str, Any] = json.loads(run(package, "read", "draft.txt", "--format", "json"))
    return resolution


def test_the_language_is_detected_and_may_be_given(package: Path, found: dict[str, Any]) -> None:
    assert found["language"] == "zz"
    assert "zz" in run(package, "read", "--help") or "zz" in run(package, "build", "--help")


def test_the_masthead_is_read(found: dict[str, Any]) -> None:
    assert (found["symbol"], found["kind"], found["status"]) == ("A/78/L.12", "resolution", "draft")
    assert (found["agenda_item"], found["session"]) == ("12", "Duyo sesyo")
    assert found["title"] == "Zu lampoj fu zu marbordo"
    assert found["organ"] == "ZU KONVUNTO"
    assert found["decision"] == "BOSTAS"


def test_paragraphs_are_read_with_their_opening_words(found: dict[str, Any]) -> None:
    clauses = [b for b in found["blocks"] if b["type"] == "clause"]
    assert [(b["part"], b["opening"]) for b in clauses] == [
        ("preamble", "Krelante"), ("preamble", "Ankol drulante"), ("operative", "Gimas"), ("operative", "Potras"),
    ]  # fmt: skip
    assert "revenis nur kiam zu lampoj brulis" in clauses[1]["text"]


def test_page_furniture_is_no_text(found: dict[str, Any]) -> None:
    gone = {note["before"] for note in found["notes"] if note["code"] in ("page-mark", "running-head")}
    assert {"Folyo 2 fu 9", "24-10532 (Z)   040124   Bunke resikli"} <= gone


def test_the_statement_of_a_footnote_is_typed(found: dict[str, Any]) -> None:
    (note,) = found["footnotes"]
    assert (note["kind"], note["states"]) == ("reservation", ["BRA"])
    assert note["anchors"][0]["at"] == "OP1"


def test_months_and_amounts_are_compared(package: Path, found: dict[str, Any]) -> None:
    (package / "new.txt").write_text(DRAFT.replace("16 donvo 2005", "17 donvo 2005"), encoding="utf-8")
    result = json.loads(run(package, "compare", "draft.txt", "new.txt", "--format", "json"))
    kinds = {finding["kind"] for change in result["changes"] for finding in change["substance"]}
    assert "date" in kinds
