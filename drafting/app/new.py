"""Make a draft from an outline, with the best wordings of the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_if_there
from drafting.app.outputs import DocumentStyle, WrittenDocument, write_document
from drafting.app.read import Draft, draft_name, read_draft, source_name
from drafting.app.settings import SIGNATURE, require_language
from drafting.app.suggest import NO_LIBRARY
from drafting.app.task import Form, Progress, report_step
from drafting.errors import DraftError
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.compose import ComposedDraft


@dataclass(frozen=True, slots=True)
class NewOptions:
    """How an outline is filled in.

    `language`: that of the wordings, None for the outline's; `default_language`: where the outline shows none.
    `drafts` lets wordings of drafts in, which are not agreed language. `author` signs the comments that name the
    sources; their date is that of `style`. Raises SettingsError for an unknown language.
    """

    language: str | None = None
    default_language: str | None = None
    drafts: bool = False
    author: str = SIGNATURE
    style: DocumentStyle = field(default_factory=DocumentStyle)

    def __post_init__(self) -> None:
        require_language(self.language)
        require_language(self.default_language)


@dataclass(frozen=True, slots=True)
class NewResult:
    """A draft made from an outline; its Word file names the sources in comments."""

    composed: ComposedDraft
    document: WrittenDocument
    library_notes: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """That there is no library, topics for which nothing was found, and parts to be filled in."""
        missing = [
            Note("nothing-found", f"nothing found for “{topic}”; a placeholder stands in the draft", at, "warning")
            for at, topic in self.composed.missing
        ]
        blanks = [
            Note("to-be-filled-in", f"to be filled in: {', '.join(suggestion.blanks)}", at)
            for at, suggestion in self.composed.sources
            if suggestion.blanks
        ]
        return (*self.library_notes, *missing, *blanks, *self.document.notes)

    @property
    def summary(self) -> str:
        """How many paragraphs were found, and how many are missing."""
        return f"{len(self.composed.sources)} paragraphs found, {len(self.composed.missing)} missing"

    def to_dict(self) -> dict[str, Any]:
        """The record of the draft (schema drafting/read/1)."""
        from drafting.output.json import record

        return record(self.composed.resolution)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The draft in the formats of `outputs.DOCUMENT_FORMS`."""
        return self.document.forms


def fill_outline(
    outline: Draft,
    options: NewOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> NewResult:
    """A draft in which each paragraph `? topic words` of an outline is replaced by the best wording for the topic.

    Raises SourceError for an outline that cannot be read, DraftError for an empty one, LibraryError when the library
    cannot be opened.
    """
    from drafting.compose import compose_draft

    chosen = options or NewOptions()
    report_step(progress, 0, 2, f"reading {draft_name(outline)}")
    plan = read_draft(outline)
    if not plan.blocks:
        raise DraftError(f"{source_name(outline)}: the outline is empty", "write paragraphs such as: 1. ? topic words")
    language = chosen.language or plan.language or chosen.default_language or None
    report_step(progress, 1, 2, "searching")
    with open_if_there(library) as opened:
        composed = compose_draft(plan, opened, language=language, drafts=chosen.drafts)
    words = composed.resolution.language
    comments = tuple((at, chosen.author, suggestion.comment(words)) for at, suggestion in composed.sources)
    document = write_document(composed.resolution, chosen.style, comments)
    return NewResult(composed, document, () if opened is not None else (NO_LIBRARY,))
