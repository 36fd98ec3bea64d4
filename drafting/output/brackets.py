"""The bracket cockpit to look at: HTML page and terminal tables. Status and depth show without colour too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.output.templates import environment, negotiation_words, style_sheet
from drafting.output.terminal import table
from drafting.text.shorten import shorten


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters at one depth of brackets; `mark`: a status word or an attribution."""

    text: str
    depth: int
    mark: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """A delegation or group: the addresses where it proposes, is waited for, asks to delete."""

    code: str
    name: str
    proposes: tuple[str, ...]
    blocks: tuple[str, ...]
    deletes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketRow:
    """One paragraph. `relations`: ("alternative_of" | "inserted_after" | "runs_to" | "continues", address), and
    ("option", its name)."""

    at: str
    label: str
    section: str
    status: str
    open: int
    fault: str
    delegations: tuple[str, ...]
    pending_on: tuple[str, ...]
    delete_asked_by: tuple[str, ...]
    alternatives: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]

    @property
    def busy(self) -> bool:
        """True when something is open or wrong here."""
        return bool(self.open or self.fault or self.relations or self.status in ("pending", "proposed", "bracketed"))


@dataclass(frozen=True, slots=True)
class BracketBoard:
    """The cockpit arranged. `signs`: how many "[" and "]" the text holds; `history`: open brackets by section in each
    revision, oldest first, () for a single text."""

    title: str
    language: str
    open: int
    signs: tuple[int, int]
    unbalanced: tuple[str, ...]
    statuses: tuple[tuple[str, int], ...]
    sections: tuple[tuple[str, int], ...]
    holders: tuple[Holder, ...]
    rows: tuple[BracketRow, ...]
    history: tuple[tuple[str, Mapping[str, int]], ...] = ()


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


_DASHES = ("", "7 4", "2 3", "9 3 2 3", "14 4", "4 2 4 8")
WIDTH, HEIGHT = 560, 240
"""The picture's plot, in pixels."""


def curves(board: BracketBoard, most: int = 5) -> tuple[Curve, ...]:
    """The falling lines: all brackets, then the sections that held the most, told apart by their strokes and names."""
    if len(board.history) < 2:
        return ()
    totals = tuple(sum(sections.values()) for _, sections in board.history)
    peak: dict[str, int] = {}
    for _, sections in board.history:
        for name, n in sections.items():
            peak[name] = max(peak.get(name, 0), n)
    w = negotiation_words(board.language)
    names = [n for n in sorted(peak, key=lambda name: (-peak[name], name)) if peak[n]][:most]
    rows = [(w["open"], totals)]
    rows += [(n or w["before_headings"], tuple(s.get(n, 0) for _, s in board.history)) for n in names]
    top = max(max(values) for _, values in rows) or 1
    step = WIDTH / (len(board.history) - 1)
    return tuple(
        Curve(
            name, _DASHES[i % len(_DASHES)],
            tuple((round(k * step, 1), round(HEIGHT - v * HEIGHT / top, 1)) for k, v in enumerate(values)), values,
        )
        for i, (name, values) in enumerate(rows)
    )  # fmt: skip


def brackets_page(board: BracketBoard) -> str:
    """The cockpit as one self-contained page in the board's language."""
    return (
        environment()
        .get_template("brackets.html.j2")
        .render(
            w=negotiation_words(board.language), css=style_sheet(), board=board, language=board.language or "en",
            curves=curves(board), width=WIDTH, height=HEIGHT,
        )
    )  # fmt: skip


def brackets_summary(board: BracketBoard) -> str:
    """The counts in one line."""
    w = negotiation_words(board.language)
    statuses = ", ".join(f"{n} {w['status ' + s]}" for s, n in board.statuses)
    signs = f"{w['signs']}: {board.signs[0]} / {board.signs[1]}"
    faults = f"; {w['unbalanced']}: {', '.join(board.unbalanced)}" if board.unbalanced else ""
    return f"{board.open} {w['open']} ({signs}); {statuses}{faults}"


def brackets_text(board: BracketBoard) -> str:
    """The cockpit for the terminal: paragraphs with something to say, sections, delegations, and the counts."""
    w = negotiation_words(board.language)
    rows = [
        (r.at, w["status " + r.status], str(r.open or ""), ", ".join(r.delegations), _said(r, w))
        for r in board.rows
        if r.busy or r.status != "clean"
    ]
    pieces = []
    if rows:
        pieces.append(table((w["place"], w["status"], "[ ]", w["delegation"], w["words"]), rows, title=w["brackets"]))
    if board.history:
        head = (w["section"], *(name for name, _ in board.history))
        names = dict.fromkeys(n for _, sections in board.history for n, count in sections.items() if count)
        lines = [(n or w["before_headings"], *(str(s.get(n, 0)) for _, s in board.history)) for n in names]
        lines.append((w["open"], *(str(sum(s.values())) for _, s in board.history)))
        pieces.append(table(head, lines, title=w["falling"]))
    elif len(board.sections) > 1:
        lines = [(name or w["before_headings"], str(n)) for name, n in board.sections]
        pieces.append(table((w["section"], w["open"]), lines, title=w["by_section"]))
    if board.holders:
        head = (w["delegation"], w["proposes"], w["blocks"], w["deletes"])
        held = [(h.code, *(", ".join(x) for x in (h.proposes, h.blocks, h.deletes))) for h in board.holders]
        pieces.append(table(head, held, title=w["by_delegation"]))
    return "\n".join([*pieces, brackets_summary(board) + "\n"])


def _said(row: BracketRow, w: Mapping[str, str]) -> str:
    said = [w["fault " + row.fault]] if row.fault else []
    said += [f"{w['blocks']}{w['colon']}{', '.join(row.pending_on)}"] if row.pending_on else []
    said += [f"{w['deletes']}{w['colon']}{', '.join(row.delete_asked_by)}"] if row.delete_asked_by else []
    said += [f"{w[name]} {at}" for name, at in row.relations]
    said += [shorten(a, 120) for a in row.alternatives]
    return "; ".join(said)
