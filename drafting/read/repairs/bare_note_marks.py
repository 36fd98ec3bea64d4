"""Raised note marks that a converter printed on the line: "… of the lights 4 , and …"; their notes are lost or lines.

A lone number before a comma is a mark only as one of a chain: the document numbers them from 1 without a gap, and
hardly any other number is printed so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note, NoteRef
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs, TableParagraphs

_MARK = re.compile(r"(?P<gap>[ \u00a0](?P<mark>\d{1,3}))(?:(?P<space>[ \u00a0])(?=[,.;:])|(?=[ \u00a0]?$))")
_BEFORE = "»”)]"
"""Signs that a mark may follow, besides letters."""
_LOOSE = re.compile(r" \d{1,3} [,.;:]")
_BODY = re.compile(r"(?P<mark>\d{1,3}) (?=[A-ZÀ-Ý«“])")
_CHAIN = 3
"""Marks from 1 on that make a chain, at least."""
_SHARE = 0.7
"""Share of the numbers printed so that must belong to the chain. Judged, not measured."""
_NOTE = 600
"""Characters of the longest note at the foot of a page."""


def read_bare_marks(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Marks on the line become `refs`; a line that begins with the number of a mark above it is its note."""
    if paragraphs.bodies or not any(isinstance(p, Paragraph) and _LOOSE.search(p.text) for p in paragraphs.items):
        return paragraphs
    hits = [
        (position, m)
        for position, item in enumerate(paragraphs.items)
        if isinstance(item, Paragraph) and not item.refs
        for m in _MARK.finditer(item.text)
        if (before := item.text[m.start() - 1 : m.start()]).isalpha() or (before and before in _BEFORE)
    ]
    chain = _chain(hits)
    loose = [m for _, m in hits if m["space"]]
    if len(chain) < _CHAIN or len(chain) < _SHARE * len(loose):
        return paragraphs
    return _hung(paragraphs, chain, lexicon.space_before)


Hit = tuple[int, "re.Match[str]"]


def _chain(hits: list[Hit]) -> list[Hit]:
    """The marks 1, 2, 3 … in the order of the text."""
    chain: list[Hit] = []
    for position, m in hits:
        if int(m["mark"]) == len(chain) + 1:
            chain.append((position, m))
    return chain


def _hung(paragraphs: Paragraphs, chain: list[Hit], spaced: str) -> Paragraphs:
    """Take the marks out of the words and the notes out of the lines. `spaced`: signs that keep a space before them."""
    by_item: dict[int, list[re.Match[str]]] = {}
    for position, m in chain:
        by_item.setdefault(position, []).append(m)
    first = {m["mark"]: position for position, m in chain}
    items: list[Paragraph | TableParagraphs] = []
    bodies: dict[str, NoteBody] = {}
    notes: list[Note] = []
    for position, item in enumerate(paragraphs.items):
        body = _body(item, first, position) if isinstance(item, Paragraph) else None
        if isinstance(item, Paragraph) and body and body.mark not in bodies:
            bodies[body.mark] = body
            notes.append(Note("page-note", "note at the foot of a page read", f"fn{body.mark}", before=item.text[:80]))
            continue
        if isinstance(item, Paragraph) and position in by_item:
            found = by_item[position]
            notes += [
                Note(
                    "note-mark", "note mark set on the line read", f"fn{m['mark']}", "warning",
                    before=item.text[max(0, m.start() - 20) : m.end() + 1], after=m["mark"],
                )
                for m in found
            ]  # fmt: skip
            marks = [NoteRef(m.start(), m["mark"]) for m in found]
            item = remove_ranges(item, [_gone(m, spaced) for m in found], marks)
        items.append(item)
    return replace(paragraphs, items=tuple(items), bodies=tuple(bodies.values()), notes=paragraphs.notes + tuple(notes))


def _gone(m: re.Match[str], spaced: str) -> tuple[int, int]:
    """The range of the mark and the space between it and a comma or full stop."""
    return m.start("gap"), m.end("gap") if m["space"] and m.string[m.end() : m.end() + 1] in spaced else m.end()


def _body(item: Paragraph, marks: dict[str, int], position: int) -> NoteBody | None:
    """The note that a line is, where a line above has its mark; else None."""
    m = _BODY.match(item.text) if item.label is None and len(item.text) < _NOTE else None
    if m is None or not marks.get(m["mark"], position) < position:
        return None
    return NoteBody(m["mark"], item.text[m.end() :], origin=item.origin)
