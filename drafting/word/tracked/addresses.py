"""Addresses of the paragraphs of a marked-up file, with all changes rejected and with all accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from drafting.errors import SettingsError
from drafting.model.address import Address, parse, places
from drafting.model.resolution import Resolution, Table
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import DELETED, INSERTED, KINDS
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import pieces
from drafting.read import read_bytes
from drafting.read.docx.body import children

_P, _TR, _TBL = w("p"), w("tr"), w("tbl")
_ABSENT = {True: DELETED, False: INSERTED}
"""The marks whose content is absent, by whether everything is accepted or rejected."""
_NOTES = ("footnotes", "endnotes")
_OTHERS = {"header": "header", "footer": "footer", "comments": "comment"}


class ParagraphAddress(NamedTuple):
    """The address of a paragraph with everything rejected (`old`) and accepted (`new`), "" where it is absent.

    `at`: the new one, else the old one, else that of the paragraph before.
    """

    old: str
    new: str
    at: str


@dataclass(frozen=True, slots=True)
class AddressIndex:
    """The addresses of all paragraphs by part name, in the order of `story.paragraphs`; `main`: the main part."""

    stories: Mapping[str, tuple[ParagraphAddress, ...]]
    main: str

    def address_of(self, part: str, paragraph: int | None) -> ParagraphAddress:
        """The address of a paragraph of a part by its index; empty where there is none."""
        known = self.stories.get(part, ())
        return known[paragraph] if paragraph is not None and paragraph < len(known) else ParagraphAddress("", "", "")

    def paragraphs_at(self, words: str) -> dict[str, set[int]]:
        """The paragraphs, by part, of an address ("OP5", "fn3", "header") or a range ("OP5-OP9", both ends included).

        An address includes its lettered items and table rows. "old:OP5" and "new:OP5" say which numbers are meant;
        otherwise the new ones, and the old ones of deleted paragraphs. Raises SettingsError where nothing is found.
        """
        side, tidy = _split_side(words)
        if "-" not in tidy:
            return self._find_address(tidy, side, words)
        first, _, last = tidy.partition("-")
        ends = [self._find_address(end, side, words).get(self.main) for end in (first, last)]
        if not ends[0] or not ends[1] or min(ends[0]) > max(ends[1]):
            raise SettingsError(f"--at {words} is no range of the text", "write it in reading order: OP5-OP9")
        return {self.main: set(range(min(ends[0]), max(ends[1]) + 1))}

    def _find_address(self, words: str, side: str, whole: str) -> dict[str, set[int]]:
        wanted = _parse_address(words, whole)
        found = {
            part: {i for i, place in enumerate(known) if _includes(wanted, _address_on_side(place, side))}
            for part, known in self.stories.items()
        }
        found = {part: indexes for part, indexes in found.items() if indexes}
        if not found:
            raise SettingsError(f"--at {whole}: the document has no {words}", "`drafting changes` shows the addresses")
        return found


def _split_side(words: str) -> tuple[str, str]:
    tidy = words.strip().replace("–", "-")
    side = next((s for s in ("old", "new") if tidy.lower().startswith(f"{s}:")), "")
    return side, tidy[len(side) + 1 :].strip() if side else tidy


def _parse_address(words: str, whole: str) -> Address | str:
    tidy = words.strip()
    if tidy in _OTHERS.values():
        return tidy
    try:
        return parse(tidy)
    except ValueError as error:
        raise SettingsError(f"--at {whole}: {words!r} is no address", "write OP5, OP5-OP9, PP2, T1, fn3 …") from error


def _address_on_side(place: ParagraphAddress, side: str) -> str:
    return {"old": place.old, "new": place.new}.get(side, place.at)


def _includes(wanted: Address | str, name: str) -> bool:
    """Whether an address is the wanted one or below it."""
    if isinstance(wanted, str):
        return name == wanted
    if not name or name in _OTHERS.values():
        return False
    found = parse(name)
    top = (wanted.kind, wanted.number, wanted.section, wanted.annex)
    same = top == (found.kind, found.number, found.section, found.annex) and wanted.twin == found.twin
    return same and found.items[: len(wanted.items)] == wanted.items


def index_addresses(package: Package, data: bytes, name: str) -> AddressIndex:
    """The addresses of a marked-up file; `data` are the bytes `package` was loaded from, `name` gives their format."""
    views = {accept: read_bytes(data, name, revisions="accept" if accept else "reject") for accept in (False, True)}
    found: dict[str, tuple[ParagraphAddress, ...]] = {}
    for part, kind in _text_parts(package):
        root = package.xml(part)
        story = paragraphs(root)
        if kind in _OTHERS:
            found[part] = (ParagraphAddress(_OTHERS[kind], _OTHERS[kind], _OTHERS[kind]),) * len(story)
            continue
        old, new = (_addresses_in_view(views[accept], kind, story, accept) for accept in (False, True))
        found[part] = tuple(_fill_gaps(old, new))
    return AddressIndex(found, package.main)


def _text_parts(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the parts with text and what they are: "document", "footnotes", "header" …"""
    yield package.main, "document"
    for rel in package.relationships(package.main):
        if (rel.type in _NOTES or rel.type in _OTHERS) and not rel.external and rel.target in package:
            yield rel.target, rel.type


