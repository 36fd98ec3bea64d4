"""Which language a text is in, by its small words and letters; "" where nothing decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from drafting.lexicon import loader as source
from drafting.resources import language_codes
from drafting.text.folding import fold_case

_WORD = re.compile(r"[^\W\d_]+'?")
_ENOUGH = 4000
"""Characters that decide; more only cost time."""
_BEGINNING = 1500
"""Characters that hold the front lines and some of the preamble."""
_LONGEST_ENDING = 6
_FIRST = 200
"""Characters of a paragraph that its language is first looked for in."""
_SURE, _MARGIN = 2.0, 2.5
"""Another language needs twice the score of the document's, and this much more."""
_NONE: Mapping[str, float] = {}
_LEAST, _LEAD = 0.4, 0.15
"""The score a language needs, and its lead over the next (one small word that only it has scores 1)."""


@cache
def _table() -> tuple[dict[str, dict[str, float]], ...]:
    """Weights by language of small words, of letters and of word endings; what languages share weighs less."""
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


def main_language(text: str) -> str:
    """The language of a document from its text: that of its beginning, as versions and annexes in others come after."""
    return detect(text[:_BEGINNING]) or detect(text)


def other(text: str, language: str) -> str:
    """The code of the language a paragraph is written in where that is surely not `language`, else "".

    Names, quoted titles and single words of another language do not make a paragraph foreign. Costs little for a text
    in `language`: its first words settle that.
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
    """What speaks for each language."""
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
