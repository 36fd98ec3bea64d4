"""One delegation's name as people write it: any language, case and accents, ISO codes of two or three letters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from drafting.lexicon import LANGUAGES, load
from drafting.text.similarity import char_ratio
from drafting.text.words import phrase_words

_LIKE = 0.82
"""Likeness of letters from which a name may be a misspelling; "Columbia" and Colombia have .88, Iran and Iraq .75."""
_SHORTEST = 5
"""Letters of a name that can be misspelt; shorter ones are too near to one another."""
_AT_MOST = 2


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Folded words → code of the State or group, in all languages; the first of a name that two have."""
    found: dict[tuple[str, ...], str] = {}
    for code, name in _printed():
        found.setdefault(phrase_words(name.replace(".", " ").replace("&", " ")), code)
    return found


def _printed() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        data = load(language).data
        for section in ("states", "groups"):
            for code, forms in data[section].items():
                yield code, code
                yield from ((code, form) for form in forms)


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((" ".join(words), code) for words, code in _names().items())


def find_delegation(name: str) -> str:
    """The code of the State or group that is called so, in any language and case; "" where there is none."""
    names = _names()
    words = phrase_words(name.replace(".", " ").replace("&", " "))
    if found := names.get(words):
        return found
    for language in LANGUAGES:
        data = load(language).data
        articles = {*data["statements"]["articles"].split()}
        bare = [w.rstrip("'") for w in words if w != data["conjunctions"]["and"][0]]
        while bare and bare[0] in articles:
            bare.pop(0)
        if found := names.get(tuple(bare)):
            return found
    return ""


def nearest_delegations(name: str) -> tuple[str, ...]:
    """The codes of the States and groups whose names are spelt almost so, the nearest first, two at most."""
    wanted = " ".join(phrase_words(name))
    if len(wanted) < _SHORTEST:
        return ()
    found: dict[str, float] = {}
    for spelling, code in _spellings():
        if len(spelling) >= _SHORTEST and (like := char_ratio(wanted, spelling, _LIKE)) > found.get(code, 0.0):
            found[code] = like
    best = max(found.values(), default=0.0)
    near = sorted((code for code in found if found[code] > best - 0.03), key=lambda code: (-found[code], code))
    return tuple(near[:_AT_MOST])
