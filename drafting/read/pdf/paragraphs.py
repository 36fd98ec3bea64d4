"""Lines of a column → paragraphs: where one ends, which words a line end broke, which signs are note marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drafting.lexicon.any_language import alternatives
from drafting.model.labels import split_label
from drafting.model.resolution import Note, NoteRef, Origin, Span, SpanKind
from drafting.read.paragraphs import Paragraph
from drafting.read.pdf.columns import Stack
from drafting.read.pdf.dehyphenate import HYPHENS, Hyphens
from drafting.read.pdf.words import Line, Word, spaced
from drafting.read.sentence_ends import CONJUNCTIONS

_END = re.compile(r"[.;:!?…][\s»”\")\]’]*$")
_OPEN = re.compile(r"\w.*/$|\d–$")
"""What a line may break behind without a space: an address, a symbol, a span of years."""
_SUSPENDED = re.compile(rf"(?:{alternatives('conjunctions', 'and', 'or', 'range')})\s")
"""What follows a hyphen that stands for the rest of a word: "low- and middle-income"."""
_PAUSE = re.compile(rf"(?:[.;:,!?…][\s»”\")\]’]*|\b(?:{CONJUNCTIONS}))$")
"""What an item of a list ends with before the next one begins."""
_WIDE = 1.3
"""White between paragraphs: more than so many times the usual distance of two lines."""
_LEVEL = 0.6
"""Points by which sizes differ when they differ."""
_STEP = 0.4
"""Share of the size by which one margin differs from another."""
_SURE, _AIRY = 5, 0.8
"""So many paragraphs at least, and so large a share of them, show that white stands between paragraphs."""
_SPACE = 0.28
"""The width of a space as a share of the size."""
_RUN = 3
"""Lines of a run whose own longest line tells where its right edge is, when"""
_PROSE = 35
"""they hold more letters than this on the whole, and"""
_FULL = 0.6
"""so many of them nearly reach it."""

Marks = Callable[[str, int], "list[str] | None"]
"""Raised signs and their page → the names of the notes they stand for, None where they are no marks."""


@dataclass(frozen=True)
class Placed:
    """A line in its column: `edge` is where the text of its run ends at the right, `gap` the distance from the line
    above in points (0: first of its column), `pitch` the usual one."""

    line: Line
    stack: Stack
    number: int
    edge: float
    gap: float
    pitch: float

    @cached_property
    def free(self) -> float:
        """White behind the line that a word could have taken, in points; a centred line shares it with its front."""
        if self.centred:
            return (self.stack.right - self.stack.left) - (self.line.x1 - self.line.x0)
        return self.edge - self.line.x1

    @cached_property
    def centred(self) -> bool:
        """Whether the line stands in the middle of its column, white on both sides."""
        return self.balanced and self.inset > 1.5 * self.line.size

    @property
    def balanced(self) -> bool:
        """Whether as much white stands on both sides, however little: a long line among centred ones."""
        return self.inset > 2 and abs(self.inset - (self.stack.right - self.line.x1)) < 3

    @cached_property
    def flush(self) -> bool:
        """Whether the line is set to the right: it ends at the right edge and begins far from the left."""
        width = self.stack.right - self.stack.left
        return self.stack.right - self.line.x1 < 2 and self.inset > 0.25 * width and not self.label

    @cached_property
    def inset(self) -> float:
        """How far in from the left edge of its column the line begins, in points."""
        return self.line.x0 - self.stack.left

    @cached_property
    def label(self) -> str | None:
        """The label the line begins with, if it does."""
        return split_label(self.line.text)[0]

    @property
    def apart(self) -> bool:
        """Whether more than the usual white stands above the line."""
        return self.gap > _WIDE * self.pitch

    @property
    def ended(self) -> bool:
        """Whether the line ends a sentence."""
        return bool(_END.search(self.line.plain))


def place(stacks: Sequence[Stack]) -> list[list[Placed]]:
    """The lines of every stack that stand together, tables apart: one list for each unbroken piece."""
    pieces = [(s, n, list(g)) for n, s in enumerate(stacks) for is_line, g in _split(s) if is_line]
    usual = _pitch([g for _, _, g in pieces])
    return [_placed(stack, number, lines, usual) for stack, number, lines in pieces]


def _split(stack: Stack) -> Iterator[tuple[bool, list[Line]]]:
    for is_line, group in itertools.groupby(stack.items, key=lambda i: isinstance(i, Line)):
        yield is_line, [i for i in group if isinstance(i, Line)]


def _placed(stack: Stack, number: int, lines: Sequence[Line], usual: dict[float, float]) -> list[Placed]:
    gaps = [0.0, *(b.base - a.base for a, b in itertools.pairwise(lines))]
    pitches = [usual.get(line.size, 1.2 * line.size) for line in lines]
    edges: list[float] = []
    starts = [n for n, gap in enumerate(gaps) if not n or gap > _WIDE * pitches[n]]
    for first, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        run = lines[first:stop]
        own = max(line.x1 for line in run)
        full = sum(line.x1 > own - 4 * line.size for line in run[:-1])
        edges += [own if len(run) >= _RUN and full > _FULL * (len(run) - 1) and _prose(run) else stack.right] * len(run)
    rows = zip(lines, edges, gaps, pitches, strict=True)
    return [Placed(line, stack, number, edge, gap, pitch) for line, edge, gap, pitch in rows]


def _prose(run: Sequence[Line]) -> bool:
    """Whether lines are as long as those of running text, and no list of names and dates."""
    return sum(len(line.text) for line in run) > _PROSE * len(run)


def _pitch(pieces: Sequence[Sequence[Line]]) -> dict[float, float]:
    """The usual distance between two lines of one size, in points: that of the closer ones."""
    gaps: dict[float, list[float]] = {}
    for a, b in (pair for lines in pieces for pair in itertools.pairwise(lines)):
        if a.size == b.size and 0.8 * a.size < b.base - a.base < 3 * a.size:
            gaps.setdefault(a.size, []).append(b.base - a.base)
    return {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}


def groups(pieces: Sequence[Sequence[Placed]]) -> Iterator[list[Placed]]:
    """The lines of one paragraph each. A paragraph goes on in the next column or on the next page."""
    airy = _airy(pieces)
    group: list[Placed] = []
    for here in itertools.chain.from_iterable(pieces):
        if group and _begins(group, here, airy):
            yield group
            group = []
        group.append(here)
    if group:
        yield group


def _airy(pieces: Sequence[Sequence[Placed]]) -> bool:
    """Whether white stands between paragraphs: above nearly every line whose first word had room on the line before."""
    starts = [b for lines in pieces for a, b in itertools.pairwise(lines) if _fits(a, b)]
    return len(starts) >= _SURE and sum(b.apart for b in starts) > _AIRY * len(starts)


def _begins(group: Sequence[Placed], here: Placed, airy: bool) -> bool:
    """Whether a line begins a paragraph after the lines of `group`."""
    last, line = group[-1], here.line
    same = last.number == here.number and here.gap > 0
    if (same and here.apart) or abs(line.size - last.line.size) > _LEVEL:
        return True
    broken, fits = last.line.text[-1:] in HYPHENS, _fits(last, here)
    if all(p.line.bold for p in group) != line.bold and (last.ended or line.bold or fits) and not broken:
        return True
    if broken and line.text[:1].islower():
        return False
    if fits or (same and _set_otherwise(last, here)):
        return True
    if same and airy:
        return False
    if here.label and (_PAUSE.search(last.line.plain) or _outdented(group, here)):
        return not (len(group) > 1 and _goes_on(group, here))
    if len(group) > 1 and same:
        return abs(here.inset - last.inset) > _STEP * line.size and not here.balanced
    if _goes_on(group, here):
        return False
    if same:
        return last.ended and here.inset > last.inset + line.size and not group[0].label
    return last.ended or (last.line.plain.endswith(",") and line.text[:1].isupper() and here.inset == group[0].inset)


def _set_otherwise(last: Placed, here: Placed) -> bool:
    """Whether a line is centred or set to the right below one that is not; a title goes on as it likes."""
    if (last.line.bold and here.line.bold) or last.label:
        return False
    centred = here.centred and not last.balanced and abs(here.inset - last.inset) > 3
    return centred or (here.flush and last.free > 2 and here.inset - last.inset > 3 * here.line.size)


def _goes_on(group: Sequence[Placed], here: Placed) -> bool:
    """Whether a line stands where the lines of the paragraph go on, and its first line stood elsewhere."""
    last = group[-1]
    return len(group) > 1 and abs(here.inset - last.inset) <= 2 < abs(group[0].inset - last.inset)


def _fits(last: Placed, here: Placed) -> bool:
    """Whether the first word of a line would have found room on the line above: then it was not moved down."""
    width, line = 0.0, here.line
    for number, word in enumerate(line.words):
        if number and spaced(line.words[number - 1], word):
            break
        width = word.x1 - line.x0
    free = last.inset if last.flush and abs(here.inset - last.inset) > 3 else last.free
    return free > width + _SPACE * line.size + 1


def _outdented(group: Sequence[Placed], here: Placed) -> bool:
    """Whether a labelled line stands where labels stand and not where lines go on."""
    return len(group) > 1 and bool(group[0].label) and abs(here.inset - group[0].inset) < 2 < abs(
        group[-1].inset - group[0].inset
    )  # fmt: skip


def paragraph(group: Sequence[Placed], marks: Marks, hyphens: Hyphens) -> tuple[Paragraph, list[Note]]:
    """Lines → one paragraph: marks become references, broken words are mended, emphasis becomes spans."""
    words = _Joined(marks, hyphens)
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


class _Joined:
    """Collects the lines of one paragraph."""

    def __init__(self, marks: Marks, hyphens: Hyphens) -> None:
        self._marks, self._hyphens = marks, hyphens
        self.text = ""
        self.refs: list[NoteRef] = []
        self.notes: list[Note] = []
        self._pieces: list[tuple[int, int, Word]] = []

    def add(self, line: Line) -> None:
        """Add a line below what is there."""
        before: Word | None = None
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
        """The end of one line and the beginning of the next."""
        if not self.text:
            return
        tail = self.text.rpartition(" ")[2]
        if tail[-1:] in HYPHENS and re.search(r"\w.$", tail) and not _SUSPENDED.match(following):
            self._mend(tail, following, page)
        elif not (_OPEN.search(tail) and following[:1].isalnum()):
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
        """The emphasis; what the whole paragraph is set in is its look and no emphasis."""
        found: list[Span] = []
        for kind, shows in _LOOKS:
            shown = [(a, b) for a, b, w in self._pieces if shows(w)]
            hidden = [(a, b) for a, b, w in self._pieces if not shows(w) and any(c.isalnum() for c in w.text)]
            if not shown or (kind in ("bold", "italic") and not hidden):
                continue
            found += [Span(a, b, kind) for a, b in self._runs(shown)]
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.kind)))

    def _runs(self, pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Neighbours with nothing but white between them as one."""
        start, end = pieces[0]
        for a, b in pieces[1:]:
            if self.text[end:a].strip():
                yield start, end
                start = a
            end = b
        yield start, end


_LOOKS: tuple[tuple[SpanKind, Callable[[Word], bool]], ...] = (
    ("bold", lambda w: w.bold),
    ("italic", lambda w: w.italic),
    ("superscript", lambda w: w.shift > 0),
    ("subscript", lambda w: w.shift < 0),
    ("strike", lambda w: w.strike),
    ("underline", lambda w: w.underline),
)
