"""Trace a whole draft to its sources in the library: how much of it is agreed language, and from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import DocumentStyle, to_json, write_document
from drafting.app.read import Draft, draft_name, read_draft, source_name
from drafting.app.settings import HOUSES, SIGNATURE, change_date, require_language
from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import require_choice
from drafting.model.resolution import Note, Resolution

if TYPE_CHECKING:
    from drafting.library.provenance import Provenance

TRACE_DRAFT_FORMS = (".html", ".docx", ".json")
"""The suffixes of `TraceDraftResult.forms`; .docx only where comments were asked for."""


@dataclass(frozen=True, slots=True)
class TraceDraftOptions:
    """Which texts count as sources, and whether the sources go into comments of a Word file.

    `drafts`: drafts of the library are sources too. `itself`: so is the draft's own text in the library. `commented`:
    make the Word file with a comment by `author` on each paragraph: a copy of a .docx as it stands, of other drafts
    (and with `rebuilt` of a .docx) a document built in the style of `house`. Raises SettingsError for an unknown value.
    """

    language: str | None = None
    drafts: bool = False
    itself: bool = False
    commented: bool = False
    author: str = SIGNATURE
    date: str = field(default_factory=change_date)
    house: str = "oas"
    rebuilt: bool = False

    def __post_init__(self) -> None:
        require_language(self.language)
        require_choice("house", self.house, HOUSES)


@dataclass(frozen=True, slots=True)
class TraceDraftResult:
    """A traced draft, and the Word file with its sources in comments (empty unless `options.commented`).

    `source` is the name of its file.
    """

    source: str
    draft: Resolution
    traced: Provenance
    options: TraceDraftOptions
    commented: bytes = b""
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """How much of the draft is agreed language."""
        traced = self.traced
        return f"{self.draft.called}: {traced.percent} % agreed ({traced.agreed} of {traced.words} words)"

    def to_dict(self) -> dict[str, Any]:
        """The sources of each paragraph (schema drafting/library-trace/1)."""
        from drafting.output.json import provenance_record

        return provenance_record(self.traced, self.source)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The sources in the formats of `TRACE_DRAFT_FORMS`."""
        word: dict[str, Form] = {".docx": partial(bytes, self.commented)} if self.options.commented else {}
        return {".html": partial(_page, self), **word, ".json": partial(_json, self)}


def trace_draft(
    draft: Draft,
    options: TraceDraftOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> TraceDraftResult:
    """Trace every paragraph of a draft to the texts of the library that hold its words.

    Raises SourceError for a draft that cannot be read, LibraryError when the library cannot be opened.
    """
    chosen, steps = options or TraceDraftOptions(), 3 if options and options.commented else 2
    report_step(progress, 0, steps, f"reading {draft_name(draft)}")
    resolution = read_draft(draft)
    report_step(progress, 1, steps, "searching")
    with open_source(library) as opened:
        traced = opened.provenance(resolution, language=chosen.language, drafts=chosen.drafts, itself=chosen.itself)
    commented, notes = b"", ()
    if chosen.commented:
        report_step(progress, 2, steps, "writing comments")
        commented, notes = _comment_on(draft, resolution, traced, chosen)
    return TraceDraftResult(source_name(draft), resolution, traced, chosen, commented, notes)


def _comment_on(
    draft: Draft, resolution: Resolution, traced: Provenance, chosen: TraceDraftOptions
) -> tuple[bytes, tuple[Note, ...]]:
    """The Word file with comments, and what it could not hold."""
    from drafting.output.library import trace_comment

    comments = [(p.at, chosen.author, trace_comment(p, resolution.language)) for p in traced.paragraphs if p.words]
    if isinstance(draft, Document) and draft.suffix == ".docx" and not chosen.rebuilt:
        return _comment_in_copy(draft, comments, chosen.date)
    written = write_document(resolution, DocumentStyle(chosen.house, date=chosen.date, word=True), comments)
    return written.forms[".docx"](), written.notes


def _comment_in_copy(
    draft: Document, comments: list[tuple[str, str, str]], date: str
) -> tuple[bytes, tuple[Note, ...]]:
    """A copy of a Word file with comments on its paragraphs, by address."""
    from drafting.model.address import places
    from drafting.ooxml.package import Package
    from drafting.read import read_opened
    from drafting.word.annotate import add_comments

    package = Package.load(draft.data, draft.name)
    blocks = {str(at): block for at, block in places(read_opened(package, draft.name))}
    result, lost = add_comments(package, [(blocks[at], author, text) for at, author, text in comments], date=date)
    if not lost:
        return result.to_bytes(), ()
    message = f"{len(lost)} paragraphs could not be found in the Word file and have no comment"
    return result.to_bytes(), (Note("paragraphs-without-comment", message, severity="warning"),)


def _page(result: TraceDraftResult) -> bytes:
    from drafting.output.library_pages import trace_page

    return trace_page(result.traced, result.draft.called, result.draft.language).encode()


def _json(result: TraceDraftResult) -> bytes:
    return to_json(result.to_dict()).encode()
