"""The reservation ledger as a Word document with tables, for the delegation's file."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.messages import section_messages
from drafting.model.resolution import Block, Heading, Line, Resolution, Table
from drafting.negotiate.reservations import Ledger, TrackedStatement
from drafting.negotiate.reservations.matrix import Cell, statement_matrix
from drafting.output.change_rows import marked_words
from drafting.output.names import party_name, place_name
from drafting.output.reservations import (
    LETTERS,
    PLACE_WORDS,
    asked_parties,
    event_name,
    events_in,
    from_to,
    ledger_language,
    places_of,
    revision_names,
    signed_by,
    statements_of_timeline,
)
from drafting.text.shorten import shorten
from drafting.word.build.table_document import tables_docx

COLUMNS = 9
"""States and groups beside one another in one table: judged by eye on an A4 page, not measured."""


def ledger_docx(ledger: Ledger, language: str = "", *, house: str = "oas") -> bytes:
    """The ledger as a .docx in the house style; `language`: of the headings, by default that of the last text."""
    document = ledger_document(ledger, language)
    shares = [_column_shares(b) for b in document.blocks if isinstance(b, Table)]
    return tables_docx(document, shares, house=house)


def _column_shares(found: Table) -> list[int]:
    """The relative width of each column: by its longest word, its longest cell and the number of its characters."""
    shares = []
    for column in zip(*found.rows, strict=True):
        widest, mass = max(len(cell) for cell in column), sum(map(len, column)) // 12
        shares.append(max(_longest_word(column) + 3, min(widest, mass, 36)))
    return shares


def _longest_word(column: Sequence[str]) -> int:
    return max((len(word) for cell in column for word in cell.split()), default=0)


def ledger_document(ledger: Ledger, language: str = "") -> Resolution:
    """The ledger as a document of headings and tables."""
    language = ledger_language(ledger, language)
    w = section_messages("negotiation", language)
    title = ledger.revisions[-1].called
    blocks: list[Block] = [Line(w["ledger"], "front", "type"), Line(title, "front", "title")]
    several = len(ledger.revisions) > 1
    if several:
        blocks.append(Line(" → ".join(revision_names(ledger)), "front", "text"))
        blocks += _alerts_table(ledger, language)
    blocks.append(Heading(w["matrix"], level=1))
    blocks += _matrix_tables(ledger, language)
    blocks += [Heading(w["notes"], level=1), _notes_table(ledger, language)]
    if several:
        blocks += [Heading(w["timeline"], level=1), _timeline(ledger, language)]
    return Resolution(blocks=tuple(blocks), language=language, title=title, kind="other")


def _alerts_table(ledger: Ledger, language: str) -> list[Block]:
    w = section_messages("negotiation", language)
    if not ledger.alerts:
        return [Line(w["no_alerts"], "operative", "text")]
    rows = [(w["states"], w["place"], w["what"], w["words"])]
    for alerts in ledger.alerts_by_text_change:
        event = alerts[0].event
        rows.append(
            (
                asked_parties(alerts, language),
                from_to(event, language),
                event_name(event, w),
                marked_words(event.segments),
            )
        )
    return [Heading(w["alerts_title"], level=1), Table(tuple(rows))]


def _matrix_tables(ledger: Ledger, language: str) -> list[Block]:
    """The matrix in tables of at most COLUMNS States each, of nearly equal width, and its legend."""
    w = section_messages("negotiation", language)
    matrix = statement_matrix(ledger)
    if not matrix.columns:
        return [Line(w["no_matrix"], "operative", "text")]
    blocks: list[Block] = []
    tables = -(-len(matrix.columns) // COLUMNS)
    wide = -(-len(matrix.columns) // tables)
    for start in range(0, len(matrix.columns), wide):
        codes = matrix.columns[start : start + wide]
        rows = [
            (
                f"{place_name(p.at, language)}  {shorten(p.text, PLACE_WORDS)}",
                *(_letters(matrix.cells.get((p.at, code))) for code in codes),
            )
            for p in matrix.rows
            if any((p.at, code) in matrix.cells for code in codes)
        ]
        blocks.append(Table(((w["place"], *codes), *rows)))
    used = [k for k in LETTERS if any(k in cell.kinds for cell in matrix.cells.values())]
    legend = "; ".join(f"{LETTERS[k]} = {w['kind ' + k]}" for k in used)
    names = "; ".join(f"{code} = {name}" for code in matrix.columns if (name := party_name(code, language)) != code)
    lines = [f"{legend}; ▲ = {w['alerts']}", *([names] if names else [])]
    return [*blocks, *(Line(line, "operative", "text") for line in lines)]


def _letters(cell: Cell | None) -> str:
    """The letters of a cell's kinds, with ▲ where the reserved text changed; "" where the State has no statement."""
    if cell is None:
        return ""
    return "".join(LETTERS[k] for k in cell.kinds) + (" ▲" if cell.alert else "")


def _notes_table(ledger: Ledger, language: str) -> Table:
    w = section_messages("negotiation", language)
    rows = [(w["states"], w["place"], w["kind"], w["words"])]
    for s in ledger.statements:
        kind = f"{w['kind ' + s.last.kind]}, {w['possible' if s.last.possible else s.status]}"
        rows.append(
            (signed_by(s.last, language), places_of(s.last, language) or "–", kind, s.last.text.replace("\n\n", "\n"))
        )
    return Table(tuple(rows))


def _timeline(ledger: Ledger, language: str) -> Table:
    w = section_messages("negotiation", language)
    revisions = range(len(ledger.revisions))
    rows = [(w["states"], *(f"{w['revision']} {n}" for n in revisions))]
    for s in statements_of_timeline(ledger):
        name = f"{signed_by(s.last, language)} – {w['kind ' + s.last.kind]}"
        rows.append((name, *(_timeline_cell(ledger, s, n, language) for n in revisions)))
    return Table(tuple(rows))


def _timeline_cell(ledger: Ledger, statement: TrackedStatement, revision: int, language: str) -> str:
    """Where the statement is in a revision, and below it what changed since the revision before."""
    w = section_messages("negotiation", language)
    entry = ledger.entry_at(statement, revision)
    kinds = events_in(ledger, statement, revision)
    events = ", ".join(("▲ " if kind.startswith("reserved") else "") + w[kind] for kind in kinds)
    return "\n".join(p for p in (places_of(entry, language) if entry else "", events) if p) or "–"
