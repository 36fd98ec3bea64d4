"""The language of a text, by its small words, letters and word endings; "" where nothing decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

from drafting.lexicon import loader as source
from drafting.resources import language_codes
from drafting.text.folding import fold_case

_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _MORE = 3, 1.15
"""Different small words that no known language has, and how many more words in all than of any known one. Judged."""
_WORD = re.compile(r"[^\W\d_]+'?")
_ENOUGH = 4000
"""Characters that are looked at: more only cost time."""
_BEGINNING = 1500
"""Characters with the front lines and the beginning of the preamble."""
_LONGEST_ENDING = 6
_FIRST = 200
"""Characters of a paragraph that are looked at first."""
_SURE, _MARGIN = 2.0, 2.5
"""Another language needs this multiple of the score of the document's, plus this much. Judged, not measured."""
_NONE: Mapping[str, float] = {}
_LEAST, _LEAD = 0.4, 0.15
"""The score a language needs, and its lead over the next; a small word of one language only scores 1. Judged."""


@cache
def _table() -> tuple[dict[str, dict[str, float]], ...]:
    """Weights by language of small words, letters and word endings; what several languages share weighs less."""
    tables: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for language in language_codes():
        data = source.table(language, "detect")
        for table, signs in zip(
            tables, (_spelled(data["words"]), data["letters"], data["endings"].split()), strict=True
        ):
            for sign in dict.fromkeys(signs):
                table.setdefault(sign, []).append(language)
    return tuple(
        {sign: dict.fromkeys(found, weight / len(found) ** 2) for sign, found in table.items()}
        for table, weight in zip(tables, (1.0, 0.5, 0.4), strict=True)
    )


def _spelled(words: str) -> list[str]:
    return fold_case(words).split()


def detect(text: str) -> str:
    """The language code of a text, "" when unknown. A few words are enough; names and numbers alone are not."""
    ranked = sorted(_scores(text).items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD:
        return ""
    return ranked[0][0]


@lru_cache(maxsize=8)
def main_language(text: str) -> str:
    """The language of a document from its text: that of its beginning, as versions and annexes in others come after."""
    beginning = text[:_BEGINNING]
    found = "" if is_foreign(beginning) else detect(beginning)
    return found or ("" if is_foreign(text) else detect(text))


def is_foreign(text: str) -> bool:
    """True for a text in a language that has no lexicon: it has more small words of one in `data/foreign.toml`.

    Names and single words of such a language do not make a text foreign.
    """
    words = Counter(_PLAIN_WORD.findall(fold_case(text[:_ENOUGH])))
    known = _known_words()
    foreign = max(_foreign_words(), key=lambda small: _hits(words, small))
    own = words.keys() & foreign.difference(*known)
    return len(own) >= _FEWEST and _hits(words, foreign) > _MORE * max(_hits(words, small) for small in known)


def _hits(words: Mapping[str, int], known: frozenset[str]) -> int:
    return sum(times for word, times in words.items() if word in known)


@cache
def _foreign_words() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fold_case(words).split()) for words in source.read("foreign")["words"].values())


@cache
def _known_words() -> tuple[frozenset[str], ...]:
    """The small words of each language with a lexicon; elided ones without their sign."""
    return tuple(
        frozenset(_PLAIN_WORD.findall(fold_case(source.table(language, "detect")["words"])))
        for language in language_codes()
    )


def other(text: str, language: str) -> str:
    """The code of the language a paragraph is written in where that is surely not `language`, else "".

    Names, quoted titles and single words of another language do not make a paragraph foreign. A text in `language` is
    recognised by its first words, at little cost.
    """
    small = _table()[0]
    first: dict[str, float] = {}
    for word in fold_case(text[:_FIRST]).replace("'", "' ").split():
        for code, weight in small.get(word, _NONE).items():
            first[code] = first.get(code, 0.0) + weight
    own = first.get(language, 0.0)
    if not first or max(first.values()) < _SURE * own + _LEAST:
        return ""
    scores = _scores(text)
    code = max(sorted(scores), key=lambda key: scores[key])
    return code if code != language and scores[code] >= _SURE * scores[language] + _MARGIN else ""


def _scores(text: str) -> Mapping[str, float]:
    """The score of each language."""
    low = fold_case(text[:_ENOUGH])
    small, letters, endings = _table()
    score: dict[str, float] = dict.fromkeys(language_codes(), 0.0)

    def add(weights: Mapping[str, float], times: int) -> None:
        for language, weight in weights.items():
            score[language] += weight * times

    for word, times in Counter(_WORD.findall(low)).items():
        if word in small:
            add(small[word], times)
        for size in range(min(len(word) - 2, _LONGEST_ENDING), 1, -1):
            if word[-size:] in endings:
                add(endings[word[-size:]], times)
                break
    if not low.isascii():
        for sign, weights in letters.items():
            add(weights, low.count(sign))
    return score
