"""Whole resolutions for properties: any words, labels, emphasis, notes and tables a document can hold.

Derived fields (opening words, kind and States of a footnote) are worked out as the reader does, because they are no
content of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from drafting.lexicon import load
from drafting.model.resolution import (
    Block,
    Clause,
    Footnote,
    Heading,
    Line,
    NoteRef,
    Part,
    Resolution,
    Span,
    SpanKind,
    Table,
    table_text,
)  # fmt: skip
from drafting.read.paragraphs import NoteBody, Paragraph
from drafting.read.structure.features import FeatureReader
from drafting.read.structure.footnotes import typed_footnotes

LANGUAGES = ("en", "fr", "es", "pt")
KINDS: tuple[SpanKind, ...] = (
    "italic", "bold", "underline", "strike", "superscript", "subscript", "smallcaps", "highlight", "link",
)  # fmt: skip
_PIECES = (
    "DÉCIDE", "Recalling", "the ", "États ", "l’", "of", " ", "  ", "\u00a0", "\u202f:", ",", ".", ";", "« ", " »",
    "1", "12. ", "(a) ", "5bis. ", "- ", "– ", "•", "*", "**", "_", "~~", "[", "]", "[^1]", "](x)",
    "(", ")", "<", "<u>", "</u>", "<br>", "&", "&nbsp;", "#",
    "# ", "|", "{", "}", "{.text}", " {.annex}", "{none}", "\\",
    "`", "!", "^", ":", "---", "\t", "\n", "'", '"', "\u2028", "é", "\u0301", "ß", "𝒜", "=", "\u200b",
)  # fmt: skip
MARKS = ("1", "2", "3", "12", "2/", "*", "**", "†", "iv", "1bis", "a]b")
LABELS = (
    "1.", "2.", "12.", "5bis.", "6alt.", "(a)", "a.", "b)", "iv.", "(ii)", "1)", "OP3.", "-", "•", "*", "A.",
    "Art. 1", "§ 2", "1.1.", "[1]",
)  # fmt: skip

texts = st.lists(st.sampled_from(_PIECES), max_size=9).map("".join)
full_texts = texts.filter(lambda t: t.strip() != "")
plain = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=12).filter(
    lambda t: t.strip()
)
labels = st.none() | st.sampled_from(LABELS)


@st.composite
def spans_of(draw: st.DrawFn, text: str, most: int = 2) -> tuple[Span, ...]:
    """Emphasis on the text, in the order readers give it; two of a kind never overlap."""
    found: list[Span] = []
    for _ in range(draw(st.integers(0, most)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(KINDS))
        if not any(s.kind == kind and s.start < end and start < s.end for s in found):
            found.append(Span(start, end, kind, draw(texts) if kind == "link" else ""))
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.kind, s.target)))


@st.composite
def refs_of(draw: st.DrawFn, text: str) -> tuple[NoteRef, ...]:
    """Note marks on the text, in order."""
    found = draw(st.lists(st.tuples(st.integers(0, len(text)), st.sampled_from(MARKS)), max_size=2))
    return tuple(NoteRef(*r) for r in sorted(found, key=lambda r: r[0]))


@st.composite
def _words(draw: st.DrawFn, source: st.SearchStrategy[str] = full_texts) -> dict[str, Any]:
    text = draw(source)
    return {"text": text, "spans": draw(spans_of(text)), "refs": draw(refs_of(text))}


@st.composite
def clauses(draw: st.DrawFn, part: Part, level: int = 0) -> Clause:
    """A paragraph of a part with its lettered items."""
    below = st.lists(clauses(part, level + 1), max_size=2) if level < 3 else st.just([])
    return Clause(**draw(_words()), label=draw(labels), part=part, level=level, children=tuple(draw(below)))


@st.composite
def tables(draw: st.DrawFn, part: Part) -> Table:
    """A table, its rows of any length."""
    rows = tuple(tuple(row) for row in draw(st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3)))
    table = Table(rows, part)
    return replace(table, refs=draw(refs_of(table_text(table))))


@st.composite
def _lines(draw: st.DrawFn, part: Part, roles: tuple[str, ...]) -> Line:
    return Line(**draw(_words()), part=part, role=draw(st.sampled_from(roles)))


@st.composite
def _headings(draw: st.DrawFn, part: Part) -> Heading:
    return Heading(**draw(_words()), label=draw(labels), level=draw(st.integers(1, 8)), part=part)


def _body(part: Part) -> st.SearchStrategy[list[Block]]:
    others = ("text", "caption", "signature")
    return st.lists(clauses(part) | clauses(part) | _headings(part) | tables(part) | _lines(part, others), max_size=4)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """A whole document with all its parts, notes and facts."""
    language = draw(st.sampled_from(LANGUAGES))
    organ, decision = draw(st.none() | plain), draw(st.none() | plain)
    facts: dict[str, Any] = {
        key: draw(st.none() | plain) for key in ("symbol", "title", "session", "agenda_item", "archive_code")
    }
    blocks: list[Block] = draw(
        st.lists(_lines("front", ("symbol", "title", "status", "organ", "date", "text")), max_size=3)
    )
    if draw(st.booleans()):
        blocks.append(Line(f"{organ}," if organ else draw(full_texts), "preamble", "chapeau"))
    blocks += draw(_body("preamble"))
    if draw(st.booleans()):
        blocks.append(Line(f"{decision}\u00a0:" if decision else draw(full_texts), "operative", "enacting"))
    for part in ("operative", "annex", "back"):
        blocks += draw(_body(part))
    return typed(
        Resolution(
            blocks=tuple(blocks),
            footnotes=tuple(draw(st.lists(_footnotes(), max_size=3, unique_by=lambda n: n.mark))),
            language=language, kind=draw(st.sampled_from(("resolution", "declaration", "other"))),
            status=draw(st.sampled_from(("draft", "adopted", "unknown"))),
            adopted=draw(st.sampled_from((None, "2024-05-03"))),
            sponsors=draw(st.sampled_from(((), ("BRA",), ("BRA", "MEX")))), organ=organ, decision=decision, **facts,
        )
    )  # fmt: skip


@st.composite
def _footnotes(draw: st.DrawFn) -> Footnote:
    pieces = draw(st.lists(full_texts, min_size=1, max_size=2))
    text = "\n\n".join(pieces)
    return Footnote(draw(st.sampled_from(MARKS)), text, spans=draw(spans_of(text)))


def typed(resolution: Resolution) -> Resolution:
    """The resolution with what readers derive: opening words, what a footnote says, who says it, the order of notes."""
    eyes = FeatureReader(load(resolution.language))

    def clause(found: Clause) -> Clause:
        seen = eyes.read_features(Paragraph(found.text), True)
        opening = {"preamble": seen.preambular, "operative": seen.operative}.get(found.part, "")
        return replace(found, opening=opening, children=tuple(map(clause, found.children)))

    blocks = tuple(clause(b) if isinstance(b, Clause) else b for b in resolution.blocks)
    bodies = [NoteBody(n.mark, n.text, spans=n.spans) for n in resolution.footnotes]
    return replace(resolution, blocks=blocks, footnotes=typed_footnotes(bodies, blocks, resolution.language)[0])
