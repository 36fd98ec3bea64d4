"""Lines of opening words alone, in lower case, as some houses print them above the paragraphs of a group."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.model.resolution import Part
from drafting.read.structure.features import ParagraphFeatures


def heads_group(items: Sequence[ParagraphFeatures], position: int) -> Part | None:
    """The part of "considering" or "instructs the Secretary-General" above what it introduces, in lower case; None for
    every other line, and in mid-sentence."""
    item = items[position]
    if item.table or item.hint is not None or item.group is None:
        return None
    if position + 1 >= len(items) or items[position + 1].table:
        return None
    above, below = items[position - 1] if position else None, items[position + 1]
    if above is not None and not (above.sentence or above.group):
        return None
    return item.group if below.label or below.text[:1].islower() or item.text.endswith(":") else None
