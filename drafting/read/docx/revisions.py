"""Tracked changes of a Word document as a list: who changed what, where."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from drafting.model.resolution import Revision
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import Tracked, tracked
from drafting.ooxml.revisions.resolve_story import has_revisions
from drafting.read.docx.context import Story

_NOTES = {"footnotes": w("footnote"), "endnotes": w("endnote")}
_PARTS = ("footnotes", "endnotes", "header", "footer")
UNKNOWN = "unknown"
"""The author of a change that names none."""


def read_revisions(package: Package, story: Story) -> tuple[Revision, ...]:
    """Every tracked change of body, notes, headers and footers; touching pieces of one change are one entry.

    `at`: "p" and the number of the paragraph in the document as it stands, "fn" and the mark in a note, else the part.
    """
    found = [_revision(group, f"p{group[0].paragraph}") for group in _groups(package.xml(package.main))]
    for rel in package.relationships(package.main):
        if rel.type not in _PARTS or rel.external or rel.target not in package:
            continue
        groups = _groups(package.xml(rel.target))
        found += [_revision(group, _place(group[0], rel.type, story)) for group in groups]
    return tuple(found)


def _groups(root: etree._Element) -> Iterator[list[Tracked]]:
    """Revisions of a story; neighbours of the same kind, author and date that touch are one change of one person."""
    if not has_revisions(root):
        return
    group: list[Tracked] = []
    for change in tracked(root):
        if group and not _touches(group[-1], change):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _touches(one: Tracked, next_: Tracked) -> bool:
    return one[:5] == next_[:5] and one.scope == "text" and one.element.getnext() is next_.element


def _revision(group: list[Tracked], at: str) -> Revision:
    first = group[0]
    return Revision(
        first.name, first.author or UNKNOWN, first.date, "" if at == "pNone" else at, "".join(t.text for t in group)
    )


def _place(change: Tracked, part: str, story: Story) -> str:
    """The mark of the note a change stands in, or the name of the part."""
    if part in _NOTES:
        note = next(change.element.iterancestors(_NOTES[part]), None)
        kind = part.removesuffix("s")
        for mark in story.marks.values():
            if note is not None and (mark.kind, mark.id) == (kind, note.get(w("id"))):
                return f"fn{mark.mark}"
    return part
