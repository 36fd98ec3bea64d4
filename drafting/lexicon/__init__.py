"""The words of the field as data, one TOML file per language: openings, enacting words, organs, States, calendar.

`load(language)` gives a `Lexicon`; `detect(text)` the language of a text, `other(text, language)` that of a paragraph
in a document of another. A new language is a new file in `data/`.
"""

from __future__ import annotations

from functools import cache

from drafting.lexicon import loader as source
from drafting.lexicon.detection import detect, main_language, other
from drafting.lexicon.lexicon import Lexicon, Typography
from drafting.lexicon.line_types import Organ
from drafting.lexicon.openings import Form, Opening, Part
from drafting.resources import language_codes

LANGUAGES: tuple[str, ...] = language_codes()
"""Codes of all languages that have a file."""


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language, read once. SettingsError for a code that has no file."""
    return Lexicon(source.read(language))


__all__ = [
    "LANGUAGES",
    "load",
    "detect",
    "main_language",
    "other",
    "Lexicon",
    "Opening",
    "Organ",
    "Typography",
    "Part",
    "Form",
]
