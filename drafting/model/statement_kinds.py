"""The kinds of footnote statements that a delegation can enter, in the order in which they are offered."""

from __future__ import annotations

ENTERABLE_KINDS = (
    "reservation",
    "dissociation",
    "conditional reservation",
    "explanation of position",
    "interpretative declaration",
    "not a party",
    "footnote announced",
)
