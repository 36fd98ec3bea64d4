"""The reservation ledger as an HTML page and as terminal tables. Kinds are letters, never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath

from drafting.diff.words import segments
from drafting.negotiate.reservations import Ledger, StatementChange, TrackedStatement
from drafting.negotiate.reservations.entries import StatementEntry
from drafting.negotiate.reservations.matrix import statement_matrix
from drafting.negotiate.reservations.tracking import StatementEvent, StatementRemark
from drafting.output.marked import marked
from drafting.output.past_statements import past_statement_text, unchanged, wording_summary
from drafting.output.templates import delegation_name, negotiation_words, render_page
from drafting.output.terminal import interactive, table
from drafting.text.shorten import shorten

LETTERS = {
    "reservation": "R",
    "dissociation": "D",
    "conditional reservation": "C",
    "not a party": "P",
    "interpretative declaration": "I",
    "explanation of position": "E",
    "footnote announced": "A",
    "information": "·",
}
"""The letter of each kind, the same in every language; the legend is beside the matrix."""
PLACE_WORDS = 70
"""Characters of a place's words in the matrix."""


def ledger_page(ledger: Ledger, language: str = "") -> str:
    """The ledger as one self-contained page; `language` of its own words, that of the last text where not given."""
    language = ledger_language(ledger, language)
    w = negotiation_words(language)
    matrix = statement_matrix(ledger)
    return render_page(
        "ledger.html.j2",
        language,
        w=w,
        ledger=ledger,
        title=ledger.revisions[-1].called,
        revisions=revision_names(ledger),
        matrix=matrix,
        letters=LETTERS,
        kinds=[k for k in LETTERS if any(k in cell.kinds for cell in matrix.cells.values())],
        columns=[(code, delegation_name(code, language)) for code in matrix.columns],
        stirring=statements_of_timeline(ledger),
        events_in=events_in,
        signed_by=signed_by,
        places_of=places_of,
        askers=asked_parties,
        shortened=lambda words: shorten(words, PLACE_WORDS),
        summary=lambda note: wording_summary(note, w),
        compared=segments,
        unchanged=unchanged,
    )


def ledger_text(ledger: Ledger, language: str = "") -> str:
    """The ledger for the terminal: the notes of the last revision, then what happened, alerts first."""
    w = negotiation_words(ledger_language(ledger, language))
    pieces = [_notes_table(ledger, w)]
    if len(ledger.revisions) > 1:
        order = sorted((c.event for c in ledger.changes), key=lambda e: (e.revision, not e.is_alert))
        rows = [
            (str(e.revision), ("▲ " if e.is_alert else "") + event_name(e, w), signed_by(e), from_to(e),
             marked(e.segments))
            for e in order
        ]  # fmt: skip
        head = (w["revision"], w["what"], w["states"], w["place"], w["words"])
        pieces.append(table(head, rows, title=w["changes"]) if rows else w["no_changes"] + "\n")
        pieces += [_remark(r, w) for r in ledger.remarks]
    for s in ledger.statements:
        if note := ledger.past.get(s.number):
            pieces.append(past_statement_text(note, w, s.last.place.at, s.last.text))
    return "\n".join(pieces)


def _remark(r: StatementRemark, w: Mapping[str, str]) -> str:
    parties = ", ".join([*r.states, *r.groups])
    return f"{w[r.kind]}{w['colon']}{parties}, {r.place.at} {shorten(r.place.text, 80)}\n"


def _notes_table(ledger: Ledger, w: Mapping[str, str]) -> str:
    """The notes. A pipe gets a column for each fact; on a screen kind, scope and status share one."""
    several = len(ledger.revisions) > 1
    rows = []
    for s in ledger.statements:
        kind, scope, status = w["kind " + s.last.kind], w["scope " + s.last.scope], w[s.status]
        since = ledger.first_revision(s)
        facts: tuple[str, ...] = (kind, scope, status, str(since))
        if interactive():
            when = f", {w['since'].lower()} {w['revision']} {since}" if several else ""
            facts = (f"{kind} ({scope}, {status}{when})",)
        rows.append((places_of(s.last) or "–", signed_by(s.last), *facts, shorten(s.last.text, 160)))
    about = (w["kind"],) if interactive() else (w["kind"], w["scope"], w["status"], w["since"])
    return table((w["place"], w["states"], *about, w["words"]), rows, title=w["ledger"])


def ledger_language(ledger: Ledger, language: str) -> str:
    """The language asked for, else that of the last revision."""
    return language or ledger.revisions[-1].language


def revision_names(ledger: Ledger) -> list[str]:
    """The file names of the revisions, without their folders."""
    return [PureWindowsPath(r.source).name for r in ledger.revisions]


def statements_of_timeline(ledger: Ledger) -> list[TrackedStatement]:
    """The statements of the timeline: signed, or with something that happened to them."""
    return [s for s in ledger.statements if s.last.states or s.last.groups or ledger.events_of(s)]


def events_in(ledger: Ledger, statement: TrackedStatement, revision: int) -> list[str]:
    """The kinds of events of a statement in a revision, each once, in their order."""
    return list(dict.fromkeys(e.kind for e in ledger.events_of(statement) if e.revision == revision))


def signed_by(found: StatementEntry | StatementEvent) -> str:
    """The codes of the States and groups that speak or are concerned; "–" for an unsigned note."""
    return ", ".join([*found.states, *found.groups]) or "–"


def asked_parties(alerts: tuple[StatementChange, ...]) -> str:
    """Who must be asked about one change of the text: the parties of each of its alerts."""
    return "; ".join(signed_by(alert.event) for alert in alerts)


def places_of(entry: StatementEntry) -> str:
    """The addresses a note hangs at."""
    return ", ".join(p.at for p in entry.all_places)


def event_name(event: StatementEvent, w: Mapping[str, str]) -> str:
    """The event in words, with the heading that carries the note where the note reserves a whole chapter."""
    return w[event.kind] + (f" ({w['under']} {event.under})" if event.under else "")


def from_to(event: StatementEvent) -> str:
    """ "OP7 → OP6", one address where both are the same."""
    return " → ".join(dict.fromkeys(p.at for p in (event.before, event.after) if p and p.at)) or "–"
