"""List what is still open in a negotiating text: brackets, alternatives, who proposes and who blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.outputs import to_json
from drafting.app.read import Draft, draft_name, read_draft, reading_warnings
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step, require_documents
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.negotiate.brackets import BracketSummary

BRACKETS_FORMS = (".html", ".json")
"""The suffixes of `BracketsResult.forms`."""


@dataclass(frozen=True, slots=True)
class BracketsOptions:
    """`language`: that of the page's own words ("": of the text). Raises SettingsError for an unknown language."""

    language: str = ""

    def __post_init__(self) -> None:
        require_language(self.language)


@dataclass(frozen=True, slots=True)
class BracketsResult:
    """What is open in a text, and in its earlier revisions (`before`, oldest first)."""

    last: BracketSummary
    before: tuple[BracketSummary, ...]
    options: BracketsOptions
    notes: tuple[Note, ...] = ()
    """The doubts of reading; signs that do not pair are part of the summary of each paragraph."""

    @property
    def summary(self) -> str:
        """The counts of brackets and of paragraphs."""
        from drafting.output.brackets import brackets_summary

        return brackets_summary(self.last, self.options.language)

    def to_dict(self) -> dict[str, Any]:
        """The brackets (schema drafting/brackets/1)."""
        return self.last.to_dict(before=self.before)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The brackets in the formats of `BRACKETS_FORMS`."""
        return {".html": partial(_page, self), ".json": partial(_json, self)}


def list_brackets(
    revisions: Sequence[Draft], options: BracketsOptions | None = None, progress: Progress | None = None
) -> BracketsResult:
    """What is open in the last of one or more revisions, oldest first, and how many brackets the earlier ones had.

    Raises SourceError for a revision that cannot be read, DraftError where there is none.
    """
    from drafting.negotiate.brackets import summarise_brackets

    require_documents(revisions, "search for brackets")
    summaries, texts = [], []
    for done, draft in enumerate(revisions):
        report_step(progress, done, len(revisions), f"reading {draft_name(draft)}")
        texts.append(read_draft(draft))
        summaries.append(summarise_brackets(texts[-1]))
    chosen, doubts = options or BracketsOptions(), reading_warnings(texts)
    return BracketsResult(summaries[-1], tuple(summaries[:-1]), chosen, doubts)


def _page(result: BracketsResult) -> bytes:
    from drafting.output.brackets import brackets_page

    return brackets_page(result.last, result.options.language, result.before).encode()


def _json(result: BracketsResult) -> bytes:
    return to_json(result.to_dict()).encode()
