"""Where the data of the toolkit lie: templates and starter library (content), and the language files of the lexicon.

In a checkout content lies beside the package, in a wheel inside it. The language files are read here, below the
lexicon, because labels and citations of symbols, which know no lexicon, have words in them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from drafting.errors import DraftingError, SettingsError

LANGUAGE_FILES = Path(__file__).resolve().parent / "lexicon" / "data"


@cache
def content(name: str) -> Path:
    """The folder `name` ("templates" or "precedents"), wherever this copy of the toolkit keeps it."""
    package = Path(__file__).resolve().parent
    for folder in (package / f"_{name}", package.parent / name):
        if folder.is_dir():
            return folder
    raise DraftingError(f"the folder {name!r} is missing from this installation", "install the toolkit again")


def templates() -> Path:
    """The folder of Jinja2 templates and house-style reference documents."""
    return content("templates")


def house_codes() -> tuple[str, ...]:
    """The names of the house styles that have a reference document, in alphabetical order."""
    return tuple(sorted(path.stem for path in (templates() / "documents").glob("*.docx")))


def precedents() -> Path:
    """The folder of the starter library."""
    return content("precedents")


@cache
def language_codes() -> tuple[str, ...]:
    """The codes of all languages that have a file, in alphabetical order."""
    return tuple(sorted(p.stem for p in LANGUAGE_FILES.glob("??.toml")))


@cache
def language_file(name: str) -> str:
    """The text of the file `name`.toml. SettingsError for a language that has none."""
    try:
        return (LANGUAGE_FILES / f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        known = ", ".join(language_codes())
        raise SettingsError(f"no lexicon for the language {name!r}", f"languages known: {known}") from None


@cache
def language_table(name: str, title: str) -> Mapping[str, Any]:
    """One table of the file `name`.toml, read without the rest of it: a whole file takes twenty milliseconds.

    SettingsError where the file has no such table.
    """
    found = table_of(language_file(name), title)
    if found is None:
        raise SettingsError(f"{name}.toml of the lexicon has no table [{title}]", "copy it from another language")
    return found


def table_of(text: str, title: str) -> Mapping[str, Any] | None:
    """The table `title` of a TOML text, of which only this part is parsed; None where there is no such table."""
    import tomllib

    start = text.find(f"\n[{title}]\n")
    if start < 0:
        return None
    end = text.find("\n[", start + 1)
    found: Mapping[str, Any] = tomllib.loads(text[start : end if end > 0 else len(text)])[title]
    return found


@cache
def listed_in_all(title: str, name: str) -> tuple[str, ...]:
    """The entries of one list in every language, each once, in the order of the language codes; a text is one entry."""
    values = [language_table(code, title)[name] for code in language_codes()]
    return tuple(dict.fromkeys(entry for found in values for entry in ([found] if isinstance(found, str) else found)))
