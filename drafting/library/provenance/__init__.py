"""A whole draft traced: how much of it is agreed language, from where, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.library import analysis
from drafting.library.engines import Engine
from drafting.library.from_resolution import SHORTEST_LINE, from_resolution
from drafting.library.models import Filters, Hit, TraceSpan
from drafting.library.opening_words import work_of
from drafting.library.provenance.runs import trace
from drafting.model.address import places
from drafting.model.resolution import Clause, Line, Resolution

LIKELY_COPIES = 5
"""Documents that are compared with the draft to see whether they are the draft itself: those that contain most of its
paragraphs whole. Judged, not measured."""


@dataclass(frozen=True, slots=True)
class TracedPiece:
    """text[start:end] of a paragraph: agreed language where it has sources (`hits`), new where it has none."""

    start: int
    end: int
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class TracedParagraph:
    """A paragraph of a draft. `words`: how many it has; `agreed`: how many of them are in a run from the library."""

    at: str
    label: str
    text: str
    spans: tuple[TraceSpan, ...]
    words: int
    agreed: int

    @property
    def percent(self) -> int:
        """The share of its words that is agreed, in per cent, rounded down; 0 for a paragraph without words."""
        return 100 * self.agreed // self.words if self.words else 0

    @property
    def pieces(self) -> tuple[TracedPiece, ...]:
        """The whole text in pieces, in order. Where runs overlap, the longer one keeps its words."""
        taken: list[TraceSpan] = []
        for span in sorted(self.spans, key=lambda s: (-s.words, s.start)):
            start, end = span.start, span.end
            for other in taken:
                if other.start <= start < other.end:
                    start = other.end
                if other.start < end <= other.end:
                    end = other.start
            if start < end and self.text[start:end].strip():
                taken.append(replace(span, start=start, end=end))
        edges = sorted({0, len(self.text), *(s.start for s in taken), *(s.end for s in taken)})
        hits = {s.start: s.hits for s in taken}
        return tuple(TracedPiece(start, end, hits.get(start, ())) for start, end in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Provenance:
    """A draft traced, paragraph by paragraph. `itself`: documents left out because they are the draft itself."""

    paragraphs: tuple[TracedParagraph, ...]
    itself: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """The number of words of the draft."""
        return sum(p.words for p in self.paragraphs)

    @property
    def agreed(self) -> int:
        """The number of its words that are in runs from the library."""
        return sum(p.agreed for p in self.paragraphs)

    @property
    def percent(self) -> int:
        """The share of all words that is in runs from the library, in per cent, rounded down: "78 % agreed"."""
        return 100 * self.agreed // self.words if self.words else 0

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The documents that runs come from and how many words of runs each of them contains, most first.

        A run that is in several documents counts for each of them.
        """
        counts: Counter[str] = Counter()
        for paragraph in self.paragraphs:
            for piece in paragraph.pieces:
                size = len(analysis.words(paragraph.text[piece.start : piece.end]))
                counts.update(dict.fromkeys(sorted({h.document for h in piece.hits}), size))
        return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def provenance(engine: Engine, draft: Resolution, filters: Filters, *, itself: bool = False) -> Provenance:
    """Trace every paragraph of a draft.

    The draft itself in the library, told by its symbol or by its words, is not a source unless `itself` is True.
    """
    own = frozenset() if itself else _documents_with_its_symbol(engine, draft)
    traced = _trace_paragraphs(engine, draft, filters, own)
    if not itself and (copies := _documents_with_its_words(engine, draft, traced) - own):
        own |= copies
        traced = _trace_paragraphs(engine, draft, filters, own)
    return Provenance(traced, tuple(sorted(own)))


def _trace_paragraphs(
    engine: Engine, draft: Resolution, filters: Filters, own: frozenset[str]
) -> tuple[TracedParagraph, ...]:
    return tuple(_trace_paragraph(engine, at, label, text, filters, own) for at, label, text in _paragraphs(draft))


def _documents_with_its_symbol(engine: Engine, draft: Resolution) -> frozenset[str]:
    """Names of the documents with the draft's symbol, in its language and of its revision."""
    if not draft.symbol:
        return frozenset()
    document, _ = from_resolution(draft, "")
    return frozenset(
        found.name
        for found in engine.store.documents_named(document.symbol or "")
        if found.language == document.language and work_of(found.symbol) == (document.work, document.revision)
    )


def _documents_with_its_words(engine: Engine, draft: Resolution, traced: Iterable[TracedParagraph]) -> frozenset[str]:
    """Names of the documents that have exactly the draft's paragraphs, whatever their symbol is."""
    whole: Counter[str] = Counter()
    for paragraph in traced:
        whole.update({h.document for span in paragraph.spans if span.words == paragraph.words for h in span.hits})
    likely = [name for name, _ in sorted(whole.items(), key=lambda c: (-c[1], c[0]))[:LIKELY_COPIES]]
    wanted = _count_wordings(text for _, _, text in _paragraphs(draft))
    return frozenset(
        name
        for name, hits in engine.store.paragraphs_of(likely).items()
        if _count_wordings(hit.text for hit in hits) == wanted
    )


def _count_wordings(texts: Iterable[str]) -> Counter[int]:
    """How often each wording occurs (by the hash of its folded words), lines too short for a library left out."""
    found = (analysis.words(text) for text in texts)
    return Counter(analysis.word_hash(words) for words in found if len(words) >= SHORTEST_LINE)


def _paragraphs(draft: Resolution) -> Iterable[tuple[str, str, str]]:
    """Address, label and text of each paragraph."""
    for at, block in places(draft):
        if isinstance(block, Clause) or (isinstance(block, Line) and block.role == "text" and block.part != "front"):
            yield str(at), (block.label or "") if isinstance(block, Clause) else "", block.text


def _trace_paragraph(
    engine: Engine, at: str, label: str, text: str, filters: Filters, own: frozenset[str]
) -> TracedParagraph:
    spans = trace(engine, text, filters, own)
    placed = analysis.placed_words(text)
    agreed = sum(any(s.start <= w.start and w.end <= s.end for s in spans) for w in placed)
    return TracedParagraph(at, label, text, spans, len(placed), agreed)
