"""What other instruments say on the subject of a paragraph: no kin, but much of it stands there."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.lexicon import detect
from drafting.library.engines import Engine
from drafting.library.lineage import Step
from drafting.library.lineage.similarity import Scales
from drafting.library.models import Filters, Hit
from drafting.library.nearest import nearest

SUBJECT = 0.4
"""Part of a paragraph, by rare words and their pairs, that must stand in one on the same subject."""
MOST = 5
"""Paragraphs that are given."""
WORDINGS = 6
"""Wordings of a life that are asked about, the first and the last ones."""
POOL = 40
"""Neighbours of a wording that are looked at."""


def on_subject(engine: Engine, text: str, steps: Iterable[Step], filters: Filters) -> tuple[Hit, ...]:
    """Paragraphs of instruments that have no step in the life of `text`, oldest first, the nearest of each.

    A working group, a conference, a report may be the subject of paragraphs of which none came from the other: how the
    subject was spoken of before the wording began.
    """
    wordings = list(dict.fromkeys([text, *(step.hit.text for step in steps)]))
    known = {step.hit.document for step in steps}
    scales = Scales(engine, filters.language or detect(text))
    best: dict[str, tuple[float, Hit]] = {}
    for wording in dict.fromkeys([*wordings[: WORDINGS // 2], *wordings[-WORDINGS // 2 :]]):
        for hit in nearest(engine, wording, filters, POOL):
            held = scales.held(wording, hit.text)
            if hit.document not in known and held >= max(SUBJECT, best.get(hit.document, (0.0,))[0]):
                best[hit.document] = held, hit
    found = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].row))[:MOST]
    return tuple(sorted((hit for _, hit in found), key=lambda h: (h.year or 0, h.adopted or "", h.document)))
