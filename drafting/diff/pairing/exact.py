"""Exact pairs: units whose bodies are equal but for typography, paired before any similarity is computed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.units import Unit
from drafting.text.typography import body_key

_MAX_PRODUCT = 250_000
"""Copies of one body on the old side times those on the new above which they are paired in order (limits the work)."""
SHORT = 40
"""Characters below which a body that occurs several times is ambiguous. Judged on examples, not measured."""
NEARBY_UNITS = 4
"""Largest distance, in units, at which such a body ("Welcomes the progress made;") counts as moved. Judged likewise."""


@dataclass(slots=True)
class PreparedSide:
    """One side of a comparison with the keys by which its units are paired."""

    units: Sequence[Unit]
    bodies: list[str]
    groups: list[str]
    keys: list[Hashable]
    """(group, body, atoms) of each unit; None for units with neither text nor atom, which are not paired by key."""
    times: Counter[str]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> PreparedSide:
        """Prepare a side. Lettered items pair with clauses; units of other kinds pair only with their own kind."""
        bodies = [body_key(u.text) for u in units]
        groups: list[str] = ["clause" if u.kind == "item" else u.kind for u in units]
        keys: list[Hashable] = []
        for unit, group, body in zip(units, groups, bodies, strict=True):
            atoms = tuple(t.identity for t in unit.tokens if t.kind == "atom")
            keys.append((group, body, atoms) if body or atoms else None)
        return cls(units, bodies, groups, keys, Counter(bodies))

    def is_ambiguous(self, index: int) -> bool:
        """Whether a text is short and occurs several times on this side, so that it does not identify its unit."""
        return len(self.bodies[index]) < SHORT and self.times[self.bodies[index]] > 1

    def weights(self) -> list[float]:
        """Weight of each unit when the kept order is chosen: the root of its length plus 1, so that long texts stay."""
        return [len(body) ** 0.5 + 1 for body in self.bodies]


@dataclass(slots=True)
class UnitPairs:
    """Pairs found so far: the partner of each unit or -1, the reason and the similarity of each pair by old index."""

    to_new: list[int]
    to_old: list[int]
    reason: dict[int, str] = field(default_factory=dict)
    similarity: dict[int, float] = field(default_factory=dict)

    @classmethod
    def empty(cls, old: int, new: int) -> UnitPairs:
        """No pairs yet."""
        return cls([-1] * old, [-1] * new)

    def pair(self, i: int, j: int, reason: str, similarity: float = 1.0) -> None:
        """Pair old unit i with new unit j."""
        self.to_new[i], self.to_old[j] = j, i
        self.reason[i], self.similarity[i] = reason, similarity

    def are_free(self, i: int, j: int) -> bool:
        """True when both exist and neither is paired."""
        return 0 <= i < len(self.to_new) and 0 <= j < len(self.to_old) and self.to_new[i] < 0 and self.to_old[j] < 0


def pair_exact(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Pair equal bodies: at both ends, unique in their section, unique in the text, beside a pair, then the nearest.

    Short bodies that occur several times ("Suivi") are paired beside a pair, in one gap or (except headings) nearby:
    two of them far apart are different units, not one that moved.
    """
    old_placed, new_placed = _keys_with_section(old), _keys_with_section(new)
    _pair_ends(old_placed, new_placed, pairs_found)
    _pair_unique(old_placed, new_placed, pairs_found, "same text in the same place")
    _pair_unique(old.keys, new.keys, pairs_found, "same text")
    _pair_beside_pairs(old, new, pairs_found)
    _pair_nearest(old, new, pairs_found)


