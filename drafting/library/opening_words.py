"""Opening words, verb class and addressee of a paragraph; the work that a document symbol names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from drafting.lexicon import LANGUAGES, load
from drafting.meaning.vocabulary import vocabulary
from drafting.model.symbols import parse
from drafting.text.folding import fold_with_offsets

ADDRESSING_CLASSES = frozenset(("demand", "instruct", "request", "urge", "call", "recommend", "encourage", "invite"))
"""Classes of opening words that are directed at an addressee."""
HEAD_LENGTH = 240
"""Characters at the beginning of a paragraph in which opening words are looked for. Judged, not measured."""
ADDRESSEE_LENGTH = 160
"""Characters after the opening words in which the addressee is looked for. Judged, not measured."""


class OpeningWords(NamedTuple):
    """Opening words as printed, their class in the lexicon, and whom they address; "" for what is absent."""

    opening: str = ""
    class_: str = ""
    addressee: str = ""


NO_OPENING_WORDS = OpeningWords()


def opening_words(text: str, language: str) -> OpeningWords:
    """Read the opening words of a paragraph; NO_OPENING_WORDS in a language that has no lexicon."""
    if language not in LANGUAGES:
        return NO_OPENING_WORDS
    found = load(language).opening(text[:HEAD_LENGTH])
    if found is None:
        return NO_OPENING_WORDS
    if found.class_ not in ADDRESSING_CLASSES:
        return OpeningWords(found.text, found.class_)
    addressee = _read_addressee(text[found.end : found.end + ADDRESSEE_LENGTH], language)
    return OpeningWords(found.text, found.class_, addressee)


def with_reader_opening(read: OpeningWords, opening: str, language: str) -> OpeningWords:
    """The opening words of a paragraph of a document whose reader found `opening`: its own, or those of its chapeau.

    `read`: what the text of the paragraph itself gives; the addressee always comes from it. "" changes nothing.
    """
    if not opening:
        return read
    found = load(language).opening(opening) if language in LANGUAGES else None
    return OpeningWords(opening, found.class_ if found else "", read.addressee)


def _read_addressee(text: str, language: str) -> str:
    """The words between the verb and what is asked, as printed, without the article before them."""
    words = vocabulary(language)
    if words is None:
        return ""
    folded = fold_with_offsets(text)
    end, articles, _ = words.addressee
    article = articles.match(folded.text)
    start = article.end() if article else 0
    found = end.search(folded.text, max(1, start - 1))
    if found is None or found.start() <= start:
        return ""
    return text[folded.in_source(start) : folded.in_source(found.start())].strip(" \u00a0")


@lru_cache(maxsize=4096)
def work_of(symbol: str | None) -> tuple[str | None, int]:
    """The work that a symbol names, whatever its revision and language, and the number of the revision (0: none).

    A symbol that the grammar does not know is its own work; None and "" give None.
    """
    if not symbol:
        return None, 0
    try:
        known = parse(symbol)
    except ValueError:
        return symbol, 0
    return str(known.base), next((n for name, n in reversed(known.modifiers) if name == "rev"), 0)
