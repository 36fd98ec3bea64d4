"""Tracked changes of properties rejected (the former properties are restored) or accepted (they are dropped)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import CELL_MARKS, KINDS, PROPERTY_CHANGES, Selection

_MARKS = CELL_MARKS | frozenset(KINDS)
_FIRST = {w("sectPr"): frozenset([w("headerReference"), w("footerReference")]), w("rPr"): frozenset(KINDS)}
_LAST = {
    w("pPr"): frozenset([w("rPr"), w("sectPr")]),
    w("trPr"): _MARKS,
    w("tcPr"): _MARKS,
}
"""What is kept of the new properties, before or after the restored ones. Word repeats the mark of an inserted or
deleted cell in the record of its former properties: only one of them is kept."""
_CHANGES = tuple(tag for tag in PROPERTY_CHANGES if tag != w("numberingChange"))


def resolve_properties(root: etree._Element, accept: bool, chosen: Selection) -> int:
    """Resolve the chosen changes of properties and numbering of a story in place; returns their number."""
    count = 0
    for change in [c for c in root.iter(*_CHANGES) if chosen(c)]:
        owner = change.getparent()
        if owner is None:
            continue
        if accept:
            owner.remove(change)
        else:
            _put_back(owner, change)
        count += 1
    return count + _resolve_numbering(root, accept, chosen) + _resolve_merged_cells(root, accept, chosen)


def _put_back(owner: etree._Element, change: etree._Element) -> None:
    """Replace the properties around a change by the former ones that it records."""
    old = next(_child_elements(change), None)
    before = [c for c in owner if c.tag in _FIRST.get(owner.tag, ())]
    behind = [c for c in owner if c.tag in _LAST.get(owner.tag, ())]
    for child in list(owner):
        owner.remove(child)
    owner.extend(before)
    if old is not None:
        kept = {c.tag for c in (*before, *behind)}
        owner.extend([c for c in old if c.tag not in kept])
    owner.extend(behind)


def _child_elements(parent: etree._Element) -> Iterator[etree._Element]:
    return (c for c in parent if isinstance(c.tag, str))


def _resolve_numbering(root: etree._Element, accept: bool, chosen: Selection) -> int:
    """Resolve w:ins in w:numPr (added numbering), and w:numberingChange, which only records the former number."""
    count = 0
    for mark in [m for n in root.iter(w("numPr")) for m in n if m.tag in (w("ins"), w("del")) and chosen(m)]:
        numbering = mark.getparent()
        properties = None if numbering is None else numbering.getparent()
        if numbering is None or properties is None:
            continue
        if (mark.tag == w("ins")) == accept:
            numbering.remove(mark)
        else:
            properties.remove(numbering)
        count += 1
    for change in [c for c in root.iter(w("numberingChange")) if chosen(c)]:
        parent = change.getparent()
        if parent is not None:
            parent.remove(change)
            count += 1
    return count


def _resolve_merged_cells(root: etree._Element, accept: bool, chosen: Selection) -> int:
    """Resolve w:cellMerge (cells merged or split vertically); the result is written as w:vMerge."""
    count = 0
    for mark in [m for m in root.iter(w("cellMerge")) if chosen(m)]:
        properties = mark.getparent()
        if properties is None:
            continue
        value = mark.get(w("vMerge" if accept else "vMergeOrig"))
        properties.remove(mark)
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        if value is not None:
            merge = etree.Element(w("vMerge"))
            merge.set(w("val"), "continue" if value == "cont" else "restart")
            _insert_merge(properties, merge)
        count += 1
    return count


def _insert_merge(properties: etree._Element, merge: etree._Element) -> None:
    """Insert w:vMerge after the width and the spans of a cell, before its borders (the order of CT_TcPr)."""
    ahead = frozenset(w(n) for n in ("cnfStyle", "tcW", "gridSpan", "hMerge"))
    properties.insert(sum(1 for c in properties if c.tag in ahead), merge)
