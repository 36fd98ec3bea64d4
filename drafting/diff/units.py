"""What goes into a comparison: units of text. Knows no file format, no lexicon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.text.tokens import Token

UnitKind: TypeAlias = Literal["clause", "item", "heading", "line", "row", "footnote"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, lettered item, heading, table row, front line or footnote on one side of a comparison.

    `text` never holds the label; `gap` is what stands between the two as typed. `section` is the texts of the headings
    above. `tokens`, where given, join to `text` and may hold atoms; otherwise the diff engine cuts the text itself.
    `anchor` is where a footnote hangs (the text of its paragraph), "" for other units. `address` and `origin` say where
    the unit stands, for people and for the redline; they take no part in comparing.
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
    origin: object = field(default=None, compare=False, repr=False)

    @property
    def full_text(self) -> str:
        """The label, the gap and the text as printed; the text alone where there is no label."""
        return f"{self.label}{self.gap}{self.text}" if self.label else self.text
