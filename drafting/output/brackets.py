"""The brackets of a negotiating text as an HTML page and as terminal tables.

Status and depth show without colour too. `before`: the summaries of earlier revisions, oldest first; with them the page
and the tables show how many brackets of each section were closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath

from drafting.messages import answer_language, section_messages
from drafting.negotiate.brackets import BracketSummary
from drafting.negotiate.brackets.status import BracketedParagraph
from drafting.output.names import party_name, party_names, place_name, place_names
from drafting.output.templates import render_page
from drafting.output.terminal import table
from drafting.text.shorten import shorten

ROLE_WORDS = {
    "proposes": "proposes", "pending": "blocks", "delete": "deletes", "keep": "keeps", "support": "supports",
    "reserve": "reserves", "flexible": "flexible",
}  # fmt: skip
"""What a delegation does in a paragraph, and the message that names it."""
_SHOWN = 120
"""Characters of the open words of a paragraph in the terminal. Judged, not measured: about two lines."""
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "14 4", "4 2 4 8")
WIDTH, HEIGHT = 560, 240
"""The picture's plot, in pixels."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of the picture: a name, how it is drawn, its points, and its numbers."""

    name: str
    dash: str
    points: tuple[tuple[float, float], ...]
    values: tuple[int, ...]

    @property
    def path(self) -> str:
        """The points as an SVG polyline wants them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


def curves(history: Sequence[BracketSummary], language: str = "", most: int = 5) -> tuple[Curve, ...]:
    """The open brackets of two or more revisions, oldest first, as lines: all brackets, then the `most` sections that
    held the most, told apart by their strokes and names. () for a single revision."""
    if len(history) < 2:
        return ()
    found = [c.by_section() for c in history]
    peak: dict[str, int] = {}
    for sections in found:
        for name, n in sections.items():
            peak[name] = max(peak.get(name, 0), n)
    w = section_messages("negotiation", answer_language(language, history[-1].language))
    names = [n for n in sorted(peak, key=lambda name: (-peak[name], name)) if peak[n]][:most]
    rows = [(w["open"], tuple(sum(sections.values()) for sections in found))]
    rows += [(n or w["before_headings"], tuple(sections.get(n, 0) for sections in found)) for n in names]
    top = max(max(values) for _, values in rows) or 1
    step = WIDTH / (len(found) - 1)
    return tuple(
        Curve(
            name,
            _DASHES[i % len(_DASHES)],
            tuple((round(k * step, 1), round(HEIGHT - v * HEIGHT / top, 1)) for k, v in enumerate(values)),
            values,
        )
        for i, (name, values) in enumerate(rows)
    )


def brackets_page(found: BracketSummary, language: str = "", before: Sequence[BracketSummary] = ()) -> str:
    """The brackets as one self-contained page; `language` of its own words, that of the text where not given."""
    language = answer_language(language, found.language)
    history = [*before, found] if before else []

    return render_page(
        "brackets.html.j2",
        language,
        w=section_messages("negotiation", language),
        found=found,
        spans=found.spans_of,
        sections=_open_sections(found),
        role_words=ROLE_WORDS,
        roles_shown=roles_shown,
        name_of=lambda code: party_name(code, language),
        named=lambda at: place_name(at, language),
        curves=curves(history, language),
        revisions=[source_name(c) for c in history],
        width=WIDTH,
        height=HEIGHT,
    )


def source_name(found: BracketSummary) -> str:
    """The name of the file that was read, without its folders."""
    return PureWindowsPath(found.source).name


def _open_sections(found: BracketSummary) -> list[tuple[str, int]]:
    return [(name, n) for name, n in found.by_section().items() if n]


def brackets_summary(found: BracketSummary, language: str = "") -> str:
    """The counts in one line."""
    language = answer_language(language, found.language)
    w = section_messages("negotiation", language)
    statuses = ", ".join(f"{n} {w['status ' + s]}" for s, n in found.by_status().items())
    signs = f"{w['signs']}{w['colon']}{found.opening_signs} / {found.closing_signs}"
    faults = (
        f"; {w['unbalanced']}: {place_names((p.at for p in found.unbalanced), language)}" if found.unbalanced else ""
    )
    return f"{found.open_brackets} {w['open']} ({signs}); {statuses}{faults}"


def brackets_text(found: BracketSummary, language: str = "", before: Sequence[BracketSummary] = ()) -> str:
    """The brackets for the terminal: the paragraphs that need attention, sections, delegations, and the counts."""
    language = answer_language(language, found.language)
    w = section_messages("negotiation", language)
    pieces = [_paragraphs(found, language), _sections(found, before, w), _delegations(found, language)]
    return "\n".join([*(p for p in pieces if p), brackets_summary(found, language) + "\n"])


def _paragraphs(found: BracketSummary, language: str) -> str:
    w = section_messages("negotiation", language)
    rows = [
        (
            place_name(p.at, language),
            w["status " + p.status],
            str(p.open_brackets or ""),
            party_names(p.parties, language),
            _remarks(p, language),
        )
        for p in found.paragraphs
        if p.needs_attention or p.status != "clean"
    ]
    head = (w["place"], w["status"], "[ ]", w["delegation"], w["words"])
    return table(head, rows, title=w["brackets"]) if rows else ""


def _sections(found: BracketSummary, before: Sequence[BracketSummary], w: Mapping[str, str]) -> str:
    """Open brackets by section, with a column for each revision where there are several."""
    if before:
        history = [*before, found]
        counted = [c.by_section() for c in history]
        names = dict.fromkeys(n for sections in counted for n, count in sections.items() if count)
        lines = [(n or w["before_headings"], *(str(s.get(n, 0)) for s in counted)) for n in names]
        lines.append((w["open"], *(str(sum(s.values())) for s in counted)))
        return table((w["section"], *map(source_name, history)), lines, title=w["falling"])
    sections = _open_sections(found)
    if len(sections) < 2:
        return ""
    return table(
        (w["section"], w["open"]), [(n or w["before_headings"], str(k)) for n, k in sections], title=w["by_section"]
    )


def _delegations(found: BracketSummary, language: str) -> str:
    """Where each delegation and group proposes, is waited for, asks to delete or to keep …"""
    w = section_messages("negotiation", language)
    holders = found.by_delegation()
    used = roles_shown(holders)
    rows = [
        (party_name(code, language), *(place_names(roles[r], language) for r in used))
        for code, roles in holders.items()
    ]
    head = (w["delegation"], *(w[ROLE_WORDS[r]] for r in used))
    return table(head, rows, title=w["by_delegation"]) if rows else ""


def roles_shown(holders: Mapping[str, Mapping[str, Sequence[str]]]) -> tuple[str, ...]:
    """The roles that get a column: those of a proposer always, the others where a delegation has one."""
    always = ("proposes", "pending", "delete")
    return tuple(r for r in ROLE_WORDS if r in always or any(roles[r] for roles in holders.values()))


def _remarks(p: BracketedParagraph, language: str) -> str:
    """What is wrong with a paragraph, who holds it, what it is tied to, and its open words."""
    w = section_messages("negotiation", language)
    found = [w["fault " + p.fault]] if p.fault else []
    found += [f"{w['blocks']}{w['colon']}{party_names(p.pending_on, language)}"] if p.pending_on else []
    found += [f"{w['deletes']}{w['colon']}{party_names(p.delete_asked_by, language)}"] if p.delete_asked_by else []
    found += [f"{w[name]} {at}" for name, at in p.relations]
    found += [shorten(" … ".join(p.open_words), _SHOWN)] if p.open_words else []
    return "; ".join(found)
