"""Similarity of paragraphs by rare words (0 to 1), and the nearest paragraph of another document."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.library.analysis import stems
from drafting.library.engines import Engine
from drafting.library.models import Hit
from drafting.meaning.vocabulary import vocabulary
from drafting.text.similarity import containment, dice_ratio

AKIN = 0.6
"""Similarity from which two paragraphs are one wording, whatever documents they are in. Chosen on pairs from unrelated
resolutions: below it they share names and formulas (in English and in French)."""
SUCCESSOR = 0.3
"""Similarity from which a paragraph is the likely successor of another in a later document of the same series, if
neither has a nearer one there: of 1,825 English and 1,323 French links between renewals it finds 98 to 99 in 100."""
SERIES = 0.4
"""Share of the paragraphs of the smaller of two documents that have successors in the other, from which one follows the
other. Renewals have .45 and more, unrelated resolutions at most .33."""
CHANGING = 0.5
"""Weight of numbers, ordinals and months against other words: they are rare, and they change at every renewal."""
FEWEST = 2
"""Paragraphs that SERIES must amount to at least."""
SHORTEST = 8
"""Words of a paragraph that counts for SERIES: shorter ones are formulas and headings."""


@dataclass(frozen=True, slots=True)
class WeightedText:
    """A text as its stems and its pairs of neighbouring stems, each with the square of its rarity, and their sums.

    `length`: the number of stems.
    """

    stems: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    stems_sum: float
    pairs_sum: float
    length: int


class SimilarityModel:
    """Compares texts of one language, weighting their stems by how rare they are in a library."""

    def __init__(self, engine: Engine, language: str) -> None:
        self._engine, self._language = engine, language
        self._size = engine.index.size()
        self._rarity: dict[str, float] = {}
        known = vocabulary(language)
        self._changing = frozenset(t for word in (known.dates.words if known else ()) for t in stems(word, language))
        self._weighted: dict[str, WeightedText] = {}

    def weigh(self, texts: Sequence[str]) -> list[WeightedText]:
        """Each text weighted; the frequencies of their stems are asked for at once."""
        new = {text: stems(text, self._language) for text in texts if text not in self._weighted}
        unknown = sorted({token for tokens in new.values() for token in tokens} - self._rarity.keys())
        known = self._engine.index.frequency(unknown) if unknown else {}
        self._rarity |= {token: self._rarity_of(token, known.get(token, 1)) for token in unknown}
        rarity = self._rarity
        for text, tokens in new.items():
            singles = {token: rarity[token] ** 2 for token in tokens}
            pairs = {(a, b): (rarity[a] + rarity[b]) ** 2 for a, b in pairwise(tokens)}
            self._weighted[text] = WeightedText(singles, pairs, sum(singles.values()), sum(pairs.values()), len(tokens))
        return [self._weighted[text] for text in texts]

    def _rarity_of(self, token: str, paragraphs: int) -> float:
        changes = token in self._changing or not token.isalpha()
        return math.log(1 + self._size / paragraphs) * (CHANGING if changes else 1.0)

    def similarity(self, one: str, other: str) -> float:
        """From 0, nothing in common, to 1, the same stems in the same order."""
        a, b = self.weigh([one, other])
        return _mean_dice(a, b, *_shared_weight(a, b))

    def containment(self, one: str, other: str) -> float:
        """How much of the first text is in the second, however much more that says, from 0 to 1."""
        a, b = self.weigh([one, other])
        singles, pairs = _shared_weight(a, b)
        return (containment(singles, a.stems_sum) + containment(pairs, a.pairs_sum)) / 2 if a.pairs_sum else 0.0


class DocumentParagraphs:
    """The paragraphs of one document, ready to be compared with a paragraph of another.

    `weighted`: each by its key; `long`: those of at least SHORTEST words.
    """

    def __init__(self, hits: Iterable[Hit], model: SimilarityModel) -> None:
        self._hits = tuple(hits)
        self._texts = model.weigh([hit.text for hit in self._hits])
        self.weighted = {hit.id: text for hit, text in zip(self._hits, self._texts, strict=True)}
        self.long = tuple(hit for hit in self._hits if self.weighted[hit.id].length >= SHORTEST)
        self._with_stem: defaultdict[str, list[int]] = defaultdict(list)
        self._with_pair: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for n, text in enumerate(self._texts):
            for token in text.stems:
                self._with_stem[token].append(n)
            for pair in text.pairs:
                self._with_pair[pair].append(n)

    def nearest(self, one: WeightedText) -> tuple[Hit | None, float]:
        """The most similar of its paragraphs (the first of equals) and that similarity; (None, 0.0) where none is."""
        singles: defaultdict[int, float] = defaultdict(float)
        pairs: defaultdict[int, float] = defaultdict(float)
        for token, weight in one.stems.items():
            for n in self._with_stem.get(token, ()):
                singles[n] += weight
        for pair, weight in one.pairs.items():
            for n in self._with_pair.get(pair, ()):
                pairs[n] += weight
        found = max(((_mean_dice(one, self._texts[n], singles[n], pairs[n]), -n) for n in singles), default=None)
        return (self._hits[-found[1]], found[0]) if found else (None, 0.0)


def share_in_common(one: DocumentParagraphs, other: DocumentParagraphs) -> float:
    """The share of the long paragraphs of the smaller document that have a successor in the other, from 0 to 1.

    A successor: each is the nearest that the other document has. 0 where fewer than FEWEST have one.
    """
    small, large = sorted((one, other), key=lambda document: len(document.long))
    met = 0
    for hit in small.long:
        found, similarity = large.nearest(small.weighted[hit.id])
        if found is not None and similarity >= SUCCESSOR:
            back, _ = small.nearest(large.weighted[found.id])
            met += back is not None and back.id == hit.id
    return met / len(small.long) if met >= FEWEST else 0.0


def required_similarity(share: float, akin: float = AKIN) -> float:
    """The similarity that makes a successor in documents with this share in common: from `akin` down to SUCCESSOR.

    The more of one document is in the other, the less the words of a single paragraph must prove.
    """
    return akin - max(0.0, akin - SUCCESSOR) * min(1.0, share / SERIES)


def _shared_weight(a: WeightedText, b: WeightedText) -> tuple[float, float]:
    """The weight, in the first text, of the stems and of the pairs that are in both."""
    singles = sum(weight for token, weight in a.stems.items() if token in b.stems)
    return singles, sum(weight for pair, weight in a.pairs.items() if pair in b.pairs)


def _mean_dice(a: WeightedText, b: WeightedText, singles: float, pairs: float) -> float:
    """The mean of the Dice coefficients of stems and of pairs; of stems alone where neither text has pairs."""
    alike = dice_ratio(singles, a.stems_sum, b.stems_sum)
    return (alike + dice_ratio(pairs, a.pairs_sum, b.pairs_sum)) / 2 if a.pairs_sum + b.pairs_sum else alike
