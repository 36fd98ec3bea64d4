"""What the pages about a negotiation share: their words in each language, the style sheet, the template engine."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from drafting.resources import templates
from drafting.write.visible import visible_change

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def negotiation_words(language: str) -> Mapping[str, str]:
    """The words of the ledger and the cockpit in a language; English where the language has none."""
    table = tomllib.loads((templates() / "pages" / "negotiation.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = table["en"] | table.get(language[:2].lower(), {})
    return found


@cache
def style_sheet() -> Any:
    """The style sheet of all pages, ready to stand in one."""
    from markupsafe import Markup

    return Markup((templates() / "pages" / "page.css").read_text(encoding="utf-8"))


@cache
def environment() -> Environment:
    """Jinja2 on our pages, everything escaped, a misspelt name an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(str(templates() / "pages"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["changed"] = lambda text: visible_change(text).replace("\n", "¶\n")
    return found
