"""Native drafts (Markdown with front matter) → `Paragraphs`. A delegation writes them by hand.

---
title: A title
organ: THE ASSEMBLY
decision: DECIDES
---
THE ASSEMBLY,

RECALLING …,

DECIDES:

# A heading

1. To ask …[^1]

   a. the first item;

[^1]: A footnote.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from drafting.errors import DraftError
from drafting.model.labels import Label, read_label, split_label
from drafting.model.resolution import Note, NoteRef, Origin, Part, Span
from drafting.read.markdown.front_matter import read_front_matter
from drafting.read.markdown.grammar import CLAUSES, DraftGrammar, RoleMark, Shape, cut_mark
from drafting.read.markdown.inline import parser, read_inline
from drafting.read.paragraphs import Hint, NoteBody, Paragraph, Paragraphs, StatedMetadata, TableParagraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

NO_CELL = "{none}"
"""Marks a cell that a short table row does not have."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """A block as typed: its source, its shape, heading level or indent in columns, first line, cells of a table."""

    shape: Shape
    source: str
    level: int = 0
    line: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def read_native(text: str, name: str) -> Paragraphs:
    """The text of a native draft → paragraphs with their roles. `name` is used in messages.

    DraftError for front matter that cannot be understood; everything else is read, oddities become notes.
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    tokens: list[Token] = []
    parser().block.parse(source, parser(), {}, tokens)
    metadata: dict[str, Any] = {}
    if tokens and tokens[0].type == "front_matter":
        if not re.search(r"^---\s*$", source.partition("\n")[2], re.M):
            raise DraftError(f"{name}: the front matter is not closed", "close it with a line of three dashes: ---")
        metadata = read_front_matter(tokens[0].content, name)
    raw = list(_blocks(tokens, source.split("\n")))
    if "title" not in metadata and raw and raw[0].shape == "heading" and raw[0].level == 1:
        metadata["title"] = raw.pop(0).source
    front = list(_front(metadata))
    body, notes = _body(raw, metadata)
    return Paragraphs(
        items=(*front, *body),
        bodies=tuple(_bodies(tokens)),
        source=name,
        language=metadata.get("language") or "",
        native=True,
        metadata=StatedMetadata.of(metadata),
        notes=tuple(notes),
    )


def _front(metadata: dict[str, Any]) -> Iterator[Paragraph]:
    """The printed front lines: those of `front:`, else the symbol and the title. Leaves plain words in the metadata."""
    printed: Sequence[tuple[str, str]] | None = metadata.pop("front", None)
    title, symbol = metadata.get("title"), metadata.get("symbol")
    if title:
        metadata["title"] = read_inline(title).text
    if printed is None and symbol:
        yield Paragraph(symbol, hint="symbol", part="front")
    if printed is None:
        printed = [("title", title)] if title else []
    for role, words in printed:
        inline = read_inline(words)
        hint: Hint = role  # type: ignore[assignment]  # read_front_matter lets only roles through
        yield Paragraph(inline.text, hint=hint, spans=inline.spans, refs=inline.refs, part="front")


def _blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[_Raw]:
    """Headings, paragraphs and tables outside the footnotes, in order."""
    inside = False
    table: list[list[str]] = []
    start = 0
    for position, token in enumerate(tokens):
        if token.type.startswith("footnote_reference"):
            inside = token.nesting > 0
        elif inside:
            continue
        elif token.type == "table_open":
            table, start = [], (token.map or [0])[0]
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            yield _Raw("table", "", line=start, rows=tuple(tuple(row) for row in table))
        elif token.type == "inline":
            opening = tokens[position - 1]
            first, last = token.map or [0, 0]
            if opening.type == "heading_open":
                yield _Raw("heading", token.content, int(opening.tag[1:]), first)
            elif opening.type == "paragraph_open":
                yield from _typed_paragraphs(lines, first, last)
            else:
                table[-1].append(token.content)


def _typed_paragraphs(lines: Sequence[str], first: int, last: int) -> Iterator[_Raw]:
    """Lines without an empty line between them: one paragraph, or several where each begins with the next label."""
    current: list[str] = []
    begin = first
    seen: dict[Any, Label] = {}
    for number in range(first, last):
        label = split_label(lines[number])[0]
        if _next_in_line(label, seen, first=not current) and current:
            yield _paragraph(current, begin)
            current, begin = [], number
        current.append(lines[number])
    yield _paragraph(current, begin)


def _next_in_line(label: str, seen: dict[Any, Label], *, first: bool) -> bool:
    """True where the label continues a list begun in these lines, or begins one."""
    found = read_label(label) if label else None
    if found is None:
        return False
    previous = next((p for p in seen.values() if (q := read_label(label, p)) and _follows(p, q)), None)
    found = read_label(label, previous) or found
    begins = label in "-*•" if found.style == "bullet" else found.ordinal == 1
    fits = first or begins or previous is not None
    if fits:
        seen[found.family] = found
    return fits


def _follows(previous: Label, label: Label) -> bool:
    """True where `label` comes right after `previous` in a list: 5 → 6, 5 → 5bis, a → b."""
    step = 0 if label.suffix else 1
    return previous.family == label.family and label.ordinal == previous.ordinal + step


