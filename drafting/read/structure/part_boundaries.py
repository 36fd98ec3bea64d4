"""Boundaries of the parts of a resolution: chapeau, preamble, enacting words, operative part, closing, annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafting.read.structure.closings import closing_position
from drafting.read.structure.enacting_lines import LONGEST_PHRASE, find_enacting, paragraph_at
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.group_heads import heads_group
from drafting.read.structure.organ_lines import organ_position

OPENING_QUOTES = ("“", "«", "„", '"')
"""Signs that a quoted text or paragraph begins with."""
_LONG_LINE = 120
"""Characters from which on a line with preambular words is a paragraph even where it is not finished."""


@dataclass(frozen=True, slots=True)
class PartBoundaries:
    """Positions in the list of items: each part begins at its own and ends before the next.

    `chapeau` and `enacting` are those of the lines, -1 where no such line is printed.
    """

    chapeau: int
    preamble: int
    enacting: int
    operative: int
    closing: int
    annex: int

    def moved_up(self, lines: int) -> PartBoundaries:
        """The boundaries after `lines` items above the preamble were joined to the chapeau."""
        places = (self.chapeau, self.preamble, self.enacting, self.operative, self.closing, self.annex)
        return PartBoundaries(*(n - lines if n >= 0 else n for n in places))


def find_boundaries(items: Sequence[ParagraphFeatures]) -> PartBoundaries:
    """Find the boundaries, from the surest sign to the weakest: enacting words, chapeau, numbers, opening words."""
    end = len(items)
    enacting = find_enacting(items)
    numbered = _first_numbered(items)
    if 0 <= numbered < enacting and not _are_recitals(items, numbered):
        above = _first_preambular(items, numbered) >= 0
        enacting = -1 if above or not _preamble_between(items, numbered, enacting) else enacting
    limit = enacting if enacting >= 0 else numbered if numbered >= 0 else end
    opening = _first_preambular(items, limit)
    first = paragraph_at(items, numbered) if opening < 0 and enacting < 0 else None
    certain = opening >= 0 or (first is not None and is_operative(first))
    chapeau = organ_position(items, opening if opening >= 0 else limit, certain)
    preamble = chapeau + 1 if chapeau >= 0 else opening if opening >= 0 else limit
    if enacting >= 0:
        operative = enacting + 1
    else:
        operative = _operative(items, preamble, numbered, chapeau >= 0 or opening >= 0)
        preamble = min(preamble, operative)
    annex = _annex(items, operative)
    return PartBoundaries(chapeau, preamble, enacting, operative, closing_position(items, operative, annex), annex)


def _are_recitals(items: Sequence[ParagraphFeatures], numbered: int) -> bool:
    """True for numbers right below "Whereas:" or "considérant ce qui suit :": they number recitals (acts of the EU)."""
    above = paragraph_at(items, numbered - 1)
    return above is not None and not above.label and bool(above.preambular) and above.text.endswith(":")


def is_operative(item: ParagraphFeatures) -> bool:
    """True for a paragraph with operative opening words, or with a hint that says so."""
    if item.hint is not None:
        return item.hint == "operative"
    if not item.operative or len(item.preambular) < len(item.operative):
        return bool(item.operative)
    same = len(item.preambular) == len(item.operative)  # "Décide" and "Décidé": the number or the end tells
    return same and (item.decimal > 0 or item.text.endswith((";", ".")))


def _first_numbered(items: Sequence[ParagraphFeatures]) -> int:
    """The first paragraph numbered 1 that reads like an operative paragraph, -1 where there is none."""
    for position, item in enumerate(items):
        if item.decimal != 1 or item.hint not in (None, "operative"):
            continue
        if item.hint == "operative" or item.label.upper().startswith("OP"):
            return position
        if item.label.upper().startswith("PP") or (item.preambular and not is_operative(item)):
            continue
        if is_operative(item) or item.closed:
            return position
    return _first_roman(items)


def _first_roman(items: Sequence[ParagraphFeatures]) -> int:
    """Paragraph I of a text that is numbered in roman numerals, -1 where there is none."""
    romans = [
        (position, item)
        for position, item in enumerate(items)
        if item.hint is None and item.mark and item.mark.style == "ROMAN" and item.closed
    ]
    if len(romans) < 2:
        return -1
    position, first = romans[0]
    counted = first.mark is not None and first.mark.ordinal == 1 and is_operative(first)
    return position if counted and romans[1][1].mark and romans[1][1].mark.ordinal == 2 else -1


def _preamble_between(items: Sequence[ParagraphFeatures], start: int, stop: int) -> bool:
    return any(not i.label and i.preambular and i.sentence for i in items[start:stop])


def _first_preambular(items: Sequence[ParagraphFeatures], limit: int) -> int:
    for position in range(limit):
        item = items[position]
        if _is_preambular(item) or heads_group(items, position) == "preamble":
            return position
    return -1


def _is_preambular(item: ParagraphFeatures) -> bool:
    if item.hint is not None:
        return item.hint == "preambular"
    if item.label:
        numbered = bool(item.preambular) and item.sentence and not is_operative(item)
        return item.label.upper().lstrip("[(").startswith("PP") or numbered
    return bool(item.preambular) and (item.sentence or len(item.text) > _LONG_LINE) and not item.text.startswith("(")


def _operative(items: Sequence[ParagraphFeatures], preamble: int, numbered: int, has_preamble: bool) -> int:
    """Where the operative part begins, where no enacting words say so."""
    if not has_preamble and numbered < 0:
        return _presidential_statement(items)
    if not has_preamble:
        return _with_headings(items, numbered, _below_title(items, numbered))
    if numbered >= preamble:
        return _with_headings(items, numbered, preamble)
    last = _last_preambular(items, preamble)
    for position in range(last + 1, len(items)):
        item = paragraph_at(items, position)
        if item and not item.furniture and (is_operative(item) or (item.decimal and item.closed)):
            if _in_group(items, last, item):
                continue
            return _with_headings(items, position, last + 1)
    return len(items)


def _last_preambular(items: Sequence[ParagraphFeatures], preamble: int) -> int:
    """The last paragraph of the preamble; the preamble of a text that an operative paragraph quotes does not count."""
    found = [
        p
        for p in range(preamble, len(items))
        if (s := paragraph_at(items, p)) and _is_preambular(s) and not is_operative(s)
    ]
    own = [p for p in found if not items[p].text.startswith(OPENING_QUOTES)]
    return max(own or found, default=preamble - 1)


def _in_group(items: Sequence[ParagraphFeatures], caption: int, item: ParagraphFeatures) -> bool:
    """True for "That …" under "NOTING WITH SATISFACTION:", the last preambular line: it is preambular too."""
    above = paragraph_at(items, caption)
    if above is None or item.label or not above.preambular or not above.text.endswith(":"):
        return False
    found = item.reader.lexicon.opening(item.text[:LONGEST_PHRASE], "operative")
    return found is not None and found.id == "that"


def _presidential_statement(items: Sequence[ParagraphFeatures]) -> int:
    """The first paragraph of a president's statement ("The Council reaffirms …"): no numbers, no preamble."""
    found = [p for p, item in enumerate(items) if _organ_speaks(item)]
    return found[0] if len(found) > 1 else len(items)


