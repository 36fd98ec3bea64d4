"""A whole draft traced: how much of it is agreed language, from where, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.address import places
from drafting.library import analysis
from drafting.library.engine import Engine
from drafting.library.records import Filters, Hit, TraceSpan
from drafting.library.trace import trace
from drafting.model import Clause, Line, Resolution


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
    """A draft traced, paragraph by paragraph."""

    paragraphs: tuple[Traced, ...]

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


def provenance(engine: Engine, draft: Resolution | Iterable[tuple[str, str, str]], filters: Filters) -> Provenance:
    """Trace every paragraph of a draft, or (address, label, text) triples."""
    paragraphs = _paragraphs(draft) if isinstance(draft, Resolution) else draft
    return Provenance(tuple(_traced(engine, at, label, text, filters) for at, label, text in paragraphs))


def _paragraphs(draft: Resolution) -> Iterable[tuple[str, str, str]]:
    for at, block in places(draft):
        if isinstance(block, Clause) or (isinstance(block, Line) and block.role == "text" and block.part != "front"):
            yield str(at), (block.label or "") if isinstance(block, Clause) else "", block.text


def _traced(engine: Engine, at: str, label: str, text: str, filters: Filters) -> Traced:
    spans = trace(engine, text, filters)
    placed = analysis.placed_words(text)
    agreed = sum(any(s.start <= w.start and w.end <= s.end for s in spans) for w in placed)
    return Traced(at, label, text, spans, len(placed), agreed)
