"""Pair the units of two texts (exact, similar, split, merged, moved) and give a `Diff` that accounts for every unit."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.diff.changes import Diff
from drafting.diff.pairing.candidates import (
    CandidatePairs,
    candidates_by_anchor,
    candidates_by_features,
    candidates_by_place,
    candidates_in_gaps,
    merge_candidates,
)
from drafting.diff.pairing.exact import PreparedSide, UnitPairs, pair_empty, pair_exact, pair_neighbours
from drafting.diff.pairing.headings import pair_headings
from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.pairing.reworded_or_moved import (
    SIMILARITY_IN_GAP,
    SIMILARITY_SAME_CONTEXT,
    PairingRules,
    pair_alike,
    unpaired_indexes,
)
from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, pair_similarities, pool_unpaired
from drafting.diff.pairing.splits import PIECE_CONTAINED, SplitOrMerge, splits_and_merges
from drafting.diff.result import Pair, Segmenter, assemble_changes
from drafting.diff.units import Unit
from drafting.diff.words import diff_segments
from drafting.model.labels import split_label

ROUNDS = 3
"""How often unpaired units are compared again in the smaller gaps that new pairs leave. Judged on examples."""


def compare_units(old: Sequence[Unit], new: Sequence[Unit], *, segment: Segmenter = diff_segments) -> Diff:
    """Compare two sequences of units: what became of every unit of `old`, where every unit of `new` comes from.

    Labels take no part in the matching. The result is the same on every machine. `segment` finds what differs inside
    two paired units; where its segments do not reproduce both of them, the change is a whole replacement with
    `Change.fallback` set.
    """
    before, after = PreparedSide.of(old), PreparedSide.of(new)
    pairs_found = UnitPairs.empty(len(old), len(new))
    pair_exact(before, after, pairs_found)
    groups = _pair_similar(before, after, pairs_found)
    pair_neighbours(before, after, pairs_found)
    pair_headings(before, after, pairs_found)
    pair_empty(before, after, pairs_found)
    pairs = [
        Pair((i,), (j,), pairs_found.reason[i], pairs_found.similarity[i])
        for i, j in enumerate(pairs_found.to_new)
        if j >= 0
    ]
    return Diff(tuple(old), tuple(new), assemble_changes(old, new, [*pairs, *groups], segment))


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> Diff:
    """Compare plain paragraphs: typed labels ("12.", "a)") are cut off first and compared as labels."""
    return compare_units([_unit(text) for text in old], [_unit(text) for text in new])


def _unit(text: str) -> Unit:
    """A paragraph as a unit. A label keeps the white space before it, so that `full_text` reproduces the text."""
    label, gap, rest = split_label(text)
    before = text[: len(text) - len(text.lstrip())]
    if not label or f"{before}{label}{gap}{rest}" != text:
        return Unit(text)
    return Unit(rest, before + label, gap=gap)


def _pair_similar(old: PreparedSide, new: PreparedSide, pairs_found: UnitPairs) -> list[Pair]:
    """Pair similar units into `pairs_found`; return the splits and merges."""
    here, there = unpaired_indexes(pairs_found.to_new, old.bodies), unpaired_indexes(pairs_found.to_old, new.bodies)
    if not here or not there:
        return []
    a, b = pool_unpaired(old, new, here, there)
    kept = KeptOrder(pairs_found.to_new, len(new.units), old.weights())
    similarities = _similarities(
        a, b, candidates_by_features(a, b), candidates_by_place(a, b, kept), candidates_by_anchor(a, b)
    )
    groups = [_pair_of_group(found, a, b) for found in splits_and_merges(a, b, similarities)]
    a, b, similarities = _drop_grouped(groups, a, b, similarities)
    pair_alike(PairingRules(a, b, kept), similarities, pairs_found)
    for _ in range(ROUNDS):
        # new pairs make the gaps smaller, and in a smaller gap less similarity is required
        left, right = a.only(lambda i: pairs_found.to_new[i] < 0), b.only(lambda j: pairs_found.to_old[j] < 0)
        found, kept = len(pairs_found.reason), _order_so_far(pairs_found, groups, old, new)
        pair_alike(
            PairingRules(left, right, kept),
            _similarities(left, right, candidates_in_gaps(left, right, kept)),
            pairs_found,
        )
        if len(pairs_found.reason) == found:
            break
    pair_alike(PairingRules(a, b, _order_so_far(pairs_found, groups, old, new), last=True), similarities, pairs_found)
    return groups


def _order_so_far(pairs_found: UnitPairs, groups: Sequence[Pair], old: PreparedSide, new: PreparedSide) -> KeptOrder:
    """The order kept by all pairs found so far, including splits and merges."""
    to_new = list(pairs_found.to_new)
    for group in groups:
        to_new[group.old[0]] = group.new[0]
    return KeptOrder(to_new, len(new.units), old.weights())


def _similarities(
    old: UnpairedUnits, new: UnpairedUnits, *wanted: CandidatePairs
) -> dict[tuple[int, int], PairSimilarity]:
    least = min(
        [SIMILARITY_IN_GAP, *(SIMILARITY_SAME_CONTEXT.get(group, SIMILARITY_IN_GAP) for group in set(old.groups))]
    )
    return pair_similarities(old, new, merge_candidates(old, new, *wanted), least, PIECE_CONTAINED)


def _drop_grouped(
    groups: Sequence[Pair], old: UnpairedUnits, new: UnpairedUnits, similarities: dict[tuple[int, int], PairSimilarity]
) -> tuple[UnpairedUnits, UnpairedUnits, dict[tuple[int, int], PairSimilarity]]:
    """The pools and their similarities without the units of splits and merges."""
    gone_old, gone_new = {i for g in groups for i in g.old}, {j for g in groups for j in g.new}
    a, b = old.only(lambda i: i not in gone_old), new.only(lambda j: j not in gone_new)
    xs, ys = {i: x for x, i in enumerate(a.members)}, {j: y for y, j in enumerate(b.members)}
    left = {}
    for (x, y), value in similarities.items():
        i, j = old.members[x], new.members[y]
        if i in xs and j in ys:
            left[xs[i], ys[j]] = value
    return a, b, left


def _pair_of_group(found: SplitOrMerge, old: UnpairedUnits, new: UnpairedUnits) -> Pair:
    if found.split:
        one, several = (old.members[found.whole],), tuple(new.members[y] for y in found.pieces)
        return Pair(one, several, "the parts together", found.value)
    several, one = tuple(old.members[x] for x in found.pieces), (new.members[found.whole],)
    return Pair(several, one, "the parts together", found.value)
