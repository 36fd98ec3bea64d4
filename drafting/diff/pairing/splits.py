"""Splits and merges: one body found again as several that stand together, or several as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from drafting.diff.pairing.similarity import PairSimilarity, UnpairedUnits, count_common, dice_ratio

PIECES = 4
"""Pieces a body may be split into."""
LEAST = 5
"""Tokens a piece must share with the whole."""
CONTAINED = 0.5
"""Share of a piece's own tokens that must stand in the whole."""
MARGINAL = 0.35
"""Share of a piece's own tokens that it must add to what the other pieces explain."""
UNION = 0.60
"""PairSimilarity of all pieces together to the whole."""

TIE = 0.02
"""By how much one piece may be closer to the whole, or to another whole, than all pieces together are."""


class SplitOrMerge(NamedTuple):
    """Members of the pools: one `whole` on one side, its `pieces` on the other. `split`: the whole is the old one."""

    value: float
    split: bool
    whole: int
    pieces: tuple[int, ...]


def splits_and_merges(
    old: UnpairedUnits, new: UnpairedUnits, like: Mapping[tuple[int, int], PairSimilarity]
) -> list[SplitOrMerge]:
    """Splits and merges that exclude each other no more, the most convincing first. `like` is keyed by pool places."""
    turned = {(y, x): value for (x, y), value in like.items()}
    found = [
        *_found(old, new, like, split=True),
        *_found(new, old, turned, split=False),
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


def _found(
    wholes: UnpairedUnits, others: UnpairedUnits, like: Mapping[tuple[int, int], PairSimilarity], split: bool
) -> Iterator[SplitOrMerge]:
    best_whole: dict[int, float] = defaultdict(float)
    explained: set[int] = set()  # wholes in which one piece leaves nothing for a second
    for (x, _), value in like.items():
        best_whole[x] = max(best_whole[x], value.plain)
        if len(wholes.codes[x]) - value.common < LEAST:
            explained.add(x)
    rival: dict[int, float] = defaultdict(float)  # the best of those for which the piece is the best too
    parts: dict[int, list[int]] = defaultdict(list)
    for x, y in sorted(like):
        value = like[x, y]
        if value.plain >= best_whole[x]:
            rival[y] = max(rival[y], value.plain)
        if value.common >= max(LEAST, CONTAINED * len(others.codes[y])) and x not in explained:
            parts[x].append(y)
    for x, ys in parts.items():
        for pieces in _runs(ys, others.members):
            worth = _worth(wholes.codes[x], [others.codes[y] for y in pieces])
            if worth >= max(UNION, best_whole[x] - TIE, *(rival[y] - TIE for y in pieces)):
                yield SplitOrMerge(worth, split, x, pieces)


def _runs(places: Sequence[int], members: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Two to `PIECES` places whose units stand directly behind one another."""
    for start in range(len(places)):
        for size in range(2, PIECES + 1):
            run = places[start : start + size]
            if len(run) < size or members[run[-1]] - members[run[0]] != size - 1:
                break
            yield tuple(run)


def _worth(whole: str, pieces: Sequence[str]) -> float:
    """PairSimilarity of the pieces together to the whole; 0 when one of them adds too little of its own."""
    joined = "".join(pieces)
    count = count_common(whole, joined)
    for k, piece in enumerate(pieces):
        rest = count_common(whole, "".join(pieces[:k]) + "".join(pieces[k + 1 :]))
        if count - rest < MARGINAL * len(piece):
            return 0.0
    return dice_ratio(count, whole, joined)
