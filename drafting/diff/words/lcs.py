"""The longest common tokens of two coded strings: diff-match-patch for paragraphs, RapidFuzz and anchors for more.

Every limit counts tokens or table cells, never seconds: the answer is the same on every machine. This is the only
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
"""Tokens of both sides up to which diff-match-patch is used."""
STEPS = 2_500
"""Square of the edit distance up to which it is: its work grows with that square."""
CELLS = 9_000_000
"""Cells of the comparison table up to which the longest common subsequence is exact; anchors cut what is larger."""
BLOCKS = 25_000
"""Blocks of one paragraph: twice what 200 kB of prose have when every third word changed."""
_DEPTH = 12
_SURROGATES = range(0xD800, 0xE000)
_FIRST_CODE = 0x100
_ANCHOR_LENGTHS = (6, 4, 3, 2, 1)
_ANCHORS_EVERY = 500
"""Tokens for which one anchor is enough."""
_STRIDE = 4
"""Anchors stand in clusters where nothing changed: of so many runs one is asked, what is between is compared."""


class Block(NamedTuple):
    """`size` tokens from `old` on one side equal those from `new` on the other."""

    old: int
    new: int
    size: int


class Vocabulary(dict[Hashable, str]):
    """One character for each distinct key, so that token sequences become strings. Surrogates are left out."""

    def __missing__(self, key: Hashable) -> str:
        number = len(self) + _FIRST_CODE
        if number >= _SURROGATES.start:
            number += len(_SURROGATES)
        self[key] = chr(number)
        return self[key]

    def encode(self, keys: Iterable[Hashable]) -> str:
        """The string that stands for a sequence of keys."""
        return "".join(map(self.__getitem__, keys))


def common_blocks(old: str, new: str) -> list[Block]:
    """The blocks two coded strings share, in order, none touching the next on both sides, none empty.

    At most `BLOCKS`: where there are more, single tokens are given up, then pairs, and so on.
    """
    found = _joined(_blocks(old, new, 0, 0, 0))
    least = 1
    while len(found) > BLOCKS:
        least += 1
        found = [block for block in found if block.size >= least]
    return found


def _blocks(old: str, new: str, old_at: int, new_at: int, depth: int) -> list[Block]:
    start, end = common_ends(old, new)
    out = [Block(old_at, new_at, start)]
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if not a or not b:
        inner = []
    elif len(a) * len(b) > CELLS:
        inner = _anchored(a, b, depth)
    elif depth == 0 and len(a) + len(b) <= PARAGRAPH and Indel.distance(a, b) ** 2 <= STEPS:
        inner = _diff_match_patch(a, b)
    else:
        inner = _longest_common(a, b)
    out += [Block(old_at + start + x, new_at + start + y, size) for x, y, size in inner]
    out.append(Block(old_at + len(old) - end, new_at + len(new) - end, end))
    return out


def common_ends(old: str, new: str) -> tuple[int, int]:
    """How many tokens the two share at the start and, of the rest, at the end."""
    short = min(len(old), len(new))
    start = 0
    while start < short and old[start] == new[start]:
        start += 1
    end = 0
    while end < short - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _longest_common(old: str, new: str) -> list[Block]:
    return [
        Block(o.src_start, o.dest_start, o.src_end - o.src_start) for o in Indel.opcodes(old, new) if o.tag == "equal"
    ]


def _diff_match_patch(old: str, new: str) -> list[Block]:
    """The bisection of diff-match-patch without its clock, and without its clean-ups made for characters."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    out: list[Block] = []
    i = j = 0
    for op, text in engine.diff_main(old, new, False):
        if op == 0:
            out.append(Block(i, j, len(text)))
        i += len(text) if op <= 0 else 0
        j += len(text) if op >= 0 else 0
    return out


def _anchored(old: str, new: str, depth: int) -> list[Block]:
    """Too large for one table: cut at runs of tokens unique to both sides, or in equal parts where there are none."""
    anchors = _anchors(old, new) if depth < _DEPTH else []
    if not anchors:
        return _in_parts(old, new)
    out: list[Block] = []
    i = j = 0
    for x, y in anchors:
        if x < i or y < j:
            continue
        out += _blocks(old[i:x], new[j:y], i, j, depth + 1)
        size = 0
        while x + size < len(old) and y + size < len(new) and old[x + size] == new[y + size]:
            size += 1
        out.append(Block(x, y, size))
        i, j = x + size, y + size
    return out + _blocks(old[i:], new[j:], i, j, depth + 1)


def _in_parts(old: str, new: str) -> list[Block]:
    """Both cut into as many equal parts as it takes for each pair of parts to fit one table."""
    parts = isqrt(len(old) * len(new) // CELLS) + 1
    cuts = [(len(old) * k // parts, len(new) * k // parts) for k in range(parts + 1)]
    out = []
    for (x, y), (x_end, y_end) in pairwise(cuts):
        found = _longest_common(old[x:x_end], new[y:y_end])
        out += [Block(x + i, y + j, size) for i, j, size in found]
    return out


def _anchors(old: str, new: str) -> list[tuple[int, int]]:
    """Places of runs that occur once on each side and keep their order, longest runs first until there are enough."""
    enough = max(1, len(old) // _ANCHORS_EVERY)
    for length in _lengths(old, new):
        pairs = _shared_runs(old, new, length)
        if len(pairs) >= enough:
            return [pairs[k] for k in longest_increasing([j for _, j in pairs])]
    return []


def _lengths(old: str, new: str) -> Sequence[int]:
    """Lengths of runs worth trying. Where there are few different tokens, short runs are alike by chance: one length
    only, from which on this is unlikely."""
    kinds = len(set(old))
    if kinds < 2:
        return ()
    needed = ceil(log(4 * len(old) * len(new)) / log(kinds))
    return (needed,) if needed > _ANCHOR_LENGTHS[0] else _ANCHOR_LENGTHS


def _shared_runs(old: str, new: str, length: int) -> list[tuple[int, int]]:
    """Places of runs of so many tokens that occur once on each side; of the old side every `_STRIDE`th is asked."""
    here, there = (_runs(text, length) for text in (old, new))
    times_here, times_there = Counter(here), Counter(there)
    places = dict(zip(there, range(len(there)), strict=True))
    return [
        (i, places[run])
        for i, run in zip(range(0, len(here), _STRIDE), here[::_STRIDE], strict=True)
        if times_here[run] == 1 and times_there.get(run) == 1
    ]


def _runs(text: str, length: int) -> list[str]:
    return [text[i : i + length] for i in range(len(text) - length + 1)]


def _joined(blocks: Iterable[Block]) -> list[Block]:
    out: list[Block] = []
    for block in blocks:
        if not block.size:
            continue
        last = out[-1] if out else None
        if last and last.old + last.size == block.old and last.new + last.size == block.new:
            out[-1] = Block(last.old, last.new, last.size + block.size)
        else:
            out.append(block)
    return out
