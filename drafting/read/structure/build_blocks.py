"""Classified paragraphs → blocks: items go under their paragraph, headings get their levels, openings are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from drafting.model.resolution import Block, Clause, Heading, Line, Note, NoteRef, Origin, Table
from drafting.read.edit import join_paragraphs
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.rule_context import ClassifiedParagraph

_REACH = 6
"""Blocks of page furniture that may be between the halves of a block, at most."""


@dataclass
class _ClauseTree:
    """A paragraph under construction and the items under it."""

    classified: ClassifiedParagraph
    children: list[_ClauseTree] = field(default_factory=list)


def build_blocks(classified: Sequence[ClassifiedParagraph]) -> tuple[tuple[Block, ...], list[Note]]:
    """All blocks in reading order, and a Note for each heading level that was rebuilt."""
    whole = _merge_continuations(classified)
    levels, notes = _heading_levels(whole)
    blocks: list[Block | _ClauseTree] = []
    path: list[_ClauseTree] = []
    for position, here in enumerate(whole):
        if here.kind == "item" and path and path[0].classified.part == here.part:
            path = path[: max(1, min(here.level, len(path)))]
            node = _ClauseTree(here)
            path[-1].children.append(node)
            path.append(node)
        elif here.kind in ("clause", "item"):
            path = [_ClauseTree(here)]
            blocks.append(path[0])
        else:
            blocks.append(_block(here, levels.get(position, 1)))
            path = path if here.kind in ("line", "table") else []
    return tuple(_clause(b, 0) if isinstance(b, _ClauseTree) else b for b in blocks), notes


def _merge_continuations(classified: Sequence[ClassifiedParagraph]) -> list[ClassifiedParagraph]:
    """Join each paragraph that continues a block to that block: the nearest of its kind."""
    groups: list[list[ClassifiedParagraph]] = []
    for here in classified:
        near = reversed(groups[-_REACH:]) if here.joins else ()
        group = next((g for g in near if g[0].kind == here.kind), None)
        if group is None:
            groups.append([here])
        else:
            group.append(here)
    return [_merged(group) if len(group) > 1 else group[0] for group in groups]


def _merged(group: list[ClassifiedParagraph]) -> ClassifiedParagraph:
    """One block of a paragraph and those that continue it."""
    first = group[0].item
    rest = (here.item.paragraph for here in group[1:])
    return replace(group[0], item=first.with_paragraph(join_paragraphs(first.paragraph, *rest, between=group[1].joins)))


def _block(here: ClassifiedParagraph, level: int) -> Block:
    item = here.item
    if item.table:
        return _table(item.table, here)
    p = item.paragraph
    if here.kind == "heading":
        return Heading(p.text, item.label or None, level, here.part, p.spans, p.refs, p.origin)
    if not item.label:
        return Line(p.text, here.part, here.role, p.spans, p.refs, p.origin)
    shift = len(item.label) + 1
    refs = tuple(NoteRef(r.offset + shift, r.mark) for r in p.refs)
    spans = tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in p.spans)
    return Line(item.full_text.rstrip(), here.part, here.role, spans, refs, p.origin)


def _clause(node: _ClauseTree, level: int) -> Clause:
    """The paragraph and its items. The recursion is shallow: no list is nested deeper than its labels have kinds."""
    item = node.classified.item
    p = item.paragraph
    return Clause(
        text=p.text,
        label=item.label or None,
        part=node.classified.part,
        level=level,
        opening=_opening(item, node.classified),
        children=tuple(_clause(child, level + 1) for child in node.children),
        spans=p.spans,
        refs=p.refs,
        origin=p.origin,
    )


def _opening(item: ParagraphFeatures, classified: ClassifiedParagraph) -> str:
    """The opening words, of the kind that the part has."""
    if classified.part == "preamble":
        return item.preambular
    return item.operative if classified.part == "operative" else ""


def _table(table: TableParagraphs, here: ClassifiedParagraph) -> Table:
    """A table as the words of its cells; note marks count in the joined text."""
    rows: list[tuple[str, ...]] = []
    refs: list[NoteRef] = []
    at = 0
    for row in table.rows:
        cells: list[str] = []
        for cell in row:
            for number, p in enumerate(cell):
                refs += [NoteRef(at + r.offset, r.mark) for r in p.refs]
                at += len(p.text) + (number < len(cell) - 1)
            cells.append("\n".join(p.text for p in cell))
            at += 1
        at += not row
        rows.append(tuple(cells))
    return Table(tuple(rows), here.part, tuple(refs), table.origin or _cells_origin(table))


def _cells_origin(table: TableParagraphs) -> Origin | None:
    origins = [p.origin for row in table.rows for cell in row for p in cell if p.origin]
    return Origin(origins[0].story, tuple(n for o in origins for n in o.paragraphs)) if origins else None


def _heading_levels(classified: Sequence[ClassifiedParagraph]) -> tuple[dict[int, int], list[Note]]:
    """Heading levels by position: as stated, else rebuilt from the kinds of labels in the order they appear."""
    heads = [(i, here) for i, here in enumerate(classified) if here.kind == "heading"]
    numbers_lost = _numbers_lost(here for _, here in heads)
    levels: dict[int, int] = {}
    notes: list[Note] = []
    open_kinds: list[str] = []
    part = ""
    for n, (position, here) in enumerate(heads):
        if here.part != part or (here.level == 1 and here.part == "annex"):
            part, open_kinds = here.part, []
        next_to_heading = n + 1 < len(heads) and heads[n + 1][0] == position + 1
        kind = _label_kind(here, numbers_lost, parent=next_to_heading and heads[n + 1][1].item.decimal == 1)
        _open_level(open_kinds, kind)
        levels[position] = here.level or len(open_kinds) + (part == "annex" and "annex" not in open_kinds)
        if numbers_lost and here.item.decimal == 1:
            message = "heading number lost: level rebuilt from the order"
            after = f"level {levels[position]}"
            notes.append(Note("level-rebuilt", message, here.item.text[:60], before="1.", after=after))
    return levels, notes


def _open_level(open_kinds: list[str], kind: str) -> None:
    """Make `kind` the innermost open level: close those inside it, or open one for it."""
    if kind in open_kinds:
        del open_kinds[open_kinds.index(kind) + 1 :]
        return
    if kind == "flat parent" and "flat child" in open_kinds:
        open_kinds.remove("flat child")
    open_kinds.append(kind)


def _numbers_lost(heads: Iterable[ClassifiedParagraph]) -> bool:
    """True where several headings are numbered "1." and none has a higher number: the numbers were lost."""
    numbers = [here.item.decimal for here in heads if here.item.decimal]
    return len(numbers) > 1 and set(numbers) == {1}


def _label_kind(here: ClassifiedParagraph, numbers_lost: bool, parent: bool) -> str:
    """What headings of one level have in common. `parent`: another heading "1." follows at once."""
    item = here.item
    if here.level:
        return "annex" if here.part == "annex" and here.level == 1 else f"level {here.level}"
    if numbers_lost and item.decimal:
        return "flat parent" if parent else "flat child"
    if item.mark:
        return item.mark.style
    return "caps" if item.caps else "plain"
