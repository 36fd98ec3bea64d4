"""What a Word package says, as plain lists: paragraphs, tables, note bodies in the order of their marks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_story import resolve
from tests.ooxml.xml_lookup import parent

_REFERENCES = {w("footnoteReference"): ("footnotes", "footnote"), w("endnoteReference"): ("endnotes", "endnote")}


def view(package: Package, accept: bool = True, authors: Collection[str] | None = None) -> list[str]:
    """Every paragraph as text, table rows and cells as signs, then each note where its mark stands."""
    root = _settled(package.xml(package.main), accept, authors)
    body = root.find(w("body"))
    assert body is not None
    marks: list[etree._Element] = []
    lines = list(_blocks(body, marks))
    for mark in marks:
        kind, tag = _REFERENCES[mark.tag]
        part = package.related(kind)
        assert part is not None
        notes = _settled(package.xml(part), accept, authors)
        note = next(n for n in notes.iter(w(tag)) if n.get(w("id")) == mark.get(w("id")))
        lines += [f"[{kind}]", *_blocks(note, [])]
    return lines


def styles(package: Package, accept: bool = True) -> list[tuple[str, str]]:
    """The style of every paragraph with words, and those words."""
    root = _settled(package.xml(package.main), accept, None)
    out = []
    for p in root.iter(w("p")):
        style = p.find(f"{w('pPr')}/{w('pStyle')}")
        text = "".join(t.text or "" for t in p.iter(w("t")))
        if text:
            out.append((style.get(w("val"), "") if style is not None else "", text))
    return out


def _settled(root: etree._Element, accept: bool, authors: Collection[str] | None) -> etree._Element:
    copy = deepcopy(root)
    if authors is not None and not accept:
        others = {e.get(w("author"), "") for e in copy.iter() if e.get(w("author"))} - set(authors)
        if others:
            resolve(copy, True, authors=others)
    resolve(copy, accept, authors=authors)
    return copy


def _blocks(container: etree._Element, marks: list[etree._Element]) -> Iterator[str]:
    for child in container:
        if child.tag == w("p"):
            yield _text(child, marks)
        elif child.tag in (w("tr"), w("tc")):
            yield f"<{child.tag.rpartition('}')[2]}>"
            yield from _blocks(child, marks)
        elif child.tag in (w("tbl"), w("sdt"), w("sdtContent")):
            yield from _blocks(child, marks)


def _text(paragraph: etree._Element, marks: list[etree._Element]) -> str:
    out = []
    for e in paragraph.iter():
        if e.tag in (w("t"), w("delText")):
            out.append(e.text or "")
        elif e.tag in (w("br"), w("tab")) and parent(e).tag == w("r"):
            out.append("\n" if e.tag == w("br") else "\t")
        elif e.tag in _REFERENCES:
            out.append("†")
            marks.append(e)
    return "".join(out)
