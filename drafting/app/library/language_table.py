"""Put a text of the library beside its language versions, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.settings import HOUSES
from drafting.app.task import Form, Progress, report_step
from drafting.errors import LibraryError, require_choice, require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.language_versions import SideBySide

LANGUAGE_TABLE_FORMS = (".docx", ".csv")
"""The suffixes of `LanguageTableResult.forms`."""


@dataclass(frozen=True, slots=True)
class LanguageTableOptions:
    """`languages`: the columns, in this order (none: all there are). `house`: the style of the Word file.

    Raises SettingsError for an unknown house.
    """

    languages: tuple[str, ...] = ()
    house: str = "oas"

    def __post_init__(self) -> None:
        require_choice("house", self.house, HOUSES)


@dataclass(frozen=True, slots=True)
class LanguageTableResult:
    """A text, by symbol or name, beside its language versions."""

    name: str
    sides: SideBySide
    options: LanguageTableOptions

    @property
    def notes(self) -> tuple[Note, ...]:
        """That there is one language only, paragraphs without a counterpart, and pairs that may be none."""
        sides, found = self.sides, []
        if len(sides.languages) < 2:
            words = f"{self.name} stands in the library in one language only ({sides.languages[0]})"
            found.append(Note("one-language", words))
        alone = sum(sum(hit is not None for hit in row) < len(sides.languages) for row in sides.rows)
        if alone:
            words = f"{alone} of {len(sides.rows)} paragraphs have no counterpart in every language"
            found.append(Note("no-counterpart", words))
        if sides.doubts:
            words = f"{len(sides.doubts)} rows (marked ?) have one number but hardly a name or figure in common"
            found.append(Note("doubtful-rows", words, severity="warning"))
        return tuple(found)

    @property
    def summary(self) -> str:
        """How many rows there are, and in which languages."""
        return f"{self.name}: {len(self.sides.rows)} paragraphs in {', '.join(self.sides.languages)}"

    def to_dict(self) -> dict[str, Any]:
        """The table as plain lists: `languages`, and in `rows` the number and the words in each language."""
        from drafting.output.library import side_by_side_rows

        rows = [list(row) for row in side_by_side_rows(self.sides)]
        return {"name": self.name, "languages": list(self.sides.languages), "rows": rows}

    @property
    def forms(self) -> Mapping[str, Form]:
        """The table in the formats of `LANGUAGE_TABLE_FORMS`."""
        return {".docx": partial(_word, self), ".csv": partial(_csv, self)}


def compare_languages(
    name: str,
    options: LanguageTableOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> LanguageTableResult:
    """A text, by symbol or name, beside its language versions.

    Raises LibraryError when the library cannot be opened or holds no such text.
    """
    require_words("name", name)
    chosen = options or LanguageTableOptions()
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        sides = opened.side_by_side(name, chosen.languages)
    if sides is None:
        raise LibraryError(f"no text in the library is called {name}", "give its symbol or its name")
    return LanguageTableResult(name, sides, chosen)


def _word(result: LanguageTableResult) -> bytes:
    from drafting.output.library import side_by_side_rows
    from drafting.word.build.table_document import table_document

    languages = result.sides.languages
    return table_document(
        result.name,
        ("", *map(str.upper, languages)),
        side_by_side_rows(result.sides),
        house=result.options.house,
        language=languages[0],
        shares=(1, *(6 for _ in languages)),
    )


def _csv(result: LanguageTableResult) -> bytes:
    from drafting.output.library import side_by_side_csv

    return side_by_side_csv(result.sides).encode("utf-8-sig")
