"""Is a note reworded? Fewer States, typography, and the new number of the paragraph it cites are no news."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from drafting.lexicon import LANGUAGES, load
from drafting.negotiate.brackets.annotations import word_lists
from drafting.text.folding import fold
from drafting.text.typography import body_key

_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def is_same_note(
    old: str, new: str, language: str, *, other_speakers: bool, renumbered: Callable[[str, str], bool]
) -> bool:
    """True when two notes say the same. `other_speakers`: the States are not the same on both sides, so names and
    agreement in number are left out; `renumbered(a, b)`: paragraph a of the old text is b of the new one."""
    if body_key(old) == body_key(new):
        return True
    a, b = _tokens(old, language, other_speakers), _tokens(new, language, other_speakers)
    if len(a) != len(b):
        return False
    return all(
        x == y or _cites(x, y, renumbered) or (other_speakers and _agrees(x, y)) for x, y in zip(a, b, strict=True)
    )


def _tokens(text: str, language: str, without_speakers: bool) -> list[str]:
    if without_speakers:
        tongue = language if language in LANGUAGES else "en"
        for m in reversed(load(tongue).delegations.find(text)):
            text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
        small = _small(tongue)
        return [t for t in _TOKEN.findall(fold(text)) if t not in small]
    return _TOKEN.findall(fold(text)) if _has_number(text) else [text]


def _has_number(text: str) -> bool:
    return any(c.isdigit() for c in text)


@cache
def _small(language: str) -> frozenset[str]:
    """Words for delegations, articles and conjunctions: what a list of States is made of besides names;
    and words that agree with its number."""
    table = load(language).data["statements"]
    lists = " ".join(table[k] for k in ("delegation", "genitive", "articles", "joiners")).split()
    return frozenset((*lists, *word_lists()["notes"]["agreement"]))


def _cites(old: str, new: str, renumbered: Callable[[str, str], bool]) -> bool:
    return old.isdigit() and new.isdigit() and renumbered(old, new)


def _agrees(old: str, new: str) -> bool:
    """Singular and plural of one word: a common beginning and at most four letters more on either side."""
    common = 0
    for x, y in zip(old, new, strict=False):
        if x != y:
            break
        common += 1
    return common >= 3 and max(len(old), len(new)) - common <= 4
