"""Splits and merges: one body that became several adjacent ones, or several adjacent ones that became one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, count_common, shared_ratio

MAX_PIECES = 4
"""Largest number of pieces of a split or merge. This and the values below: judged on invented revisions with a known
answer (tests/diff/revisions.py), not measured one by one."""
PIECE_TOKENS = 5
"""Least number of tokens that a piece shares with the whole."""
PIECE_CONTAINED = 0.5
"""Least share of a piece's tokens that are in the whole."""
PIECE_CONTRIBUTION = 0.35
"""Least share of a piece's tokens that are in the whole and not covered by the other pieces."""
UNION_SIMILARITY = 0.60
"""Least similarity (share of common tokens, 0 to 1) of all pieces together to the whole."""

TIE_MARGIN = 0.02
"""How much more similar one piece alone may be to the whole, or to another whole, than all pieces together."""


class SplitOrMerge(NamedTuple):
    """Members of the pools: one `whole` on one side, its `pieces` on the other. `split`: the whole is the old one."""

    value: float
    split: bool
    whole: int
    pieces: tuple[int, ...]


def splits_and_merges(
    old: UnpairedUnits, new: UnpairedUnits, similarities: Mapping[tuple[int, int], PairSimilarity]
) -> list[SplitOrMerge]:
    """Splits and merges without a unit in common, the most similar first. `similarities` is keyed by pool places."""
    turned = {(y, x): value for (x, y), value in similarities.items()}
    found = [
        *_find_groups(old, new, similarities, split=True),
        *_find_groups(new, old, turned, split=False),
    ]
    found.sort(key=lambda f: (-f.value, -len(f.pieces), not f.split, f.whole, f.pieces))
    used: set[tuple[bool, int]] = set()
    out = []
    for one in found:
        members = {(one.split, one.whole), *((not one.split, piece) for piece in one.pieces)}
        if not members & used:
            used |= members
            out.append(one)
    return out


def _find_groups(
    wholes: UnpairedUnits, others: UnpairedUnits, similarities: Mapping[tuple[int, int], PairSimilarity], split: bool
) -> Iterator[SplitOrMerge]:
    best_whole: dict[int, float] = defaultdict(float)
    explained: set[int] = set()  # wholes in which one piece leaves too little for a second
    for (x, _), value in similarities.items():
        best_whole[x] = max(best_whole[x], value.plain)
        if len(wholes.codes[x]) - value.common < PIECE_TOKENS:
            explained.add(x)
    rival: dict[int, float] = defaultdict(float)  # by piece: its best similarity to a whole whose best piece it is
    parts: dict[int, list[int]] = defaultdict(list)
    for x, y in sorted(similarities):
        value = similarities[x, y]
        if value.plain >= best_whole[x]:
            rival[y] = max(rival[y], value.plain)
        if value.common >= max(PIECE_TOKENS, PIECE_CONTAINED * len(others.codes[y])) and x not in explained:
            parts[x].append(y)
    for x, ys in parts.items():
        for pieces in _neighbour_runs(ys, others.members):
            worth = _union_similarity(wholes.codes[x], [others.codes[y] for y in pieces])
            if worth >= max(UNION_SIMILARITY, best_whole[x] - TIE_MARGIN, *(rival[y] - TIE_MARGIN for y in pieces)):
                yield SplitOrMerge(worth, split, x, pieces)


def _neighbour_runs(places: Sequence[int], members: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Runs of two to `MAX_PIECES` places whose units directly follow one another."""
    for start in range(len(places)):
        for size in range(2, MAX_PIECES + 1):
            run = places[start : start + size]
            if len(run) < size or members[run[-1]] - members[run[0]] != size - 1:
                break
            yield tuple(run)


def _union_similarity(whole: str, pieces: Sequence[str]) -> float:
    """The similarity of the pieces together to the whole; 0 when one of them contributes too little."""
    joined = "".join(pieces)
    count = count_common(whole, joined)
    for k, piece in enumerate(pieces):
        rest = count_common(whole, "".join(pieces[:k]) + "".join(pieces[k + 1 :]))
        if count - rest < PIECE_CONTRIBUTION * len(piece):
            return 0.0
    return shared_ratio(count, whole, joined)
