"""Find the agreed language closest to a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from drafting.app.library.hits import hits_lines, hits_sheet, require_kind
from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_choice, require_number, require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import Group, Hit

NearestView: TypeAlias = Literal["paragraphs", "wordings", "versions"]

NEAREST_FORMS = (".json", ".jsonl", ".csv")
"""The suffixes of `NearestResult.forms`."""


@dataclass(frozen=True, slots=True)
class NearestOptions:
    """Which paragraphs are wanted, at most `limit` of them.

    `before`: only texts of an earlier year. `drafts`: drafts too, not only adopted texts. `view`: the closest
    "paragraphs"; the closest "wordings", each once with all its uses; or the closest paragraph in its other languages
    and revisions ("versions"). Raises SettingsError for an unknown value.
    """

    language: str | None = None
    before: int | None = None
    organ: str | None = None
    kind: str | None = None
    drafts: bool = False
    limit: int = 10
    view: NearestView = "paragraphs"

    def __post_init__(self) -> None:
        require_language(self.language)
        require_kind(self.kind)
        require_number("limit", self.limit, 1, 1000)
        require_choice("view", self.view, ("paragraphs", "wordings", "versions"))
        if self.before is not None:
            require_number("before", self.before, 1, 9999)


@dataclass(frozen=True, slots=True)
class NearestResult:
    """The paragraphs closest to a text, closest first; in the view "versions" those of the closest one.

    `groups`: in the view "wordings" each wording with its uses and what differs; `hits` has the first use of each.
    """

    text: str
    hits: tuple[Hit, ...]
    groups: tuple[Group, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many paragraphs come close."""
        return f"{len(self.hits)} paragraphs" if self.hits else "nothing comes close"

    def to_dict(self) -> dict[str, Any]:
        """The paragraphs (schema drafting/library-nearest/1)."""
        from drafting.output.json import nearest_record

        return nearest_record(self.text, self.hits)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The paragraphs in the formats of `NEAREST_FORMS`."""
        return {
            ".json": partial(_json, self),
            ".jsonl": partial(hits_lines, self.hits),
            ".csv": partial(hits_sheet, self.hits),
        }


def find_nearest(
    text: str,
    options: NearestOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> NearestResult:
    """The agreed language closest to a paragraph, each with its match %.

    Raises LibraryError when the library cannot be opened, SettingsError for a paragraph that is not text.
    """
    require_words("text", text)
    chosen = options or NearestOptions()
    asked: dict[str, Any] = {
        "language": chosen.language,
        "before": chosen.before,
        "organ": chosen.organ,
        "kind": chosen.kind,
        "drafts": chosen.drafts,
        "limit": chosen.limit,
    }
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        if chosen.view == "wordings":
            groups = opened.groups(text, **asked)
            return NearestResult(text, tuple(group.hit for group in groups), groups)
        hits = opened.nearest(text, **asked)
        if chosen.view == "versions":
            hits = opened.versions(hits[0]) if hits else ()
    return NearestResult(text, hits)


def _json(result: NearestResult) -> bytes:
    return to_json(result.to_dict()).encode()
