"""What goes into a comparison: units of text, and the tokens they are made of. Knows no file format, no lexicon."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

TokenKind: TypeAlias = Literal["word", "space", "punct", "number", "atom"]
UnitKind: TypeAlias = Literal["clause", "item", "heading", "line", "row", "footnote"]


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest thing a change can touch: a word, an elision, a number, a space run, a sign, or an atom.

    An atom (picture, field, note reference, equation) has no words of its own: it equals another when `key` does.
    For the other kinds `key` is the text itself.
    """

    text: str
    kind: TokenKind = "word"
    key: Hashable = None

    @property
    def identity(self) -> Hashable:
        """What two tokens must share to be the same token."""
        return self.text if self.key is None else (self.kind, self.key)


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
