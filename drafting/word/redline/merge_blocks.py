"""Containers (body, cell, note, text box, header) merged: blocks of OLD and NEW paired, marked and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from drafting.diff.changes import Diff
from drafting.messages import message
from drafting.ooxml.namespaces import w
from drafting.word.redline import merge_tables as tables
from drafting.word.redline.anchors import Anchors, block_words, find_anchors
from drafting.word.redline.context import PartMerge
from drafting.word.redline.formatting_changes import record_section_change
from drafting.word.redline.last_paragraph_mark import pair_last_mark, unpack_pieces
from drafting.word.redline.merge_paragraphs import delete_paragraph, insert_paragraph, merge_paragraphs, move_paragraph
from drafting.word.redline.others_changes import pending_on_mark
from drafting.word.redline.output_paragraph import OutputParagraph
from drafting.word.redline.pair_blocks import BlockGroup, MergeStep, child_blocks, group_similar
from drafting.word.redline.write_paragraph import write_paragraph

Item: TypeAlias = OutputParagraph | MergeStep
_P = w("p")
_DRAWN = (w("drawing"), w("pict"), w("object"))


def merge_container(part: PartMerge, old: etree._Element | None, new: etree._Element) -> None:
    """Mark up `new`, a container of the result, against `old` (None: all of it is inserted), pairing blocks by text."""
    olds, news = child_blocks(old), child_blocks(new)
    steps = _gap_steps(olds, news, Anchors(), 0, 0)
    if steps and _ends_apart(olds, news) and steps[-1].kind != "pair":
        last = MergeStep("pair", (olds[-1],), (news[-1],))
        steps = [*_gap_steps(olds[:-1], news[:-1], Anchors(), 0, 0), last]
    write_steps(part, new, steps, body=False)


def _ends_apart(olds: Sequence[etree._Element], news: Sequence[etree._Element]) -> bool:
    """Whether tables can separate the last paragraphs, whose marks must be paired (a mark cannot move past a table)."""
    if not olds or not news or olds[-1].tag != _P or news[-1].tag != _P:
        return False
    return any(block.tag != _P for block in (*olds, *news))


def merge_body(part: PartMerge, old: etree._Element, new: etree._Element, diff: Diff) -> None:
    """Merge the two document bodies along `diff`; `old` and `new` are the roots of the main parts."""
    old_body, new_body = body_of(old), body_of(new)
    olds, news = child_blocks(old_body), child_blocks(new_body)
    anchors = find_anchors(diff, (old, new), (olds, news))
    part.labelled = {olds[i] for i in anchors.labelled}
    for group_old, group_new in anchors.groups:
        if len(group_old) == len(group_new) == 1:
            part.context.importer.lists.pair_lists(olds[group_old[0]], news[group_new[0]])
    steps: list[MergeStep] = []
    i = j = 0
    for group_old, group_new in anchors.groups:
        steps += _gap_steps(olds[i : group_old[0]], news[j : group_new[0]], anchors, i, j)
        steps.append(_pair_step([olds[k] for k in group_old], [news[k] for k in group_new]))
        i, j = group_old[-1] + 1, group_new[-1] + 1
    steps += _gap_steps(olds[i:], news[j:], anchors, i, j)
    write_steps(part, new_body, steps, body=True)
    record_section_change(part, old_body, new_body)


def body_of(root: etree._Element) -> etree._Element:
    """The body of a main part; the root itself where it has none."""
    found = root.find(w("body"))
    return root if found is None else found


def _gap_steps(
    olds: Sequence[etree._Element], news: Sequence[etree._Element], anchors: Anchors, i: int, j: int
) -> list[MergeStep]:
    """The steps between two anchors, whose first blocks are `i` and `j`.

    Blocks that the comparison did not see one by one are paired by similarity.
    """
    if not olds and not news:
        return []
    sources, targets = anchors.sources, anchors.targets
    rough = _is_rough(olds, i, anchors.joined_old, anchors.compared_old) or _is_rough(
        news, j, anchors.joined_new, anchors.compared_new
    )
    free_old = [k for k in range(len(olds)) if (rough or i + k not in anchors.compared_old) and i + k not in sources]
    free_new = [k for k in range(len(news)) if (rough or j + k not in anchors.compared_new) and j + k not in targets]
    out: list[MergeStep] = []
    a = b = 0
    for xs, ys in [*_free_groups(olds, news, free_old, free_new), ((len(olds),), (len(news),))]:
        out += [_old_step(olds[k], sources.get(i + k), anchors.addresses.get(i + k, "")) for k in range(a, xs[0])]
        out += [_new_step(news[k], targets.get(j + k)) for k in range(b, ys[0])]
        if xs[0] < len(olds):
            out.append(_pair_step([olds[k] for k in xs], [news[k] for k in ys]))
        a, b = xs[-1] + 1, ys[-1] + 1
    return out


def _pair_step(olds: Sequence[etree._Element], news: Sequence[etree._Element]) -> MergeStep:
    return MergeStep("pair" if olds[0].tag == _P else "table", tuple(olds), tuple(news))


def _old_step(block: etree._Element, move: int | None, address: str) -> MergeStep:
    """A block of OLD alone: deleted, or the source of a move."""
    return MergeStep("delete", (block,)) if move is None else MergeStep("from", (block,), move=move, address=address)


def _new_step(block: etree._Element, move: int | None) -> MergeStep:
    """A block of NEW alone: inserted, or the target of a move."""
    return MergeStep("insert", (), (block,)) if move is None else MergeStep("to", (), (block,), move=move)


def _is_rough(blocks: Sequence[etree._Element], first: int, joined: set[int], compared: set[int]) -> bool:
    """Whether some paragraphs of a gap were not compared one by one; then all are paired by similarity.

    `first`: the index of the first block; `joined`, `compared`: see `Anchors`.
    """
    return any(
        first + k in joined or (block.tag == _P and first + k not in compared and block_words(block))
        for k, block in enumerate(blocks)
    )


def _free_groups(
    olds: Sequence[etree._Element], news: Sequence[etree._Element], free_old: list[int], free_new: list[int]
) -> list[BlockGroup]:
    """Groups of paired blocks of one kind; several blocks form a group only where they are neighbours."""
    if not free_old or not free_new:
        return []
    solid = len(free_old) == len(olds) and len(free_new) == len(news) and all(e.tag == _P for e in [*olds, *news])
    groups = group_similar([_signature(olds[k]) for k in free_old], [_signature(news[k]) for k in free_new], join=solid)
    at = [(tuple(free_old[x] for x in xs), tuple(free_new[y] for y in ys)) for xs, ys in groups]
    return [(xs, ys) for xs, ys in at if olds[xs[0]].tag == news[ys[0]].tag]


def _signature(block: etree._Element) -> tuple[tuple[str, str, bool], str]:
    text = block_words(block)
    return (str(block.tag), text, next(block.iter(*_DRAWN), None) is not None), text


def write_steps(part: PartMerge, container: etree._Element, steps: Sequence[MergeStep], *, body: bool) -> None:
    """Write the merged sequence into the container. `body`: it is the body of the document."""
    items = _merge_items(part, steps)
    pair_last_mark(part, items, body=body)
    pending: list[etree._Element] = []
    last: etree._Element | None = None
    for item in items:
        made, here = _write_item(part, item)
        if here is None:
            pending += made
            continue
        for element in pending:
            here.addprevious(element)
        pending = []
        last = here
        for element in made:
            last.addnext(element)
            last = element
    _append_last(container, last, pending)


def _write_item(part: PartMerge, item: Item) -> tuple[list[etree._Element], etree._Element | None]:
    """The elements that an item makes, and the element of NEW that they follow (None: NEW does not have it)."""
    if isinstance(item, OutputParagraph):
        elements = write_paragraph(part, item)
        return (elements, None) if item.mark_new is None else (elements[1:], elements[0])
    if item.kind == "delete":
        return tables.delete_table(part, item.olds[0]), None
    if item.kind == "insert":
        tables.insert_table(part, item.news[0])
    else:
        tables.merge_table(part, item.olds[0], item.news[0])
    return [], item.news[0]


def _merge_items(part: PartMerge, steps: Sequence[MergeStep]) -> list[Item]:
    items: list[Item] = []
    ends = {e.move: e for e in steps if e.kind == "to"}
    starts = {e.move: e for e in steps if e.kind == "from"}
    halves: dict[int, tuple[OutputParagraph, OutputParagraph]] = {}
    for step in steps:
        if step.kind == "pair":
            items += merge_paragraphs(part, step.olds, step.news)
        elif step.kind in ("from", "to"):
            if step.move not in halves:
                halves[step.move] = _merge_move(part, starts[step.move], ends[step.move])
            items.append(halves[step.move][step.kind == "to"])
        elif step.kind == "delete" and step.olds[0].tag == _P:
            items.append(delete_paragraph(part, step.olds[0]))
        elif step.kind == "insert" and step.news[0].tag == _P:
            items.append(insert_paragraph(part, step.news[0]))
        else:
            items.append(step)
    return _join_accepted(part, items)


def _join_accepted(part: PartMerge, items: list[Item]) -> list[Item]:
    """Join paragraphs of OLD whose mark had a pending deletion, accepted since, to the paragraph after them."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(last, OutputParagraph) and isinstance(item, OutputParagraph) and _is_accepted_end(last):
            out.pop()
            if last.pieces:
                unpack_pieces(part, item)
                item.pieces = last.pieces + item.pieces
        out.append(item)
    return out


def _is_accepted_end(out: OutputParagraph) -> bool:
    if out.mark_new is not None or out.mark_old is None or out.move or out.mark_is_others:
        return False
    return pending_on_mark(out.mark_old) in ("del", "both")


def _merge_move(part: PartMerge, start: MergeStep, end: MergeStep) -> tuple[OutputParagraph, OutputParagraph]:
    """The source and the target of a move; a plain move says in a comment where the paragraph came from."""
    old, new = start.olds[0], end.news[0]
    if part.context.native_moves:
        return move_paragraph(part, old, new, part.context.marker.move_name())
    source, target = delete_paragraph(part, old), insert_paragraph(part, new)
    key = "comment.moved_from" if start.address else "comment.moved"
    target.comment = message(key, part.context.language, at=start.address)
    return source, target


def _append_last(container: etree._Element, last: etree._Element | None, pending: list[etree._Element]) -> None:
    """Append elements after the last element of NEW (`last`), or before the section properties of an empty body."""
    for element in pending:
        if last is not None:
            last.addnext(element)
        else:
            section = container.find(w("sectPr"))
            if section is not None:
                section.addprevious(element)
            else:
                container.append(element)
        last = element
