"""Where paragraphs begin in a text whose paragraphs begin in lower case.

Some houses print "recalling" or "instructs the Secretary-General" on a line of its own above "a) …" or "1 …"; others
write whole recitals in lower case. Both are known by the line of the organ, with such words right below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.read.text.begins import Begins
from drafting.read.text.rows import Item, Row

_ENDS = ",;:."
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*[ \u00a0\t]+(?=[^\W\d_])")
_LABEL = re.compile(r"\(?(?:[a-z]{1,4}|\d{1,3})[).]\s")
_SHORT = 60
"""Characters of a line that one line of a group may be, with nothing else to tell that it is one."""
_CAPITALS = 1
"""Paragraphs with opening words in capitals that a text in lower case may hold, quoted or in an annex."""


def lower_case_starts(items: Sequence[Item], begins: Begins) -> frozenset[int]:
    """Numbers of the lines that begin a paragraph though they begin in lower case or with a bare number.

    Empty for a text whose recitals begin with capitals.
    """
    rows = [item for item in items if isinstance(item, Row)]
    organ = next((at for at in range(len(rows) - 1) if _is_organ(rows, at, begins)), None)
    if organ is None or sum(begins.opens(row.text) for row in rows) > _CAPITALS:
        return frozenset()
    starts: set[int] = {rows[organ + 1].lines[0]}
    heads: set[int] = {organ + 1} if _is_head(rows, organ + 1, begins) else set()
    for at in range(organ + 2, len(rows)):
        above, row = rows[at - 1], rows[at]
        free = above.text[-1] in _ENDS or at - 1 in heads
        if free and _is_head(rows, at, begins):
            heads.add(at)
        if at - 1 in heads or at in heads or (free and _may_begin(row, begins)):
            starts.add(row.lines[0])
    return frozenset(starts) if len(starts) > 1 else frozenset()


def _is_organ(rows: Sequence[Row], at: int, begins: Begins) -> bool:
    """True for the last line of an organ's name, right above a recital or group in lower case."""
    if rows[at].text[-1] != "," or not begins.lower(rows[at + 1].text):
        return False
    broken = at > 0 and rows[at].blanks == 0 and rows[at].text[0].islower() and begins.body(rows[at - 1].text)
    return broken or begins.body(rows[at].text)


def _is_head(rows: Sequence[Row], at: int, begins: Begins) -> bool:
    """True for a line of opening words alone, above a label, a number, or one short line that it introduces."""
    if begins.group(rows[at].text) is None or at + 1 == len(rows):
        return False
    below = rows[at + 1]
    if below.blanks or rows[at].text[-1] == ":" or _BARE_NUMBER.match(below.text) or _LABEL.match(below.text):
        return True
    return begins.alone_in_group(rows[at].text, below.text) and len(below.text) < 2 * _SHORT


def _may_begin(row: Row, begins: Begins) -> bool:
    return begins.lower(row.text) or bool(_BARE_NUMBER.match(row.text)) or row.blanks > 0
