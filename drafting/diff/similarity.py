"""How like two bodies are: common tokens in order, of all tokens and of those that carry matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from drafting.diff.anchors import Side
from drafting.diff.function_words import carries_matter
from drafting.diff.matching import Vocabulary
from drafting.diff.tokens import printed
from drafting.diff.unit import Unit

CELLS = 400_000_000
"""Cells of a comparison table above which common tokens are counted regardless of their order."""
MATTER = 0.65
"""What the tokens that carry matter count for in a likeness; all tokens together count for the rest."""
_ENOUGH_MATTER = 4


class Likeness(NamedTuple):
    """`common` tokens in order; `plain` = twice that by all tokens of both; `value` weighs those with matter more."""

    common: int
    plain: float
    value: float


class Pool:
    """The units of one side still without a partner, coded for comparing. Named by their places in the pool."""

    def __init__(self, side: Side, members: Sequence[int], vocabulary: Vocabulary) -> None:
        """`members`: unit indexes in order. Both pools of a comparison share one vocabulary."""
        self._side, self._vocabulary = side, vocabulary
        self.members = list(members)
        self.groups = [side.groups[i] for i in members]
        self.codes = [self.code_of(i) for i in members]
        self.matter: list[str] = []

    @property
    def size(self) -> int:
        """How many units the whole side has."""
        return len(self._side.units)

    def unit(self, place: int) -> Unit:
        """The unit at a place in the pool."""
        return self._side.units[self.members[place]]

    def code_of(self, index: int) -> str:
        """The coded string of any unit of the side, in the pool or not."""
        return self._vocabulary.encode(printed(self._side.bodies[index]))


def pools(old: Side, new: Side, old_free: Sequence[int], new_free: Sequence[int]) -> tuple[Pool, Pool]:
    """Both pools, with the tokens that carry matter kept apart as well."""
    vocabulary = Vocabulary()
    both = Pool(old, old_free, vocabulary), Pool(new, new_free, vocabulary)
    silent = {ord(code): None for word, code in vocabulary.items() if not carries_matter(str(word))}
    for pool in both:
        pool.matter = [code.translate(silent) for code in pool.codes]
    return both


def common(old: str, new: str) -> int:
    """How many tokens two coded strings share in order."""
    if len(old) * len(new) > CELLS:
        return (Counter(old) & Counter(new)).total()
    return int(LCSseq.similarity(old, new))


def share(count: int, old: str, new: str) -> float:
    """Common tokens of both as a share of all, 0 to 1."""
    return 2 * count / max(1, len(old) + len(new))


def likeness(old: Pool, x: int, new: Pool, y: int) -> Likeness:
    """How like two members of the pools are."""
    count = common(old.codes[x], new.codes[y])
    plain = share(count, old.codes[x], new.codes[y])
    a, b = old.matter[x], new.matter[y]
    matter = share(common(a, b), a, b) if len(a) + len(b) >= _ENOUGH_MATTER else plain
    return Likeness(count, plain, (1 - MATTER) * plain + MATTER * matter)
