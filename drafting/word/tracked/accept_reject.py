"""Tracked changes accepted or rejected by author, kind and address, and counted as `tracked_changes` counts them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml import etree

from drafting.errors import SettingsError
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import KINDS
from drafting.ooxml.revisions.join_paragraphs import is_attached
from drafting.ooxml.revisions.resolve_package import choose_revisions, resolve_package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import pieces
from drafting.text.folding import fold
from drafting.word.tracked.addresses import AddressIndex, index_addresses
from drafting.word.tracked.listing import group_changes

_NOTES = {"footnotes": ("footnote", "footnoteReference"), "endnotes": ("endnote", "endnoteReference")}
_MARK = {"mark": "paragraph mark"}
"""Short names of scopes, as users write them."""


@dataclass(frozen=True, slots=True)
class ResolvedCount:
    """How many changes were accepted or rejected, and how many are left."""

    resolved: int
    left: int


def accept_or_reject(
    package: Package,
    data: bytes,
    name: str,
    accept: bool,
    *,
    authors: Collection[str] = (),
    kinds: Collection[str] = (),
    at: Sequence[str] = (),
) -> ResolvedCount:
    """Accept or reject changes of a package in place: all, or those of some authors, kinds and addresses.

    `data` and `name` are what `package` was loaded from. `kinds`: insertion, deletion, move, formatting, or what they
    touch (row, cell, table, paragraph, mark, section, numbering). `at`: addresses and ranges, as in
    `AddressIndex.paragraphs_at`. Both ends of a move go together, and so do a note and its mark. Raises SettingsError
    for an author who changed nothing and for an address that does not exist.
    """
    before = group_changes(package)
    authors = _known_authors(authors, {g.first.author for g in before})
    within = None
    if at:
        where = index_addresses(package, data, name)
        within = {part: set[int]() for part in where.stories}
        for words in at:
            for part, indexes in where.paragraphs_at(words).items():
                within[part] |= indexes
    chosen = choose_revisions(package, authors=authors or None, kinds=_full_names(kinds), within=within)
    if within is not None:
        _add_marks_of_notes(package, chosen, where)
    whole = [g for g in before if g.elements & chosen[g.part]]
    resolve_package(package, accept, chosen=chosen)
    stay = sum(1 for g in before if any(is_attached(e, package.xml(g.part)) for e in g.elements))
    return ResolvedCount(len(whole), stay)


def _full_names(kinds: Collection[str]) -> Collection[str] | None:
    return [_MARK.get(kind, kind) for kind in kinds] or None


def _known_authors(authors: Collection[str], known: Collection[str]) -> list[str]:
    """The authors as the file writes them, whatever the case and accents of the names asked for."""
    found: list[str] = []
    for author in authors:
        same = [a for a in known if a == author] or [a for a in known if fold(a) == fold(author)]
        if not same:
            there = ", ".join(sorted(a for a in known if a)) or "nobody"
            raise SettingsError(f"no tracked change is by {author}", f"changes are by: {there}")
        found += same
    return found


def _add_marks_of_notes(package: Package, chosen: dict[str, set[etree._Element]], where: AddressIndex) -> None:
    """Choose the marks of notes that come or go whole. Raises SettingsError for one inside a longer change."""
    for kind, (tag, reference) in _NOTES.items():
        part = package.related(kind)
        if part is None or not chosen.get(part):
            continue
        root = package.xml(part)
        index = {p: i for i, p in enumerate(paragraphs(root))}
        for note in root.iter(w(tag)):
            own = [where.address_of(part, index[p]) for p in note.iter(w("p")) if p in index]
            touched = any(e in chosen[part] for e in note.iter())
            if touched and own and (not any(p.old for p in own) or not any(p.new for p in own)):
                _add_note_mark(package, chosen, reference, note.get(w("id"), ""), own[0].at, where)


def _add_note_mark(
    package: Package, chosen: dict[str, set[etree._Element]], reference: str, key: str, at: str, where: AddressIndex
) -> None:
    root = package.xml(package.main)
    mark = next((m for m in root.iter(w(reference)) if m.get(w("id")) == key), None)
    holder = None if mark is None else next(mark.iterancestors(*KINDS, w("p")), None)
    if holder is None or holder.tag == w("p") or holder in chosen[package.main]:
        return
    if sum(1 for _ in pieces(holder)) > 1:
        paragraph = next(holder.iterancestors(w("p")))
        around = where.address_of(package.main, paragraphs(root).index(paragraph)).at
        raise SettingsError(
            f"the mark of {at} is part of a longer change in {around}", f"settle that too: --at {at} --at {around}"
        )
    chosen[package.main].add(holder)
