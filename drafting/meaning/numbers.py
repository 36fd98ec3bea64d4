"""Numbers in figures and in words: "1 500", "1,500.50", "soixante-douze", "two hundred and five", "5 millions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from drafting.meaning.vocabulary import Vocabulary

_FIGURES = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_PLAIN = re.compile(rf"(?<![\w/.,-])(?:{_FIGURES})(?![\w/]|-\w)")


def find_numbers(
    text: str, vocabulary: Vocabulary | None, start: int, end: int
) -> Iterator[tuple[int, int, float | None]]:
    """(start, end, value) of each number in a range of folded text, left to right.

    The value is None for a lone "un" or "one", which is usually an article.
    """
    pattern = _number_pattern(vocabulary) if vocabulary else _PLAIN
    for m in pattern.finditer(text, start, end):
        yield m.start(), m.end(), _number_value(m[0], vocabulary)


@cache
def _number_pattern(vocabulary: Vocabulary) -> re.Pattern[str]:
    table = vocabulary.counting
    names = sorted({*table["values"], *table["inside"], *table["times"]}, key=len, reverse=True)
    word, times = "|".join(names), "|".join(sorted(table["times"], key=len, reverse=True))
    link = rf"(?:-|\s+(?:{table['link']}\s+)?)"
    spelled = rf"(?:{word})(?:{link}(?:{word})(?!\w)){{0,11}}"
    return re.compile(
        rf"(?<![\w/.,-])(?:(?:{_FIGURES})(?:\s+(?:{times})(?!\w)){{0,3}}(?![\w/]|-\w)|(?:{spelled})(?![\w\x27]|-\w))"
    )


def _number_value(words: str, vocabulary: Vocabulary | None) -> float | None:
    """The value of a number in figures or words; None for a lone "un" or "one", which is usually an article."""
    m = re.match(_FIGURES, words)
    if m is None and vocabulary is None:
        return None
    current, rest = 0.0, words
    if m is not None:
        current, rest = parse_figures(m[0]), words[m.end() :]
        if not rest.strip():
            return current
    if vocabulary is None:
        return current
    table = vocabulary.counting
    tokens = [t for t in re.split(r"[\s-]+", rest) if t and t != table["link"]]
    if m is None and len(tokens) == 1 and tokens[0] in table["inside"]:
        return None
    return _words_value(tokens, table, current)


def _words_value(tokens: Sequence[str], table: Mapping[str, Any], current: float) -> float:
    """The value of number words after a first value: (["millions"], 5) → 5,000,000."""
    total, i = 0.0, 0
    while i < len(tokens):
        pair = "-".join(tokens[i : i + 2])
        if pair in table["values"] and i + 1 < len(tokens):
            current, i = current + table["values"][pair], i + 2
            continue
        token = tokens[i]
        if (times := table["times"].get(token)) == 100:
            current = max(current, 1) * 100
        elif times:
            total, current = total + max(current, 1) * times, 0.0
        else:
            current += table["values"].get(token, table["inside"].get(token, 0))
        i += 1
    return total + current


def parse_figures(text: str) -> float:
    """The value of figures: groups of three digits are thousands, other digits after a point or comma a fraction."""
    tidy = text.replace(" ", "")
    grouped = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d+))?", tidy)
    if grouped and not (grouped[2] is None and tidy.count(".") + tidy.count(",") == 1 and tidy.startswith("0")):
        whole, part = re.sub(r"[.,]", "", grouped[1]), grouped[2]
        return float(f"{whole}.{part or 0}")
    return float(tidy.replace(",", "."))


def format_number(value: float) -> str:
    """A value as text for programs: "5", "1500", "2.5"."""
    return f"{value:.10g}" if abs(value) < 1e15 else repr(value)
