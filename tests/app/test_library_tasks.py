"""Every task that asks the library, and every task of the negotiation: the same promises as `test_tasks` holds."""

from __future__ import annotations

import dataclasses
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.app.brackets import BRACKETS_FORMS, BracketsOptions, list_brackets
from drafting.app.build import build_document
from drafting.app.clean_reading import ReadingOptions, read_under_choice
from drafting.app.demo import TOPICS, make_demo_library, run_demo
from drafting.app.files import load_document
from drafting.app.library.add import AddOptions, add_texts
from drafting.app.library.check import check_library
from drafting.app.library.export import EXPORT_FORMS, export_library
from drafting.app.library.language_table import LANGUAGE_TABLE_FORMS, LanguageTableOptions, compare_languages
from drafting.app.library.lineage import LINEAGE_FORMS, LineageOptions, find_lineage
from drafting.app.library.nearest import NEAREST_FORMS, NearestOptions, find_nearest
from drafting.app.library.remove import remove_texts
from drafting.app.library.search import SEARCH_FORMS, SearchOptions, search_library
from drafting.app.library.standard import StandardOptions, find_standard
from drafting.app.library.stats import count_library
from drafting.app.library.trace import TraceOptions, trace_paragraph
from drafting.app.library.trace_draft import TRACE_DRAFT_FORMS, TraceDraftOptions, trace_draft
from drafting.app.new import NewOptions, fill_outline
from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.past_statements import PastStatementsOptions, find_past_statements
from drafting.app.reservations import RESERVATIONS_FORMS, ReservationsOptions, list_reservations
from drafting.app.reserve import ReserveOptions, enter_statement
from drafting.app.suggest import SuggestOptions, suggest_wordings
from drafting.app.suggest_for import SuggestForOptions, suggest_for_draft
from drafting.app.task import Document, Step, TaskResult
from drafting.errors import DraftError, DraftingError, LibraryError, SettingsError
from drafting.resources import templates
from tests.app.command import run

SAMPLES = templates() / "samples"
DRAFTS = Path(__file__).resolve().parent.parent / "contract" / "drafts"
REV1, REV2, OUTLINE = (load_document(SAMPLES / f"fr-{name}.md") for name in ("rev1", "rev2", "outline"))
PORTS, BRACKETS = load_document(DRAFTS / "es-3.md"), load_document(DRAFTS / "brackets-1.txt")
WORD = Document("es-1.docx", build_document(load_document(DRAFTS / "es-1.md")).forms[".docx"]())
DATE = "2026-03-14T09:30:00Z"
REPAIR = "Instar a los Estados ribereños a que reparen sus faros antes del 31 de diciembre de 2030."
DATED = DocumentStyle("un", date=DATE, word=True)

