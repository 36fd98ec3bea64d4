"""What the pages about a negotiation share: their words in each language, the style sheet, the template engine."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from drafting.lexicon import LANGUAGES, load
from drafting.resources import templates
from drafting.text.invisible import blanks, visible, visible_change

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


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


def delegation_name(code: str, language: str) -> str:
    """The name of a State or group in a language; in English where the lexicon has no such language."""
    return load(language if language in LANGUAGES else "en").delegations.name(code)


def render_page(name: str, language: str, *, trim: bool = True, **values: object) -> str:
    """A page from the template of that name, with the style sheet of all pages; characters that turn the direction of
    reading are spelt out, wherever they come from. `language`: that of the page; "" counts as English. `trim`: lines of
    the template that hold nothing but a statement are left out."""
    page = _environment(trim).get_template(name)
    return visible(page.render(css=_style_sheet(), language=language or "en", **values))


@cache
def _style_sheet() -> Markup:
    """The style sheet of all pages, as it is written into each."""
    from markupsafe import Markup

    return Markup((templates() / "pages" / "page.css").read_text(encoding="utf-8"))


@cache
def _environment(trim: bool) -> Environment:
    """Jinja2 on our pages: everything escaped, a misspelt name an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(str(templates() / "pages"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=trim,
        lstrip_blocks=trim,
        keep_trailing_newline=True,
    )
    found.filters.update(shown=_shown, changed=_changed, lang=_lang, digest=_digest)
    return found


def _shown(text: str) -> str:
    """Words of a segment as people see them: a paragraph end among them is a pilcrow, a table cell a bar."""
    return text.replace("\n", "¶\n").replace("\t", " │ ")


def _changed(text: str) -> str | Markup:
    """The same for words that came or went; blanks alone stay what they are, and the style sheet prints signs for them:
    copied text keeps the blanks."""
    from markupsafe import Markup

    signs = blanks(text)
    if not signs:
        return _shown(visible_change(text))
    return Markup('<span class="blank" data-sign="{}">{}</span>').format(signs, _shown(text))


def _lang(code: str) -> str:
    """A language code that the attribute `lang` may have: the code given when it has the form of one, else "en"."""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code) else "en"


def _digest(script: str) -> str:
    """What a content security policy calls an inline script: the policy then allows this script and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
