"""Who wrote each word: the first revision that has it, carried from revision to revision along the changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drafting.diff.changes import Segment
from drafting.diff.units import Unit
from drafting.text.tokens import tokenize


class Mark(NamedTuple):
    """Where words come from: the index of the first revision that has them, and the delegation where it is known."""

    revision: int
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text of one origin. The runs of a unit join to its text, to the letter."""

    text: str
    revision: int
    delegation: str = ""


Blame = tuple[Words, ...]
_Runs = list[tuple[int, Mark]]


def fresh(unit: Unit, mark: Mark) -> Blame:
    """All words of a unit are of one origin."""
    return (Words(unit.text, *mark),) if unit.text else ()


def carried(
    segments: Sequence[Segment], old: Sequence[Unit], blames: Sequence[Blame], new: Sequence[Unit], mark: Mark
) -> list[Blame]:
    """The blame of the new units of a change: kept words keep their origin, words put in get `mark`.

    Labels take no part. White space goes with the word before it. Typographic twins (l' and l’) are the same word.
    """
    runs = _carried_runs(segments, _old_runs(old, blames), mark)
    out: list[Blame] = []
    rest = iter(runs)
    pending: tuple[int, Mark] | None = None
    for k, unit in enumerate(new):
        head = len(unit.full_text) - len(unit.text) + (1 if k else 0)
        _, pending = _take(head, pending, rest)
        taken, pending = _take(len(unit.text), pending, rest)
        out.append(_smoothed(unit.text, taken))
    return out


def _old_runs(old: Sequence[Unit], blames: Sequence[Blame]) -> Iterator[tuple[int, Mark | None]]:
    for k, (unit, blame) in enumerate(zip(old, blames, strict=True)):
        yield len(unit.full_text) - len(unit.text) + (1 if k else 0), None
        for words in blame:
            yield len(words.text), Mark(words.revision, words.delegation)


def _carried_runs(segments: Sequence[Segment], old: Iterator[tuple[int, Mark | None]], mark: Mark) -> _Runs:
    out: _Runs = []
    left, origin = 0, None
    for segment in segments:
        need = len(segment.text)
        if segment.op == "+":
            out.append((need, mark))
            continue
        while need:
            if not left:
                left, origin = next(old)
                continue
            step = min(need, left)
            if segment.op == "=":
                out.append((step, origin or mark))
            need, left = need - step, left - step
    return out


def _take(
    size: int, pending: tuple[int, Mark] | None, rest: Iterator[tuple[int, Mark]]
) -> tuple[_Runs, tuple[int, Mark] | None]:
    """The first `size` characters of the runs, and what is left of the run they end in."""
    out: _Runs = []
    while size:
        length, mark = pending or next(rest)
        step = min(size, length)
        out.append((step, mark))
        pending = (length - step, mark) if length > step else None
        size -= step
    return out, pending


def _smoothed(text: str, runs: _Runs) -> Blame:
    """Runs that begin and end with words: a token is of one origin, the earliest of its characters."""
    if len({mark for _, mark in runs}) <= 1:
        return (Words(text, *runs[0][1]),) if text else ()
    ends: list[tuple[int, Mark]] = []
    at = 0
    for length, mark in runs:
        at += length
        ends.append((at, mark))
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
        return (Words(text, *runs[0][1]),)
    return tuple(Words(str(words), *origin) for words, origin in out)  # type: ignore[misc]
