"""How similar two texts are, from 0 (nothing in common) to 1: four measures, each for a question of its own.

- `char_ratio`: the letters in common, in order. For spelling and short texts; sees a changed ending as a small change.
- `word_ratio`: the words in common, in order. For "is this the same paragraph, reworded?"
- `dice_ratio`: what is in common, whatever its order, as a share of both. For weighted sets, such as rare words.
- `containment`: what is in common as a share of one side only. For "is all of this said there, among other things?"

The thresholds that decide are kept beside their use, with the data they were chosen on.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rapidfuzz.distance import Indel


def char_ratio(one: str, other: str, at_least: float = 0.0) -> float:
    """Twice the length of the longest common subsequence of characters, as a share of both texts. Symmetric.

    A ratio below `at_least` is given as 0, found in less time. Two empty texts have the ratio 1.
    """
    return float(Indel.normalized_similarity(one, other, score_cutoff=at_least))


def word_ratio(one: Sequence[Hashable], other: Sequence[Hashable], at_least: float = 0.0) -> float:
    """As `char_ratio`, over words or other tokens, each compared as a whole. Symmetric."""
    return float(Indel.normalized_similarity(one, other, score_cutoff=at_least))


def dice_ratio(common: float, one: float, other: float) -> float:
    """Twice the size or weight in common as a share of the sizes or weights of both sides; 0 where both are empty."""
    return 2 * common / (one + other) if one + other else 0.0


def containment(common: float, whole: float) -> float:
    """The size or weight in common as a share of that of one side; 0 where that side is empty. Not symmetric."""
    return common / whole if whole else 0.0
