"""Where the paragraphs of a comparison stand and what became of them: what a reference means, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.diff.changes import Diff
from drafting.diff.units import Unit
from drafting.meaning.references import Named, Part
from drafting.model.address import Address, parse

_Key = tuple[str, int, int, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReferencePosition:
    """Where a text stands that refers to others: its run of numbers, its own number, and its items."""

    section: int = 1
    part: Part = "OP"
    number: str = ""
    items: tuple[str, ...] = ()


class ReferenceTargets:
    """The numbered paragraphs of both sides, and for each old one the new ones that it became."""

    def __init__(self, diff: Diff) -> None:
        self._sides = (_index(diff.old), _index(diff.new))
        self._orders = (_order(diff.old), _order(diff.new))
        self._diff = diff
        self.became: dict[int, tuple[int, ...]] = {i: change.new for change in diff.changes for i in change.old}

    def old(self, named: Named, part: Part, where: ReferencePosition) -> int | None:
        """The old unit that a reference of the old text means, or None."""
        return self._find(0, named, part, where)

    def new(self, named: Named, part: Part, where: ReferencePosition) -> int | None:
        """The new unit that a reference of the new text means, or None."""
        return self._find(1, named, part, where)

    def _find(self, side: int, named: Named, part: Part, where: ReferencePosition) -> int | None:
        if named.step:
            return self._beside(side, named.step, where)
        if not named.number:
            named, part = named._replace(number=where.number), where.part
        table = self._sides[side]
        for section in dict.fromkeys((where.section, 1)):
            for items in dict.fromkeys((named.items, ())):
                found = table.get((part, section, 0, named.number, items))
                if found is not None:
                    return found
        return None

    def _beside(self, side: int, step: int, where: ReferencePosition) -> int | None:
        """The paragraph before the one that speaks; of a lettered item it is not clear which is meant."""
        order = self._orders[side].get((where.part, where.section), [])
        place = self._sides[side].get((where.part, where.section, 0, where.number, ()))
        if place is None or where.items or place not in order:
            return None
        at = order.index(place) + step
        return order[at] if 0 <= at < len(order) else None

    def old_address(self, index: int) -> str:
        """The address of an old unit."""
        return self._diff.old[index].address

    def new_addresses(self, indexes: Sequence[int]) -> str:
        """The addresses of new units, for people."""
        return ", ".join(self._diff.new[j].address for j in indexes)


def _index(units: Sequence[Unit]) -> dict[_Key, int]:
    table: dict[_Key, int] = {}
    for i, unit in enumerate(units):
        at = _parsed(unit.address)
        if at is not None and at.kind in ("OP", "PP") and at.twin == 1:
            table.setdefault((at.kind, at.section, at.annex, at.number, tuple(x.lower() for x in at.items)), i)
    return table


def _order(units: Sequence[Unit]) -> dict[tuple[str, int], list[int]]:
    """The numbered paragraphs of each part and run of numbers, without their items, in order."""
    out: dict[tuple[str, int], list[int]] = {}
    for (kind, section, annex, _, items), i in _index(units).items():
        if not annex and not items:
            out.setdefault((kind, section), []).append(i)
    return out


def reference_position(address: str) -> ReferencePosition | None:
    """Where a text with this address stands; None in an annex, whose references may mean its own paragraphs."""
    at = _parsed(address)
    if at is None:
        return ReferencePosition()
    if at.annex:
        return None
    return ReferencePosition(
        at.section, "PP" if at.kind == "PP" else "OP", at.number, tuple(x.lower() for x in at.items)
    )


def _parsed(address: str) -> Address | None:
    try:
        return parse(address)
    except ValueError:
        return None
