"""A resolution as a value: small, frozen, compared by what it says and never by where it came from.

Imports nothing of ours, but for two methods that write a resolution out. Texts hold words only: no label ("3.", "a)"),
no note mark, no bookmark, no file code. Offsets count characters of the text they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PureWindowsPath
from typing import Any, Literal, TypeAlias

from drafting.model.statement_kinds import FootnoteKind, NoteScope, StatementStatus

Part: TypeAlias = Literal["front", "preamble", "operative", "annex", "back"]
PARTS: tuple[Part, ...] = ("front", "preamble", "operative", "annex", "back")

Role: TypeAlias = Literal[
    "organ", "session", "symbol", "date", "agenda", "type", "title", "status", "sponsors", "original",
    "chapeau", "enacting", "caption", "signature", "text",
]  # fmt: skip
"""What a line that is no paragraph of the text is for; "text" where nothing better is known."""

SpanKind: TypeAlias = Literal[
    "italic", "bold", "underline", "strike", "superscript", "subscript", "smallcaps", "highlight", "link"
]
Severity: TypeAlias = Literal["error", "warning", "info"]
Kind: TypeAlias = Literal[
    "resolution", "declaration", "decision", "recommendation", "corrigendum", "amendment", "extract", "outline", "other"
]
"""A corrigendum and an amendment paper change another document and are no text of their own."""
Status: TypeAlias = Literal["draft", "adopted", "unknown"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: story ("document", "footnotes", "text" …) and the paragraphs of that story, by index.

    For Word files the index counts every `w:p` of the story in document order (fallback copies left out);
    for plain text and native drafts it counts lines from 0. Outside equality everywhere.
    """

    story: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Emphasis on `text[start:end]`; `target` is the address of a link."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote mark that hangs on the text at `offset` (0 ≤ offset ≤ length); `mark` names the Footnote."""

    offset: int
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line that is neither paragraph nor heading: symbol, title, status, chapeau, enacting words …"""

    text: str
    part: Part = "front"
    role: Role = "text"
    spans: tuple[Span, ...] = ()
    refs: tuple[NoteRef, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its label as printed ("II.", "1.") and its level (1 = highest)."""

    text: str
    label: str | None = None
    level: int = 1
    part: Part = "operative"
    spans: tuple[Span, ...] = ()
    refs: tuple[NoteRef, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clause:
    """A preambular or operative paragraph, or a lettered item of one (`children`, level 1 and below).

    `opening` is the opening words as printed at the start of the text ("RAPPELANT", "De demander"), "" if unknown.
    """

    text: str
    label: str | None = None
    part: Part = "operative"
    level: int = 0
    opening: str = ""
    children: tuple[Clause, ...] = ()
    spans: tuple[Span, ...] = ()
    refs: tuple[NoteRef, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cell texts (paragraphs of a cell joined by a line feed); refs count offsets in the row-major,
    tab- and line-feed-joined text of `table_text`."""

    rows: tuple[tuple[str, ...], ...]
    part: Part = "operative"
    refs: tuple[NoteRef, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)


Block: TypeAlias = Line | Heading | Clause | Table


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note; `mark` as printed. kind, states (ISO 3166 alpha-3), groups, status and scope type its statement."""

    mark: str
    text: str
    kind: FootnoteKind = "information"
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    status: StatementStatus = "submitted"
    scope: NoteScope = "paragraph"
    spans: tuple[Span, ...] = ()
    origin: Origin | None = field(default=None, compare=False, repr=False)
    names: tuple[str, ...] = ()
    """Who makes the statement, as printed, where the name is that of no known State or group."""
    words: str = ""
    """The expression of the text that the statement quotes as what it is about."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Somebody's tracked change in a Word source."""

    kind: str
    author: str
    date: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Somebody's comment in a Word source."""

    author: str
    date: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader repaired, doubted or could not keep. `where` is an address or a place in the source."""

    code: str
    message: str
    where: str = ""
    severity: Severity = "info"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A whole document. The metadata repeat what the lines print, in a form that programs can use.

    `decision` is the enacting words as printed without the colon; `adopted` an ISO date. Source, notes, revisions,
    comments and counts speak of the file that was read and stay outside equality.
    """

    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    language: str = ""
    kind: Kind = "other"
    symbol: str | None = None
    organ: str | None = None
    title: str | None = None
    status: Status = "unknown"
    adopted: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    archive_code: str | None = None
    sponsors: tuple[str, ...] = ()
    decision: str | None = None
    source: str = field(default="", compare=False)
    notes: tuple[Note, ...] = field(default=(), compare=False)
    revisions: tuple[Revision, ...] = field(default=(), compare=False)
    comments: tuple[Comment, ...] = field(default=(), compare=False)
    word: Mapping[str, int] | None = field(default=None, compare=False)

    @property
    def called(self) -> str:
        """What a page about it is headed: title, symbol, or the name of the file without its folder."""
        return self.title or self.symbol or PureWindowsPath(self.source).name

    def to_dict(self) -> dict[str, Any]:
        """The record of the resolution (schema drafting/read/1): plain dicts and lists, ready for JSON."""
        from drafting.output.json import record

        return record(self)

    def to_markdown(self) -> str:
        """The resolution as a Markdown draft, which reads back as the same resolution."""
        from drafting.output.markdown import markdown

        return markdown(self)

    def clauses(self, part: Part | None = None) -> tuple[Clause, ...]:
        """The top-level paragraphs in order, of one part or of all."""
        return tuple(b for b in self.blocks if isinstance(b, Clause) and part in (None, b.part))

    def footnote(self, mark: str) -> Footnote | None:
        """The note with this mark, or None."""
        return next((n for n in self.footnotes if n.mark == mark), None)


def table_text(table: Table) -> str:
    """The words of a table as one string: cells joined by tabs, rows by line feeds."""
    return "\n".join("\t".join(row) for row in table.rows)


def flatten(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks in reading order, lettered items after the paragraph they belong to."""
    for block in blocks:
        yield block
        if isinstance(block, Clause):
            yield from flatten(block.children)
