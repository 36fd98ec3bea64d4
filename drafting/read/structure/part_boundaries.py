"""Boundaries of the parts of a resolution: chapeau, preamble, enacting words, operative part, closing, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.model.labels import is_article_line
from drafting.read.structure.features import ParagraphFeatures

MISREAD_ONES = ("I.", "l.", "I)", "l)")
"""What scanners make of "1." and "1)"."""
OPENING_QUOTES = ("“", "«", "„", '"')
_LONGEST_PHRASE = 300
"""Characters of the longest chapeau or introduction on one line; opening words are looked for in as many."""
_HEAD = 160
_LONG_LINE = 120
"""Characters from which on a line with preambular words is a paragraph even where it is not finished."""
_GLUED_ONE = re.compile(r"\s1[.)]\s")
_FRONT = 60
"""Lines above the first paragraph in which a chapeau is looked for."""


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
    enacting = _enacting(items)
    numbered = _first_numbered(items)
    if 0 <= numbered < enacting and not _are_recitals(items, numbered):
        above = _first_preambular(items, numbered) >= 0
        enacting = -1 if above or not _preamble_between(items, numbered, enacting) else enacting
    limit = enacting if enacting >= 0 else numbered if numbered >= 0 else end
    opening = _first_preambular(items, limit)
    first = _paragraph_at(items, numbered) if opening < 0 and enacting < 0 else None
    certain = opening >= 0 or (first is not None and is_operative(first))
    chapeau = _chapeau(items, opening if opening >= 0 else limit, certain)
    preamble = chapeau + 1 if chapeau >= 0 else opening if opening >= 0 else limit
    if enacting >= 0:
        operative = enacting + 1
    else:
        operative = _operative(items, preamble, numbered, chapeau >= 0 or opening >= 0)
        preamble = min(preamble, operative)
    annex = _annex(items, operative)
    return PartBoundaries(chapeau, preamble, enacting, operative, _closing(items, operative, annex), annex)


def _are_recitals(items: Sequence[ParagraphFeatures], numbered: int) -> bool:
    """True for numbers right below "Whereas:" or "considérant ce qui suit :": they number recitals (acts of the EU)."""
    above = _paragraph_at(items, numbered - 1)
    return above is not None and not above.label and bool(above.preambular) and above.text.endswith(":")


def _paragraph_at(items: Sequence[ParagraphFeatures], position: int) -> ParagraphFeatures | None:
    """The paragraph at a position; None for a table, and outside the list."""
    item = items[position] if 0 <= position < len(items) else None
    return None if item is None or item.table else item


def _enacting(items: Sequence[ParagraphFeatures]) -> int:
    """The first line of enacting words: those of the lexicon, or a verb and a colon before paragraph 1."""
    for position, item in enumerate(items):
        if item.hint == "enacting" or (item.hint is None and item.enacting):
            return position
        if item.hint is None and introduces_numbers(item) and _number_one_follows(items, position):
            return position
        if item.hint is None and _introduces_articles(items, position):
            return position
    return -1


def introduces_numbers(item: ParagraphFeatures) -> bool:
    """ "Submits to the ministries the following recommendations:", "The Conference recommends …:"."""
    if item.label or not item.text.endswith(":") or len(item.text) > _LONGEST_PHRASE:
        return False
    return bool(item.operative) or _organ_and_verb(item)


def _introduces_articles(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """ "adopts this second day of June … the following Convention:" above the line of the first article."""
    item = items[position]
    following = _paragraph_at(items, position + 1)
    if item.label or not item.text.endswith(":") or following is None or not is_article_line(following.full_text):
        return False
    first = " ".join(item.text.split(" ", 2)[:2]), item.text.split(" ", 1)[0]
    return any(item.reader.lexicon.enacting(words) for words in first) or introduces_numbers(item)


def _number_one_follows(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """True where paragraph 1 is the next labelled one, with one heading between them at most or glued to it."""
    for ahead in range(position + 1, min(position + 4, len(items))):
        item = _paragraph_at(items, ahead)
        if item is None or item.furniture:
            continue
        if item.label or not item.title_like:
            return item.decimal == 1 or item.label in MISREAD_ONES or _GLUED_ONE.search(item.text[:_HEAD]) is not None
    return False


def _organ_and_verb(item: ParagraphFeatures) -> bool:
    """ "The Conference Recommends to the ministries …:" on one line."""
    words = item.text.split(" ")
    for count in range(2, min(8, len(words))):
        if words[count][:1].isupper() and item.reader.lexicon.chapeau(" ".join(words[:count]) + ","):
            found = item.reader.lexicon.opening(" ".join(words[count:]), "operative")
            if found:
                return True
    return False


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
        if _is_preambular(item):
            return position
    return -1


def _is_preambular(item: ParagraphFeatures) -> bool:
    if item.hint is not None:
        return item.hint == "preambular"
    if item.label:
        numbered = bool(item.preambular) and item.sentence and not is_operative(item)
        return item.label.upper().lstrip("[(").startswith("PP") or numbered
    return bool(item.preambular) and (item.sentence or len(item.text) > _LONG_LINE) and not item.text.startswith("(")


def _chapeau(items: Sequence[ParagraphFeatures], limit: int, certain: bool) -> int:
    """The last line that names an organ and ends with a comma, before the first preambular paragraph."""
    start = min(limit, len(items))
    for position in range(start - 1, max(-1, start - _FRONT), -1):
        item = items[position]
        if item.hint == "chapeau" or (item.hint is None and _names_organ(item)):
            return position
    before = _paragraph_at(items, start - 1) if certain else None
    if before is None or before.hint is not None or before.label:
        return -1
    return start - 1 if before.chapeau or (before.text.endswith(",") and len(before.text) < _LONGEST_PHRASE) else -1


def _names_organ(item: ParagraphFeatures) -> bool:
    return item.text.endswith((",", ";", ":")) and bool(item.chapeau) and not item.enacting


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
        item = _paragraph_at(items, position)
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
        if (s := _paragraph_at(items, p)) and _is_preambular(s) and not is_operative(s)
    ]
    own = [p for p in found if not items[p].text.startswith(OPENING_QUOTES)]
    return max(own or found, default=preamble - 1)


def _in_group(items: Sequence[ParagraphFeatures], caption: int, item: ParagraphFeatures) -> bool:
    """True for "That …" under "NOTING WITH SATISFACTION:", the last preambular line: it is preambular too."""
    above = _paragraph_at(items, caption)
    if above is None or item.label or not above.preambular or not above.text.endswith(":"):
        return False
    found = item.reader.lexicon.opening(item.text[:_LONGEST_PHRASE], "operative")
    return found is not None and found.id == "that"


def _presidential_statement(items: Sequence[ParagraphFeatures]) -> int:
    """The first paragraph of a president's statement ("The Council reaffirms …"): no numbers, no preamble."""
    found = [p for p, item in enumerate(items) if _organ_speaks(item)]
    return found[0] if len(found) > 1 else len(items)


