"""Follow a draft through its revisions: what became of every paragraph, and when each word came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from drafting.app.outputs import to_json
from drafting.app.read import Draft, draft_name, read_draft, reading_warnings
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step, require_documents
from drafting.messages import answer_language, message
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.compare.revisions import RevisionHistory

HISTORY_FORMS = (".html", ".json", ".csv")
"""The suffixes of `HistoryResult.forms`."""


@dataclass(frozen=True, slots=True)
class HistoryOptions:
    """`delegations`: index of a revision → who tabled it. `language`: that of the page ("": of the last revision)."""

    delegations: Mapping[int, str] = field(default_factory=dict)
    language: str = ""

    def __post_init__(self) -> None:
        require_language(self.language)


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """The history of a draft."""

    history: RevisionHistory
    options: HistoryOptions

    @property
    def notes(self) -> tuple[Note, ...]:
        """The doubts of reading."""
        return reading_warnings(self.history.revisions)

    @property
    def summary(self) -> str:
        """How many revisions there are, and how many paragraphs were followed."""
        language = answer_language(self.options.language, self.history.revisions[-1].language)
        revisions, paragraphs = len(self.history.revisions), len(self.history.body.paragraphs)
        return message("history.summary", language, revisions=revisions, paragraphs=paragraphs)

    def to_dict(self) -> dict[str, Any]:
        """The history (schema drafting/history/1)."""
        return self.history.to_dict()

    @property
    def forms(self) -> Mapping[str, Form]:
        """The history in the formats of `HISTORY_FORMS`."""
        return {".html": partial(_page, self), ".json": partial(_json, self), ".csv": partial(_csv, self)}


def follow_history(
    revisions: Sequence[Draft], options: HistoryOptions | None = None, progress: Progress | None = None
) -> HistoryResult:
    """Follow every paragraph, word and footnote through the revisions of a draft, oldest first.

    New words of a tracked change in a Word file bear the name of its author. Raises SourceError for a revision that
    cannot be read, DraftError where there is none.
    """
    from drafting.compare.revisions import follow_revisions

    require_documents(revisions, "follow")
    chosen, texts = options or HistoryOptions(), []
    for done, draft in enumerate(revisions):
        report_step(progress, done, len(revisions) + 1, f"reading {draft_name(draft)}")
        texts.append(read_draft(draft))
    report_step(progress, len(revisions), len(revisions) + 1, "pairing")
    return HistoryResult(
        follow_revisions(texts, short_names([text.source for text in texts]), chosen.delegations), chosen
    )


def short_names(names: Sequence[str]) -> list[str]:
    """Names for columns: without folder and suffix; with the suffix, then a number, where two would be the same."""
    stems, full = [PurePath(name).stem for name in names], [PurePath(name).name for name in names]
    twice = Counter(stems)
    chosen = [f if twice[s] > 1 else s for s, f in zip(stems, full, strict=True)]
    again = Counter(chosen)
    return [f"{n + 1}: {name}" if again[name] > 1 else name for n, name in enumerate(chosen)]


def _page(result: HistoryResult) -> bytes:
    from drafting.output.history import history_page

    return history_page(result.history, language=result.options.language).encode()


def _json(result: HistoryResult) -> bytes:
    return to_json(result.to_dict()).encode()


def _csv(result: HistoryResult) -> bytes:
    from drafting.output.history import history_csv

    return history_csv(result.history).encode("utf-8-sig")
