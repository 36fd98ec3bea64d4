"""Tracked changes of a story accepted or rejected in place: all, or those of some authors, kinds or paragraphs.

As in Word (ECMA-376 part 1, 17.13.5): accepting a deletion removes the content, also paragraph marks (the paragraph
joins the next, which keeps its properties), rows, cells and equations; rejecting a change of properties restores the
former ones; a move is a deletion in one place and an insertion in another.
"""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from drafting.ooxml.fields import drop_torn_fields, field_markup
from drafting.ooxml.namespaces import q, w
from drafting.ooxml.revisions.elements import (
    DELETED,
    INSERTED,
    KINDS,
    TAGS,
    Selection,
    classify_revision,
    make_selection,
)
from drafting.ooxml.revisions.join_paragraphs import OnMerge, join_paragraphs, remove_row
from drafting.ooxml.revisions.moves import STARTS, STOPS, find_moves
from drafting.ooxml.revisions.restore_properties import resolve_properties

_KEPT = {True: INSERTED, False: DELETED}
"""The revisions whose content is kept, by whether all is accepted."""
_CONTROL_RANGES = {
    w("customXmlInsRangeStart"): (w("customXmlInsRangeEnd"), False),
    w("customXmlMoveToRangeStart"): (w("customXmlMoveToRangeEnd"), False),
    w("customXmlDelRangeStart"): (w("customXmlDelRangeEnd"), True),
    w("customXmlMoveFromRangeStart"): (w("customXmlMoveFromRangeEnd"), True),
}
"""Start of a change of a content control → the mark that ends it, and whether accepting removes the control."""
_RANGE_MARKS = frozenset(
    w(n) for n in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
)
_PROPERTY_PARENTS = frozenset([w("rPr"), w("trPr"), w("numPr"), w("pPr"), q("m:ctrlPr")])
_FORMER = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_OUTER_DELETION = (w("del"),)


def has_revisions(root: etree._Element) -> bool:
    """Whether a story has a tracked change."""
    return next(root.iter(*TAGS), None) is not None


def resolve(
    root: etree._Element,
    accept: bool,
    *,
    authors: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    within: Collection[int] | None = None,
    chosen: Selection | None = None,
    on_merge: OnMerge | None = None,
) -> int:
    """Accept or reject tracked changes of a story in place; returns the number of marks resolved.

    `authors`: only theirs. `kinds`: only these kinds or scopes ("insertion", "move", "formatting", "row" …). `within`:
    only in these paragraphs (indexes of `story.paragraphs` before the call). `chosen`: a test that replaces all three.
    `on_merge(removed, kept)` is called for every paragraph that is joined to another.
    """
    if not has_revisions(root):
        return 0
    chosen = chosen or make_selection(root, authors, kinds, within)
    fields = field_markup(root)
    ranges = find_moves(root).held | {s for s in root.iter(*STARTS) if chosen(s)}
    count = _resolve_controls(root, accept, chosen)
    count += resolve_properties(root, accept, chosen)
    marks = [e for e in root.iter(*KINDS) if chosen(e)]
    holders = [e for e in marks if (parent := e.getparent()) is not None and parent.tag not in _PROPERTY_PARENTS]
    paragraphs = _resolve_marks([e for e in marks if _in_properties(e)], accept)
    cells = [e for e in root.iter(w("cellIns"), w("cellDel")) if chosen(e)]
    _resolve_cells(cells, accept)
    _resolve_content(root, holders, accept)
    _drop_move_ranges(root, ranges)
    join_paragraphs(root, paragraphs, on_merge)
    _drop_lost_comment_ranges(root)
    if fields:
        drop_torn_fields(root, fields)
    return count + len(marks) + len(cells)


