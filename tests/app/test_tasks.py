"""Every task: documents and frozen options in; a frozen result with notes, summary, JSON and lazy formats out."""

from __future__ import annotations

import dataclasses
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.app.audit import AUDIT_FORMS, audit_document
from drafting.app.build import build_document
from drafting.app.changes import CHANGES_FORMS, list_changes
from drafting.app.clean import CleanOptions, clean_document
from drafting.app.compare import COMPARE_FORMS, CONCORDANCE_FORMS, CompareOptions, compare_documents
from drafting.app.files import load_document
from drafting.app.history import HISTORY_FORMS, HistoryOptions, follow_history, short_names
from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.read import ReadOptions, read_document
from drafting.app.settings import HOUSES, LANGUAGES
from drafting.app.task import Document, Step, TaskResult, explain_error
from drafting.errors import DraftError, OutputError, SettingsError, SourceError
from drafting.resources import templates
from tests.app.command import run

SAMPLES = templates() / "samples"
OLD, NEW = (load_document(SAMPLES / f"fr-rev{n}.md") for n in (1, 2))
DATE = "2026-03-14T09:30:00Z"
SIGNED = CompareOptions(marked=True, author="Delegation A", date=DATE)
MARKED = Document("marked.docx", compare_documents(OLD, NEW, SIGNED).marked)

Task = Callable[..., TaskResult]
TASKS: dict[str, tuple[Task, tuple[object, ...], tuple[str, ...]]] = {
    "read": (read_document, (OLD, ReadOptions("fr")), DOCUMENT_FORMS),
    "build": (build_document, (OLD, DocumentStyle("un", lines="page")), DOCUMENT_FORMS),
    "compare": (compare_documents, (OLD, NEW), COMPARE_FORMS[1:]),
    "compare-marked": (compare_documents, (OLD, NEW, SIGNED), COMPARE_FORMS),
    "clean": (clean_document, (MARKED, CleanOptions(at=("OP2-OP6",), scrub=True)), (".docx",)),
    "changes": (list_changes, (MARKED, ("Delegation A",)), CHANGES_FORMS),
    "audit": (audit_document, (OLD, MARKED), AUDIT_FORMS),
    "history": (follow_history, ((OLD, NEW), HistoryOptions({1: "BRA"}, "es")), HISTORY_FORMS),
}
every_task = pytest.mark.parametrize("name", TASKS)


def call(name: str, *more: Any) -> TaskResult:
    task, given, _ = TASKS[name]
    return task(*given, *more)


@every_task
def test_arguments_and_results_cross_a_process(name: str) -> None:
    task, given, _ = pickle.loads(pickle.dumps(TASKS[name]))
    result = pickle.loads(pickle.dumps(task(*given)))
    assert result == call(name)
    assert {suffix: form() for suffix, form in result.forms.items()} == {s: f() for s, f in call(name).forms.items()}


@every_task
def test_results_and_options_are_frozen(name: str) -> None:
    for value in (call(name), *(x for x in TASKS[name][1] if dataclasses.is_dataclass(x))):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, dataclasses.fields(value)[0].name, None)  # type: ignore[arg-type]


@every_task
def test_formats_are_the_ones_that_are_promised(name: str) -> None:
    result = call(name)
    assert tuple(result.forms) == TASKS[name][2]
    for suffix, form in result.forms.items():
        data = form()
        assert data and data == form(), suffix
        if suffix == ".json":
            assert json.loads(data) == json.loads(json.dumps(result.to_dict()))


