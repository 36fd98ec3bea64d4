"""Words looked for in texts of every language: mastheads and page heads are bilingual, and are read before the text.

Each language file has its words in a small table (`[furniture]`, `[masthead]`, `[conjunctions]` …); here those of all
languages are combined. Only the table asked for is parsed, so that starting does not read the whole lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafting.resources import listed_in_all as listed
from drafting.text.folding import fold

__all__ = ["alternatives", "any_phrase", "listed", "regexes"]
_APOSTROPHES = "'’ʼ"


def alternatives(table: str, *names: str) -> str:
    """A pattern (to be put in a group) that matches each phrase of the lists, in every language, as printed.

    Accents may be missing, blanks may be of any kind and length, apostrophes of any shape. Longest phrases first.
    """
    return any_phrase(phrase for name in names for phrase in listed(table, name))


def regexes(table: str, name: str) -> str:
    """A pattern (to be put in a group) that matches what any pattern of the list does, in every language."""
    return "|".join(listed(table, name))


def any_phrase(phrases: Iterable[str]) -> str:
    """A pattern (to be put in a group) for phrases as they are printed; see `alternatives`."""
    return "|".join(map(_printed, sorted(set(phrases), key=lambda p: (-len(p), p))))


def _printed(phrase: str) -> str:
    return "".join(map(_character, " ".join(phrase.split())))


def _character(sign: str) -> str:
    """A pattern for one character: a blank, an apostrophe, or a letter with and without its accent."""
    if sign == " ":
        return r"\s+"
    if sign in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    bare = fold(sign)
    if sign.isalpha() and bare != sign.lower():
        bare = bare.upper() if sign.isupper() else bare
        return f"[{sign}{bare}]" if len(bare) == 1 else f"(?:{sign}|{bare})"
    return sign if sign.isalnum() else f"\\{sign}"
