"""A container (body, cell, note, text box, header) of NEW merged with its counterpart of OLD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from drafting.diff.changes import Diff
from drafting.ooxml.namespaces import w
from drafting.word.redline import merge_tables as tables
from drafting.word.redline.anchors import Anchors, anchor, words_of
from drafting.word.redline.context import Story
from drafting.word.redline.formatting_changes import keep_former_section
from drafting.word.redline.last_paragraph_mark import open_up, settle_last_mark
from drafting.word.redline.merge_paragraphs import deleted, inserted, merge, moved
from drafting.word.redline.others_changes import of_mark
from drafting.word.redline.output_paragraph import Out
from drafting.word.redline.pair_blocks import Entry, EntryKind, Group, blocks, grouped
from drafting.word.redline.write_paragraph import write

Item: TypeAlias = Out | Entry
_P = w("p")
_MOVED = {"fr": ("déplacé", "depuis"), "es": ("trasladado", "desde"), "pt": ("transferido", "de")}
_DRAWN = (w("drawing"), w("pict"), w("object"))


def merge_container(story: Story, old: etree._Element | None, new: etree._Element) -> None:
    """Mark up `new` (an element of the result) with what it has over `old` and lacks; no comparison is at hand."""
    olds, news = blocks(old), blocks(new)
    entries = _gap(olds, news, Anchors(), 0, 0)
    if entries and _ends_apart(olds, news) and entries[-1].kind != "pair":
        last = Entry("pair", (olds[-1],), (news[-1],))
        entries = [*_gap(olds[:-1], news[:-1], Anchors(), 0, 0), last]
    apply(story, new, entries, body=False)


def _ends_apart(olds: Sequence[etree._Element], news: Sequence[etree._Element]) -> bool:
    """Whether tables can part the last paragraphs, whose marks must be one: no mark can be borrowed across a table."""
    if not olds or not news or olds[-1].tag != _P or news[-1].tag != _P:
        return False
    return any(block.tag != _P for block in (*olds, *news))


def merge_body(story: Story, old: etree._Element, new: etree._Element, diff: Diff) -> None:
    """The same for the two bodies, tied by the comparison; `old` and `new` are the roots of the main parts."""
    old_body, new_body = body_of(old), body_of(new)
    olds, news = blocks(old_body), blocks(new_body)
    anchors = anchor(diff, (old, new), (olds, news))
    story.labelled = {olds[i] for i in anchors.labelled}
    for group_old, group_new in anchors.groups:
        if len(group_old) == len(group_new) == 1:
            story.job.carrier.lists.pair(olds[group_old[0]], news[group_new[0]])
    entries: list[Entry] = []
    i = j = 0
    for group_old, group_new in anchors.groups:
        entries += _gap(olds[i : group_old[0]], news[j : group_new[0]], anchors, i, j)
        kind: EntryKind = "pair" if olds[group_old[0]].tag == _P else "table"
        entries.append(Entry(kind, tuple(olds[k] for k in group_old), tuple(news[k] for k in group_new)))
        i, j = group_old[-1] + 1, group_new[-1] + 1
    entries += _gap(olds[i:], news[j:], anchors, i, j)
    apply(story, new_body, entries, body=True)
    keep_former_section(story, old_body, new_body)


def body_of(root: etree._Element) -> etree._Element:
    """The body of a main part; the root itself where it has none (a damaged document is the reader's to refuse)."""
    found = root.find(w("body"))
    return root if found is None else found


def _gap(
    olds: Sequence[etree._Element], news: Sequence[etree._Element], anchors: Anchors, i: int, j: int
) -> list[Entry]:
    """What stands between two anchors: blocks the comparison did not see one by one are paired by likeness."""
    if not olds and not news:
        return []
    sources, targets = anchors.sources, anchors.targets
    rough = _is_rough(olds, i, anchors.joined_old, anchors.spoken_old) or _is_rough(
        news, j, anchors.joined_new, anchors.spoken_new
    )
    free_old = [k for k in range(len(olds)) if (rough or i + k not in anchors.spoken_old) and i + k not in sources]
    free_new = [k for k in range(len(news)) if (rough or j + k not in anchors.spoken_new) and j + k not in targets]
    out: list[Entry] = []
    a = b = 0
    groups = [*_free_groups(olds, news, free_old, free_new), ((len(olds),), (len(news),))]
    for xs, ys in groups:
        for k in range(a, xs[0]):
            at = sources.get(i + k)
            out.append(
                Entry("delete", (olds[k],))
                if at is None
                else Entry("from", (olds[k],), move=at, address=anchors.addresses.get(i + k, ""))
            )
        for k in range(b, ys[0]):
            at = targets.get(j + k)
            out.append(Entry("insert", (), (news[k],)) if at is None else Entry("to", (), (news[k],), move=at))
        if xs[0] < len(olds):
            kind: EntryKind = "pair" if olds[xs[0]].tag == _P else "table"
            out.append(Entry(kind, tuple(olds[k] for k in xs), tuple(news[k] for k in ys)))
        a, b = xs[-1] + 1, ys[-1] + 1
    return out


def _is_rough(blocks: Sequence[etree._Element], first: int, joined: set[int], spoken: set[int]) -> bool:
    """Whether the comparison did not see some paragraphs of a gap, or not one by one: then likeness pairs them all."""
    return any(
        first + k in joined or (block.tag == _P and first + k not in spoken and words_of(block))
        for k, block in enumerate(blocks)
    )


def _free_groups(
    olds: Sequence[etree._Element], news: Sequence[etree._Element], free_old: list[int], free_new: list[int]
) -> list[Group]:
    """Groups of blocks that stand against each other: of one kind, and next to one another where they are several."""
    if not free_old or not free_new:
        return []
    solid = len(free_old) == len(olds) and len(free_new) == len(news) and all(e.tag == _P for e in [*olds, *news])
    groups = grouped([_sight(olds[k]) for k in free_old], [_sight(news[k]) for k in free_new], join=solid)
    at = [(tuple(free_old[x] for x in xs), tuple(free_new[y] for y in ys)) for xs, ys in groups]
    return [(xs, ys) for xs, ys in at if olds[xs[0]].tag == news[ys[0]].tag]


def _sight(block: etree._Element) -> tuple[tuple[str, str, bool], str]:
    text = words_of(block)
    return (str(block.tag), text, next(block.iter(*_DRAWN), None) is not None), text


def apply(story: Story, container: etree._Element, entries: Sequence[Entry], *, body: bool) -> None:
    """Write the merged sequence into the container."""
    items = _items(story, entries)
    settle_last_mark(story, items, body=body)
    pending: list[etree._Element] = []
    last: etree._Element | None = None
    for item in items:
        made, here = _made(story, item)
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
    _append(container, last, pending)


def _made(story: Story, item: Item) -> tuple[list[etree._Element], etree._Element | None]:
    """The elements an item makes; where it stands when it is in NEW already (then they follow it)."""
    if isinstance(item, Out):
        elements = write(story, item)
        return (elements, None) if item.mark_new is None else (elements[1:], elements[0])
    if item.kind == "delete":
        return tables.deleted(story, item.olds[0]), None
    if item.kind == "insert":
        tables.inserted(story, item.news[0])
    else:
        tables.merged(story, item.olds[0], item.news[0])
    return [], item.news[0]


def _items(story: Story, entries: Sequence[Entry]) -> list[Item]:
    items: list[Item] = []
    ends = {e.move: e for e in entries if e.kind == "to"}
    starts = {e.move: e for e in entries if e.kind == "from"}
    halves: dict[int, tuple[Out, Out]] = {}
    for entry in entries:
        if entry.kind == "pair":
            items += merge(story, entry.olds, entry.news)
        elif entry.kind in ("from", "to"):
            if entry.move not in halves:
                halves[entry.move] = _move(story, starts[entry.move], ends[entry.move])
            items.append(halves[entry.move][entry.kind == "to"])
        elif entry.kind == "delete" and entry.olds[0].tag == _P:
            items.append(deleted(story, entry.olds[0]))
        elif entry.kind == "insert" and entry.news[0].tag == _P:
            items.append(inserted(story, entry.news[0]))
        else:
            items.append(entry)
    return _join_accepted(story, items)


def _join_accepted(story: Story, items: list[Item]) -> list[Item]:
    """Paragraphs of OLD whose mark was to go and is gone since: what is left of them opens the next one."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(last, Out) and isinstance(item, Out) and _accepted(last):
            out.pop()
            if last.pieces:
                open_up(story, item)
                item.pieces = last.pieces + item.pieces
        out.append(item)
    return out


def _accepted(out: Out) -> bool:
    if out.mark_new is not None or out.mark_old is None or out.move or out.theirs:
        return False
    return of_mark(out.mark_old) in ("del", "both")


def _move(story: Story, start: Entry, end: Entry) -> tuple[Out, Out]:
    """Both ends of a move; a plain one says in a comment where the paragraph came from."""
    old, new = start.olds[0], end.news[0]
    if story.job.native_moves:
        return moved(story, old, new, story.job.marker.move_name())
    source, target = deleted(story, old), inserted(story, new)
    verb, preposition = _MOVED.get(story.job.language, ("moved", "from"))
    target.remark = f"{verb} {preposition} {start.address}" if start.address else verb
    return source, target


def _append(container: etree._Element, last: etree._Element | None, pending: list[etree._Element]) -> None:
    """What comes after the last thing NEW has: behind it, or before the section's properties of an empty body."""
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
