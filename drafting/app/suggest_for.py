"""Suggest agreed language for a whole draft: the closest wording of each paragraph, and paragraphs it may lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.read import Draft, draft_name, read_draft, source_name
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_number
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.compose import DraftReview


@dataclass(frozen=True, slots=True)
class SuggestForOptions:
    """Which wordings are wanted, `limit` a paragraph; `before`: only of texts of an earlier year.

    `drafts` lets wordings of drafts in, which are not agreed language. Raises SettingsError for an unknown value.
    """

    language: str | None = None
    before: int | None = None
    organ: str | None = None
    drafts: bool = False
    limit: int = 1

    def __post_init__(self) -> None:
        require_language(self.language)
        require_number("limit", self.limit, 1, 100)


@dataclass(frozen=True, slots=True)
class SuggestForResult:
    """What the library proposes for a draft; `source` is the name of its file."""

    source: str
    review: DraftReview

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """For how many paragraphs there is agreed language, and how many the draft may lack."""
        found = sum(1 for paragraph in self.review.paragraphs if paragraph.groups)
        missing = len(self.review.missing)
        return f"agreed language for {found} of {len(self.review.paragraphs)} paragraphs, {missing} may be missing"

    def to_dict(self) -> dict[str, Any]:
        """The wordings (schema drafting/suggest-for/1)."""
        from drafting.output.json import review_record

        return review_record(self.review, self.source)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The wordings as .json."""
        return {".json": partial(_json, self)}


def suggest_for_draft(
    draft: Draft,
    options: SuggestForOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> SuggestForResult:
    """The agreed language closest to each paragraph of a draft, and paragraphs of the nearest texts that it lacks.

    Raises SourceError for a draft that cannot be read, LibraryError when the library cannot be opened.
    """
    from drafting.compose import review_draft

    chosen = options or SuggestForOptions()
    report_step(progress, 0, 2, f"reading {draft_name(draft)}")
    text = read_draft(draft)
    report_step(progress, 1, 2, "searching")
    with open_source(library) as opened:
        review = review_draft(
            opened,
            text,
            language=chosen.language,
            before=chosen.before,
            organ=chosen.organ,
            drafts=chosen.drafts,
            limit=chosen.limit,
        )
    return SuggestForResult(source_name(draft), review)


def _json(result: SuggestForResult) -> bytes:
    return to_json(result.to_dict()).encode()
