"""The formats a draft can be written in, by suffix; nothing is loaded before a format is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from drafting.app.settings import HOUSES, LANGUAGES
from drafting.app.task import Form
from drafting.errors import require_choice

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution
    from drafting.word.build.line_numbers import Restart

DOCUMENT_FORMS = (".docx", ".md", ".html", ".txt", ".json")
"""The suffixes of `document_forms`."""

Comments: TypeAlias = Sequence[tuple[str | int, str, str]]
"""Comments of a Word file as (address or position of the block, author, text)."""


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """How a draft is written as a Word file.

    `house`: "oas" or "un". `language` (fr, en, es or pt) replaces the draft's for the spell-checker. `lines` numbers
    the lines of each page (True or "page") or through the document ("continuous"). `date` is that of the comments; ""
    takes the fixed date of `word.build`. Raises SettingsError for an unknown value.
    """

    house: str = "oas"
    language: str | None = None
    lines: bool | Restart = False
    date: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        require_choice("house", self.house, HOUSES)
        require_choice("language", self.language or None, (None, *LANGUAGES))
        require_choice("lines", self.lines, (False, True, "page", "continuous"))


def document_forms(draft: Resolution, style: DocumentStyle, comments: Comments = ()) -> dict[str, Form]:
    """How to write a draft in each of `DOCUMENT_FORMS`; the comments go into the Word file."""
    return {
        ".docx": partial(_word, draft, style, comments),
        ".md": partial(_markdown, draft),
        ".html": partial(_page, draft),
        ".txt": partial(_text, draft),
        ".json": partial(_json, draft),
    }


def to_json(value: Any) -> str:
    """A result as people and programs read it: indented, letters with accents as they are, a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _word(draft: Resolution, style: DocumentStyle, comments: Comments) -> bytes:
    from drafting.word.build import DATE, build

    return build(
        draft, house=style.house, language=style.language, lines=style.lines, comments=comments, date=style.date or DATE
    )


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
