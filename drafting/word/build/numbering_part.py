"""The numbering part of a built document: label formats as list levels, runs of numbers as list instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from drafting.model.labels import Label, Style, format_label, read_label
from drafting.ooxml.namespaces import w
from drafting.word.build.elements import NSMAP, el

Family: TypeAlias = tuple[Style, str, str]
_FORMATS = {
    "decimal": "decimal",
    "lower": "lowerLetter",
    "upper": "upperLetter",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "bullet": "bullet",
}
_FURTHER: tuple[Family, ...] = (
    ("upper", "", "."),
    ("decimal", "(", ")"),
    ("lower", "", ")"),
    ("roman", "", ")"),
    ("decimal", "", ")"),
    ("upper", "(", ")"),
)
LEVELS = 9


@dataclass(frozen=True, slots=True)
class LabelPlacement:
    """How a label is printed: by list instance and level, typed (`num` 0), or not at all (`typed` "")."""

    num: int = 0
    level: int = 0
    typed: str = ""


@dataclass
class _ListDefinition:
    """A list definition, and the last number it printed on each level."""

    abstract: int
    families: tuple[Family, ...]
    indents: tuple[tuple[int, int], ...] = ()
    spaced: bool = False
    num: int = 0
    last: dict[int, int] = field(default_factory=dict)

    def expected(self, level: int) -> int:
        return self.last.get(level, 0) + 1

    def step(self, level: int, ordinal: int) -> None:
        self.last = {k: v for k, v in self.last.items() if k < level} | {level: ordinal}


class NumberingBuilder:
    """Gives labels automatic numbers, in reading order, and collects the content of the numbering part.

    A label that no list can print (5bis, a label with words in it) is typed. A number out of sequence begins a new
    list instance that starts there, so that Word prints exactly the label.
    """

    def __init__(
        self, families: Sequence[Family], indents: Sequence[tuple[int, int]] = ((0, 0),), tab: int = 720
    ) -> None:
        """`families`, `indents` (left, hanging; twips) by list level. `tab`: where text of level 0 begins (twips)."""
        self.tab, self.indents = tab, tuple(indents)
        chosen = [*families, *(f for f in _FURTHER if f not in families)][:LEVELS]
        self.main = _ListDefinition(0, tuple(chosen), self.indents)
        self.lists: list[_ListDefinition] = [self.main]
        self.nums: list[tuple[int, int, int, int]] = []
        self._side: dict[tuple[str, int, Family], _ListDefinition] = {}
        self._previous: dict[tuple[str, int], Label] = {}

    def place_label(self, raw: str | None, kind: str, level: int) -> LabelPlacement:
        """How to print the label of a paragraph of this kind ("clause", "preambular", "heading") and level."""
        for key in [k for k in self._previous if k[0] == kind and k[1] > level]:
            del self._previous[key]
        if not raw:
            return LabelPlacement()
        label = read_label(raw, self._previous.get((kind, level)))
        if label is None:
            return LabelPlacement(typed=raw)
        self._previous[kind, level] = label
        if label.suffix or not _prints_label(label, raw):
            return LabelPlacement(typed=raw)
        if kind == "clause" and level < LEVELS and self.main.families[level : level + 1] == (label.family,):
            placed = self._main_list(label, level)
            if placed:
                return placed
        return self._own_list(label, kind, level)

    def _main_list(self, label: Label, level: int) -> LabelPlacement | None:
        """Print with the list of the whole document; it can start anew on its first level only."""
        follows = self.main.num and self.main.expected(level) == label.ordinal
        if not follows and level:
            return None
        if not follows:
            self.main.num = self._add_instance(self.main, 0, label.ordinal)
        self.main.step(level, label.ordinal)
        return LabelPlacement(self.main.num, level)

    def _own_list(self, label: Label, kind: str, level: int) -> LabelPlacement:
        """Print with a list of its own, which starts anew wherever the numbers do."""
        family: Family = ("bullet", label.raw, "") if label.style == "bullet" else label.family
        key = (kind, level, family)
        if key not in self._side:
            self._side[key] = _ListDefinition(
                len(self.lists), (family,), self._list_indent(kind, level), spaced=kind == "heading"
            )
            self.lists.append(self._side[key])
        found = self._side[key]
        if not found.num or (label.style != "bullet" and found.expected(0) != label.ordinal):
            found.num = self._add_instance(found, 0, label.ordinal)
        found.step(0, label.ordinal)
        return LabelPlacement(found.num, 0)

    def _list_indent(self, kind: str, level: int) -> tuple[tuple[int, int], ...]:
        return (self.indents[min(level, len(self.indents) - 1)],) if kind != "heading" and level else ()

    def _add_instance(self, owner: _ListDefinition, level: int, start: int) -> int:
        number = len(self.nums) + 1
        self.nums.append((number, owner.abstract, level, start))
        return number

    def part(self) -> etree._Element:
        """The numbering part: definitions, then instances, as the schema requires."""
        root = etree.Element(w("numbering"), nsmap=NSMAP)
        root.extend(_definition_element(listing, self.tab) for listing in self.lists)
        for number, abstract, level, start in self.nums:
            num = el("num", el("abstractNumId", val=abstract), numId=number)
            num.append(el("lvlOverride", el("startOverride", val=start), ilvl=level))
            root.append(num)
        return root


def _prints_label(label: Label, raw: str) -> bool:
    """Whether Word would print exactly this label (after z it repeats letters: aa, bb, cc)."""
    if label.style == "bullet":
        return True
    if label.style in ("lower", "upper") and label.ordinal > 26:
        return False
    return format_label(label.style, label.ordinal, label.opening, label.closing) == raw


def _definition_element(listing: _ListDefinition, tab: int) -> etree._Element:
    multi = len(listing.families) > 1
    root = el("abstractNum", abstractNumId=listing.abstract)
    root.append(el("nsid", val=f"{0x1D0A0000 + listing.abstract:08X}"))
    root.append(el("multiLevelType", val="multilevel" if multi else "singleLevel"))
    for level, (style, opening, closing) in enumerate(listing.families):
        lvl = el("lvl", ilvl=level)
        lvl.extend(
            [
                el("start", val=1),
                el("numFmt", val=_FORMATS[style]),
                el("suff", val="space" if listing.spaced else "tab"),
            ]
        )
        text = opening if style == "bullet" else f"{opening}%{level + 1}{closing}"
        lvl.extend([el("lvlText", val=text), el("lvlJc", val="left")])
        if multi and level == 0:
            lvl.append(el("pPr", el("tabs", el("tab", val="num", pos=tab)), el("ind", left=0, firstLine=0)))
        elif listing.indents:
            left, hanging = listing.indents[min(level, len(listing.indents) - 1)]
            lvl.append(el("pPr", el("ind", left=left, hanging=hanging)))
        root.append(lvl)
    return root