Task = Callable[..., TaskResult]
TASKS: dict[str, tuple[Task, tuple[object, ...], tuple[str, ...]]] = {
    "search": (search_library, ("faros", SearchOptions(facets=True, years=(2019, None))), SEARCH_FORMS),
    "nearest": (find_nearest, (REPAIR, NearestOptions(language="es", limit=3)), NEAREST_FORMS),
    "wordings": (find_nearest, (REPAIR, NearestOptions(view="wordings")), NEAREST_FORMS),
    "versions": (find_nearest, (REPAIR, NearestOptions(view="versions")), NEAREST_FORMS),
    "standard": (find_standard, ("faros", StandardOptions(limit=1)), (".json",)),
    "trace": (trace_paragraph, (REPAIR, TraceOptions("es")), (".json",)),
    "trace-draft": (trace_draft, (PORTS,), (".html", ".json")),
    "trace-word": (trace_draft, (WORD, TraceDraftOptions(commented=True, date=DATE)), TRACE_DRAFT_FORMS),
    "trace-built": (trace_draft, (PORTS, TraceDraftOptions(commented=True, date=DATE, house="un")), TRACE_DRAFT_FORMS),
    "lineage": (find_lineage, (REPAIR, LineageOptions("es", akin=50)), LINEAGE_FORMS),
    "stats": (count_library, (), (".json",)),
    "export": (export_library, (), EXPORT_FORMS),
    "table": (compare_languages, ("CPF/RES. 8 (V/24)", LanguageTableOptions(("en", "es"))), LANGUAGE_TABLE_FORMS),
    "check": (check_library, (), ()),
    "suggest": (suggest_wordings, ("reparen sus faros", SuggestOptions("es")), (".json",)),
    "suggest-for": (suggest_for_draft, (PORTS, SuggestForOptions(before=2025)), (".json",)),
    "new": (fill_outline, (OUTLINE, NewOptions(author="Ana", style=DATED)), DOCUMENT_FORMS),
    "past": (find_past_statements, ("Nicaragua", PastStatementsOptions("faros", True, "es")), (".json",)),
    "reservations": (list_reservations, ((REV1, REV2), ReservationsOptions("es")), RESERVATIONS_FORMS),
    "reservations-past": (list_reservations, ((PORTS,), ReservationsOptions(past=True)), RESERVATIONS_FORMS),
    "reserve": (enter_statement, (REV1, ReserveOptions("OP2", ("BRA",), style=DATED)), DOCUMENT_FORMS),
    "reserve-word": (enter_statement, (WORD, ReserveOptions("OP2", ("Chile",), date=DATE)), DOCUMENT_FORMS),
    "brackets": (list_brackets, ((BRACKETS, PORTS), BracketsOptions("fr")), BRACKETS_FORMS),
    "reading": (read_under_choice, (BRACKETS, ReadingOptions("MEX", "in", DATED)), DOCUMENT_FORMS),
}
WITHOUT_LIBRARY = {"reservations", "reserve", "reserve-word", "brackets", "reading"}
every_task = pytest.mark.parametrize("name", TASKS)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the contract's cases, which holds adopted texts and a draft."""
    path = tmp_path_factory.mktemp("library") / "library.sqlite"
    adopted = AddOptions(adopted=True)
    assert add_texts([SAMPLES / "adopted", DRAFTS / "past"], adopted, library=path).complete
    assert add_texts([DRAFTS / "es-2.md"], library=path).added.drafts == 1
    return path


def call(name: str, library: Path, **more: Any) -> TaskResult:
    task, given, _ = TASKS[name]
    return task(*given, **({} if name in WITHOUT_LIBRARY else {"library": library}), **more)


@every_task
def test_arguments_and_results_cross_a_process(name: str, library: Path) -> None:
    assert pickle.loads(pickle.dumps(TASKS[name])) == TASKS[name]
    result, again = call(name, library), pickle.loads(pickle.dumps(call(name, library)))
    assert again == result
    assert {suffix: form() for suffix, form in again.forms.items()} == {s: f() for s, f in result.forms.items()}


@every_task
def test_results_and_options_are_frozen(name: str, library: Path) -> None:
    for value in (call(name, library), *(x for x in TASKS[name][1] if dataclasses.is_dataclass(x))):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(value)[0].name, None)  # type: ignore[arg-type]


@every_task
def test_formats_are_the_ones_that_are_promised(name: str, library: Path) -> None:
    result = call(name, library)
    assert sorted(result.forms) == sorted(TASKS[name][2])
    for suffix, form in result.forms.items():
        data = form()
        assert data and data == form(), suffix
        if suffix == ".json":
            assert json.loads(data) == json.loads(json.dumps(result.to_dict()))


