"""The lineage of a paragraph: its wordings across years and documents, and what each step changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.diff.words import segments
from drafting.lexicon import LANGUAGES, detect, load
from drafting.library.engines import Engine
from drafting.library.lineage.similarity import (
    AKIN,
    SERIES,
    SUCCESSOR,
    DocumentParagraphs,
    SimilarityModel,
    required_similarity,
    share_in_common,
)
from drafting.library.match_percent import match_percent
from drafting.library.models import Filters, Hit
from drafting.library.nearest import nearest

DISTANT = 0.3
"""Similarity that a wording must have with the one asked about, however close the steps between them are: of 754 links
over several renewals one in two hundred has less, and chains of formulas soon have."""
DISTANT_IN_SERIES = 0.1
"""As DISTANT, for steps between documents of which one follows the other. Judged, not measured."""
ROUNDS = 12
"""Wordings whose own neighbours are looked up at most. Judged, not measured."""
POOL = 60
"""Neighbours of a wording that are compared with it. Judged, not measured."""
ROUNDING = 1e-9
"""Sums of the same numbers in another order differ by less."""

Link: TypeAlias = Literal["first", "same", "reworded", "likely"]
"""How certain it is that a step is the same paragraph as the one before: word for word ("same"), similar enough in any
document ("reworded"), or only the nearest to each other in documents of which one follows the other ("likely")."""


@dataclass(frozen=True, slots=True)
class Step:
    """A wording, in one document. `segments`: what changed since the step before (empty for the first one).

    `match`: the match % with the step before; `link`: how certain the step is. `opening`: its opening words, those of
    its chapeau for an item without any; their `strength` goes from 1 to 9, 0 where the lexicon ranks none.
    """

    hit: Hit
    match: int | None
    segments: tuple[tuple[str, str], ...]
    opening: str
    strength: int
    link: Link = "first"


def lineage(engine: Engine, text: str, filters: Filters, *, akin: float = AKIN) -> tuple[Step, ...]:
    """The wordings of a paragraph, oldest first, one per document; those without a year come first.

    Goes from wording to similar wording, so that a paragraph renewed many times is found back to its first words.
    `akin`: similarity (0 to 1) that is enough in any two documents, if each wording is the other's nearest there.
    """
    family = _Family(engine, filters, filters.language or detect(text), akin)
    hits = sorted(family.wordings(text), key=lambda h: (h.year or 0, h.adopted or "", h.document, h.arrival))
    return tuple(_steps(hits, family.model))


class _Family:
    """The search for the wordings of one paragraph in a library."""

    def __init__(self, engine: Engine, filters: Filters, language: str, akin: float) -> None:
        self._engine, self._filters, self._akin = engine, filters, akin
        self.model = SimilarityModel(engine, language)
        self._documents: dict[str, DocumentParagraphs] = {}
        self._shares: dict[frozenset[str], float] = {}

    def wordings(self, text: str) -> list[Hit]:
        """The wordings of a paragraph, the closest one of each document."""
        found: dict[str, tuple[float, Hit]] = {}
        waiting: list[tuple[str, Hit | None]] = [(text, None)]
        pools: dict[str, tuple[Hit, ...]] = {}
        while waiting:
            wording, home = waiting.pop(0)
            if wording not in pools and len(pools) == ROUNDS:
                continue
            if wording not in pools:
                pools[wording] = nearest(self._engine, wording, self._filters, POOL)
            for hit in self._relatives(wording, home, pools[wording]):
                near, known = self.model.similarity(text, hit.text), found.get(hit.document)
                if (known is None or near > known[0]) and self._is_near_enough(near, home, hit):
                    found[hit.document] = near, hit
                    waiting.append((hit.text, hit))
        return [hit for _, hit in found.values()]

    def _relatives(self, wording: str, home: Hit | None, pool: Iterable[Hit]) -> list[Hit]:
        """The relatives of a wording in a pool, one per document. `home`: the paragraph it is (None: a new text).

        Of each document its paragraph nearest to the wording, unless another paragraph of `home` is nearer to that one.
        """
        (weighted,) = self.model.weigh([wording])
        out = []
        for hit in self._one_per_document(wording, home, pool):
            nearest_there, similarity = self._documents[hit.document].nearest(weighted)
            if nearest_there is None:
                continue
            if home is not None:
                back = self._documents[hit.document].weighted[nearest_there.id]
                if self._paragraphs_of(home).nearest(back)[1] > similarity + ROUNDING:
                    continue
            if similarity >= self._akin or (
                home is not None and similarity >= required_similarity(self._share(home, hit), self._akin)
            ):
                out.append(hit if nearest_there.id == hit.id else nearest_there)
        return out

    def _one_per_document(self, wording: str, home: Hit | None, pool: Iterable[Hit]) -> list[Hit]:
        """The first similar paragraph of each document but `home`'s; loads their documents at once."""
        least = min(self._akin, SUCCESSOR)
        first: dict[str, Hit] = {}
        for hit in pool:
            is_new = hit.document not in first and (home is None or hit.document != home.document)
            if is_new and self.model.similarity(wording, hit.text) >= least:
                first[hit.document] = hit
        self._load(list(first))
        return list(first.values())

    def _load(self, documents: Sequence[str]) -> None:
        missing = [name for name in documents if name not in self._documents]
        for name, hits in self._engine.store.paragraphs_of(missing).items():
            self._documents[name] = DocumentParagraphs(hits, self.model)

    def _paragraphs_of(self, hit: Hit) -> DocumentParagraphs:
        self._load([hit.document])
        return self._documents[hit.document]

    def _is_near_enough(self, near: float, home: Hit | None, hit: Hit) -> bool:
        if near >= min(self._akin, DISTANT):
            return True
        return near >= DISTANT_IN_SERIES and home is not None and self._share(home, hit) >= SERIES

    def _share(self, one: Hit, other: Hit) -> float:
        pair = frozenset((one.document, other.document))
        if pair not in self._shares:
            self._shares[pair] = share_in_common(self._paragraphs_of(one), self._paragraphs_of(other))
        return self._shares[pair]


def _steps(hits: Iterable[Hit], model: SimilarityModel) -> Iterable[Step]:
    before: Hit | None = None
    for hit in hits:
        changed = tuple((s.op, s.text) for s in segments(before.text, hit.text)) if before else ()
        lexicon = load(hit.language) if hit.language in LANGUAGES else None
        opening = lexicon and (lexicon.opening(hit.text) or (lexicon.opening(hit.opening) if hit.opening else None))
        match = match_percent(before.text, hit.text) if before else None
        link: Link = "first"
        if before:
            is_akin = match == 100 or model.similarity(before.text, hit.text) >= AKIN
            link = "same" if match == 100 else "reworded" if is_akin else "likely"
        yield Step(hit, match, changed, opening.text if opening else "", opening.strength if opening else 0, link)
        before = hit
