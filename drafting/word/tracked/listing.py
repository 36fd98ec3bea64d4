"""The tracked changes of a Word file for readers: who changed what, where, and the words before and after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from drafting.ooxml.fields import hidden
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import DELETED, KINDS, touched_paragraphs, tracked
from drafting.ooxml.revisions.join_paragraphs import next_block
from drafting.ooxml.revisions.resolve_story import has_revisions
from drafting.ooxml.story import paragraphs, stories
from drafting.ooxml.text import pieces, plain
from drafting.word.tracked.addresses import AddressIndex, ParagraphAddress
from drafting.word.tracked.formatting import property_changes, style_names
from drafting.word.tracked.grouping import MarkGroup, group_marks

_P = w("p")
_SIGNS = {"footnote": "*", "endnote": "*", "object": "▢", "page": "\n"}
"""How pieces without characters are shown in the words of a change."""


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One change. `at`: its address (`old` with everything rejected, `new` accepted, "" where it is absent).

    `kind`: insertion, deletion, replacement, move or formatting, after the thing where that is no text ("row
    insertion"). `text`: the words touched. `before`, `after`: the paragraph without and with this change, all other
    changes accepted; of a move, the words in both places. `properties`: what a change of formatting changed ("bold on;
    style Normal → Heading 2").
    """

    at: str
    old: str
    new: str
    kind: str
    author: str
    date: str
    text: str
    before: str
    after: str
    properties: str = ""


def group_changes(package: Package) -> list[MarkGroup]:
    """Every change of a package as a group of marks, part by part in document order."""
    found: list[MarkGroup] = []
    for part in stories(package):
        root = package.xml(part)
        if has_revisions(root):
            found += group_marks(part, tracked(root), root)
    return found


def tracked_changes(
    package: Package, where: AddressIndex, authors: Collection[str] | None = None
) -> tuple[TrackedChange, ...]:
    """The changes of a package (of some authors) with their addresses, in document order."""
    describers: dict[str, _Describer] = {}
    names = style_names(package)
    out = []
    for group in group_changes(package):
        if authors is None or group.first.author in authors:
            if group.part not in describers:
                describers[group.part] = _Describer(package.xml(group.part), names)
            out.append(describers[group.part].describe(group, where))
    return tuple(out)