@every_task
def test_tasks_print_nothing_and_say_what_they_found(
    name: str, library: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result = call(name, library)
    for form in result.forms.values():
        form()
    assert result.summary and json.dumps(result.to_dict())
    assert all(note.code and note.message for note in result.notes)
    assert capfd.readouterr() == ("", "")


@every_task
def test_progress_is_reported_step_by_step(name: str, library: Path) -> None:
    steps: list[Step] = []
    call(name, library, progress=steps.append)
    assert steps and all(step.what for step in steps)
    assert [(step.done, step.whole) for step in steps] == [(n, len(steps)) for n in range(len(steps))]


# --- the command line gives the same bytes


COMMANDS: dict[str, tuple[str, ...]] = {
    "search": ("library", "search", "faros", "--facets", "--years", "2019-"),
    "nearest": ("library", "nearest", REPAIR, "--language", "es", "--limit", "3"),
    "standard": ("library", "standard", "faros", "--limit", "1"),
    "trace": ("library", "trace", REPAIR, "--language", "es"),
    "stats": ("library", "stats"),
    "suggest": ("suggest", "reparen sus faros", "--language", "es"),
    "suggest-for": ("suggest", "--for", PORTS.name, "--before", "2025"),
    "past": ("reservations", "--standing", "Nicaragua", "--on", "faros", "--drafts", "--language", "es"),
    "reservations-past": ("reservations", PORTS.name, "--past"),
}
FILES: dict[str, tuple[str, ...]] = {
    "trace-word": ("library", "trace", "es-1.docx", "--date", DATE),
    "trace-built": ("library", "trace", PORTS.name, "--date", DATE, "--house", "un"),
    "lineage": ("library", "lineage", REPAIR, "--language", "es", "--akin", "50"),
    "export": ("library", "export"),
    "table": ("library", "export", "--table", "CPF/RES. 8 (V/24)", "--languages", "en,es"),
    "new": ("new", OUTLINE.name, "--author", "Ana", "--date", DATE, "--house", "un"),
    "reservations": ("reservations", REV1.name, REV2.name, "--language", "es"),
    "reserve": ("reserve", REV1.name, "--at", "OP2", "--state", "BRA", "--house", "un"),
    "reserve-word": ("reserve", "es-1.docx", "--at", "OP2", "--state", "Chile", "--date", DATE),
    "brackets": ("brackets", BRACKETS.name, PORTS.name, "--language", "fr"),
    "reading": ("brackets", BRACKETS.name, "--read", "MEX", "--rest", "in", "--house", "un"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_both_doors_give_the_same_json(name: str, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library.parent)
    monkeypatch.setenv("DRAFTING_LIBRARY", str(library))
    shown = run(*COMMANDS[name], "--format", "json").stdout
    assert json.loads(shown) == json.loads(call(name, library).forms[".json"]())


@pytest.mark.parametrize("name", FILES)
def test_both_doors_give_the_same_bytes(
    name: str, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAFTING_LIBRARY", str(library))
    (tmp_path / "es-1.docx").write_bytes(WORD.data)
    run(*FILES[name], *(word for suffix in TASKS[name][2] for word in ("-o", f"out{suffix}")))
    result = call(name, library)
    for suffix in TASKS[name][2]:
        assert (tmp_path / f"out{suffix}").read_bytes() == result.forms[suffix](), suffix


# --- adding, removing, the demonstration


def test_adding_says_what_was_kept_and_what_failed(tmp_path: Path) -> None:
    path, steps = tmp_path / "l.sqlite", list[Step]()
    rehearsed = add_texts([DRAFTS / "past"], AddOptions(dry_run=True), library=path)
    assert rehearsed.summary.startswith("would add") and not path.exists()
    result = add_texts([DRAFTS / "past", tmp_path / "none.txt"], library=path, progress=steps.append)
    assert pickle.loads(pickle.dumps(result)) == result and not result.complete
    assert [(note.code, note.severity) for note in result.notes] == [("source-failed", "error")]
    assert str(tmp_path / "none.txt") in result.notes[0].where
    assert json.loads(result.forms[".json"]()) == json.loads(json.dumps(result.to_dict()))
    assert steps and add_texts([DRAFTS / "past"], library=path).added.documents == 0
    with pytest.raises(DraftingError):
        add_texts([None], library=path)  # type: ignore[list-item]


def test_removing_names_what_went_and_what_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    add_texts([DRAFTS / "past"], library=path)
    names = ["CPF/RES. 8 (V/24)", "NO/RES. 1"]
    rehearsed = remove_texts(names, dry_run=True, library=path)
    result = remove_texts(names, library=path)
    assert rehearsed.removed == result.removed != () and result.missing == ("NO/RES. 1",)
    assert "NO/RES. 1" in result.notes[0].message and result.summary.startswith("removed")
    assert remove_texts(names, library=path).missing == tuple(names)


def test_the_demonstration_is_the_tasks_on_the_samples(tmp_path: Path) -> None:
    assert make_demo_library(tmp_path / "l.sqlite").complete
    assert make_demo_library(tmp_path / "l.sqlite").added.documents > 0, "an old one is replaced"
    for language in TOPICS:
        result = run_demo(language, tmp_path / "l.sqlite")
        assert result.suggested.suggestions and all(form() for form in result.files.values())


# --- notes and refusals


def test_what_a_word_file_cannot_hold_is_said(tmp_path: Path) -> None:
    text = "The Council,\n\nRecalling the storm,\n\n1. Requests a report;\n\n[^7]: Brazil reserves its position.\n"
    draft = Document("draft.md", text.encode())
    assert [note.code for note in build_document(draft, DocumentStyle(word=True)).notes] == ["note-unanchored"]
    assert build_document(draft).notes == ()
    (tmp_path / "draft.md").write_bytes(draft.data)
    shown = run("build", tmp_path / "draft.md", "-o", tmp_path / "draft.docx")
    assert "note: fn7: no mark points to footnote 7" in shown.stderr
    assert (tmp_path / "draft.docx").read_bytes() == build_document(draft).forms[".docx"]()


def test_notes_say_what_was_done_otherwise(library: Path) -> None:
    found = {name: [note.code for note in call(name, library).notes] for name in TASKS}
    assert found["search"] == [] and {"left-out", "still-open"} & {*found["reading"]}
    assert [n.code for n in search_library("faros kiwi", library=library).notes] == ["some-words-only"]
    assert [n.code for n in find_lineage("kiwi", library=library).notes] == ["no-wordings"]
    words = ReserveOptions("OP2", ("CHL",), text="Perú apoya este párrafo.\x07")
    codes = [note.code for note in enter_statement(PORTS, words).notes]
    assert codes == ["control-characters", "other-kind", "other-states"]


@pytest.mark.parametrize(
    ("options", "values"),
    [
        *((SearchOptions, v) for v in ({"limit": 0}, {"kind": "clause"}, {"language": "la"}, {"years": "2019"})),
        *((NearestOptions, v) for v in ({"view": "all"}, {"limit": True}, {"before": "2019"}, {"kind": "clause"})),
        *((StandardOptions, v) for v in ({"limit": 51}, {"kind": "clause"})),
        (TraceOptions, {"language": "la"}), (TraceDraftOptions, {"house": "oea"}), (LineageOptions, {"akin": 101}),
        (LanguageTableOptions, {"house": "oea"}), (SuggestForOptions, {"limit": 0}), (NewOptions, {"language": "la"}),
        (ReservationsOptions, {"house": "oea"}), (BracketsOptions, {"language": "la"}),
        (PastStatementsOptions, {"theme": None}), (ReadingOptions, {"choice": "MEX", "rest": "no"}),
        (ReserveOptions, {"at": "OP1", "states": ("BRA",), "kind": "no"}),
        (ReserveOptions, {"at": "OP1", "states": ("BRA",), "text": "x", "from_library": True}),
        (ReserveOptions, {"at": "OP1"}),
    ],
)  # fmt: skip
def test_options_refuse_what_they_do_not_know(options: Callable[..., object], values: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as caught:
        options(**values)
    assert caught.value.hint


def test_tasks_raise_drafting_errors(library: Path, tmp_path: Path) -> None:
    searches: list[Callable[..., TaskResult]] = [
        search_library, find_nearest, find_standard, trace_paragraph, find_lineage, suggest_wordings
    ]  # fmt: skip
    for search in searches:
        with pytest.raises(SettingsError):
            search(7, library=library)
        with pytest.raises(LibraryError, match="no library"):
            search("faros", library=tmp_path / "none.sqlite")
    with pytest.raises(LibraryError, match="no text"):
        compare_languages("NO/RES. 1", library=library)
    with pytest.raises(DraftError):
        list_reservations(())
    with pytest.raises(DraftError):
        list_brackets(())
    with pytest.raises(SettingsError, match="not one State"):
        find_past_statements("NIC + BRA", library=library)
    with pytest.raises(SettingsError, match="empty"):
        enter_statement(PORTS, ReserveOptions("OP1", ("BRA",), text=" \x07"))
    with pytest.raises(SettingsError, match="--from-library takes one State"):
        enter_statement(PORTS, ReserveOptions("OP1", ("BRA", "CHL"), from_library=True), library=library)
    with pytest.raises(DraftError, match="empty"):
        fill_outline(Document("outline.md", b"---\nlanguage: fr\n---\n"), library=library)
