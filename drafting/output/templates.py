"""The style sheet and the template engine of all pages."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from drafting.resources import templates
from drafting.text.invisible import blanks, visible, visible_change

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render_page(name: str, language: str, *, trim: bool = True, **values: object) -> str:
    """A page from the template `name` with the style sheet of all pages. Characters that change the direction of
    writing are printed as their names. `language`: that of the page; "" counts as English. `trim`:
    lines of the template that hold nothing but a statement are left out."""
    page = _environment(trim).get_template(name)
    return visible(page.render(css=_style_sheet(), language=language or "en", **values))


@cache
def _style_sheet() -> Markup:
    """The style sheet of all pages, as it is written into each."""
    from markupsafe import Markup

    return Markup((templates() / "pages" / "page.css").read_text(encoding="utf-8"))


@cache
def _environment(trim: bool) -> Environment:
    """The Jinja2 environment of the pages: everything is escaped, an unknown name is an error."""
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
    """The words of a segment as printed on a page: a paragraph end is a pilcrow, the border of a table cell a bar."""
    return text.replace("\n", "¶\n").replace("\t", " │ ")


def _changed(text: str) -> str | Markup:
    """Inserted or deleted words as printed on a page. Blanks alone are kept, and the style sheet shows signs for them:
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
