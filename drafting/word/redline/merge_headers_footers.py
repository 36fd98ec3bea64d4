"""Page headers and footers: those that both sides have are merged, the others are reported."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from drafting.ooxml.namespaces import r, w
from drafting.ooxml.package import Package
from drafting.ooxml.text import plain
from drafting.word.redline.context import RedlineContext
from drafting.word.redline.merge_text_boxes import merge_text_boxes

_REFERENCES = (w("headerReference"), w("footerReference"))
_DRAWN = (w("drawing"), w("pict"), w("object"))
HeaderPlace: TypeAlias = tuple[int, str, str]
"""Section, header or footer reference, type of pages."""


def merge_headers_footers(context: RedlineContext, new_root: etree._Element) -> None:
    """Mark up each header and footer of NEW with its counterpart: same section, same kind, same pages."""
    old, new = _named_parts(context.old, context.old.xml(context.old.main)), _named_parts(context.result, new_root)
    done: set[str] = set()
    for place, name in new.items():
        if name in done:
            continue
        done.add(name)
        former = _in_force(old, place)
        if former is None and _has_content(context.new.xml(name)):
            context.note(
                "header",
                f"only the new document has a {_place_name(place)}; its words are marked as inserted: take out the "
                "empty one that is left after Reject All",
                where=name,
            )
        _merge_part(context, former, name)
    for place, name in old.items():
        here = _in_force(new, place)
        is_lost = _has_content(context.old.xml(name)) if here is None else not _same_words(context, name, here)
        if place not in new and is_lost:
            context.note(
                "header",
                f"only the old document has a {_place_name(place)}; it is not in the marked-up file: read it there, "
                "and put it back after Reject All",
                where=name,
            )


def _in_force(parts: dict[HeaderPlace, str], place: HeaderPlace) -> str | None:
    """The part that a section prints: its own, or that of the nearest section before it (ECMA-376 part 1, 17.10.5)."""
    number, reference, pages = place
    return next((p for k in range(number, -1, -1) if (p := parts.get((k, reference, pages)))), None)


def _has_content(root: etree._Element) -> bool:
    return bool(plain(root).strip()) or next(root.iter(*_DRAWN), None) is not None


def _same_words(context: RedlineContext, old_part: str, new_part: str) -> bool:
    """Whether two headers have the same text in OLD and NEW."""
    return plain(context.old.xml(old_part)) == plain(context.new.xml(new_part))


def _place_name(place: HeaderPlace) -> str:
    kind = "header" if place[1] == "headerReference" else "footer"
    return f"page {kind} (section {place[0] + 1}, {place[2]} pages)"


def _named_parts(package: Package, root: etree._Element) -> dict[HeaderPlace, str]:
    """The parts that sections refer to themselves."""
    targets = {rel.id: rel.target for rel in package.relationships(package.main)}
    out: dict[HeaderPlace, str] = {}
    for number, section in enumerate(s for s in root.iter(w("sectPr")) if not _is_former(s)):
        for reference in section.iterchildren(*_REFERENCES):
            name = targets.get(reference.get(r("id"), ""), "")
            if name in package:
                local = str(reference.tag).rpartition("}")[2]
                out[number, local, reference.get(w("type"), "default")] = name
    return out


def _is_former(section: etree._Element) -> bool:
    """Whether this is the former state of a section, inside a w:sectPrChange."""
    parent = section.getparent()
    return parent is not None and parent.tag == w("sectPrChange")


def _merge_part(context: RedlineContext, old_part: str | None, new_part: str) -> None:
    old, new = context.old.xml(old_part) if old_part else None, context.result.xml(new_part)
    if old is not None and etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n"):
        return
    part = context.open_part(old_part or new_part, new_part)
    part.merge(old, new)
    merge_text_boxes(part)
