"""Compare two drafts: one comparison, from which tracked changes, report, tables and JSON are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from drafting.app.outputs import to_json
from drafting.app.read import Draft, draft_name, read_draft, reading_warnings
from drafting.app.settings import HOUSES, SIGNATURE, change_date, require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_choice
from drafting.messages import answer_language
from drafting.model.resolution import Note, Resolution

if TYPE_CHECKING:
    from drafting.compare import Comparison, View
    from drafting.word.redline import RedlineSource

Moves: TypeAlias = Literal["native", "plain"]

COMPARE_FORMS = (".docx", ".html", ".json", ".md", ".csv")
"""The suffixes of `CompareResult.forms`; .docx only where the result is marked."""
CONCORDANCE_FORMS = (".docx", ".html", ".md", ".csv")
"""The suffixes of `CompareResult.concordance_forms`."""


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What to make of two drafts.

    `marked`: make the Word file with tracked changes. Then `author` and `date` sign every change, `moves` are written
    as Word moves ("native") or as deletion and insertion ("plain"), drafts that are not Word are built on `house`, and
    `flatten` accepts the tracked changes of both Word files first. `explained`: find what each change means. `view`:
    "exact" (every change) or "reading" (a rewritten passage as one replacement). `language`: that of the report and of
    our comments ("": the language of the new text). Raises SettingsError for an unknown value.
    """

    marked: bool = False
    author: str = SIGNATURE
    date: str = field(default_factory=change_date)
    moves: Moves = "native"
    house: str = "oas"
    language: str = ""
    view: View = "exact"
    flatten: bool = False
    explained: bool = True

    def __post_init__(self) -> None:
        require_choice("moves", self.moves, ("native", "plain"))
        require_choice("house", self.house, HOUSES)
        require_language(self.language)
        require_choice("view", self.view, ("exact", "reading"))


@dataclass(frozen=True, slots=True)
class CompareResult:
    """The comparison, the Word file with tracked changes (empty unless `options.marked`) and what it could not show."""

    comparison: Comparison
    options: CompareOptions
    marked: bytes = b""
    coverage: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Doubts of reading, and what tracked changes could not show, as far as it needs a person's attention."""
        doubts = reading_warnings((self.comparison.old, self.comparison.new))
        return (*doubts, *(n for n in self.coverage if n.severity != "info" and n not in doubts))

    @property
    def language(self) -> str:
        """The language of the summary, the report and the tables."""
        return answer_language(self.options.language, self.comparison.new.language)

    @property
    def summary(self) -> str:
        """The counts of changes in one line."""
        from drafting.output.summary import summarise_comparison

        return summarise_comparison(self.comparison, self.language)

    @property
    def shown(self) -> Comparison:
        """The comparison in the view of the options."""
        return self.comparison.reading() if self.options.view == "reading" else self.comparison

    def to_dict(self) -> dict[str, Any]:
        """The comparison (schema drafting/compare/1) in the view of the options."""
        return self.shown.to_dict()

    @property
    def forms(self) -> Mapping[str, Form]:
        """The result in the formats of `COMPARE_FORMS`; tracked changes are always exact."""
        made: dict[str, Form] = {".docx": partial(bytes, self.marked)} if self.options.marked else {}
        return made | {
            ".html": partial(_report, self),
            ".json": partial(_json, self),
            ".md": partial(_changes_markdown, self),
            ".csv": partial(_numbers, self),
        }

    @property
    def concordance_forms(self) -> Mapping[str, Form]:
        """The table of old and new numbers in the formats of `CONCORDANCE_FORMS`."""
        return {
            ".docx": partial(_concordance_word, self),
            ".html": partial(_concordance_page, self),
            ".md": partial(_concordance_markdown, self),
            ".csv": partial(_numbers, self),
        }


def compare_documents(
    old: Draft, new: Draft, options: CompareOptions | None = None, progress: Progress | None = None
) -> CompareResult:
    """Compare two drafts of any format. Raises SourceError for one that cannot be read."""
    from drafting.compare import compare

    chosen = options or CompareOptions()
    if chosen.marked:
        return _mark_up(old, new, chosen, partial(report_step, progress))
    report_step(progress, 0, 3, f"reading {draft_name(old)}")
    old_text = read_draft(old)
    report_step(progress, 1, 3, f"reading {draft_name(new)}")
    new_text = read_draft(new)
    report_step(progress, 2, 3, "pairing")
    return CompareResult(compare(old_text, new_text, explained=chosen.explained), chosen)


def _mark_up(old: Draft, new: Draft, chosen: CompareOptions, report: Callable[[int, int, str], None]) -> CompareResult:
    from drafting.word.redline import mark_up

    report(0, 4, f"reading {draft_name(old)}")
    old_source, old_notes = _source(old, chosen.flatten, "the old document")
    report(1, 4, f"reading {draft_name(new)}")
    new_source, new_notes = _source(new, chosen.flatten, "the new document")
    comparison, marked = mark_up(
        old_source,
        new_source,
        author=chosen.author,
        date=chosen.date,
        moves=chosen.moves,
        house=chosen.house,
        language=chosen.language or None,
        explained=chosen.explained,
        begins=lambda step: report(2 if step == "pairing" else 3, 4, step),
    )
    return CompareResult(comparison, chosen, marked.package.to_bytes(), (*old_notes, *new_notes, *marked.coverage))


def _source(draft: Draft, flatten: bool, side: str) -> tuple[RedlineSource, tuple[Note, ...]]:
    """One side for the redline, with its package where it is a Word file, and a note on what was accepted in it."""
    from drafting.ooxml.package import Package
    from drafting.read import WORD, read_opened
    from drafting.word.redline import RedlineSource, flatten_revisions

    if isinstance(draft, Resolution) or draft.suffix not in WORD or isinstance(draft.text, int):
        return RedlineSource(read_draft(draft)), ()
    package, note = Package.load(draft.data, draft.name), None
    if flatten:
        package, note = flatten_revisions(package, side)
    return RedlineSource(read_opened(package, draft.name), package), (note,) if note else ()


def _report(result: CompareResult) -> bytes:
    from drafting.output.html import report

    options = result.options
    page = report(result.comparison, language=options.language, coverage=result.coverage, view=options.view)
    return page.encode()


def _json(result: CompareResult) -> bytes:
    return to_json(result.to_dict()).encode()


def _changes_markdown(result: CompareResult) -> bytes:
    from drafting.output.change_table import changes_table

    return changes_table(result.shown, result.language).encode()


def _numbers(result: CompareResult) -> bytes:
    from drafting.output.concordance import concordance_csv

    return concordance_csv(result.comparison).encode("utf-8-sig")


def _concordance_word(result: CompareResult) -> bytes:
    from drafting.output.concordance import concordance_docx

    return concordance_docx(result.comparison, house=result.options.house, language=result.options.language)


def _concordance_page(result: CompareResult) -> bytes:
    from drafting.output.concordance import concordance_html

    return concordance_html(result.comparison, language=result.options.language).encode()


def _concordance_markdown(result: CompareResult) -> bytes:
    from drafting.output.concordance import concordance_markdown

    return concordance_markdown(result.comparison, language=result.options.language).encode()