def pair_neighbours(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Pair equal bodies beside the pairs found since `pair_exact`, then the nearest."""
    _pair_beside_pairs(old, new, pairs_found)
    _pair_nearest(old, new, pairs_found)


def pair_empty(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Pair units without text: only beside a kept pair, or at the start or end of both sides."""
    n, m = len(old.keys), len(new.keys)
    kept = KeptOrder(pairs_found.to_new, m, old.weights())
    for forward in (True, False):
        for i, j in [(-1, -1), *kept.pairs, (n, m)]:
            step = 1 if forward else -1
            x, y = i + step, j + step
            while (
                pairs_found.are_free(x, y)
                and not old.bodies[x]
                and not new.bodies[y]
                and old.groups[x] == new.groups[y]
            ):
                pairs_found.pair(x, y, "empty, beside a pair")
                x, y = x + step, y + step


def _keys_with_section(side: PreparedSide) -> list[Hashable]:
    """The key of each unit with its section, and for a footnote the text that it is attached to."""
    return [
        None if key is None else (key, tuple(body_key(s) for s in unit.section), body_key(unit.anchor))
        for key, unit in zip(side.keys, side.units, strict=True)
    ]


def _pair_ends(old: Sequence[Hashable], new: Sequence[Hashable], pairs_found: UnitPairs) -> None:
    short = min(len(old), len(new))
    start = 0
    while start < short and old[start] is not None and old[start] == new[start]:
        pairs_found.pair(start, start, "same text in the same place")
        start += 1
    end = 1
    while end <= short - start and old[-end] is not None and old[-end] == new[-end]:
        pairs_found.pair(len(old) - end, len(new) - end, "same text in the same place")
        end += 1


def _unpaired_places(keys: Sequence[Hashable], partner: Sequence[int]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key is not None and partner[i] < 0:
            places[key].append(i)
    return places


def _pair_unique(old: Sequence[Hashable], new: Sequence[Hashable], pairs_found: UnitPairs, reason: str) -> None:
    there = _unpaired_places(new, pairs_found.to_old)
    for key, here in _unpaired_places(old, pairs_found.to_new).items():
        if len(here) == 1 and len(there.get(key, ())) == 1:
            pairs_found.pair(here[0], there[key][0], reason)


def _pair_beside_pairs(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Extend every pair forwards and backwards as long as the neighbours are equal."""
    for step in (1, -1):
        for i in range(len(old.keys)) if step > 0 else range(len(old.keys) - 1, -1, -1):
            j = pairs_found.to_new[i]
            if j < 0 or not pairs_found.are_free(i + step, j + step):
                continue
            if old.keys[i + step] is not None and old.keys[i + step] == new.keys[j + step]:
                pairs_found.pair(i + step, j + step, "same text beside a pair")


def _pair_nearest(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> None:
    """Pair the remaining equal bodies in order, each with the one nearest to its expected place."""
    there = _unpaired_places(new.keys, pairs_found.to_old)
    left = [(here, there[key]) for key, here in _unpaired_places(old.keys, pairs_found.to_new).items() if key in there]
    if not left:
        return
    kept = KeptOrder(pairs_found.to_new, len(pairs_found.to_old), old.weights())
    for here, targets in left:
        if old.is_ambiguous(here[0]) or new.is_ambiguous(targets[0]):
            _pair_in_gaps(here, targets, kept, pairs_found)
            if old.groups[here[0]] != "heading":
                _pair_nearby(here, targets, kept, pairs_found)
            continue
        for i, j in _choose_pairs(here, targets, kept):
            pairs_found.pair(i, j, "same text, nearest of several")


def _choose_pairs(here: Sequence[int], targets: Sequence[int], kept: KeptOrder) -> list[tuple[int, int]]:
    """Pairs of equal bodies in order: all of the fewer side, each near its expected place."""
    if len(here) == len(targets) or len(here) * len(targets) > _MAX_PRODUCT:
        return list(zip(here, targets, strict=False))
    expected = [kept.expected(i) for i in here]
    if len(here) < len(targets):
        return [(i, targets[k]) for i, k in zip(here, _nearest_in_order(expected, targets), strict=True)]
    return [(here[k], j) for j, k in zip(targets, _nearest_in_order(targets, expected), strict=True)]


def _pair_in_gaps(here: Sequence[int], targets: Sequence[int], kept: KeptOrder, pairs_found: UnitPairs) -> None:
    """Pair equal bodies in order, only within one gap of the kept order."""
    there: dict[int, list[int]] = defaultdict(list)
    for j in reversed(targets):
        there[kept.new_gap(j)].append(j)
    for i in here:
        waiting = there[kept.old_gap(i)]
        if waiting:
            pairs_found.pair(i, waiting.pop(), "same text, nearest of several")


def _pair_nearby(here: Sequence[int], targets: Sequence[int], kept: KeptOrder, pairs_found: UnitPairs) -> None:
    """Pair the remaining equal bodies, each with the first free one within `NEARBY_UNITS` of its expected place."""
    for i in here:
        expected = kept.expected(i)
        near = targets[bisect_left(targets, expected - NEARBY_UNITS) : bisect_right(targets, expected + NEARBY_UNITS)]
        j = next((j for j in near if pairs_found.are_free(i, j)), None)
        if j is not None:
            pairs_found.pair(i, j, "same text, nearest of several")


def _nearest_in_order(few: Sequence[float], many: Sequence[float]) -> list[int]:
    """For each of `few` the index of a near value in `many`, in increasing order, leaving enough for the rest."""
    out: list[int] = []
    k = 0
    for done, wanted in enumerate(few):
        last = len(many) - (len(few) - done)
        while k < last and abs(many[k + 1] - wanted) <= abs(many[k] - wanted):
            k += 1
        out.append(k)
        k += 1
    return out
