"""Letters → words → lines: by base line and face; raised and lowered signs go to the line they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drafting.read.pdf.pages import Letter, RuledLine

_SAME_BASE = 0.7
"""Points by which letters of one line may differ in height."""
_SPACE = 0.18
"""White wider than this share of the size separates two words, whether or not a space is printed there."""
_SMALLER = 0.86
"""Raised and lowered signs are smaller than this share of their neighbour."""
_TOUCH = 0.45
"""A raised sign is within this share of the size of its neighbour."""
_HANGING = 40.0
"""Points between a raised mark at the start of a note and its first word, at most."""
_DOUBLE = 0.12
"""A letter set twice within this share of its size is one letter, made bold."""

_NEAR = 400
"""Words around a small one that are considered, at most."""

_THICK, _REACH = 2.0, 24.0
"""Points: a ruled line that underlines or strikes out is thinner, and nearer to the base line."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """Letters without white between them, in one size and face. Points from the left and the top of the page.

    `shift`: 1 raised, -1 lowered; `base` is the line's own then. `space`: a space is printed before it. `strike`,
    `underline`: a rule runs through it or below it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    shift: int = 0
    space: bool = False
    strike: bool = False
    underline: bool = False


@dataclass(frozen=True)
class PrintedLine:
    """One line of print: its words from left to right and its page, counted from 0."""

    words: tuple[PrintedWord, ...]
    page: int

    @cached_property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return max(w.x1 for w in self.words)

    @cached_property
    def base(self) -> float:
        """Its base line."""
        return self.words[0].base

    @cached_property
    def size(self) -> float:
        """The size of most letters of the line."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += 0 if word.shift else len(word.text)
        return max(sizes, key=lambda s: (sizes[s], s))

    @cached_property
    def text(self) -> str:
        """Its words, with spaces where white is."""
        return join_words(self.words)

    @cached_property
    def plain(self) -> str:
        """Its text without raised and lowered words."""
        return join_words([w for w in self.words if not w.shift])

    @cached_property
    def bold(self) -> bool:
        """True where the whole line is bold."""
        return all(w.bold for w in self.words if not w.shift)


def spaced(before: PrintedWord, word: PrintedWord) -> bool:
    """True where white is between two neighbours on a line."""
    gap = word.x0 - before.x1
    if before.shift or word.shift:
        return word.space if gap > _SPACE * max(before.size, word.size) else False
    return word.space or gap > _SPACE * max(before.size, word.size)


def join_words(words: Sequence[PrintedWord]) -> str:
    """The text of the words of one line, with spaces where white is."""
    return "".join(f"{' ' if n and spaced(words[n - 1], w) else ''}{w.text}" for n, w in enumerate(words))


def build_words(letters: Iterable[Letter]) -> list[PrintedWord]:
    """The words of a page, raised and lowered ones on the line they belong to, from the top down."""
    found: list[PrintedWord] = []
    for row in _rows(letters):
        found += _words(sorted(row, key=lambda c: c.x0))
    return sorted(_shifted(found), key=lambda w: (w.base, w.x0))


def _rows(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Letters on one base line."""
    row: list[Letter] = []
    for letter in sorted(letters, key=lambda c: c.base):
        if row and letter.base - row[0].base > _SAME_BASE:
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _words(row: Sequence[Letter]) -> Iterator[PrintedWord]:
    """The words of one base line from left to right."""
    base = row[0].base
    piece: list[Letter] = []
    space = gap = False
    for letter in row:
        if letter.text.isspace():
            gap = True
            if letter.text != " " and piece and not letter.text.isascii():
                piece.append(letter)  # a no-break space says more than the white it leaves
                gap = False
            continue
        last = piece[-1] if piece else None
        if last and letter.text == last.text and abs(letter.x0 - last.x0) < _DOUBLE * letter.size:
            piece[-1] = last._replace(bold=True)
            continue
        white = last is not None and letter.x0 - last.x1 > _SPACE * max(letter.size, last.size)
        if last and (gap or white or letter[4:] != last[4:]):
            yield _word(piece, base, space)
            piece, space = [], gap
        elif not piece:
            space = gap
        piece.append(letter)
        gap = False
    if piece:
        yield _word(piece, base, space)


