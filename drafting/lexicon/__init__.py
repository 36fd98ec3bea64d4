"""The words of the field as data, one TOML file per language: openings, enacting words, organs, States, calendar.

`load(language)` returns a `Lexicon`, `detect(text)` the language of a text, `other(text, language)` that of a foreign
paragraph in a document. `masthead` and `page_furniture` answer about lines in any language. A new language is a new
file in `data/`.
"""

from __future__ import annotations

from functools import cache

from drafting.lexicon import loader
from drafting.lexicon.detection import detect, is_foreign, main_language, other
from drafting.lexicon.lexicon import Lexicon
from drafting.lexicon.opening_tree import OpeningForm, OpeningPart
from drafting.lexicon.openings import Opening
from drafting.resources import language_codes

LANGUAGES: tuple[str, ...] = language_codes()
"""Codes of all languages that have a file."""


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language, read once. SettingsError for a code that has no file."""
    return Lexicon(loader.read(language))


__all__ = [
    "LANGUAGES",
    "load",
    "detect",
    "is_foreign",
    "main_language",
    "other",
    "Lexicon",
    "Opening",
    "OpeningPart",
    "OpeningForm",
]
