"""Export and back, removal, rehearsal, check and rebuild, older files, many processes at one file."""

from __future__ import annotations

import importlib.util
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest

from drafting.library import open_library
from drafting.library.engines.sqlite.schema import APPLICATION, migrations
from tests.library.library_samples import records

ROOT = Path(__file__).resolve().parent.parent.parent


def test_what_is_exported_can_be_added_again() -> None:
    with open_library(":memory:") as one, open_library(":memory:") as other:
        one.add_records([*records(), {"text": "Seul.", "section": ["I. MER", "1. Port"], "reserved": ["BRA", "CAN"]}])
        exported = list(one.export())
        other.add_records(exported)
        assert list(other.export()) == exported and len(exported) == 9
        assert exported[-1]["section"] == ["I. MER", "1. Port"] and exported[-1]["reserved"] == ["BRA", "CAN"]


def test_removal_by_symbol_and_a_rehearsal_of_it() -> None:
    with open_library(":memory:") as library:
        library.add_records(records())
        assert [d.name for d in library.remove("AG/1", dry_run=True)] == ["AG/1"]
        assert library.stats().paragraphs == 8
        assert [d.name for d in library.remove("AG/1")] == ["AG/1"] and not library.remove("AG/1")
        assert library.stats().paragraphs == 5 and not library.search("balises")
        assert not library.check()


def test_a_rehearsal_says_what_would_be_added_and_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("---\nlanguage: en\ndecision: DECIDES\n---\n\nDECIDES:\n\n1. To paint it.\n", "utf-8")
    with open_library(tmp_path / "library.sqlite") as library:
        rehearsed = library.add(file, dry_run=True)
        assert library.stats().documents == 0 and not library.search("paint")
        assert library.add(file) == rehearsed and library.stats().documents == 1
        assert library.add(file, dry_run=True).unchanged == 1


@pytest.mark.parametrize(
    "harm",
    [
        "INSERT INTO stems (stems) VALUES ('delete-all')",
        "UPDATE stems_frequency SET paragraphs = paragraphs + 1",
        "DELETE FROM stems_frequency",
        "INSERT INTO prints (prints) VALUES ('delete-all')",
        "INSERT INTO prints (rowid, tokens) VALUES (1, 'feed')",
    ],
)
def test_a_harmed_index_is_found_and_made_anew(tmp_path: Path, harm: str) -> None:
    file = tmp_path / "library.sqlite"
    with open_library(file) as library:
        library.add_records(records())
        assert not library.check()
    db = sqlite3.connect(file)
    db.execute(harm)
    db.commit()
    db.close()
    with open_library(file) as library:
        assert library.check()
        assert not library.check(rebuild=True) and library.search("phares")


def test_a_file_of_the_first_format_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    db = sqlite3.connect(file)
    db.executescript(migrations()[0][1])
    db.execute("INSERT INTO meta VALUES ('analysis', '1')")
    db.execute(
        "INSERT INTO documents VALUES (1, x'00', 'D', NULL, 'AG/doc.7/21 rev. 2', NULL, 'AG', NULL, 'fr', '', "
        "'adopted', NULL, 2021, 'd')"
    )
    db.execute(
        "INSERT INTO paragraphs VALUES (1, 1, 'D#1', 1, 'operative', '1', NULL, NULL, NULL, NULL, "
        "'Prie le Secrétariat de repeindre les phares.')"
    )
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    with open_library(file) as library:
        (hit,) = library.search("phares")
        assert (hit.opening, hit.class_, hit.addressee) == ("Prie", "request", "Secrétariat")
        assert (hit.work, hit.revision) == ("AG/doc.7/21", 2) and not library.check()


@pytest.fixture(scope="module")
def kill() -> ModuleType:
    spec = importlib.util.spec_from_file_location("kill", ROOT / "benchmarks" / "kill.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_writers_and_two_readers_at_once(kill: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    open_library(file).close()
    sources = [kill.texts(tmp_path / f"{name}.jsonl", name, 800) for name in "ab"]
    kill.shared(file, sources, 2, 800)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "library.sqlite"]
