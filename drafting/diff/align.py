"""The door of the diff engine: two sequences of units in, every unit of both accounted for in one `Diff`."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from drafting.diff.anchors import Links, Side, pair_empty, pair_exact
from drafting.diff.assemble import Pair, assemble
from drafting.diff.changes import Diff
from drafting.diff.matching import Vocabulary
from drafting.diff.order import Frame
from drafting.diff.tokens import printed
from drafting.diff.unit import Unit
from drafting.numbering import split_label


def compare_units(old: Sequence[Unit], new: Sequence[Unit]) -> Diff:
    """What became of every unit of `old`, and where every unit of `new` comes from.

    Labels take no part in the matching. The same input gives the same diff on every machine.
    """
    before, after = Side.of(old), Side.of(new)
    links = Links.none(len(old), len(new))
    pair_exact(before, after, links)
    _pair_similar(before, after, links)
    pair_empty(before, after, links)
    pairs = [Pair((i,), (j,), links.reason[i], links.similarity[i]) for i, j in enumerate(links.to_new) if j >= 0]
    return Diff(tuple(old), tuple(new), assemble(old, new, pairs))


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> Diff:
    """The same for plain paragraphs: typed labels ("12.", "a)") are cut off first and compared as labels."""
    return compare_units([_unit(text) for text in old], [_unit(text) for text in new])


def _unit(text: str) -> Unit:
    label, gap, rest = split_label(text)
    if not label or f"{label}{gap}{rest}" != text:
        return Unit(text)
    return Unit(rest, label, gap=gap)


def _pair_similar(old: Side, new: Side, links: Links) -> None:
    vocabulary = Vocabulary()
    here = [i for i, j in enumerate(links.to_new) if j < 0 and old.bodies[i]]
    there = [j for j, i in enumerate(links.to_old) if i < 0 and new.bodies[j]]
    coded_old = {i: vocabulary.encode(printed(old.bodies[i])) for i in here}
    coded_new = {j: vocabulary.encode(printed(new.bodies[j])) for j in there}
    frame = Frame(links.to_new, len(new.bodies), old.weights())
    found = []
    for i in here:
        for j in there:
            if old.groups[i] != new.groups[j]:
                continue
            near = frame.old_gap(i) == frame.new_gap(j)
            value = LCSseq.normalized_similarity(coded_old[i], coded_new[j])
            if value >= (0.3 if near else 0.62):
                found.append((-value - 0.05 * near, abs(i - j), i, j, value))
    for _, _, i, j, value in sorted(found):
        if links.free(i, j):
            links.pair(i, j, "similar", value)
