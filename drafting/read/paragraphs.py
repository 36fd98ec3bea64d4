"""What every format reader returns: paragraphs with their words, labels and note marks, nothing recognised yet.

Reading takes two steps: format → `Paragraphs` (this module), `Paragraphs` → `Resolution` (`read.structure`, the only
recogniser).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from drafting.model.resolution import Comment, Kind, Note, NoteRef, Origin, Part, Revision, Span, Status

Hint: TypeAlias = Literal[
    "organ", "session", "symbol", "date", "agenda", "type", "title", "status", "sponsors", "original",
    "chapeau", "preambular", "enacting", "heading", "operative", "item", "annex", "caption", "signature", "text",
]  # fmt: skip
"""What a paragraph certainly is (native drafts, our own Word styles). The recogniser believes a hint."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the format gives it.

    `text`: its words, without note marks; a typed label is still part of them. `label`: the automatic number as Word
    prints it, None where numbers are typed. `refs`: note marks by offset. `style`: name of the Word style, lower case.
    `outline`: heading level 1–9 from style or outline level, 0 for body text. `depth`: list level from 0. `indent`:
    left indent of the first line in points. `centred` and `bold` describe the whole paragraph. `page_break`: a new page
    begins here. `boxed`: the paragraph is in a text box. `part`: the part it certainly belongs to (native drafts), None
    where the recogniser decides.
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

    def with_words(self, text: str, label: str | None) -> Paragraph:
        """The paragraph with these words and this label.

        Done for every paragraph; `dataclasses.replace` would add a twentieth to the time that reading a text takes.
        """
        return Paragraph(
            text, label, self.style, self.hint, self.outline, self.depth, self.indent, self.centred, self.bold,
            self.page_break, self.boxed, self.blank_before, self.spans, self.refs, self.part, self.origin,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableParagraphs:
    """A table as rows of cells; each cell is the paragraphs in it (a nested table's are joined in)."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    part: Part | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SoughtMark:
    """The typed mark of a note, as printed, that is still part of the words of a paragraph.

    It is below place `after` and above place `before`, counted as the origins of paragraphs are.
    """

    printed: str
    after: int = -1
    before: int = 1 << 30


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A footnote or endnote: `mark` as printed, and its paragraphs joined by blank lines.

    `sought`: its mark in the text, where that was typed and is not a `NoteRef` yet.
    """

    mark: str
    text: str
    kind: Literal["footnote", "endnote"] = "footnote"
    spans: tuple[Span, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)
    sought: SoughtMark | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """What a format states outright, such as the front matter of a native draft; None for what it does not.

    `given`: names of the fields that the draft has, empty ones too: a native draft may state that there is no title.
    `language_tag`: the tag Word marks most of the text with ("fr-CA").
    """

    symbol: str | None = None
    organ: str | None = None
    title: str | None = None
    status: Status | None = None
    adopted: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    archive_code: str | None = None
    decision: str | None = None
    kind: Kind | None = None
    sponsors: tuple[str, ...] = ()
    language_tag: str = ""
    given: frozenset[str] = frozenset()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> StatedMetadata:
        """From names and values; names that are no metadata are left out."""
        known = {f.name for f in fields(cls)} - {"given"}
        chosen = {name: value for name, value in values.items() if name in known and value is not None}
        return cls(**chosen, given=frozenset(values))


@dataclass(frozen=True, slots=True)
class Anchored(Generic[T]):
    """A revision or comment and the number of the source paragraph it belongs to, None where it is not in the body."""

    value: T
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A whole document, nothing recognised.

    `furniture`: texts of page headers and footers, for symbol and title. `word`: element counts of a Word file.
    `native`: the source is a native draft, in which every paragraph carries its hint.
    """

    items: tuple[Paragraph | TableParagraphs, ...]
    bodies: tuple[NoteBody, ...] = ()
    source: str = ""
    language: str = ""
    native: bool = False
    metadata: StatedMetadata = StatedMetadata()
    furniture: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    revisions: tuple[Anchored[Revision], ...] = ()
    comments: tuple[Anchored[Comment], ...] = ()
    word: Mapping[str, int] | None = None


def source_place(paragraph: Paragraph | NoteBody) -> str:
    """Where a paragraph is in its source, in words: "line 12", "paragraph 3"; "" where that is unknown."""
    origin: Origin | None = paragraph.origin
    if origin is None or not origin.paragraphs:
        return ""
    return f"{'line' if origin.story == 'text' else 'paragraph'} {origin.paragraphs[0] + 1}"
