"""Revision marks grouped into changes: what one person did in one place is one change.

Word divides a change into many marks: one for each run, paragraph mark and cell, two for a move. Marks of one author
and moment that touch are one change here; a deletion that touches an insertion is a replacement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.revisions.elements import KINDS, Tracked
from drafting.ooxml.revisions.join_paragraphs import next_block
from drafting.ooxml.revisions.moves import find_moves
from drafting.ooxml.text import Piece, pieces

_P, _TR, _TC = w("p"), w("tr"), w("tc")
_SIMPLE = ("insertion", "deletion")
_MOVE = ("move from", "move to")


@dataclass
class MarkGroup:
    """The marks of one change, in document order. `whole`: it inserts or deletes whole paragraphs, rows or cells."""

    part: str
    found: list[Tracked] = field(default_factory=list)
    whole: bool = False

    @property
    def first(self) -> Tracked:
        return self.found[0]

    @property
    def elements(self) -> set[etree._Element]:
        return {t.element for t in self.found}

    @property
    def kinds(self) -> set[str]:
        return {t.kind for t in self.found}

    @property
    def scopes(self) -> set[str]:
        return {t.scope for t in self.found}

    @property
    def kind(self) -> str:
        """The kind in words: "insertion", "replacement" …, after the thing where that is no text ("row insertion")."""
        if self.kinds & set(_MOVE):
            return "move"
        what = "replacement" if self.kinds >= set(_SIMPLE) else self.first.kind
        scopes = self.scopes - ({"text", "paragraph mark"} if self.whole else set())
        for scope in ("row", "cell", "table", "section", "content control", "numbering", "math", "paragraph"):
            if scope in scopes:
                return f"{scope} {what}"
        return f"paragraph mark {what}" if scopes == {"paragraph mark"} else what


def group_marks(part: str, found: Sequence[Tracked], root: etree._Element) -> list[MarkGroup]:
    """The changes of a story in the order of their first marks; `found` is all of `tracked(root)`.

    A mark that belongs to no other is a change of its own.
    """
    by_element = {t.element: t for t in found}
    out: dict[etree._Element, MarkGroup] = {}
    _group_moves(part, found, root, out)
    for paragraph in dict.fromkeys(p for t in found if (p := _paragraph_of(t.element)) is not None):
        _group_text(part, paragraph, by_element, out)
    _group_paragraph_marks(part, found, out)
    _group_formatting(part, found, out)
    for mark in found:
        if mark.element not in out:
            out[mark.element] = MarkGroup(part, [mark], whole=mark.scope in ("row", "cell"))
    result = list({id(out[t.element]): out[t.element] for t in found}.values())
    for group in result:
        order = group.elements
        group.found = [t for t in found if t.element in order]
    return _with_content_of_rows(result)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_P), None)


def _group_moves(
    part: str, found: Sequence[Tracked], root: etree._Element, out: dict[etree._Element, MarkGroup]
) -> None:
    """Group both ends of each move, by the name of their ranges."""
    names = find_moves(root).names
    named: dict[str, MarkGroup] = {}
    for mark in found:
        name = names.get(mark.element, "")
        if mark.kind in _MOVE and name:
            group = named.setdefault(name, MarkGroup(part))
            group.found.append(mark)
            out[mark.element] = group


def _group_text(
    part: str, paragraph: etree._Element, known: dict[etree._Element, Tracked], out: dict[etree._Element, MarkGroup]
) -> None:
    """Group insertions and deletions of a paragraph of one person and moment with nothing between them."""
    before: list[MarkGroup] = []
    for piece in pieces(paragraph):
        here: list[MarkGroup] = []
        for holder in holders(piece, paragraph):
            mark = known.get(holder)
            if mark is None or (mark.kind not in _SIMPLE and holder in out):
                continue
            group = (
                out.get(holder) or next((g for g in before if _is_same_change(g.first, mark)), None) or MarkGroup(part)
            )
            if holder not in out:
                group.found.append(mark)
                out[holder] = group
            here.append(group)
        before = here


def holders(piece: Piece, paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the marks around a piece, from the inside out, up to its paragraph."""
    for holder in piece.element.iterancestors(*KINDS, _P):
        if holder is paragraph:
            return
        yield holder


def _is_same_change(one: Tracked, other: Tracked) -> bool:
    """Whether two marks have one author and moment, and kinds that make one change."""
    alike = (one.author, one.date) == (other.author, other.date)
    return alike and (one.kind == other.kind or {one.kind, other.kind} <= set(_SIMPLE))


def _group_paragraph_marks(part: str, found: Sequence[Tracked], out: dict[etree._Element, MarkGroup]) -> None:
    """Group paragraph marks with the words before them, or with those after them, where they are one change.

    Words and mark must both be inserted or both be deleted: a new mark after deleted words is a change of its own.
    """
    for mark in found:
        paragraph = _paragraph_of(mark.element)
        if mark.scope != "paragraph mark" or mark.kind not in _SIMPLE or paragraph is None:
            continue
        own = list(pieces(paragraph))
        group = _find_group(own[-1:], paragraph, mark, out)
        following = next_block(paragraph)
        whole = not own or all(set(holders(p, paragraph)) & group.elements for p in own) if group else not own
        if group is None and following is not None and following.tag == _P:
            group = _find_group(list(pieces(following))[:1], following, mark, out)
            if group is not None and _has_mark(following, out):
                group = None  # that paragraph is a change of its own, mark and all
        if group is None:
            group = MarkGroup(part)
        elif whole and own:
            group.whole = True
        group.found.append(mark)
        out[mark.element] = group


def _has_mark(paragraph: etree._Element, out: dict[etree._Element, MarkGroup]) -> bool:
    properties = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return properties is not None and any(c.tag in KINDS for c in properties)


def _find_group(
    edge: Sequence[Piece], paragraph: etree._Element, mark: Tracked, out: dict[etree._Element, MarkGroup]
) -> MarkGroup | None:
    for piece in edge:
        for holder in holders(piece, paragraph):
            group = out.get(holder)
            if group is not None and _is_same_change(group.first, mark) and mark.kind in group.kinds:
                return group
    return None


def _group_formatting(part: str, found: Sequence[Tracked], out: dict[etree._Element, MarkGroup]) -> None:
    """Group changes of formatting of one paragraph, its mark included, by one person at one moment."""
    known: dict[tuple[etree._Element | None, str, str], MarkGroup] = {}
    for mark in found:
        if mark.kind == "formatting" and mark.scope in ("text", "paragraph mark", "paragraph"):
            group = known.setdefault((_paragraph_of(mark.element), mark.author, mark.date), MarkGroup(part))
            group.found.append(mark)
            out[mark.element] = group


def _with_content_of_rows(found: list[MarkGroup]) -> list[MarkGroup]:
    """Make changes inside an inserted or deleted row or cell part of the change of that row or cell."""
    owners: dict[tuple[etree._Element, str, str, str], MarkGroup] = {}
    for group in found:
        if group.whole and group.first.scope in ("row", "cell") and group.first.kind in _SIMPLE:
            thing = next(group.first.element.iterancestors(_TR, _TC), None)
            if thing is not None:
                owners[thing, group.first.kind, group.first.author, group.first.date] = group
    kept = []
    for group in found:
        key = (group.first.kind, group.first.author, group.first.date)
        above = list(group.first.element.iterancestors(_TR, _TC)) if len(group.kinds) == 1 else []
        owner = next((o for a in above if (o := owners.get((a, *key))) is not None and o is not group), None)
        if owner is None or group.first.scope in ("row",):
            kept.append(group)
        else:
            owner.found += group.found
    return kept
