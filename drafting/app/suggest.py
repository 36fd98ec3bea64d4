"""Suggest standard language for a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_if_there
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import SettingsError, require_choice
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.compose.models import Suggestion

NO_LIBRARY = Note(
    "no-library",
    "there is no library yet, only the starter library is asked: drafting library add --adopted FOLDER",
    severity="warning",
)


@dataclass(frozen=True, slots=True)
class SuggestOptions:
    """Which wordings are wanted: of a language, of texts of an organ, "preambular" or "operative", at most `limit`.

    `drafts` lets wordings of drafts in, which are not agreed language. Raises SettingsError for an unknown value.
    """

    language: str | None = None
    organ: str | None = None
    kind: str | None = None
    drafts: bool = False
    limit: int = 5

    def __post_init__(self) -> None:
        require_language(self.language)
        require_choice("kind", self.kind, (None, "preambular", "operative"))
        if not isinstance(self.limit, int) or self.limit < 1:
            raise SettingsError(f"limit={self.limit!r} is not a number of suggestions", "give 1 or more")


@dataclass(frozen=True, slots=True)
class SuggestResult:
    """Wordings for a topic, best first."""

    topic: str
    suggestions: tuple[Suggestion, ...]
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """How many wordings were found."""
        return f"{len(self.suggestions)} wordings for “{self.topic}”"

    def to_dict(self) -> dict[str, Any]:
        """The wordings (schema drafting/suggest/1)."""
        from drafting.output.json import suggestions_record

        return suggestions_record(self.topic, self.suggestions)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The wordings as .json."""
        return {".json": partial(_json, self)}


def suggest_wordings(
    topic: str,
    options: SuggestOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> SuggestResult:
    """Standard language for a topic, from the library (where there is one) and the starter library.

    Raises LibraryError when the library cannot be opened, SettingsError for an empty topic.
    """
    from drafting.compose import suggest

    if not isinstance(topic, str) or not topic.strip():
        raise SettingsError(f"{topic!r} is not a topic", "give some words, such as: training of local officials")
    chosen = options or SuggestOptions()
    report_step(progress, 0, 1, "searching")
    with open_if_there(library) as opened:
        found = suggest(
            opened, topic, language=chosen.language, organ=chosen.organ, kind=chosen.kind, drafts=chosen.drafts,
            limit=chosen.limit,
        )  # fmt: skip
    return SuggestResult(topic, found, () if opened is not None else (NO_LIBRARY,))


def _json(result: SuggestResult) -> bytes:
    return to_json(result.to_dict()).encode()
