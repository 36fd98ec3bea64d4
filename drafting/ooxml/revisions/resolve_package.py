"""Tracked changes of a package accepted or rejected: in all stories, with notes and comments that lose their mark."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import W14, R, q, w
from drafting.ooxml.package import Package
from drafting.ooxml.removal import drop_relationships
from drafting.ooxml.revisions.elements import AUTHOR, CELL_MARKS, DATE, KINDS, TAGS, make_selection
from drafting.ooxml.revisions.join_paragraphs import is_attached
from drafting.ooxml.revisions.moves import STARTS, find_moves
from drafting.ooxml.revisions.resolve_story import resolve
from drafting.ooxml.story import stories
from drafting.ooxml.table_grid import fills_grid, repair_grid

_REFERENCED = {
    "footnotes": ("footnote", "footnoteReference"),
    "endnotes": ("endnote", "endnoteReference"),
    "comments": ("comment", "commentReference"),
}
_COPY, _COPIED = q("mc:Fallback"), q("mc:AlternateContent")

_GRID = CELL_MARKS | {w("tcPrChange"), w("trPrChange"), w("tblGridChange")}
"""Changes after which the rows of a table may no longer fill its grid."""

Chosen: TypeAlias = Mapping[str, Collection[etree._Element]]
"""The revision elements to resolve, by part name."""


def resolve_package(
    package: Package,
    accept: bool,
    *,
    authors: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    chosen: Chosen | None = None,
) -> int:
    """Accept or reject tracked changes in every story of a package in place; returns the number of marks resolved.

    `chosen` (from `choose_revisions`) replaces authors and kinds. Notes, comments, pictures and links whose mark is
    removed are removed from the file too: deleted content must not be found in a clean copy. Notes and comments that
    had no mark before are not touched.
    """
    wanted = choose_revisions(package, authors=authors, kinds=kinds) if chosen is None else chosen
    before, shown = _referenced(package), {part: _used_relationships(package.xml(part)) for part in wanted}
    count = 0
    for part, elements in wanted.items():
        if elements:
            tables = _filled_tables(elements)
            count += resolve(package.xml(part), accept, chosen=frozenset(elements).__contains__)
            for table in tables:
                if is_attached(table, package.xml(part)) and not fills_grid(table):
                    repair_grid(table)
    after = _referenced(package)
    for kind, (tag, _) in _REFERENCED.items():
        part_name = package.related(kind)
        gone = before[kind] - after[kind]
        if part_name is not None and gone:
            _drop_extended(package, _drop_notes(package.xml(part_name), w(tag), gone))
    for part, ids in shown.items():
        drop_relationships(package, part, ids - _used_relationships(package.xml(part)))
    return count


def _filled_tables(elements: Collection[etree._Element]) -> list[etree._Element]:
    """The tables whose cells or columns these changes touch and whose rows fill their grid."""
    marks = (e for e in elements if e.tag in _GRID)
    tables = dict.fromkeys(table for mark in marks for table in list(mark.iterancestors(w("tbl")))[:1])
    return [table for table in tables if fills_grid(table)]


def _used_relationships(root: etree._Element) -> set[str]:
    """The ids of the relationships that a story uses: pictures, links, embedded objects."""
    space = f"{{{R}}}"
    return {str(v) for e in root.iter(etree.Element) for k, v in e.attrib.items() if str(k).startswith(space)}


def choose_revisions(
    package: Package,
    *,
    authors: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    within: Mapping[str, Collection[int]] | None = None,
) -> dict[str, set[etree._Element]]:
    """The revisions of these authors and kinds in these paragraphs (by story, indexes as in `story.paragraphs`).

    What belongs together is chosen together: both ends of a move, a change and its copy for old programs, the columns
    of a table and its cells, a note mark and the text of its note.
    """
    found: dict[str, set[etree._Element]] = {}
    for part in stories(package):
        root = package.xml(part)
        where = None if within is None else within.get(part, ())
        test = make_selection(root, authors, kinds, where)
        found[part] = {e for e in root.iter(*TAGS, *STARTS) if e.tag != w("tblGridChange") and test(e)}
        if within is not None:
            _add_copies(root, found[part])
    _add_other_ends(package, found)
    if within is not None:
        _add_notes(package, found, authors)
    for part, chosen in found.items():
        _add_columns(package.xml(part), chosen, whole=authors is kinds is within is None)
    return found


def _add_copies(root: etree._Element, chosen: set[etree._Element]) -> None:
    """Choose the copies in mc:Fallback of chosen changes."""
    for copy in root.iter(_COPY):
        beside = copy.getparent()
        if beside is None or beside.tag != _COPIED:
            continue
        keys = {_revision_key(e) for e in beside.iter(*TAGS) if e in chosen}
        chosen |= {e for e in copy.iter(*TAGS) if _revision_key(e) in keys}


def _revision_key(element: etree._Element) -> tuple[str, str, str]:
    return element.tag, element.get(AUTHOR, ""), element.get(DATE, "")


def _add_other_ends(package: Package, found: dict[str, set[etree._Element]]) -> None:
    """Choose all of a move of which a piece is chosen."""
    names = {part: find_moves(package.xml(part)).names for part in found}
    wanted = {n for part, chosen in found.items() for e, n in names[part].items() if n and e in chosen}
    for part, chosen in found.items():
        chosen |= {e for e, name in names[part].items() if name in wanted}


def _add_notes(package: Package, found: dict[str, set[etree._Element]], authors: Collection[str] | None) -> None:
    """Choose the changes in notes whose mark is inserted or deleted by a chosen change."""
    holders = [e for e in found[package.main] if e.tag in KINDS]
    for kind in ("footnotes", "endnotes"):
        part = package.related(kind)
        tag, reference = _REFERENCED[kind]
        ids = {r.get(w("id")) for e in holders for r in e.iter(w(reference))}
        if part is None or not ids:
            continue
        for note in package.xml(part).iter(w(tag)):
            if note.get(w("id")) in ids:
                theirs = (e for e in note.iter(*TAGS) if authors is None or e.get(AUTHOR, "") in authors)
                found.setdefault(part, set()).update(theirs)


def _add_columns(root: etree._Element, chosen: set[etree._Element], *, whole: bool) -> None:
    """Choose w:tblGridChange, which has no author, with the other changes of its table."""
    for change in root.iter(w("tblGridChange")):
        table = next(change.iterancestors(w("tbl")), None)
        if whole or (table is not None and any(e in chosen for e in table.iter(*TAGS))):
            chosen.add(change)


def _referenced(package: Package) -> dict[str, set[str]]:
    """The ids of notes and comments that a story refers to."""
    roots = [package.xml(part) for part in stories(package)]
    return {
        kind: {e.get(w("id"), "") for root in roots for e in root.iter(w(reference))}
        for kind, (_, reference) in _REFERENCED.items()
    }


def _drop_notes(root: etree._Element, tag: str, ids: set[str]) -> set[str]:
    """Remove notes or comments; returns the w14:paraId of their paragraphs."""
    names: set[str] = set()
    for element in [e for e in root.iter(tag) if e.get(w("id"), "") in ids]:
        names |= {name for p in element.iter(w("p")) if (name := p.get(f"{{{W14}}}paraId"))}
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return names


def _drop_extended(package: Package, names: set[str]) -> None:
    """Remove what other parts say about removed comments: threads, durable ids."""
    for kind in ("commentsExtended", "commentsIds"):
        part = package.related(kind)
        for entry in list(package.xml(part)) if part and names else ():
            if any(str(key).endswith("}paraId") and value in names for key, value in entry.attrib.items()):
                package.xml(part or "").remove(entry)