def _paragraph(lines: Sequence[str], number: int) -> _Raw:
    indent = len(lines[0].expandtabs(4)) - len(lines[0].expandtabs(4).lstrip(" "))
    return _Raw("paragraph", "\n".join(line.strip(" \t") for line in lines), indent, number)


def _body(raw: Sequence[_Raw], metadata: dict[str, Any]) -> tuple[list[Paragraph | TableParagraphs], list[Note]]:
    """Give every block its role and part by the grammar, and every item its depth by its indent."""
    grammar = DraftGrammar(metadata.get("organ"), metadata.get("decision"), {"organ", "decision"} <= set(metadata))
    out: list[Paragraph | TableParagraphs] = []
    notes: list[Note] = []
    indents = [0]
    for block in raw:
        if block.shape == "table":
            part = grammar.expect("table", 0, "")[1]
            out.append(TableParagraphs(tuple(map(_cells, block.rows)), part, Origin("text", (block.line,))))
            grammar.take("table", None, part)
            continue
        depth = _depth(block.level, indents) if block.shape == "paragraph" else 0
        built = _block(block, depth, grammar)
        if built is None:
            continue
        if re.search(r"(?:^|\s)\{\.[\w-]+\}$", built.text):
            notes.append(
                Note("unknown-mark", f"kept as words: {built.text.split()[-1]}", f"line {block.line + 1}", "warning")
            )
        out.append(built)
    return out, notes


def _depth(indent: int, indents: list[int]) -> int:
    """The depth of an indent among those of the paragraphs above; one column more or less makes no difference."""
    while len(indents) > 1 and indent < indents[-1] - 1:
        indents.pop()
    if indent > indents[-1] + 1:
        indents.append(indent)
    return len(indents) - 1


def _block(block: _Raw, depth: int, grammar: DraftGrammar) -> Paragraph | None:
    """One heading or paragraph; None for a mark on its own that only states which part begins."""
    source, mark = cut_mark(block.source)
    is_heading = block.shape == "heading"
    if not source and not is_heading and not mark.role and mark.label is None and mark.part:
        grammar.take(block.shape, "text", mark.part)
        return None
    label, rest = _label_of(source, mark, is_heading)
    inline = read_inline(rest)
    expected = grammar.expect(block.shape, depth, inline.text if not label else "")
    role, part = _role_of(mark, is_heading, expected, grammar)
    grammar.take(block.shape, role, part)
    return Paragraph(
        inline.text,
        label=label,
        hint=role,
        outline=(mark.level or block.level) if is_heading else 0,
        depth=(mark.level if mark.level is not None else depth) if role == "item" else 0,
        spans=inline.spans,
        refs=inline.refs,
        part=part,
        origin=Origin("text", (block.line,)),
    )


def _label_of(source: str, mark: RoleMark, is_heading: bool) -> tuple[str | None, str]:
    """The label of a block, of its mark or typed, and the source behind it. Lines have no typed label."""
    if mark.label is not None or not (is_heading or mark.role is None or mark.role in CLAUSES):
        return mark.label, source
    typed, _, after = split_label(source)
    return (typed, after) if typed else (None, source)


def _role_of(
    mark: RoleMark, is_heading: bool, expected: tuple[Hint | None, Part | None], grammar: DraftGrammar
) -> tuple[Hint | None, Part | None]:
    """Role and part of a block: those of its mark, else those expected. A heading marked "annex" stays a heading."""
    if mark.role is None:
        role, part = expected
    elif mark.role == "annex" and is_heading:
        role, part = expected[0], "annex"
    else:
        role, part = mark.role, grammar.part_of(mark.role)
    return role, mark.part or part


def _cells(row: tuple[str, ...]) -> tuple[tuple[Paragraph, ...], ...]:
    cells = list(row)
    while cells and cells[-1] == NO_CELL:
        cells.pop()
    read = [read_inline(cell) for cell in cells]
    return tuple((Paragraph(i.text, spans=i.spans, refs=i.refs),) for i in read)


def _bodies(tokens: Sequence[Token]) -> Iterator[NoteBody]:
    """The footnotes in the order of the source; paragraphs of one are joined by a blank line."""
    mark: str | None = None
    pieces: list[str] = []
    line = 0
    for position, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            mark, pieces, line = html.unescape(token.meta["label"]), [], (token.map or [0])[0]
        elif token.type == "footnote_reference_close" and mark is not None:
            text, spans = _joined(pieces)
            yield NoteBody(mark, text, spans=spans, origin=Origin("text", (line,)))
            mark = None
        elif token.type == "inline" and mark is not None:
            opening = tokens[position - 1]
            sign = f"{opening.markup} " if opening.type == "heading_open" else ""
            pieces.append(sign + "\n".join(part.strip(" \t") for part in token.content.split("\n")))


def _joined(pieces: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    text, spans = "", []
    for number, piece in enumerate(pieces):
        inline = read_inline(piece)
        text += "\n\n" if number else ""
        spans += [replace(s, start=s.start + len(text), end=s.end + len(text)) for s in inline.spans]
        text += "".join(_with_marks(inline.text, inline.refs))
    return text, tuple(spans)


def _with_marks(text: str, refs: Sequence[NoteRef]) -> Iterator[str]:
    """The pieces of a footnote with note marks in it kept as words: the model has no place for them."""
    at = 0
    for ref in refs:
        yield text[at : ref.offset] + f"[^{ref.mark}]"
        at = ref.offset
    yield text[at:]
