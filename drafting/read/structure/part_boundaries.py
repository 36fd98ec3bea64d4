"""Where the parts of a resolution begin: chapeau, preamble, enacting words, operative part, closing lines, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.read.structure.features import Item, Seen

MISREAD_ONES = ("I.", "l.", "I)", "l)")
"""What scanners make of "1." and "1)"."""
_PHRASE = 300
_GLUED_ONE = re.compile(r"\s1[.)]\s")
_FRONT = 60
"""A chapeau stands within this many lines of the top."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Positions in the list of items; `chapeau` and `enacting` are -1 where no such line is printed."""

    chapeau: int
    preamble: int
    enacting: int
    operative: int
    closing: int
    annex: int

    def moved_up(self, lines: int) -> Landmarks:
        """The same places after `lines` items above them, or at the chapeau, became one with the item after them."""
        places = (self.chapeau, self.preamble, self.enacting, self.operative, self.closing, self.annex)
        return Landmarks(*(n - lines if n >= 0 else n for n in places))


def find(items: Sequence[Item]) -> Landmarks:
    """Decide from the surest sign to the weakest: enacting words, chapeau, numbered paragraphs, opening words."""
    end = len(items)
    enacting = _enacting(items)
    numbered = _first_numbered(items)
    if 0 <= numbered < enacting:
        above = _first_preambular(items, numbered) >= 0
        enacting = -1 if above or not _preamble_between(items, numbered, enacting) else enacting
    limit = enacting if enacting >= 0 else numbered if numbered >= 0 else end
    opening = _first_preambular(items, limit)
    first = _seen(items, numbered) if opening < 0 and enacting < 0 else None
    certain = opening >= 0 or (first is not None and is_operative(first))
    chapeau = _chapeau(items, opening if opening >= 0 else limit, certain)
    preamble = chapeau + 1 if chapeau >= 0 else opening if opening >= 0 else limit
    if enacting >= 0:
        operative = enacting + 1
    else:
        operative = _operative(items, preamble, numbered, chapeau >= 0 or opening >= 0)
        preamble = min(preamble, operative)
    annex = _annex(items, operative)
    return Landmarks(chapeau, preamble, enacting, operative, _closing(items, operative, annex), annex)


def _seen(items: Sequence[Item], position: int) -> Seen | None:
    item = items[position] if 0 <= position < len(items) else None
    return item if isinstance(item, Seen) else None


def _enacting(items: Sequence[Item]) -> int:
    """The first line of enacting words: those of the lexicon, or a verb and a colon before paragraph 1."""
    for position, item in enumerate(items):
        if not isinstance(item, Seen):
            continue
        if item.hint == "enacting" or (item.hint is None and item.enacting):
            return position
        if item.hint is None and introduces_numbers(item) and _number_one_follows(items, position):
            return position
    return -1


def introduces_numbers(item: Seen) -> bool:
    """ "Submits to the ministries the following recommendations:", "The Conference recommends …:"."""
    if item.label or not item.text.endswith(":") or len(item.text) > _PHRASE:
        return False
    return bool(item.operative) or _organ_and_verb(item)


def _number_one_follows(items: Sequence[Item], position: int) -> bool:
    """Paragraph 1 is the next labelled one, a heading between them at most, or stands glued to that heading."""
    for ahead in range(position + 1, min(position + 4, len(items))):
        item = _seen(items, ahead)
        if item is None or item.furniture:
            continue
        if item.label or not item.title_like:
            return item.decimal == 1 or item.label in MISREAD_ONES or _GLUED_ONE.search(item.text[:160]) is not None
    return False


def _organ_and_verb(item: Seen) -> bool:
    """ "The Conference Recommends to the ministries …:" on one line."""
    words = item.text.split(" ")
    for count in range(2, min(8, len(words))):
        if words[count][:1].isupper() and item.eyes.lexicon.chapeau(" ".join(words[:count]) + ","):
            found = item.eyes.lexicon.opening(" ".join(words[count:]), "operative")
            if found:
                return True
    return False


