"""Plain text → `Paragraphs`, whatever its encoding, line breaks and pages; every repair is a Note."""

from __future__ import annotations

import re

from drafting.lexicon import load, main_language
from drafting.model.resolution import Note, Origin
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.repairs import repair_paragraphs
from drafting.read.text.begins import begins_of
from drafting.read.text.encoding import decode, visible
from drafting.read.text.note_rows import without_notes
from drafting.read.text.page_furniture import without_furniture
from drafting.read.text.rows import Item, Row, rows_of
from drafting.read.text.unwrap import unwrap_lines

_SAMPLE = 20_000
"""Characters that are enough to detect the language."""


_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
"""A heading as Markdown marks it, in a text saved from a web page."""
_QUOTE = re.compile(r"^(?:\s*>)+ ?")
_QUOTED = 0.6
"""Share of the lines that begin with ">" in a forwarded message."""


def read_text(data: bytes, name: str, language: str | None = None) -> Paragraphs:
    """The paragraphs of a text file. `name` is used in messages; `language` is detected where not given.

    SourceError only for bytes that are no text, or too many.
    """
    text, notes = decode(data, name)
    text, unseen = visible(text)
    notes += unseen
    return paragraphs_of(text, name, language, notes)


def paragraphs_of(text: str, name: str, language: str | None = None, notes: list[Note] | None = None) -> Paragraphs:
    """As `read_text`, from characters with "\\n" line ends. `notes`: those made while decoding."""
    text, quoted = _unquoted(text)
    lexicon = load(language or main_language(text[:_SAMPLE]) or "en")
    items, furniture = without_furniture(rows_of(text))
    items, bodies, headings = without_notes(items, lexicon)
    items, joined = unwrap_lines(items, begins_of(lexicon))
    found = tuple(_paragraph(item) for item in items)
    headed = sum(isinstance(p, Paragraph) and p.outline > 0 for p in found)
    signs = [Note("heading-signs", f"{headed} lines marked as headings by #", before="#")] if headed else ()
    return repair_paragraphs(
        Paragraphs(
            items=found,
            bodies=tuple(bodies),
            source=name,
            language=language or "",
            notes=(*(notes or ()), *quoted, *furniture, *headings, *joined, *signs),
        )
    )


def _unquoted(text: str) -> tuple[str, list[Note]]:
    """The text of a forwarded message without the ">" that its lines begin with."""
    if not text.lstrip().startswith(">"):
        return text, []
    lines = text.split("\n")
    signed = sum(line.lstrip().startswith(">") for line in lines)
    if signed < _QUOTED * sum(bool(line.strip()) for line in lines):
        return text, []
    note = Note("quote-signs", f"the signs of a forwarded message removed from {signed} lines", before=">")
    return "\n".join(_QUOTE.sub("", line) for line in lines), [note]


def _paragraph(item: Item) -> Paragraph | TableParagraphs:
    if not isinstance(item, Row):
        return item
    signs = _HEADING.match(item.text) if item.text[0] == "#" else None
    text = item.text[signs.end() :] if signs else item.text
    return Paragraph(
        text,
        label="" if signs and text[0] == "[" else None,  # brackets around a number are those of negotiators
        outline=len(signs[1]) if signs else 0,
        hint="heading" if signs else None,
        indent=item.indent,
        blank_before=item.blanks > 0,
        page_break=item.page,
        origin=Origin("text", item.lines),
    )
