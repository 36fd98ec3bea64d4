"""The input of a comparison: units of text, independent of file format and language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.model.resolution import Origin
from drafting.text.tokens import Token

UnitKind: TypeAlias = Literal["clause", "item", "heading", "line", "row", "footnote"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, lettered item, heading, table row, front line or footnote on one side of a comparison.

    `text` never includes the label; `gap` is the typed text between the two. `section`: texts of the headings above.
    `tokens`, where given, join to `text` and may include atoms; otherwise the text is tokenised. `anchor`: text of the
    paragraph that a footnote is attached to, "" for other units. `address` and `origin` locate the unit for people and
    for the redline; they take no part in the comparison.
    """

    text: str
    label: str | None = None
    kind: UnitKind = "clause"
    level: int = 0
    section: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()
    gap: str = " "
    anchor: str = ""
    address: str = field(default="", compare=False)
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def full_text(self) -> str:
        """The label, the gap and the text as printed; only the text where there is no label."""
        return f"{self.label}{self.gap}{self.text}" if self.label else self.text
