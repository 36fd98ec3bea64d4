"""A paragraph with its place decided: in which part it stands and as what. What `body` and `front` hand to `assemble`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.model import Part, Role
from drafting.read.structure.eyes import Item

Kind: TypeAlias = Literal["line", "heading", "clause", "item", "table"]


@dataclass(frozen=True, slots=True)
class Placed:
    """`level` of a heading counts from 1 (0: not known yet), of an item from 1; `joins` adds to the block before."""

    item: Item
    part: Part
    kind: Kind
    role: Role = "text"
    level: int = 0
    joins: str = ""
