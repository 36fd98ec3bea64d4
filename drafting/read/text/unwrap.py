"""Rows → paragraphs: lines that a printer or converter broke are joined again, each join with a Note.

A line is broken because the next word did not fit. Whether a text is wrapped is decided for the whole document, from
lines that stop in mid-sentence and continue in lower case; where a paragraph begins is decided line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafting.lexicon.masthead import tells_adoption
from drafting.lexicon.page_furniture import is_furniture, is_reference_note
from drafting.model.labels import Label, read_label, split_label
from drafting.model.resolution import Note
from drafting.read.sentence_ends import is_finished
from drafting.read.text.begins import Begins
from drafting.read.text.lower_case_groups import lower_case_starts
from drafting.read.text.merge_rows import DocumentWords, merge_rows
from drafting.read.text.rows import Item, Row

_TERMINAL = ".;:!?…"
_ENDS = ",;:."
"""Signs that end a paragraph of a preamble or list: an empty line below one is between paragraphs, unless more empty
lines are between those."""
_AT_PAGE_END = re.compile(r"[A-Z]{1,3}/[\w./()-]+$|.$|\d{1,3} [A-ZÀ-Ý«“]|_{3}|-{3}|[⁰¹²³⁴-⁹]+ ")
"""A symbol, a sign alone, a numbered note, a rule: lines between the halves of a paragraph that a page cut."""
_LONGEST_LINE = 200
_SAMPLE = 2000
_ENOUGH = 20_000
"""Lines that are enough to see how a text is wrapped."""
_SHORTEST = 30
"""Characters of the shortest second half that begins with a capital."""
_STARTS = 8
"""Paragraphs that surely begin, enough to see whether empty lines are between paragraphs."""
_NARROW = 25
_NUMBERED_TITLE = re.compile(r"(?:(?:19|20)\d{2}|\d{1,3})/\d{1,4}[A-Z]?\. +(?=[^\W\d_])")
"""The number of a resolution in front of its title; above it may be "[on the report of …]", below who adopted it."""
_FULL = 0.8
"""A line is full where it and the next word fill this share of the usual width. Judged, not measured."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text is wrapped: `gap` empty lines between the lines of a paragraph, which are `width` characters wide."""

    gap: int
    width: int


def unwrap_lines(items: list[Item], begins: Begins) -> tuple[list[Item], list[Note]]:
    """Join broken lines, with one Note for each joined paragraph. `begins` knows opening and enacting words."""
    starts = lower_case_starts(items, begins)
    wrap = _find_wrap([item for item in items if isinstance(item, Row)], starts)
    joined = list(_join(items, wrap, begins, starts)) if wrap else [[item] for item in items]
    merged: list[Item] = []
    notes: list[Note] = []
    words = DocumentWords(items)
    for group in joined:
        item, found = merge_rows(group, "lines-joined", words)
        merged.append(item)
        notes += found
    return _join_cut_paragraphs(merged, notes, words, begins)


def _goes_on(before: str, after: str) -> bool:
    """True where the first line stops in mid-sentence and the second continues in lower case."""
    return after[0].islower() and before[-1] not in _TERMINAL and not split_label(after)[0]


def _find_wrap(rows: list[Row], starts: frozenset[int]) -> Wrap | None:
    rows = rows[:_ENOUGH]
    evidence: dict[int, list[int]] = {0: [], 1: []}
    pairs = {0: 0, 1: 0}
    for a, b in pairwise(rows):
        if b.blanks in pairs and b.lines[0] not in starts:
            pairs[b.blanks] += 1
            if _goes_on(a.text, b.text) and len(a.text) <= _LONGEST_LINE:
                evidence[b.blanks].append(len(a.text))
    for gap, share in sorted(((0, 0.15), (1, 0.3)), key=lambda choice: -len(evidence[choice[0]])):
        if len(evidence[gap]) >= max(2, share * pairs[gap]):
            widths = sorted(evidence[gap])
            width = widths[int(0.9 * (len(widths) - 1))]
            if width >= _NARROW and sum(len(r.text) > 1.6 * width for r in rows) < 0.1 * len(rows):
                return Wrap(gap, width)
    return None


def _join(items: list[Item], wrap: Wrap, begins: Begins, starts: frozenset[int]) -> Iterator[list[Item]]:
    """Groups of rows that make one paragraph each."""
    group: list[Item] = []
    number = 0
    before = False
    loose, apart = _has_gaps(items, wrap), _set_apart(items, wrap, begins)
    for item in items:
        last = group[-1] if group else None
        alone = isinstance(item, Row) and begins.alone(item.text)
        start = isinstance(item, Row) and item.lines[0] in starts
        together = not (alone or before or start) and isinstance(last, Row) and isinstance(item, Row)
        if together and _continues(last, item, wrap, begins, number, loose, apart):  # type: ignore[arg-type]
            group.append(item)
        else:
            if group:
                yield group
            group = [item]
            label = read_label(split_label(item.text)[0]) if isinstance(item, Row) else None
            number = label.ordinal if label and label.style == "decimal" else number
        before = alone
    if group:
        yield group


def _has_gaps(items: list[Item], wrap: Wrap) -> bool:
    """True where more than the usual space is between paragraphs: then sentences end inside paragraphs too."""
    rows = [item for item in items if isinstance(item, Row)]
    return sum(r.blanks > wrap.gap for r in rows) > 0.08 * len(rows)


