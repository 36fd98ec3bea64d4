"""List the footnote statements of a draft over its revisions: who holds out, where, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.past_statements import missing_texts, notes_on_missing, past_of_ledger
from drafting.app.read import Draft, draft_name, read_draft, reading_warnings
from drafting.app.settings import HOUSES, require_language
from drafting.app.task import Form, Progress, report_step, require_documents
from drafting.errors import require_choice
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.negotiate.reservations import Ledger

RESERVATIONS_FORMS = (".html", ".docx", ".json")
"""The suffixes of `ReservationsResult.forms`."""


_DOUBTS = ("unknown-delegation", "unnamed-delegation", "reserved-words-missing")
"""Warnings of the reader on a statement of the last revision, which the ledger repeats."""


@dataclass(frozen=True, slots=True)
class ReservationsOptions:
    """`language`: that of the ledger's own words ("": of the last revision). `house`: the style of the Word file.

    `past`: say of each statement in which texts of the library it is; `drafts`: in drafts too. Raises SettingsError for
    an unknown value.
    """

    language: str = ""
    house: str = "oas"
    past: bool = False
    drafts: bool = False

    def __post_init__(self) -> None:
        require_language(self.language)
        require_choice("house", self.house, HOUSES)


@dataclass(frozen=True, slots=True)
class ReservationsResult:
    """The ledger of the statements, the doubts of reading, and texts of the library that could not be read."""

    ledger: Ledger
    options: ReservationsOptions
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """How many statements and changes there are, and how many States must be asked again."""
        from drafting.output.reservations import ledger_summary

        return ledger_summary(self.ledger, self.options.language)

    def to_dict(self) -> dict[str, Any]:
        """The ledger (schema drafting/reservations/1)."""
        return self.ledger.to_dict()

    @property
    def forms(self) -> Mapping[str, Form]:
        """The ledger in the formats of `RESERVATIONS_FORMS`."""
        return {".html": partial(_page, self), ".docx": partial(_word, self), ".json": partial(_json, self)}


def list_reservations(
    revisions: Sequence[Draft],
    options: ReservationsOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> ReservationsResult:
    """The footnote statements of one or more revisions, oldest first, and what happened to them.

    The library is opened with `options.past` only. Raises SourceError for a revision that cannot be read, DraftError
    where there is none, LibraryError when the library cannot be opened.
    """
    from drafting.negotiate.reservations import build_ledger

    require_documents(revisions, "search for reservations")
    chosen, texts = options or ReservationsOptions(), []
    steps = len(revisions) + (2 if chosen.past else 1)
    for done, draft in enumerate(revisions):
        report_step(progress, done, steps, f"reading {draft_name(draft)}")
        texts.append(read_draft(draft))
    report_step(progress, len(revisions), steps, "comparing")
    ledger, notes = build_ledger(texts), tuple(n for n in texts[-1].notes if n.code in _DOUBTS)
    if chosen.past:
        report_step(progress, len(revisions) + 1, steps, "searching")
        ledger, missing = _add_past(ledger, chosen.drafts, library)
        notes = (*notes, *missing)
    doubts = reading_warnings(texts)
    return ReservationsResult(ledger, chosen, (*doubts, *(n for n in notes if n not in doubts)))


def _add_past(ledger: Ledger, drafts: bool, library: LibrarySource) -> tuple[Ledger, tuple[Note, ...]]:
    from drafting.negotiate.reservations.past_statements import StatementArchive

    with open_source(library) as opened:
        archive = StatementArchive(opened, drafts)
        past = past_of_ledger(ledger, archive)
    return replace(ledger, past=past), notes_on_missing(missing_texts(archive))


def _page(result: ReservationsResult) -> bytes:
    from drafting.output.reservations import ledger_page

    return ledger_page(result.ledger, result.options.language).encode()


def _word(result: ReservationsResult) -> bytes:
    from drafting.output.reservations_docx import ledger_docx

    return ledger_docx(result.ledger, result.options.language, house=result.options.house)


def _json(result: ReservationsResult) -> bytes:
    return to_json(result.to_dict()).encode()