def _word(piece: Sequence[Letter], base: float, space: bool) -> PrintedWord:
    first = next((c for c in piece if not c.text.isspace()), piece[0])
    return PrintedWord(
        "".join(c.text for c in piece), piece[0].x0, piece[-1].x1, base, first.size, first.bold, first.italic,
        space=space,
    )  # fmt: skip


def _shifted(words: Sequence[PrintedWord]) -> Iterator[PrintedWord]:
    """Move small words beside a larger one, a little above or below its base line, to that line."""
    hosts = sorted(words, key=lambda w: w.base)
    bases = [w.base for w in hosts]
    biggest = max((w.size for w in words), default=0.0)
    raised: dict[int, PrintedWord] = {}
    for word in sorted(words, key=lambda w: w.x0):
        if word.size >= _SMALLER * biggest or len(word.text) > 12:
            continue
        low, high = bisect_left(bases, word.base - 0.5 * biggest), bisect_right(bases, word.base + 0.8 * biggest)
        near = [raised.get(id(h), h) for h in hosts[low : min(high, low + _NEAR)] if h is not word]
        host = min((h for h in near if _hosts(h, word)), key=lambda h: _distance(h, word), default=None)
        if host is not None:
            lifted = host.shift or (1 if host.base > word.base else -1)
            raised[id(word)] = replace(word, base=host.base, shift=lifted)
    for word in words:
        yield raised.get(id(word), word)


def _hosts(host: PrintedWord, word: PrintedWord) -> bool:
    """True where a word may have another as its raised or lowered sign; such a sign may have the next one."""
    if host.shift:
        return host.size == word.size and 0 <= word.x0 - host.x1 < _TOUCH * 2 * host.size and host.base > word.base
    drop = (host.base - word.base) / host.size
    if word.size >= _SMALLER * host.size or not (0.1 < drop < 0.8 or -0.4 < drop < -0.05):
        return False
    behind = -0.3 * host.size < word.x0 - host.x1 < _TOUCH * host.size
    ahead = -0.3 * host.size < host.x0 - word.x1 < _HANGING and drop > 0
    return behind or ahead


def _distance(host: PrintedWord, word: PrintedWord) -> tuple[float, float]:
    return (abs(word.x0 - host.x1) if word.x0 >= host.x0 else 100 + abs(host.x0 - word.x1), abs(host.base - word.base))


def mark_ruled_words(words: Sequence[PrintedWord], rules: Iterable[RuledLine]) -> list[PrintedWord]:
    """The words, marked where a ruled line runs through or close below them; `words` from the top down."""
    found = list(words)
    bases = [w.base for w in found]
    for rule in rules:
        if not rule.flat or rule.bottom - rule.top > _THICK:
            continue
        height = (rule.top + rule.bottom) / 2
        for at in range(bisect_left(bases, height - _REACH), min(bisect_right(bases, height + _REACH), len(found))):
            word = found[at]
            if min(rule.x1, word.x1) - max(rule.x0, word.x0) < 0.6 * (word.x1 - word.x0):
                continue
            above = (word.base - height) / word.size
            if 0.15 < above < 0.45:
                found[at] = replace(word, strike=True)
            elif -0.25 < above <= 0.02:
                found[at] = replace(word, underline=True)
    return found


def build_lines(words: Iterable[PrintedWord], page: int) -> list[PrintedLine]:
    """Words of one column → its lines from the top down."""
    rows: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: w.base):
        if rows and word.base - rows[-1][0].base <= _SAME_BASE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [PrintedLine(tuple(sorted(row, key=lambda w: w.x0)), page) for row in rows]