def _in_properties(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _PROPERTY_PARENTS and parent.tag != w("numPr")


def _resolve_marks(marks: list[etree._Element], accept: bool) -> list[etree._Element]:
    """Resolve the marks in properties; returns the paragraphs that lose their paragraph mark."""
    dead: dict[etree._Element, None] = {}
    rows: dict[etree._Element, None] = {}
    for mark in marks:
        scope = (classify_revision(mark) or ("", ""))[1]
        properties = mark.getparent()
        if properties is None:
            continue
        above = properties.getparent()
        for child in list(mark):
            mark.addprevious(child)
        properties.remove(mark)
        if mark.tag in _KEPT[accept] or above is None:
            continue
        if scope == "paragraph mark" and (paragraph := above.getparent()) is not None:
            dead[paragraph] = None
        elif scope == "row":
            rows[above] = None
        elif scope == "math":
            _drop_math(properties, above)
    for row in rows:
        remove_row(row)
    return list(dead)


def _drop_math(properties: etree._Element, above: etree._Element) -> None:
    """Remove a run of an equation, or a structure (fraction, root …) without text."""
    target: etree._Element | None = above
    if properties.tag == q("m:ctrlPr"):
        target = above.getparent() if above.tag.endswith("Pr") else above
        if target is None or any(t.text for t in target.iter(q("m:t"))):
            return
    elif above.tag != q("m:r"):
        return
    if target is not None and (parent := target.getparent()) is not None:
        parent.remove(target)


def _resolve_cells(marks: list[etree._Element], accept: bool) -> None:
    for mark in marks:
        properties = mark.getparent()
        if properties is None:
            continue
        cell = properties.getparent()
        properties.remove(mark)
        if cell is not None and (mark.tag == w("cellDel")) == accept:
            remove_row(cell)


def _resolve_content(root: etree._Element, holders: list[etree._Element], accept: bool) -> None:
    """Resolve w:ins, w:del, w:moveFrom and w:moveTo that have content."""
    for holder in holders:
        parent = holder.getparent()
        if parent is None:
            continue
        if holder.tag in _KEPT[accept]:
            _unwrap(holder)
        else:
            _remove_content(holder)
            _prune(parent, root)


def _unwrap(holder: etree._Element) -> None:
    """Replace an element by its content; text that is no longer deleted becomes plain text again."""
    parent = holder.getparent()
    assert parent is not None
    if holder.tag == w("del") and not any(True for _ in holder.iterancestors(*_OUTER_DELETION)):
        for text in [t for t in holder.iter(*_FORMER) if _nearest_deletion(t) is holder]:
            text.tag = _FORMER[text.tag]
    for child in list(holder):
        holder.addprevious(child)
    parent.remove(holder)


def _nearest_deletion(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_OUTER_DELETION), None)


def _remove_content(holder: etree._Element) -> None:
    """Remove an element with its content, but not ends of bookmarks and comments, whose other end may be outside."""
    parent = holder.getparent()
    assert parent is not None
    for mark in list(holder.iter(*_RANGE_MARKS)):
        holder.addprevious(mark)
    parent.remove(holder)


def _prune(element: etree._Element, root: etree._Element) -> None:
    """Remove an element that is empty now: a hyperlink, a field, an equation, another revision around a deletion."""
    prunable = (*KINDS, w("hyperlink"), w("fldSimple"), w("smartTag"), q("m:oMath"), q("m:oMathPara"))
    node: etree._Element | None = element
    while node is not None and node is not root and node.tag in prunable and not _has_content(node):
        parent = node.getparent()
        if parent is None or parent.tag in _PROPERTY_PARENTS:
            return
        for mark in [m for m in node if m.tag in _RANGE_MARKS]:
            node.addprevious(mark)
        parent.remove(node)
        node = parent


def _has_content(element: etree._Element) -> bool:
    idle = _RANGE_MARKS | {q("m:oMathParaPr"), w("smartTagPr")}
    return any(isinstance(c.tag, str) and c.tag not in idle for c in element)


def _resolve_controls(root: etree._Element, accept: bool, chosen: Selection) -> int:
    """Resolve content controls that were added or removed around text; the text itself is kept."""
    starts = [e for e in root.iter(*_CONTROL_RANGES) if chosen(e)]
    ends = {(e.tag, e.get(w("id"))): e for e in root.iter(*(end for end, _ in _CONTROL_RANGES.values()))}
    for start in starts:
        end_tag, taken_on_accept = _CONTROL_RANGES[start.tag]
        following = start.getnext()
        if accept == taken_on_accept and following is not None and following.tag in (w("sdt"), w("customXml")):
            _strip_control(following)
        end = ends.get((end_tag, start.get(w("id"))))
        for mark in (start, end):
            if mark is not None and (parent := mark.getparent()) is not None:
                parent.remove(mark)
    return len(starts)


def _strip_control(control: etree._Element) -> None:
    """Replace a content control or custom XML by its content."""
    parent = control.getparent()
    content = control.find(w("sdtContent")) if control.tag == w("sdt") else control
    if parent is None or content is None:
        return
    for child in [c for c in content if c.tag != w("customXmlPr")]:
        control.addprevious(child)
    parent.remove(control)


def _drop_move_ranges(root: etree._Element, ranges: set[etree._Element]) -> None:
    """Remove those of the ranges of moves in which no moved text is left."""
    lost = ranges - find_moves(root).held
    keys = {(start.tag, start.get(w("id"))) for start in lost}
    for start in lost:
        _detach(start)
    for stop in list(root.iter(*STOPS)) if lost else ():
        if (stop.tag.replace("RangeEnd", "RangeStart"), stop.get(w("id"))) in keys:
            _detach(stop)


def _drop_lost_comment_ranges(root: etree._Element) -> None:
    """Remove the ranges of comments whose reference was removed."""
    held = {e.get(w("id")) for e in root.iter(w("commentReference"))}
    for mark in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"))):
        if mark.get(w("id")) not in held:
            _detach(mark)


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
