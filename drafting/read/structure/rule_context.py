"""Where the reader of a part is: what came before, how paragraphs are numbered, what stands ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from drafting.model.labels import Label, read_label
from drafting.model.resolution import Note, Part
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import Item, Seen
from drafting.read.structure.list_levels import Nest
from drafting.read.structure.placed import Placed

LONG_TITLE = 100
"""Characters of the longest title that a bare line is taken for."""
_SIGNS = ".,;:!?…»”)]*"
_FEW = 3
_AHEAD = 400
"""How many items a rule may look ahead."""


@dataclass
class Walk:
    """Where the reader is: what came before, how paragraphs are numbered, what stands ahead."""

    items: Sequence[Item]
    part: Part
    numbered: bool
    spaced: bool
    position: int = 0
    last: int = 0
    """Number of the last top-level paragraph."""
    top: tuple[str, str, str] | None = None
    letter: Label | None = None
    """Label of the last paragraph, where letters or roman numerals count the paragraphs."""
    nest: Nest = field(default_factory=Nest)
    previous: Placed | None = None
    """The last paragraph, item or heading placed."""
    notes: list[Note] = field(default_factory=list)

    @property
    def item(self) -> Item:
        return self.items[self.position]

    def ahead(self) -> Iterator[Seen]:
        """The paragraphs that follow, page furniture left out; a table ends the view."""
        for position in range(self.position + 1, min(self.position + _AHEAD, len(self.items))):
            item = self.items[position]
            if isinstance(item, TableParagraphs):
                return
            if not item.furniture:
                yield item

    def next_labelled(self) -> Seen | None:
        """The first of the paragraphs ahead that has a label."""
        return self._reached(self._labels[0][self.position])

    def next_number(self) -> Seen | None:
        """The first of the paragraphs ahead that has a number."""
        return self._reached(self._labels[1][self.position])

    def _reached(self, position: int) -> Seen | None:
        item = self.items[position] if 0 <= position < self.position + _AHEAD else None
        return item if isinstance(item, Seen) else None

    @cached_property
    def _labels(self) -> tuple[list[int], list[int]]:
        """By position: where the next label and the next number stand, -1 where a table or the end comes first."""
        labels, numbers = [-1] * len(self.items), [-1] * len(self.items)
        label = number = -1
        for position in range(len(self.items) - 1, -1, -1):
            labels[position], numbers[position] = label, number
            item = self.items[position]
            if isinstance(item, TableParagraphs):
                label = number = -1
            elif item.label and not item.furniture:
                label = position
                number = position if item.decimal else number
        return labels, numbers

    def counts(self, raw: str) -> bool:
        """True when this label counts on from that of the last paragraph, which had a letter or roman numeral too."""
        label = read_label(raw, self.letter) if self.letter else None
        if label is None or self.letter is None or self.letter.style == "bullet":
            return False
        return label.family == self.letter.family and label.ordinal == self.letter.ordinal + 1

    def before_table(self) -> bool:
        following = self.position + 1
        return following < len(self.items) and isinstance(self.items[following], TableParagraphs)

    @property
    def has_clause(self) -> bool:
        return self.previous is not None and self.previous.kind in ("clause", "item")

    @property
    def open(self) -> bool:
        """True when the sentence before is not finished."""
        if self.previous is None or not isinstance(self.previous.item, Seen) or self.previous.kind == "heading":
            return False
        return not self.previous.item.sentence

    @property
    def ended(self) -> bool:
        """True when the paragraph before ends with a sign."""
        return self.previous is None or not isinstance(s := self.previous.item, Seen) or s.text[-1:] in _SIGNS

    @cached_property
    def by_commas(self) -> bool:
        """True when the paragraphs of a preamble end with commas or semicolons, the last one perhaps not."""
        ends = [i.text.rstrip()[-1:] for i in self.items if isinstance(i, Seen) and i.preambular]
        return len(ends) >= _FEW and sum(e in (",", ";") for e in ends) >= 0.8 * len(ends)

    @property
    def introduces(self) -> bool:
        """True when the paragraph before ends with a colon: a list follows."""
        return self.previous is not None and isinstance(s := self.previous.item, Seen) and s.text.endswith(":")


Rule = Callable[[Walk, Seen], Placed | None]
"""What a paragraph is, or None where this rule cannot tell."""