@every_task
def test_tasks_print_nothing_and_say_what_they_found(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    result = call(name)
    for form in result.forms.values():
        form()
    assert result.summary and json.dumps(result.to_dict())
    assert capfd.readouterr() == ("", "")


PROGRESS = {
    "read": ["reading fr-rev1.md"],
    "build": ["reading fr-rev1.md"],
    "compare": ["reading fr-rev1.md", "reading fr-rev2.md", "pairing"],
    "compare-marked": ["reading fr-rev1.md", "reading fr-rev2.md", "pairing", "marking"],
    "clean": ["reading marked.docx", "cleaning"],
    "changes": ["reading marked.docx", "listing"],
    "audit": ["reading marked.docx", "comparing with fr-rev1.md"],
    "history": ["reading fr-rev1.md", "reading fr-rev2.md", "pairing"],
}


@every_task
def test_progress_is_reported_step_by_step(name: str) -> None:
    steps: list[Step] = []
    task, given, _ = TASKS[name]
    task(*given, progress=steps.append)
    assert [step.what for step in steps] == PROGRESS[name]
    assert [(step.done, step.whole) for step in steps] == [(n, len(steps)) for n in range(len(steps))]


def test_a_task_can_be_stopped_from_its_progress() -> None:
    def stop(step: Step) -> None:
        if step.what == "marking":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare_documents(OLD, NEW, SIGNED, stop)


# --- the command line gives the same bytes


COMMANDS = {
    "build": ("build", OLD.name, "--house", "un", "--lines"),
    "compare-marked": ("compare", OLD.name, NEW.name, "--author", "Delegation A", "--date", DATE),
    "audit": ("audit", OLD.name, MARKED.name),
    "history": ("history", OLD.name, NEW.name, "--as", f"BRA={NEW.name}", "--language", "es"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_both_doors_give_the_same_bytes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / MARKED.name).write_bytes(MARKED.data)
    suffixes = [suffix for suffix in TASKS[name][2] if name != "build" or suffix != ".json"]
    run(*COMMANDS[name], *(word for suffix in suffixes for word in ("-o", f"out{suffix}")))
    result = call(name)
    for suffix in suffixes:
        assert (tmp_path / f"out{suffix}").read_bytes() == result.forms[suffix](), suffix


def test_the_concordance_has_its_own_formats() -> None:
    forms = compare_documents(OLD, NEW).concordance_forms
    assert tuple(forms) == CONCORDANCE_FORMS and all(form() for form in forms.values())


# --- values


def test_the_command_line_offers_the_languages_and_houses_there_are() -> None:
    from drafting import lexicon
    from drafting.word.build import house_styles

    assert sorted(LANGUAGES) == sorted(lexicon.LANGUAGES) and tuple(house_styles.HOUSES) == HOUSES


@pytest.mark.parametrize(
    ("options", "values"),
    [
        (CompareOptions, {"view": "short"}), (CompareOptions, {"moves": "no"}), (CompareOptions, {"house": "oea"}),
        (CompareOptions, {"language": "la"}), (DocumentStyle, {"house": "UN"}), (DocumentStyle, {"lines": "no"}),
        (CleanOptions, {"kinds": ("words",)}), (CleanOptions, {"suffix": ".odt"}), (HistoryOptions, {"language": "la"}),
        (CleanOptions, {"keep": True, "reject": True}),
    ],
)  # fmt: skip
def test_options_refuse_what_they_do_not_know(options: Callable[..., object], values: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        options(**values)


def test_tasks_raise_drafting_errors() -> None:
    with pytest.raises(SourceError, match="not a Word file"):
        list_changes(OLD)
    with pytest.raises(SourceError, match="not a Word file"):
        audit_document(MARKED, OLD)
    with pytest.raises(OutputError, match="no macros"):
        clean_document(MARKED, CleanOptions(suffix=".docm"))
    with pytest.raises(SettingsError, match="Nadie"):
        clean_document(MARKED, CleanOptions(authors=("Nadie",)))
    with pytest.raises(DraftError):
        follow_history(())


def test_columns_have_short_and_different_names() -> None:
    assert short_names(["a/rev1.md", "b/rev2.docx"]) == ["rev1", "rev2"]
    assert short_names(["a/rev1.md", "b/rev1.docx"]) == ["rev1.md", "rev1.docx"]
    assert short_names(["a/rev1.md", "b/rev1.md"]) == ["1: rev1.md", "2: rev1.md"]


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (SourceError("x is empty", "save it"), ("x is empty", "save it")),
        (KeyboardInterrupt(), ("stopped before the end", "nothing half-written was left behind")),
        (RecursionError(), ("the document is too large or nested too deep", "split it into smaller files")),
        (ZeroDivisionError("by\nzero"), ("this should not have happened: ZeroDivisionError: by zero", "report")),
    ],
)
def test_every_error_is_one_line_and_a_hint(error: BaseException, what: tuple[str, str]) -> None:
    assert explain_error(error, "report") == what
