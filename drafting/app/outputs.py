"""The formats a draft can be written in, by suffix; nothing is loaded before a format is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from drafting.app.settings import HOUSES, require_language
from drafting.app.task import Form
from drafting.errors import require_choice

if TYPE_CHECKING:
    from drafting.model.resolution import Note, Resolution
    from drafting.word.build import Built
    from drafting.word.build.line_numbers import Restart

DOCUMENT_FORMS = (".docx", ".md", ".html", ".txt", ".json")
"""The suffixes of `WrittenDocument.forms`."""

Comments: TypeAlias = Sequence[tuple[str | int, str, str]]
"""Comments of a Word file as (address or position of the block, author, text)."""


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """How a draft is written as a Word file.

    `house`: "oas" or "un". `language` (fr, en, es or pt) replaces the draft's for the spell-checker. `lines` numbers
    the lines of each page (True or "page") or through the document ("continuous"). `date` is that of the comments; ""
    takes the fixed date of `word.build`. `word`: make the Word file at once, so that what it cannot hold is among the
    notes of the result; without it the file is made when its form is called, and has no notes. Raises SettingsError for
    an unknown value.
    """

    house: str = "oas"
    language: str | None = None
    lines: bool | Restart = False
    date: str = field(default="", kw_only=True)
    word: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        require_choice("house", self.house, HOUSES)
        require_language(self.language)
        require_choice("lines", self.lines, (False, True, "page", "continuous"))


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A draft in a style, with comments for the Word file.

    `data`: the Word file where it was made at once, else None; `notes`: what that file could not hold.
    """

    resolution: Resolution
    style: DocumentStyle
    comments: Comments = ()
    data: bytes | None = None
    notes: tuple[Note, ...] = ()

    @property
    def forms(self) -> dict[str, Form]:
        """The draft in the formats of `DOCUMENT_FORMS`."""
        return {
            ".docx": partial(_word, self),
            ".md": partial(_markdown, self.resolution),
            ".html": partial(_page, self.resolution),
            ".txt": partial(_text, self.resolution),
            ".json": partial(_json, self.resolution),
        }


def write_document(draft: Resolution, style: DocumentStyle, comments: Comments = ()) -> WrittenDocument:
    """A draft that can be written in each of `DOCUMENT_FORMS`.

    Raises SettingsError for a comment that points nowhere, where the Word file is made at once.
    """
    if not style.word:
        return WrittenDocument(draft, style, comments)
    built = _build(draft, style, comments)
    return WrittenDocument(draft, style, comments, built.package.to_bytes(), built.notes)


def to_json(value: Any) -> str:
    """A result as people and programs read it: indented, letters with accents as they are, a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _build(draft: Resolution, style: DocumentStyle, comments: Comments) -> Built:
    from drafting.word.build import DATE, build_package

    return build_package(
        draft, house=style.house, language=style.language, lines=style.lines, comments=comments, date=style.date or DATE
    )


def _word(document: WrittenDocument) -> bytes:
    if document.data is not None:
        return document.data
    return _build(document.resolution, document.style, document.comments).package.to_bytes()


def _markdown(draft: Resolution) -> bytes:
    from drafting.output.markdown import markdown

    return markdown(draft).encode()


def _page(draft: Resolution) -> bytes:
    from drafting.output.html import page

    return page(draft).encode()


def _text(draft: Resolution) -> bytes:
    from drafting.output.text import text

    return text(draft).encode()


def _json(draft: Resolution) -> bytes:
    from drafting.output.json import record

    return to_json(record(draft)).encode()
