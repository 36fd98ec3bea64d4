"""What the classification rules of one part know, and what they answer: a paragraph with its place decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, cast, get_args

from drafting.model.labels import Label, read_label
from drafting.model.resolution import Note, Part, Role
from drafting.read.paragraphs import Hint
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.list_levels import ListLevels

LONGEST_BARE_TITLE = 100
"""Characters of the longest title that a line without any emphasis is taken for."""
_END_SIGNS = ".,;:!?…»”)]*"
_FEW = 3
"""Preambular paragraphs that are enough to see how they end."""
_MOSTLY = 0.8
"""Share of the paragraphs of a preamble that end with a comma or semicolon in one that goes by them. Judged."""
_REACH = 400
"""Items that a rule may look ahead: a bound on the work."""

ItemKind: TypeAlias = Literal["line", "heading", "clause", "item", "table"]


@dataclass(frozen=True, slots=True)
class ClassifiedParagraph:
    """An item with its place decided; `build_blocks` makes blocks of them.

    `level` of a heading counts from 1 (0: not known yet), of a lettered item from 1. `joins` is the text
    between this item and the block before where it continues that block, "" where it does not.
    """

    item: ParagraphFeatures
    part: Part
    kind: ItemKind
    role: Role = "text"
    level: int = 0
    joins: str = ""


def role_of(hint: Hint | None) -> Role | None:
    """The role of a line with this hint; None where the hint names no line."""
    return cast("Role", hint) if hint in get_args(Role) else None


@dataclass
class RuleContext:
    """State passed to the classification rules of one part: position, previous block, numbering, what is ahead."""

    items: Sequence[ParagraphFeatures]
    part: Part
    numbered: bool
    spaced: bool
    """True where empty lines are between the paragraphs."""
    position: int = 0
    last: int = 0
    """Number of the last top-level paragraph."""
    path: str = ""
    """Number of the last top-level paragraph whose label prints the numbers above it too: "2.1."."""
    article: bool = False
    """True below a heading that numbers an article."""
    top: tuple[str, str, str] | None = None
    """Family of the labels of the top-level paragraphs."""
    letter: Label | None = None
    """Label of the last paragraph, where letters or roman numerals number the paragraphs."""
    lists: ListLevels = field(default_factory=ListLevels)
    """The lists that are open inside the last paragraph."""
    previous: ClassifiedParagraph | None = None
    """The last paragraph, item or heading classified."""
    notes: list[Note] = field(default_factory=list)

    @property
    def item(self) -> ParagraphFeatures:
        """The item to be classified."""
        return self.items[self.position]

    def classify(
        self, item: ParagraphFeatures, kind: ItemKind, role: Role = "text", level: int = 0, joins: str = ""
    ) -> ClassifiedParagraph:
        """The item as this kind of block in the part that is being read."""
        return ClassifiedParagraph(item, self.part, kind, role, level, joins)

    def ahead(self) -> Iterator[ParagraphFeatures]:
        """The paragraphs that follow, page furniture left out, up to the next table."""
        for position in range(self.position + 1, min(self.position + _REACH, len(self.items))):
            item = self.items[position]
            if item.table:
                return
            if not item.furniture:
                yield item

    def next_labelled(self) -> ParagraphFeatures | None:
        """The next paragraph with a label, None where a table comes first."""
        return self._within_reach(self._next_positions[0][self.position])

    def next_number(self) -> ParagraphFeatures | None:
        """The next paragraph with a number, None where a table comes first."""
        return self._within_reach(self._next_positions[1][self.position])

    def _within_reach(self, position: int) -> ParagraphFeatures | None:
        return self.items[position] if 0 <= position < self.position + _REACH else None

    @cached_property
    def _next_positions(self) -> tuple[list[int], list[int]]:
        """By position: those of the next label and of the next number, -1 where a table or the end comes first."""
        labels, numbers = [-1] * len(self.items), [-1] * len(self.items)
        label = number = -1
        for position in range(len(self.items) - 1, -1, -1):
            labels[position], numbers[position] = label, number
            item = self.items[position]
            if item.table:
                label = number = -1
            elif item.label and not item.furniture:
                label = position
                number = position if item.decimal else number
        return labels, numbers

    def continues_letters(self, raw: str) -> bool:
        """True where this label follows that of the last paragraph, which had a letter or roman numeral too."""
        label = read_label(raw, self.letter) if self.letter else None
        if label is None or self.letter is None or self.letter.style == "bullet":
            return False
        return label.family == self.letter.family and label.ordinal == self.letter.ordinal + 1

    def before_table(self) -> bool:
        """True where the next item is a table."""
        following = self.position + 1
        return following < len(self.items) and self.items[following].table is not None

    @property
    def has_clause(self) -> bool:
        """True where the previous block is a paragraph or an item of one."""
        return self.previous is not None and self.previous.kind in ("clause", "item")

    @property
    def open(self) -> bool:
        """True where the sentence before is not finished."""
        if self.previous is None or self.previous.kind == "heading":
            return False
        return not self.previous.item.sentence

    @property
    def ended(self) -> bool:
        """True where the paragraph before ends with a punctuation mark."""
        return self.previous is None or self.previous.item.text[-1:] in _END_SIGNS

    @property
    def introduces(self) -> bool:
        """True where the paragraph before ends with a colon: a list follows."""
        return self.previous is not None and self.previous.item.text.endswith(":")

    @cached_property
    def by_commas(self) -> bool:
        """True where the paragraphs of a preamble end with commas or semicolons, the last one perhaps not."""
        ends = [item.text.rstrip()[-1:] for item in self.items if item.preambular]
        return len(ends) >= _FEW and sum(end in (",", ";") for end in ends) >= _MOSTLY * len(ends)


Rule = Callable[[RuleContext, ParagraphFeatures], ClassifiedParagraph | None]
"""What a paragraph is, or None where this rule cannot tell."""
