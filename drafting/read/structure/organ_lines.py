"""The line of the organ above a preamble: a body that the lexicon knows, or any above a recital."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.read.structure.features import ParagraphFeatures

_LONGEST_PHRASE = 300
"""Characters of the longest line of an organ."""
_FRONT = 60
"""Lines above the first paragraph in which a chapeau is looked for."""


def organ_position(items: Sequence[ParagraphFeatures], limit: int, certain: bool) -> int:
    """The last line that names an organ and ends with a comma, before the first preambular paragraph."""
    start = min(limit, len(items))
    for position in range(start - 1, max(-1, start - _FRONT), -1):
        item = items[position]
        if item.hint == "chapeau" or (item.hint is None and _names_organ(item)):
            return position
    spoken = _organ_with_participle(items, start)
    if spoken >= 0:
        return spoken
    before = items[start - 1] if certain and start > 0 else None
    if before is None or before.table or before.hint is not None or before.label:
        return -1
    return start - 1 if before.chapeau or (before.text.endswith(",") and len(before.text) < _LONGEST_PHRASE) else -1


def _names_organ(item: ParagraphFeatures) -> bool:
    return item.text.endswith((",", ";", ":")) and bool(item.chapeau) and not item.enacting


def _organ_with_participle(items: Sequence[ParagraphFeatures], start: int) -> int:
    """The line of a body the lexicon lacks, right above a paragraph that begins with a participle; -1 where none is."""
    for position in range(start - 1, max(-1, start - _FRONT), -1):
        item = items[position]
        following = items[position + 1] if position + 1 < len(items) else None
        if item.table or item.hint is not None or item.label or not item.text.endswith(",") or following is None:
            continue
        named = len(item.text) < _LONGEST_PHRASE and item.reader.lexicon.begins_with_article(item.text)
        recital = following.sentence and not following.label and following.reader.lexicon.participle(following.text)
        if named and item.text[:1].isupper() and (recital or following.preambular):
            return position
    return -1