def _addresses_in_view(view: Resolution, kind: str, story: list[etree._Element], accept: bool) -> list[str]:
    """The address of each paragraph in one view (`accept` or not), "" where it prints nothing in that view."""
    found = [""] * len(story)
    for numbers, address in _addressed_paragraphs(view, kind, story, accept):
        for number in numbers:
            if number < len(found) and not found[number]:
                found[number] = address
    return ["" if address and is_absent(p, accept) else address for p, address in zip(story, found, strict=True)]


def _addressed_paragraphs(
    view: Resolution, kind: str, story: list[etree._Element], accept: bool
) -> Iterator[tuple[Collection[int], str]]:
    if kind in _NOTES:
        for note in view.footnotes:
            if note.origin is not None and note.origin.story == kind:
                yield note.origin.paragraphs, f"fn{note.mark}"
        return
    for at, block in places(view):
        if block.origin is None or block.origin.story != "document":
            continue
        if isinstance(block, Table) and block.origin.paragraphs:
            yield from _row_addresses(block.origin.paragraphs, str(at), story, accept)
        yield block.origin.paragraphs, str(at)


def _row_addresses(
    numbers: Collection[int], at: str, story: list[etree._Element], accept: bool
) -> Iterator[tuple[Collection[int], str]]:
    """Yield the rows of a table that are present in a view with their addresses: T1(2)."""
    index = {story[i]: i for i in numbers if i < len(story)}
    table = next((tables[-1] for p in index if (tables := list(p.iterancestors(_TBL)))), None)
    count = 0
    for row in () if table is None else children(table, _TR):
        if not _row_gone(row, accept):
            count += 1
            yield [index[p] for p in row.iter(_P) if p in index], f"{at}({count})"


def _row_gone(row: etree._Element, accept: bool) -> bool:
    return any(row.find(f"{w('trPr')}/{tag}") is not None for tag in _ABSENT[accept])


def is_absent(paragraph: etree._Element, accept: bool) -> bool:
    """Whether nothing of a paragraph is present in a view: neither its mark nor anything it prints, or not its row."""
    if any(_row_gone(row, accept) for row in paragraph.iterancestors(_TR)):
        return True
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if mark is None or not any(c.tag in _ABSENT[accept] for c in mark):
        return False
    return all(is_piece_absent(piece.element, paragraph, accept) for piece in pieces(paragraph))


def is_piece_absent(element: etree._Element, paragraph: etree._Element, accept: bool) -> bool:
    """Whether a piece of a paragraph is absent in a view."""
    for holder in element.iterancestors(*KINDS, _P):
        if holder is paragraph:
            return False
        if holder.tag in _ABSENT[accept]:
            return True
    return False


def _fill_gaps(old: list[str], new: list[str]) -> Iterator[ParagraphAddress]:
    """Yield addresses; an empty paragraph has that of the one before it, at the start that of the one after."""
    last = next((a for pair in zip(new, old, strict=True) for a in pair if a), "")
    for before, after in zip(old, new, strict=True):
        last = after or before or last
        yield ParagraphAddress(before, after, last)
