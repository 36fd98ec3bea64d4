"""The words of a bracket, and brackets side by side that exclude one another: "[shall] [should]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafting.negotiate.brackets.values import Bracket, ParsedBrackets, Piece
from drafting.negotiate.brackets.vocabulary import is_joiner, starts_with_addition
from drafting.text.folding import fold

_BETWEEN = re.compile(r"[\s/|]*")
_CONTINUES = ",;.:)"
"""Signs at the start of a bracket which show that it adds to the text before it."""


def bracket_words(parsed: ParsedBrackets, bracket: Bracket) -> str:
    """The words of a bracket without its signs, attribution and annotations; brackets inside it as printed."""
    first, last = bracket.body, bracket.inside[1]
    return _words_between(parsed, bracket, first, last)


def piece_words(parsed: ParsedBrackets, bracket: Bracket, piece: Piece) -> str:
    """The words of one of several texts in a bracket, without its attribution."""
    return _words_between(parsed, bracket, piece.body, piece.stop)


def _words_between(parsed: ParsedBrackets, bracket: Bracket, first: int, last: int) -> str:
    cuts = {(t.start, t.end) for t in bracket.trailing}
    cuts |= {(c.start, c.end) for c in bracket.children if c.kind == "annotation" and not c.is_literal}
    cuts |= {(t.start, t.end) for c in bracket.children for t in c.beside}
    words, at = "", first
    for start, end in sorted(cuts):
        if at <= start and end <= last:
            words, at = words + parsed.text[at:start].rstrip(), end
    return (words + parsed.text[at:last]).strip()


def alternative_rows(parsed: ParsedBrackets) -> list[tuple[Bracket, ...]]:
    """Brackets side by side that exclude one another: "[shall] [should]", "[Option A: …] [Option B: …]".

    A bracket that begins with a comma or a conjunction adds to the text and is no alternative. Outer rows come first.
    """
    levels = [parsed.brackets, *(n.children for n, _ in parsed.walk_brackets())]
    return [row for level in levels for row in _rows_of(parsed, level)]


def _rows_of(parsed: ParsedBrackets, brackets: Sequence[Bracket]) -> Iterator[tuple[Bracket, ...]]:
    """The rows of two or more alternatives among brackets of one level."""
    row: list[Bracket] = []
    for bracket in (n for n in brackets if n.kind == "text"):
        if not _is_alternative(parsed, bracket):
            row, done = [], row
        elif row and not _continues_row(parsed, row[-1], bracket):
            row, done = [bracket], row
        else:
            row.append(bracket)
            continue
        if len(done) > 1:
            yield tuple(done)
    if len(row) > 1:
        yield tuple(row)


def _is_alternative(parsed: ParsedBrackets, bracket: Bracket) -> bool:
    """False for a bracket that adds to the text: empty, or beginning with a stop or a conjunction."""
    if bracket.option:
        return True
    if bracket.amendment or bracket.is_alternative:
        return False
    low = fold(bracket_words(parsed, bracket))
    return bool(low) and low[0] not in _CONTINUES and not starts_with_addition(low)


def _continues_row(parsed: ParsedBrackets, left: Bracket, right: Bracket) -> bool:
    """True when nothing but blanks, "/", "or" and annotations is between two brackets, and both or none are options."""
    if bool(left.option) != bool(right.option):
        return False
    start = max([left.end, *(t.end for t in left.beside)])
    end = min([right.start, *(t.start for t in right.beside if t.start >= start)])
    return _BETWEEN.fullmatch(parsed.text, start, end) is not None or is_joiner(
        parsed.text[start : min(end, start + 20)]
    )