def _organ_speaks(item: ParagraphFeatures) -> bool:
    if item.hint is not None or item.label or not item.closed:
        return False
    text = item.text[:_LONGEST_PHRASE]
    verb = item.reader.lexicon.verb(text) if item.reader.lexicon.organ(text) else None
    return verb is not None and verb.start > 0 and verb.form in ("singular", "plural")


def _with_headings(items: Sequence[ParagraphFeatures], position: int, floor: int) -> int:
    """Headings right above the first paragraph belong to the operative part."""
    while position > floor and (above := _paragraph_at(items, position - 1)):
        heading = above.hint == "heading" or (above.hint is None and above.title_like and not above.preambular)
        if not heading or above.text.startswith(("(", "[")):
            break
        position -= 1
    return position


def _below_title(items: Sequence[ParagraphFeatures], stop: int) -> int:
    """The line below the title of an extract: the top lines are the title, a line apart is a heading."""
    first = next((p for p in range(stop) if (s := _paragraph_at(items, p)) and s.title_like), stop)
    while first + 1 < stop and _belong_to_title(_paragraph_at(items, first), _paragraph_at(items, first + 1)):
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
        item = _paragraph_at(items, position)
        if item and (item.hint == "annex" or item.part == "annex" or (item.hint is None and item.annex)):
            return position
        if item and position > operative + 1 and begins_text(items, position):
            return _with_title(items, position, operative + 1)
    return len(items)


def begins_text(items: Sequence[ParagraphFeatures], position: int) -> bool:
    """True for "The Council," above a preambular paragraph: a whole text begins, quoted or in another language."""
    item = _paragraph_at(items, position)
    if item is None or item.hint is not None or item.part or not item.text.endswith(","):
        return False
    if len(item.text) > _LONGEST_PHRASE or not item.chapeau:
        return False
    below = (_paragraph_at(items, p) for p in range(position + 1, position + 3))
    following = next((line for line in below if line and not line.furniture), None)
    return following is not None and not following.label and _is_preambular(following)


def _with_title(items: Sequence[ParagraphFeatures], position: int, floor: int) -> int:
    """The position of the title right above a text, or of the text itself."""
    while position > floor and (above := _paragraph_at(items, position - 1)) and above.title_like and not above.label:
        position -= 1
    return position


def _closing(items: Sequence[ParagraphFeatures], operative: int, annex: int) -> int:
    """The first closing line after the last numbered paragraph."""
    labelled = (p for p in range(operative, annex) if items[p].decimal or items[p].lettered)
    last = max((p for p in labelled if not items[p].closing), default=operative - 1)
    for position in range(max(last, operative - 1) + 1, annex):
        item = _paragraph_at(items, position)
        if item and (item.hint == "signature" or (item.hint is None and item.closing)):
            stray = _paragraph_at(items, position - 1)
            return position - (stray is not None and stray.furniture and position - 1 > last)
    return annex
