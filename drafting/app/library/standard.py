"""Find the most standard wording of a topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.hits import require_kind
from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_number, require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.standard_wording import Standard


@dataclass(frozen=True, slots=True)
class StandardOptions:
    """Which wordings are wanted, at most `limit` of them; `drafts`: of drafts too, not only of adopted texts.

    Raises SettingsError for an unknown value.
    """

    language: str | None = None
    organ: str | None = None
    kind: str | None = None
    drafts: bool = False
    limit: int = 3

    def __post_init__(self) -> None:
        require_language(self.language)
        require_kind(self.kind)
        require_number("limit", self.limit, 1, 50)


@dataclass(frozen=True, slots=True)
class StandardResult:
    """The wordings of a topic to which the others are closest."""

    topic: str
    wordings: tuple[Standard, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many wordings were found."""
        if not self.wordings:
            return "no wording of this topic stands in two texts: try fewer or other words"
        return f"{len(self.wordings)} wordings of “{self.topic}”"

    def to_dict(self) -> dict[str, Any]:
        """The wordings (schema drafting/library-standard/1)."""
        from drafting.output.json import standard_record

        return standard_record(self.topic, self.wordings)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The wordings as .json."""
        return {".json": partial(_json, self)}


def find_standard(
    topic: str,
    options: StandardOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> StandardResult:
    """The wording of a topic to which the others are closest, with the parts that vary as {…}.

    Raises LibraryError when the library cannot be opened, SettingsError for a topic that is not text.
    """
    require_words("topic", topic)
    chosen = options or StandardOptions()
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        wordings = opened.standard(
            topic,
            language=chosen.language,
            organ=chosen.organ,
            kind=chosen.kind,
            drafts=chosen.drafts,
            limit=chosen.limit,
        )
    return StandardResult(topic, wordings)


def _json(result: StandardResult) -> bytes:
    return to_json(result.to_dict()).encode()
