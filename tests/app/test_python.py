"""The Python interface: names that can be seen, signatures that are right, and no error but DraftingError."""

from __future__ import annotations

import inspect
import io
import pickle
import pydoc
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import drafting
from drafting.errors import DraftingError, OutputError, SettingsError, SourceError
from drafting.ooxml.package import Package
from drafting.resources import templates
from tests.ooxml.build_docx import doc, ins, p

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = templates() / "samples"
OLD, NEW = SAMPLES / "fr-rev1.md", SAMPLES / "fr-rev2.md"
FUNCTIONS = ("read", "read_texts", "compare", "redline", "build", "suggest", "reservations", "brackets", "open_library")
TYPES = ("Resolution", "Comparison", "Diff", "DraftingError")
DATE = "2026-03-14T09:30:00Z"


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


# --- names


def test_public_names_are_listed() -> None:
    assert {*FUNCTIONS, *TYPES} <= set(dir(drafting)) and set(drafting.__all__) <= set(dir(drafting))
    assert {*FUNCTIONS, *TYPES} == set(drafting.__all__) - {"__version__"}


def test_help_shows_what_the_names_do() -> None:
    shown = pydoc.plain(pydoc.render_doc(drafting))
    for name in FUNCTIONS:
        assert f"    {name}(" in shown, name
    assert "Read a document" in pydoc.plain(pydoc.render_doc(drafting.read))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_plain_and_documented(name: str) -> None:
    function = getattr(drafting, name)
    assert inspect.isfunction(function) and function.__module__ == "drafting"
    parameters = inspect.signature(function).parameters.values()
    assert all(p.annotation is not p.empty for p in parameters)
    assert not any(p.kind is p.VAR_KEYWORD for p in parameters)
    assert "Raises" in (function.__doc__ or "")


@pytest.mark.parametrize(
    "first",
    ["import drafting.read", "from drafting.read import docx", "import drafting.compare.units", "import drafting.cli",
     "from drafting.compare import compare as other", "import drafting.app.compare", "import drafting.library"],
)  # fmt: skip
def test_a_function_keeps_its_name_whatever_was_imported(first: str) -> None:
    names = ", ".join(FUNCTIONS)
    run(
        f"import drafting, inspect\n{first}\nfrom drafting import {names}\n"
        f"assert all(map(inspect.isfunction, ({names})))\nassert drafting.read is read"
    )


def test_importing_the_package_loads_no_room() -> None:
    loaded = run("import sys, drafting\nprint(*(m for m in sys.modules if m.startswith('drafting.')))").split()
    assert set(loaded) <= {"drafting.errors"}


# --- what the functions give


def test_text_can_be_read_by_name_and_by_path() -> None:
    assert drafting.read(str(OLD)) == drafting.read(OLD)
    assert drafting.read(OLD).to_markdown() == OLD.read_text(encoding="utf-8")
    assert drafting.read(OLD).to_dict()["schema"] == "drafting/read/1"


def test_comparing_takes_paths_and_resolutions() -> None:
    by_path = drafting.compare(OLD, str(NEW))
    assert isinstance(by_path, drafting.Comparison) and isinstance(by_path.body, drafting.Diff)
    assert by_path == drafting.compare(drafting.read(OLD), NEW)
    assert "fr-rev2.md" in by_path.to_html() and by_path.to_html(view="reading") != by_path.to_html()


def test_tracked_changes_of_a_comparison_are_those_of_the_documents(tmp_path: Path) -> None:
    marked = drafting.redline(OLD, NEW, author="Delegation A", date=DATE)
    assert drafting.compare(OLD, NEW).to_docx(author="Delegation A", date=DATE) == marked
    (tmp_path / "marked.docx").write_bytes(marked)
    accepted, rejected = (drafting.read(tmp_path / "marked.docx", revisions=r) for r in ("accept", "reject"))
    assert drafting.compare(accepted, NEW).identical and drafting.compare(rejected, OLD).identical
    assert not drafting.compare(accepted, rejected).identical


def test_word_files_keep_their_own_look_in_a_redline(tmp_path: Path) -> None:
    old, new, out = tmp_path / "old.docx", tmp_path / "new.docx", tmp_path / "marked.docx"
    old.write_bytes(doc(p("Décide :"), p("De clore.")))
    new.write_bytes(doc(p("Décide :"), p("De clore ", ins("ici"), ".")))
    data = drafting.redline(old, new, path=out, flatten=True, date=DATE)
    assert out.read_bytes() == data
    assert Package.load(data).names() == Package.load(new.read_bytes()).names()


def test_building_gives_bytes_and_writes_them(tmp_path: Path) -> None:
    data = drafting.build(OLD, tmp_path / "x.docx", house="un", lines="continuous")
    assert (
        (tmp_path / "x.docx").read_bytes() == data == drafting.build(drafting.read(OLD), house="un", lines="continuous")
    )


def test_reservations_and_brackets_take_paths_and_resolutions() -> None:
    ledger = drafting.reservations(OLD, drafting.read(NEW))
    assert ledger.to_dict()["schema"] == "drafting/reservations/1" and ledger.statements
    assert drafting.brackets(NEW).to_dict() == drafting.brackets(drafting.read(NEW)).to_dict()