def is_operative(item: Seen) -> bool:
    """A paragraph that can stand in the operative part by its opening words, or is marked so."""
    if item.hint is not None:
        return item.hint == "operative"
    if not item.operative or len(item.preambular) < len(item.operative):
        return bool(item.operative)
    same = len(item.preambular) == len(item.operative)  # "Décide" and "Décidé": the number or the stop tells
    return same and (item.decimal > 0 or item.text.endswith((";", ".")))


def _first_numbered(items: Sequence[Item]) -> int:
    """The first paragraph numbered 1 that reads like an operative paragraph."""
    for position, item in enumerate(items):
        if not isinstance(item, Seen) or item.decimal != 1 or item.hint not in (None, "operative"):
            continue
        if item.hint == "operative" or item.label.upper().startswith("OP"):
            return position
        if item.label.upper().startswith("PP") or (item.preambular and not is_operative(item)):
            continue
        if is_operative(item) or item.closed:
            return position
    return _first_roman(items)


def _first_roman(items: Sequence[Item]) -> int:
    """Paragraph I of a text that roman numerals count."""
    romans = [
        (position, item)
        for position, item in enumerate(items)
        if isinstance(item, Seen) and item.hint is None and item.mark and item.mark.style == "ROMAN" and item.closed
    ]
    if len(romans) < 2:
        return -1
    position, first = romans[0]
    counted = first.mark is not None and first.mark.ordinal == 1 and is_operative(first)
    return position if counted and romans[1][1].mark and romans[1][1].mark.ordinal == 2 else -1


def _preamble_between(items: Sequence[Item], start: int, stop: int) -> bool:
    return any(isinstance(i, Seen) and not i.label and i.preambular and i.sentence for i in items[start:stop])


def _first_preambular(items: Sequence[Item], limit: int) -> int:
    for position in range(limit):
        item = items[position]
        if isinstance(item, Seen) and _is_preambular(item):
            return position
    return -1


def _is_preambular(item: Seen) -> bool:
    if item.hint is not None:
        return item.hint == "preambular"
    if item.label:
        numbered = bool(item.preambular) and item.sentence and not is_operative(item)
        return item.label.upper().lstrip("[(").startswith("PP") or numbered
    return bool(item.preambular) and (item.sentence or len(item.text) > 120) and not item.text.startswith("(")


def _chapeau(items: Sequence[Item], limit: int, certain: bool) -> int:
    """The last line that names an organ and ends with a comma, before the first preambular paragraph."""
    start = min(limit, len(items))
    for position in range(start - 1, max(-1, start - _FRONT), -1):
        item = items[position]
        if isinstance(item, Seen) and (item.hint == "chapeau" or (item.hint is None and _names_organ(item))):
            return position
    before = _seen(items, start - 1) if certain else None
    if before is None or before.hint is not None or before.label:
        return -1
    return start - 1 if before.chapeau or (before.text.endswith(",") and len(before.text) < _PHRASE) else -1


def _names_organ(item: Seen) -> bool:
    return item.text.endswith((",", ";", ":")) and bool(item.chapeau) and not item.enacting


def _operative(items: Sequence[Item], preamble: int, numbered: int, has_preamble: bool) -> int:
    """Where the operative part begins when no line says so."""
    if not has_preamble and numbered < 0:
        return _spoken(items)
    if not has_preamble:
        return _with_headings(items, numbered, _below_title(items, numbered))
    if numbered >= preamble:
        return _with_headings(items, numbered, preamble)
    last = max(
        (
            p
            for p in range(preamble, len(items))
            if (s := _seen(items, p)) and _is_preambular(s) and not is_operative(s)
        ),
        default=preamble - 1,
    )
    for position in range(last + 1, len(items)):
        item = _seen(items, position)
        if item and not item.furniture and (is_operative(item) or (item.decimal and item.closed)):
            if _in_group(items, last, item):
                continue
            return _with_headings(items, position, last + 1)
    return len(items)


