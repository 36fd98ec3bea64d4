"""Search the library for paragraphs by words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.hits import hits_lines, hits_sheet, require_kind
from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import SettingsError, require_number, require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import Results

SEARCH_FORMS = (".json", ".jsonl", ".csv")
"""The suffixes of `SearchResult.forms`."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Which paragraphs are wanted, at most `limit` of them.

    `years`: first and last year, None for an open end. `state` (ISO 3166 alpha-3): only paragraphs on which this State
    made a statement. `verb_class`: only this class of opening words ("request"). `newest`: newest first instead of best
    first. `facets`: count all answers by language, year, organ, kind and class. Raises SettingsError for an unknown
    value.
    """

    language: str | None = None
    organ: str | None = None
    years: tuple[int | None, int | None] | None = None
    kind: str | None = None
    state: str | None = None
    verb_class: str | None = None
    newest: bool = False
    facets: bool = False
    limit: int = 10

    def __post_init__(self) -> None:
        require_language(self.language)
        require_kind(self.kind)
        require_number("limit", self.limit, 1, 1000)
        if self.years is not None and not (
            isinstance(self.years, tuple) and len(self.years) == 2 and all(_is_year(year) for year in self.years)
        ):
            raise SettingsError(f"years={self.years!r} is not a period", "give (2019, 2024), None for an open end")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The paragraphs that answer a query, with what was counted."""

    query: str
    results: Results
    options: SearchOptions

    @property
    def notes(self) -> tuple[Note, ...]:
        """Words of the query that were left out, and whether only some of its words were found."""
        found = []
        if self.results.ignored:
            words = f"left out of the question: {' '.join(self.results.ignored)}"
            found.append(Note("words-left-out", words, severity="warning"))
        if self.results and not self.results.every_word:
            found.append(Note("some-words-only", "no paragraph holds all these words: some of them only"))
        return tuple(found)

    @property
    def summary(self) -> str:
        """How many paragraphs were found."""
        return f"{len(self.results)} paragraphs" if self.results else "nothing found: try fewer or other words"

    def to_dict(self) -> dict[str, Any]:
        """The paragraphs (schema drafting/library-search/1)."""
        from drafting.output.json import search_record

        return search_record(self.query, self.results, facets=self.options.facets)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The paragraphs in the formats of `SEARCH_FORMS`."""
        return {
            ".json": partial(_json, self),
            ".jsonl": partial(hits_lines, self.results.hits),
            ".csv": partial(hits_sheet, self.results.hits),
        }


def search_library(
    query: str,
    options: SearchOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> SearchResult:
    """Paragraphs by words, "phrases" and -exclusions. Accents, case and endings of words do not matter.

    Raises LibraryError when the library cannot be opened, SettingsError for a query that is not text.
    """
    require_words("query", query)
    chosen = options or SearchOptions()
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        results = opened.search(
            query,
            language=chosen.language,
            organ=chosen.organ,
            years=chosen.years,
            kind=chosen.kind,
            limit=chosen.limit,
            state=chosen.state.upper() if chosen.state else None,
            class_=chosen.verb_class.lower() if chosen.verb_class else None,
            newest=chosen.newest,
            facets=chosen.facets,
        )
    return SearchResult(query, results, chosen)


def _is_year(year: object) -> bool:
    return year is None or (isinstance(year, int) and not isinstance(year, bool))


def _json(result: SearchResult) -> bytes:
    return to_json(result.to_dict()).encode()
