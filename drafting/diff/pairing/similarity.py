"""How like two bodies are: common tokens in order, of all tokens and of those that carry matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from drafting.diff.pairing.exact import Side
from drafting.diff.pairing.headings import own_words
from drafting.diff.units import Unit
from drafting.diff.words.lcs import Vocabulary
from drafting.text.stopwords import carries_matter
from drafting.text.tokens import printed_tokens

CELLS = 400_000_000
"""Cells of a comparison table above which common tokens are counted regardless of their order."""
MATTER = 0.65
"""What the tokens that carry matter count for in a likeness; all tokens together count for the rest."""
HELD, HELD_LEAST = 0.9, 12
"""Share of a unit's matter that must stand in another to be held by it, and how many tokens of matter it must have."""
_ENOUGH_MATTER = 4


class PairSimilarity(NamedTuple):
    """`common` tokens in order; `plain` = twice that by all tokens of both; `value` weighs those with matter more.

    `held`: the whole matter of one, no mere phrase, stands in the other.
    """

    common: int
    plain: float
    value: float
    held: bool


class UnpairedUnits:
    """The units of one side still without a partner, coded for comparing. Named by their places in the pool."""

    def __init__(self, side: Side, members: Sequence[int], vocabulary: Vocabulary) -> None:
        """`members`: unit indexes in order. Both pools of a comparison share one vocabulary."""
        self._side, self._vocabulary = side, vocabulary
        self.members = list(members)
        self.groups = [side.groups[i] for i in members]
        self.codes: list[str] = []
        self.matter: list[str] = []
        """The coded strings of all tokens of each member, and of those that carry matter."""
        matter = _Matter(vocabulary)
        for i in members:
            tokens: Sequence[str] = printed_tokens(side.bodies[i])
            if side.groups[i] == "heading":
                tokens = own_words(tokens)
            self.codes.append(vocabulary.encode(tokens))
            self.matter.append("".join(map(matter.__getitem__, tokens)))

    @property
    def size(self) -> int:
        """How many units the whole side has."""
        return len(self._side.units)

    def unit(self, place: int) -> Unit:
        """The unit at a place in the pool."""
        return self._side.units[self.members[place]]

    def only(self, keep: Callable[[int], bool]) -> UnpairedUnits:
        """The pool of those members whose unit index is to be kept."""
        places = [x for x, i in enumerate(self.members) if keep(i)]
        out = copy(self)
        out.members, out.groups = [self.members[x] for x in places], [self.groups[x] for x in places]
        out.codes, out.matter = [self.codes[x] for x in places], [self.matter[x] for x in places]
        return out

    def is_ambiguous(self, place: int) -> bool:
        """Whether a member does not tell by its text where it came from."""
        return self._side.is_ambiguous(self.members[place])

    def around(self, place: int, reach: int) -> list[str]:
        """The coded strings of the units within so many places of a member of the pool, without its own."""
        at = self.members[place]
        return [self.code_of(k) for k in range(max(0, at - reach), min(self.size, at + reach + 1)) if k != at]

    def code_of(self, index: int) -> str:
        """The coded string of any unit of the side, in the pool or not."""
        return self._vocabulary.encode(printed_tokens(self._side.bodies[index]))


class _Matter(dict[str, str]):
    """The characters of tokens that carry matter; nothing for the others."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, token: str) -> str:
        self[token] = self._vocabulary[token] if carries_matter(token) else ""
        return self[token]


def pool_unpaired(
    old: Side, new: Side, old_free: Sequence[int], new_free: Sequence[int]
) -> tuple[UnpairedUnits, UnpairedUnits]:
    """Both pools, coded with one vocabulary."""
    vocabulary = Vocabulary()
    return UnpairedUnits(old, old_free, vocabulary), UnpairedUnits(new, new_free, vocabulary)


def count_common(old: str, new: str) -> int:
    """How many tokens two coded strings share in order."""
    if len(old) * len(new) > CELLS:
        return (Counter(old) & Counter(new)).total()
    return int(LCSseq.similarity(old, new))


def dice_ratio(count: int, old: str, new: str) -> float:
    """Common tokens of both as a share of all, 0 to 1."""
    return 2 * count / max(1, len(old) + len(new))


def pair_similarities(
    old: UnpairedUnits, new: UnpairedUnits, wanted: Iterable[tuple[int, list[int]]], least: float, contained: float
) -> dict[tuple[int, int], PairSimilarity]:
    """How like members of the old pool are to those of the new one that they are to be compared with.

    Left out are pairs of a likeness below `least` that share less than `contained` of the shorter one's tokens.
    """
    out: dict[tuple[int, int], PairSimilarity] = {}
    for x, ys in wanted:
        if not ys:
            continue
        code, matter = old.codes[x], old.matter[x]
        others, matters = [new.codes[y] for y in ys], [new.matter[y] for y in ys]
        counts, weighty = _commons(code, others), _commons(matter, matters)
        for k, y in enumerate(ys):
            plain = value = dice_ratio(counts[k], code, others[k])
            if len(matter) + len(matters[k]) >= _ENOUGH_MATTER:
                value = (1 - MATTER) * plain + MATTER * dice_ratio(weighty[k], matter, matters[k])
            if value >= least or counts[k] >= contained * min(len(code), len(others[k])):
                least_matter = min(len(matter), len(matters[k]))
                held = least_matter >= HELD_LEAST and weighty[k] >= HELD * least_matter
                out[x, y] = PairSimilarity(counts[k], plain, value, held)
    return out


def _commons(code: str, others: Sequence[str]) -> list[int]:
    """`common` with each of several, in one call where none is huge."""
    if len(code) * max(map(len, others)) > CELLS:
        return [count_common(code, other) for other in others]
    out = [0] * len(others)
    for _, count, at in process.extract(code, others, scorer=LCSseq.similarity, processor=None, limit=None):
        out[at] = int(count)
    return out
