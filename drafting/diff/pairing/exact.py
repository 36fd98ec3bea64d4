"""Exact anchors: units whose bodies are the same but for typography, paired before anything is estimated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from drafting.diff.pairing.moves import KeptOrder
from drafting.diff.units import Unit
from drafting.text.typography import body_key

_MANY = 250_000
"""Equal bodies on both sides, multiplied, above which they are paired in plain order."""
SHORT = 40
"""Characters below which a body that comes several times is vague."""
NEARBY = 4
"""Units within which the move of such a body is believed: "Welcomes the progress made;" below the next paragraph."""


@dataclass(slots=True)
class Side:
    """One side of a comparison made ready: what each unit is matched by."""

    units: Sequence[Unit]
    bodies: list[str]
    groups: list[str]
    keys: list[Hashable]
    """Group, body and atoms; None for units that never anchor, because they have neither text nor atom."""
    times: Counter[str]

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Side:
        """Make a side ready. Lettered items pair with clauses; other kinds only with their own."""
        bodies = [body_key(u.text) for u in units]
        groups: list[str] = ["clause" if u.kind == "item" else u.kind for u in units]
        keys: list[Hashable] = []
        for unit, group, body in zip(units, groups, bodies, strict=True):
            atoms = tuple(t.identity for t in unit.tokens if t.kind == "atom")
            keys.append((group, body, atoms) if body or atoms else None)
        return cls(units, bodies, groups, keys, Counter(bodies))

    def is_ambiguous(self, index: int) -> bool:
        """Whether a text is short and stands here several times: it does not tell where it came from."""
        return len(self.bodies[index]) < SHORT and self.times[self.bodies[index]] > 1

    def weights(self) -> list[float]:
        """What each unit weighs in the order of things: the root of its length, so that long texts stay."""
        return [len(body) ** 0.5 + 1 for body in self.bodies]


@dataclass(slots=True)
class Links:
    """Pairs found so far: for each unit of a side its partner on the other, or -1, and the pass that found it."""

    to_new: list[int]
    to_old: list[int]
    reason: dict[int, str] = field(default_factory=dict)
    similarity: dict[int, float] = field(default_factory=dict)

    @classmethod
    def none(cls, old: int, new: int) -> Links:
        """No pairs yet."""
        return cls([-1] * old, [-1] * new)

    def pair(self, i: int, j: int, reason: str, similarity: float = 1.0) -> None:
        """Pair old unit i with new unit j."""
        self.to_new[i], self.to_old[j] = j, i
        self.reason[i], self.similarity[i] = reason, similarity

    def free(self, i: int, j: int) -> bool:
        """True when both exist and neither is paired."""
        return 0 <= i < len(self.to_new) and 0 <= j < len(self.to_old) and self.to_new[i] < 0 and self.to_old[j] < 0


def pair_exact(old: Side, new: Side, links: Links) -> None:
    """Pair equal bodies: at both ends, unique in their section, unique at all, beside a pair, then the nearest.

    Short bodies that come several times ("Suivi") are paired beside a pair, in one gap or, headings apart, nearby:
    two of them far apart are two of a kind, not one that moved.
    """
    old_placed, new_placed = _placed(old), _placed(new)
    _pair_ends(old_placed, new_placed, links)
    _pair_unique(old_placed, new_placed, links, "same text in the same place")
    _pair_unique(old.keys, new.keys, links, "same text")
    _extend(old, new, links)
    _pair_nearest(old, new, links)


def pair_neighbours(old: Side, new: Side, links: Links) -> None:
    """Pair equal bodies beside pairs found since, then what is equal in one gap."""
    _extend(old, new, links)
    _pair_nearest(old, new, links)


def pair_empty(old: Side, new: Side, links: Links) -> None:
    """Pair units without text: only beside a pair that stayed in order, or at the start; never by themselves."""
    n, m = len(old.keys), len(new.keys)
    frame = KeptOrder(links.to_new, m, old.weights())
    for forward in (True, False):
        for i, j in [(-1, -1), *frame.pairs, (n, m)]:
            step = 1 if forward else -1
            x, y = i + step, j + step
            while links.free(x, y) and not old.bodies[x] and not new.bodies[y] and old.groups[x] == new.groups[y]:
                links.pair(x, y, "empty, beside a pair")
                x, y = x + step, y + step


def _placed(side: Side) -> list[Hashable]:
    """Keys with the section (for a footnote: the text it hangs on) a unit stands in."""
    return [
        None if key is None else (key, tuple(body_key(s) for s in unit.section), body_key(unit.anchor))
        for key, unit in zip(side.keys, side.units, strict=True)
    ]


def _pair_ends(old: Sequence[Hashable], new: Sequence[Hashable], links: Links) -> None:
    short = min(len(old), len(new))
    start = 0
    while start < short and old[start] is not None and old[start] == new[start]:
        links.pair(start, start, "same text in the same place")
        start += 1
    end = 1
    while end <= short - start and old[-end] is not None and old[-end] == new[-end]:
        links.pair(len(old) - end, len(new) - end, "same text in the same place")
        end += 1


def _places(keys: Sequence[Hashable], partner: Sequence[int]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key is not None and partner[i] < 0:
            places[key].append(i)
    return places


def _pair_unique(old: Sequence[Hashable], new: Sequence[Hashable], links: Links, reason: str) -> None:
    there = _places(new, links.to_old)
    for key, here in _places(old, links.to_new).items():
        if len(here) == 1 and len(there.get(key, ())) == 1:
            links.pair(here[0], there[key][0], reason)


def _extend(old: Side, new: Side, links: Links) -> None:
    """From every pair onwards and backwards as long as the neighbours are equal too."""
    for step in (1, -1):
        for i in range(len(old.keys)) if step > 0 else range(len(old.keys) - 1, -1, -1):
            j = links.to_new[i]
            if j < 0 or not links.free(i + step, j + step):
                continue
            if old.keys[i + step] is not None and old.keys[i + step] == new.keys[j + step]:
                links.pair(i + step, j + step, "same text beside a pair")


def _pair_nearest(old: Side, new: Side, links: Links) -> None:
    """Equal bodies that are left, in order, each with the one nearest to where it is expected."""
    there = _places(new.keys, links.to_old)
    left = [(here, there[key]) for key, here in _places(old.keys, links.to_new).items() if key in there]
    if not left:
        return
    frame = KeptOrder(links.to_new, len(links.to_old), old.weights())
    for here, targets in left:
        if old.is_ambiguous(here[0]) or new.is_ambiguous(targets[0]):
            _pair_in_gaps(here, targets, frame, links)
            if old.groups[here[0]] != "heading":
                _pair_nearby(here, targets, frame, links)
            continue
        if len(here) == len(targets) or len(here) * len(targets) > _MANY:
            chosen = list(zip(here, targets, strict=False))
        elif len(here) < len(targets):
            expected = [frame.expected(i) for i in here]
            chosen = [(i, targets[k]) for i, k in zip(here, _in_order(expected, targets), strict=True)]
        else:
            expected = [frame.expected(i) for i in here]
            chosen = [(here[k], j) for j, k in zip(targets, _in_order(targets, expected), strict=True)]
        for i, j in chosen:
            links.pair(i, j, "same text, nearest of several")


def _pair_in_gaps(here: Sequence[int], targets: Sequence[int], frame: KeptOrder, links: Links) -> None:
    """Equal bodies in order, those only that stand in one gap of the frame."""
    there: dict[int, list[int]] = defaultdict(list)
    for j in reversed(targets):
        there[frame.new_gap(j)].append(j)
    for i in here:
        waiting = there[frame.old_gap(i)]
        if waiting:
            links.pair(i, waiting.pop(), "same text, nearest of several")


def _pair_nearby(here: Sequence[int], targets: Sequence[int], frame: KeptOrder, links: Links) -> None:
    """Equal bodies that are left, each with the first one left within `NEARBY` units of where it is expected."""
    for i in here:
        expected = frame.expected(i)
        near = targets[bisect_left(targets, expected - NEARBY) : bisect_right(targets, expected + NEARBY)]
        j = next((j for j in near if links.free(i, j)), None)
        if j is not None:
            links.pair(i, j, "same text, nearest of several")


def _in_order(few: Sequence[float], many: Sequence[float]) -> list[int]:
    """For each of `few` a place in `many`, rising, near it, leaving enough for those that follow."""
    out: list[int] = []
    k = 0
    for done, wanted in enumerate(few):
        last = len(many) - (len(few) - done)
        while k < last and abs(many[k + 1] - wanted) <= abs(many[k] - wanted):
            k += 1
        out.append(k)
        k += 1
    return out