def _organ_speaks(item: ParagraphFeatures) -> bool:
    if item.hint is not None or item.label or not item.closed:
        return False
    text = item.text[:LONGEST_PHRASE]
    verb = item.reader.lexicon.verb(text) if item.reader.lexicon.organ(text) else None
    return verb is not None and verb.start > 0 and verb.form in ("singular", "plural")


def _with_headings(items: Sequence[ParagraphFeatures], position: int, floor: int) -> int:
    """Headings right above the first paragraph belong to the operative part."""
    while position > floor and (above := paragraph_at(items, position - 1)):
        heading = above.hint == "heading" or (above.hint is None and above.title_like and not above.preambular)
        if not heading or above.text.startswith(("(", "[")):
            break
        position -= 1
    return position


def _below_title(items: Sequence[ParagraphFeatures], stop: int) -> int:
    """The line below the title of an extract: the top lines are the title, a line apart is a heading."""
    first = next((p for p in range(stop) if (s := paragraph_at(items, p)) and s.title_like), stop)
    while first + 1 < stop and _belong_to_title(paragraph_at(items, first), paragraph_at(items, first + 1)):
        first += 1
    return first + 1


def _belong_to_title(line: ParagraphFeatures | None, below: ParagraphFeatures | None) -> bool:
    """True for two lines of one title: no empty line between them, both in capitals or neither."""
    if line is None or below is None or below.hint == "heading" or below.label:
        return False
    return not below.blank_before and line.caps == below.caps


def _annex(items: Sequence[ParagraphFeatures], operative: int) -> int:
    """Where the first annex begins: at a line that says so, or at a second text with an organ of its own."""
    for position in range(operative, len(items)):
        item = paragraph_at(items, position)
        if item and (item.hint == "annex" or item.part == "annex" or (item.hint is None and item.annex)):
            return position
        if item and position > operative + 1 and begins_text(items, position):
            return _with_title(items, position, operative + 1)
    return len(items)


def begins_text(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """True for "The Council," above a preambular paragraph: a whole text begins, quoted or in another language."""
    item = paragraph_at(items, position)
    if item is None or item.hint is not None or item.part or not item.text.endswith(","):
        return False
    if len(item.text) > LONGEST_PHRASE or not item.chapeau:
        return False
    below = (paragraph_at(items, p) for p in range(position + 1, position + 3))
    following = next((line for line in below if line and not line.furniture), None)
    return following is not None and not following.label and _is_preambular(following)


def _with_title(items: Sequence[ParagraphFeatures], position: int, floor: int) -> int:
    """The position of the title right above a text, or of the text itself."""
    while position > floor and (above := paragraph_at(items, position - 1)) and above.title_like and not above.label:
        position -= 1
    return position
