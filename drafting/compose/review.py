"""A whole draft against agreed language: the nearest wording of each paragraph, and what the nearest texts add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from drafting.compose.suggest import SAME, kind_of
from drafting.library.library import Library
from drafting.library.match_percent import match_percent, typed_words
from drafting.library.models import Group, Hit
from drafting.library.standard_wording import is_whole_paragraph
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Resolution
from drafting.text.similarity import word_ratio

SAME_PARAGRAPH = 60
"""Match % from which a paragraph of an agreed text counts as one of the draft, as in the linking of revisions."""
RELATED_TEXTS = 12
"""Agreed texts that share most paragraphs with the draft, looked at for what it lacks."""
NEAREST = 10
"""Agreed paragraphs looked at for each of the draft's."""
TEXTS = 2
"""Agreed texts that must hold a paragraph before it is called missing: what one text says is no custom."""
_PARTS = {"preamble": "preambular", "operative": "operative"}


@dataclass(frozen=True, slots=True)
class AgreedWordings:
    """A paragraph of the draft and the agreed wordings closest to it, closest first; none where nothing comes close."""

    at: str
    text: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class MissingWording:
    """A wording that the texts nearest to the draft hold and the draft does not.

    `after`: address of the paragraph of the draft it stands behind there, "" for the beginning of its part; `section`:
    the headings above that paragraph; `uses`: the paragraphs that say it, or nearly, newest first.
    """

    kind: str
    after: str
    section: tuple[str, ...]
    uses: tuple[Hit, ...]

    @property
    def texts(self) -> int:
        """How many agreed texts hold it."""
        return len({h.document for h in self.uses})


@dataclass(frozen=True, slots=True)
class DraftReview:
    """What the library says of a draft, in the order of the draft."""

    paragraphs: tuple[AgreedWordings, ...]
    missing: tuple[MissingWording, ...]


@dataclass(frozen=True, slots=True)
class _Own:
    at: str
    kind: str
    section: tuple[str, ...]
    text: str


def review_draft(
    library: Library,
    draft: Resolution,
    *,
    language: str | None = None,
    before: int | None = None,
    organ: str | None = None,
    drafts: bool = False,
    limit: int = 1,
) -> DraftReview:
    """Propose agreed language for a whole draft: `limit` wordings a paragraph, and the paragraphs it may lack.

    `before`: only texts of an earlier year count; a draft that is in the library itself is never held against itself.
    """
    own = list(_own(draft))
    told: dict[str, Any] = {"language": language or draft.language or None, "before": before, "organ": organ}
    told["drafts"] = drafts
    paragraphs, met = [], list[tuple[_Own, Hit]]()
    for paragraph in own:
        near = library.groups(paragraph.text, limit=NEAREST, **told)
        groups = [g for g in near if not all(_itself(use, draft) for use in g.uses)]
        paragraphs.append(AgreedWordings(paragraph.at, paragraph.text, tuple(groups[:limit])))
        met += [(paragraph, use) for g in groups if (g.hit.match or 0) >= SAME_PARAGRAPH for use in g.uses]
    met = [(paragraph, use) for paragraph, use in met if not _itself(use, draft)]
    return DraftReview(tuple(paragraphs), tuple(_missing(library, own, met)))


def _itself(use: Hit, draft: Resolution) -> bool:
    """Whether a hit is the draft's own text in the library: told by its symbol, without one by the name of its file."""
    return use.symbol == draft.symbol if draft.symbol else use.document == PurePath(draft.source).stem


def _own(draft: Resolution) -> Iterable[_Own]:
    headings: list[Heading] = []
    for at, block in places(draft):
        if isinstance(block, Heading):
            headings = [*(h for h in headings if h.level < block.level), block]
        elif isinstance(block, Clause) and block.text.strip():
            kind = "item" if at.items else _PARTS.get(block.part, block.part)
            yield _Own(str(at), kind, tuple(h.text for h in headings), block.text)


def _missing(library: Library, own: Sequence[_Own], met: Sequence[tuple[_Own, Hit]]) -> list[MissingWording]:
    """The wordings that several of the nearest texts hold and the draft lacks, in the order of the draft."""
    held = {hit.id: paragraph for paragraph, hit in reversed(met)}
    shared = Counter({hit.document: 0 for _, hit in met})
    for document, _ in {(hit.document, paragraph.at) for paragraph, hit in met}:
        shared[document] += 1
    first = {hit.document: hit for _, hit in reversed(met)}
    cousins = sorted((d for d in shared if shared[d] > 1), key=lambda d: (-shared[d], -(first[d].year or 0), d))
    found: list[tuple[list[str], list[Hit], dict[str, _Own | None]]] = []
    for document in cousins[:RELATED_TEXTS]:
        for hit, last in _others(library, first[document], held):
            words = typed_words(hit.text)[1]
            family = next((f for f in found if _alike(words, f[0])), None)
            if family is None:
                family = (words, [], {})
                found.append(family)
            family[1].append(hit)
            family[2][hit.id] = last
    order = {paragraph.at: n for n, paragraph in enumerate(own)}
    out = []
    for _, uses, after in found:
        newest = sorted(uses, key=lambda h: (-(h.year or 0), h.arrival))
        if len({h.document for h in uses}) >= TEXTS and not _held(newest[0].text, own):
            place = after[newest[0].id]
            at, section = (place.at, place.section) if place else ("", ())
            out.append(MissingWording(kind_of(newest[0]), at, section, tuple(newest)))
    return sorted(out, key=lambda m: (m.kind != "preambular", order.get(m.after, -1), -m.texts, m.uses[0].arrival))


def _held(text: str, own: Sequence[_Own]) -> bool:
    return any(match_percent(text, o.text) >= SAME_PARAGRAPH for o in own)


def _alike(words: Sequence[str], other: Sequence[str]) -> bool:
    return word_ratio(words, other, SAME / 100) >= SAME / 100


def _others(library: Library, hit: Hit, held: dict[str, _Own]) -> Iterable[tuple[Hit, _Own | None]]:
    """The whole paragraphs of a hit's text that the draft lacks, each with the draft's one that stands before it."""
    last: dict[str, _Own | None] = {}
    for other in library.paragraphs_of(hit.document):
        kind = kind_of(other)
        if other.id in held:
            last[held[other.id].kind] = held[other.id]
        elif kind in ("preambular", "operative") and is_whole_paragraph(other):
            yield other, last.get(kind)
