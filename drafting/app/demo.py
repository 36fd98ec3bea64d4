"""Run the main job on the samples that come with the toolkit: library, suggestion, draft, comparison."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from drafting.app.build import BuildResult, build_document
from drafting.app.compare import CompareOptions, CompareResult, compare_documents
from drafting.app.files import load_document
from drafting.app.library.add import AddOptions, AddResult, add_texts
from drafting.app.library.source import LibrarySource
from drafting.app.new import NewOptions, NewResult, fill_outline
from drafting.app.outputs import DocumentStyle
from drafting.app.reservations import ReservationsResult, list_reservations
from drafting.app.settings import find_settings
from drafting.app.suggest import SuggestOptions, SuggestResult, suggest_wordings
from drafting.app.task import Document, Form, Progress, report_step
from drafting.model.resolution import Note
from drafting.resources import templates

TOPICS = {
    "fr": "formation du personnel des administrations locales",
    "en": "persons with disabilities evacuation plans",
}
"""A topic to ask about in each language of the samples."""
AUTHOR, DATE = "Demo delegation", "2026-03-02T09:00:00Z"


@dataclass(frozen=True, slots=True)
class DemoResult:
    """The results of the tasks on the samples of one language."""

    language: str
    suggested: SuggestResult
    drafted: NewResult
    compared: CompareResult
    built: BuildResult
    ledger: ReservationsResult

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing: the samples are known."""
        return ()

    @property
    def summary(self) -> str:
        """What changed between the two revisions."""
        return self.compared.summary

    def to_dict(self) -> dict[str, Any]:
        """The comparison (schema drafting/compare/1)."""
        return self.compared.to_dict()

    @property
    def files(self) -> Mapping[str, Form]:
        """The files of the demonstration by name."""
        return {
            f"{self.language}-draft.docx": self.drafted.forms[".docx"],
            f"{self.language}-marked.docx": self.compared.forms[".docx"],
            f"{self.language}-clean.docx": self.built.forms[".docx"],
            f"{self.language}-report.html": partial(_with_members, self.compared.forms[".html"]),
            f"{self.language}-ledger.html": partial(_with_members, self.ledger.forms[".html"]),
        }

    @property
    def forms(self) -> Mapping[str, Form]:
        """The comparison in the formats of `compare.COMPARE_FORMS`; see `files`."""
        return self.compared.forms


def make_demo_library(path: str | os.PathLike[str], progress: Progress | None = None) -> AddResult:
    """A new library of the adopted samples at a path; what was there is replaced. Raises LibraryError."""
    file = Path(path)
    for old in (file, *file.parent.glob(f"{file.name}-*")):
        old.unlink(missing_ok=True)
    return add_texts([templates() / "samples" / "adopted"], AddOptions(adopted=True), library=file, progress=progress)


def run_demo(language: str, library: LibrarySource, progress: Progress | None = None) -> DemoResult:
    """Suggest, draft, compare, build and list the reservations on the samples of a language of `TOPICS`.

    The invented States of the samples are members by the settings that lie beside them.
    """
    from drafting.lexicon.members import using_members

    with using_members(_sample_members()):
        return _run_demo(language, library, partial(report_step, progress))


def _sample_members() -> Mapping[str, tuple[str, ...]]:
    return find_settings(templates() / "samples").members


def _with_members(form: Form) -> bytes:
    """A form written with the names of the States of the samples."""
    from drafting.lexicon.members import using_members

    with using_members(_sample_members()):
        return form()


def _run_demo(language: str, library: LibrarySource, step: Callable[[int, int, str], None]) -> DemoResult:
    step(0, 5, "suggesting")
    suggested = suggest_wordings(TOPICS[language], SuggestOptions(language), library=library)
    step(1, 5, "drafting")
    signed = NewOptions(author=AUTHOR, style=DocumentStyle(date=DATE))
    drafted = fill_outline(_sample(f"{language}-outline.md"), signed, library=library)
    step(2, 5, "comparing")
    old, new = (_sample(f"{language}-rev{number}.md") for number in (1, 2))
    compared = compare_documents(old, new, CompareOptions(marked=True, author=AUTHOR, date=DATE))
    step(3, 5, "building")
    built = build_document(new)
    step(4, 5, "searching for reservations")
    return DemoResult(language, suggested, drafted, compared, built, list_reservations([old, new]))


def _sample(name: str) -> Document:
    return load_document(templates() / "samples" / name)
