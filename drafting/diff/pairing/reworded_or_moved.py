"""Decides whether a unit was reworded in place, moved, or deleted and another inserted: thresholds and score.

Candidate pairs above their threshold are taken by score, best first; units left without a pair are reported as deleted
or inserted. The further apart two units are, the more similar they must be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from rapidfuzz.distance import Indel

from drafting.diff.pairing.exact import UnitPairs
from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, count_common, shared_ratio
from drafting.text.typography import body_key

# Chosen on invented revisions with a known answer (tests/diff/revisions.py, other paragraphs than those of the tests),
# by pairs found and false moves; no figure was kept for a single value. All similarities are `PairSimilarity.value`,
# 0 to 1, unless another measure is named.
SIMILARITY_IN_GAP = 0.30
"""Least similarity of two units that are alone with each other in a gap of the kept order."""
SIMILARITY_MOVED = 0.62
"""Least similarity of two units in different gaps. High, because a false move is worse than a missed one."""
SIMILARITY_MOVED_WHOLE = 0.50
"""As `SIMILARITY_MOVED`, in the last round, where all content words of one unit are in the other: it moved and grew."""
RISE_PER_DOUBLING = 0.04
"""Increase of `SIMILARITY_IN_GAP` per doubling of the candidate pairs in a gap (log2), capped at `SIMILARITY_MOVED`:
among many units some are similar by chance."""
SHORT_TOKENS, SHORT_INCREASE = 8, 0.12
"""A unit of fewer tokens needs this much more similarity than `SIMILARITY_MOVED` to count as moved."""
SAME_GAP_BONUS, DISTANCE_PENALTY, FULL_DISTANCE = 0.25, 0.25, 20
"""Added to the score of a pair in one gap; subtracted for distance from the expected place, in full from
`FULL_DISTANCE` units on. The score is in powers of two: halving the dissimilarity adds 1."""
SMOOTHING = 0.05
"""Added to the dissimilarity (0 to 1) before its logarithm is taken, so that tiny differences decide nothing."""
UNREACHABLE = 2.0
"""A threshold above every similarity: the pair is refused."""
SAME_CONTEXT_BONUS, SIMILARITY_SAME_CONTEXT = 0.8, {"heading": 0.45, "footnote": 0.15, "row": 0.1}
"""Added to the score of a pair in the same context (section of a heading, paragraph of a footnote, first cell of a
row), and the least similarity of such a pair by kind of unit."""
ANCHOR_SIMILARITY = 0.75
"""Least `char_ratio` of the paragraphs that two footnotes are attached to for these to count as the same paragraph."""
MOVE_NEIGHBOURS = 4
"""Units on either side of the destination that a moved unit is compared with."""
MOVE_ADVANTAGE = 0.75
"""Largest dissimilarity of a moved pair, as a share of the dissimilarity to the most similar of those neighbours."""


class PairingRules:
    """Thresholds and scores of candidate pairs, given the order of the pairs found so far; rebuilt when it changes."""

    def __init__(self, old: UnpairedUnits, new: UnpairedUnits, kept: KeptOrder, last: bool = False) -> None:
        """`last`: the last round, in which units that moved and grew may pair too."""
        self.old, self.new, self._last = old, new, last
        self._expected = [kept.expected(i) for i in old.members]
        self._old_gaps = [kept.old_gap(i) for i in old.members]
        self._new_gaps = [kept.new_gap(j) for j in new.members]
        here, there = Counter(self._old_gaps), Counter(self._new_gaps)
        self._near = {
            gap: min(SIMILARITY_MOVED, SIMILARITY_IN_GAP + RISE_PER_DOUBLING * log2(here[gap] * there[gap]))
            for gap in here
            if there[gap]
        }

    def same_gap(self, x: int, y: int) -> bool:
        """Whether members x and y of the pools are in the same gap."""
        return self._old_gaps[x] == self._new_gaps[y]

    def threshold(self, x: int, y: int, contained: bool) -> float:
        """The least similarity of members x and y of the pools. `contained`: one has all content words of the other."""
        near = self._near[self._old_gaps[x]] if self.same_gap(x, y) else SIMILARITY_MOVED
        if self.same_context(x, y):
            return min(near, SIMILARITY_SAME_CONTEXT[self.old.groups[x]])
        if self.same_gap(x, y):
            return near
        if self.old.is_ambiguous(x) or self.new.is_ambiguous(y):
            return UNREACHABLE
        if contained and self._last:
            return SIMILARITY_MOVED_WHOLE
        return SIMILARITY_MOVED + SHORT_INCREASE * (min(len(self.old.codes[x]), len(self.new.codes[y])) < SHORT_TOKENS)

    def score(self, x: int, y: int, value: float) -> float:
        """Rank of a pair, higher is better: minus log2 of the dissimilarity, plus bonuses, minus the penalty."""
        apart = min(1.0, abs(self._expected[x] - self.new.members[y]) / FULL_DISTANCE)
        return (
            SAME_GAP_BONUS * self.same_gap(x, y)
            - DISTANCE_PENALTY * apart
            + SAME_CONTEXT_BONUS * self.same_context(x, y)
            - log2(1 + SMOOTHING - value)
        )

    def same_context(self, x: int, y: int) -> bool:
        """Whether both are headings of one section, rows with one first cell, or footnotes to one paragraph."""
        a, b = self.old.unit(x), self.new.unit(y)
        if a.kind == "heading":
            return bool(a.section) and [body_key(s) for s in a.section] == [body_key(s) for s in b.section]
        if a.kind == "row":
            head = body_key(a.text.partition("\t")[0])
            return bool(head) and self.same_gap(x, y) and head == body_key(b.text.partition("\t")[0])
        if a.kind == "footnote" and a.anchor and b.anchor:
            return Indel.normalized_similarity(body_key(a.anchor), body_key(b.anchor)) >= ANCHOR_SIMILARITY
        return False


def pair_alike(
    rules: PairingRules, similarities: Mapping[tuple[int, int], PairSimilarity], pairs_found: UnitPairs
) -> None:
    """Pair the candidates that reach their threshold, best score first, into `pairs_found`.

    `similarities` is keyed by (place in the old pool, place in the new pool) of `rules`.
    """
    old, new = rules.old, rules.new
    ranked = []
    for (x, y), value in similarities.items():
        i, j = old.members[x], new.members[y]
        if pairs_found.are_free(i, j) and value.value >= rules.threshold(x, y, value.contained):
            ranked.append((-rules.score(x, y, value.value), abs(i - j), x, y, value))
    for _, _, x, y, value in sorted(ranked):
        i, j = old.members[x], new.members[y]
        if not pairs_found.are_free(i, j):
            continue
        if rules.same_gap(x, y):
            pairs_found.pair(i, j, "alike, in the same place", value.value)
        elif rules.same_context(x, y) or _is_move(old, x, new, y, value.plain):
            pairs_found.pair(i, j, "alike, elsewhere", value.value)


def _is_move(old: UnpairedUnits, x: int, new: UnpairedUnits, y: int, plain: float) -> bool:
    """Whether a pair of distant units is a move, and not just two texts in the style of their surroundings.

    The new unit must be much more similar (`MOVE_ADVANTAGE`) to the old one than to every new unit around it.
    """
    code = new.codes[y]
    least = 1 - (1 - plain) / MOVE_ADVANTAGE
    return all(shared_ratio(count_common(other, code), other, code) < least for other in new.around(y, MOVE_NEIGHBOURS))


def unpaired_indexes(partners: Sequence[int], bodies: Iterable[str]) -> list[int]:
    """Indexes of the units that have text and no partner."""
    return [i for i, (partner, body) in enumerate(zip(partners, bodies, strict=True)) if partner < 0 and body]
