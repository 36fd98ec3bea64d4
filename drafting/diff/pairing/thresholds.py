"""One-to-one pairs: the most alike first; the further two stand apart, the more alike they must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from rapidfuzz.distance import Indel

from drafting.diff.pairing.exact import Links
from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, count_common, dice_ratio
from drafting.text.typography import body_key

NEAR = 0.30
"""PairSimilarity asked of two units alone with each other in a gap."""
FAR = 0.62
"""PairSimilarity asked of two units in different gaps: a false move is worse than a missed one."""
FAR_HELD = 0.50
"""The same, when all else is paired, where the whole matter of one stands in the other: it moved and grew."""
CROWD = 0.04
"""What each doubling of the pairs a gap allows adds to `NEAR`, up to `FAR`: among many, some are alike by chance."""
SHORT, SHORT_MORE = 8, 0.12
"""Tokens below which a far pair must be more alike still, and by how much."""
AT_HOME, DISTANCE, REACH = 0.25, 0.25, 20
"""What standing in one gap counts for, and distance from the expected place against, full at `REACH` units. One is
worth twice the likeness: of two texts the one of which half as much is unlike."""
UNSURE = 0.05
"""What is unlike in a text in any case: smaller differences decide nothing."""
NEVER = 2.0
"""A likeness that no two units reach."""
SAME_CONTEXT, SAME_CONTEXT_LEAST = 0.8, {"heading": 0.45, "footnote": 0.15, "row": 0.1}
"""What the same section (headings), paragraph (footnotes) or first cell (rows) counts for, and the likeness that is
then enough."""
ANCHOR = 0.75
"""PairSimilarity, by characters, of the paragraphs two footnotes hang on, from which these are taken for one."""
NEIGHBOURS = 4
"""Units on either side of the destination that a far move must beat."""
CLOSER = 0.75
"""How much may be unlike in the two of a far move, at most, where one is unlike in the nearest of those units."""


class PairingRules:
    """What two free units must be to pair, given the frame of those already paired. Made anew when that changes."""

    def __init__(self, old: UnpairedUnits, new: UnpairedUnits, frame: KeptOrder, last: bool = False) -> None:
        """`last`: all else is paired, and what moved and grew may pair too."""
        self.old, self.new, self._last = old, new, last
        self._expected = [frame.expected(i) for i in old.members]
        self._old_gaps = [frame.old_gap(i) for i in old.members]
        self._new_gaps = [frame.new_gap(j) for j in new.members]
        here, there = Counter(self._old_gaps), Counter(self._new_gaps)
        self._near = {gap: min(FAR, NEAR + CROWD * log2(here[gap] * there[gap])) for gap in here if there[gap]}

    def same_gap(self, x: int, y: int) -> bool:
        """Whether members x and y of the pools stand in one gap."""
        return self._old_gaps[x] == self._new_gaps[y]

    def threshold(self, x: int, y: int, held: bool) -> float:
        """The likeness that members x and y of the pools must reach; less where one holds the other."""
        near = self._near[self._old_gaps[x]] if self.same_gap(x, y) else FAR
        if self.same_context(x, y):
            return min(near, SAME_CONTEXT_LEAST[self.old.groups[x]])
        if self.same_gap(x, y):
            return near
        if self.old.is_ambiguous(x) or self.new.is_ambiguous(y):
            return NEVER
        if held and self._last:
            return FAR_HELD
        return FAR + SHORT_MORE * (min(len(self.old.codes[x]), len(self.new.codes[y])) < SHORT)

    def score(self, x: int, y: int, value: float) -> float:
        """How much speaks for a pair: how little is unlike, in powers of two, and what the places add and take away."""
        apart = min(1.0, abs(self._expected[x] - self.new.members[y]) / REACH)
        return (
            AT_HOME * self.same_gap(x, y)
            - DISTANCE * apart
            + SAME_CONTEXT * self.same_context(x, y)
            - log2(1 + UNSURE - value)
        )

    def same_context(self, x: int, y: int) -> bool:
        """Headings of one section, rows with one first cell, footnotes on one paragraph, be it reworded."""
        a, b = self.old.unit(x), self.new.unit(y)
        if a.kind == "heading":
            return bool(a.section) and [body_key(s) for s in a.section] == [body_key(s) for s in b.section]
        if a.kind == "row":
            head = body_key(a.text.partition("\t")[0])
            return bool(head) and self.same_gap(x, y) and head == body_key(b.text.partition("\t")[0])
        if a.kind == "footnote" and a.anchor and b.anchor:
            return Indel.normalized_similarity(body_key(a.anchor), body_key(b.anchor)) >= ANCHOR
        return False


def pair_alike(judge: PairingRules, like: Mapping[tuple[int, int], PairSimilarity], links: Links) -> None:
    """Pair what is alike enough, the best first. `like` is keyed by places in the pools of the judge."""
    old, new = judge.old, judge.new
    ranked = []
    for (x, y), value in like.items():
        i, j = old.members[x], new.members[y]
        if links.free(i, j) and value.value >= judge.threshold(x, y, value.held):
            ranked.append((-judge.score(x, y, value.value), abs(i - j), x, y, value))
    for _, _, x, y, value in sorted(ranked):
        i, j = old.members[x], new.members[y]
        if not links.free(i, j):
            continue
        if judge.same_gap(x, y):
            links.pair(i, j, "alike, in the same place", value.value)
        elif judge.same_context(x, y) or _moved(old, x, new, y, value.plain):
            links.pair(i, j, "alike, elsewhere", value.value)


def _moved(old: UnpairedUnits, x: int, new: UnpairedUnits, y: int, plain: float) -> bool:
    """Whether the new text came from the old one rather than from the manner in which its neighbours are written.

    It must be closer by far to its alleged origin than to every unit around it.
    """
    code = new.codes[y]
    least = 1 - (1 - plain) / CLOSER
    return all(dice_ratio(count_common(other, code), other, code) < least for other in new.around(y, NEIGHBOURS))


def unpaired_indexes(partners: Sequence[int], bodies: Iterable[str]) -> list[int]:
    """Indexes of units without a partner that have text."""
    return [i for i, (partner, body) in enumerate(zip(partners, bodies, strict=True)) if partner < 0 and body]
