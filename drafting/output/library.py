"""What the library finds, for the terminal and as CSV: hits, words in context, uses of a wording, traces, lineages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from drafting.messages import answer_language, message, section_messages, translate
from drafting.output.names import party_names, place_name
from drafting.output.terminal import fitted, interactive, rendered, table, table_head
from drafting.text.shorten import shorten, shorten_middle

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from rich.text import Text

    from drafting.library.language_versions import SideBySide
    from drafting.library.lineage import Step
    from drafting.library.models import Added, Group, Hit, Stats, TraceSpan
    from drafting.library.provenance import Provenance, TracedParagraph
    from drafting.library.standard_wording import Standard

AROUND = 48
"""Characters shown on each side of a word in its context."""
COLUMNS = (
    "id", "symbol", "year", "organ", "language", "kind", "number", "status", "class", "reserved", "match", "text",
)  # fmt: skip
Segments = Sequence[tuple[str, str]]


def hits_csv(hits: Iterable[Hit]) -> str:
    """Hits as CSV with a head line; CRLF at the ends of lines, as spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for h in hits:
        writer.writerow(
            _harmless(v) for v in (h.id, h.symbol, h.year, h.organ, h.language, h.kind, h.number, h.status, h.class_,
                                   " ".join(h.reserved), h.match, " ".join(h.text.split()))
        )  # fmt: skip
    return out.getvalue()


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") and len(value) > 1 else value


def contexts(hits: Sequence[Hit], marks: Sequence[Sequence[tuple[int, int]]], language: str = "en") -> str:
    """Every occurrence of a word of the question, in the middle of its line."""
    lines = []
    for hit, places in zip(hits, marks, strict=True):
        for start, end in places:
            left = " ".join(hit.text[max(0, start - AROUND) : start].split())
            right = " ".join(hit.text[end : end + AROUND].split())
            left, right = ("…" if start > AROUND else "") + left, right + ("…" if end + AROUND < len(hit.text) else "")
            lines.append((str(hit.year or "–"), f"{left:>{AROUND + 1}}", hit.text[start:end], right, hit.id))
    return table(table_head(language, "year", "before", "word", "after", "id"), lines)


def facets(counts: Mapping[str, Mapping[str, int]], language: str = "en", most: int = 8) -> str:
    """How many paragraphs answer, a line for each property, the most frequent values first."""
    words, lines = section_messages("facets", language), []
    for name, found in counts.items():
        values = count_values(dict(list(found.items())[:most]), language) + (", …" if len(found) > most else "")
        lines.append(message("facets.line", language, name=words[name], values=values) + "\n")
    return "".join(lines)


def count_values(counts: Mapping[Any, int], language: str) -> str:
    """ "preambular 12, operative 7": values with their numbers, kinds of paragraphs and languages in words."""
    kinds, names = section_messages("facets", language), section_messages("outline", language)

    def shown(value: object) -> object:
        return kinds.get(f"kind {value}") or names.get(f"language {value}") or value or "–"

    return ", ".join(f"{shown(value)} {n}" for value, n in counts.items())


def period(years: tuple[int, int] | None) -> str:
    """ "2012–2024", "2024", or "–" where no year is known."""
    if years is None:
        return "–"
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def groups_text(groups: Sequence[Group], language: str = "en") -> str:
    """Close wordings, each with its match %, its uses, who reserved, and what differs in the text asked about."""
    pieces = []
    for number, group in enumerate(groups, 1):
        hit = group.hit
        texts = message("search.in_texts", language, n=group.texts, years=period(group.years))
        named = ", ".join(dict.fromkeys(u.id for u in group.uses[:4])) + (" …" if len(group.uses) > 4 else "")
        drafts = message("search.not_adopted", language) if any(u.status != "adopted" for u in group.uses) else ""
        states = party_names(group.reserved, language)
        reserved = message("search.reserved", language, states=states) if states else ""
        head = fitted(f"{number}. {hit.match} %  {texts}{reserved}{drafts}", "   ")
        pieces.append(f"{head}\n{fitted(f'   {named}', '   ')}\n   {plain(marked(group.segments))}")
    return "\n\n".join(pieces) + "\n"


