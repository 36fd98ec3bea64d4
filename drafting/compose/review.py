"""Review a draft against agreed language: the nearest wording of each paragraph, and the paragraphs it may lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
"""Match % from which a paragraph of an agreed text counts as one of the draft, as in the linking of revisions.

Judged on examples, not measured for reviews."""
RELATED_TEXTS = 12
"""Number of agreed texts, those that share most paragraphs with the draft, in which missing ones are searched for."""
NEAREST = 10
"""Number of agreed paragraphs looked at for each paragraph of the draft."""
TEXTS = 2
"""Number of agreed texts that must have a paragraph before it is called missing: one text is no custom."""
_PARTS = {"preamble": "preambular", "operative": "operative"}


@dataclass(frozen=True, slots=True)
class AgreedWordings:
    """A paragraph of the draft and the agreed wordings nearest to it, nearest first; none where nothing is near."""

    at: str
    text: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class MissingWording:
    """A wording that several of the texts nearest to the draft have and the draft has not.

    `after`: address of the paragraph of the draft that it follows in those texts, "" at the beginning of its part;
    `section`: the headings above that paragraph; `uses`: the paragraphs with this wording or nearly it, newest first.
    """

    kind: str
    after: str
    section: tuple[str, ...]
    uses: tuple[Hit, ...]

    @property
    def texts(self) -> int:
        """Number of agreed texts that have it."""
        return len({h.document for h in self.uses})


@dataclass(frozen=True, slots=True)
class DraftReview:
    """What the library has for a draft: agreed wordings in the order of the draft, and missing ones."""

    paragraphs: tuple[AgreedWordings, ...]
    missing: tuple[MissingWording, ...]


@dataclass(frozen=True, slots=True)
class _DraftParagraph:
    at: str
    kind: str
    section: tuple[str, ...]
    text: str


@dataclass
class _Candidate:
    """A wording that the draft lacks: its words, its uses, and by id of each use the draft's paragraph before it."""

    words: list[str]
    uses: list[Hit] = field(default_factory=list)
    after: dict[str, _DraftParagraph | None] = field(default_factory=dict)


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

    `language` None: that of the draft. `before`: only texts of an earlier year count. `drafts`: drafts of the library
    count too. A draft that is in the library itself is not compared with itself.
    """
    own = list(_draft_paragraphs(draft))
    filters: dict[str, Any] = {
        "language": language or draft.language or None, "before": before, "organ": organ, "drafts": drafts
    }  # fmt: skip
    paragraphs, met = [], list[tuple[_DraftParagraph, Hit]]()
    for paragraph in own:
        near = library.groups(paragraph.text, limit=NEAREST, **filters)
        groups = [g for g in near if not all(_is_draft_itself(use, draft) for use in g.uses)]
        paragraphs.append(AgreedWordings(paragraph.at, paragraph.text, tuple(groups[:limit])))
        met += [(paragraph, use) for g in groups if (g.hit.match or 0) >= SAME_PARAGRAPH for use in g.uses]
    met = [(paragraph, use) for paragraph, use in met if not _is_draft_itself(use, draft)]
    return DraftReview(tuple(paragraphs), tuple(_find_missing(library, own, met)))


def _is_draft_itself(use: Hit, draft: Resolution) -> bool:
    """True for a paragraph of the draft in the library, by the symbol, or without one by the name of the file."""
    return use.symbol == draft.symbol if draft.symbol else use.document == PurePath(draft.source).stem


def _draft_paragraphs(draft: Resolution) -> Iterable[_DraftParagraph]:
    headings: list[Heading] = []
    for at, block in places(draft):
        if isinstance(block, Heading):
            headings = [*(h for h in headings if h.level < block.level), block]
        elif isinstance(block, Clause) and block.text.strip():
            kind = "item" if at.items else _PARTS.get(block.part, block.part)
            yield _DraftParagraph(str(at), kind, tuple(h.text for h in headings), block.text)


def _find_missing(
    library: Library, own: Sequence[_DraftParagraph], met: Sequence[tuple[_DraftParagraph, Hit]]
) -> list[MissingWording]:
    """The wordings that several of the nearest texts have and the draft lacks, in the order of the draft.

    `met`: the paragraphs of the draft with the agreed paragraphs that count as the same.
    """
    order = {paragraph.at: n for n, paragraph in enumerate(own)}
    missing = []
    for candidate in _find_candidates(library, met):
        newest = sorted(candidate.uses, key=lambda h: (-(h.year or 0), h.arrival))
        if len({h.document for h in newest}) >= TEXTS and not _is_in_draft(newest[0].text, own):
            before = candidate.after[newest[0].id]
            at, section = (before.at, before.section) if before else ("", ())
            missing.append(MissingWording(kind_of(newest[0]), at, section, tuple(newest)))
    return sorted(missing, key=lambda m: (m.kind != "preambular", order.get(m.after, -1), -m.texts, m.uses[0].arrival))


def _find_candidates(library: Library, met: Sequence[tuple[_DraftParagraph, Hit]]) -> list[_Candidate]:
    """The paragraphs of the related texts that the draft lacks, those of nearly the same words together."""
    in_draft = {hit.id: paragraph for paragraph, hit in reversed(met)}
    found: list[_Candidate] = []
    for hit in _related_texts(met):
        for other, before in _other_paragraphs(library, hit, in_draft):
            words = typed_words(other.text)[1]
            candidate = next((c for c in found if _is_same_wording(words, c.words)), None)
            if candidate is None:
                candidate = _Candidate(words)
                found.append(candidate)
            candidate.uses.append(other)
            candidate.after[other.id] = before
    return found


def _related_texts(met: Sequence[tuple[_DraftParagraph, Hit]]) -> list[Hit]:
    """One hit for each of the texts that share most paragraphs, at least two, with the draft."""
    shared = Counter(document for document, _ in {(hit.document, paragraph.at) for paragraph, hit in met})
    first = {hit.document: hit for _, hit in reversed(met)}
    several = [document for document in shared if shared[document] > 1]
    several.sort(key=lambda d: (-shared[d], -(first[d].year or 0), d))
    return [first[document] for document in several[:RELATED_TEXTS]]


def _is_in_draft(text: str, own: Sequence[_DraftParagraph]) -> bool:
    return any(match_percent(text, paragraph.text) >= SAME_PARAGRAPH for paragraph in own)


def _is_same_wording(words: Sequence[str], other: Sequence[str]) -> bool:
    return word_ratio(words, other, SAME / 100) >= SAME / 100


def _other_paragraphs(
    library: Library, hit: Hit, in_draft: dict[str, _DraftParagraph]
) -> Iterable[tuple[Hit, _DraftParagraph | None]]:
    """The whole paragraphs of a hit's text that the draft lacks, each with the draft's paragraph before it there."""
    last: dict[str, _DraftParagraph | None] = {}
    for other in library.paragraphs_of(hit.document):
        kind = kind_of(other)
        if other.id in in_draft:
            last[in_draft[other.id].kind] = in_draft[other.id]
        elif kind in ("preambular", "operative") and is_whole_paragraph(other):
            yield other, last.get(kind)
