"""The file: refused in one line when it is no library, safe when killed, shared by readers and writers."""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafting.errors import LibraryError
from drafting.library import default_path, open_library
from drafting.library.engines import Engine, UnitOfWork
from drafting.library.engines.sqlite import open_engine
from drafting.library.engines.sqlite.schema import migrations
from drafting.library.ingest import add_paths
from tests.library.library_samples import records


def test_default_place_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAFTING_LIBRARY", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
    monkeypatch.delenv("DRAFTING_LIBRARY")
    assert default_path().name == "library.sqlite"


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"not a library at all", b"SQLite format 3\0" + b"\7" * 5000])
def test_junk_is_refused_in_one_line_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "library.sqlite"
    file.write_bytes(content)
    with pytest.raises(LibraryError) as caught:
        open_library(file)
    assert "\n" not in caught.value.message and caught.value.hint
    assert file.read_bytes() == content


def test_other_things_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(LibraryError, match="another program"):
        open_library(other)
    with pytest.raises(LibraryError, match="folder"):
        open_library(tmp_path)
    with pytest.raises(LibraryError, match="no library"):
        open_library(tmp_path / "absent.sqlite", create=False)
    for nowhere in (other / "below a file.sqlite", "a\0b"):
        with pytest.raises(LibraryError):
            open_library(nowhere)


