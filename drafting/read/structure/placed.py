"""A paragraph with its place decided: in which part it stands and as what; `assemble` makes blocks of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, cast, get_args

from drafting.model.resolution import Part, Role
from drafting.read.paragraphs import Hint
from drafting.read.structure.features import Item

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


def role_of(hint: Hint | None) -> Role | None:
    """The role of a line with this hint; None where the hint names no line."""
    return cast("Role", hint) if hint in get_args(Role) else None
