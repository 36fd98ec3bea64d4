"""What stands against what: blocks of a container on both sides, paired by likeness where the comparison is silent."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree
from rapidfuzz.distance import Indel

from drafting.diff.units import Token
from drafting.diff.words import diff_tokens
from drafting.ooxml.namespaces import w

EntryKind: TypeAlias = Literal["pair", "table", "delete", "insert", "from", "to"]
_P, _TBL = w("p"), w("tbl")
_THROUGH = frozenset(w(n) for n in ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo"))
LIKE = 0.4
"""Blocks that share less than this part of their text are different blocks."""
ALIKE = 0.5
"""Neighbours that share this part of their joint text with other neighbours were split or merged."""
MANY = 40_000
"""More pairs than this in one gap are not weighed one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of the merged sequence: paragraphs or tables paired, one side alone, an end of a move (from `address`)."""

    kind: EntryKind
    olds: tuple[etree._Element, ...] = ()
    news: tuple[etree._Element, ...] = ()
    move: int = -1
    address: str = ""


def blocks(container: etree._Element | None) -> list[etree._Element]:
    """The paragraphs and tables of a container in order, those in content controls included."""
    found: list[etree._Element] = []
    stack = [iter(container)] if container is not None else []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in (_P, _TBL):
            found.append(child)
        elif child.tag in _THROUGH:
            stack.append(iter(child))
    return found


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Index pairs of a longest common subsequence (near enough): equal things in equal order."""
    a = [Token("x", "atom", key) for key in old]
    b = [Token("x", "atom", key) for key in new]
    out: list[tuple[int, int]] = []
    for op in diff_tokens(a, b, "none"):
        if op.op == "equal":
            out += zip(range(op.old_start, op.old_end), range(op.new_start, op.new_end), strict=True)
    return out


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, 0 to 1."""
    return Indel.normalized_similarity(old, new) if old or new else 1.0


def matched(
    old: Sequence[str], new: Sequence[str], weigh: Callable[[str, str], float] = likeness
) -> list[tuple[int, int]]:
    """Rising index pairs of greatest total likeness. One against one is always a pair."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    if not old or not new:
        return []
    if len(old) * len(new) > MANY:
        return [(k, k) for k in range(min(len(old), len(new))) if weigh(old[k], new[k]) >= LIKE]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[weigh(a, b) for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            take = score[i][j] + best[i + 1][j + 1] if score[i][j] >= LIKE else 0.0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if score[i][j] >= LIKE and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


def by_likeness(old: Sequence[tuple[Hashable, str]], new: Sequence[tuple[Hashable, str]]) -> list[tuple[int, int]]:
    """Index pairs of things that each have a signature and a text: equal ones first, alike ones between them."""
    return [(i[0], j[0]) for i, j in grouped(old, new, join=False)]


Group: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def grouped(
    old: Sequence[tuple[Hashable, str]], new: Sequence[tuple[Hashable, str]], *, join: bool = True
) -> list[Group]:
    """The same as groups. With `join`, things that together are much like several others are one group (a split)."""
    out: list[Group] = []
    i = j = 0
    for a, b in [*common([k for k, _ in old], [k for k, _ in new]), (len(old), len(new))]:
        out += _weighed([t for _, t in old[i:a]], [t for _, t in new[j:b]], i, j, join)
        if a < len(old):
            out.append(((a,), (b,)))
        i, j = a + 1, b + 1
    return out


def _weighed(old: Sequence[str], new: Sequence[str], i: int, j: int, join: bool) -> list[Group]:
    whole = (tuple(range(i, i + len(old))), tuple(range(j, j + len(new))))
    if join and old and new and len(old) != len(new) and likeness("".join(old), "".join(new)) >= ALIKE:
        return [whole]
    return [((i + x,), (j + y,)) for x, y in matched(old, new)]
