"""Footnotes that a converter flattened into the text: "… mandates[footnoteRef:2]/, [2: .⇥List of …]"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note, NoteRef
from drafting.read.edit import Range, remove_ranges
from drafting.read.paragraphs import NoteBody, Paragraph, Paragraphs

_REF = re.compile(r"\[(?:foot|end)noteRef:(?P<ref>\d{1,5})\]\s?/?")
_TOKEN = re.compile(r"\s{0,9}(?:" + _REF.pattern + r"|\[(?P<body>\d{1,5}): ?\.?[\t ]{0,9})")
_BRACKET = re.compile(r"[\[\]]")
_REACH = 30
"""Paragraphs that a body may continue over before its bracket closes."""


@dataclass
class _Open:
    """A body whose closing bracket has not been found yet."""

    mark: str
    parts: list[str]
    depth: int = 0
    paragraphs: int = 0


def restore_flattened_notes(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Marks become `refs`, bodies become `bodies`. Word counts two separators first: the printed number is id − 1."""
    ids = [int(m["ref"]) for p in _texts(paragraphs) for m in _REF.finditer(p.text)]
    if not ids:
        return paragraphs
    shift = min(ids) - 1 if min(ids) in (1, 2) else 1
    reader = _Reader(set(ids), shift)
    items = [reader.read(item) if isinstance(item, Paragraph) else item for item in paragraphs.items]
    reader.close()
    return replace(
        paragraphs,
        items=tuple(i for i in items if i is not None),
        bodies=(*paragraphs.bodies, *reader.bodies),
        notes=paragraphs.notes + tuple(reader.notes),
    )


def _texts(paragraphs: Paragraphs) -> Iterator[Paragraph]:
    return (p for p in paragraphs.items if isinstance(p, Paragraph) and "noteRef:" in p.text)


class _Reader:
    """Reads the paragraphs in order and keeps a body that is still open."""

    def __init__(self, ids: set[int], shift: int) -> None:
        self.ids, self.shift = ids, shift
        self.bodies: list[NoteBody] = []
        self.notes: list[Note] = []
        self.open: _Open | None = None

    def read(self, paragraph: Paragraph) -> Paragraph | None:
        """The paragraph without artefacts; None where nothing of it is left."""
        if self.open is None and "[" not in paragraph.text:
            return paragraph
        gone: list[Range] = []
        marks: list[NoteRef] = []
        position = self._continue_body(paragraph, gone)
        while self.open is None and (token := _TOKEN.search(paragraph.text, position)):
            position = token.end()
            if token["ref"]:
                mark = str(int(token["ref"]) - self.shift)
                marks.append(NoteRef(token.start(), mark))
                self._add_note(f"mark of note {mark} restored", mark, token[0].strip(), mark)
            elif int(token["body"]) in self.ids:
                self.open = _Open(str(int(token["body"]) - self.shift), [])
                position = self._read_body(paragraph, position)
            else:
                continue
            gone.append((token.start(), position))
        if not gone:
            return paragraph
        left = remove_ranges(paragraph, gone, marks)
        return left if left.text or left.refs else None

    def _add_note(self, message: str, mark: str, before: str, after: str) -> None:
        self.notes.append(Note("footnote-artefact", message, f"fn{mark}", before=before, after=after))

    def _continue_body(self, paragraph: Paragraph, gone: list[Range]) -> int:
        """Read the rest of an open body at the start of this paragraph; returns where the text continues."""
        if self.open is None:
            return 0
        end = self._read_body(paragraph, 0)
        if end:
            gone.append((0, end))
        return end

    def _read_body(self, paragraph: Paragraph, start: int) -> int:
        """Read the open body up to its bracket, or to the end of the paragraph; returns where the text continues."""
        body, text = self.open, paragraph.text
        assert body is not None
        for m in _BRACKET.finditer(text, start):
            body.depth += 1 if m[0] == "[" else -1
            if body.depth < 0:
                body.parts.append(text[start : m.start()].strip())
                self._finish(paragraph)
                return m.end()
        body.parts.append(text[start:].strip())
        body.paragraphs += 1
        if body.paragraphs > _REACH:
            self._finish(paragraph)
        return len(text)

    def _finish(self, paragraph: Paragraph | None) -> None:
        body = self.open
        assert body is not None
        text = "\n\n".join(part for part in body.parts if part)
        self.bodies.append(NoteBody(body.mark, text, origin=paragraph.origin if paragraph else None))
        self._add_note(
            f"body of note {body.mark} taken out of the text",
            body.mark,
            f"[{int(body.mark) + self.shift}: …",
            text[:80],
        )
        self.open = None

    def close(self) -> None:
        """End of the document: a body whose bracket was not found ends here."""
        if self.open is not None:
            mark = self.open.mark
            self._finish(None)
            self.notes.append(Note("footnote-artefact", f"note {mark} is never closed", f"fn{mark}", "warning"))
