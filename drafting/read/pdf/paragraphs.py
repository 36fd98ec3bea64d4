"""Lines of a paragraph → `Paragraph`: which words a line end broke, which signs are note marks, what is emphasised."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from drafting.lexicon.any_language import alternatives
from drafting.model.resolution import Note, NoteRef, Origin, Span, SpanKind
from drafting.read.paragraphs import Paragraph
from drafting.read.pdf.dehyphenate import HYPHENS, Hyphens
from drafting.read.pdf.placed_lines import PlacedLine
from drafting.read.pdf.words import PrintedLine, PrintedWord, spaced

_NO_SPACE = re.compile(r"\w.*/$|\d–$")
"""What a line may break behind without a space: an address, a symbol, a range of years."""
_SUSPENDED = re.compile(rf"(?:{alternatives('conjunctions', 'and', 'or', 'range')})\s")
"""What follows a hyphen that replaces the rest of a word: "low- and middle-income"."""

MarkReader = Callable[[str, int], "list[str] | None"]
"""Raised signs and their page → the names of the notes they refer to, None where they are no note marks."""


def build_paragraph(group: Sequence[PlacedLine], marks: MarkReader, hyphens: Hyphens) -> tuple[Paragraph, list[Note]]:
    """Lines → one paragraph: marks become references, broken words are joined, emphasis becomes spans."""
    words = _JoinedLines(marks, hyphens)
    for placed in group:
        words.add(placed.line)
    first = group[0]
    text = words.text
    found = Paragraph(
        text,
        indent=max(0.0, round(first.inset, 1)),
        centred=all(p.centred for p in group),
        bold=all(p.line.bold for p in group),
        blank_before=first.apart or first.gap == 0,
        spans=words.spans(),
        refs=tuple(words.refs),
        origin=Origin("pdf", tuple(sorted({p.line.page for p in group}))),
    )
    return found, words.notes


class _JoinedLines:
    """Collects the lines of one paragraph."""

    def __init__(self, marks: MarkReader, hyphens: Hyphens) -> None:
        self._marks, self._hyphens = marks, hyphens
        self.text = ""
        self.refs: list[NoteRef] = []
        self.notes: list[Note] = []
        self._pieces: list[tuple[int, int, PrintedWord]] = []

    def add(self, line: PrintedLine) -> None:
        """Add a line below what is there."""
        before: PrintedWord | None = None
        for raised, run in itertools.groupby(line.words, key=lambda w: w.shift > 0):
            words = list(run)
            names = self._marks("".join(w.text for w in words), line.page) if raised else None
            if names is not None:
                self.refs += [NoteRef(len(self.text), name) for name in names]
                before = words[-1] if before is None else replace(before, x1=words[-1].x1)
                continue
            for word in words:
                if before is None:
                    self._below(line.text, line.page)
                elif self.text and spaced(before, word):
                    self.text += " "
                self._pieces.append((len(self.text), len(self.text) + len(word.text), word))
                self.text += word.text
                before = word

    def _below(self, following: str, page: int) -> None:
        """Join the beginning of a line to the text: with a space, without, or as the rest of a broken word."""
        if not self.text:
            return
        tail = self.text.rpartition(" ")[2]
        if tail[-1:] in HYPHENS and re.search(r"\w.$", tail) and not _SUSPENDED.match(following):
            self._mend(tail, following, page)
        elif not (_NO_SPACE.search(tail) and following[:1].isalnum()):
            self.text += " "

    def _mend(self, tail: str, following: str, page: int) -> None:
        keeps = self._hyphens.keeps(self.text, following)
        if keeps:
            return
        self.text = self.text[:-1]
        start, end, word = self._pieces[-1]
        self._pieces[-1] = (start, end - 1, word)
        self.refs = [r if r.offset <= len(self.text) else replace(r, offset=len(self.text)) for r in self.refs]
        begin = following.partition(" ")[0]
        self.notes.append(
            Note(
                "hyphen-removed", "a word broken at the line end was joined", f"page {page + 1}",
                "info" if keeps is False else "warning", f"{tail} {begin}", tail[:-1] + begin,
            )
        )  # fmt: skip

    def spans(self) -> tuple[Span, ...]:
        """The emphasis; bold or italics of the whole paragraph are its style, not emphasis."""
        found: list[Span] = []
        for kind, shows in _LOOKS:
            shown = [(a, b) for a, b, w in self._pieces if shows(w)]
            hidden = [(a, b) for a, b, w in self._pieces if not shows(w) and any(c.isalnum() for c in w.text)]
            if not shown or (kind in ("bold", "italic") and not hidden):
                continue
            found += [Span(a, b, kind) for a, b in self._runs(shown)]
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.kind)))

    def _runs(self, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Adjacent pieces as one, where only white is between them."""
        start, end = pieces[0]
        for a, b in pieces[1:]:
            if self.text[end:a].strip():
                yield start, end
                start = a
            end = b
        yield start, end


_LOOKS: tuple[tuple[SpanKind, Callable[[PrintedWord], bool]], ...] = (
    ("bold", lambda w: w.bold),
    ("italic", lambda w: w.italic),
    ("superscript", lambda w: w.shift > 0),
    ("subscript", lambda w: w.shift < 0),
    ("strike", lambda w: w.strike),
    ("underline", lambda w: w.underline),
)
