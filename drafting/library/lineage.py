"""The life of a paragraph: its wordings across years and instruments, and what each step changed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.diff.words import segments
from drafting.lexicon import LANGUAGES, detect, load
from drafting.library.analysis import match_percent, runs, stems
from drafting.library.engine import Engine
from drafting.library.nearest import nearest
from drafting.library.records import Filters, Hit

AKIN = 0.5
"""Kinship (0 to 1) from which a wording is taken for an ancestor of another: chosen on chains of paragraphs linked by
aligning the documents of one title (F1 .97 to .99 from .45 to .6, .92 to .94 at .3)."""
ALIKE = 65.0
"""Score of `nearest` from which a wording is one too: short paragraphs are renewed word by word and share few runs."""
DISTANT = 0.15
"""Kinship that every wording must have with the one asked about, however close the steps between them are."""
ROUNDS = 12
"""Wordings whose own neighbours are looked up at most."""
POOL = 60
"""Neighbours of a wording that are looked at."""
RUN = 3
"""Words of a run that kinship counts."""
FEWEST = 5
"""Runs that two wordings must share: a formula of few words proves nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """A wording, in one document. `segments` say what changed since the step before (empty for the first one);
    `match` is the match % with it. `opening`: its opening words, of an item without any those of its chapeau; their
    `strength` goes from 1 to 9, 0 off the ladder."""

    hit: Hit
    match: int | None
    segments: tuple[tuple[str, str], ...]
    opening: str
    strength: int


def lineage(engine: Engine, text: str, filters: Filters, *, akin: float = AKIN) -> tuple[Step, ...]:
    """The wordings akin to a paragraph, oldest first, one a document; those without a year come first.

    Follows kinship from wording to wording, so that a paragraph renewed many times is found back to its first words.
    """
    family = _Family(engine, filters.language or detect(text))
    found: dict[str, tuple[tuple[float, bool, float], Hit]] = {}
    waiting, asked = [(text, "")], 0
    while waiting and asked < ROUNDS:
        (wording, kind), asked = waiting.pop(0), asked + 1
        for hit in nearest(engine, wording, filters, POOL):
            near = family.kinship(text, hit.text)
            if near < DISTANT or (hit.score < ALIKE and family.kinship(wording, hit.text) < akin):
                continue
            rank = (round(near, 3), hit.kind == kind, hit.score)
            known = found.get(hit.document)
            if known is None or rank > known[0]:
                found[hit.document] = rank, hit
                if known is None or known[1].text != hit.text:
                    waiting.append((hit.text, hit.kind))
    hits = sorted((hit for _, hit in found.values()), key=lambda h: (h.year or 0, h.adopted or "", h.document, h.row))
    return tuple(_steps(hits))


class _Family:
    """Kinship of wordings: runs of three stems in common, those of rare words counting more, over those of the shorter.

    Renewed paragraphs are often half rewritten; what stays is the name of the thing, and that is a run of rare words.
    """

    def __init__(self, engine: Engine, language: str) -> None:
        self._engine, self._language = engine, language
        self._total = engine.count()
        self._runs: dict[str, dict[tuple[str, ...], float]] = {}

    def kinship(self, one: str, other: str) -> float:
        """0 for nothing in common, 1 when one wording holds the other."""
        a, b = self._weighed(one), self._weighed(other)
        shared = a.keys() & b.keys()
        if len(shared) < min(FEWEST, len(a), len(b)) or not shared:
            return 0.0
        return sum(a[run] for run in sorted(shared)) / min(sum(a.values()), sum(b.values()))

    def _weighed(self, text: str) -> dict[tuple[str, ...], float]:
        if text not in self._runs:
            tokens = stems(text, self._language)
            known = self._engine.frequency(sorted(set(tokens)))
            weight = {t: math.log(1 + self._total / known.get(t, 1)) for t in tokens}
            self._runs[text] = {run: sum(weight[t] for t in run) for _, run in runs(tokens, RUN)}
        return self._runs[text]


def _steps(hits: Iterable[Hit]) -> Iterable[Step]:
    before: Hit | None = None
    for hit in hits:
        changed = tuple((s.op, s.text) for s in segments(before.text, hit.text)) if before else ()
        lexicon = load(hit.language) if hit.language in LANGUAGES else None
        opening = lexicon and (lexicon.opening(hit.text) or (lexicon.opening(hit.opening) if hit.opening else None))
        yield Step(
            hit,
            match_percent(before.text, hit.text) if before else None,
            changed,
            opening.text if opening else "",
            opening.strength if opening else 0,
        )
        before = hit
