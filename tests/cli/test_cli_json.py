"""Every JSON result says which schema it follows, and follows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import NEW, OLD, SAMPLES, run
from tests.schema import FOLDER, validate


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("library") / "l.sqlite"
    run("library", "add", SAMPLES / "adopted", "--library", path)
    return path


WORDS = "De prier le Secrétariat de présenter à la Conférence un rapport sur l’application de la présente résolution."
RESULTS = {
    "read": ("read", NEW),
    "compare": ("compare", OLD, NEW),
    "library-search": ("library", "search", "rapport"),
    "library-nearest": ("library", "nearest", WORDS),
    "library-trace": ("library", "trace", WORDS),
    "library-stats": ("library", "stats"),
    "library-add": ("library", "add", OLD),
    "suggest": ("suggest", "rapport du Secrétariat"),
}


@pytest.mark.parametrize("name", RESULTS)
def test_results_follow_their_schema(name: str, library: Path) -> None:
    if not (FOLDER / f"{name}.json").is_file():
        pytest.skip(f"no schema for {name}")
    command = RESULTS[name]
    where = ("--library", library) if command[0] in ("library", "suggest") else ()
    result = json.loads(run(*command, *where, "--format", "json").stdout)
    assert next(iter(result)) == "schema" and result["schema"] == f"drafting/{name}/1"
    validate(result, name)
    lists = [v for v in result.values() if isinstance(v, list)]
    assert name in ("library-add", "library-stats") or any(lists), "an empty result proves nothing"


def test_changes_follow_their_schema(tmp_path: Path) -> None:
    run("compare", OLD, NEW, "-o", tmp_path / "m.docx")
    result = json.loads(run("changes", tmp_path / "m.docx", "--format", "json").stdout)
    validate(result, "changes")
    assert result["changes"]
