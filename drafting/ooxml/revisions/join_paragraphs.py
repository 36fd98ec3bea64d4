"""Repairs after content was removed: paragraphs without their mark are joined, empty rows and tables are removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from drafting.ooxml.namespaces import q, w

P, TBL, TR, TC, SDT, CONTENT, XML_TAG = w("p"), w("tbl"), w("tr"), w("tc"), w("sdt"), w("sdtContent"), w("customXml")
_PPR, _BODY, _VAL = w("pPr"), w("body"), w("val")
_WRAPPERS = frozenset([SDT, CONTENT, XML_TAG])
_BLOCKS = frozenset([P, TBL, SDT, XML_TAG])
_SIGNS = (
    "t",
    "delText",
    "tab",
    "ptab",
    "br",
    "cr",
    "sym",
    "noBreakHyphen",
    "softHyphen",
    "footnoteReference",
    "endnoteReference",
    "drawing",
    "pict",
    "object",
)
_VISIBLE = (*(w(n) for n in _SIGNS), q("m:t"))
OnMerge = Callable[[etree._Element, etree._Element], None]


def is_attached(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still below the root."""
    node: etree._Element | None = element
    while node is not None and node is not root:
        node = node.getparent()
    return node is root


def next_block(element: etree._Element) -> etree._Element | None:
    """The paragraph or table after a block in its container, also inside content controls; None at the end."""
    node: etree._Element | None = element
    while node is not None:
        sibling = node.getnext()
        while sibling is not None:
            found = _first_block(sibling)
            if found is not None:
                return found
            sibling = sibling.getnext()
        node = node.getparent()
        if node is None or node.tag not in _WRAPPERS:
            return None
    return None


def _first_block(element: etree._Element) -> etree._Element | None:
    """The element itself when it is a paragraph or table, the first one inside a content control, or None."""
    if element.tag in (P, TBL):
        return element
    if element.tag not in _WRAPPERS:
        return None
    return next((found for child in element if (found := _first_block(child)) is not None), None)


def join_paragraphs(root: etree._Element, unmarked: Iterable[etree._Element], on_merge: OnMerge | None) -> None:
    """Join each paragraph whose mark was removed to the one after it, which keeps its own properties.

    Before a table or at the end there is nothing to join to: such a paragraph is kept if it prints something or is the
    only one, and removed otherwise. `unmarked` is in document order. `on_merge(removed, kept)` is called for each join.
    """
    marks = dict.fromkeys(unmarked)
    for first in list(marks):
        if first not in marks or not is_attached(first, root):
            marks.pop(first, None)
            continue
        chain, target = [first], next_block(first)
        while target is not None and target in marks:
            chain.append(target)
            target = next_block(target)
        for paragraph in chain:
            marks.pop(paragraph, None)
        if target is not None and target.tag == P:
            _move_content(chain, target, on_merge)
        else:
            _move_content(chain[:-1], chain[-1], on_merge)
            _drop_if_empty(chain[-1], target)


def _move_content(chain: list[etree._Element], target: etree._Element, on_merge: OnMerge | None) -> None:
    """Move the content of paragraphs to the front of the target and remove them."""
    properties = target.find(_PPR)
    content = [c for p in chain for c in p if c.tag != _PPR]
    at = 0 if properties is None else target.index(properties) + 1
    if content:
        target[at:at] = content
    for paragraph in chain:
        if on_merge is not None:
            on_merge(paragraph, target)
        _remove_block(paragraph)


def _drop_if_empty(paragraph: etree._Element, following: etree._Element | None) -> None:
    parent = paragraph.getparent()
    if parent is None or next(paragraph.iter(*_VISIBLE), None) is not None:
        return
    ahead = [b for b in paragraph.itersiblings(preceding=True) if b.tag in _BLOCKS]
    if following is None and not ahead and parent.tag not in _WRAPPERS:
        return
    if parent.tag == TC and following is None and not any(b.tag == P for b in ahead[:1]):
        return  # the last block of a cell must be a paragraph
    if parent.tag == _BODY and following is None and not any(b.tag == P for b in ahead):
        return
    _remove_block(paragraph)


def _remove_block(element: etree._Element) -> None:
    """Remove a block, and the content control around it when nothing is left inside."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    while (
        parent is not None and parent.tag in _WRAPPERS and not any(b.tag in _BLOCKS | {TR, TC, CONTENT} for b in parent)
    ):
        above = parent.getparent()
        if above is None:
            return
        above.remove(parent)
        parent = above


def remove_row(row: etree._Element) -> None:
    """Remove a row or a cell, and the row, table or content control that is empty then; a cell keeps a paragraph."""
    above = row.getparent()
    if row.tag == TR:
        _pass_on_merges(row)
    _remove_block(row)
    while above is not None and above.tag in _WRAPPERS:
        above = above.getparent()
    if above is None or (above.tag == TBL and next(above.iter(TR), None) is not None):
        return
    if above.tag == TR and next(above.iter(TC), None) is None:
        remove_row(above)
    elif above.tag == TBL:
        cell = above.getparent()
        _remove_block(above)
        if cell is not None and cell.tag == TC and not any(b.tag in (P, SDT, XML_TAG) for b in cell):
            etree.SubElement(cell, P)


def _pass_on_merges(row: etree._Element) -> None:
    """Make merged cells (w:vMerge) that begin in a row begin in the next one, before the row is removed."""
    following = row.getnext()
    while following is not None and following.tag != TR:
        following = following.getnext()
    if following is None:
        return
    below = {column: merge for column, merge in _merged_cells(following) if merge.get(_VAL) != "restart"}
    for column, merge in _merged_cells(row):
        if merge.get(_VAL) == "restart" and column in below:
            below[column].set(_VAL, "restart")


def _merged_cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Yield the w:vMerge of the cells of a row with their columns."""
    column = _span(row.find(f"{w('trPr')}/{w('gridBefore')}"), 0)
    for cell in row.iterchildren(TC):
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is not None:
            yield column, merge
        column += _span(cell.find(f"{w('tcPr')}/{w('gridSpan')}"), 1)


def _span(element: etree._Element | None, default: int) -> int:
    value = None if element is None else element.get(_VAL)
    return int(value) if value is not None and value.isdecimal() else default
