"""Which pairs of units are worth comparing: those that share rare words or word pairs, and those in similar places.

The limits were chosen by CPU time against pairs found on invented revisions (benchmarks/diff.py,
tests/diff/revisions.py); no figure was kept for a single value.
"""

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

KEPT_CANDIDATES = 6
"""Candidates kept for each unit of either side."""
CONTENT_ENOUGH = 4
"""With this many content words, other words of a unit are not used as features."""
VOTING_FEATURES = 16
"""Number of the rarest shared features of a unit that vote for candidates."""
SINGLE_VOTE_FEATURES = 4
"""With at most this many shared features, one vote makes a candidate; otherwise two."""
MAX_VOTES = 300
"""Votes after which no further features of a unit are counted."""
MAX_FREQUENCY = 60
"""Largest frequency of a feature, as the geometric mean of the number of units with it on both sides."""
SMALL_GAP = 64
"""In a gap of at most this many pairs of units every pair is compared."""
LARGER_GAP = 256
"""As `SMALL_GAP`, for second and later rounds."""
EXPECTED_BAND = 3
"""In larger gaps: units on either side of its expected place that a unit is compared with."""


CandidatePairs: TypeAlias = dict[int, set[int]]
"""Place in the old pool → places in the new pool to compare it with."""


def candidates_by_features(old: UnpairedUnits, new: UnpairedUnits) -> CandidatePairs:
    """For each unit of either side, the units of the other that share most of its rare features."""
    count, here, there = _rank_features(_token_features(old), _token_features(new))
    found: CandidatePairs = defaultdict(set)
    for x, ys in enumerate(_most_voted(here, there, count)):
        found[x].update(ys)
    for y, xs in enumerate(_most_voted(there, here, count)):
        for x in xs:
            found[x].add(y)
    return found


def candidates_by_place(old: UnpairedUnits, new: UnpairedUnits, kept: KeptOrder) -> CandidatePairs:
    """Pairs in one small gap of the kept order, or near the expected place of the old unit."""
    found = candidates_in_gaps(old, new, kept, SMALL_GAP)
    for xs, ys in _members_by_gap(old, new, kept):
        if len(xs) * len(ys) <= SMALL_GAP:
            continue
        places = [new.members[y] for y in ys]
        for k, x in enumerate(xs):
            at = bisect_left(places, kept.expected(old.members[x]))
            found[x].update(ys[max(0, at - EXPECTED_BAND) : at + EXPECTED_BAND + 1])
            if len(xs) == len(ys):
                found[x].add(ys[k])
    return found


def candidates_in_gaps(
    old: UnpairedUnits, new: UnpairedUnits, kept: KeptOrder, cells: int = LARGER_GAP
) -> CandidatePairs:
    """All pairs in each gap of the kept order that has at most `cells` pairs."""
    found: CandidatePairs = defaultdict(set)
    for xs, ys in _members_by_gap(old, new, kept):
        if len(xs) * len(ys) <= cells:
            for x in xs:
                found[x].update(ys)
    return found


def candidates_by_anchor(old: UnpairedUnits, new: UnpairedUnits) -> CandidatePairs:
    """Footnotes that are attached to the same text."""
    there: dict[str, set[int]] = defaultdict(set)
    for y in range(len(new.members)):
        if new.unit(y).anchor:
            there[body_key(new.unit(y).anchor)].add(y)
    if not there:
        return {}
    return {x: there.get(body_key(old.unit(x).anchor), set()) for x in range(len(old.members)) if old.unit(x).anchor}


def merge_candidates(old: UnpairedUnits, new: UnpairedUnits, *several: CandidatePairs) -> list[tuple[int, list[int]]]:
    """For each place in the old pool, in order, the candidates whose kind may pair with it, in order."""
    out = []
    for x in range(len(old.members)):
        group = old.groups[x]
        ys = sorted(set().union(*(wanted.get(x, ()) for wanted in several)))
        out.append((x, [y for y in ys if new.groups[y] == group]))
    return out


def _members_by_gap(old: UnpairedUnits, new: UnpairedUnits, kept: KeptOrder) -> list[tuple[list[int], list[int]]]:
    """The places of both pools in each gap of the kept order that has units."""
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for x, i in enumerate(old.members):
        gaps[kept.old_gap(i)][0].append(x)
    for y, j in enumerate(new.members):
        gaps[kept.new_gap(j)][1].append(y)
    return list(gaps.values())


def _token_features(pool: UnpairedUnits) -> list[set[str]]:
    """The distinct tokens and neighbouring token pairs of each member, from its content words where it has enough."""
    chosen = [
        matter if len(matter) >= CONTENT_ENOUGH else code for matter, code in zip(pool.content, pool.codes, strict=True)
    ]
    return [{*code, *map(add, code, code[1:])} for code in chosen]


def _rank_features(here: Sequence[set[str]], there: Sequence[set[str]]) -> tuple[int, list[list[int]], list[list[int]]]:
    """Number the shared features, the rarest first: their count, and the sorted numbers of each member, per side."""
    count_here: Counter[str] = Counter(chain.from_iterable(here))
    count_there: Counter[str] = Counter(chain.from_iterable(there))
    useful = sorted(
        (
            count_here[f] + count_there[f],
            f,
        )  # the feature itself breaks ties, so that the order does not depend on hashing
        for f in count_here.keys() & count_there.keys()
        if count_here[f] * count_there[f] <= MAX_FREQUENCY * MAX_FREQUENCY
    )
    rank = {feature: number for number, (_, feature) in enumerate(useful)}
    shared = frozenset(rank)
    sides = [[sorted(map(rank.__getitem__, features & shared)) for features in side] for side in (here, there)]
    return len(rank), sides[0], sides[1]


def _most_voted(here: Sequence[list[int]], there: Sequence[list[int]], features: int) -> Iterator[list[int]]:
    """For each member of one side, the members of the other that have most of its rarest features."""
    places: list[list[int]] = [[] for _ in range(features)]
    for y, ranks in enumerate(there):
        for feature in ranks:
            places[feature].append(y)
    for ranks in here:
        votes_for: list[int] = []
        for feature in ranks[:VOTING_FEATURES]:
            votes_for += places[feature]
            if len(votes_for) > MAX_VOTES:
                break
        least = 2 if len(ranks) > SINGLE_VOTE_FEATURES else 1
        votes = [(y, count) for y, count in Counter(votes_for).items() if count >= least]
        votes.sort(
            key=itemgetter(1), reverse=True
        )  # stable: of equal votes the one with the rarest feature comes first
        yield [y for y, _ in votes[:KEPT_CANDIDATES]]