def test_suggestions_come_from_the_library_given(tmp_path: Path) -> None:
    with drafting.open_library(tmp_path / "l.sqlite") as library:
        library.add(SAMPLES / "adopted", adopted=True)
        topic = "formation du personnel des administrations locales"
        found = drafting.suggest(topic, library=library, language="fr")
        assert found and any(s.sources for s in found)
    assert drafting.suggest(topic, library=tmp_path / "l.sqlite", language="fr") == found
    assert not (tmp_path / "none.sqlite").exists()
    with pytest.raises(DraftingError, match="no library"):
        drafting.suggest(topic, library=tmp_path / "none.sqlite")


# --- values that are not known


UNKNOWN: list[tuple[Callable[..., Any], Mapping[str, object]]] = [
    *((drafting.read, {"revisions": value}) for value in ("accepted", "all", "", None)),
    (drafting.read, {"language": "la"}),
    *((drafting.build, values) for values in ({"house": "vatican"}, {"language": "la"}, {"lines": "none"})),
    *((drafting.redline, values) for values in ({"moves": "natural"}, {"house": "vatican"}, {"language": "la"})),
    (drafting.redline, {"date": "yesterday"}),
    *((drafting.suggest, values) for values in ({"kind": "clause"}, {"language": "la"}, {"limit": 0})),
]  # fmt: skip


@pytest.mark.parametrize(("function", "values"), UNKNOWN, ids=lambda x: str(getattr(x, "__name__", x)))
def test_unknown_values_are_refused(function: Callable[..., Any], values: Mapping[str, object]) -> None:
    documents = {"redline": (OLD, NEW), "suggest": ("rapport",)}.get(function.__name__, (OLD,))
    with pytest.raises(DraftingError) as caught:
        function(*documents, **values)
    assert str(next(iter(values.values()))) in str(caught.value) and caught.value.hint


def test_unknown_values_are_refused_by_methods_too() -> None:
    comparison = drafting.compare(OLD, NEW)
    calls: list[tuple[Callable[..., object], dict[str, str]]] = [
        *((comparison.to_html, values) for values in ({"view": "short"}, {"language": "la"})),
        *((comparison.to_docx, values) for values in ({"moves": "no"}, {"house": "no"}, {"date": "no"})),
    ]
    for method, values in calls:
        with pytest.raises(SettingsError, match=next(iter(values.values()))):
            method(**values)


# --- nothing but DraftingError


def no_documents(folder: Path) -> list[object]:
    """Things that are no document, some of which the type checker would refuse."""
    (folder / "folder.docx").mkdir()
    (folder / "junk.docx").write_bytes(b"PK\x03\x04junk")
    (folder / "empty.txt").write_bytes(b"")
    return [folder, folder / "folder.docx", folder / "junk.docx", folder / "empty.txt", folder / "nowhere" / "x.docx",
            "", "a\0b.docx", "x" * 5000 + ".docx", "x" * 5000, None, 7, b"x.docx", [OLD], object()]  # fmt: skip


def test_what_is_no_document_is_a_drafting_error(tmp_path: Path) -> None:
    calls: list[Callable[[Any], object]] = [
        drafting.read, drafting.build, drafting.brackets, drafting.reservations,
        lambda x: drafting.compare(x, NEW), lambda x: drafting.compare(OLD, x),
        lambda x: drafting.redline(x, NEW), lambda x: drafting.redline(OLD, x),
    ]  # fmt: skip
    for thing in no_documents(tmp_path):
        for call in calls:
            with pytest.raises(SourceError):
                call(thing)
    with pytest.raises(DraftingError):
        drafting.reservations()


def test_a_stream_is_no_path() -> None:
    with pytest.raises(SourceError, match="BytesIO"):
        drafting.read(io.BytesIO(OLD.read_bytes()))  # type: ignore[arg-type]


def no_places(folder: Path) -> list[object]:
    """Things that nothing can be written to."""
    return [
        folder,
        folder / "nowhere" / "x.docx",
        OLD / "x.docx",
        "",
        "a\0b.docx",
        "x" * 300 + ".docx",
        7,
        b"x.docx",
        object(),
    ]


def test_what_cannot_be_written_is_a_drafting_error(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    calls: list[Callable[[Any], object]] = [
        lambda x: drafting.build(OLD, x),
        lambda x: drafting.redline(OLD, NEW, path=x),
    ]
    for thing in no_places(tmp_path):
        for call in calls:
            with pytest.raises(OutputError):
                call(thing)
    assert sorted(tmp_path.iterdir()) == before


def test_a_library_that_cannot_be_opened_is_a_drafting_error(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_bytes(b"no library" * 100)
    for thing in (tmp_path, tmp_path / "text.sqlite", tmp_path / "a" / "b" / "c.txt" / "x", 7, b"x", object(), "a\0b"):
        for call in (drafting.open_library, lambda x: drafting.suggest("rapport", library=x)):
            if thing == tmp_path / "a" / "b" / "c.txt" / "x" and call is drafting.open_library:
                continue  # folders on the way to a new library are made
            with pytest.raises(DraftingError):
                call(thing)  # type: ignore[arg-type]


def test_a_topic_is_words() -> None:
    for topic in (None, 7, ["rapport"], "", "  "):
        with pytest.raises(DraftingError):
            drafting.suggest(topic)  # type: ignore[arg-type]


def test_errors_show_their_hint_and_cross_processes() -> None:
    with pytest.raises(SourceError) as caught:
        drafting.read("nowhere.docx")
    assert str(caught.value) == "nowhere.docx does not exist (check the name and the folder)"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.message, again.hint) == (SourceError, caught.value.message, caught.value.hint)
