"""Which language a text is in, by its small words and letters; "" where nothing decides."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from drafting.lexicon import source

_WORD = re.compile(r"[^\W\d_]+['’]?")
_ENOUGH = 4000
"""Characters that decide; more only cost time."""


@cache
def _table() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Word → weight by language, letter → weight by language; shared ones weigh less."""
    small: dict[str, list[str]] = {}
    letters: dict[str, list[str]] = {}
    for language in source.languages():
        table = source.read(language)["detect"]
        for word in dict.fromkeys(table["words"].replace("’", "'").split()):
            small.setdefault(word, []).append(language)
        for letter in dict.fromkeys(table["letters"]):
            letters.setdefault(letter, []).append(language)
    return (
        {w: dict.fromkeys(ls, 1 / len(ls) ** 2) for w, ls in small.items()},
        {c: dict.fromkeys(ls, 0.5 / len(ls) ** 2) for c, ls in letters.items()},
    )


def detect(text: str) -> str:
    """The language code of a text, "" when unknown. A dozen words are enough; names and numbers alone are not."""
    low = text[:_ENOUGH].casefold().replace("’", "'").replace("ʼ", "'")
    small, letters = _table()
    score: Counter[str] = Counter()
    for m in _WORD.finditer(low):
        for language, weight in small.get(m[0], {}).items():
            score[language] += weight  # type: ignore[assignment]
    for sign in low:
        if sign in letters:
            for language, weight in letters[sign].items():
                score[language] += weight  # type: ignore[assignment]
    ranked = sorted(score.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 0.5:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.2:
        return ""
    return ranked[0][0]
