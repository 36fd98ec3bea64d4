"""What the pages about a negotiation share: their words in each language, the style sheet, the template engine."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from drafting.resources import templates
from drafting.text.invisible import blanks, visible_change

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def words_of(table: str, language: str) -> Mapping[str, str]:
    """The words of pages in a language, from the table of that name; English where the language has none."""
    tables = tomllib.loads((templates() / "pages" / f"{table}.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = tables["en"] | tables.get(language[:2].lower(), {})
    return found


def page_words(language: str) -> Mapping[str, str]:
    """The words of the report and of the pages of a draft."""
    return words_of("words", language)


def negotiation_words(language: str) -> Mapping[str, str]:
    """The words of the ledger and the cockpit."""
    return words_of("negotiation", language)


@cache
def style_sheet() -> Any:
    """The style sheet of all pages, ready to stand in one."""
    from markupsafe import Markup

    return Markup((templates() / "pages" / "page.css").read_text(encoding="utf-8"))


@cache
def environment(*, trim: bool = True) -> Environment:
    """Jinja2 on our pages, everything escaped, a misspelt name an error. `trim`: lines of statements alone go."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(str(templates() / "pages"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trim,
        lstrip_blocks=trim,
        keep_trailing_newline=True,
    )
    found.filters.update(shown=_shown, changed=_changed)
    return found


def _shown(text: str) -> str:
    """Words of a segment as people see them: a paragraph end among them is a pilcrow, a table cell a bar."""
    return text.replace("\n", "¶\n").replace("\t", " │ ")


def _changed(text: str) -> Any:
    """The same for words that came or went; blanks alone stay what they are, and the style sheet prints signs for them:
    copied text keeps the blanks."""
    from markupsafe import Markup

    signs = blanks(text)
    if not signs:
        return _shown(visible_change(text))
    return Markup('<span class="blank" data-sign="{}">{}</span>').format(signs, _shown(text))
