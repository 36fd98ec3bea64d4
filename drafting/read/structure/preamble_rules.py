"""The preamble: groups under "CONSIDERING:", lettered items, strays of the page, halves of a paragraph, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.lexicon.page_furniture import is_reference_note
from drafting.model.labels import read_label
from drafting.model.resolution import Note
from drafting.read.structure.features import Item, Seen
from drafting.read.structure.placed import Placed
from drafting.read.structure.rule_context import LONG_TITLE, Rule, Walk

_SYMBOL = re.compile(r"[A-Z]{1,6}/[\w./-]*\d")
_SHORT_NOTE = 200
_GROUP_WORDS = 6
_FOOT = 6
"""Lines that may stand between the halves of a paragraph."""


def _reference(walk: Walk, item: Seen) -> Placed | None:
    """ "See A/50/7." between paragraphs that end with commas: the note at the foot of a page, without its mark."""
    if item.label or item.preambular or len(item.text) > _SHORT_NOTE or not item.text.endswith("."):
        return None
    reference = _SYMBOL.match(item.text) or is_reference_note(item.text)
    return Placed(item, walk.part, "line") if walk.by_commas and reference else None


def carried_on(walk: Walk, item: Seen) -> Placed | None:
    """A paragraph that a page cut in two: the second half begins small, behind page furniture or an unfinished line."""
    before = walk.previous
    if before is None or before.kind not in ("clause", "item") or item.label or before.part != walk.part:
        return None
    if item.preambular and walk.part == "preamble":
        return None
    between = _between(walk, before)
    if between is None:
        return None
    small, bracket = item.text[:1].islower(), item.text[:1] == "("
    cut_by_page = small and any(isinstance(i, Seen) and i.furniture for i in between)
    cut_in_sentence = (small or bracket) and not walk.ended
    if not cut_by_page and not cut_in_sentence:
        return None
    walk.notes.append(Note("paragraph-joined", "a paragraph cut in two was joined", after=item.text[:60]))
    return Placed(item, walk.part, before.kind, joins=" ")


def _group(walk: Walk, item: Seen) -> Placed | None:
    """ "CONSIDERING:" on a line of its own, above paragraphs that begin with "That"."""
    if not item.label and item.preambular and item.text.endswith(":") and len(item.text.split()) <= _GROUP_WORDS:
        return Placed(item, walk.part, "line", role="caption")
    return None


def _preamble_item(walk: Walk, item: Seen) -> Placed | None:
    if not item.lettered or not walk.has_clause or item.label.upper().lstrip("[(").startswith("PP"):
        return None
    if walk.counts(item.label):
        walk.letter = read_label(item.label, walk.letter)
        return Placed(item, walk.part, "clause")
    return Placed(item, walk.part, "item", level=walk.nest.level(item.label))


def _preamble_line(walk: Walk, item: Seen) -> Placed | None:
    """A short unfinished line without opening words is a heading or a stray, no paragraph."""
    if item.label or item.sentence or item.preambular or len(item.text) > LONG_TITLE:
        return None
    if item.title_like and (item.caps or item.paragraph.bold) and len(item.text) > 3:
        return Placed(item, walk.part, "heading")
    return Placed(item, walk.part, "line")


def _preambular(walk: Walk, item: Seen) -> Placed | None:
    walk.letter = item.mark if item.lettered else walk.letter
    return Placed(item, walk.part, "clause") if item.text or item.label else None


def _between(walk: Walk, before: Placed) -> Sequence[Item] | None:
    """What stands between the paragraph before and this one: the foot of one page, the head of the next; else None."""
    for back in range(1, min(_FOOT, walk.position) + 1):
        if walk.items[walk.position - back] is before.item:
            return walk.items[walk.position - back + 1 : walk.position]
    return None


STRAYS: tuple[Rule, ...] = (_reference, _group, _preamble_item, carried_on)
"""What is no paragraph of its own, before a line that goes on right below is looked for."""
PREAMBULAR: tuple[Rule, ...] = (_preamble_line, _preambular)
