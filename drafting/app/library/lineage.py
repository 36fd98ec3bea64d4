"""Follow a paragraph through the texts of the library: its wordings from text to text, and what each step changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_number, require_words
from drafting.model.resolution import Note
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.library.lineage import Step as LineageStep
    from drafting.library.models import Hit

LINEAGE_FORMS = (".html", ".json")
"""The suffixes of `LineageResult.forms`."""
TITLE = 180
"""Characters of the paragraph in the title of its page. Judged, not measured: two lines."""


@dataclass(frozen=True, slots=True)
class LineageOptions:
    """Which texts are searched: those in `language`, and with `drafts` drafts too.

    `akin`: the similarity, in per cent from 5 to 100, that is enough by itself for a wording to belong to the lineage.
    Raises SettingsError for an unknown value.
    """

    language: str | None = None
    drafts: bool = False
    akin: int = 60

    def __post_init__(self) -> None:
        require_language(self.language)
        require_number("akin", self.akin, 5, 100)


@dataclass(frozen=True, slots=True)
class LineageResult:
    """The wordings of a paragraph, oldest first, and paragraphs of other texts on its subject."""

    text: str
    steps: tuple[LineageStep, ...]
    others: tuple[Hit, ...]
    options: LineageOptions

    @property
    def notes(self) -> tuple[Note, ...]:
        """Where no wording was found: how to look further."""
        if self.steps:
            return ()
        akin = self.options.akin
        message = f"no wording of {akin} % kinship stands in the library: --akin {max(5, akin - 20)} looks further"
        return (Note("no-wordings", message),)

    @property
    def summary(self) -> str:
        """How many wordings there are, and how many paragraphs on the same subject."""
        return f"{len(self.steps)} wordings, {len(self.others)} paragraphs on the same subject"

    def to_dict(self) -> dict[str, Any]:
        """The lineage (schema drafting/library-lineage/1)."""
        from drafting.output.json import lineage_record

        return lineage_record(self.text, self.steps, self.others)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The lineage in the formats of `LINEAGE_FORMS`."""
        return {".html": partial(_page, self), ".json": partial(_json, self)}


def find_lineage(
    text: str,
    options: LineageOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> LineageResult:
    """The wordings of a paragraph in the texts of the library, one for each text, oldest first.

    Raises LibraryError when the library cannot be opened, SettingsError for a paragraph that is not text.
    """
    require_words("text", text)
    chosen = options or LineageOptions()
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        steps = opened.lineage(text, language=chosen.language, drafts=chosen.drafts, akin=chosen.akin / 100)
        others = opened.on_subject(text, steps, language=chosen.language, drafts=chosen.drafts)
    return LineageResult(text, steps, others, chosen)


def _page(result: LineageResult) -> bytes:
    from drafting.lexicon import detect
    from drafting.output.library_pages import lineage_page

    language = result.options.language or detect(result.text)
    return lineage_page(result.steps, result.others, shorten(result.text, TITLE), language).encode()


def _json(result: LineageResult) -> bytes:
    return to_json(result.to_dict()).encode()
