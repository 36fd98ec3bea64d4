"""A resolution as plain text, as printed: labels and words, a blank line between paragraphs, footnotes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.model.resolution import Block, Clause, Line, NoteRef, Resolution, Table

INDENT = "    "


def text(resolution: Resolution) -> str:
    """The words of the resolution with labels; note marks in brackets, one line a paragraph."""
    pieces = [piece for block in resolution.blocks for piece in _block(block)]
    notes = [f"[{note.mark}] {note.text}" for note in resolution.footnotes]
    return "\n\n".join([*pieces, *(["---", *notes] if notes else [])]) + "\n"


def _block(block: Block, depth: int = 0) -> Iterator[str]:
    if isinstance(block, Table):
        yield "\n".join("\t".join(row) for row in block.rows)
        return
    label = "" if isinstance(block, Line) or not block.label else f"{block.label} "
    yield INDENT * depth + label + with_marks(block.text, block.refs)
    if isinstance(block, Clause):
        for child in block.children:
            yield from _block(child, depth + 1)


def with_marks(words: str, refs: Sequence[NoteRef]) -> str:
    """The words with each note mark in brackets at its place."""
    out, done = [], 0
    for ref in refs:
        out += [words[done : ref.offset], f"[{ref.mark}]"]
        done = ref.offset
    return "".join(out) + words[done:]
