"""Labels that only the paragraphs around them prove: "A" and "II" above a part, "1.1" without a sign behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.model.labels import Label, Style, number_text, read_label
from drafting.read.edit import slice_paragraph
from drafting.read.structure.features import ParagraphFeatures

_PART_STYLES: tuple[Style, ...] = ("upper", "ROMAN")
_PART_LABEL = re.compile(r"[A-Z]|[IVX]{1,5}")
_REACH = 20
"""Paragraphs in which the second number of a list is looked for: lettered items may be between the two."""
_BARE_NUMBER = re.compile(r"(?P<label>\d{1,3}(?:\.[1-9]\d?){1,3}[A-Z]?)\s+(?=\S)")


def prove_labels(items: Sequence[ParagraphFeatures]) -> list[ParagraphFeatures]:
    """The items; letters that number the parts of the text are headings, decimal numbers in their order are labels."""
    return _bare_numbers(_part_headings(items))


def _part_headings(items: Sequence[ParagraphFeatures]) -> list[ParagraphFeatures]:
    """ "A", "B" or "I", "II", each alone above the heading or the first paragraph of a part."""
    lone = [p for p in range(len(items)) if _is_lone(items, p)]
    printed = [items[p].text for p in lone]
    marked: set[int] = set()
    for style in _PART_STYLES:
        count = 0
        found: list[int] = []
        for p, text in zip(lone, printed, strict=True):
            if text == number_text(style, count + 1):
                found.append(p)
                count += 1
        marked.update(found if count > 1 else ())
    return [
        item.with_paragraph(replace(item.paragraph, hint="heading")) if p in marked else item
        for p, item in enumerate(items)
    ]


def _is_lone(items: Sequence[ParagraphFeatures], position: int) -> bool:
    item = items[position]
    if item.table or item.label or item.hint is not None or not _PART_LABEL.fullmatch(item.text):
        return False
    below = items[position + 1 : position + 3]
    if not below or below[0].table or any(line.chapeau for line in below if not line.table):
        return False
    return below[0].decimal > 0 or (below[0].title_like and len(below) > 1 and bool(below[1].decimal))


def _bare_numbers(items: Sequence[ParagraphFeatures]) -> list[ParagraphFeatures]:
    """ "1.1 to act" below "1. Decides:", and "1.2 to wait" behind it. A quantity is not the next number of its list."""
    out: list[ParagraphFeatures] = []
    path = ""
    last: Label | None = None
    for position, item in enumerate(items):
        if item.table or (item.label and not item.mark):
            out.append(item)
            continue
        label = _bare_label(item)
        if label and (_is_next(label, path, last) and (last or _goes_on(items, position, label))):
            found = _BARE_NUMBER.match(item.text)
            words = slice_paragraph(item.paragraph, found.end() if found else 0, len(item.text))
            item = ParagraphFeatures(words, label.raw, " ", item.reader)
        out.append(item)
        if item.mark and item.mark.style == "decimal":
            path = f"{item.mark.parents}{item.mark.ordinal}."
            last = item.mark if item.mark.depth else None
    return out


def _bare_label(item: ParagraphFeatures) -> Label | None:
    m = None if item.label or item.hint is not None else _BARE_NUMBER.match(item.text)
    return read_label(m["label"]) if m else None


def _is_next(label: Label, path: str, last: Label | None) -> bool:
    """True for the first number below `path`, and for the one after `last` or after one of those above it."""
    if label.parents == path and label.ordinal == 1:
        return True
    if last is None:
        return False
    chain = f"{last.parents}{last.ordinal}".split(".")
    depth = label.depth
    if depth >= len(chain) or f"{'.'.join(chain[:depth])}." != label.parents:
        return False
    return label.ordinal == int(chain[depth]) + (not label.suffix)


def _goes_on(items: Sequence[ParagraphFeatures], position: int, label: Label) -> bool:
    """True where the second number of the list, or the first of a list inside, comes before other numbers."""
    inside = f"{label.parents}{label.ordinal}."
    for item in items[position + 1 : position + _REACH]:
        following = None if item.table else _bare_label(item) or item.mark
        if following and following.style == "decimal":
            second = following.parents == label.parents and following.ordinal == label.ordinal + (not following.suffix)
            return second or (following.parents == inside and following.ordinal == 1)
    return False
