"""Headings: the words that identify them, and pairs made by position where the words are not similar enough."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from drafting.diff.pairing.exact import PreparedSide, UnitPairs
from drafting.diff.pairing.moves import KeptOrder
from drafting.model.roman import roman_value
from drafting.text.tokens import printed_tokens

HEADING_SIMILARITY = 0.5
"""Least share of common tokens (Dice, 0 to 1) of two headings below a pair. Judged on examples, not measured."""


def heading_tokens(tokens: Sequence[str]) -> Sequence[str]:
    """Drop a word and number at the start, as tokens: "Article 4 (adaptation)" → "(adaptation)"."""
    numbered = len(tokens) > 1 and tokens[0].isalpha() and (tokens[1].isdecimal() or roman_value(tokens[1]))
    return tokens[2:] if numbered else tokens


def pair_headings(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Pair the remaining headings: above a kept pair, or below one with half of their words in common.

    "Article 4 (adaptation)" and the "Article 4" of another text have only a number in common; the text below says more.
    """
    kept = KeptOrder(pairs_found.to_new, len(new.keys), old.weights())
    for step in (-1, 1):
        for i, j in kept.pairs:
            x, y = i + step, j + step
            if not pairs_found.are_free(x, y) or not old.groups[x] == new.groups[y] == "heading":
                continue
            before, after = printed_tokens(old.bodies[x]), printed_tokens(new.bodies[y])
            alike = 2 * LCSseq.similarity(before, after) / max(1, len(before) + len(after))
            if step < 0 or alike >= HEADING_SIMILARITY:
                pairs_found.pair(x, y, "headings in the same place", alike)