class _Describer:
    """Describes the changes of one part."""

    def __init__(self, root: etree._Element, names: Callable[[str, str], str]) -> None:
        self._names = names
        self._index = {p: i for i, p in enumerate(paragraphs(root))}
        self._hidden = hidden(root)

    def describe(self, group: MarkGroup, where: AddressIndex) -> TrackedChange:
        if group.kind == "move":
            source, target = (self._moved_words(group, kind) for kind in ("move from", "move to"))
            old, new = (self._find_address(group, where, kind) for kind in ("move from", "move to"))
            text = target or source
            at = new.new or new.at or old.old or old.at
            return self._make_change(group, (at, old.old or old.at, new.new or new.at), (text, source, target))
        place = self._find_address(group, where)
        if group.scopes & {"row", "cell"} and group.whole:
            text = "\t".join(t for t in self._row_words(group) if t)
            sides = ("", text) if group.first.kind == "insertion" else (text, "")
            return self._make_change(group, (place.at, place.old, place.new), (text, *sides))
        involved = self._shown_paragraphs(group)
        before, after = (self._words_in_view(involved, group.elements, side) for side in (False, True))
        return self._make_change(group, (place.at, place.old, place.new), (self._touched_words(group), before, after))

    def _make_change(self, group: MarkGroup, at: Sequence[str], words: Sequence[str]) -> TrackedChange:
        first = group.first
        changed = [p for t in group.found if t.kind == "formatting" for p in property_changes(t.element, self._names)]
        phrases = "; ".join(dict.fromkeys(changed))
        author = first.author or "unknown"
        return TrackedChange(at[0], at[1], at[2], group.kind, author, first.date, words[0], words[1], words[2], phrases)

    def _find_address(self, group: MarkGroup, where: AddressIndex, kind: str | None = None) -> ParagraphAddress:
        """The address of a change: of the paragraphs it touches the first that prints something, else the first."""
        known = [
            where.address_of(group.part, self._index.get(p))
            for t in sorted(group.found, key=lambda t: t.scope == "paragraph mark")
            if kind in (None, t.kind)
            for p in touched_paragraphs(t.element)
        ]
        best = next((k for k in known if k.new and (group.whole or "insertion" in group.kind)), None)
        best = best or next((k for k in known if k.at), None)
        return best or ParagraphAddress("", "", "")

    def _moved_words(self, group: MarkGroup, kind: str) -> str:
        """The words of one end of a move, with changes of others inside it accepted."""
        lines: dict[etree._Element, list[str]] = {}
        for mark in group.found:
            if mark.kind == kind:
                paragraph = next(mark.element.iterancestors(_P), None)
                if paragraph is not None and mark.scope == "text":
                    line = lines.setdefault(paragraph, [])
                    line += [
                        p.text or _SIGNS.get(p.kind, "")
                        for p in pieces(mark.element, self._hidden)
                        if not any(h.tag in DELETED for h in _marks_around(p.element, mark.element))
                    ]
        return "\n".join("".join(line) for line in lines.values())

    def _row_words(self, group: MarkGroup) -> Iterator[str]:
        """Yield the words of the rows or cells that are inserted or deleted."""
        for mark in group.found:
            thing = next(mark.element.iterancestors(w("tr"), w("tc")), None)
            if mark.scope in ("row", "cell") and thing is not None:
                cells = [thing] if thing.tag == w("tc") else thing.iter(w("tc"))
                yield "\t".join(plain(cell, self._hidden) for cell in cells)

    def _shown_paragraphs(self, group: MarkGroup) -> list[etree._Element]:
        """The paragraphs that show the change: those it touches and, where it divides or joins, the next."""
        found = dict.fromkeys(p for t in group.found for p in touched_paragraphs(t.element) if p in self._index)
        for mark in group.found:
            if mark.scope == "paragraph mark" and mark.kind != "formatting" and not group.whole:
                here = next(mark.element.iterancestors(_P), None)
                following = None if here is None else next_block(here)
                if following is not None and following.tag == _P:
                    found[following] = None
        return sorted(found, key=lambda p: self._index.get(p, 0))

    def _words_in_view(self, involved: Sequence[etree._Element], own: set[etree._Element], accepted: bool) -> str:
        """The words of paragraphs with this change (`own`) accepted or rejected and all others accepted."""
        out: list[str] = []
        for number, paragraph in enumerate(involved):
            out += [
                piece.text or _SIGNS.get(piece.kind, "")
                for piece in pieces(paragraph, self._hidden)
                if all(_is_present(h, own, accepted) for h in _marks_around(piece.element, paragraph))
            ]
            marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
            ends = marks is None or all(_is_present(m, own, accepted) for m in marks if m.tag in KINDS)
            if ends and number + 1 < len(involved):
                out.append("\n")
        return "".join(out)

    def _shown_text(self, element: etree._Element) -> str:
        return "".join(p.text or _SIGNS.get(p.kind, "") for p in pieces(element, self._hidden))

    def _touched_words(self, group: MarkGroup) -> str:
        """The words touched; of a replacement the deleted words, an arrow, the inserted words."""
        sides = []
        for kind in ("deletion", "insertion", "formatting"):
            words = "".join(
                "¶" if t.scope == "paragraph mark" else self._shown_text(t.element) or t.text
                for t in sorted((t for t in group.found if t.kind == kind), key=lambda t: t.scope == "paragraph mark")
                if not (t.scope == "paragraph mark" and kind == "formatting" and len(group.found) > 1)
            )
            sides += [words] if words else []
        return " → ".join(sides)


def _marks_around(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """Yield the marks around a piece, up to the element `top`."""
    for holder in element.iterancestors():
        if holder is top:
            return
        if holder.tag in KINDS:
            yield holder


def _is_present(holder: etree._Element, own: set[etree._Element], accepted: bool) -> bool:
    gone = holder.tag in DELETED
    return not gone if accepted or holder not in own else gone
