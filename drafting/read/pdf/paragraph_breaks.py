"""Where paragraphs begin among the lines of a column: rules in order, the first that knows decides."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafting.lexicon import detect, load
from drafting.read.pdf.dehyphenate import HYPHENS
from drafting.read.pdf.placed_lines import PlacedLine
from drafting.read.pdf.words import spaced
from drafting.read.sentence_ends import CONJUNCTIONS

_ITEM_END = re.compile(rf"(?:[.;:,!?…][\s»”\")\]’]*|\b(?:{CONJUNCTIONS}))$")
"""How an item of a list ends before the next one begins."""
_OTHER_SIZE = 0.6
"""Points from which on two sizes differ."""
_OTHER_MARGIN = 0.4
"""Share of the size from which on two margins differ."""
_SURE, _AIRY = 5, 0.8
"""Paragraphs, and the share of them, that show that white is between paragraphs. Judged, not measured."""
_SPACE = 0.28
"""The width of a space as a share of the size."""
_HALF = 0.5
"""Share of the width of its column from which on a line without an end is not the whole of a paragraph. Judged."""
_SAMPLE = 4_000
"""Characters of a document from which its language is detected, to know opening words."""


@dataclass(frozen=True)
class _Seam:
    """A line below the lines of a paragraph. `airy`: white is between the paragraphs of this document; `opens`: whether
    a text begins with opening words of its language."""

    group: Sequence[PlacedLine]
    here: PlacedLine
    airy: bool
    opens: Callable[[str], bool]

    @property
    def last(self) -> PlacedLine:
        return self.group[-1]

    @property
    def same_column(self) -> bool:
        return self.last.number == self.here.number and self.here.gap > 0

    @property
    def broken_word(self) -> bool:
        return self.last.line.text[-1:] in HYPHENS

    @cached_property
    def fits(self) -> bool:
        """True where the first word of the line had room on the line above: then it was not moved down."""
        return _fits(self.last, self.here)

    @cached_property
    def continues(self) -> bool:
        """True where the line begins where the lines of the paragraph do, and its first line begins elsewhere."""
        first, last, here = self.group[0], self.last, self.here
        return len(self.group) > 1 and abs(here.inset - last.inset) <= 2 < abs(first.inset - last.inset)


def paragraph_groups(pieces: Sequence[Sequence[PlacedLine]]) -> Iterator[list[PlacedLine]]:
    """The lines of one paragraph each. A paragraph may continue in the next column or on the next page."""
    airy, opens = _is_airy(pieces), _opening_words(pieces)
    group: list[PlacedLine] = []
    for here in itertools.chain.from_iterable(pieces):
        if group and _begins_paragraph(_Seam(group, here, airy, opens)):
            yield group
            group = []
        group.append(here)
    if group:
        yield group


def _is_airy(pieces: Sequence[Sequence[PlacedLine]]) -> bool:
    """True where white is above nearly every line whose first word had room on the line before."""
    starts = [b for lines in pieces for a, b in itertools.pairwise(lines) if _fits(a, b)]
    return len(starts) >= _SURE and sum(b.apart for b in starts) > _AIRY * len(starts)


def _opening_words(pieces: Sequence[Sequence[PlacedLine]]) -> Callable[[str], bool]:
    """Whether a text begins with a capital and opening words of the language of these lines (if it is known)."""
    sample = ""
    for placed in itertools.chain.from_iterable(pieces):
        if len(sample) > _SAMPLE:
            break
        sample += placed.line.text + "\n"
    language = detect(sample)
    if not language:
        return lambda text: False
    lexicon = load(language)
    return lambda text: text[:1].isupper() and lexicon.opening(text) is not None


def _begins_paragraph(seam: _Seam) -> bool:
    return next((answer for rule in _RULES if (answer := rule(seam)) is not None), False)


def _set_apart(seam: _Seam) -> bool | None:
    """White above the line, or another size: a paragraph begins."""
    other_size = abs(seam.here.line.size - seam.last.line.size) > _OTHER_SIZE
    return True if (seam.same_column and seam.here.apart) or other_size else None


def _other_weight(seam: _Seam) -> bool | None:
    """Bold after plain or plain after bold begins a paragraph, unless the words may still belong together."""
    bold = seam.here.line.bold
    changes = all(p.line.bold for p in seam.group) != bold and not seam.broken_word
    return True if changes and (seam.last.ended or bold or seam.fits) else None


def _broken_word(seam: _Seam) -> bool | None:
    return False if seam.broken_word and seam.here.line.text[:1].islower() else None


def _unfinished(seam: _Seam) -> bool | None:
    """A small letter below a line that breaks off: ragged lines may end early, a paragraph does not begin so."""
    last, here = seam.last, seam.here
    goes_on = last.line.plain[-1:].isalnum() and here.line.text[:1].islower() and not here.label
    long = last.line.x1 - last.line.x0 > _HALF * (last.stack.right - last.stack.left)
    return False if goes_on and long else None


def _short_line_above(seam: _Seam) -> bool | None:
    return True if seam.fits or (seam.same_column and _is_set_otherwise(seam.last, seam.here)) else None


def _no_white(seam: _Seam) -> bool | None:
    return False if seam.same_column and seam.airy else None


def _labelled(seam: _Seam) -> bool | None:
    """A label begins a paragraph where the item above ended, or where labels are and lines do not continue."""
    here = seam.here
    if here.label and (_ITEM_END.search(seam.last.line.plain) or _is_outdented(seam.group, here)):
        return not (len(seam.group) > 1 and seam.continues)
    return None


def _opens_paragraph(seam: _Seam) -> bool | None:
    """Opening words with a capital, below a line that ends as a recital or an operative paragraph does."""
    ends = _ITEM_END.search(seam.last.line.plain)
    return True if ends and seam.opens(seam.here.line.text) else None


def _other_indent(seam: _Seam) -> bool | None:
    here = seam.here
    if len(seam.group) > 1 and seam.same_column:
        return abs(here.inset - seam.last.inset) > _OTHER_MARGIN * here.line.size and not here.balanced
    return None


def _second_line(seam: _Seam) -> bool | None:
    """Below a first line, or at the top of a column: the sentence and the indent decide."""
    last, here, first = seam.last, seam.here, seam.group[0]
    if seam.continues:
        return False
    if seam.same_column:
        return last.ended and here.inset > last.inset + here.line.size and not first.label
    after_comma = last.line.plain.endswith(",") and here.line.text[:1].isupper()
    return last.ended or (after_comma and here.inset == first.inset)


_RULES: tuple[Callable[[_Seam], bool | None], ...] = (
    _set_apart, _other_weight, _broken_word, _unfinished, _short_line_above, _no_white, _labelled, _opens_paragraph,
    _other_indent, _second_line,
)  # fmt: skip


def _is_set_otherwise(last: PlacedLine, here: PlacedLine) -> bool:
    """True for a line that is centred or set to the right below one that is not; a title may continue so."""
    if (last.line.bold and here.line.bold) or last.label:
        return False
    centred = here.centred and not last.balanced and abs(here.inset - last.inset) > 3
    return centred or (here.flush and last.free > 2 and here.inset - last.inset > 3 * here.line.size)


def _fits(last: PlacedLine, here: PlacedLine) -> bool:
    """True where the first word of a line would have had room on the line above."""
    width, line = 0.0, here.line
    for number, word in enumerate(line.words):
        if number and spaced(line.words[number - 1], word):
            break
        width = word.x1 - line.x0
    free = last.inset if last.flush and abs(here.inset - last.inset) > 3 else last.free
    return free > width + _SPACE * line.size + 1


def _is_outdented(group: Sequence[PlacedLine], here: PlacedLine) -> bool:
    """True for a labelled line where labels are and lines do not continue."""
    if len(group) < 2 or not group[0].label:
        return False
    return abs(here.inset - group[0].inset) < 2 < abs(group[-1].inset - group[0].inset)
