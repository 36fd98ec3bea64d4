"""The most standard wording of a topic: the one that the others are closest to, with its variable parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq

from drafting.lexicon import LANGUAGES, load
from drafting.library.analysis import typed_words
from drafting.library.engine import Engine
from drafting.library.records import Filters, Hit
from drafting.library.search import search

POOL = 120
"""Paragraphs on the topic that are looked at."""
AKIN = 0.6
"""Likeness of words (0 to 1) from which two paragraphs are versions of one wording."""
FADING = 20
"""Years after which a use weighs half."""
VARIABLE = 0.5
"""A word that fewer of the versions (by weight) share is a variable part."""

_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Standard:
    """A wording, `hit` as it stands there. `pattern`: the same with its variable parts as {…}; `versions`: the
    paragraphs it was chosen among, closest first; `why`: one line for a person."""

    hit: Hit
    pattern: str
    versions: tuple[Hit, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Wording:
    hit: Hit
    words: tuple[str, ...]
    weight: float


def standard(engine: Engine, topic: str, filters: Filters, limit: int = 3) -> tuple[Standard, ...]:
    """The most standard wordings for a topic in a few words, the most used first, each for a family of its own.

    Closeness to the others is weighted by uses and recency; paragraphs that nobody repeats make no family. Items and
    chapeaux are no wordings, unless the filters ask for a kind.
    """
    hits = [hit for hit in search(engine, topic, filters, POOL, None).hits if filters.kind or stands_alone(hit)]
    same = engine.same([h.row for h in hits], filters)
    rows = sorted({row for hit in hits for row in same.get(hit.row, (hit.row,))})
    families = _families(_wordings(list(engine.get(rows).values())))
    chosen = [_chosen(family) for family in families if len({w.hit.document for w in family}) > 1]
    return tuple(chosen[:limit])


def stands_alone(hit: Hit) -> bool:
    """Whether a paragraph stands on its own: no item, no chapeau, and it begins with opening words of its language."""
    if hit.kind == "item" or hit.text.rstrip().endswith(":"):
        return False
    return hit.language not in LANGUAGES or load(hit.language).opening(hit.text) is not None


def _wordings(hits: Sequence[Hit]) -> list[_Wording]:
    newest = max((h.year or 0 for h in hits), default=0)
    return [
        _Wording(h, tuple(typed_words(h.text)[1]), 0.5 ** ((newest - (h.year or newest - FADING)) / FADING))
        for h in sorted(hits, key=lambda h: (-(h.year or 0), h.row))
    ]


def _families(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """Versions of one wording together, heaviest family first."""
    families: list[list[_Wording]] = []
    for wording in wordings:
        for family in families:
            if Indel.normalized_similarity(family[0].words, wording.words, score_cutoff=AKIN) >= AKIN:
                family.append(wording)
                break
        else:
            families.append([wording])
    return sorted(families, key=lambda f: -sum(w.weight for w in f))


def _chosen(family: Sequence[_Wording]) -> Standard:
    """The medoid of a family."""
    weights: Counter[tuple[str, ...]] = Counter()
    for wording in family:
        weights[wording.words] += wording.weight  # type: ignore[assignment]
    distinct = {w.words: w for w in reversed(family)}

    def closeness(words: tuple[str, ...]) -> float:
        return sum(Indel.normalized_similarity(words, other) * weight for other, weight in weights.items())

    best = max(distinct, key=lambda words: (closeness(words), weights[words], words))
    head = distinct[best].hit
    others = [w for w in family if w.words != best]
    alike = {w.hit.row: Indel.normalized_similarity(best, w.words) for w in family}
    mean = round(100 * closeness(best) / sum(weights.values()))
    uses = len({w.hit.document for w in family if w.words == best})
    years = sorted(w.hit.year for w in family if w.hit.year)
    when = f", {years[0]}–{years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    return Standard(
        head,
        _pattern(head, best, weights),
        tuple(w.hit for w in sorted(family, key=lambda w: (-alike[w.hit.row], -(w.hit.year or 0), w.hit.row))),
        f"{mean}% like the {len(family)} versions found{when}; stands word for word in {uses}"
        + (f", {len(others)} say it otherwise" if others else ", none says it otherwise"),
    )


def _pattern(head: Hit, words: tuple[str, ...], weights: Counter[tuple[str, ...]]) -> str:
    """The text with the words that few versions share as {…}. Its own opening words always stay."""
    shared = [0.0] * len(words)
    for other, weight in weights.items():
        for block in LCSseq.opcodes(words, other):
            if block.tag == "equal":
                for at in range(block.src_start, block.src_end):
                    shared[at] += weight
    text, total = head.text, sum(weights.values())
    opening = load(head.language).opening(text) if head.language in LANGUAGES else None
    fixed = opening.end if opening else 0
    found = [m.span() for m in _WORD.finditer(text)]
    if len(found) != len(words):  # folding made other words of it: better no pattern than a wrong one
        return text
    out, at, hidden = "", 0, False
    for (start, end), held in zip(found, shared, strict=True):
        if start >= fixed and held < VARIABLE * total and text[start:end].isalnum():
            out += "" if hidden else text[at:start] + "{…}"
            hidden = True
        else:
            out, hidden = out + text[at:end], False
        at = end
    return out + text[at:]
