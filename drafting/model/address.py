"""Where something stands in a resolution, in the words of the room: OP5, OP5bis, OP8(a), PP3, S2.OP1, H3, T1, fn4.

Numbers come from the printed label where there is one and from position where there is none. Where numbering restarts,
the second run of numbers is S2, the third S3. An annex is A1, A2 … Two paragraphs that claim the same number
(a typing error) are told apart by "#2".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, cast

from drafting.model.labels import Label, read_label
from drafting.model.resolution import Block, Clause, Heading, Line, Resolution, Table

Kind: TypeAlias = Literal["OP", "PP", "P", "H", "T", "L", "fn", "title", "text"]

_ADDRESS = re.compile(
    r"(?:A(?P<annex>\d+)\.)?(?:S(?P<section>\d+)\.)?"
    r"(?:(?P<word>title|text)|(?P<kind>OP|PP|P|H|T|L|fn)(?P<number>[0-9]\w*|\w+|[*†‡§]+))"
    r"(?P<items>(?:\([^()\s]+\))*)(?:#(?P<twin>\d+))?"
)


@dataclass(frozen=True, slots=True)
class Address:
    """One place. `number` is what is printed ("5bis"); `items` the lettered items down to it ("a", "ii").

    `section` counts runs of numbering from 1, `annex` annexes from 1 (0: in none), `twin` equal numbers from 1.
    """

    kind: Kind
    number: str = ""
    items: tuple[str, ...] = ()
    section: int = 1
    annex: int = 0
    twin: int = 1

    def __str__(self) -> str:
        annex = f"A{self.annex}." if self.annex else ""
        section = f"S{self.section}." if self.section > 1 else ""
        twin = f"#{self.twin}" if self.twin > 1 else ""
        return f"{annex}{section}{self.kind}{self.number}{''.join(f'({i})' for i in self.items)}{twin}"


def parse(text: str) -> Address:
    """The address that `str` printed; ValueError when the text is none. "op 5 (a)" is accepted as OP5(a)."""
    tidy = re.sub(r"\s+", "", text)
    m = _ADDRESS.fullmatch(tidy) or _ADDRESS.fullmatch(re.sub(r"^(op|pp)(?=\d)", lambda k: k[0].upper(), tidy))
    if m is None:
        raise ValueError(f"{text!r} is no address: write OP5, OP5bis, OP8(a), PP3, S2.OP1, H3, T1, fn4, title or text")
    return Address(
        kind=cast(Kind, m["word"] or m["kind"]),
        number=m["number"] or "",
        items=tuple(re.findall(r"\(([^()]+)\)", m["items"])),
        section=int(m["section"] or 1),
        annex=int(m["annex"] or 0),
        twin=int(m["twin"] or 1),
    )


_ITEMS = re.compile(r"(?:\([^()\s]+\))+(?=#|$)")


def address_kind(address: str) -> str:
    """The kind of a printed address ("OP", "H", "title" …); "" for a text that is no address."""
    m = _ADDRESS.fullmatch(address)
    return (m["word"] or m["kind"]) if m else ""


def paragraph_address(address: str) -> str:
    """The printed address of the paragraph or table that an item or row belongs to: OP6(b) → OP6."""
    return _ITEMS.sub("", address)


class _Counter:
    """Hands out addresses in reading order."""

    def __init__(self) -> None:
        self.seen: Counter[Address] = Counter()
        self.kinds: Counter[tuple[str, int]] = Counter()
        self.section = 1
        self.last = 0
        self.annex = 0
        self.unnumbered = False
        """True once a preambular paragraph had no number."""

    def block(self, block: Block) -> Address:
        if isinstance(block, Clause):
            return self.clause(block)
        if isinstance(block, Heading):
            if block.part == "annex" and block.level == 1:
                self._new_annex()
            return self.unique(Address("H", self.count("H", 0), annex=0))
        if isinstance(block, Table):
            return self.unique(Address("T", self.count("T", 0)))
        return self.line(block)

    def line(self, line: Line) -> Address:
        if line.part == "annex" and line.role in ("title", "caption"):
            self._new_annex()
        if line.part == "front" and line.role == "title":
            return self.unique(Address("title"))
        if line.part == "front" and line.role == "status":
            return self.unique(Address("text"))
        return self.unique(Address("L", self.count("L", 0)))

    def clause(self, clause: Clause) -> Address:
        label = read_label(clause.label) if clause.label else None
        if clause.part == "preamble":
            counted = self.count("PP", 0)
            # recitals that are numbered behind citations without numbers ("(1)" of an act of the EU) are counted on
            own = label is not None and label.style == "decimal" and not self.unnumbered
            self.unnumbered = self.unnumbered or label is None
            return self.unique(Address("PP", label.number if label and own else counted))
        if clause.part == "operative":
            number = self.operative(label)
            return self.unique(Address("OP", number, section=self.section))
        number = label.number if label and label.number else self.count("P", self.annex)
        return self.unique(Address("P", number, annex=self.annex if clause.part == "annex" else 0))

    def operative(self, label: Label | None) -> str:
        if label is None or label.style == "bullet":
            self.last += 1
            return str(self.last)
        if label.style == "decimal" and not label.suffix:
            if label.ordinal == 1 and self.last >= 1:
                self.section += 1
            self.last = label.ordinal
        return label.number

    def count(self, kind: str, annex: int) -> str:
        self.kinds[kind, annex] += 1
        return str(self.kinds[kind, annex])

    def unique(self, address: Address) -> Address:
        self.seen[address] += 1
        return address if self.seen[address] == 1 else replace(address, twin=self.seen[address])

    def _new_annex(self) -> None:
        self.annex += 1


def items(clause: Clause, at: Address) -> Iterator[tuple[Address, Clause]]:
    """The lettered items of a paragraph, to any depth, each with its address."""
    if not clause.children:
        return
    seen: Counter[str] = Counter()
    previous: Label | None = None
    for position, child in enumerate(clause.children, 1):
        label = read_label(child.label, previous) if child.label else None
        number = (label.number if label else "") or str(position)
        seen[number] += 1
        name = number if seen[number] == 1 else f"{number}~{seen[number]}"
        place = replace(at, items=(*at.items, name))
        yield place, child
        yield from items(child, place)
        previous = label or previous


def places(resolution: Resolution) -> Iterator[tuple[Address, Block]]:
    """Every block in reading order with its address, lettered items after their paragraph. Addresses are unique."""
    counter = _Counter()
    for block in resolution.blocks:
        at = counter.block(block)
        yield at, block
        if isinstance(block, Clause):
            yield from items(block, at)


def anchors(resolution: Resolution) -> dict[str, list[tuple[Address, int]]]:
    """Where each footnote mark hangs: mark → [(address, offset)], in reading order."""
    found: dict[str, list[tuple[Address, int]]] = {}
    for at, block in places(resolution):
        for ref in block.refs:
            found.setdefault(ref.mark, []).append((at, ref.offset))
    return found
