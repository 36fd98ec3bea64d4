"""What the library finds, for the terminal and as CSV: hits, words in context, uses of a wording, traces, lives."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from drafting.output.terminal import fitted, interactive, rendered, table
from drafting.text.shorten import shorten, shorten_middle

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from rich.text import Text

    from drafting.library.language_versions import SideBySide
    from drafting.library.lineage import Step
    from drafting.library.models import Group, Hit
    from drafting.library.provenance import Provenance, TracedParagraph
    from drafting.library.standard_wording import Standard

AROUND = 48
"""Characters shown on each side of a word in its context."""
COLUMNS = (
    "id",
    "symbol",
    "year",
    "organ",
    "language",
    "kind",
    "number",
    "status",
    "class",
    "reserved",
    "match",
    "text",
)
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


def contexts(hits: Sequence[Hit], marks: Sequence[Sequence[tuple[int, int]]]) -> str:
    """Every place where a word of the question stands, in the middle of its line."""
    lines = []
    for hit, places in zip(hits, marks, strict=True):
        for start, end in places:
            left = " ".join(hit.text[max(0, start - AROUND) : start].split())
            right = " ".join(hit.text[end : end + AROUND].split())
            left, right = ("…" if start > AROUND else "") + left, right + ("…" if end + AROUND < len(hit.text) else "")
            lines.append((str(hit.year or "–"), f"{left:>{AROUND + 1}}", hit.text[start:end], right, hit.id))
    return table(("year", "before", "word", "after", "id"), lines)


def facets(counts: Mapping[str, Mapping[str, int]], most: int = 8) -> str:
    """How many paragraphs answer, by what: one line a property, the commonest first."""
    lines = []
    for name, found in counts.items():
        shown = ", ".join(f"{value or '–'} {n}" for value, n in list(found.items())[:most])
        lines.append(f"{name}: {shown}{', …' if len(found) > most else ''}\n")
    return "".join(lines)


def period(years: tuple[int, int] | None) -> str:
    """ "2012–2024", "2024", or "–" where no year is known."""
    if years is None:
        return "–"
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def groups_text(groups: Sequence[Group]) -> str:
    """Close wordings, each with its match %, its uses, who reserved, and what differs in the text asked about."""
    pieces = []
    for number, group in enumerate(groups, 1):
        hit = group.hit
        texts = (
            f"in {group.texts} texts, {period(group.years)}" if group.texts > 1 else f"in 1 text, {period(group.years)}"
        )
        named = ", ".join(dict.fromkeys(u.id for u in group.uses[:4])) + (" …" if len(group.uses) > 4 else "")
        drafts = "; not all adopted" if any(u.status != "adopted" for u in group.uses) else ""
        reserved = f"; statements by {', '.join(group.reserved)}" if group.reserved else ""
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
    """Marked words as characters for this terminal, to stand behind three blanks, as the lines after the first do."""
    if isinstance(words, str):
        return " ".join(words.split())
    from rich.padding import Padding

    return rendered(Padding(words, (0, 0, 0, 3), expand=False)).strip("\n").removeprefix("   ")


def trace_text(traced: Provenance, name: str) -> str:
    """A traced draft: the score, the sources, and one line a paragraph; new words stand between guillemets."""
    lines = [
        (p.at, f"{p.percent} %", ", ".join(dict.fromkeys(h.id for s in p.spans for h in s.hits[:1])), _new_words(p))
        for p in traced.paragraphs
    ]
    sources = "".join(f"  {words} words  {document}\n" for document, words in traced.sources[:10])
    head = f"{name}: {traced.percent} % agreed ({traced.agreed} of {traced.words} words)\n"
    left = f"  left out: the text itself, {', '.join(traced.itself)} (--itself keeps it)\n" if traced.itself else ""
    return head + sources + left + "\n" + table(("at", "agreed", "source", "new words"), lines)


def _new_words(paragraph: TracedParagraph) -> str:
    """What is new in a paragraph; of one that is new altogether only its beginning."""
    most = 160 if paragraph.spans else 70
    new = [paragraph.text[p.start : p.end].strip(" ,;.") for p in paragraph.pieces if not p.hits]
    return shorten(" … ".join(piece for piece in new if any(c.isalnum() for c in piece)), most)


def trace_comment(paragraph: TracedParagraph, language: str) -> str:
    """What a Word comment says of a traced paragraph."""
    agreed, new, none = _COMMENT.get(language, _COMMENT["en"])
    opening, closing = _QUOTES.get(language, _QUOTES["en"])
    if not paragraph.spans:
        return none
    lines = [f"{paragraph.percent} % {agreed}"]
    for piece in paragraph.pieces:
        words = " ".join(paragraph.text[piece.start : piece.end].split())
        if piece.hits:
            sources = "; ".join(dict.fromkeys(f"{h.id}{f' ({h.year})' if h.year else ''}" for h in piece.hits[:3]))
            lines.append(f"{opening}{shorten_middle(words, 90)}{closing} = {sources}")
        elif any(c.isalnum() for c in words):
            lines.append(f"{new} {opening}{shorten_middle(words, 90)}{closing}")
    return "\n".join(lines)


_QUOTES = {"en": ("“", "”"), "fr": ("«\u00a0", "\u00a0»"), "es": ("«", "»"), "pt": ("“", "”")}
_COMMENT = {
    "en": ("agreed language", "new:", "new language: no run of eight words stands in the library"),
    "fr": (
        "de langage agréé",
        "nouveau :",
        "langage nouveau : aucune suite de huit mots ne figure dans la bibliothèque",
    ),
    "es": ("de lenguaje acordado", "nuevo:", "lenguaje nuevo: ninguna serie de ocho palabras figura en la biblioteca"),
    "pt": ("de linguagem acordada", "novo:", "linguagem nova: nenhuma sequência de oito palavras figura na biblioteca"),
}


_LINKS = {"first": "", "same": "word for word", "reworded": "reworded", "likely": "likely successor,"}


def lineage_text(steps: Sequence[Step], others: Sequence[Hit]) -> str:
    """The life of a paragraph: year, where, verb and strength, how sure and how alike each step is, what changed.

    `others`: paragraphs on the same subject, in a table of their own.
    """
    lines: list[tuple[str, str, str, str, str | Text]] = [
        (
            str(s.hit.year or "–"), s.hit.id, f"{s.opening or '–'}{f' ({s.strength})' if s.strength else ''}",
            f"{_LINKS[s.link]} {s.match} %" if s.link in ("reworded", "likely") else _LINKS[s.link],
            marked(s.segments) if s.segments else " ".join(s.hit.text.split()),
        )
        for s in steps
    ]  # fmt: skip
    subject = [(str(h.year or "–"), h.id, " ".join(h.text.split())) for h in others]
    if not interactive():
        life = table(("year", "id", "verb (strength)", "step", "words"), lines) if lines else ""
        return life + (f"\n{_SUBJECT}\n{table(('year', 'id', 'words'), subject)}" if subject else "")
    blocks = [_block(*line) for line in lines]
    below = [_block(year, where, "", "", words) for year, where, words in subject]
    return "\n".join([*blocks, *([rendered(_SUBJECT), *below] if below else [])])


_SUBJECT = "on the same subject, in other words:"


def _block(year: str, where: str, verb: str, step: str, words: str | Text) -> str:
    """One step for a screen: a line of what it is, the words below it over the whole width."""
    from rich.padding import Padding
    from rich.text import Text

    head = Text(f"{year:4}  {where}", style="bold")
    head.append(f"   {verb}" if verb else "", style="not bold")
    head.append(f"   {step}" if step else "", style="not bold dim")
    return rendered(head) + rendered(Padding(words if isinstance(words, Text) else Text(words), (0, 0, 0, 6)))


def standards_text(found: Sequence[Standard]) -> str:
    """Standard wordings: the pattern with its variable parts, where it stands, why."""
    pieces = [
        "\n".join(
            (
                fitted(f"{n}. {' '.join(s.pattern.split())}", "   "),
                fitted(f"   as in {s.hit.id}{f' ({s.hit.year})' if s.hit.year else ''}", "   "),
                fitted(f"   {s.why}", "   "),
            )
        )
        for n, s in enumerate(found, 1)
    ]
    return "\n\n".join(pieces) + "\n"


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


def side_by_side(versions: Sequence[Hit]) -> str:
    """The versions of one paragraph in other languages and revisions."""
    lines = [(v.language, f"rev. {v.revision}" if v.revision else "", v.id, " ".join(v.text.split())) for v in versions]
    return table(("language", "revision", "id", "words"), lines)
