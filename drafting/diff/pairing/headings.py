"""Headings: what tells one from another, and pairs that their places make where their words do not."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from drafting.diff.pairing.exact import Links, Side
from drafting.diff.pairing.moves import KeptOrder
from drafting.model.roman import roman_value
from drafting.text.tokens import printed_tokens

HALF = 0.5
"""Share of tokens that two headings below a pair must have in common."""


def own_words(tokens: Sequence[str]) -> Sequence[str]:
    """The tokens of a heading without a word and a number in front: "Article 4 (adaptation)", "Chapter IV. Boats"."""
    numbered = len(tokens) > 1 and tokens[0].isalpha() and (tokens[1].isdecimal() or roman_value(tokens[1]))
    return tokens[2:] if numbered else tokens


def pair_headings(old: Side, new: Side, links: Links) -> None:
    """Pair headings that are left: both above a pair that stayed in order, or below one and half of their words alike.

    "Article 4 (adaptation)" and the "Article 4" of another text have a number in common; what stands below says more.
    """
    frame = KeptOrder(links.to_new, len(new.keys), old.weights())
    for step in (-1, 1):
        for i, j in frame.pairs:
            x, y = i + step, j + step
            if not links.free(x, y) or not old.groups[x] == new.groups[y] == "heading":
                continue
            before, after = printed_tokens(old.bodies[x]), printed_tokens(new.bodies[y])
            alike = 2 * LCSseq.similarity(before, after) / max(1, len(before) + len(after))
            if step < 0 or alike >= HALF:
                links.pair(x, y, "headings in the same place", alike)
