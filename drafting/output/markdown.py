"""A resolution → the native draft format: Markdown with front matter that reads back to the same resolution."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from drafting.model.labels import split_label
from drafting.model.resolution import (
    Block,
    Clause,
    Footnote,
    Heading,
    Line,
    NoteRef,
    Part,
    Resolution,
    Role,
    Span,
    Table,
)
from drafting.output.inline_markdown import hide_label, inline
from drafting.read.markdown import NO_CELL
from drafting.read.markdown.front_matter import KEYS
from drafting.read.markdown.grammar import CLAUSES, DraftGrammar, RoleMark, Shape, cut_mark
from drafting.read.paragraphs import Hint

INDENT = "   "
"""One level of lettered items: as wide as "1. "."""


_STATED = ("title", "language", "organ", "decision")
_PRINTED = ("symbol", "session", "agenda_item", "sponsors")
"""Keys that a reader would work out from the printed lines: written even when they hold nothing."""


def markdown(resolution: Resolution) -> str:
    """The native draft of a resolution, with a line feed at the end. Reading it gives the resolution back."""
    front, body = _split_front(resolution.blocks)
    grammar = DraftGrammar(resolution.organ, resolution.decision, sure=True)
    pieces = [_front_matter(resolution, front)]
    for block in body:
        pieces += _block(block, grammar)
    pieces += [_footnote(note) for note in resolution.footnotes]
    return "\n\n".join(pieces) + "\n"


def _split_front(blocks: Sequence[Block]) -> tuple[list[Line], Sequence[Block]]:
    """The front lines that the front matter can hold, and the rest."""
    front: list[Line] = []
    for position, block in enumerate(blocks):
        if not isinstance(block, Line) or block.part != "front":
            return front, blocks[position:]
        front.append(block)
    return front, ()


def _front_matter(resolution: Resolution, front: Sequence[Line]) -> str:
    implied = _implied(resolution)
    values: dict[str, Any] = {key: getattr(resolution, key) for key in KEYS if key not in ("front", "title")}
    title = inline(resolution.title) if resolution.title else resolution.title
    printed = next((f for f in front if f.role == "title" and f.text == resolution.title), None)
    if printed and [(f.role, f.text) for f in front] == implied and _no_marks(f for f in front if f is not printed):
        title = inline(printed.text, printed.spans, printed.refs)
        front = []
        implied = []
    odd = [(f.role, f.text) for f in front] != implied or not _no_marks(front)
    stated = _STATED + (_PRINTED if odd else ()) + (("adopted",) if resolution.status == "adopted" else ())
    lines = [f"{k}: {_scalar(v)}".rstrip(" ") for k, v in ({"title": title} | values).items() if v or k in stated]
    if odd:
        lines.append("front:" if front else "front: []")
        lines += [f"  - {f.role}: {_scalar(inline(f.text, f.spans, f.refs))}" for f in front]
    return "\n".join(["---", *lines, "---"])


def _implied(resolution: Resolution) -> list[tuple[Role, str]]:
    """The front lines a reader makes of the front matter alone."""
    lines: list[tuple[Role, str | None]] = [("symbol", resolution.symbol), ("title", resolution.title)]
    return [(role, words) for role, words in lines if words]


def _no_marks(lines: Iterable[Line]) -> bool:
    return not any(f.spans or f.refs for f in lines)


_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff:#]|:(?=[^\s\u00a0]))*(?<![:\s])")
_IN_LIST = re.compile(r"[A-Za-z]\w*")


def _scalar(value: str | tuple[str, ...] | None) -> str:
    """A value as YAML: plain where every reader gives the string back, else in quotation marks."""
    if isinstance(value, tuple):
        return "[" + ", ".join(v if _IN_LIST.fullmatch(v) else _quoted(v) for v in value) + "]"
    text = value or ""
    return text if not text or _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", quoted)


def _block(block: Block, grammar: DraftGrammar) -> Iterator[str]:
    """The paragraphs of one block, each marked when the reader would take it for something else."""
    if isinstance(block, Table):
        yield from _table(block, grammar)
    elif isinstance(block, Heading):
        yield _heading(block, grammar)
    elif isinstance(block, Line):
        role: Hint = block.role
        yield _paragraph(inline(block.text, block.spans, block.refs), block.text, None, role, block.part, 0, grammar)
    else:
        yield from _clause(block, grammar)


def _clause(clause: Clause, grammar: DraftGrammar, depth: int = 0) -> Iterator[str]:
    role: Hint = "item" if depth else "preambular" if clause.part == "preamble" else "operative"
    source = inline(clause.text, clause.spans, clause.refs)
    yield INDENT * depth + _paragraph(source, clause.text, clause.label, role, clause.part, depth, grammar)
    for child in clause.children:
        yield from _clause(child, grammar, depth + 1)


def _paragraph(
    source: str, text: str, label: str | None, role: Hint, part: Part, depth: int, grammar: DraftGrammar
) -> str:
    expected, here = grammar.expect("paragraph", depth, text if label is None else "")
    said = None if role == expected else role
    odd_part = part if part != (here if said is None else grammar.part_of(role)) else None
    grammar.take("paragraph", role, part)
    typed = said is None or role in CLAUSES
    shown, labelled = _with_label(source, label, typed)
    mark = RoleMark(said, labelled, part=odd_part)
    if not shown and not str(mark):
        mark = RoleMark(role)
    return _marked(_guarded(shown), mark)


def _with_label(source: str, label: str | None, typed: bool) -> tuple[str, str | None]:
    """The source with its label in front, or the label for the mark when it would not be recognised in front."""
    if label is None:
        found = split_label(source)[0] if typed else ""
        return (hide_label(source, found) if found else source), None
    if typed and split_label(f"{label} {source}") == (label, " ", source):
        return f"{label} {source}", None
    if typed and not source and split_label(label) == (label, "", ""):
        return label, None
    return source, label


def _heading(heading: Heading, grammar: DraftGrammar) -> str:
    expected = grammar.expect("heading", 0, heading.text)[1]
    grammar.take("heading", "heading", heading.part)
    shown, labelled = _with_label(inline(heading.text, heading.spans, heading.refs), heading.label, True)
    signs = min(max(heading.level, 1), 6)
    mark = RoleMark(
        label=labelled,
        level=heading.level if heading.level != signs else None,
        part=heading.part if heading.part != expected else None,
    )
    shown = re.sub(r"#(?=#*$)", r"\\#", shown) if shown.endswith("#") else shown
    return "#" * signs + " " + _marked(shown, mark)


def _marked(source: str, mark: RoleMark) -> str:
    """Add the mark, or keep words that look like one from being read as one."""
    if str(mark):
        return f"{source} {mark}".lstrip(" ")
    if cut_mark(source)[0] != source:
        cut = source.rindex("{")
        return source[:cut] + "\\" + source[cut:]
    return source


def _guarded(source: str) -> str:
    """Escape the start of a paragraph that would be read as a heading, a table or a footnote."""
    if re.match(r"#|\||\{", source):
        return "\\" + source
    return re.sub(r"^((?:\[\^[^\]\s]+\])):", r"\1\\:", source)


def _table(table: Table, grammar: DraftGrammar) -> Iterator[str]:
    shape: Shape = "table"
    if grammar.expect(shape, 0, "")[1] != table.part:
        yield str(RoleMark(part=table.part))
        grammar.take("paragraph", "text", table.part)
    grammar.take(shape, None, table.part)
    width = max((len(row) for row in table.rows), default=0)
    lines = []
    for row, refs in zip(table.rows, _cell_refs(table), strict=True):
        cells = [_cell(text, marks) for text, marks in zip(row, refs, strict=True)]
        lines.append("| " + " | ".join(cells + [NO_CELL] * (width - len(cells))) + " |")
        if len(lines) == 1:
            lines.append("|" + "---|" * width)
    yield "\n".join(lines)


def _cell_refs(table: Table) -> Iterator[list[list[NoteRef]]]:
    """The note marks of each cell, by offset in the cell."""
    start = 0
    for row in table.rows:
        found = []
        for cell in row:
            end = start + len(cell)
            found.append([replace(r, offset=r.offset - start) for r in table.refs if start <= r.offset <= end])
            start = end + 1
        yield found


def _cell(text: str, refs: Sequence[NoteRef]) -> str:
    source = inline(text, (), refs).replace("|", "&#124;")
    return "\\" + source if source == NO_CELL else source


def _footnote(note: Footnote) -> str:
    """A footnote; its paragraphs (joined by a blank line) follow indented unless emphasis runs across them."""
    mark = re.sub(r"[\s\]&<>]", lambda m: f"&#{ord(m[0])};", note.mark)
    pieces = note.text.split("\n\n")
    starts = [0, *accumulate(len(piece) + 2 for piece in pieces)]
    inside = [
        [_shifted(s, a) for s in note.spans if a <= s.start and s.end <= a + len(p)]
        for a, p in zip(starts, pieces, strict=False)
    ]
    if "" in pieces or sum(map(len, inside)) < len(note.spans):
        pieces, inside = [note.text], [list(note.spans)]
    shown = [_guarded(inline(piece, spans)) for piece, spans in zip(pieces, inside, strict=True)]
    return f"[^{mark}]: {(chr(10) * 2 + '    ').join(shown)}".rstrip(" ")


def _shifted(span: Span, start: int) -> Span:
    return replace(span, start=span.start - start, end=span.end - start)
