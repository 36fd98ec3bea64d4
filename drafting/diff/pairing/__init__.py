"""The door of the diff engine: two sequences of units in, every unit of both accounted for in one `Diff`."""

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
from drafting.diff.pairing.exact import Links, Side, pair_empty, pair_exact, pair_neighbours
from drafting.diff.pairing.headings import pair_headings
from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, pair_similarities, pool_unpaired
from drafting.diff.pairing.splits import CONTAINED, SplitOrMerge, splits_and_merges
from drafting.diff.pairing.thresholds import NEAR, SAME_CONTEXT_LEAST, PairingRules, pair_alike, unpaired_indexes
from drafting.diff.result import Pair, Segmenter, assemble
from drafting.diff.units import Unit
from drafting.diff.words import diff_segments
from drafting.model.labels import split_label

ROUNDS = 3
"""How often what is left is asked again in gaps grown smaller."""


def compare_units(old: Sequence[Unit], new: Sequence[Unit], *, segment: Segmenter = diff_segments) -> Diff:
    """What became of every unit of `old`, and where every unit of `new` comes from.

    Labels take no part in the matching. The same input gives the same diff on every machine. `segment` finds what
    differs inside two paired units; where it does not give back both of them, the change is a whole replacement and
    says so.
    """
    before, after = Side.of(old), Side.of(new)
    links = Links.none(len(old), len(new))
    pair_exact(before, after, links)
    groups = _pair_similar(before, after, links)
    pair_neighbours(before, after, links)
    pair_headings(before, after, links)
    pair_empty(before, after, links)
    pairs = [Pair((i,), (j,), links.reason[i], links.similarity[i]) for i, j in enumerate(links.to_new) if j >= 0]
    return Diff(tuple(old), tuple(new), assemble(old, new, [*pairs, *groups], segment))


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> Diff:
    """The same for plain paragraphs: typed labels ("12.", "a)") are cut off first and compared as labels."""
    return compare_units([_unit(text) for text in old], [_unit(text) for text in new])


def _unit(text: str) -> Unit:
    """A label keeps the white space before it, so that label, gap and rest give the text back."""
    label, gap, rest = split_label(text)
    before = text[: len(text) - len(text.lstrip())]
    if not label or f"{before}{label}{gap}{rest}" != text:
        return Unit(text)
    return Unit(rest, before + label, gap=gap)


def _pair_similar(old: Side, new: Side, links: Links) -> list[Pair]:
    """Pair what is alike but not the same, into `links`; what was split or merged is returned."""
    here, there = unpaired_indexes(links.to_new, old.bodies), unpaired_indexes(links.to_old, new.bodies)
    if not here or not there:
        return []
    a, b = pool_unpaired(old, new, here, there)
    frame = KeptOrder(links.to_new, len(new.units), old.weights())
    like = _similarities(
        a, b, candidates_by_features(a, b), candidates_by_place(a, b, frame), candidates_by_anchor(a, b)
    )
    groups = [_pair_of(found, a, b) for found in splits_and_merges(a, b, like)]
    a, b, like = _without(groups, a, b, like)
    pair_alike(PairingRules(a, b, frame), like, links)
    for _ in range(ROUNDS):
        # the pairs found since have made the gaps smaller, and in smaller gaps less likeness is enough
        left, right = a.only(lambda i: links.to_new[i] < 0), b.only(lambda j: links.to_old[j] < 0)
        found, frame = len(links.reason), _frame(links, groups, old, new)
        pair_alike(
            PairingRules(left, right, frame), _similarities(left, right, candidates_in_gaps(left, right, frame)), links
        )
        if len(links.reason) == found:
            break
    pair_alike(PairingRules(a, b, _frame(links, groups, old, new), last=True), like, links)
    return groups


def _frame(links: Links, groups: Sequence[Pair], old: Side, new: Side) -> KeptOrder:
    """The frame of all pairs found so far, splits and merges among them."""
    to_new = list(links.to_new)
    for group in groups:
        to_new[group.old[0]] = group.new[0]
    return KeptOrder(to_new, len(new.units), old.weights())


def _similarities(
    old: UnpairedUnits, new: UnpairedUnits, *wanted: CandidatePairs
) -> dict[tuple[int, int], PairSimilarity]:
    least = min([NEAR, *(SAME_CONTEXT_LEAST.get(group, NEAR) for group in set(old.groups))])
    return pair_similarities(old, new, merge_candidates(old, new, *wanted), least, CONTAINED)


def _without(
    groups: Sequence[Pair], old: UnpairedUnits, new: UnpairedUnits, like: dict[tuple[int, int], PairSimilarity]
) -> tuple[UnpairedUnits, UnpairedUnits, dict[tuple[int, int], PairSimilarity]]:
    """The pools and pair_similarities without the units of splits and merges."""
    gone_old, gone_new = {i for g in groups for i in g.old}, {j for g in groups for j in g.new}
    a, b = old.only(lambda i: i not in gone_old), new.only(lambda j: j not in gone_new)
    xs, ys = {i: x for x, i in enumerate(a.members)}, {j: y for y, j in enumerate(b.members)}
    left = {}
    for (x, y), value in like.items():
        i, j = old.members[x], new.members[y]
        if i in xs and j in ys:
            left[xs[i], ys[j]] = value
    return a, b, left


def _pair_of(found: SplitOrMerge, old: UnpairedUnits, new: UnpairedUnits) -> Pair:
    if found.split:
        one, several = (old.members[found.whole],), tuple(new.members[y] for y in found.pieces)
        return Pair(one, several, "the parts together", found.value)
    several, one = tuple(old.members[x] for x in found.pieces), (new.members[found.whole],)
    return Pair(several, one, "the parts together", found.value)
