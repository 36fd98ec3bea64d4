"""Search patterns of one language, made from its lexicon."""

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


def phrase_pattern(text: str) -> str:
    """A phrase of the lexicon as a pattern over folded text, with white space of any length."""
    return r"\s+".join(map(re.escape, fold(text).split()))


def phrases_pattern(phrases: Iterable[str]) -> str:
    """Several phrases as one pattern of whole words, longest first (no space is needed after an elision)."""
    found = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    return "|".join(phrase_pattern(p) + ("" if p[-1] in "'.$€£§%" else r"(?!\w)") for p in found)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by group: a pattern `find`, and the group of what it matches."""

    find: re.Pattern[str]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> Phrases:
        """Make the pattern of a table: group → phrases of the lexicon."""
        groups = {" ".join(fold(p).split()): group for group, phrases in table.items() for p in phrases}
        return cls(
            re.compile(rf"(?<![\w\x27])(?:{phrases_pattern(groups)})|(?<=\w\x27)(?:{phrases_pattern(groups)})"), groups
        )

    def group(self, matched: str) -> str:
        """The group of what `find` matched."""
        return self.groups[" ".join(matched.split())]


class Vocabulary:
    """All patterns of one language; each is built when it is first used."""

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
        """Adverbs that strengthen opening words, folded."""
        lists = self._data["adverbs"]
        return frozenset(" ".join(phrase_words(a)) for a in (*lists["strong"], *lists["inner_strong"]))

    @cached_property
    def manners(self) -> frozenset[str]:
        """Adverbs of manner, folded: "with concern", "avec satisfaction"."""
        return frozenset(" ".join(phrase_words(a)) for a in self._data["adverbs"]["manner"])

    @cached_property
    def dates(self) -> Dates:
        return Dates(self._data)

    @cached_property
    def months(self) -> re.Pattern[str]:
        """A month with a year, or a day with a month, or a year alone."""
        month = "|".join(sorted(map(re.escape, self.dates.months), key=len, reverse=True))
        table = self._data["dates"]
        of = rf"(?:\s+(?:{phrases_pattern(table['of'])}))?\s+" if table["of"] else r"\s+"
        marks = "|".join(re.escape(fold(mark)) for mark in table["day_marks"])
        return re.compile(
            rf"(?<![\w/.-])(?:(?:(?P<day>\d{{1,2}})(?:{marks})?{of})?(?P<month>{month})\.?"
            rf"(?:{of}(?P<year>(?:18|19|20)\d\d))?(?(year)|(?(day)|(?!)))|(?P<alone>(?:19|20)\d\d))(?![\w/]|-\d|[.,]\d)"
        )

    @cached_property
    def deadlines(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Three patterns: words before a date, words before a duration, and a phrase that names a session."""
        table = self._data["deadlines"]
        return re.compile(table["by"]), re.compile(table["within"]), re.compile(table["session"])

    @cached_property
    def next_words(self) -> frozenset[str]:
        """Words for the session to come."""
        return frozenset(map(fold, self._data["deadlines"]["next"]))

    @cached_property
    def units(self) -> tuple[re.Pattern[str], dict[str, float]]:
        """Units of time: the pattern after a number, and the days of each."""
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
        """Three patterns: a currency before a number, one after it, and "per cent" after it."""
        table = self._data["counting"]
        currency, of = phrases_pattern(table["currencies"]), phrases_pattern(table["of"])
        return (
            re.compile(rf"(?:{currency})\s*$"),
            re.compile(rf"\s*(?:(?:{of})\s*)?(?P<unit>{currency})"),
            re.compile(rf"\s*(?:{phrases_pattern(table['percent'])})"),
        )

    @cached_property
    def addressee(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Three patterns: the end of the addressee, its articles, and what joins a second directive."""
        table = self._data["addressee"]
        return (
            re.compile(table["end"]),
            re.compile(rf"\s*(?:(?:{phrases_pattern(table['articles'])})\s*)+"),
            re.compile(rf"[,;]?\s(?:{phrases_pattern(table['and'])})\s"),
        )

    @cached_property
    def clause(self) -> re.Pattern[str]:
        """The beginning of a clause after a verb, which has no addressee: "demands that …"."""
        return re.compile(rf"\s*(?:{self._data['addressee']['clause']})")

    @cached_property
    def preceding(self) -> re.Pattern[str]:
        """References to the preceding paragraph, which have no number."""
        return re.compile(rf"(?<!\w)(?:{phrases_pattern(self._data['references']['before'])})")

    @cached_property
    def references(self) -> Mapping[str, Any]:
        return dict(self._data["references"])


@cache
def load_vocabulary(language: str) -> Vocabulary | None:
    """The vocabulary of a language, or None for a language without a lexicon."""
    code = language[:2].lower()
    return Vocabulary(load(code)) if code in LANGUAGES else None
