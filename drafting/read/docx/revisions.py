"""Tracked changes of a Word document: the view with all accepted or rejected, and the list of who changed what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from drafting.model.resolution import Revision
from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import Mark
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import Tracked, tracked
from drafting.ooxml.revisions.resolve_story import has_revisions, resolve
from drafting.ooxml.story import paragraphs
from drafting.read.paragraphs import Anchored

_NOTES = {"footnotes": w("footnote"), "endnotes": w("endnote")}
_PARTS = ("footnotes", "endnotes", "header", "footer")
UNKNOWN = "unknown"
"""The author of a change that names none."""

SourceIndexes: TypeAlias = dict[etree._Element, tuple[int, ...]]
"""For each paragraph of a view: the indexes of the paragraphs of the original that make it up."""


def view_story(root: etree._Element, *, accept: bool) -> tuple[etree._Element, SourceIndexes]:
    """A story with all its revisions accepted or rejected, and the original paragraphs of each of its paragraphs.

    `root` is not changed; a story without revisions is returned as it is, not copied.
    """
    view = deepcopy(root) if has_revisions(root) else root
    indexes: SourceIndexes = {p: (i,) for i, p in enumerate(paragraphs(view))}

    def join(gone: etree._Element, kept: etree._Element) -> None:
        if gone in indexes and kept in indexes:
            indexes[kept] = tuple(sorted(indexes[gone] + indexes[kept]))

    resolve(view, accept, on_merge=join)
    return view, indexes


def read_revisions(package: Package, marks: Iterable[Mark]) -> tuple[Anchored[Revision], ...]:
    """Every tracked change of body, notes, headers and footers; adjacent pieces of one change are one entry.

    A change in the body is anchored to its paragraph in the original document; `at` of any other is "fn" and the mark
    of the note, or the name of the part. `marks`: the note marks of the document.
    """
    marks = tuple(marks)
    found = [_revision(group, "", group[0].paragraph) for group in _groups(package.xml(package.main))]
    for rel in package.relationships(package.main):
        if rel.type not in _PARTS or rel.external or rel.target not in package:
            continue
        groups = _groups(package.xml(rel.target))
        found += [_revision(group, _place(group[0], rel.type, marks), None) for group in groups]
    return tuple(found)


def _groups(root: etree._Element) -> Iterator[list[Tracked]]:
    """The revisions of a story; adjacent ones of the same kind, author and date are one change."""
    if not has_revisions(root):
        return
    group: list[Tracked] = []
    for change in tracked(root):
        if group and not _is_adjacent(group[-1], change):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _is_adjacent(one: Tracked, following: Tracked) -> bool:
    """True for two pieces of one change: alike in all but text and element, one right behind the other."""
    return one[:5] == following[:5] and one.scope == "text" and one.element.getnext() is following.element


def _revision(group: list[Tracked], at: str, paragraph: int | None) -> Anchored[Revision]:
    first = group[0]
    text = "".join(piece.text for piece in group)
    return Anchored(Revision(first.name, first.author or UNKNOWN, first.date, at, text), paragraph)


def _place(change: Tracked, part: str, marks: tuple[Mark, ...]) -> str:
    """Return "fn" and the mark of the note that a change is in, or the name of the part."""
    if part in _NOTES:
        note = next(change.element.iterancestors(_NOTES[part]), None)
        kind = part.removesuffix("s")
        for mark in marks:
            if note is not None and (mark.kind, mark.id) == (kind, note.get(w("id"))):
                return f"fn{mark.mark}"
    return part
