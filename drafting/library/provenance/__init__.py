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

LIKELY = 5
"""Documents that are looked at whether they are the draft itself: those in which most of its paragraphs stand whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: agreed where it has sources, new where it has none."""

    start: int
    end: int
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of a draft. `words`: how many it has; `agreed`: how many of them stand in a run from the library."""

    at: str
    label: str
    text: str
    spans: tuple[TraceSpan, ...]
    words: int
    agreed: int

    @property
    def percent(self) -> int:
        """The part of its words that is agreed, in whole per cent, cut; 0 for a paragraph without words."""
        return 100 * self.agreed // self.words if self.words else 0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The whole text in stretches, in order. Where runs overlap the longer one keeps its words."""
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
        return tuple(Piece(start, end, hits.get(start, ())) for start, end in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Provenance:
    """A draft traced, paragraph by paragraph. `itself`: documents left out because they are the draft's own text."""

    paragraphs: tuple[Traced, ...]
    itself: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(p.words for p in self.paragraphs)

    @property
    def agreed(self) -> int:
        return sum(p.agreed for p in self.paragraphs)

    @property
    def percent(self) -> int:
        """ "78 % agreed": the part of all words that stands in runs from the library, in whole per cent, cut."""
        return 100 * self.agreed // self.words if self.words else 0

    @property
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The documents that runs come from and the words of the runs that each of them holds, most first.

        A run that several documents hold counts for each of them.
        """
        counts: Counter[str] = Counter()
        for paragraph in self.paragraphs:
            for piece in paragraph.pieces:
                size = len(analysis.words(paragraph.text[piece.start : piece.end]))
                counts.update(dict.fromkeys(sorted({h.document for h in piece.hits}), size))
        return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def provenance(engine: Engine, draft: Resolution, filters: Filters, *, itself: bool = False) -> Provenance:
    """Trace every paragraph of a draft.

    The draft's own text in the library is no source, unless `itself`: a document with its symbol or with its words.
    """
    own = frozenset() if itself else _named_alike(engine, draft)
    traced = _all_traced(engine, draft, filters, own)
    if not itself and (copies := _copies(engine, draft, traced) - own):
        own |= copies
        traced = _all_traced(engine, draft, filters, own)
    return Provenance(traced, tuple(sorted(own)))


def _all_traced(engine: Engine, draft: Resolution, filters: Filters, own: frozenset[str]) -> tuple[Traced, ...]:
    return tuple(_traced(engine, at, label, text, filters, own) for at, label, text in _paragraphs(draft))


def _named_alike(engine: Engine, draft: Resolution) -> frozenset[str]:
    """Documents with the draft's symbol, in its language and of its revision."""
    if not draft.symbol:
        return frozenset()
    document, _ = from_resolution(draft, "")
    return frozenset(
        found.name
        for found in engine.named(document.symbol or "")
        if found.language == document.language and work_of(found.symbol) == (document.work, document.revision)
    )


def _copies(engine: Engine, draft: Resolution, traced: Iterable[Traced]) -> frozenset[str]:
    """Documents with the draft's words, all of them and no more, whatever their name says."""
    whole: Counter[str] = Counter()
    rows: dict[str, int] = {}
    for paragraph in traced:
        hits = {h.document: h.row for span in paragraph.spans if span.words == paragraph.words for h in span.hits}
        whole.update(hits.keys())
        rows |= hits
    words = _words(text for _, _, text in _paragraphs(draft))
    likely = [name for name, _ in sorted(whole.items(), key=lambda c: (-c[1], c[0]))[:LIKELY]]
    return frozenset(
        name for name in likely if _words(engine.texts(engine.neighbours(rows[name])).values()) == words
    )  # fmt: skip


def _words(texts: Iterable[str]) -> Counter[int]:
    """The paragraphs that a library keeps, by their folded words."""
    found = (analysis.words(text) for text in texts)
    return Counter(analysis.same(words) for words in found if len(words) >= SHORTEST_LINE)


def _paragraphs(draft: Resolution) -> Iterable[tuple[str, str, str]]:
    for at, block in places(draft):
        if isinstance(block, Clause) or (isinstance(block, Line) and block.role == "text" and block.part != "front"):
            yield str(at), (block.label or "") if isinstance(block, Clause) else "", block.text


def _traced(engine: Engine, at: str, label: str, text: str, filters: Filters, own: frozenset[str]) -> Traced:
    spans = trace(engine, text, filters, own)
    placed = analysis.placed_words(text)
    agreed = sum(any(s.start <= w.start and w.end <= s.end for s in spans) for w in placed)
    return Traced(at, label, text, spans, len(placed), agreed)
