"""The longest common tokens of two coded strings: diff-match-patch for paragraphs, RapidFuzz and anchors for more.

Every limit counts tokens or table cells, never seconds, so that results do not depend on the machine. This is the only
module that imports diff-match-patch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from math import ceil, isqrt, log
from typing import NamedTuple

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from drafting.text.subsequence import longest_increasing

PARAGRAPH = 2_000
"""Tokens of both sides together up to which diff-match-patch is used (by CPU time, benchmarks/diff.py)."""
STEPS = 2_500
"""Square of the edit distance up to which diff-match-patch is used: its work grows with that square."""
CELLS = 9_000_000
"""Cells of the comparison table up to which the longest common subsequence is exact; larger ones are cut at anchors."""
BLOCKS = 25_000
"""Largest number of blocks of one paragraph: twice that of 200 kB of prose with every third word changed."""
_DEPTH = 12
"""Recursion depth from which texts are cut in equal parts instead of at anchors."""
_SURROGATES = range(0xD800, 0xE000)
_FIRST_CODE = 0x100
_ANCHOR_LENGTHS = (6, 4, 3, 2, 1)
"""Lengths of runs tried as anchors, in tokens."""
_ANCHORS_EVERY = 500
"""One anchor for this many tokens of the old side is enough."""
_STRIDE = 4
"""Only every fourth run is tried as an anchor: unchanged text has clusters of them, and the rest is compared anyway."""


class CommonBlock(NamedTuple):
    """`size` tokens from `old` on one side equal those from `new` on the other."""

    old: int
    new: int
    size: int


class TokenCodes(dict[Hashable, str]):
    """Maps each distinct key to a character, so that token sequences become strings. Skips surrogates."""

    def __missing__(self, key: Hashable) -> str:
        number = len(self) + _FIRST_CODE
        if number >= _SURROGATES.start:
            number += len(_SURROGATES)
        self[key] = chr(number)
        return self[key]

    def encode(self, keys: Iterable[Hashable]) -> str:
        """The coded string of a sequence of keys."""
        return "".join(map(self.__getitem__, keys))


def common_blocks(old: str, new: str) -> list[CommonBlock]:
    """The blocks that two coded strings share, in order; none is empty, none touches the next on both sides.

    At most `BLOCKS`: where there are more, blocks of one token are dropped, then of two, and so on.
    """
    found = _join_blocks(_blocks_between(old, new, 0, 0, 0))
    least = 1
    while len(found) > BLOCKS:
        least += 1
        found = [block for block in found if block.size >= least]
    return found


def _blocks_between(old: str, new: str, old_at: int, new_at: int, depth: int) -> list[CommonBlock]:
    start, end = common_ends(old, new)
    out = [CommonBlock(old_at, new_at, start)]
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if not a or not b:
        inner = []
    elif len(a) * len(b) > CELLS:
        inner = _blocks_by_anchors(a, b, depth)
    elif depth == 0 and len(a) + len(b) <= PARAGRAPH and Indel.distance(a, b) ** 2 <= STEPS:
        inner = _diff_match_patch(a, b)
    else:
        inner = _longest_common(a, b)
    out += [CommonBlock(old_at + start + x, new_at + start + y, size) for x, y, size in inner]
    out.append(CommonBlock(old_at + len(old) - end, new_at + len(new) - end, end))
    return out


def common_ends(old: str, new: str) -> tuple[int, int]:
    """The number of tokens that two strings share at the start and, of the rest, at the end."""
    short = min(len(old), len(new))
    start = 0
    while start < short and old[start] == new[start]:
        start += 1
    end = 0
    while end < short - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _longest_common(old: str, new: str) -> list[CommonBlock]:
    return [
        CommonBlock(o.src_start, o.dest_start, o.src_end - o.src_start)
        for o in Indel.opcodes(old, new)
        if o.tag == "equal"
    ]


def _diff_match_patch(old: str, new: str) -> list[CommonBlock]:
    """The bisection of diff-match-patch, without its time limit and its cleanup, which is made for characters."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    out: list[CommonBlock] = []
    i = j = 0
    for op, text in engine.diff_main(old, new, False):
        if op == 0:
            out.append(CommonBlock(i, j, len(text)))
        i += len(text) if op <= 0 else 0
        j += len(text) if op >= 0 else 0
    return out


def _blocks_by_anchors(old: str, new: str, depth: int) -> list[CommonBlock]:
    """Cut texts too large for one table at runs of tokens unique on both sides, or in equal parts if there are none."""
    anchors = _find_anchors(old, new) if depth < _DEPTH else []
    if not anchors:
        return _blocks_in_parts(old, new)
    out: list[CommonBlock] = []
    i = j = 0
    for x, y in anchors:
        if x < i or y < j:
            continue
        out += _blocks_between(old[i:x], new[j:y], i, j, depth + 1)
        size = 0
        while x + size < len(old) and y + size < len(new) and old[x + size] == new[y + size]:
            size += 1
        out.append(CommonBlock(x, y, size))
        i, j = x + size, y + size
    return out + _blocks_between(old[i:], new[j:], i, j, depth + 1)


def _blocks_in_parts(old: str, new: str) -> list[CommonBlock]:
    """Cut both texts in so many equal parts that each pair of parts fits one table."""
    parts = isqrt(len(old) * len(new) // CELLS) + 1
    cuts = [(len(old) * k // parts, len(new) * k // parts) for k in range(parts + 1)]
    out = []
    for (x, y), (x_end, y_end) in pairwise(cuts):
        found = _longest_common(old[x:x_end], new[y:y_end])
        out += [CommonBlock(x + i, y + j, size) for i, j, size in found]
    return out


def _find_anchors(old: str, new: str) -> list[tuple[int, int]]:
    """Places of runs that occur once on each side, in order; long runs are tried first, until there are enough."""
    enough = max(1, len(old) // _ANCHORS_EVERY)
    for length in _run_lengths(old, new):
        pairs = _shared_runs(old, new, length)
        if len(pairs) >= enough:
            return [pairs[k] for k in longest_increasing([j for _, j in pairs])]
    return []


def _run_lengths(old: str, new: str) -> Sequence[int]:
    """Lengths of runs to try. With few different tokens short runs are equal by chance: then only one length, from
    which on this is unlikely."""
    kinds = len(set(old))
    if kinds < 2:
        return ()
    needed = ceil(log(4 * len(old) * len(new)) / log(kinds))
    return (needed,) if needed > _ANCHOR_LENGTHS[0] else _ANCHOR_LENGTHS


def _shared_runs(old: str, new: str, length: int) -> list[tuple[int, int]]:
    """Places of runs of `length` tokens that occur once on each side; every `_STRIDE`th old run is tried."""
    here, there = (_token_runs(text, length) for text in (old, new))
    times_here, times_there = Counter(here), Counter(there)
    places = dict(zip(there, range(len(there)), strict=True))
    return [
        (i, places[run])
        for i, run in zip(range(0, len(here), _STRIDE), here[::_STRIDE], strict=True)
        if times_here[run] == 1 and times_there.get(run) == 1
    ]


def _token_runs(text: str, length: int) -> list[str]:
    return [text[i : i + length] for i in range(len(text) - length + 1)]


def _join_blocks(blocks: Iterable[CommonBlock]) -> list[CommonBlock]:
    out: list[CommonBlock] = []
    for block in blocks:
        if not block.size:
            continue
        last = out[-1] if out else None
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            out[-1] = CommonBlock(last.old, last.new, last.size + block.size)
        else:
            out.append(block)
    return out
