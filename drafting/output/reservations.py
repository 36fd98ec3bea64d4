"""The reservation ledger to look at: HTML page, document for the delegation's file, terminal tables.

A `Board` is the ledger arranged for the eye; whoever keeps the ledger fills it. Kinds are letters, never colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafting.diff.changes import Segment
from drafting.model.resolution import Block, Heading, Line, Resolution, Table
from drafting.output.marked import marked
from drafting.output.standing import PastLine, past_text, summary
from drafting.output.templates import environment, negotiation_words, style_sheet
from drafting.output.terminal import interactive, table
from drafting.text.shorten import shorten
from drafting.word.build.table_document import tables_docx

LETTERS = {
    "reservation": "R", "dissociation": "D", "conditional reservation": "C", "not a party": "P",
    "interpretative declaration": "I", "explanation of position": "E", "footnote announced": "A", "information": "·",
}  # fmt: skip
"""The letter of each kind, the same in every language; the legend stands beside."""
WIDE = 9
"""States beside one another in one table of the document."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the text where notes hang: address, and its first words."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What one State holds at one place: kinds, whether its text changed, and the numbers of the notes' lines."""

    kinds: tuple[str, ...] = ()
    alert: bool = False
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A note in one revision: where ("" when it is not there), its mark, what happened since the one before."""

    at: str = ""
    mark: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note through the revisions."""

    number: int
    who: str
    kind: str
    scope: str
    status: str
    since: int
    at: str
    text: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: what, who, where from and to, the words that changed."""

    revision: int
    kind: str
    who: str
    old_at: str
    new_at: str
    under: str
    segments: tuple[Segment, ...]
    line: int
    alert: bool = False
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """The ledger arranged: places × States of the last revision, note lines, happenings, remarks."""

    title: str
    language: str
    revisions: tuple[str, ...]
    spots: tuple[Spot, ...]
    states: tuple[tuple[str, str], ...]
    """Codes and names."""
    cells: Mapping[tuple[str, str], Cell]
    """(address, code) → cell."""
    lines: tuple[NoteLine, ...]
    happenings: tuple[Happening, ...]
    remarks: tuple[tuple[str, str, str, str], ...] = ()
    """(what, who, where, words)."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Standing statements by the code of the State."""
    past: tuple[PastLine, ...] = ()
    """What a library knows of the notes that stand."""

    @property
    def alerts(self) -> tuple[Happening, ...]:
        """What a State must be asked again about."""
        return tuple(h for h in self.happenings if h.alert)

    @property
    def asks(self) -> tuple[Happening, ...]:
        """The alerts, those about one and the same change of the text as one."""
        found: dict[Happening, str] = {}
        for alert in self.alerts:
            key = replace(alert, who="", line=0)
            found[key] = f"{found[key]}; {alert.who}" if key in found else alert.who
        lines = {replace(a, who="", line=0): a.line for a in reversed(self.alerts)}
        return tuple(replace(key, who=who, line=lines[key]) for key, who in found.items())

    @property
    def moving(self) -> tuple[NoteLine, ...]:
        """The notes of the timeline: signed, or with something that happened to them."""
        return tuple(line for line in self.lines if line.who != "–" or any(s.events for s in line.stages))

    @property
    def standing(self) -> int:
        """How many notes hold somebody back."""
        return sum(line.status != "withdrawn" and line.kind != "information" for line in self.lines)


def ledger_page(board: Board) -> str:
    """The ledger as one self-contained page in the board's language."""
    used = [k for k in LETTERS if any(k in cell.kinds for cell in board.cells.values())]
    w = negotiation_words(board.language)
    return (
        environment()
        .get_template("ledger.html.j2")
        .render(
            w=w, css=style_sheet(), board=board, letters=LETTERS, used=used, language=board.language or "en",
            said=lambda line: summary(line, w),
        )
    )  # fmt: skip


def ledger_docx(board: Board, *, house: str = "oas") -> bytes:
    """The ledger as a Word document in the house style, for the delegation's file."""
    document = ledger_document(board)
    shares = [_shares(b) for b in document.blocks if isinstance(b, Table)]
    return tables_docx(document, shares, house=house)


def _shares(found: Table) -> list[int]:
    """How wide each column is: by its longest word, its longest cell and the mass of its words, within reason."""
    shares = []
    for column in zip(*found.rows, strict=True):
        widest, mass = max(len(cell) for cell in column), sum(map(len, column)) // 12
        shares.append(max(_longest(column) + 3, min(widest, mass, 36)))
    return shares


def _longest(column: Sequence[str]) -> int:
    return max((len(word) for cell in column for word in cell.split()), default=0)


def ledger_document(board: Board) -> Resolution:
    """The ledger as a document with tables."""
    w = negotiation_words(board.language)
    blocks: list[Block] = [Line(w["ledger"], "front", "type"), Line(board.title, "front", "title")]
    if len(board.revisions) > 1:
        blocks.append(Line(" → ".join(board.revisions), "front", "text"))
        blocks += _alert_table(board, w)
    blocks.append(Heading(w["matrix"], level=1))
    blocks += _matrices(board, w)
    blocks += [Heading(w["notes"], level=1), _notes_table(board, w)]
    if len(board.revisions) > 1:
        blocks += [Heading(w["timeline"], level=1), _timeline(board, w)]
    return Resolution(blocks=tuple(blocks), language=board.language, title=board.title, kind="other")


