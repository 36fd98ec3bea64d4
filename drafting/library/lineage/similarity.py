"""What makes two paragraphs one paragraph in two instruments: rare words in common, and nobody nearer on a side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.library.analysis import stems
from drafting.library.engines import Engine
from drafting.library.models import Hit
from drafting.meaning.vocabulary import vocabulary

AKIN = 0.6
"""Kinship (0 to 1) from which two paragraphs are one wording, whatever instruments they stand in. Chosen on pairs from
unrelated resolutions: below it they share names and formulas (English and French alike)."""
SUCCESSOR = 0.3
"""Kinship from which a paragraph is the likely successor of another in an instrument of the same line, when neither has
a nearer one there: of 1,825 English and 1,323 French links between renewals it finds 98 to 99 in a hundred."""
LINE = 0.4
"""Part of the smaller of two instruments that has successors in the other from which one follows the other. Renewals
have .45 and more, unrelated resolutions .33 at most."""
CHANGING = 0.5
"""What numbers, ordinals and months count: they are rare, and they change at every renewal."""
FEWEST = 2
"""Paragraphs that this part must be at least."""
SHORTEST = 8
"""Words of a paragraph that counts for it: shorter ones are formulas and headings."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text as its stems and its pairs of neighbouring stems, with the squares of their rarity, and the sums."""

    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    heavy: float
    heavy_pairs: float
    length: int


class Scales:
    """Weighs texts of one language by how rare their stems are in a library."""

    def __init__(self, engine: Engine, language: str) -> None:
        self._engine, self._language = engine, language
        self._total = engine.count()
        self._rarity: dict[str, float] = {}
        known = vocabulary(language)
        self._changing = frozenset(t for word in (known.dates.words if known else ()) for t in stems(word, language))
        self._weighed: dict[str, Weighed] = {}

    def weigh(self, texts: Sequence[str]) -> list[Weighed]:
        """Each text weighed; one look at the library for all of them."""
        new = {text: stems(text, self._language) for text in texts if text not in self._weighed}
        unknown = sorted({token for tokens in new.values() for token in tokens} - self._rarity.keys())
        known = self._engine.frequency(unknown) if unknown else {}
        self._rarity |= {token: self._heaviness(token, known.get(token, 1)) for token in unknown}
        rarity = self._rarity
        for text, tokens in new.items():
            words = {token: rarity[token] ** 2 for token in tokens}
            pairs = {(a, b): (rarity[a] + rarity[b]) ** 2 for a, b in pairwise(tokens)}
            self._weighed[text] = Weighed(words, pairs, sum(words.values()), sum(pairs.values()), len(tokens))
        return [self._weighed[text] for text in texts]

    def _heaviness(self, token: str, paragraphs: int) -> float:
        changes = token in self._changing or not token.isalpha()
        return math.log(1 + self._total / paragraphs) * (CHANGING if changes else 1.0)

    def kinship(self, one: str, other: str) -> float:
        """From 0, nothing in common, to 1, the same stems in the same order."""
        a, b = self.weigh([one, other])
        return _mean(a, b, *_shared(a, b))

    def held(self, one: str, other: str) -> float:
        """How much of one stands in the other, however much more that says: from 0 to 1."""
        a, b = self.weigh([one, other])
        words, pairs = _shared(a, b)
        return (words / a.heavy + pairs / a.heavy_pairs) / 2 if a.heavy_pairs else 0.0


class Instrument:
    """The paragraphs of one document, by row, ready to be compared with a paragraph of another."""

    def __init__(self, paragraphs: Mapping[int, Hit], scales: Scales) -> None:
        self.hits = paragraphs
        self.weighed = dict(zip(paragraphs, scales.weigh([hit.text for hit in paragraphs.values()]), strict=True))
        self._words: defaultdict[str, list[int]] = defaultdict(list)
        self._pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for row, weighed in self.weighed.items():
            for token in weighed.words:
                self._words[token].append(row)
            for pair in weighed.pairs:
                self._pairs[pair].append(row)
        self.long = tuple(row for row in self.weighed if self.weighed[row].length >= SHORTEST)

    def nearest(self, one: Weighed) -> tuple[int, float]:
        """The row of its paragraph with the greatest kinship to one, and that kinship; (0, 0.0) where none has any."""
        words: defaultdict[int, float] = defaultdict(float)
        pairs: defaultdict[int, float] = defaultdict(float)
        for token, weight in one.words.items():
            for row in self._words.get(token, ()):
                words[row] += weight
        for pair, weight in one.pairs.items():
            for row in self._pairs.get(pair, ()):
                pairs[row] += weight
        kinships = ((_mean(one, self.weighed[row], words[row], pairs[row]), -row) for row in words)
        kinship, row = max(kinships, default=(0.0, 0))
        return -row, kinship


def in_common(one: Instrument, other: Instrument) -> float:
    """The part of the smaller instrument that has a successor in the other: each the nearest that the other has.

    From 0 to 1; 0 too where it is one paragraph only.
    """
    small, large = sorted((one, other), key=lambda i: len(i.long))
    met = 0
    for row in small.long:
        found, kinship = large.nearest(small.weighed[row])
        if kinship >= SUCCESSOR and small.nearest(large.weighed[found])[0] == row:
            met += 1
    return met / len(small.long) if met >= FEWEST else 0.0


def needed(part: float, akin: float = AKIN) -> float:
    """The kinship that makes a successor in instruments with this part in common: the more of the one stands in the
    other, the less its words must prove by themselves."""
    return akin - max(0.0, akin - SUCCESSOR) * min(1.0, part / LINE)


def _shared(a: Weighed, b: Weighed) -> tuple[float, float]:
    """What the words and the pairs of both weigh together in the first."""
    words = sum(weight for token, weight in a.words.items() if token in b.words)
    return words, sum(weight for pair, weight in a.pairs.items() if pair in b.pairs)


def _mean(a: Weighed, b: Weighed, words: float, pairs: float) -> float:
    """The mean of two Dice coefficients, of the words and of the pairs; of the words alone where nobody has pairs."""
    if not a.heavy + b.heavy:
        return 0.0
    alike = 2 * words / (a.heavy + b.heavy)
    return (alike + 2 * pairs / (a.heavy_pairs + b.heavy_pairs)) / 2 if a.heavy_pairs + b.heavy_pairs else alike