def _in_group(items: Sequence[Item], caption: int, item: Seen) -> bool:
    """ "That …" under "NOTING WITH SATISFACTION:", the last preambular line, is still preambular."""
    above = _seen(items, caption)
    if above is None or item.label or not above.preambular or not above.text.endswith(":"):
        return False
    found = item.eyes.lexicon.opening(item.text[:_PHRASE], "operative")
    return found is not None and found.id == "that"


def _spoken(items: Sequence[Item]) -> int:
    """Statements of a president: "The Council reaffirms …", "The Council requests …", no number and no preamble."""
    found = [p for p, item in enumerate(items) if isinstance(item, Seen) and _organ_speaks(item)]
    return found[0] if len(found) > 1 else len(items)


def _organ_speaks(item: Seen) -> bool:
    if item.hint is not None or item.label or not item.closed:
        return False
    text = item.text[:_PHRASE]
    verb = item.eyes.lexicon.verb(text) if item.eyes.lexicon.organ(text) else None
    return verb is not None and verb.start > 0 and verb.form in ("singular", "plural")


def _with_headings(items: Sequence[Item], position: int, floor: int) -> int:
    """Headings right above the first paragraph belong to the operative part."""
    while position > floor and (above := _seen(items, position - 1)):
        heading = above.hint == "heading" or (above.hint is None and above.title_like and not above.preambular)
        if not heading or above.text.startswith(("(", "[")):
            break
        position -= 1
    return position


def _below_title(items: Sequence[Item], stop: int) -> int:
    """In an extract the lines on top are its title; what stands apart below them may be a heading of the text."""
    first = next((p for p in range(stop) if (s := _seen(items, p)) and s.title_like), stop)
    while first + 1 < stop and _same_title(_seen(items, first), _seen(items, first + 1)):
        first += 1
    return first + 1


def _same_title(line: Seen | None, below: Seen | None) -> bool:
    """Two lines of one title: nothing stands between them, and they are in the same kind of letters."""
    if line is None or below is None or below.hint == "heading" or below.label:
        return False
    return not below.paragraph.blank_before and line.caps == below.caps


def _annex(items: Sequence[Item], operative: int) -> int:
    """Where the first annex begins: with a line that says so, or with a second text that has an organ of its own."""
    for position in range(operative, len(items)):
        item = _seen(items, position)
        if item and (item.hint == "annex" or item.paragraph.part == "annex" or (item.hint is None and item.annex)):
            return position
        if item and position > operative + 1 and begins_text(items, position):
            return _with_title(items, position, operative + 1)
    return len(items)


def begins_text(items: Sequence[Item], position: int) -> bool:
    """ "The Council," with a preambular paragraph below it: a whole text begins, quoted or in another language."""
    item = _seen(items, position)
    if item is None or item.hint is not None or item.paragraph.part or not item.text.endswith(","):
        return False
    if len(item.text) > _PHRASE or not item.chapeau:
        return False
    following = next((s for p in range(position + 1, position + 3) if (s := _seen(items, p)) and not s.furniture), None)
    return following is not None and not following.label and _is_preambular(following)


def _with_title(items: Sequence[Item], position: int, floor: int) -> int:
    """The lines right above a text are its title."""
    while position > floor and (above := _seen(items, position - 1)) and above.title_like and not above.label:
        position -= 1
    return position


def _closing(items: Sequence[Item], operative: int, annex: int) -> int:
    """The first closing line behind the last numbered paragraph."""
    last = max(
        (p for p in range(operative, annex) if (s := _seen(items, p)) and (s.decimal or s.lettered) and not s.closing),
        default=operative - 1,
    )
    for position in range(max(last, operative - 1) + 1, annex):
        item = _seen(items, position)
        if item and (item.hint == "signature" or (item.hint is None and item.closing)):
            stray = _seen(items, position - 1)
            return position - (stray is not None and stray.furniture and position - 1 > last)
    return annex
