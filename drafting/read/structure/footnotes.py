"""Footnotes: their texts, the statement of each (kind, States, status), and how much of the text it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from drafting.lexicon import other
from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, Note, NoteRef, Table, flatten
from drafting.model.statement_kinds import NoteScope
from drafting.read.paragraphs import NoteBody
from drafting.read.repairs.typed_footnotes import notes_by_mark
from drafting.read.sentence_ends import AND
from drafting.read.statements import read_statement
from drafting.read.statements.doubts import doubts_of_speakers
from drafting.text.folding import fold

_WORD = re.compile(r"\w+")
_ENDING = re.compile(rf"[\s.,;:!?…»”’\")\]]*(?:(?:{AND})\s*)?")


def typed_footnotes(
    bodies: Iterable[NoteBody], blocks: tuple[Block, ...], language: str
) -> tuple[tuple[Footnote, ...], list[Note]]:
    """The notes in the order of their marks in the text, then those without a mark; and Notes on what is missing."""
    hanging: dict[str, tuple[Block, NoteRef]] = {}
    for block in flatten(blocks):
        for ref in block.refs:
            hanging.setdefault(ref.mark, (block, ref))
    bodies = tuple(bodies)
    known = notes_by_mark(bodies)
    notes = [
        Note("mark-without-note", f"the text calls for note {mark}, which is missing", f"fn{mark}", "warning")
        for mark in hanging
        if mark not in known
    ]
    if len(known) < len(bodies):
        notes.append(Note("mark-twice", "two notes have the same mark and were put together", severity="warning"))
    captions = {id(a) for a, b in pairwise(blocks) if isinstance(a, Heading | Line) and isinstance(b, Table)}
    scopes: dict[str, NoteScope] = {
        m: "table" if id(block) in captions else note_scope(block, ref) for m, (block, ref) in hanging.items()
    }
    found = tuple(
        with_quoted_scope(f, hanging[f.mark][0] if f.mark in hanging else None)
        for f in _ordered_footnotes(known, scopes, language)
    )
    doubts = [doubt for f in found for doubt in (*doubts_of_speakers(f), *_doubts_of_words(f, hanging.get(f.mark)))]
    return found, [*notes, *doubts]


def with_quoted_scope(note: Footnote, block: Block | None) -> Footnote:
    """The note with the scope "word" where its paragraph has the expression that it quotes."""
    if note.words and isinstance(block, Clause) and has_words(block, note.words):
        return replace(note, scope="word")
    return note


def has_words(block: Block, words: str) -> bool:
    """True when a block or an item of it has these words, whatever the case and the typography."""
    texts = (b.text for b in flatten((block,)) if not isinstance(b, Table))
    wanted = _bare(words)
    return any(wanted in _bare(text) for text in texts)


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _doubts_of_words(note: Footnote, hanging: tuple[Block, NoteRef] | None) -> Iterator[Note]:
    if note.words and hanging and isinstance(hanging[0], Clause) and not has_words(hanging[0], note.words):
        message = f"note {note.mark} is about the words “{note.words}”, which its paragraph does not have"
        yield Note("reserved-words-missing", message, f"fn{note.mark}", "warning")


def _ordered_footnotes(known: dict[str, NoteBody], hanging: dict[str, NoteScope], language: str) -> Iterator[Footnote]:
    order = [mark for mark in hanging if mark in known] + [mark for mark in known if mark not in hanging]
    for mark in order:
        body = known[mark]
        statement = read_statement(body.text, other(body.text, language) or language)
        yield Footnote(
            mark=mark,
            text=body.text,
            kind=statement.kind,
            states=tuple(statement.states),
            groups=tuple(statement.groups),
            status=statement.status,
            scope=hanging.get(mark, "paragraph"),
            names=statement.names,
            words=statement.words,
            spans=body.spans,
            origin=body.origin,
        )


def note_scope(block: Block, ref: NoteRef) -> NoteScope:
    """What a note refers to: word, paragraph, heading, title, table or the whole text (mark on the status line)."""
    if isinstance(block, Heading):
        return "heading"
    if isinstance(block, Table):
        return "table"
    if isinstance(block, Line) and block.role in ("title", "status"):
        return "title" if block.role == "title" else "text"
    if isinstance(block, Line) and block.role == "caption":
        return "table"
    assert isinstance(block, Clause | Line)
    return "paragraph" if _ENDING.fullmatch(block.text, ref.offset) else "word"
