"""Edits of a paragraph that keep every offset right: note marks and emphasis move with the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from drafting.model.resolution import NoteRef, Span
from drafting.read.paragraphs import Paragraph

Range = tuple[int, int]
"""Characters from the first offset up to the second."""


def remove_ranges(paragraph: Paragraph, ranges: Sequence[Range], marks: Sequence[NoteRef] = ()) -> Paragraph:
    """The paragraph without the characters in `ranges`; `marks` are new note marks by offset in the old text.

    Ranges may touch but not overlap. Blanks left at either end are removed too. At equal offsets old marks come before
    new ones.
    """
    text = paragraph.text
    gone = sorted(ranges)
    rest = "".join(
        text[a:b] for a, b in zip([0, *(b for _, b in gone)], [*(a for a, _ in gone), len(text)], strict=True)
    )
    left = len(rest) - len(rest.lstrip())
    clean = rest.strip()
    starts, ends = [a for a, _ in gone], [b for _, b in gone]
    removed_before = [0]
    for a, b in gone:
        removed_before.append(removed_before[-1] + b - a)

    def moved(offset: int) -> int:
        i = bisect_left(starts, offset)
        taken = removed_before[i] if i == 0 or ends[i - 1] <= offset else removed_before[i] - (ends[i - 1] - offset)
        return min(max(offset - taken - left, 0), len(clean))

    refs = sorted([*paragraph.refs, *marks], key=lambda r: r.offset)
    spans = (Span(moved(s.start), moved(s.end), s.kind, s.target) for s in paragraph.spans)
    return replace(
        paragraph,
        text=clean,
        refs=tuple(NoteRef(moved(r.offset), r.mark) for r in refs),
        spans=tuple(s for s in spans if s.start < s.end),
    )


def slice_paragraph(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Only the characters from `start` to `end`, with the marks and spans that belong to them."""
    if not paragraph.refs and not paragraph.spans:
        return paragraph.with_words(paragraph.text[start:end].strip(), paragraph.label)
    last = end == len(paragraph.text)
    inside = tuple(r for r in paragraph.refs if start <= r.offset < end or (last and r.offset == end))
    kept = replace(paragraph, refs=inside, spans=tuple(s for s in paragraph.spans if s.end > start and s.start < end))
    return remove_ranges(kept, [(0, start), (end, len(paragraph.text))])


def join_paragraphs(first: Paragraph, *rest: Paragraph, between: str = " ") -> Paragraph:
    """Several paragraphs as one, with `between` between them; style, label and layout are those of the first."""
    parts, at = [first.text], len(first.text)
    refs, spans = list(first.refs), list(first.spans)
    numbers = list(first.origin.paragraphs) if first.origin else []
    for paragraph in rest:
        gap = between if at and paragraph.text else ""
        at += len(gap)
        parts += [gap, paragraph.text]
        refs += [NoteRef(r.offset + at, r.mark) for r in paragraph.refs]
        spans += [Span(s.start + at, s.end + at, s.kind, s.target) for s in paragraph.spans]
        at += len(paragraph.text)
        if first.origin and paragraph.origin and paragraph.origin.story == first.origin.story:
            numbers += paragraph.origin.paragraphs
    origin = replace(first.origin, paragraphs=tuple(numbers)) if first.origin else None
    return replace(first, text="".join(parts), refs=tuple(refs), spans=tuple(spans), origin=origin)
