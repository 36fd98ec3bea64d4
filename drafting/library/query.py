"""What a person types → terms: words, "phrases" and -exclusions. Nothing else is ever an operator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.library import analysis

LONGEST_PHRASE = 32
"""Words of a phrase that count; the others are ignored. Judged, not measured."""
MOST_TERMS = 48
"""Terms that a question may have; the rarest are kept. Judged, not measured."""

Alternatives = tuple[tuple[str, ...], ...]

_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–]+)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase: as typed, and as stems, one alternative per language. `is_function`: a function word."""

    typed: str
    tokens: Alternatives
    is_function: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The terms wanted and the terms excluded, each once, in the order typed."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def content(self) -> tuple[Term, ...]:
        """The wanted terms without function words; all of them when there are no others."""
        return tuple(t for t in self.wanted if not t.is_function) or self.wanted


def read_question(typed: str, languages: Iterable[str]) -> Question:
    """The terms of a question. A word with signs inside ("A/RES/79/1", "well-being") is a phrase; junk has no terms."""
    languages = tuple(languages) or ("",)
    wanted: dict[Alternatives, Term] = {}
    excluded: dict[Alternatives, Term] = {}
    for piece, phrase, minus in _pieces(typed):
        words = analysis.words(piece)[:LONGEST_PHRASE]
        if words:
            tokens = tuple(dict.fromkeys(tuple(analysis.stem(words, language)) for language in languages))
            is_function = not phrase and len(words) == 1 and words[0] in analysis.FUNCTION
            (excluded if minus else wanted).setdefault(tokens, Term(piece, tokens, is_function))
    return Question(tuple(wanted.values()), tuple(excluded.values()))


def _pieces(typed: str) -> Iterator[tuple[str, bool, bool]]:
    """Each word or phrase, whether it is a phrase, whether it is excluded."""
    for m in _PIECE.finditer(typed):
        minus = bool(m["minus"])
        if m["phrase"] is not None:
            yield m["phrase"], True, minus
        else:
            yield m["word"], False, minus
