"""Which units are worth comparing: those that share rare words or pairs of words, and those that stand alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add, itemgetter

from drafting.diff.order import Frame
from drafting.diff.similarity import Pool
from drafting.diff.typography import body_key

BEST = 6
"""Units kept for each unit of either side."""
ENOUGH = 4
"""Tokens that carry matter from which on the others are not asked."""
RARE = 16
"""Rarest shared features of a unit that vote."""
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


def by_features(old: Pool, new: Pool) -> set[tuple[int, int]]:
    """Pairs of places in the pools that share the most rare features, for each unit of either side."""
    rank, here, there = _ranked(_features(old), _features(new))
    found = set(_voted(here, there, rank))
    found.update((x, y) for y, x in _voted(there, here, rank))
    return {(x, y) for x, y in found if old.groups[x] == new.groups[y]}


def by_place(old: Pool, new: Pool, frame: Frame) -> set[tuple[int, int]]:
    """Pairs of places in the pools that stand in one small gap of the frame, or near where the old one is expected."""
    found = within_gaps(old, new, frame, SMALL_GAP)
    for xs, ys in _gaps(old, new, frame):
        if len(xs) * len(ys) <= SMALL_GAP:
            continue
        places = [new.members[y] for y in ys]
        for k, x in enumerate(xs):
            at = bisect_left(places, frame.expected(old.members[x]))
            near = ys[max(0, at - BAND) : at + BAND + 1] + ys[k : k + 1] * (len(xs) == len(ys))
            found.update((x, y) for y in near if old.groups[x] == new.groups[y])
    return found


def within_gaps(old: Pool, new: Pool, frame: Frame, cells: int = GAP) -> set[tuple[int, int]]:
    """All pairs of places in the pools that stand in one gap of the frame, if it has at most so many."""
    return {
        (x, y)
        for xs, ys in _gaps(old, new, frame)
        if len(xs) * len(ys) <= cells
        for x in xs
        for y in ys
        if old.groups[x] == new.groups[y]
    }


def _gaps(old: Pool, new: Pool, frame: Frame) -> list[tuple[list[int], list[int]]]:
    """The places in both pools that stand in each gap of the frame."""
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for x, i in enumerate(old.members):
        gaps[frame.old_gap(i)][0].append(x)
    for y, j in enumerate(new.members):
        gaps[frame.new_gap(j)][1].append(y)
    return list(gaps.values())


def by_anchor(old: Pool, new: Pool) -> set[tuple[int, int]]:
    """Pairs of footnotes that hang on the same text."""
    there: dict[str, list[int]] = defaultdict(list)
    for y in range(len(new.members)):
        if new.unit(y).anchor:
            there[body_key(new.unit(y).anchor)].append(y)
    if not there:
        return set()
    return {(x, y) for x in range(len(old.members)) for y in there.get(body_key(old.unit(x).anchor), ())}


def _features(pool: Pool) -> list[set[str]]:
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
    sides = [[sorted([rank[f] for f in features if f in rank]) for features in side] for side in (here, there)]
    return len(rank), sides[0], sides[1]


def _voted(here: Sequence[list[int]], there: Sequence[list[int]], features: int) -> Iterator[tuple[int, int]]:
    """For each member of one side those of the other that hold the most of its rarest features."""
    places: list[list[int]] = [[] for _ in range(features)]
    for y, ranks in enumerate(there):
        for feature in ranks:
            places[feature].append(y)
    for x, ranks in enumerate(here):
        heard: list[int] = []
        for feature in ranks[:RARE]:
            heard += places[feature]
            if len(heard) > VOTES:
                break
        votes = sorted(Counter(heard).items(), key=itemgetter(1), reverse=True)  # equal votes: the rarest feature first
        yield from ((x, y) for y, _ in votes[:BEST])
