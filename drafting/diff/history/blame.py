"""Who wrote each word: the first revision that has it, carried from revision to revision along the changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafting.diff.changes import Segment
from drafting.diff.units import Unit
from drafting.text.tokens import tokenize


class WordOrigin(NamedTuple):
    """Where words come from: the index of the first revision that has them, and the delegation where it is known."""

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
    """All words of a unit are of one origin."""
    return (AttributedWords(unit.text, *origin),) if unit.text else ()


def carry_blame(
    segments: Sequence[Segment], old: Sequence[Unit], blames: Sequence[Blame], new: Sequence[Unit], origin: WordOrigin
) -> list[Blame]:
    """The blame of the new units of a change: kept words keep their origin, words put in get `origin`.

    Labels take no part. White space goes with the word before it. Typographic twins (l' and l’) are the same word.
    """
    runs = _carried_runs(segments, _old_runs(old, blames), origin)
    out: list[Blame] = []
    rest = iter(runs)
    pending: tuple[int, WordOrigin] | None = None
    for k, unit in enumerate(new):
        head = len(unit.full_text) - len(unit.text) + (1 if k else 0)
        _, pending = _take(head, pending, rest)
        taken, pending = _take(len(unit.text), pending, rest)
        out.append(_smoothed(unit.text, taken))
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


def _take(
    size: int, pending: tuple[int, WordOrigin] | None, rest: Iterator[tuple[int, WordOrigin]]
) -> tuple[_Runs, tuple[int, WordOrigin] | None]:
    """The first `size` characters of the runs, and what is left of the run they end in."""
    out: _Runs = []
    while size:
        length, origin = pending or next(rest)
        step = min(size, length)
        out.append((step, origin))
        pending = (length - step, origin) if length > step else None
        size -= step
    return out, pending


def _smoothed(text: str, runs: _Runs) -> Blame:
    """Runs that begin and end with words: a token is of one origin, the earliest of its characters."""
    if len({origin for _, origin in runs}) <= 1:
        return (AttributedWords(text, *runs[0][1]),) if text else ()
    ends: list[tuple[int, WordOrigin]] = []
    at = 0
    for length, origin in runs:
        at += length
        ends.append((at, origin))
    out: list[list[object]] = []
    k = start = 0
    lead = ""
    for token in tokenize(text):
        end = start + len(token.text)
        origin = ends[k][1]
        while ends[k][0] < end:
            k += 1
            origin = min(origin, ends[k][1])
        if ends[k][0] == end and k + 1 < len(ends):
            k += 1
        if token.kind == "space" and out:
            out[-1][0] += token.text  # type: ignore[operator]
        elif token.kind == "space":
            lead = token.text
        elif out and out[-1][1] == origin:
            out[-1][0] += token.text  # type: ignore[operator]
        else:
            out.append([lead + token.text, origin])
            lead = ""
        start = end
    if not out:
        return (AttributedWords(text, *runs[0][1]),)
    return tuple(AttributedWords(str(words), *origin) for words, origin in out)  # type: ignore[misc]
