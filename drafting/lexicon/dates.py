"""Dates in words ("25 avril 2024", "May 23 and 24, 2019") and ordinals in words ("cinquante et unième", "51st")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date as Date
from functools import cached_property
from typing import Any

from drafting.text.folding import fold, fold_line

_ISO = r"(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})"
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMERIC_DATE = re.compile(r"\b\d{1,2}[/.](?:[IVX]{1,4}|\d{1,2})[/.](?:\d{4}|\d{2})\W*$")
_MANY_SENTENCES = re.compile(r"[;:?!]|\.\s+[A-Z]")
_LONGEST_DATE_LINE = 90
_MOST_WORDS = 8
"""Words of the longest place and meeting beside a date."""
_SMALL = 3
"""Letters of the longest small word in them: "le", "den", "em"."""
_YEAR = r"(?P<year{0}>(?:18|19|20)\d{{2}})"


class Dates:
    """The calendar words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._dates: Mapping[str, Any] = data["dates"]
        self._ordinals: Mapping[str, Any] = data["ordinals"]

    @cached_property
    def months(self) -> dict[str, int]:
        """Folded month names and abbreviations → 1 to 12."""
        table = {fold(name): n for n, name in enumerate(self._dates["months"], 1)}
        table |= {fold(name).rstrip("."): n for n, name in enumerate(self._dates["short_months"], 1) if name}
        return table | {fold(k): v for k, v in self._dates.get("other_months", {}).items()}

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded names of months and the words that ordinals are made of."""
        last, lead, _ = self._values
        return frozenset(self.months.keys() | last.keys() | lead.keys())

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        month = "|".join(sorted(map(re.escape, self.months), key=len, reverse=True))
        marks = "|".join(re.escape(fold(m)) for m in self._dates["day_marks"])
        joiners = "|".join(re.escape(fold(j)) for j in self._dates["day_joiners"])
        one = rf"\d{{1,2}}(?:{marks})?"
        shapes = []
        for n, shape in enumerate(self._dates["forms"]):
            day = rf"(?<![\d/.])(?:{one}\s*(?:{joiners})\s*){{0,9}}(?P<day{n}>\d{{1,2}})(?:{marks})?"
            pattern = re.escape(shape).replace(r"\ ", r"\s+").replace(r"\{day\}", day)
            pattern = pattern.replace(r"\{month\}", rf"(?P<month{n}>{month})\.?").replace(r"\{year\}", _YEAR.format(n))
            shapes.append(pattern + r"(?!\d)")
        return re.compile("|".join([*shapes, rf"\b{_ISO}\b"]))

    def find(self, text: str) -> str | None:
        """The first full date in a text as ISO; of "23 et 24 mai 2019" the last day. None where there is none."""
        return next((iso for _, _, iso in self.spans(fold(text))), None)

    def spans(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
        """(start, end, ISO) of every full date in a stretch of a folded text, left to right."""
        for m in self._pattern.finditer(folded, start, len(folded) if end is None else end):
            got = {k.rstrip("0123456789"): v for k, v in m.groupdict().items() if v is not None}
            try:
                if "iso" in got:
                    found = Date.fromisoformat(got["iso"])
                else:
                    found = Date(int(got["year"]), self.months[got["month"]], int(got["day"]))
            except ValueError:
                continue
            yield m.start(), m.end(), found.isoformat()

    def names_month(self, text: str) -> bool:
        """True for a text with the name of a month: a date may be written out ("the fifth day of June …")."""
        return any(word in self.months for word in fold_line(text).replace(",", " ").split())

    def dates_line(self, text: str) -> bool:
        """True for a line of a date and at most a place or meeting: no word in lower case but of the date itself."""
        if len(text) > _LONGEST_DATE_LINE or "/" in text.split(" ")[0] or _MANY_SENTENCES.search(text):
            return False
        if _NUMERIC_DATE.search(text):
            rest = text
        else:
            low = fold_line(text)
            found = next(iter(self.spans(low)), None)
            if found is None:
                return self._month_line.fullmatch(low) is not None
            rest = text if len(low) == len(text) else ""
            rest = f"{rest[: found[0]]} {rest[found[1] :]}" if rest else low[: found[0]] + low[found[1] :]
        words = _LETTERS.findall(rest)
        return len(words) <= _MOST_WORDS and all(word[0].isupper() or len(word) <= _SMALL for word in words)

    @cached_property
    def _month_line(self) -> re.Pattern[str]:
        """ "September 1967, 17, 5": month and year, the number of the meeting and that of the text."""
        months = "|".join(sorted(map(re.escape, self.months), key=len, reverse=True))
        return re.compile(rf"(?:{months}) {_YEAR.format('')}(?:, ?\d{{1,3}}){{1,3}}\.?")

    @cached_property
    def _values(self) -> tuple[dict[str, int], dict[str, int], frozenset[str]]:
        table = self._ordinals
        last = {fold(w): int(v) for v, names in table["values"].items() for w in names}
        lead = {fold(w): int(v) for v, names in table["leads"].items() for w in names}
        return last, lead, frozenset(fold(w) for w in table["links"])

    def ordinal(self, text: str) -> int | None:
        """The first ordinal number in a text: "fifty-first" → 51, "51.º" → 51, "quatre-vingt-dix-neuvième" → 99."""
        low = fold_line(text)
        digits = re.search(rf"\b(\d{{1,4}})(?:{fold(self._ordinals['digits'])})(?!\w)", low)
        spelled = self._spelled(low)
        if digits and (spelled is None or digits.start() < spelled[0]):
            return int(digits[1])
        return spelled[1] if spelled else None

    def _spelled(self, low: str) -> tuple[int, int] | None:
        """(start, value) of the first ordinal in words, with those that lead up to it: "cinquante et unième" → 51."""
        last, lead, links = self._values
        total, start, begun = 0, 0, False
        tokens = [(m[0], m.start()) for m in re.finditer(r"\w+", low)]
        i = 0
        while i < len(tokens):
            word, at = tokens[i]
            pair = f"{word}-{tokens[i + 1][0]}" if i + 1 < len(tokens) else ""
            spaced = pair.replace("-", " ")
            following = tokens[i + 1][0] if i + 1 < len(tokens) else ""
            if pair in lead or spaced in lead:
                total, start, begun = total + lead.get(pair, lead.get(spaced, 0)), start if begun else at, True
                i += 2
            elif word in lead and (word not in last or following in last):
                total, start, begun = total + lead[word], start if begun else at, True
                i += 1
            elif word in last:
                return (start if begun else at), total + last[word]
            else:
                if not (begun and word in links):
                    total, begun = 0, False
                i += 1
        return None
