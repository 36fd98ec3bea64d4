"""The kinds of footnote statements, their status, and what a footnote is about."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

StatementKind: TypeAlias = Literal[
    "reservation",
    "dissociation",
    "conditional reservation",
    "explanation of position",
    "interpretative declaration",
    "not a party",
    "footnote announced",
]
ENTERABLE_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
"""The kinds of statements that a delegation can enter, in the order in which they are offered."""

FootnoteKind: TypeAlias = StatementKind | Literal["information"]
"""The kind of a footnote; "information" for one that makes no statement."""
StatementStatus: TypeAlias = Literal["submitted", "announced", "withdrawn"]
NoteScope: TypeAlias = Literal["word", "item", "paragraph", "heading", "title", "table", "text"]
"""What a footnote is about; "text" is the whole document."""
