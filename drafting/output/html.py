"""Self-contained HTML pages: the report of a comparison, and a resolution to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from drafting.compare import Comparison, View
from drafting.diff.changes import Segment
from drafting.messages import answer_language, section_messages
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Line, Note, NoteRef, Resolution, Span, SpanKind, Table
from drafting.output.change_rows import Row, numbers, rows, runs, snippet, with_ghosts
from drafting.output.findings import ARROWS, contents_by_section, directions, findings_in_words, touches_substance
from drafting.output.names import note_text, party_names, place_name, statement_kind
from drafting.output.templates import render_page

if TYPE_CHECKING:
    from markupsafe import Markup

_TAGS: dict[SpanKind, str] = {
    "italic": "i", "bold": "b", "strike": "s", "underline": "u", "superscript": "sup", "subscript": "sub",
    "highlight": "mark", "smallcaps": "small",
}  # fmt: skip
_SAFE = ("http://", "https://", "mailto:", "#")
"""Links a page may hold; the address of any other is left out and its words stay."""


@dataclass(frozen=True, slots=True)
class _OverviewLine:
    """A line of the overview: numbers before and after, what changed, which way it goes, the first replaced words."""

    old: str
    new: str
    what: str
    words: list[tuple[str, str]]
    link: str
    quiet: bool
    gone: bool
    drift: list[tuple[str, str, str]]


def report(comparison: Comparison, *, language: str = "", coverage: Sequence[Note] = (), view: View = "exact") -> str:
    """A comparison as one self-contained page. `language`: of the labels and headings, by default that of the new text.

    `coverage`: what the marked-up Word file of the same comparison could not show. The page holds both views and
    opens in `view`.
    """
    read = comparison.reading()
    language = answer_language(language, comparison.new.language)
    words = section_messages("report", language)
    where, contents = contents_by_section(comparison.body, rows(comparison.body), words)
    return render_page(
        "report.html.j2",
        comparison.new.language,
        trim=False,
        numbers=lambda found: numbers(found, language),
        w=words,
        page_language=language,
        title=comparison.new.called,
        old_name=_name(comparison.old),
        new_name=_name(comparison.new),
        counts=[(op, n) for op, n in comparison.body.counts().items() if n],
        footnote_changes=sum(not r.quiet for r in rows(comparison.footnotes)),
        identical=comparison.identical,
        overview=list(_overview(read if view == "reading" else comparison, language)),
        view=view,
        reading=_readings(comparison, read),
        body=with_ghosts(comparison.body),
        contents=contents,
        where=where,
        said=lambda row: findings_in_words(row.change, words),
        of_substance=lambda row: touches_substance(row.change),
        marks=_marks(comparison),
        footnotes=[(row, _statement_line(row, comparison, language)) for row in rows(comparison.footnotes)],
        notes=[
            *_notes(comparison, language),
            *(
                {"side": "Word", "where": place_name(n.where, language), "message": note_text(n, language)}
                for n in coverage
            ),
        ],
    )


def page(resolution: Resolution) -> str:
    """A resolution as one clean self-contained page."""
    return render_page(
        "resolution.html.j2",
        resolution.language,
        trim=False,
        rich=_rich,
        title=resolution.called,
        resolution=resolution,
        blocks=[(str(at), _kind(block), block) for at, block in places(resolution)],
    )


def _readings(exact: Comparison, read: Comparison) -> Callable[[Row, str], Sequence[Segment]]:
    """The segments of a row in the reading view where they differ from the exact ones, else ()."""
    found: dict[tuple[str, int], Sequence[Segment]] = {}
    for prefix, one, other in (("c", exact.body, read.body), ("f", exact.footnotes, read.footnotes)):
        for a, b in zip(rows(one), rows(other), strict=True):
            if a.segments != b.segments:
                found[prefix, a.index] = b.segments
    return lambda row, prefix: () if row.ghost else found.get((prefix, row.index), ())


def _overview(comparison: Comparison, language: str) -> Iterator[_OverviewLine]:
    words = section_messages("report", language)
    for diff, prefix in ((comparison.body, "c"), (comparison.footnotes, "f")):
        for group in runs(rows(diff)):
            op = group[0].change.op
            if op == "equal":
                continue
            yield _OverviewLine(
                old=numbers([a for r in group for a in r.old_at], language),
                new=numbers([a for r in group for a in r.new_at], language),
                what=words[op] + (f", {words['typographic']}" if group[0].change.typographic else ""),
                words=[] if op == "renumber" else snippet(group[0]),
                link=f"{prefix}{group[0].index}",
                quiet=group[0].quiet,
                gone=not group[0].new_at,
                drift=[(d, ARROWS[d], words[d]) for d in directions(group[0].change)],
            )


def _marks(comparison: Comparison) -> Callable[[Row], Markup]:
    """The note marks in the paragraph of a row, as links to the notes of the page."""
    from markupsafe import Markup

    sides = (comparison.new, comparison.old)
    hanging = [{str(at): [ref.mark for ref in block.refs] for at, block in places(side)} for side in sides]
    notes = rows(comparison.footnotes)
    diff = comparison.footnotes
    targets = (
        {diff.new[i].label: row.index for row in notes for i in row.change.new},
        {diff.old[i].label: row.index for row in notes for i in row.change.old},
    )

    def marks(row: Row) -> Markup:
        side = 1 if row.ghost or not row.new_at else 0
        found = [mark for at in (row.old_at if side else row.new_at) for mark in hanging[side].get(at, ())]
        link = Markup('<sup class="mark"><a href="#f{}">{}</a></sup>')
        return Markup("").join(link.format(targets[side].get(mark, ""), mark) for mark in found)

    return marks


def _statement_line(row: Row, comparison: Comparison, language: str) -> Markup | str:
    """Who makes the statement of a footnote and where its marks are, for the end of its paragraph."""
    from markupsafe import Markup

    side, diff, indexes = comparison.new, comparison.footnotes.new, row.change.new
    if not indexes:
        side, diff, indexes = comparison.old, comparison.footnotes.old, row.change.old
    said = []
    for index in indexes:
        note = side.footnote(diff[index].label or "")
        if note is None:
            continue
        kind = statement_kind(note.kind, language) if note.kind != "information" else ""
        said += [piece for piece in (kind, party_names([*note.states, *note.groups, *note.names], language)) if piece]
    return Markup('<br><span class="states">{}</span>').format(" · ".join(said)) if said else ""


def _notes(comparison: Comparison, language: str) -> Iterator[dict[str, str]]:
    words = section_messages("report", language)
    for key, side in (("old", comparison.old), ("new", comparison.new)):
        for note in side.notes:
            if note.severity != "info":
                yield {
                    "side": words[key],
                    "where": place_name(note.where, language),
                    "message": note_text(note, language),
                }
    for astray in comparison.stale_references:
        yield {
            "side": words["references"],
            "where": place_name(astray.where, language),
            "message": note_text(astray.note(), language),
        }


def _name(side: Resolution) -> str:
    """Symbol and file name, without the folder: a report is sent to others."""
    return " · ".join(piece for piece in (side.symbol, PureWindowsPath(side.source).name) if piece) or "–"


def _kind(block: object) -> str:
    if isinstance(block, Clause):
        return "item" if block.level else "clause"
    return {Heading: "heading", Line: "line", Table: "table"}.get(type(block), "clause")


def _rich(text: str, spans: Sequence[Span], refs: Sequence[NoteRef]) -> Markup:
    """Words with their emphasis and note marks as markup. Emphasis that crosses is cut at the crossing."""
    from markupsafe import Markup, escape

    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans), *(r.offset for r in refs)})
    out = Markup("")
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        for ref in refs:
            if ref.offset == start:
                out += Markup('<sup class="mark"><a href="#fn-{0}">{0}</a></sup>').format(ref.mark)
        piece = escape(text[start:end])
        for span in spans:
            if span.start <= start and end <= span.end and start < end:
                piece = _wrapped(piece, span)
        out += piece
    return out


def _wrapped(piece: Markup, span: Span) -> Markup:
    from markupsafe import Markup

    if span.kind == "link":
        safe = span.target.strip().lower().startswith(_SAFE)
        return Markup('<a href="{}">{}</a>').format(span.target, piece) if safe else piece
    tag = _TAGS[span.kind]
    return Markup("<" + tag + ">{}</" + tag + ">").format(piece)