def _alert_table(board: Board, w: Mapping[str, str]) -> list[Block]:
    if not board.alerts:
        return [Line(w["no_alerts"], "operative", "text")]
    head = (w["states"], w["place"], w["what"], w["words"])
    rows = [(a.who, _from_to(a), w[a.kind] + _under(a, w), marked(a.segments)) for a in board.asks]
    return [Heading(w["alerts_title"], level=1), Table((head, *rows))]


def _under(h: Happening, w: Mapping[str, str]) -> str:
    return f" ({w['under']} {h.under})" if h.under else ""


def _from_to(h: Happening) -> str:
    """ "OP7 → OP6", one address where both are the same."""
    return " → ".join(dict.fromkeys(a for a in (h.old_at, h.new_at) if a)) or "–"


def _matrices(board: Board, w: Mapping[str, str]) -> list[Block]:
    """The matrix, at most WIDE States to a table, and its legend."""
    if not board.states:
        return [Line(w["no_matrix"], "operative", "text")]
    blocks: list[Block] = []
    wide = -(-len(board.states) // -(-len(board.states) // WIDE))
    for start in range(0, len(board.states), wide):
        codes = [code for code, _ in board.states[start : start + wide]]
        spots = [s for s in board.spots if any((s.at, code) in board.cells for code in codes)]
        rows = [
            (f"{s.at}  {s.words}", *(sign(board.cells.get((s.at, code)), w, full=False) for code in codes))
            for s in spots
        ]
        blocks.append(Table(((w["place"], *codes), *rows)))
    used = [k for k in LETTERS if any(k in cell.kinds for cell in board.cells.values())]
    legend = "; ".join(f"{LETTERS[k]} = {w['kind ' + k]}" for k in used)
    return [*blocks, Line(f"{legend}; ▲ = {w['alerts']}", "operative", "text")]


def sign(cell: Cell | None, w: Mapping[str, str], *, full: bool) -> str:
    """What stands in a cell of the matrix: letters, ▲ where the text changed; `full`: in words."""
    if cell is None:
        return ""
    letters = ", ".join(w["kind " + k] for k in cell.kinds) if full else "".join(LETTERS[k] for k in cell.kinds)
    return letters + (" ▲" if cell.alert else "")


def _notes_table(board: Board, w: Mapping[str, str]) -> Table:
    head = (w["states"], w["place"], w["kind"], w["words"])
    rows = [
        (line.who, line.at or "–", f"{w['kind ' + line.kind]}, {w[line.status]}", line.text.replace("\n\n", "\n"))
        for line in board.lines
    ]
    return Table((head, *rows))


def _timeline(board: Board, w: Mapping[str, str]) -> Table:
    head = (w["states"], *(f"{w['revision']} {n}" for n in range(len(board.revisions))))
    rows = [(f"{line.who} – {w['kind ' + line.kind]}", *(_stage(s, w) for s in line.stages)) for line in board.moving]
    return Table((head, *rows))


def _stage(stage: Stage, w: Mapping[str, str]) -> str:
    events = ", ".join(("▲ " if e.startswith("reserved") else "") + w[e] for e in stage.events)
    return "\n".join(p for p in (stage.at, events) if p) or "–"


def ledger_text(board: Board) -> str:
    """The ledger for the terminal: the notes as they stand, then what happened, alerts first."""
    w = negotiation_words(board.language)
    pieces = [_notes_for_terminal(board, w)]
    if len(board.revisions) > 1:
        order = sorted(board.happenings, key=lambda h: (h.revision, not h.alert))
        found = [
            (
                str(h.revision),
                ("▲ " if h.alert else "") + w[h.kind] + _under(h, w),
                h.who,
                _from_to(h),
                marked(h.segments),
            )
            for h in order
        ]
        events = (w["revision"], w["what"], w["states"], w["place"], w["words"])
        pieces.append(table(events, found, title=w["changes"]) if found else w["no_changes"] + "\n")
        pieces += [f"{w[what]}{w['colon']}{who}, {at} {shorten(words, 80)}\n" for what, who, at, words in board.remarks]
    pieces += [past_text(line, w) for line in board.past]
    return "\n".join(pieces)


def _notes_for_terminal(board: Board, w: Mapping[str, str]) -> str:
    """The notes as they stand. A pipe gets a column for each thing; on a screen kind, scope and status share one."""
    several = len(board.revisions) > 1
    rows = []
    for line in board.lines:
        kind, scope, status = w["kind " + line.kind], w["scope " + line.scope], w[line.status]
        what: tuple[str, ...] = (kind, scope, status, str(line.since))
        if interactive():
            since = f", {w['since'].lower()} {w['revision']} {line.since}" if several else ""
            what = (f"{kind} ({scope}, {status}{since})",)
        rows.append((line.at or "–", line.who, *what, shorten(line.text, 160)))
    about = (w["kind"],) if interactive() else (w["kind"], w["scope"], w["status"], w["since"])
    return table((w["place"], w["states"], *about, w["words"]), rows, title=w["ledger"])
