"""Paragraphs of other documents on the subject of a paragraph, which are not among its wordings."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.lexicon import detect
from drafting.library.engines import Engine
from drafting.library.lineage import Step
from drafting.library.lineage.similarity import SimilarityModel
from drafting.library.models import Filters, Hit
from drafting.library.nearest import nearest

SUBJECT = 0.4
"""Share of a paragraph, by rare words and their pairs, that one on the same subject has. Judged, not measured."""
MOST = 5
"""Paragraphs given at most."""
WORDINGS = 6
"""Wordings of a lineage that are asked about, the first and the last ones."""
POOL = 40
"""Neighbours of a wording that are compared with it."""


def find_related(engine: Engine, text: str, steps: Iterable[Step], filters: Filters) -> tuple[Hit, ...]:
    """Paragraphs of documents without a step in the lineage of `text`, oldest first, the closest one of each.

    A working group, a conference or a report may be the subject of paragraphs none of which came from the other: how
    the subject was spoken of before the wording began.
    """
    wordings = list(dict.fromkeys([text, *(step.hit.text for step in steps)]))
    known = {step.hit.document for step in steps}
    model = SimilarityModel(engine, filters.language or detect(text))
    best: dict[str, tuple[float, Hit]] = {}
    for wording in dict.fromkeys([*wordings[: WORDINGS // 2], *wordings[-WORDINGS // 2 :]]):
        for hit in nearest(engine, wording, filters, POOL):
            contained = model.containment(wording, hit.text)
            if hit.document not in known and contained >= max(SUBJECT, best.get(hit.document, (0.0,))[0]):
                best[hit.document] = contained, hit
    found = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].arrival))[:MOST]
    return tuple(sorted((hit for _, hit in found), key=lambda h: (h.year or 0, h.adopted or "", h.document)))
