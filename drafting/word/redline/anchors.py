"""The comparison's pairs as blocks of the two documents: which paragraphs of OLD stand against which of NEW."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from drafting.diff.changes import Diff
from drafting.diff.units import Unit
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import w
from drafting.ooxml.story import paragraphs
from drafting.text.subsequence import longest_increasing
from drafting.word.redline.others_changes import of_mark

_P, _GONE = w("p"), (w("del"), w("moveFrom"))
_T = (w("t"), w("delText"))
_WORDS = tuple(w(n) for n in ("t", "drawing", "pict", "object", "footnoteReference", "endnoteReference"))


@dataclass
class Anchors:
    """Block indexes: groups that stand against each other in rising order, moves, blocks the comparison spoke of.

    `spoken_old`, `spoken_new`: blocks that belong to a unit; where no group or move holds them they were deleted or
    inserted, and nothing else may pair them (one comparison, one alignment). `joined_old`, `joined_new`: paragraphs
    that the reader joined into one unit; the comparison did not see them one by one. `addresses`: of blocks of OLD;
    `labelled`: those that print the same number as their counterpart.
    """

    groups: list[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)
    moves: list[tuple[int, int]] = field(default_factory=list)
    addresses: dict[int, str] = field(default_factory=dict)
    labelled: set[int] = field(default_factory=set)
    spoken_old: set[int] = field(default_factory=set)
    spoken_new: set[int] = field(default_factory=set)
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


def words_of(block: etree._Element) -> str:
    """The words of a paragraph or table, deleted ones among them."""
    return "".join(t.text or "" for t in block.iter(*_T))


def anchor(
    diff: Diff,
    roots: tuple[etree._Element, etree._Element],
    sides: tuple[Sequence[etree._Element], Sequence[etree._Element]],
) -> Anchors:
    """The anchors of a comparison among the blocks of the two bodies (`sides`), whose stories are `roots`."""
    places = [_places(root, blocks) for root, blocks in zip(roots, sides, strict=True)]
    out = Anchors()
    units = (diff.old, diff.new)
    is_table = [[b.tag != _P for b in blocks] for blocks in sides]
    for side, spoken, joined in ((0, out.spoken_old, out.joined_old), (1, out.spoken_new, out.joined_new)):
        for unit in units[side]:
            members = [i for i in _blocks(unit, places[side], sides[side]) if not is_table[side][i]]
            spoken.update(members)
            if side == 0:
                out.addresses.update((i, unit.address) for i in members)
            joined.update(members if len(members) > 1 else ())
    links: list[tuple[list[int], list[int]]] = []
    moved: list[tuple[int, int]] = []
    for change in diff.changes:
        olds = _of(change.old, units[0], places[0], sides[0])
        news = _of(change.new, units[1], places[1], sides[1])
        if not olds or not news or len({is_table[0][i] for i in olds} | {is_table[1][j] for j in news}) > 1:
            continue
        labels = {units[0][i].label for i in change.old} | {units[1][j].label for j in change.new}
        if len(labels) == 1 and None not in labels:
            out.labelled.update(olds)
        if len(change.old) == len(change.new) == 1 and (pairs := _one_by_one(olds, news, sides)) is not None:
            links += pairs
        elif change.op in ("move", "move_edit") and not is_table[0][olds[0]]:
            moved += zip(olds, news, strict=False) if len(olds) == len(news) else ()
        else:
            links.append((olds[:1], news[:1]) if is_table[0][olds[0]] else (olds, news))
    _settle(out, _components(links), moved, is_table)
    return out


def _one_by_one(
    olds: list[int], news: list[int], sides: tuple[Sequence[etree._Element], Sequence[etree._Element]]
) -> list[tuple[list[int], list[int]]] | None:
    """Links for two units that the reader joined of several paragraphs (a title over many lines).

    One link a paragraph where all are the same, none where some are (likeness then pairs them one by one, with their
    neighbours); None where the units stand against each other as a whole.
    """
    if len(olds) < 2 or len(news) < 2:
        return None
    before, after = ([words_of(side[i]) for i in which] for side, which in zip(sides, (olds, news), strict=True))
    if before == after:
        return [([i], [j]) for i, j in zip(olds, news, strict=True)]
    return [] if set(before) & set(after) - {""} else None


def _places(root: etree._Element, blocks: Sequence[etree._Element]) -> list[int]:
    """For each paragraph of the story the index of its block, -1 where it belongs to none (text boxes)."""
    owner = {block: index for index, block in enumerate(blocks)}
    for index, block in enumerate(blocks):
        if block.tag != _P:
            owner.update((p, index) for p in paragraphs(block))
    return [owner.get(p, -1) for p in paragraphs(root)]


def _blocks(unit: Unit, places: Sequence[int], blocks: Sequence[etree._Element]) -> list[int]:
    origin = unit.origin
    if not isinstance(origin, Origin) or origin.story != "document" or not origin.paragraphs:
        return []
    first, last = (places[i] if 0 <= i < len(places) else -1 for i in (origin.paragraphs[0], origin.paragraphs[-1]))
    if first == last != -1:  # each row of a table names all its paragraphs: thousands of them
        return [first]
    found = sorted({places[i] for i in origin.paragraphs if 0 <= i < len(places)} - {-1})
    return [i for i in found if not _is_dead(blocks[i])] or found if len(found) > 1 else found


def _is_dead(block: etree._Element) -> bool:
    """Whether a paragraph is to go with its mark and says nothing else."""
    if block.tag != _P or of_mark(block) != "del":
        return False
    return not any(True for e in block.iter(*_WORDS) if not any(a.tag in _GONE for a in e.iterancestors(*_GONE)))


def _of(
    indexes: Iterable[int], units: Sequence[Unit], places: Sequence[int], blocks: Sequence[etree._Element]
) -> list[int]:
    return sorted({b for i in indexes for b in _blocks(units[i], places, blocks)})


def _components(links: Sequence[tuple[list[int], list[int]]]) -> list[tuple[list[int], list[int]]]:
    """Links that share a block become one (two units in one paragraph, a paragraph in two units)."""
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


def _settle(
    out: Anchors, groups: list[tuple[list[int], list[int]]], moved: list[tuple[int, int]], is_table: list[list[bool]]
) -> None:
    """Keep the groups that rise on both sides without overlap; what crosses them is a move or goes unpaired."""
    groups = [_solid(g, is_table) for g in groups]
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


def _solid(group: tuple[list[int], list[int]], is_table: list[list[bool]]) -> tuple[list[int], list[int]]:
    """A group without holes; one that a table interrupts keeps its first paragraph on each side."""
    sides = []
    for side, members in enumerate(group):
        whole = list(range(members[0], members[-1] + 1))
        if len(whole) > 1 and any(is_table[side][k] for k in whole):
            whole = members[:1]
        sides.append(whole)
    return sides[0], sides[1]
