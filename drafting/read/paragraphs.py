"""What every format reader hands over: paragraphs with their words, labels and marks, and nothing decided yet.

Reading takes two steps (rule 2 of the house): format → `Paragraphs` (this module), `Paragraphs` → `Resolution`
(`structure.py`, the only recogniser).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from drafting.model.resolution import Comment, Note, NoteRef, Origin, Part, Revision, Span

Hint: TypeAlias = Literal[
    "organ", "session", "symbol", "date", "agenda", "type", "title", "status", "sponsors", "original",
    "chapeau", "preambular", "enacting", "heading", "operative", "item", "annex", "caption", "signature", "text",
]  # fmt: skip
"""What a paragraph certainly is (native drafts, our own Word styles). Structure believes a hint."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the format gives it.

    `text`: its words, without note marks; a typed label may still stand at the start. `label`: the automatic number as
    Word prints it, None where numbers are typed. `refs`: note marks by offset. `style`: name of the Word style, lower
    case. `outline`: heading level 1–9 from style or outline level, 0 for body text. `depth`: list level from 0.
    `indent`: left indent of the first line in points. `centred`, `bold`, `caps` describe the whole paragraph.
    `page_break`: a new page begins here. `boxed`: the paragraph stands in a text box. `part`: the part it certainly
    stands in (native drafts), None where structure decides.
    """

    text: str
    label: str | None = None
    style: str = ""
    hint: Hint | None = None
    outline: int = 0
    depth: int = 0
    indent: float = 0.0
    centred: bool = False
    bold: bool = False
    page_break: bool = False
    boxed: bool = False
    blank_before: bool = False
    spans: tuple[Span, ...] = ()
    refs: tuple[NoteRef, ...] = ()
    part: Part | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TableParagraphs:
    """A table as rows of cells; each cell is the paragraphs in it (a nested table's are joined in)."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    part: Part | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A footnote or endnote: `mark` as printed, and its paragraphs joined by blank lines."""

    mark: str
    text: str
    kind: Literal["footnote", "endnote"] = "footnote"
    spans: tuple[Span, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A whole document, undecided.

    `metadata`: what the format states outright (front matter of a native draft: symbol, title, language …).
    `furniture`: texts of page headers and footers, for symbol and title. `word`: element counts of a Word file.
    `native`: the source is a native draft, in which every paragraph carries its hint.
    """

    items: tuple[Paragraph | TableParagraphs, ...]
    bodies: tuple[NoteBody, ...] = ()
    source: str = ""
    language: str = ""
    native: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)
    furniture: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    word: Mapping[str, int] | None = None


def place(paragraph: Paragraph | NoteBody) -> str:
    """Where a paragraph stands in its source, in words."""
    origin: Origin | None = paragraph.origin
    if origin is None or not origin.paragraphs:
        return ""
    return f"{'line' if origin.story == 'text' else 'paragraph'} {origin.paragraphs[0] + 1}"
