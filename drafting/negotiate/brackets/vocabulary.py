"""The phrases of annotations: what delegations ask for, status words, names of options.

They are lists of the lexicon (`[brackets]`, one table a language). Negotiators mix languages ("ad ref" in a Spanish
text), so the phrases of all languages are tried on every text, compared without case and accents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from drafting.lexicon import LANGUAGES
from drafting.lexicon.any_language import listed
from drafting.lexicon.loader import table
from drafting.text.folding import fold

WISHES = (
    "ad_ref", "agreed", "pending", "keep", "delete", "bracket", "reserve", "flexible", "support", "proposal",
    "officers", "alternative",
)  # fmt: skip
"""The lists whose phrases say something about a text; of one phrase in two lists the first counts."""

WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s'’ʼ.\-\u2010\u2011]{0,3}")
"""Signs between two words of one phrase."""


class Phrase(NamedTuple):
    """A phrase of the list `name`: its folded words. `governs`: names follow it ("supported by"). `short`: it is an
    abbreviation, printed with a stop."""

    words: tuple[str, ...]
    name: str
    governs: bool
    short: bool


class Match(NamedTuple):
    """The phrase of the list `name` at `text[start:end]`; `governs`: the names it speaks of follow it."""

    start: int
    end: int
    name: str
    governs: bool


@cache
def folded_list(name: str) -> frozenset[str]:
    """The entries of a list of the table `[brackets]` in every language, folded."""
    return frozenset(fold(entry) for entry in listed("brackets", name))


@cache
def words_of(*names: str) -> frozenset[str]:
    """The single words of the lists, folded."""
    return frozenset(word for name in names for entry in folded_list(name) for word in WORD.findall(entry))


@cache
def agreeing_words() -> frozenset[str]:
    """The words of a footnote statement that change with the number of States that make it, folded."""
    return frozenset(fold(word) for word in listed("signatories", "agreeing"))


@cache
def month_words() -> frozenset[str]:
    """The names of months, folded."""
    return frozenset(fold(month) for code in LANGUAGES for month in table(code, "dates")["months"])


@cache
def _phrases(names: tuple[str, ...]) -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases of the lists by their first word, the longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], bool], Phrase]] = {}
    for name in names:
        for entry in sorted(folded_list(name)):
            words = tuple(WORD.findall(entry))
            phrase = Phrase(words, name, len(words) > 1 and words[-1] in words_of("governing"), entry.endswith("."))
            found.setdefault(words[0], {}).setdefault((words, phrase.short), phrase)
    return {w: tuple(sorted(f.values(), key=lambda p: -len(p.words))) for w, f in found.items()}


def find_phrases(folded: str, names: tuple[str, ...] = WISHES) -> list[Match]:
    """The phrases of the lists in a folded text, from left to right, the longest where several begin."""
    words = list(WORD.finditer(folded))
    found: list[Match] = []
    i = 0
    while i < len(words):
        phrase = next((p for p in _phrases(names).get(words[i][0], ()) if _is_at(folded, words, i, p)), None)
        if phrase is None:
            i += 1
            continue
        last = words[i + len(phrase.words) - 1]
        end = last.end() + (folded[last.end() : last.end() + 1] == ".")
        found.append(Match(words[i].start(), end, phrase.name, phrase.governs))
        i += len(phrase.words)
    return found


def _is_at(folded: str, words: list[re.Match[str]], i: int, phrase: Phrase) -> bool:
    part = words[i : i + len(phrase.words)]
    if tuple(w[0] for w in part) != phrase.words:
        return False
    if any(not _GAP.fullmatch(folded, a.end(), b.start()) for a, b in pairwise(part)):
        return False
    return not phrase.short or folded[part[-1].end() :].strip()[:1] in (".", "")


@cache
def option_head() -> re.Pattern[str]:
    """The pattern of "Option 2:", "Opção B.", "Alt 1 –" at the start of a folded text; its group "name" is "2", "b"."""
    words = "|".join(sorted(map(re.escape, folded_list("option")), key=lambda w: -len(w)))
    number = r"(?:n[o°º.]{1,2}\s?|num\.?\s?|#\s?)?\(?(?P<name>\d{1,2}|[a-z]|[ivx]{1,4})\)?"
    return re.compile(rf"\s*(?:{words})\s*{number}(?:\s*[:.–—-]|\s*$|\s*(?=[\[(]))\s*")


def starts_with_addition(folded: str) -> bool:
    """True for a folded text that begins with a conjunction: "and fees", "y compris les frais"."""
    return bool((found := find_phrases(folded[:60], ("addition",))) and found[0].start == 0)


def is_joiner(text: str) -> bool:
    """True for a conjunction between alternatives: "or", "y/o"."""
    return fold(text).strip() in folded_list("joiner")
