"""Similarity of two units: common tokens in order, over all tokens and over the content words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from drafting.diff.pairing.exact import PreparedSide
from drafting.diff.pairing.headings import heading_tokens
from drafting.diff.units import Unit
from drafting.diff.words.lcs import TokenCodes
from drafting.text.stopwords import carries_matter
from drafting.text.tokens import printed_tokens

CELLS = 400_000_000
"""Cells of a comparison table above which common tokens are counted regardless of order (limits the work)."""
CONTENT_WEIGHT = 0.65
"""Weight of the content words in the similarity; all tokens together have the rest. Judged on invented revisions."""
CONTENT_CONTAINED, CONTAINED_TOKENS = 0.9, 12
"""Least share of a unit's content words that must be in another to be contained in it, and the least number of them.
Judged on invented revisions, not measured apart."""
_CONTENT_TOKENS = 4
"""Content words of both units together below which only the ratio of all tokens counts."""


class PairSimilarity(NamedTuple):
    """`common`: number of common tokens in order; `plain`: their share of all; `value`: content words weigh more.

    `contained`: all content words of one unit, and not just a phrase, are in the other.
    """

    common: int
    plain: float
    value: float
    contained: bool


class UnpairedUnits:
    """The pool of units of one side without a partner, coded for comparing. Members are named by their place in it."""

    def __init__(self, side: PreparedSide, members: Sequence[int], vocabulary: TokenCodes) -> None:
        """`members`: unit indexes in order. Both pools of a comparison share one vocabulary."""
        self._side, self._vocabulary = side, vocabulary
        self.members = list(members)
        self.groups = [side.groups[i] for i in members]
        self.codes: list[str] = []
        self.content: list[str] = []
        """One coded string per member: all tokens in `codes`, the content words in `content`."""
        matter = _ContentCodes(vocabulary)
        for i in members:
            tokens: Sequence[str] = printed_tokens(side.bodies[i])
            if side.groups[i] == "heading":
                tokens = heading_tokens(tokens)
            self.codes.append(vocabulary.encode(tokens))
            self.content.append("".join(map(matter.__getitem__, tokens)))

    @property
    def size(self) -> int:
        """The number of units of the whole side."""
        return len(self._side.units)

    def unit(self, place: int) -> Unit:
        """The unit at a place in the pool."""
        return self._side.units[self.members[place]]

    def only(self, keep: Callable[[int], bool]) -> UnpairedUnits:
        """A pool of those members whose unit index passes `keep`."""
        places = [x for x, i in enumerate(self.members) if keep(i)]
        out = copy(self)
        out.members, out.groups = [self.members[x] for x in places], [self.groups[x] for x in places]
        out.codes, out.content = [self.codes[x] for x in places], [self.content[x] for x in places]
        return out

    def is_ambiguous(self, place: int) -> bool:
        """Whether the text of a member is short and occurs several times on its side."""
        return self._side.is_ambiguous(self.members[place])

    def around(self, place: int, reach: int) -> list[str]:
        """The coded strings of the units at most `reach` places from a member, without its own."""
        at = self.members[place]
        return [self.code_of(k) for k in range(max(0, at - reach), min(self.size, at + reach + 1)) if k != at]

    def code_of(self, index: int) -> str:
        """The coded string of any unit of the side, in the pool or not."""
        return self._vocabulary.encode(printed_tokens(self._side.bodies[index]))


class _ContentCodes(dict[str, str]):
    """The code of each content word; "" for other tokens."""

    def __init__(self, vocabulary: TokenCodes) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, token: str) -> str:
        self[token] = self._vocabulary[token] if carries_matter(token) else ""
        return self[token]


def pool_unpaired(
    old: PreparedSide, new: PreparedSide, old_free: Sequence[int], new_free: Sequence[int]
) -> tuple[UnpairedUnits, UnpairedUnits]:
    """Both pools, coded with the same `TokenCodes`."""
    vocabulary = TokenCodes()
    return UnpairedUnits(old, old_free, vocabulary), UnpairedUnits(new, new_free, vocabulary)


def count_common(old: str, new: str) -> int:
    """The number of tokens that two coded strings share in order."""
    if len(old) * len(new) > CELLS:
        return (Counter(old) & Counter(new)).total()
    return int(LCSseq.similarity(old, new))


def shared_ratio(count: int, old: str, new: str) -> float:
    """Common tokens of both as a share of all tokens, 0 to 1."""
    return 2 * count / max(1, len(old) + len(new))


def pair_similarities(
    old: UnpairedUnits, new: UnpairedUnits, wanted: Iterable[tuple[int, list[int]]], least: float, contained: float
) -> dict[tuple[int, int], PairSimilarity]:
    """The similarity of the wanted pairs: (place in the old pool, places in the new pool) each.

    Pairs below `least` are left out unless they share at least `contained` of the shorter unit's tokens.
    """
    out: dict[tuple[int, int], PairSimilarity] = {}
    for x, ys in wanted:
        if not ys:
            continue
        code, matter = old.codes[x], old.content[x]
        others, other_contents = [new.codes[y] for y in ys], [new.content[y] for y in ys]
        counts, content_counts = _count_common_each(code, others), _count_common_each(matter, other_contents)
        for k, y in enumerate(ys):
            plain = value = shared_ratio(counts[k], code, others[k])
            if len(matter) + len(other_contents[k]) >= _CONTENT_TOKENS:
                value = (1 - CONTENT_WEIGHT) * plain + CONTENT_WEIGHT * shared_ratio(
                    content_counts[k], matter, other_contents[k]
                )
            if value >= least or counts[k] >= contained * min(len(code), len(others[k])):
                smaller = min(len(matter), len(other_contents[k]))
                is_contained = smaller >= CONTAINED_TOKENS and content_counts[k] >= CONTENT_CONTAINED * smaller
                out[x, y] = PairSimilarity(counts[k], plain, value, is_contained)
    return out


def _count_common_each(code: str, others: Sequence[str]) -> list[int]:
    """`count_common` with each of several strings, in one call where none is huge."""
    if len(code) * max(map(len, others)) > CELLS:
        return [count_common(code, other) for other in others]
    out = [0] * len(others)
    for _, count, at in process.extract(code, others, scorer=LCSseq.similarity, processor=None, limit=None):
        out[at] = int(count)
    return out
