"""The words of one language made ready for searching; without a language there are figures and symbols only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from drafting.lexicon import LANGUAGES, Lexicon, load
from drafting.lexicon.dates import Dates
from drafting.text.folding import fold
from drafting.text.words import phrase_words


def phrase(text: str) -> str:
    """A phrase of the lexicon as a pattern over folded text, blanks of any length."""
    return r"\s+".join(map(re.escape, fold(text).split()))


def any_of(phrases: Iterable[str]) -> str:
    """Several phrases as one pattern, the longest first, as whole words (an elision needs no blank behind it)."""
    found = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(phrase(p) + ("" if p[-1] in "'.$€£§%" else r"(?!\w)") for p in found)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by group: `find` knows which group a match belongs to."""

    find: re.Pattern[str]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> Phrases:
        """A table group → phrases of the lexicon."""
        groups = {" ".join(fold(p).split()): group for group, phrases in table.items() for p in phrases}
        return cls(re.compile(rf"(?<![\w\x27])(?:{any_of(groups)})|(?<=\w\x27)(?:{any_of(groups)})"), groups)

    def group(self, matched: str) -> str:
        """The group of what `find` matched."""
        return self.groups[" ".join(matched.split())]


class Vocabulary:
    """Everything that the rules look for in one language; built when first asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._data: Mapping[str, Any] = lexicon.data

    @cached_property
    def softeners(self) -> Phrases:
        return Phrases.of(self._data["softeners"])

    @cached_property
    def intensifiers(self) -> Phrases:
        return Phrases.of(self._data["intensifiers"])

    @cached_property
    def modals(self) -> Phrases:
        return Phrases.of(self._data["modals"])

    @cached_property
    def negations(self) -> Phrases:
        return Phrases.of(self._data["negations"])

    @cached_property
    def strong_adverbs(self) -> frozenset[str]:
        """Adverbs that make opening words stronger, folded."""
        lists = self._data["adverbs"]
        return frozenset(" ".join(phrase_words(a)) for a in (*lists["strong"], *lists["inner_strong"]))

    @cached_property
    def manners(self) -> frozenset[str]:
        """How something is noted or welcomed, folded: "with concern", "avec satisfaction"."""
        return frozenset(" ".join(phrase_words(a)) for a in self._data["adverbs"]["manner"])

    @cached_property
    def dates(self) -> Dates:
        return Dates(self._data)

    @cached_property
    def months(self) -> re.Pattern[str]:
        """A month with a year, or a day with a month, or a year alone."""
        month = "|".join(sorted(map(re.escape, self.dates.months), key=len, reverse=True))
        table = self._data["dates"]
        of = rf"(?:\s+(?:{any_of(table['of'])}))?\s+" if table["of"] else r"\s+"
        marks = "|".join(re.escape(fold(mark)) for mark in table["day_marks"])
        return re.compile(
            rf"(?<![\w/.-])(?:(?:(?P<day>\d{{1,2}})(?:{marks})?{of})?(?P<month>{month})\.?"
            rf"(?:{of}(?P<year>(?:18|19|20)\d\d))?(?(year)|(?(day)|(?!)))|(?P<alone>(?:19|20)\d\d))(?![\w/]|-\d|[.,]\d)"
        )

    @cached_property
    def deadlines(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """What stands before a date, what before a length of time; and a whole phrase that names a session."""
        table = self._data["deadlines"]
        return re.compile(table["by"]), re.compile(table["within"]), re.compile(table["session"])

    @cached_property
    def next_words(self) -> frozenset[str]:
        """Words for the session to come."""
        return frozenset(map(fold, self._data["deadlines"]["next"]))

    @cached_property
    def units(self) -> tuple[re.Pattern[str], dict[str, float]]:
        """The units of time: the pattern behind a number, and how many days each has."""
        table = {fold(k): float(v) for k, v in self._data["deadlines"]["units"].items()}
        return re.compile(rf"\s*(?P<unit>{'|'.join(sorted(table, key=len, reverse=True))})(?!\w)"), table

    @cached_property
    def counting(self) -> Mapping[str, Any]:
        return {
            k: {fold(w): n for w, n in v.items()} if isinstance(v, dict) else v
            for k, v in self._data["counting"].items()
        }

    @cached_property
    def money(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """A currency right before a number, one right behind it, and "per cent" behind it."""
        table = self._data["counting"]
        currency, of = any_of(table["currencies"]), any_of(table["of"])
        return (
            re.compile(rf"(?:{currency})\s*$"),
            re.compile(rf"\s*(?:(?:{of})\s*)?(?P<unit>{currency})"),
            re.compile(rf"\s*(?:{any_of(table['percent'])})"),
        )

    @cached_property
    def addressee(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Where the addressee ends, the small words that it may begin with, and what joins a second directive."""
        table = self._data["addressee"]
        return (
            re.compile(table["end"]),
            re.compile(rf"\s*(?:(?:{any_of(table['articles'])})\s*)+"),
            re.compile(rf"[,;]?\s(?:{any_of(table['and'])})\s"),
        )

    @cached_property
    def references(self) -> Mapping[str, Any]:
        return dict(self._data["references"])


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of a language, or None for a language without a lexicon."""
    code = language[:2].lower()
    return Vocabulary(load(code)) if code in LANGUAGES else None
