"""Paragraphs and tables of two containers paired by the similarity of their text, where no comparison paired them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

from drafting.diff.words import diff_tokens
from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import KINDS
from drafting.text.similarity import char_ratio
from drafting.text.tokens import Token

StepKind: TypeAlias = Literal["pair", "table", "delete", "insert", "from", "to"]
_P, _TBL = w("p"), w("tbl")
_THROUGH = frozenset(KINDS) | {w("sdt"), w("sdtContent"), w("customXml")}
MIN_SIMILARITY = 0.4
"""Blocks whose texts are less similar (0–1) are different blocks. Judged, not measured."""
MIN_JOINED_SIMILARITY = 0.5
"""Neighbours whose joint text is this similar (0–1) to that of other neighbours were split or joined. Judged, not
measured."""
MAX_PAIRS = 40_000
"""In a gap with more pairs of blocks than this, blocks are paired by position: weighing all would take seconds."""


@dataclass(frozen=True, slots=True)
class MergeStep:
    """A step of the merged sequence: blocks paired ("pair", "table"), on one side only, or one end of a move.

    `move`: the number of the move, -1 for none; `address`: where it came from.
    """

    kind: StepKind
    olds: tuple[etree._Element, ...] = ()
    news: tuple[etree._Element, ...] = ()
    move: int = -1
    address: str = ""


def child_blocks(container: etree._Element | None) -> list[etree._Element]:
    """The paragraphs and tables of a container in order, also those inside content controls."""
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


def common_subsequence(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Index pairs of a (nearly) longest common subsequence of two sequences."""
    a = [Token("x", "atom", key) for key in old]
    b = [Token("x", "atom", key) for key in new]
    out: list[tuple[int, int]] = []
    for op in diff_tokens(a, b, "none"):
        if op.op == "equal":
            out += zip(range(op.old_start, op.old_end), range(op.new_start, op.new_end), strict=True)
    return out


def match_texts(
    old: Sequence[str], new: Sequence[str], weigh: Callable[[str, str], float] = char_ratio
) -> list[tuple[int, int]]:
    """Increasing index pairs with the greatest total similarity. One text against one is always a pair."""
    if len(old) == len(new) == 1:
        return [(0, 0)]
    if not old or not new:
        return []
    if len(old) * len(new) > MAX_PAIRS:
        return [(k, k) for k in range(min(len(old), len(new))) if weigh(old[k], new[k]) >= MIN_SIMILARITY]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[weigh(a, b) for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            take = score[i][j] + best[i + 1][j + 1] if score[i][j] >= MIN_SIMILARITY else 0.0
            best[i][j] = max(take, best[i + 1][j], best[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if score[i][j] >= MIN_SIMILARITY and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out


def pair_similar(old: Sequence[tuple[Hashable, str]], new: Sequence[tuple[Hashable, str]]) -> list[tuple[int, int]]:
    """Index pairs of items given as (signature, text): items with equal signatures, then similar ones between them."""
    return [(i[0], j[0]) for i, j in group_similar(old, new, join=False)]


BlockGroup: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def group_similar(
    old: Sequence[tuple[Hashable, str]], new: Sequence[tuple[Hashable, str]], *, join: bool = True
) -> list[BlockGroup]:
    """As `pair_similar`, but as groups; with `join`, several items similar to several others are one group."""
    out: list[BlockGroup] = []
    i = j = 0
    for a, b in [*common_subsequence([k for k, _ in old], [k for k, _ in new]), (len(old), len(new))]:
        out += _group_gap([t for _, t in old[i:a]], [t for _, t in new[j:b]], i, j, join)
        if a < len(old):
            out.append(((a,), (b,)))
        i, j = a + 1, b + 1
    return out


def _group_gap(old: Sequence[str], new: Sequence[str], i: int, j: int, join: bool) -> list[BlockGroup]:
    whole = (tuple(range(i, i + len(old))), tuple(range(j, j + len(new))))
    if (
        join
        and old
        and new
        and len(old) != len(new)
        and char_ratio("".join(old), "".join(new)) >= MIN_JOINED_SIMILARITY
    ):
        return [whole]
    return [((i + x,), (j + y,)) for x, y in match_texts(old, new)]
