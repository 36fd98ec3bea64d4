"""Tracked changes of a whole package settled: every story, and the notes and comments that hang on nothing any more."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions import resolve
from drafting.ooxml.story import stories

_HANGING = {"footnotes": ("footnote", "footnoteReference"), "endnotes": ("endnote", "endnoteReference"),
            "comments": ("comment", "commentReference")}  # fmt: skip


def resolve_package(
    package: Package,
    accept: bool,
    *,
    authors: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> int:
    """Accept or reject tracked changes in every story of a package in place; gives the number of marks settled.

    Notes and comments whose mark went with deleted text are taken out of the file too: what was struck must not be
    found in a clean copy. Those that hung on nothing before are left as they were.
    """
    before = _hanging(package)
    count = sum(resolve(package.xml(part), accept, authors=authors, kinds=kinds) for part in stories(package))
    after = _hanging(package)
    for kind, (tag, _) in _HANGING.items():
        part = package.related(kind)
        gone = before[kind] - after[kind]
        if part is not None and gone:
            _drop(package.xml(part), w(tag), gone)
    return count


def _hanging(package: Package) -> dict[str, set[str]]:
    """The ids of notes and comments that some story refers to."""
    roots = [package.xml(part) for part in stories(package)]
    return {
        kind: {e.get(w("id"), "") for root in roots for e in root.iter(w(reference))}
        for kind, (_, reference) in _HANGING.items()
    }


def _drop(root: etree._Element, tag: str, ids: set[str]) -> None:
    for element in [e for e in root.iter(tag) if e.get(w("id"), "") in ids]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