def test_a_newer_file_is_refused_with_advice(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    open_library(file).close()
    db = sqlite3.connect(file)
    db.execute(f"PRAGMA user_version = {migrations()[-1][0] + 1}")
    db.close()
    with pytest.raises(LibraryError, match="newer version") as caught:
        open_library(file)
    assert "install" in caught.value.hint


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    with open_library(tmp_path / "library.sqlite") as library:
        first = library.add_records(records())
        once = library.stats()
        again = library.add_records(reversed(records()))
        assert (first.documents, first.paragraphs) == (4, 8)
        assert (again.documents, again.paragraphs, again.replaced, again.unchanged) == (0, 0, 0, 8)
        assert library.stats() == once
        assert once.languages == {"fr": 6, "en": 2} and once.years == {2019: 3, 2021: 2, 2023: 2, None: 1}


def test_folders_records_drafts_and_failures(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "draft.md").write_text(
        "---\nlanguage: en\norgan: THE ASSEMBLY\ndecision: DECIDES\n---\n\nTHE ASSEMBLY,\n\nRECALLING the tides,\n\n"
        "DECIDES:\n\n1. To paint the lighthouse:\n\n   a. in white;\n\n   b. in red.\n",
        encoding="utf-8",
    )
    with gzip.open(folder / "more.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join([*(json.dumps(r) for r in records()), "{broken", '{"symbol": "no text"}', "[]"]))
    (folder / "~$draft.docx").write_bytes(b"lock")
    (folder / "junk.docx").write_bytes(b"junk")
    seen: list[tuple[int, int, str, int]] = []
    with open_library(tmp_path / "library.sqlite") as library:
        added = library.add([folder, tmp_path / "absent.txt"], progress=lambda *step: seen.append(step))
        assert (added.documents, added.drafts, added.paragraphs) == (5, 1, 12)
        assert len(added.failed) == 5 and all(f.error and "\n" not in f.error for f in added.failed)
        assert added.skipped == (str(folder / "~$draft.docx"),)
        assert seen[0][0] == 0 and seen[-1][0] == seen[-1][1] and seen[-1][3] == 12
        assert [step[0] for step in seen] == sorted(step[0] for step in seen)
        (hit,) = library.search("paint lighthouse")
        assert (hit.number, hit.status, hit.kind, hit.year) == ("1", "draft", "operative", None)
        assert not library.nearest(hit.text) or library.nearest(hit.text)[0].text != hit.text
        assert library.nearest(hit.text, drafts=True)[0].match == 100
        assert library.add(folder / "deep", adopted=True).documents == 0
        assert library.nearest(hit.text)[0].match == 100


def test_stopped_within_a_large_file_keeps_what_is_finished(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = ({"symbol": f"S{n // 5}", "language": "fr", "text": f"Le phare {n} de la rade."} for n in range(10_000))
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")

    def stop(read: int, whole: int, name: str, paragraphs: int) -> None:
        if 0 < read < whole:
            assert paragraphs % 5 == 0 and name == "many.jsonl"
            raise KeyboardInterrupt  # what Ctrl-C does

    with open_library(tmp_path / "library.sqlite") as library:
        added = library.add(file, progress=stop)
        assert added.interrupted and 0 < added.paragraphs < 10_000 and added.paragraphs == 5 * added.documents
        assert not library.check() and library.stats().paragraphs == added.paragraphs
        again = library.add(file)
        assert not again.interrupted and added.documents + again.documents == 2_000 and not library.check()


class InterruptedLate(Engine):
    """Ctrl-C while a transaction is being finished: it comes when everything is written."""

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with super().writing() as work:
            yield work
        raise KeyboardInterrupt


def test_what_was_finished_when_the_stop_came_is_counted(tmp_path: Path) -> None:
    file, store = tmp_path / "few.jsonl", tmp_path / "library.sqlite"
    file.write_text("\n".join(json.dumps({"symbol": f"S{n}", "text": f"Le phare {n}."}) for n in range(7)), "utf-8")
    open_library(store).close()
    opened = open_engine(store)
    engine = InterruptedLate(opened.store, opened.index)
    added = add_paths(engine, [file])
    engine.close()
    assert added.interrupted and added.documents == added.paragraphs == 7
    with open_library(store) as library:
        assert library.stats().paragraphs == 7


def test_a_changed_file_replaces_what_it_said(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    with open_library(tmp_path / "library.sqlite") as library:
        for verb in ("paint", "repair"):
            file.write_text(f"---\nlanguage: en\ndecision: DECIDES\n---\n\nDECIDES:\n\n1. To {verb} it.\n", "utf-8")
            added = library.add(file)
        assert (added.documents, added.paragraphs, added.replaced) == (0, 0, 1)
        assert not library.search("paint", every=True) and len(library.search("repair")) == 1
        assert library.stats().documents == 1


def test_a_killed_process_leaves_whole_documents_only(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    open_library(file).close()
    source = tmp_path / "many.jsonl"
    source.write_text(
        "\n".join(
            json.dumps(
                {"id": f"D{d}#{n}", "symbol": f"D{d}", "language": "fr", "text": f"Le phare {d} et la balise {n}."}
            )
            for d in range(4000)
            for n in range(5)
        ),
        encoding="utf-8",
    )
    code = (
        "import sys; from drafting.library import open_library; print('go', flush=True); "
        "open_library(sys.argv[1]).add(sys.argv[2])"
    )
    for pause in (0.2, 0.45, 0.8):
        child = subprocess.Popen([sys.executable, "-c", code, str(file), str(source)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause)
        child.kill()
        child.wait()
        child.stdout.close()
    with open_library(file) as library:
        stats = library.stats()
        assert stats.paragraphs == 5 * stats.documents
        library.add(source)
        assert library.stats().paragraphs == 20_000
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.execute("INSERT INTO stems (stems) VALUES ('integrity-check')")
    db.close()


def test_two_writers_and_a_reader_share_the_file(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    with open_library(file) as one, open_library(file) as other, open_library(file) as reader:
        one.add_records(records()[:4])
        assert reader.stats().paragraphs == 4
        other.add_records(records())
        one.add_records(records())
        assert reader.stats().paragraphs == 8
    assert [f.name for f in tmp_path.iterdir()] == ["library.sqlite"]


def test_an_index_of_another_analysis_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    with open_library(file) as library:
        library.add_records(records())
        before = [h.id for h in library.search("phares")]
    db = sqlite3.connect(file)
    db.execute("UPDATE meta SET value = '0' WHERE name = 'analysis'")
    db.execute("INSERT INTO stems (stems) VALUES ('delete-all')")
    db.commit()
    db.close()
    with open_library(file) as library:
        assert [h.id for h in library.search("phares")] == before != []


def test_faulty_records_are_reported_and_the_others_kept(tmp_path: Path) -> None:
    with open_library(":memory:") as library:
        added = library.add_records(
            [{"text": "Un phare."}, {"text": 3}, {"text": "x", "year": "soon"}, {"text": "a\ud800b"}]
        )
        assert added.paragraphs == 2 and len(added.failed) == 2
        assert library.add_records([{"text": "Un phare."}]).unchanged == 1


def test_paragraphs_known_from_another_document_are_kept_once(tmp_path: Path) -> None:
    """A key names a paragraph for ever: given again under another year it is known, and changed words replace it."""
    first = records()
    again = [r | {"year": 2030} for r in first[:3]]
    again[1] = again[1] | {"text": "Demander au Secrétariat de fermer le registre des phares."}
    again.insert(2, again[0] | {"id": "AG/1#new", "text": "Prier les capitaines de saluer les gardiens."})
    with open_library(tmp_path / "library.sqlite") as library:
        library.add_records(first)
        added = library.add_records(again)
        assert (added.paragraphs, added.replaced, added.unchanged) == (1, 1, 2)
        assert library.stats().paragraphs == len(first) + 1 and not library.check()
        assert [h.id for h in library.search("fermer le registre")] == [again[1]["id"]]
        assert not library.add_records(again).paragraphs and not library.check()
