"""What a person types → terms: words, "phrases", -exclusions. Nothing else that is typed is ever an operator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafting.library import analysis

LONGEST_PHRASE = 32
"""Words of a phrase that count."""
MOST = 48
"""Terms that a question may have; the rarest are kept."""

Alternatives = tuple[tuple[str, ...], ...]

_PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–]+)?(?:["“”„«»](?P<phrase>[^"“”„«»]*)(?:["“”„«»]|$)|(?P<word>[^\s"“”„«»]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a question: as typed, and as tokens, one alternative a language. `small`: a function word."""

    typed: str
    tokens: Alternatives
    small: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The terms wanted and the terms excluded, each once, in the order typed."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def telling(self) -> tuple[Term, ...]:
        """The wanted terms without function words; all of them when there are only such."""
        return tuple(t for t in self.wanted if not t.small) or self.wanted


def read_question(typed: str, languages: Iterable[str]) -> Question:
    """Take a question apart. A word with signs inside ("A/RES/79/1", "well-being") is a phrase; junk has no terms."""
    languages = tuple(languages) or ("",)
    wanted: dict[Alternatives, Term] = {}
    excluded: dict[Alternatives, Term] = {}
    for piece, phrase, minus in _pieces(typed):
        words = analysis.words(piece)[:LONGEST_PHRASE]
        if words:
            tokens = tuple(dict.fromkeys(tuple(analysis.stem(words, language)) for language in languages))
            small = not phrase and len(words) == 1 and words[0] in analysis.FUNCTION
            (excluded if minus else wanted).setdefault(tokens, Term(piece, tokens, small))
    return Question(tuple(wanted.values()), tuple(excluded.values()))


def _pieces(typed: str) -> Iterator[tuple[str, bool, bool]]:
    for m in _PIECE.finditer(typed):
        minus = bool(m["minus"])
        if m["phrase"] is not None:
            yield m["phrase"], True, minus
        else:
            yield m["word"], False, minus