def marked(segments: Segments) -> str | Text:
    """Words with what differs: [-out-] {+in+}, in colour on a terminal. Blanks of another kind are no difference."""
    signs = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    shown = [(op, " ".join(re.split(r"\s", text))) for op, text in segments]
    shown = [("=" if not text.strip() else op, text) for op, text in shown if text.strip() or op != "-"]
    if not interactive():
        return "".join(f"{signs[op][0]}{text}{signs[op][1]}" for op, text in shown)
    from rich.text import Text

    out = Text()
    for op, text in shown:
        out.append(f"{signs[op][0]}{text}{signs[op][1]}", style={"-": "red", "+": "green"}.get(op, ""))
    return out


def plain(words: str | Text) -> str:
    """Marked words as characters for this terminal, as printed after three blanks, like the following lines."""
    if isinstance(words, str):
        return " ".join(words.split())
    from rich.padding import Padding

    return rendered(Padding(words, (0, 0, 0, 3), expand=False)).strip("\n").removeprefix("   ")


def trace_text(traced: Provenance, name: str, language: str = "en") -> str:
    """A traced draft: the score, the sources, and one line a paragraph; new words are between guillemets."""
    lines = [
        (
            place_name(p.at, language),
            f"{p.percent} %",
            ", ".join(dict.fromkeys(h.id for s in p.spans for h in s.hits[:1])),
            _new_words(p),
        )
        for p in traced.paragraphs
    ]
    sources = "".join(
        f"  {message('search.source_words', language, n=words, document=document)}\n"
        for document, words in traced.sources[:10]
    )
    head = message(
        "search.traced", language, name=name, percent=traced.percent, agreed=traced.agreed, words=traced.words
    )
    left = f"  {message('search.itself', language, names=', '.join(traced.itself))}\n" if traced.itself else ""
    shown = table(table_head(language, "at", "agreed", "source", "new_words"), lines)
    return f"{head}\n{sources}{left}\n{shown}"


def _new_words(paragraph: TracedParagraph) -> str:
    """What is new in a paragraph; of an entirely new paragraph only the beginning."""
    most = 160 if paragraph.spans else 70
    new = [paragraph.text[p.start : p.end].strip(" ,;.") for p in paragraph.pieces if not p.hits]
    return shorten(" … ".join(piece for piece in new if any(c.isalnum() for c in piece)), most)


def trace_comment(paragraph: TracedParagraph, language: str) -> str:
    """What a Word comment says of a traced paragraph."""
    language = answer_language(language)
    if not paragraph.spans:
        return message("comment.none", language)
    lines = [message("comment.agreed", language, percent=paragraph.percent)]
    for piece in paragraph.pieces:
        words = " ".join(paragraph.text[piece.start : piece.end].split())
        quoted = message("comment.quoted", language, words=shorten_middle(words, 90))
        if piece.hits:
            sources = "; ".join(dict.fromkeys(f"{h.id}{f' ({h.year})' if h.year else ''}" for h in piece.hits[:3]))
            lines.append(f"{quoted} = {sources}")
        elif any(c.isalnum() for c in words):
            lines.append(message("comment.new", language, words=quoted))
    return "\n".join(lines)


def lineage_text(steps: Sequence[Step], others: Sequence[Hit], language: str = "en") -> str:
    """The lineage of a paragraph: year, place, verb and strength; how certain and similar each step is, what changed.

    `others`: paragraphs on the same subject, in a table of their own.
    """
    words = section_messages("search", language)
    lines: list[tuple[str, str, str, str, str | Text]] = [
        (
            str(s.hit.year or "–"), s.hit.id, f"{s.opening or '–'}{f' ({s.strength})' if s.strength else ''}",
            words[f"link {s.link}"] + (f" {s.match} %" if s.link in ("reworded", "likely") else ""),
            marked(s.segments) if s.segments else " ".join(s.hit.text.split()),
        )
        for s in steps
    ]  # fmt: skip
    subject = [(str(h.year or "–"), h.id, " ".join(h.text.split())) for h in others]
    if not interactive():
        life = table(table_head(language, "year", "id", "verb", "step", "words"), lines) if lines else ""
        return life + (
            f"\n{words['subject']}\n{table(table_head(language, 'year', 'id', 'words'), subject)}" if subject else ""
        )
    blocks = [_block(*line) for line in lines]
    below = [_block(year, where, "", "", words) for year, where, words in subject]
    return "\n".join([*blocks, *([rendered(words["subject"]), *below] if below else [])])


