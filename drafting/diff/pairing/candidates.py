"""Which units are worth comparing: those that share rare words or pairs of words, and those that stand alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add, itemgetter
from typing import TypeAlias

from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.pairing.similarity import UnpairedUnits
from drafting.text.typography import body_key

BEST = 6
"""Units kept for each unit of either side."""
ENOUGH = 4
"""Tokens that carry matter from which on the others are not asked."""
RARE = 16
"""Rarest shared features of a unit that vote."""
FEW = 4
"""Rare features of a unit up to which one vote is enough."""
VOTES = 300
"""Votes after which no more features of a unit are asked."""
COMMON = 60
"""Units a feature may stand in: twice as frequent on one side is still right if half so on the other."""
SMALL_GAP = 64
"""Cells of a gap in which everything is compared with everything."""
GAP = 256
"""The same when what is left is asked again."""
BAND = 3
"""In larger gaps: how far from its expected place a unit looks for its partner."""


CandidatePairs: TypeAlias = dict[int, set[int]]
"""For places in the old pool the places in the new pool worth comparing them with."""


def candidates_by_features(old: UnpairedUnits, new: UnpairedUnits) -> CandidatePairs:
    """For each unit of either side those of the other that share the most rare features."""
    count, here, there = _ranked(_features(old), _features(new))
    found: CandidatePairs = defaultdict(set)
    for x, ys in enumerate(_voted(here, there, count)):
        found[x].update(ys)
    for y, xs in enumerate(_voted(there, here, count)):
        for x in xs:
            found[x].add(y)
    return found


def candidates_by_place(old: UnpairedUnits, new: UnpairedUnits, frame: KeptOrder) -> CandidatePairs:
    """Those that stand in one small gap of the frame, or near where the old one is expected."""
    found = candidates_in_gaps(old, new, frame, SMALL_GAP)
    for xs, ys in _gaps(old, new, frame):
        if len(xs) * len(ys) <= SMALL_GAP:
            continue
        places = [new.members[y] for y in ys]
        for k, x in enumerate(xs):
            at = bisect_left(places, frame.expected(old.members[x]))
            found[x].update(ys[max(0, at - BAND) : at + BAND + 1])
            if len(xs) == len(ys):
                found[x].add(ys[k])
    return found


def candidates_in_gaps(old: UnpairedUnits, new: UnpairedUnits, frame: KeptOrder, cells: int = GAP) -> CandidatePairs:
    """Those that stand in one gap of the frame, where it has at most so many pairs."""
    found: CandidatePairs = defaultdict(set)
    for xs, ys in _gaps(old, new, frame):
        if len(xs) * len(ys) <= cells:
            for x in xs:
                found[x].update(ys)
    return found


def candidates_by_anchor(old: UnpairedUnits, new: UnpairedUnits) -> CandidatePairs:
    """Footnotes that hang on the same text."""
    there: dict[str, set[int]] = defaultdict(set)
    for y in range(len(new.members)):
        if new.unit(y).anchor:
            there[body_key(new.unit(y).anchor)].add(y)
    if not there:
        return {}
    return {x: there.get(body_key(old.unit(x).anchor), set()) for x in range(len(old.members)) if old.unit(x).anchor}


def merge_candidates(old: UnpairedUnits, new: UnpairedUnits, *several: CandidatePairs) -> list[tuple[int, list[int]]]:
    """All that is wanted, in rising order, of units whose kinds may pair."""
    out = []
    for x in range(len(old.members)):
        group = old.groups[x]
        ys = sorted(set().union(*(wanted.get(x, ()) for wanted in several)))
        out.append((x, [y for y in ys if new.groups[y] == group]))
    return out


def _gaps(old: UnpairedUnits, new: UnpairedUnits, frame: KeptOrder) -> list[tuple[list[int], list[int]]]:
    """The places in both pools that stand in each gap of the frame."""
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for x, i in enumerate(old.members):
        gaps[frame.old_gap(i)][0].append(x)
    for y, j in enumerate(new.members):
        gaps[frame.new_gap(j)][1].append(y)
    return list(gaps.values())


def _features(pool: UnpairedUnits) -> list[set[str]]:
    """The distinct tokens and pairs of neighbours of each member; only those that carry matter, where enough do."""
    chosen = [matter if len(matter) >= ENOUGH else code for matter, code in zip(pool.matter, pool.codes, strict=True)]
    return [{*code, *map(add, code, code[1:])} for code in chosen]


def _ranked(here: Sequence[set[str]], there: Sequence[set[str]]) -> tuple[int, list[list[int]], list[list[int]]]:
    """The shared features as numbers, the rarest first: how many there are, and those of each member, rising."""
    count_here: Counter[str] = Counter(chain.from_iterable(here))
    count_there: Counter[str] = Counter(chain.from_iterable(there))
    useful = sorted(
        (count_here[f] + count_there[f], f)  # the feature itself breaks ties: no order that depends on hashing
        for f in count_here.keys() & count_there.keys()
        if count_here[f] * count_there[f] <= COMMON * COMMON
    )
    rank = {feature: number for number, (_, feature) in enumerate(useful)}
    shared = frozenset(rank)
    sides = [[sorted(map(rank.__getitem__, features & shared)) for features in side] for side in (here, there)]
    return len(rank), sides[0], sides[1]


def _voted(here: Sequence[list[int]], there: Sequence[list[int]], features: int) -> Iterator[list[int]]:
    """For each member of one side those of the other that hold the most of its rarest features."""
    places: list[list[int]] = [[] for _ in range(features)]
    for y, ranks in enumerate(there):
        for feature in ranks:
            places[feature].append(y)
    for ranks in here:
        heard: list[int] = []
        for feature in ranks[:RARE]:
            heard += places[feature]
            if len(heard) > VOTES:
                break
        least = 2 if len(ranks) > FEW else 1
        votes = [(y, count) for y, count in Counter(heard).items() if count >= least]
        votes.sort(key=itemgetter(1), reverse=True)  # equal votes: the one with the rarest feature first
        yield [y for y, _ in votes[:BEST]]
