"""Where the content folders lie: `templates/` and `precedents/` in a checkout, inside the package in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from drafting.errors import DraftingError

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
