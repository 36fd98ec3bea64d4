"""Furniture of printed pages in a text: page numbers, running heads and job numbers are removed, each with a Note.

A page number in words or between dashes is known by its form; a bare number only beside a form feed, or in a series of
consecutive numbers a page apart. A line beside a page number is furniture where it recurs on most pages, or repeats a
line at the top of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from drafting.lexicon.page_furniture import is_certain_job_line, is_job_line, is_page_mark
from drafting.model.resolution import Note
from drafting.read.text.rows import TOP, Item, Row

_OF = re.compile(r"(?P<page>\d{1,3})\s?/\s?(?P<pages>\d{1,3})")
_BARE_NUMBER = re.compile(r"\d{1,4}(?:\s?/\s?\d{1,4})?|[ivx]{1,5}")
_NUMBER = re.compile(r"\d{1,3}")
_PARAGRAPH = 160
"""Characters of the longest line of a title page."""
_RULE = re.compile(r"[_–—]{3,}|-{3,}")
_SHORT = 30
_HEAD = 80
_NEAR = 2
"""Lines between a page boundary and a running head, at most."""
_PAGE = 15
"""Lines of a page, at least: bare numbers closer to each other are no page numbers."""


def without_furniture(items: list[Item]) -> tuple[list[Item], list[Note]]:
    """The rows without furniture, and a Note for each row removed. The row after it begins a page."""
    rows = {i: item for i, item in enumerate(items) if isinstance(item, Row) and len(item.text) < _SHORT}
    numbers = {i for i, row in rows.items() if is_page_mark(row.text)}
    numbers |= _numbers_of_pages(rows) | _counted(rows) | _in_a_sentence(items, rows)
    fed = {i for i, item in enumerate(items) if isinstance(item, Row) and item.page}
    jobs = _job_lines(items) - numbers
    if not numbers and not fed and not jobs:
        return items, []
    numbers |= {i for p in fed for i in (p - 1, p) if i in rows and _BARE_NUMBER.fullmatch(rows[i].text)}
    heads = _running_heads(items, numbers, fed) | _cutting_a_sentence(items, numbers) | jobs
    return _removed(items, numbers, heads)


def _removed(items: list[Item], numbers: set[int], heads: set[int]) -> tuple[list[Item], list[Note]]:
    """The items without the rows at these positions, and a Note for each of them."""
    kept: list[Item] = []
    notes: list[Note] = []
    page, blanks = False, 0
    for i, item in enumerate(items):
        if isinstance(item, Row) and (i in numbers or i in heads):
            blanks = max(blanks, item.blanks)
            code = "page-mark" if i in numbers else "running-head"
            notes.append(Note(code, "page furniture removed", f"line {item.lines[0] + 1}", before=item.text))
            page = True
            continue
        if page and isinstance(item, Row):
            item = item._replace(page=True, blanks=max(blanks, item.blanks))
        kept.append(item)
        page, blanks = False, 0
    return kept, notes


def _job_lines(items: list[Item]) -> set[int]:
    """Positions of job numbers below the first paragraph; on a title page they are lines of it."""
    top = next((i for i, item in enumerate(items[:TOP]) if isinstance(item, Row) and len(item.text) > _PARAGRAPH), TOP)
    behind = ((i, item.text) for i, item in enumerate(items) if i > top and isinstance(item, Row))
    return {i for i, text in behind if len(text) < _HEAD and is_certain_job_line(text)}


def _numbers_of_pages(rows: dict[int, Row]) -> set[int]:
    """Positions of "2/9", "3/9": the page and the number of pages, each page higher than the one before."""
    found = [(i, m) for i, row in rows.items() if (m := _OF.fullmatch(row.text)) and int(m["page"]) <= int(m["pages"])]
    pages = {m["pages"] for _, m in found}
    rising = all(int(a["page"]) < int(b["page"]) for (_, a), (_, b) in pairwise(found))
    return {i for i, _ in found} if len(pages) == 1 and rising else set()


def _counted(rows: dict[int, Row]) -> set[int]:
    """Positions of consecutive bare numbers, two at least, with the lines of a page between them."""
    found = [(i, int(row.text)) for i, row in rows.items() if _NUMBER.fullmatch(row.text)]
    follow = all(b == a + 1 and j - i >= _PAGE for (i, a), (j, b) in pairwise(found))
    return {i for i, _ in found} if len(found) > 1 and follow else set()


def _in_a_sentence(items: list[Item], rows: dict[int, Row]) -> set[int]:
    """Positions of bare numbers, with a rule above or not, between the two halves of a sentence."""
    found = {i for i, row in rows.items() if row.blanks and _NUMBER.fullmatch(row.text) and _cut(items, i - 1, i + 1)}
    for i, row in rows.items():
        above = rows.get(i - 1)
        if above and above.blanks and _RULE.fullmatch(above.text) and _NUMBER.fullmatch(row.text):
            found |= {i} if _cut(items, i - 2, i + 1) else set()
    return found


def _cutting_a_sentence(items: list[Item], boundary: set[int]) -> set[int]:
    """Positions of short lines beside a page number between two halves of a sentence: a head that occurs once."""
    found: set[int] = set()
    for p in boundary:
        for above in range(_NEAR + 1):
            for below in range(_NEAR + 1):
                heads = [*range(p - above, p), *range(p + 1, p + below + 1)]
                if _cut(items, p - above - 1, p + below + 1) and all(
                    isinstance(row := items[i], Row) and _may_head(row.text) and len(row.text) < _HEAD for i in heads
                ):
                    found |= set(heads)
    return found


def _cut(items: list[Item], before: int, after: int) -> bool:
    """True where the sentence of one row continues in another: in lower case, after no sign, behind an empty line."""
    if before < 0 or after >= len(items):
        return False
    a, b, c = items[before], items[before + 1], items[after]
    if not (isinstance(a, Row) and isinstance(b, Row) and isinstance(c, Row) and b.blanks and c.blanks):
        return False
    return len(a.text) > _SHORT and a.text[-1].isalnum() and c.text[0].islower()


def _may_head(text: str) -> bool:
    """True for a line that is short and no sentence."""
    return len(text) < 120 and not text.endswith((".", ";", ":", ","))


def _running_heads(items: list[Item], boundary: set[int], fed: set[int]) -> set[int]:
    """Positions of short lines beside page boundaries that recur, numbers aside, at most of them, or open the text."""
    near = {i for p in boundary | fed for i in range(p - _NEAR, p + _NEAR + 1)} - boundary
    lines = {i: row.text for i in near if (row := _row_at(items, i)) and _may_head(row.text)}
    shapes = {i: re.sub(r"\d+", "#", text) for i, text in lines.items()}
    often = _recurring(shapes.values(), len(boundary | fed))
    top = {row.text.casefold() for row in _rows(items[:TOP])}
    repeats_top = {i for i, text in lines.items() if i >= TOP and text.casefold() in top}
    found = {i for i, text in lines.items() if shapes[i] in often or is_job_line(text)}
    rules = {i - 1 for i in boundary if (row := _row_at(items, i - 1)) and _RULE.fullmatch(row.text)}
    return found | repeats_top | rules


def _recurring(shapes: Iterable[str], pages: int) -> set[str]:
    """The shapes that occur at half of the page boundaries at least, and more than once."""
    if pages < 2:
        return set()
    return {shape for shape, count in Counter(shapes).items() if count >= max(2, pages // 2)}


def _row_at(items: list[Item], position: int) -> Row | None:
    """The row at a position; None for a table, and outside the list."""
    item = items[position] if 0 <= position < len(items) else None
    return item if isinstance(item, Row) else None


def _rows(items: Iterable[Item]) -> Iterable[Row]:
    return (item for item in items if isinstance(item, Row))
