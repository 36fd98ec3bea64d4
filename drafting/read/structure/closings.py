"""Where the text ends and its closing lines begin: place and date, meeting, signatures."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.read.structure.features import ParagraphFeatures

_LONGEST_SIGNATURE = 90
_MOST_SIGNATURES = 12
"""Lines of the longest block of signatures that no date is above."""
_LONG_ITEM = 40
"""Characters of a lettered line that is an item even without a sign at its end: "J. Doe" is a name."""


def closing_position(items: Sequence[ParagraphFeatures], operative: int, annex: int) -> int:
    """The first closing line after the last numbered paragraph, `annex` where there is none."""
    labelled = (p for p in range(operative, annex) if items[p].decimal or _is_lettered_item(items[p]))
    last = max((p for p in labelled if not (items[p].closing or items[p].dated)), default=operative - 1)
    for position in range(max(last, operative - 1) + 1, annex):
        item = items[position]
        if item.table:
            continue
        if item.hint == "signature" or (item.hint is None and (item.closing or item.dated)):
            stray = items[position - 1] if position else None
            return position - (stray is not None and stray.furniture and position - 1 > last)
    return _signatures(items, max(last, operative - 1) + 1, annex)


def _is_lettered_item(item: ParagraphFeatures) -> bool:
    return item.lettered and (item.sentence or len(item.text) > _LONG_ITEM)


def _signatures(items: Sequence[ParagraphFeatures], first: int, annex: int) -> int:
    """The line that begins a block of signatures at the end: an office, and short lines below; `annex` if none."""
    position = annex
    while position > max(first, annex - _MOST_SIGNATURES) and _may_be_signature(items[position - 1]):
        position -= 1
    signed = (p for p in range(max(position, 1), annex) if items[p].reader.lexicon.signature(items[p].full_text))
    return next(signed, annex)


def _may_be_signature(item: ParagraphFeatures) -> bool:
    short = 0 < len(item.text) < _LONGEST_SIGNATURE
    return short and not item.table and item.hint is None and not item.sentence and not item.decimal
