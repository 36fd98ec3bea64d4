"""The pairs of the comparison as pairs of blocks: which paragraphs and tables of OLD correspond to which of NEW."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from drafting.diff.changes import Change, Diff
from drafting.diff.units import Unit
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import DELETED
from drafting.ooxml.story import paragraphs
from drafting.text.subsequence import longest_increasing
from drafting.word.redline.others_changes import pending_on_mark

_P = w("p")
_T = (w("t"), w("delText"))
_WORDS = tuple(w(n) for n in ("t", "drawing", "pict", "object", "footnoteReference", "endnoteReference"))


Blocks: TypeAlias = Sequence[etree._Element]
Link: TypeAlias = tuple[list[int], list[int]]
"""Blocks of OLD and blocks of NEW (by index) that a change pairs."""


@dataclass
class Anchors:
    """How the comparison pairs the blocks of two bodies; all numbers are indexes of blocks.

    `groups`: blocks paired without crossing, in rising order. `moves`: single paragraphs that moved. `addresses`: of
    blocks of OLD. `labelled`: blocks of OLD that print the same number as their counterpart. `compared_old`,
    `compared_new`: blocks that belong to a unit; in no group or move they were deleted or inserted, and must not be
    paired by other means. `joined_old`, `joined_new`: paragraphs that the reader joined into one unit, so that the
    comparison did not see them one by one.
    """

    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    moves: list[tuple[int, int]] = field(default_factory=list)
    addresses: dict[int, str] = field(default_factory=dict)
    labelled: set[int] = field(default_factory=set)
    compared_old: set[int] = field(default_factory=set)
    compared_new: set[int] = field(default_factory=set)
    joined_old: set[int] = field(default_factory=set)
    joined_new: set[int] = field(default_factory=set)

    @cached_property
    def sources(self) -> dict[int, int]:
        """Block of OLD that moved away → number of the move."""
        return {i: number for number, (i, _) in enumerate(self.moves)}

    @cached_property
    def targets(self) -> dict[int, int]:
        """Block of NEW that moved here → number of the move."""
        return {j: number for number, (_, j) in enumerate(self.moves)}


class _Side:
    """The blocks of one body and the units of the comparison that were read from them."""

    def __init__(self, root: etree._Element, blocks: Blocks, units: Sequence[Unit]) -> None:
        self.blocks, self.units = blocks, units
        self.is_table = [block.tag != _P for block in blocks]
        self._block_indexes = _block_indexes(root, blocks)

    def unit_blocks(self, unit: Unit) -> list[int]:
        """The blocks of a unit; of several, those with a pending deletion of all of them are left out."""
        return _unit_blocks(unit, self._block_indexes, self.blocks)

    def blocks_of(self, indexes: Iterable[int]) -> list[int]:
        """The blocks of several units (by index), sorted."""
        return sorted({b for i in indexes for b in self.unit_blocks(self.units[i])})

    def labels(self, indexes: Iterable[int]) -> set[str | None]:
        """The labels of several units."""
        return {self.units[i].label for i in indexes}


def block_words(block: etree._Element) -> str:
    """The words of a paragraph or table, deleted ones included."""
    return "".join(t.text or "" for t in block.iter(*_T))


def find_anchors(diff: Diff, roots: tuple[etree._Element, etree._Element], sides: tuple[Blocks, Blocks]) -> Anchors:
    """How a comparison pairs the blocks of the bodies of OLD and NEW (`sides`); `roots` are their main parts."""
    old, new = _Side(roots[0], sides[0], diff.old), _Side(roots[1], sides[1], diff.new)
    out = Anchors()
    for side, compared, joined in ((old, out.compared_old, out.joined_old), (new, out.compared_new, out.joined_new)):
        for unit in side.units:
            members = [i for i in side.unit_blocks(unit) if not side.is_table[i]]
            compared.update(members)
            if side is old:
                out.addresses.update((i, unit.address) for i in members)
            joined.update(members if len(members) > 1 else ())
    links: list[Link] = []
    moved: list[tuple[int, int]] = []
    for change in diff.changes:
        olds, news = old.blocks_of(change.old), new.blocks_of(change.new)
        if not olds or not news or len({old.is_table[i] for i in olds} | {new.is_table[j] for j in news}) > 1:
            continue
        labels = old.labels(change.old) | new.labels(change.new)
        if len(labels) == 1 and None not in labels:
            out.labelled.update(olds)
        _link_change(change, olds, news, (old, new), links, moved)
    _keep_rising(out, _join_links(links), moved, [old.is_table, new.is_table])
    return out


def _link_change(
    change: Change,
    olds: list[int],
    news: list[int],
    sides: tuple[_Side, _Side],
    links: list[Link],
    moved: list[tuple[int, int]],
) -> None:
    """Add the blocks of one change to the links, or to the moves."""
    is_table = sides[0].is_table[olds[0]]
    pairs = None
    if len(change.old) == len(change.new) == 1:
        pairs = _one_by_one(olds, news, (sides[0].blocks, sides[1].blocks))
    if pairs is not None:
        links += pairs
    elif change.op in ("move", "move_edit") and not is_table:
        moved += zip(olds, news, strict=False) if len(olds) == len(news) else ()
    else:
        links.append((olds[:1], news[:1]) if is_table else (olds, news))


def _one_by_one(olds: list[int], news: list[int], sides: tuple[Blocks, Blocks]) -> list[Link] | None:
    """Links for two paired units, each joined by the reader from several paragraphs (a title over many lines).

    One link for each paragraph where all are equal; no link where some are (they are paired by similarity then, with
    their neighbours); None where the units are paired as a whole.
    """
    if len(olds) < 2 or len(news) < 2:
        return None
    before, after = ([block_words(side[i]) for i in which] for side, which in zip(sides, (olds, news), strict=True))
    if before == after:
        return [([i], [j]) for i, j in zip(olds, news, strict=True)]
    return [] if set(before) & set(after) - {""} else None


def _block_indexes(root: etree._Element, blocks: Blocks) -> list[int]:
    """For each paragraph of a main part the index of its block, -1 where it belongs to none (text boxes)."""
    owner = {block: index for index, block in enumerate(blocks)}
    for index, block in enumerate(blocks):
        if block.tag != _P:
            owner.update((p, index) for p in paragraphs(block))
    return [owner.get(p, -1) for p in paragraphs(root)]


def _unit_blocks(unit: Unit, places: Sequence[int], blocks: Blocks) -> list[int]:
    origin = unit.origin
    if not isinstance(origin, Origin) or origin.story != "document" or not origin.paragraphs:
        return []
    first, last = (places[i] if 0 <= i < len(places) else -1 for i in (origin.paragraphs[0], origin.paragraphs[-1]))
    if first == last != -1:  # each row of a table names all its paragraphs: thousands of them
        return [first]
    found = sorted({places[i] for i in origin.paragraphs if 0 <= i < len(places)} - {-1})
    return [i for i in found if not _is_deleted_whole(blocks[i])] or found if len(found) > 1 else found


def _is_deleted_whole(block: etree._Element) -> bool:
    """Whether a paragraph and its mark have a pending deletion and nothing else of it is left."""
    if block.tag != _P or pending_on_mark(block) != "del":
        return False
    return not any(True for e in block.iter(*_WORDS) if next(e.iterancestors(*DELETED), None) is None)


def _join_links(links: Sequence[Link]) -> list[Link]:
    """Join links that share a block (two units in one paragraph, one unit in two paragraphs)."""
    of_old: dict[int, int] = {}
    of_new: dict[int, int] = {}
    parent = list(range(len(links)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for index, (olds, news) in enumerate(links):
        for table, members in ((of_old, olds), (of_new, news)):
            for member in members:
                parent[root(index)] = root(table.setdefault(member, index))
    found: dict[int, tuple[set[int], set[int]]] = {}
    for index, (olds, news) in enumerate(links):
        a, b = found.setdefault(root(index), (set(), set()))
        a.update(olds)
        b.update(news)
    return [(sorted(a), sorted(b)) for a, b in found.values()]


def _keep_rising(out: Anchors, groups: list[Link], moved: list[tuple[int, int]], is_table: list[list[bool]]) -> None:
    """Keep the groups that rise on both sides without overlap; those that cross them are moves or are not paired."""
    groups = [_without_holes(g, is_table) for g in groups]
    groups.sort(key=lambda g: g[0][0])
    by_pair = {(g[0][0], g[1][0]): g for g in groups}
    last_old = last_new = -1
    for k in longest_increasing([news[0] for _, news in groups]):
        olds, news = by_pair.pop((groups[k][0][0], groups[k][1][0]))
        if olds[0] <= last_old or news[0] <= last_new:
            continue
        out.groups.append((tuple(olds), tuple(news)))
        last_old, last_new = olds[-1], news[-1]
    held_old = {i for olds, _ in out.groups for i in olds}
    held_new = {j for _, news in out.groups for j in news}
    crossing = [(o[0], n[0]) for o, n in by_pair.values() if len(o) == len(n) == 1 and not is_table[0][o[0]]]
    for i, j in sorted([*moved, *crossing]):
        if i not in held_old and j not in held_new:
            out.moves.append((i, j))
            held_old.add(i)
            held_new.add(j)


def _without_holes(group: Link, is_table: list[list[bool]]) -> Link:
    """A group with the blocks in between; on a side that a table interrupts only its first paragraph."""
    sides = []
    for side, members in enumerate(group):
        whole = list(range(members[0], members[-1] + 1))
        if len(whole) > 1 and any(is_table[side][k] for k in whole):
            whole = members[:1]
        sides.append(whole)
    return sides[0], sides[1]
