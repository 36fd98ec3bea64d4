"""Take words out of a paragraph and keep every offset true: note marks and emphasis move with the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from drafting.model import NoteRef, Span
from drafting.read.paragraphs import Paragraph

Range = tuple[int, int]


def cut(paragraph: Paragraph, ranges: Sequence[Range], marks: Sequence[NoteRef] = ()) -> Paragraph:
    """The paragraph without the characters in `ranges`; `marks` are new note marks by offset in the old text.

    Ranges may touch but not overlap. White space left at either end goes too. Equal offsets keep the order of old marks
    before new ones.
    """
    text = paragraph.text
    gone = sorted(ranges)
    rest = "".join(text[a:b] for a, b in zip([0, *(b for _, b in gone)], [*(a for a, _ in gone), len(text)], strict=True))
    left = len(rest) - len(rest.lstrip())
    clean = rest.strip()
    starts, ends = [a for a, _ in gone], [b for _, b in gone]
    before = [0]
    for a, b in gone:
        before.append(before[-1] + b - a)

    def moved(offset: int) -> int:
        i = bisect_left(starts, offset)
        taken = before[i] if i == 0 or ends[i - 1] <= offset else before[i] - (ends[i - 1] - offset)
        return min(max(offset - taken - left, 0), len(clean))

    refs = sorted([*paragraph.refs, *marks], key=lambda r: r.offset)
    spans = (Span(moved(s.start), moved(s.end), s.kind, s.target) for s in paragraph.spans)
    return replace(
        paragraph,
        text=clean,
        refs=tuple(NoteRef(moved(r.offset), r.mark) for r in refs),
        spans=tuple(s for s in spans if s.start < s.end),
    )


def part_of(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Only the characters from `start` to `end`, with the marks and spans that belong to them."""
    last = end == len(paragraph.text)
    inside = tuple(r for r in paragraph.refs if start <= r.offset < end or (last and r.offset == end))
    kept = replace(paragraph, refs=inside, spans=tuple(s for s in paragraph.spans if s.end > start and s.start < end))
    return cut(kept, [(0, start), (end, len(paragraph.text))])


def joined(first: Paragraph, second: Paragraph, between: str = " ") -> Paragraph:
    """Two paragraphs as one; the first one's looks stay."""
    shift = len(first.text) + len(between)
    origin = first.origin
    if first.origin and second.origin and first.origin.story == second.origin.story:
        origin = replace(first.origin, paragraphs=first.origin.paragraphs + second.origin.paragraphs)
    return replace(
        first,
        text=first.text + between + second.text,
        refs=first.refs + tuple(NoteRef(r.offset + shift, r.mark) for r in second.refs),
        spans=first.spans + tuple(Span(s.start + shift, s.end + shift, s.kind, s.target) for s in second.spans),
        origin=origin,
    )
