"""The door of the diff engine: two sequences of units in, every unit of both accounted for in one `Diff`."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.diff.anchors import Links, Side, pair_empty, pair_exact
from drafting.diff.assemble import Pair, assemble
from drafting.diff.assign import KIN_LEAST, NEAR, Judge, pair_alike, unpaired
from drafting.diff.candidates import by_anchor, by_features, by_place
from drafting.diff.changes import Diff
from drafting.diff.order import Frame
from drafting.diff.similarity import Pool, likenesses, pools
from drafting.diff.splits import CONTAINED, Found, splits_and_merges
from drafting.diff.unit import Unit
from drafting.numbering import split_label


def compare_units(old: Sequence[Unit], new: Sequence[Unit]) -> Diff:
    """What became of every unit of `old`, and where every unit of `new` comes from.

    Labels take no part in the matching. The same input gives the same diff on every machine.
    """
    before, after = Side.of(old), Side.of(new)
    links = Links.none(len(old), len(new))
    pair_exact(before, after, links)
    groups = _pair_similar(before, after, links)
    pair_empty(before, after, links)
    pairs = [Pair((i,), (j,), links.reason[i], links.similarity[i]) for i, j in enumerate(links.to_new) if j >= 0]
    return Diff(tuple(old), tuple(new), assemble(old, new, [*pairs, *groups]))


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> Diff:
    """The same for plain paragraphs: typed labels ("12.", "a)") are cut off first and compared as labels."""
    return compare_units([_unit(text) for text in old], [_unit(text) for text in new])


def _unit(text: str) -> Unit:
    label, gap, rest = split_label(text)
    if not label or f"{label}{gap}{rest}" != text:
        return Unit(text)
    return Unit(rest, label, gap=gap)


def _pair_similar(old: Side, new: Side, links: Links) -> list[Pair]:
    """Pair what is alike but not the same, into `links`; what was split or merged is returned."""
    here, there = unpaired(links.to_new, old.bodies), unpaired(links.to_old, new.bodies)
    if not here or not there:
        return []
    a, b = pools(old, new, here, there)
    frame = Frame(links.to_new, len(new.units), old.weights())
    wanted = by_features(a, b) | by_place(a, b, frame) | by_anchor(a, b)
    like = likenesses(a, b, wanted, least=KIN_LEAST if _footnotes(a) else NEAR, contained=CONTAINED)
    groups = [_pair_of(found, a, b) for found in splits_and_merges(a, b, like)]
    split_old, split_new = {i for g in groups for i in g.old}, {j for g in groups for j in g.new}
    like = {
        (x, y): value
        for (x, y), value in like.items()
        if a.members[x] not in split_old and b.members[y] not in split_new
    }
    pair_alike(Judge(a, b, frame), like, links)
    return groups


def _footnotes(pool: Pool) -> bool:
    return "footnote" in pool.groups


def _pair_of(found: Found, old: Pool, new: Pool) -> Pair:
    if found.split:
        one, several = (old.members[found.whole],), tuple(new.members[y] for y in found.pieces)
        return Pair(one, several, "the parts together", found.value)
    several, one = tuple(old.members[x] for x in found.pieces), (new.members[found.whole],)
    return Pair(several, one, "the parts together", found.value)