def _block(year: str, where: str, verb: str, step: str, words: str | Text) -> str:
    """One step for a screen: a line of what it is, the words below it over the whole width."""
    from rich.padding import Padding
    from rich.text import Text

    head = Text(f"{year:4}  {where}", style="bold")
    head.append(f"   {verb}" if verb else "", style="not bold")
    head.append(f"   {step}" if step else "", style="not bold dim")
    return rendered(head) + rendered(Padding(words if isinstance(words, Text) else Text(words), (0, 0, 0, 6)))


def standards_text(found: Sequence[Standard], language: str = "en") -> str:
    """Standard wordings: the pattern with its variable parts, where it is used, why."""
    pieces = [
        "\n".join(
            (
                fitted(f"{n}. {' '.join(s.pattern.split())}", "   "),
                fitted(f"   {message('search.as_in', language, id=_dated(s.hit))}", "   "),
                fitted(f"   {standard_reason(s, language)}", "   "),
            )
        )
        for n, s in enumerate(found, 1)
    ]
    return "\n\n".join(pieces) + "\n"


def _dated(hit: Hit) -> str:
    return f"{hit.id} ({hit.year})" if hit.year else hit.id


def standard_reason(found: Standard, language: str) -> str:
    """Why a wording is standard, in a language: how many texts it fits, in how many it is word for word."""
    return "; ".join(translate("suggest", piece, language, "fits") for piece in found.why.split("; "))


def side_by_side_rows(sides: SideBySide) -> list[tuple[str, ...]]:
    """A text in several languages as rows of cells: its number, then the words of each language, "" for none.

    A question mark behind the number: what it links may not be the same paragraph.
    """
    rows, doubts = [], set(sides.doubts)
    for n, row in enumerate(sides.rows):
        number = next((h.number for h in row if h is not None and h.number), "") or ""
        number = f"{number} ?".strip() if n in doubts else number
        rows.append((number, *(" ".join(h.text.split()) if h is not None else "" for h in row)))
    return rows


def side_by_side_csv(sides: SideBySide) -> str:
    """The same as CSV with a head line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("number", *sides.languages))
    writer.writerows([_harmless(cell) for cell in row] for row in side_by_side_rows(sides))
    return out.getvalue()


def stats_text(stats: Stats, language: str) -> str:
    """How much the library holds, one line a fact."""
    from drafting.output.json import stats_record

    words, lines = section_messages("holdings", language), []
    for name, value in stats_record(stats).items():
        if name != "schema":
            values = count_values(value, language) if isinstance(value, dict) else value
            lines.append(message("facets.line", language, name=words[name], values=values) + "\n")
    return "".join(lines)


def added_text(added: Added, language: str, *, dry_run: bool = False) -> str:
    """What was added to the library, or with `dry_run` would be, in one line."""
    counts = {
        "drafts": message("holdings.of_them_drafts", language, n=added.drafts) if added.drafts else "",
        "changed": message("holdings.replaced", language, n=added.replaced) if added.replaced else "",
        "kept": message("holdings.unchanged", language, n=added.unchanged) if added.unchanged else "",
    }
    key = "holdings.would_add" if dry_run else "holdings.added"
    return message(key, language, documents=added.documents, paragraphs=added.paragraphs, **counts)


def side_by_side(versions: Sequence[Hit], language: str = "en") -> str:
    """The versions of one paragraph in other languages and revisions."""
    lines = [
        (v.language, message("table.rev", language, n=v.revision) if v.revision else "", v.id, " ".join(v.text.split()))
        for v in versions
    ]
    return table(table_head(language, "language", "revision", "id", "words"), lines)


def spans_text(text: str, spans: Sequence[TraceSpan], language: str = "en") -> str:
    """The runs of words of a paragraph that the library holds, as a table: how many words, the sources, the words."""
    lines = [(str(s.words), ", ".join(dict.fromkeys(h.id for h in s.hits)), text[s.start : s.end]) for s in spans]
    return table(table_head(language, "number_of_words", "source", "text"), lines)
