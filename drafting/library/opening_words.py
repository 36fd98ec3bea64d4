"""What the words of a paragraph and the symbol of a document say, kept beside them so that they can be filtered by."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from drafting.lexicon import LANGUAGES, load
from drafting.library.models import Hit
from drafting.meaning.vocabulary import vocabulary
from drafting.model.symbols import parse
from drafting.text.folding import fold_with_offsets

ADDRESSING = frozenset(("demand", "instruct", "request", "urge", "call", "recommend", "encourage", "invite"))
"""Classes of opening words that address somebody."""
_LONGEST = 160
_HEAD = 240


class Grasp(NamedTuple):
    """Opening words as printed, their class in the lexicon, and whom they address; "" for what is not there."""

    opening: str = ""
    class_: str = ""
    addressee: str = ""


NOTHING = Grasp()


def grasp(text: str, language: str) -> Grasp:
    """Opening words, class and addressee of a paragraph in a language that has a lexicon."""
    if language not in LANGUAGES:
        return NOTHING
    found = load(language).opening(text[:_HEAD])
    if found is None:
        return NOTHING
    told = _addressee(text[found.end : found.end + _LONGEST], language) if found.class_ in ADDRESSING else ""
    return Grasp(found.text, found.class_, told)


def grasped(hit: Hit) -> Hit:
    """The hit with its opening words, where nobody looked at them when it was added."""
    if hit.opening or hit.class_:
        return hit
    opening, class_, addressee = grasp(hit.text, hit.language)
    return replace(hit, opening=opening, class_=class_, addressee=addressee) if opening else hit


def _addressee(text: str, language: str) -> str:
    """The words between the verb and what is asked, without the article before them."""
    words = vocabulary(language)
    if words is None:
        return ""
    folded = fold_with_offsets(text)
    end, articles, _ = words.addressee
    lead = articles.match(folded.text)
    start = lead.end() if lead else 0
    m = end.search(folded.text, max(1, start - 1))
    if m is None or m.start() <= start:
        return ""
    return text[folded.in_source(start) : folded.in_source(m.start())].strip(" \u00a0")


@lru_cache(maxsize=4096)
def work_of(symbol: str | None) -> tuple[str | None, int]:
    """What a symbol names whichever revision and language it is, and the number of the revision.

    A symbol that nobody can take apart is its own work. None stays None.
    """
    if not symbol:
        return None, 0
    try:
        taken = parse(symbol)
    except ValueError:
        return symbol, 0
    return str(taken.base), next((n for name, n in reversed(taken.modifiers) if name == "rev"), 0)
