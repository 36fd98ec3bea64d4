"""The life of a paragraph: its wordings across years and instruments, and what each step changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.diff.words import segments
from drafting.lexicon import LANGUAGES, detect, load
from drafting.library.analysis import match_percent
from drafting.library.engines import Engine
from drafting.library.lineage.similarity import AKIN, LINE, SUCCESSOR, Instrument, Scales, in_common, needed
from drafting.library.models import Filters, Hit
from drafting.library.nearest import nearest

DISTANT = 0.3
"""Kinship that a wording must have with the one asked about, however close the steps between them are: of 754 links
over several renewals one in two hundred has less, and chains of formulas soon have."""
FARTHEST = 0.1
"""The same where each step leads from an instrument to one of its line."""
ROUNDS = 12
"""Wordings whose own neighbours are looked up at most."""
POOL = 60
"""Neighbours of a wording that are looked at."""
ROUNDING = 1e-9
"""Sums of the same numbers in another order differ by less."""

Link: TypeAlias = Literal["first", "same", "reworded", "likely"]
"""How sure a step is the same paragraph as the one before: word for word, akin by its words whatever the instrument, or
only the nearest to each other in instruments of which one follows the other."""


@dataclass(frozen=True, slots=True)
class Step:
    """A wording, in one document. `segments` say what changed since the step before (empty for the first one);
    `match` is the match % with it, `link` how sure it is. `opening`: its opening words, of an item without any those of
    its chapeau; their `strength` goes from 1 to 9, 0 off the ladder."""

    hit: Hit
    match: int | None
    segments: tuple[tuple[str, str], ...]
    opening: str
    strength: int
    link: Link = "first"


def lineage(engine: Engine, text: str, filters: Filters, *, akin: float = AKIN) -> tuple[Step, ...]:
    """The wordings akin to a paragraph, oldest first, one a document; those without a year come first.

    Follows kinship from wording to wording, so that a paragraph renewed many times is found back to its first words.
    `akin`: kinship (0 to 1) that is enough whatever instruments the two stand in, if each is the other's nearest there.
    """
    family = _Family(engine, filters, filters.language or detect(text), akin)
    hits = sorted(family.of(text), key=lambda h: (h.year or 0, h.adopted or "", h.document, h.row))
    return tuple(_steps(hits, family.scales))


class _Family:
    """The search for the kin of a paragraph in a library."""

    def __init__(self, engine: Engine, filters: Filters, language: str, akin: float) -> None:
        self._engine, self._filters, self._akin = engine, filters, akin
        self.scales = Scales(engine, language)
        self._instruments: dict[str, Instrument] = {}
        self._common: dict[frozenset[str], float] = {}

    def of(self, text: str) -> list[Hit]:
        """The wordings akin to the text, the closest one of each document."""
        found: dict[str, tuple[float, Hit]] = {}
        waiting: list[tuple[str, Hit | None]] = [(text, None)]
        pools: dict[str, tuple[Hit, ...]] = {}
        while waiting:
            wording, home = waiting.pop(0)
            if wording not in pools and len(pools) == ROUNDS:
                continue
            if wording not in pools:
                pools[wording] = nearest(self._engine, wording, self._filters, POOL)
            for hit in self._kin(wording, home, pools[wording]):
                near, known = self.scales.kinship(text, hit.text), found.get(hit.document)
                if (known is None or near > known[0]) and self._not_too_far(near, home, hit):
                    found[hit.document] = near, hit
                    waiting.append((hit.text, hit))
        return [hit for _, hit in found.values()]

    def _kin(self, wording: str, home: Hit | None, pool: Iterable[Hit]) -> list[Hit]:
        """The kin of a wording, one a document. `home`: the paragraph it is; None: it is not in the library."""
        (weighed,) = self.scales.weigh([wording])
        seen, out = {home.document if home else ""}, []
        for hit in pool:
            if hit.document in seen or self.scales.kinship(wording, hit.text) < min(self._akin, SUCCESSOR):
                continue
            seen.add(hit.document)
            there = self._instrument(hit)
            row, kinship = there.nearest(weighed)
            if home is not None and self._instrument(home).nearest(there.weighed[row])[1] > kinship + ROUNDING:
                continue  # another paragraph of its own document is nearer to that one
            if kinship >= self._akin or (
                home is not None and kinship >= needed(self._in_common(home, hit), self._akin)
            ):
                out.append(hit if row == hit.row else there.hits[row])
        return out

    def _instrument(self, hit: Hit) -> Instrument:
        if hit.document not in self._instruments:
            found = self._engine.get(rows := self._engine.neighbours(hit.row))
            self._instruments[hit.document] = Instrument({row: found[row] for row in rows}, self.scales)
        return self._instruments[hit.document]

    def _not_too_far(self, near: float, home: Hit | None, hit: Hit) -> bool:
        if near >= min(self._akin, DISTANT):
            return True
        return near >= FARTHEST and home is not None and self._in_common(home, hit) >= LINE

    def _in_common(self, one: Hit, other: Hit) -> float:
        pair = frozenset((one.document, other.document))
        if pair not in self._common:
            self._common[pair] = in_common(self._instrument(one), self._instrument(other))
        return self._common[pair]


def _steps(hits: Iterable[Hit], scales: Scales) -> Iterable[Step]:
    before: Hit | None = None
    for hit in hits:
        changed = tuple((s.op, s.text) for s in segments(before.text, hit.text)) if before else ()
        lexicon = load(hit.language) if hit.language in LANGUAGES else None
        opening = lexicon and (lexicon.opening(hit.text) or (lexicon.opening(hit.opening) if hit.opening else None))
        match = match_percent(before.text, hit.text) if before else None
        link: Link = "first"
        if before:
            akin_enough = match == 100 or scales.kinship(before.text, hit.text) >= AKIN
            link = "same" if match == 100 else "reworded" if akin_enough else "likely"
        yield Step(hit, match, changed, opening.text if opening else "", opening.strength if opening else 0, link)
        before = hit