def _set_apart(items: list[Item], wrap: Wrap, begins: Begins) -> bool:
    """True where nearly all paragraphs that surely begin, by label or opening words, have space above."""
    rows = [item for item in items[:_SAMPLE] if isinstance(item, Row)]
    starts = [r for r in rows if split_label(r.text)[0] or begins.opens(r.text)]
    return len(starts) >= _STARTS and sum(r.blanks > wrap.gap or r.page for r in starts) >= 0.9 * len(starts)


def _continues(a: Row, b: Row, wrap: Wrap, begins: Begins, number: int, loose: bool, apart: bool) -> bool:
    """True where this line continues the paragraph of the line above. Neither is complete by itself."""
    unfinished = _goes_on(a.text, b.text)
    full = len(a.text) + 1 + len(b.text.split(" ", 1)[0]) > _FULL * wrap.width
    if b.page and b.blanks != wrap.gap:  # the space above the first line of a page tells nothing
        return unfinished or (full and _stops_short(a.text) and not _begins(b.text, begins))
    if b.blanks > wrap.gap or (b.blanks and a.text[-1] in _ENDS and not loose):
        return False
    if unfinished:
        return True
    if _NUMBERED_TITLE.match(b.text) or (b.text[0] == "[" and tells_adoption(a.text)):
        return False
    if b.blanks < wrap.gap or _labelled(b.text, number, a.text):
        return False
    closed = is_finished(a.text) or a.text[-1] in ",)]»”"
    if closed and not apart and begins.opens(b.text):
        return False
    if not full or (a.text.isupper() != b.text.isupper() and closed):
        return False
    return loose or not (closed and a.text[-1] != "," and b.indent > a.indent)


def _stops_short(text: str) -> bool:
    """True for a line in lower case that ends without a sign: the sentence continues."""
    return text[-1].isalnum() and not text.isupper()


def _begins(text: str, begins: Begins) -> bool:
    return bool(split_label(text)[0]) or text.isupper() or begins.opens(text)


def _labelled(text: str, number: int, before: str) -> bool:
    """True where a label begins a paragraph; not for a number in mid-sentence: "… resolution / 2009. The …"."""
    label = read_label(split_label(text)[0])
    if label is None or _in_brackets(label, before):
        return False
    if label.style == "bullet":
        return before[-1] in _TERMINAL + ","
    if label.style != "decimal":
        return not before[-1].isalnum() or len(text) < 80
    return label.ordinal in (1, number + 1, number + 2) or before[-1] in _TERMINAL


def _in_brackets(label: Label, before: str) -> bool:
    """True where a number is no label: "… (No. / 29) and …", "… resolution 194 / (III) of …"."""
    if label.opening:
        return label.style in ("roman", "ROMAN") and before[-1].isdigit()
    return label.closing == ")" and before.count("(") > before.count(")")


def _join_cut_paragraphs(
    items: list[Item], notes: list[Note], words: DocumentWords, begins: Begins
) -> tuple[list[Item], list[Note]]:
    """Join paragraphs that a page cut in two: one stops in mid-sentence, another continues it behind furniture.

    Second halves in lower case are looked for first; one with a capital or a number continues what still has no end.
    """
    for goes_on in (_small, lambda a, b: _asks_for_more(a, b, begins)):
        groups: list[list[Item]] = []
        for item in items:
            at = _first_half(groups, item, goes_on) if isinstance(item, Row) else None
            if at is None:
                groups.append([item])
            else:
                groups[at].append(item)
        if len(groups) == len(items):
            continue
        items = []
        for group in groups:
            whole, found = merge_rows(group, "paragraph-joined", words)
            items.append(whole)
            notes += found
    return items, notes


def _first_half(groups: list[list[Item]], item: Row, goes_on: Callable[[Row, Row], bool]) -> int | None:
    """The group of the first half, where this row is a second half: above it, behind page furniture and notes."""
    if not item.blanks or item.indent:
        return None
    for back in range(1, min(8, len(groups) + 1)):
        row = groups[-back][-1]
        if not isinstance(row, Row):
            return None
        if not _is_between_pages(row.text):
            long = len(row.text) >= 60 and row.text[-1] not in _TERMINAL + ",)]»”*"
            free = long and goes_on(row, item) and not split_label(item.text[:20])[0]
            return len(groups) - back if free else None
    return None


def _small(first: Row, second: Row) -> bool:
    return second.text[0].islower()


def _asks_for_more(first: Row, second: Row, begins: Begins) -> bool:
    """True where a paragraph that surely began has no end, and the second row may continue it.

    The first has a label and a verb, or is before a page or a bare number, or its last word needs another. The second
    ends as a paragraph does: short lines and lines without an end are furniture.
    """
    if _small(first, second) or not first.text[-1].isalnum() or first.text.isupper() or not _begins(first.text, begins):
        return False
    if _begins(second.text, begins) or begins.alone(second.text) or _belongs_to_page(second.text):
        return False
    if not second.text[0].isalnum() or len(second.text) < _SHORTEST or second.text[-1] not in _TERMINAL + ",":
        return False
    label, _, words = split_label(first.text)
    return bool(label and begins.acts(words)) or second.page or second.text[0].isdigit() or begins.small(first.text)


def _is_between_pages(text: str) -> bool:
    """True for a line of the head or foot of a page, or a note there."""
    return len(text) < 160 and _belongs_to_page(text)


def _belongs_to_page(text: str) -> bool:
    return _AT_PAGE_END.match(text) is not None or is_furniture(text) or is_reference_note(text)
