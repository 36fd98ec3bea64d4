"""The brackets of a negotiating text as an HTML page and as terminal tables.

Status and depth show without colour too. `before`: the summaries of earlier revisions, oldest first; with them the page
and the tables show how the open brackets of each section fell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PureWindowsPath

from drafting.negotiate.brackets import BracketSummary
from drafting.negotiate.brackets.status import BracketedParagraph
from drafting.output.templates import delegation_name, negotiation_words, render_page
from drafting.output.terminal import table
from drafting.text.shorten import shorten

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
    w = negotiation_words(language or history[-1].language)
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
    language = language or found.language
    history = [*before, found] if before else []

    return render_page(
        "brackets.html.j2",
        language,
        w=negotiation_words(language),
        found=found,
        spans=found.spans_of,
        sections=_open_sections(found),
        name_of=lambda code: delegation_name(code, language),
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
    w = negotiation_words(language or found.language)
    statuses = ", ".join(f"{n} {w['status ' + s]}" for s, n in found.by_status().items())
    signs = f"{w['signs']}: {found.opening_signs} / {found.closing_signs}"
    faults = f"; {w['unbalanced']}: {', '.join(p.at for p in found.unbalanced)}" if found.unbalanced else ""
    return f"{found.open_brackets} {w['open']} ({signs}); {statuses}{faults}"


def brackets_text(found: BracketSummary, language: str = "", before: Sequence[BracketSummary] = ()) -> str:
    """The brackets for the terminal: the paragraphs that need attention, sections, delegations, and the counts."""
    language = language or found.language
    w = negotiation_words(language)
    pieces = [_paragraphs(found, w), _sections(found, before, w), _delegations(found, w)]
    return "\n".join([*(p for p in pieces if p), brackets_summary(found, language) + "\n"])


def _paragraphs(found: BracketSummary, w: Mapping[str, str]) -> str:
    rows = [
        (p.at, w["status " + p.status], str(p.open_brackets or ""), ", ".join(p.parties), _remarks(p, w))
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


def _delegations(found: BracketSummary, w: Mapping[str, str]) -> str:
    """Where each delegation and group proposes, is waited for, asks to delete."""
    rows = [
        (code, *(", ".join(roles[r]) for r in ("proposes", "pending", "delete")))
        for code, roles in found.by_delegation().items()
    ]
    head = (w["delegation"], w["proposes"], w["blocks"], w["deletes"])
    return table(head, rows, title=w["by_delegation"]) if rows else ""


def _remarks(p: BracketedParagraph, w: Mapping[str, str]) -> str:
    """What is wrong with a paragraph, who holds it, what it is tied to, and its alternatives."""
    found = [w["fault " + p.fault]] if p.fault else []
    found += [f"{w['blocks']}{w['colon']}{', '.join(p.pending_on)}"] if p.pending_on else []
    found += [f"{w['deletes']}{w['colon']}{', '.join(p.delete_asked_by)}"] if p.delete_asked_by else []
    found += [f"{w[name]} {at}" for name, at in p.relations]
    found += [shorten(" | ".join(a.choices), 120) for a in p.alternatives]
    return "; ".join(found)
