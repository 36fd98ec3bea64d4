"""Page furniture of a PDF: heads, feet, page and line numbers, known by their height on the page and by recurring."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.lexicon.page_furniture import is_browser_mark, is_margin_number
from drafting.read.pdf.words import PrintedWord, join_words

_SYMBOL = re.compile(r"(?=.*\d)[A-Z][\w.-]*/\S+(?:\s\S+){0,3}")
"""What a page head that repeats a symbol looks like."""
_PIECES = 2.0
"""White wider than this multiple of the size separates two pieces of a head."""
_SAME_HEIGHT = 2.5
_OFTEN = 0.3
"""Share of the pages on which a piece of furniture recurs, at least (left and right pages differ). Judged."""
_APART = 1.45
"""Heads and feet are further from the text than this multiple of the size."""
_MARGIN, _EDGE = 0.15, 0.09
"""Shares of the page height: heads and feet are in the first; in the second two pages prove one, else three."""
_HEADER = 0.068
"""Share of the page height: what is nearer to the edge is in the margin itself. Word prints a header half an inch from
the edge (base line at 0.056 of a letter page, 0.060 of A4 at 12 points), text an inch from it (0.10)."""
_NUMBERED_LINES = 4
"""Figures of a page that are taken for line numbers, at least."""
_DENSE = 400
"""Figures of a page that is no table of figures, at most."""


@dataclass(frozen=True)
class FurniturePiece:
    """Words close together on one line of a page; `depth`: distance from its edge as a share of its height."""

    words: tuple[PrintedWord, ...]
    page: int
    depth: float = 0.0

    @property
    def text(self) -> str:
        """Its words."""
        return join_words(self.words)

    @property
    def shape(self) -> tuple[str, float]:
        """What recurs: the words with "#" for each number, and their size."""
        return re.sub(r"\d+", "#", self.text), self.words[0].size


def without_furniture(
    pages: Sequence[Sequence[PrintedWord]], heights: Sequence[float]
) -> tuple[list[list[PrintedWord]], list[FurniturePiece], list[FurniturePiece]]:
    """The words of each page without its furniture; the heads and feet; the line numbers."""
    kept, numbers = _without_line_numbers(pages)
    margins = [_margins(words, number, heights[number]) for number, words in enumerate(kept)]
    known = _known(margins)
    front = _front_symbols(margins)
    found: list[FurniturePiece] = []
    for number, sides in enumerate(margins):
        symbols = front if number else set()
        here = [piece for side in sides for piece in _outermost(side, known, symbols)]
        taken = {id(word) for piece in here for word in piece.words}
        if len(taken) < len(kept[number]) or all(is_margin_number(piece.text) for piece in here):
            kept[number] = [word for word in kept[number] if id(word) not in taken]
            found += here
    return kept, found, numbers


def _without_line_numbers(
    pages: Sequence[Sequence[PrintedWord]],
) -> tuple[list[list[PrintedWord]], list[FurniturePiece]]:
    """The words of each page without the numbers of its lines, and these.

    Where the lines of any page are numbered, figures as far left on the others are line numbers too.
    """
    counting = [_line_numbers(words) for words in pages]
    counted = (w.x1 for words, found in zip(pages, counting, strict=True) for w in words if id(w) in found)
    edge = max(counted, default=0.0)
    kept: list[list[PrintedWord]] = []
    numbers: list[FurniturePiece] = []
    for number, words in enumerate(pages):
        own = counting[number] or {id(w) for w in words if w.x1 < edge + 1 and _is_figure(w)}
        kept.append([w for w in words if id(w) not in own])
        numbers += [FurniturePiece((w,), number) for w in words if id(w) in own]
    return kept, numbers


def _front_symbols(margins: Sequence[Margins]) -> set[str]:
    """The symbols at the top of the first page, which the heads of the others may repeat."""
    rows = margins[0][0] if margins else ()
    pieces = (piece for row in rows for piece in row if piece.depth < 2 * _MARGIN)
    return {piece.text for piece in pieces if _SYMBOL.fullmatch(piece.text)}


def _is_furniture(row: Sequence[FurniturePiece], known: Known, front: set[str]) -> bool:
    """True for a row in the margin whose pieces recur, number the page, or repeat a symbol beside such a number.

    Very near to the edge one page is enough: a row of a symbol alone, or with what a browser prints there.
    """
    if all(p.depth < _HEADER for p in row) and _is_header(row):
        return True
    counted = [is_margin_number(p.text) for p in row]
    return all(
        p.depth < _MARGIN
        and (_recurs(p, known) or number or p.text in front or (any(counted) and bool(_SYMBOL.fullmatch(p.text))))
        for p, number in zip(row, counted, strict=True)
    )


def _is_header(row: Sequence[FurniturePiece]) -> bool:
    """True for a row with a date or an address of a browser, or of symbols and page numbers only."""
    return any(is_browser_mark(p.text) for p in row) or all(
        is_margin_number(p.text) or _SYMBOL.fullmatch(p.text) is not None for p in row
    )


def _outermost(side: Sequence[list[FurniturePiece]], known: Known, symbols: set[str]) -> list[FurniturePiece]:
    """The furniture of one side, from the edge inwards, as far as white separates it from the text."""
    rows = list(itertools.takewhile(lambda row: _is_furniture(row, known, symbols), side))
    while rows and len(rows) < len(side):
        last, following = rows[-1][0].words[0], side[len(rows)][0].words[0]
        if abs(following.base - last.base) > _APART * max(last.size, following.size):
            break
        rows.pop()
    return [piece for row in rows for piece in row]


Margins = tuple[list[list[FurniturePiece]], list[list[FurniturePiece]]]


def _margins(words: Sequence[PrintedWord], page: int, height: float) -> Margins:
    """The rows of a page, in pieces: from the top down, and from the bottom up."""
    rows: dict[float, list[PrintedWord]] = {}
    for word in words:
        rows.setdefault(word.base, []).append(word)
    order = [_pieces(rows[base], page, min(base, height - base) / height) for base in sorted(rows)]
    return order, order[::-1]


def _pieces(words: Sequence[PrintedWord], page: int, depth: float) -> list[FurniturePiece]:
    pieces: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: w.x0):
        if pieces and word.x0 - pieces[-1][-1].x1 <= _PIECES * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [FurniturePiece(tuple(p), page, depth) for p in pieces]


Known = dict[tuple[str, float], set[int]]


def _known(margins: Sequence[Margins]) -> Known:
    """The shapes that recur at one height on enough pages, with those heights. A raised mark begins a footnote."""
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


def _height(piece: FurniturePiece) -> int:
    return round(piece.words[0].base / _SAME_HEIGHT)


def _recurs(piece: FurniturePiece, known: Known) -> bool:
    return _height(piece) in known.get(piece.shape, ())


def _line_numbers(words: Sequence[PrintedWord]) -> set[int]:
    """Ids of the words that number the lines of a page: figures left of all other text, counting in equal steps."""
    by_base: dict[float, PrintedWord] = {}
    for word in words:
        if word.base not in by_base or word.x0 < by_base[word.base].x0:
            by_base[word.base] = word
    numbers = [word for _, word in sorted(by_base.items()) if _is_figure(word)]
    if not _NUMBERED_LINES <= len(numbers) <= _DENSE:
        return set()
    numbers = _left_of_text(numbers, words)
    values = [int(word.text) for word in numbers]
    steps = {b - a for a, b in itertools.pairwise(values)}
    in_steps = len(steps) == 1 and min(steps) > 0
    return {id(word) for word in numbers} if len(numbers) >= _NUMBERED_LINES and in_steps else set()


def _left_of_text(numbers: list[PrintedWord], words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The figures that have no other word of the page beside or left of them."""
    while numbers:
        edge, own = max(word.x1 for word in numbers), {id(word) for word in numbers}
        if not any(word.x0 < edge + 2 and id(word) not in own for word in words):
            break
        numbers = [word for word in numbers if word.x1 < edge - 0.5]
    return numbers


def _is_figure(word: PrintedWord) -> bool:
    return word.text.isascii() and word.text.isdigit() and len(word.text) <= 4
