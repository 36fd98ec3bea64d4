"""Placed paragraphs → blocks: items hang under their paragraph, headings get their levels, openings are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from drafting.model.resolution import Block, Clause, Heading, Line, Note, NoteRef, Origin, Table
from drafting.read.edit import joined
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import Seen
from drafting.read.structure.placed import Placed

_NEAR = 6
"""Page furniture may stand between the halves of a block, this many lines at most."""


@dataclass
class _Node:
    """A paragraph under construction."""

    placed: Placed
    children: list[_Node] = field(default_factory=list)


def assemble(placed: Sequence[Placed]) -> tuple[tuple[Block, ...], list[Note]]:
    """All blocks in reading order, and a Note for each level that was rebuilt."""
    whole = _with_joins(placed)
    levels, notes = _levels(whole)
    blocks: list[Block | _Node] = []
    path: list[_Node] = []
    for position, here in enumerate(whole):
        if here.kind == "clause":
            path = [_Node(here)]
            blocks.append(path[0])
        elif here.kind == "item" and path and path[0].placed.part == here.part:
            path = path[: max(1, min(here.level, len(path)))]
            node = _Node(here)
            path[-1].children.append(node)
            path.append(node)
        elif here.kind == "item":
            path = [_Node(here)]
            blocks.append(path[0])
        else:
            blocks.append(_block(here, levels.get(position, 1)))
            path = path if here.kind in ("line", "table") else []
    return tuple(_clause(b, 0) if isinstance(b, _Node) else b for b in blocks), notes


def _with_joins(placed: Sequence[Placed]) -> list[Placed]:
    """Lines that go on are added to the block they belong to."""
    groups: list[list[Placed]] = []
    for here in placed:
        near = reversed(groups[-_NEAR:]) if here.joins and isinstance(here.item, Seen) else ()
        group = next((g for g in near if g[0].kind == here.kind and isinstance(g[0].item, Seen)), None)
        if group is None:
            groups.append([here])
        else:
            group.append(here)
    return [_one(group) for group in groups]


def _one(group: list[Placed]) -> Placed:
    """A block and the lines that go on with it."""
    first = group[0].item
    if len(group) == 1 or not isinstance(first, Seen):
        return group[0]
    rest = [here.item.paragraph for here in group[1:] if isinstance(here.item, Seen)]
    return replace(group[0], item=first.eyes.again(first, joined(first.paragraph, *rest, between=group[1].joins)))


def _block(here: Placed, level: int) -> Block:
    item = here.item
    if isinstance(item, TableParagraphs):
        return table(item, here)
    p = item.paragraph
    if here.kind == "heading":
        return Heading(p.text, item.label or None, level, here.part, p.spans, p.refs, p.origin)
    if not item.label:
        return Line(p.text, here.part, here.role, p.spans, p.refs, p.origin)
    shift = len(item.label) + 1
    refs = tuple(NoteRef(r.offset + shift, r.mark) for r in p.refs)
    spans = tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in p.spans)
    return Line(f"{item.label} {p.text}".rstrip(), here.part, here.role, spans, refs, p.origin)


def _clause(node: _Node, level: int) -> Clause:
    """The paragraph and its items. The way down is short: no list is nested deeper than its labels have kinds."""
    item = node.placed.item
    assert isinstance(item, Seen)
    p = item.paragraph
    return Clause(
        text=p.text,
        label=item.label or None,
        part=node.placed.part,
        level=level,
        opening=opening(item, node.placed),
        children=tuple(_clause(child, level + 1) for child in node.children),
        spans=p.spans,
        refs=p.refs,
        origin=p.origin,
    )


def opening(item: Seen, placed: Placed) -> str:
    """The opening words that the part calls for."""
    if placed.part == "preamble":
        return item.preambular
    return item.operative if placed.part == "operative" else ""


def table(item: TableParagraphs, here: Placed) -> Table:
    """A table as its cells' words; note marks count in the joined text."""
    rows: list[tuple[str, ...]] = []
    refs: list[NoteRef] = []
    at = 0
    for row in item.rows:
        cells: list[str] = []
        for cell in row:
            for number, p in enumerate(cell):
                refs += [NoteRef(at + r.offset, r.mark) for r in p.refs]
                at += len(p.text) + (number < len(cell) - 1)
            cells.append("\n".join(p.text for p in cell))
            at += 1
        at += not row
        rows.append(tuple(cells))
    return Table(tuple(rows), here.part, tuple(refs), item.origin or _cells_origin(item))


def _cells_origin(item: TableParagraphs) -> Origin | None:
    origins = [p.origin for row in item.rows for cell in row for p in cell if p.origin]
    return Origin(origins[0].story, tuple(n for o in origins for n in o.paragraphs)) if origins else None


def _levels(placed: Sequence[Placed]) -> tuple[dict[int, int], list[Note]]:
    """Heading levels: as stated, else rebuilt from the kinds of labels in the order they appear."""
    heads = [(i, here) for i, here in enumerate(placed) if here.kind == "heading" and isinstance(here.item, Seen)]
    flat = _flattened(here for _, here in heads)
    levels: dict[int, int] = {}
    notes: list[Note] = []
    open_kinds: list[str] = []
    part = ""
    for n, (position, here) in enumerate(heads):
        if here.part != part or (here.level == 1 and here.part == "annex"):
            part, open_kinds = here.part, []
        parent = n + 1 < len(heads) and heads[n + 1][0] == position + 1
        kind = _kind(here, flat, parent and _is_flat(heads[n + 1][1]))
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            if kind == "flat parent" and "flat child" in open_kinds:
                open_kinds.remove("flat child")
            open_kinds.append(kind)
        levels[position] = here.level or len(open_kinds) + (part == "annex" and "annex" not in open_kinds)
        if flat and _is_flat(here):
            text = here.item.text if isinstance(here.item, Seen) else ""
            notes.append(
                Note(
                    "level-rebuilt",
                    "heading number lost: level rebuilt from the order",
                    text[:60],
                    before="1.",
                    after=f"level {levels[position]}",
                )
            )
    return levels, notes


def _is_flat(here: Placed) -> bool:
    return isinstance(here.item, Seen) and here.item.decimal == 1


def _flattened(heads: Iterable[Placed]) -> bool:
    """Several headings numbered "1." and none with a higher number: the numbers were lost."""
    numbers = [here.item.decimal for here in heads if isinstance(here.item, Seen) and here.item.decimal]
    return len(numbers) > 1 and set(numbers) == {1}


def _kind(here: Placed, flat: bool, parent: bool) -> str:
    """What headings of one level have in common."""
    item = here.item
    assert isinstance(item, Seen)
    if here.level:
        return "annex" if here.part == "annex" and here.level == 1 else f"level {here.level}"
    if flat and item.decimal:
        return "flat parent" if parent else "flat child"
    if item.mark:
        return item.mark.style
    return "caps" if item.caps else "plain"
