"""Page furniture: heads, feet, page numbers and line numbers, told by their height on the page and by coming back."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.lexicon.page_furniture import is_margin_number
from drafting.read.pdf.words import Word, text_of

_SYMBOL = re.compile(r"(?=.*\d)[A-Z][\w.-]*/\S+(?:\s\S+){0,3}")
"""What a page head that repeats a symbol of the first page looks like."""
_PIECES = 2.0
"""White wider than so many times the size parts two pieces of a head."""
_SAME_HEIGHT = 2.5
_OFTEN = 0.3
"""Share of the pages on which a piece of furniture comes back at least (left and right pages differ)."""
_APART = 1.45
"""Heads and feet stand further from the text than so many times the size."""
_MARGIN, _EDGE = 0.15, 0.09
"""Heads and feet stand in this share of the page, at its top or bottom; in the outer one two pages tell, else three."""
_NUMBERED_LINES = 4
"""Lines of a page that are numbered at least before its margin is taken for line numbers."""

_DENSE = 400
"""Numbers that may stand on a page before it is a table of figures."""


@dataclass(frozen=True)
class Piece:
    """Words that stand together on one line of a page; `depth`: how far in from its edge, as a share of its height."""

    words: tuple[Word, ...]
    page: int
    depth: float = 0.0

    @property
    def text(self) -> str:
        """Its words."""
        return text_of(self.words)

    @property
    def shape(self) -> tuple[str, float]:
        """What comes back: the words with numbers aside, and their size."""
        return re.sub(r"\d+", "#", self.text), self.words[0].size


def without_furniture(
    pages: Sequence[Sequence[Word]], heights: Sequence[float]
) -> tuple[list[list[Word]], list[Piece], list[Piece]]:
    """The words of each page without its furniture; the heads and feet; the line numbers."""
    kept: list[list[Word]] = []
    numbers: list[Piece] = []
    counting = [_line_numbers(words) for words in pages]
    edge = max((w.x1 for words, found in zip(pages, counting, strict=True) for w in words if id(w) in found), default=0)
    for number, words in enumerate(pages):
        counted = counting[number] or {id(w) for w in words if w.x1 < edge + 1 and _digits(w)}
        kept.append([w for w in words if id(w) not in counted])
        numbers += [Piece((w,), number) for w in words if id(w) in counted]
    margins = [_margins(words, number, heights[number]) for number, words in enumerate(kept)]
    known = _known(margins)
    front = {
        p.text
        for row in (margins[0][0] if margins else ())
        for p in row
        if p.depth < 2 * _MARGIN and _SYMBOL.fullmatch(p.text)
    }
    found: list[Piece] = []
    for number, (top, bottom) in enumerate(margins):
        symbols = front if number else set()
        here = [piece for side in (top, bottom) for piece in _outermost(side, known, symbols)]
        taken = {id(w) for piece in here for w in piece.words}
        if len(taken) < len(kept[number]) or all(is_margin_number(p.text) for p in here):
            kept[number] = [w for w in kept[number] if id(w) not in taken]
            found += here
    return kept, found, numbers


def _is_furniture(row: Sequence[Piece], known: Known, front: set[str]) -> bool:
    """A row in the margin whose pieces come back, number the page, or repeat the symbol beside such a number."""
    counted = [is_margin_number(p.text) for p in row]
    return all(
        p.depth < _MARGIN
        and (_comes_back(p, known) or number or p.text in front or (any(counted) and bool(_SYMBOL.fullmatch(p.text))))
        for p, number in zip(row, counted, strict=True)
    )


def _outermost(side: Sequence[list[Piece]], known: Known, symbols: set[str]) -> list[Piece]:
    """The furniture of one side, from the edge inwards, as far as white parts it from the text inside."""
    rows = list(itertools.takewhile(lambda row: _is_furniture(row, known, symbols), side))
    while rows and len(rows) < len(side):
        last, following = rows[-1][0].words[0], side[len(rows)][0].words[0]
        if abs(following.base - last.base) > _APART * max(last.size, following.size):
            break
        rows.pop()
    return [piece for row in rows for piece in row]


Margins = tuple[list[list[Piece]], list[list[Piece]]]


def _margins(words: Sequence[Word], page: int, height: float) -> Margins:
    """The rows of a page from the top down and from the bottom up, in pieces."""
    rows: dict[float, list[Word]] = {}
    for word in words:
        rows.setdefault(word.base, []).append(word)
    order = [_pieces(rows[base], page, min(base, height - base) / height) for base in sorted(rows)]
    return order, order[::-1]


def _pieces(words: Sequence[Word], page: int, depth: float) -> list[Piece]:
    pieces: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.x0):
        if pieces and word.x0 - pieces[-1][-1].x1 <= _PIECES * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [Piece(tuple(p), page, depth) for p in pieces]


Known = dict[tuple[str, float], set[int]]


def _known(margins: Sequence[Margins]) -> Known:
    """The shapes that come back at one height on enough pages, with those heights. A raised mark begins a note."""
    places: defaultdict[tuple[str, float], defaultdict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for number, (rows, _) in enumerate(margins):
        for piece in (p for row in rows for p in row if p.depth < _MARGIN):
            if not piece.words[0].shift:
                places[piece.shape][_height(piece)][number] = piece.depth
    found: Known = {}
    for shape, spots in places.items():
        for height, depths in spots.items():
            pages = set(depths).union(*(spots.get(n, {}) for n in (height - 1, height + 1)))
            least = 2 if min(depths.values()) < _EDGE else 3
            if len(pages) >= max(least, _OFTEN * len(margins)):
                found.setdefault(shape, set()).add(height)
    return found


def _height(piece: Piece) -> int:
    return round(piece.words[0].base / _SAME_HEIGHT)


def _comes_back(piece: Piece, known: Known) -> bool:
    return _height(piece) in known.get(piece.shape, ())


def _line_numbers(words: Sequence[Word]) -> set[int]:
    """The words that number the lines of a page: digits alone, left of all other text, counting in one step."""
    by_base: dict[float, Word] = {}
    for word in words:
        if word.base not in by_base or word.x0 < by_base[word.base].x0:
            by_base[word.base] = word
    numbers = [w for _, w in sorted(by_base.items()) if _digits(w)]
    if not _NUMBERED_LINES <= len(numbers) <= _DENSE:
        return set()
    while numbers:
        edge, own = max(w.x1 for w in numbers), {id(w) for w in numbers}
        if not any(w.x0 < edge + 2 and id(w) not in own for w in words):
            break
        numbers = [w for w in numbers if w.x1 < edge - 0.5]
    values = [int(w.text) for w in numbers]
    steps = {b - a for a, b in itertools.pairwise(values)}
    return {id(w) for w in numbers} if len(numbers) >= _NUMBERED_LINES and len(steps) == 1 and min(steps) > 0 else set()


def _digits(word: Word) -> bool:
    return word.text.isascii() and word.text.isdigit() and len(word.text) <= 4
