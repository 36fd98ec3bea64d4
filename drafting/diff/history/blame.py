"""The origin of each word: the first revision that has it, carried from revision to revision along the changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from drafting.diff.changes import Segment
from drafting.diff.units import Unit
from drafting.text.tokens import Token, tokenize


class WordOrigin(NamedTuple):
    """The origin of words: the index of the first revision that has them, and the delegation, "" where unknown."""

    revision: int
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class AttributedWords:
    """A run of text of one origin. The runs of a unit join to its text, to the letter."""

    text: str
    revision: int
    delegation: str = ""


Blame = tuple[AttributedWords, ...]
_Runs = list[tuple[int, WordOrigin]]


def all_new(unit: Unit, origin: WordOrigin) -> Blame:
    """The blame of a unit whose words all have one origin."""
    return (AttributedWords(unit.text, *origin),) if unit.text else ()


def carry_blame(
    segments: Sequence[Segment], old: Sequence[Unit], blames: Sequence[Blame], new: Sequence[Unit], origin: WordOrigin
) -> list[Blame]:
    """The blame of the new units of a change: unchanged words keep their origin, inserted ones get `origin`.

    Labels take no part. White space belongs to the word before it. Typographic twins (l' and l’) are the same word.
    """
    runs = _carried_runs(segments, _old_runs(old, blames), origin)
    out: list[Blame] = []
    rest = iter(runs)
    pending: tuple[int, WordOrigin] | None = None
    for k, unit in enumerate(new):
        head = len(unit.full_text) - len(unit.text) + (1 if k else 0)
        _, pending = _take_characters(head, pending, rest)
        taken, pending = _take_characters(len(unit.text), pending, rest)
        out.append(_token_blame(unit.text, taken))
    return out


def _old_runs(old: Sequence[Unit], blames: Sequence[Blame]) -> Iterator[tuple[int, WordOrigin | None]]:
    for k, (unit, blame) in enumerate(zip(old, blames, strict=True)):
        yield len(unit.full_text) - len(unit.text) + (1 if k else 0), None
        for words in blame:
            yield len(words.text), WordOrigin(words.revision, words.delegation)


def _carried_runs(
    segments: Sequence[Segment], old: Iterator[tuple[int, WordOrigin | None]], origin: WordOrigin
) -> _Runs:
    out: _Runs = []
    left = 0
    kept: WordOrigin | None = None  # the origin of the old run being read; None inside a label
    for segment in segments:
        need = len(segment.text)
        if segment.op == "+":
            out.append((need, origin))
            continue
        while need:
            if not left:
                left, kept = next(old)
                continue
            step = min(need, left)
            if segment.op == "=":
                out.append((step, kept or origin))
            need, left = need - step, left - step
    return out


def _take_characters(
    size: int, pending: tuple[int, WordOrigin] | None, rest: Iterator[tuple[int, WordOrigin]]
) -> tuple[_Runs, tuple[int, WordOrigin] | None]:
    """The runs of the first `size` characters, and the rest of the run that they end in, or None."""
    out: _Runs = []
    while size:
        length, origin = pending or next(rest)
        step = min(size, length)
        out.append((step, origin))
        pending = (length - step, origin) if length > step else None
        size -= step
    return out, pending


def _token_blame(text: str, runs: _Runs) -> Blame:
    """Join runs to whole tokens: each token has one origin, the earliest of its characters."""
    if len({origin for _, origin in runs}) <= 1:
        return (AttributedWords(text, *runs[0][1]),) if text else ()
    out: list[tuple[str, WordOrigin]] = []
    lead = ""
    for token, origin in _token_origins(text, runs):
        if out and (token.kind == "space" or out[-1][1] == origin):
            out[-1] = (out[-1][0] + token.text, out[-1][1])
        elif token.kind == "space":
            lead = token.text
        else:
            out.append((lead + token.text, origin))
            lead = ""
    if not out:
        return (AttributedWords(text, *runs[0][1]),)
    return tuple(AttributedWords(words, *origin) for words, origin in out)


def _token_origins(text: str, runs: _Runs) -> Iterator[tuple[Token, WordOrigin]]:
    """Each token of a text with the earliest origin of its characters."""
    ends = list(accumulate(length for length, _ in runs))
    k = end = 0
    for token in tokenize(text):
        end += len(token.text)
        origin = runs[k][1]
        while ends[k] < end:
            k += 1
            origin = min(origin, runs[k][1])
        if ends[k] == end and k + 1 < len(ends):
            k += 1
        yield token, origin
