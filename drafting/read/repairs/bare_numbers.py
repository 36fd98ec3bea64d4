"""Numbers without any sign, as some houses print them: "resolves" / "1 that lights be repaired;" / "2 that …"."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.lexicon import Lexicon
from drafting.model.resolution import Note
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs, source_place

_BARE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})[ \t\u00a0\u2007\u202f]+(?=[^\W\d_])")


def read_bare_numbers(paragraphs: Paragraphs, lexicon: Lexicon) -> Paragraphs:
    """Read a bare number as a label where it counts from 1 below a line of opening words in lower case.

    A paragraph between two numbers ends the count: a quantity at the head of a line is no label.
    """
    items: list[Paragraph | TableParagraphs] = []
    notes: list[Note] = []
    expected = 0
    for item in paragraphs.items:
        if isinstance(item, TableParagraphs) or item.label:
            items.append(item)
            continue
        found = _BARE.match(item.text)
        if found and expected and _follows(found["number"], expected):
            number = found["number"]
            expected = int(number.partition(".")[0]) + 1
            message = "a number without a sign read as a label"
            notes.append(Note("label-bare", message, source_place(item), "info", item.text[:40], number))
            item = replace(remove_ranges(item, [(0, found.end())]), label=number)
        elif lexicon.group(item.text) is not None:
            expected = 1
        elif not item.text[:1].islower():
            expected = 0
        items.append(item)
    return replace(paragraphs, items=tuple(items), notes=(*paragraphs.notes, *notes)) if notes else paragraphs


def _follows(number: str, expected: int) -> bool:
    """True for the number expected, and for a decimal one inside the last: "2.1" where 3 is expected."""
    first, dot, _ = number.partition(".")
    return int(first) == expected - bool(dot)
