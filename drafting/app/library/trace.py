"""Trace the words of a paragraph to the texts of the library that hold them word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import TraceSpan


@dataclass(frozen=True, slots=True)
class TraceOptions:
    """Which texts count as sources: those in `language`, and with `drafts` drafts too.

    Raises SettingsError for an unknown language.
    """

    language: str | None = None
    drafts: bool = False

    def __post_init__(self) -> None:
        require_language(self.language)


@dataclass(frozen=True, slots=True)
class TraceResult:
    """The runs of words of a paragraph that the library holds, with their sources."""

    text: str
    spans: tuple[TraceSpan, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many runs of words were found."""
        return f"{len(self.spans)} runs of words" if self.spans else "no run of eight words stands in the library"

    def to_dict(self) -> dict[str, Any]:
        """The runs of words (schema drafting/library-trace/1)."""
        from drafting.output.json import trace_record

        return trace_record(self.text, self.spans)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The runs of words as .json."""
        return {".json": partial(_json, self)}


def trace_paragraph(
    text: str,
    options: TraceOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> TraceResult:
    """The runs of eight words or more of a paragraph that the library holds word for word.

    Raises LibraryError when the library cannot be opened, SettingsError for a paragraph that is not text.
    """
    require_words("text", text)
    chosen = options or TraceOptions()
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        return TraceResult(text, opened.trace(text, language=chosen.language, drafts=chosen.drafts))


def _json(result: TraceResult) -> bytes:
    return to_json(result.to_dict()).encode()
