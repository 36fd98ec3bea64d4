"""The reservation ledger as an HTML page and as terminal tables. Kinds are letters, never colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PureWindowsPath

from drafting.diff.words import segments
from drafting.messages import answer_language, message, section_messages
from drafting.negotiate.reservations import Ledger, StatementChange, TrackedStatement
from drafting.negotiate.reservations.entries import StatementEntry
from drafting.negotiate.reservations.matrix import statement_matrix
from drafting.negotiate.reservations.tracking import StatementEvent, StatementRemark
from drafting.output.change_rows import marked_words
from drafting.output.names import party_name, party_names, place_name, place_names
from drafting.output.past_statements import past_statement_text, unchanged, wording_summary
from drafting.output.templates import render_page
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
    """The ledger as one self-contained page; `language` is that of the headings, by default that of the last text."""
    language = ledger_language(ledger, language)
    w = section_messages("negotiation", language)
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
        columns=[(code, party_name(code, language)) for code in matrix.columns],
        stirring=statements_of_timeline(ledger),
        events_in=events_in,
        signed_by=lambda found: signed_by(found, language),
        parties=lambda codes: party_names(codes, language),
        named=lambda at: place_name(at, language),
        places_of=lambda entry: places_of(entry, language),
        askers=lambda alerts: asked_parties(alerts, language),
        shortened=lambda words: shorten(words, PLACE_WORDS),
        summary=lambda note: wording_summary(note, language),
        quoted=lambda words: message("comment.quoted", language, words=words),
        compared=segments,
        unchanged=unchanged,
    )


def ledger_text(ledger: Ledger, language: str = "") -> str:
    """The ledger for the terminal: the notes of the last revision, then the changes, alerts first."""
    language = ledger_language(ledger, language)
    w = section_messages("negotiation", language)
    pieces = [_notes_table(ledger, language)]
    if len(ledger.revisions) > 1:
        order = sorted((c.event for c in ledger.changes), key=lambda e: (e.revision, not e.is_alert))
        rows = [
            (str(e.revision), ("▲ " if e.is_alert else "") + event_name(e, w), signed_by(e, language),
             from_to(e, language), marked_words(e.segments))
            for e in order
        ]  # fmt: skip
        head = (w["revision"], w["what"], w["states"], w["place"], w["words"])
        pieces.append(table(head, rows, title=w["changes"]) if rows else w["no_changes"] + "\n")
        pieces += [_remark(r, language) for r in ledger.remarks]
    for s in ledger.statements:
        if note := ledger.past.get(s.number):
            pieces.append(past_statement_text(note, language, s.last.place.at, s.last.text))
    return "\n".join(pieces)


def ledger_summary(ledger: Ledger, language: str = "") -> str:
    """How many statements and changes there are, and about how many the States must be asked again, in one line."""
    return message(
        "ledger.summary", ledger_language(ledger, language), notes=len(ledger.statements),
        changes=len(ledger.changes), alerts=len(ledger.alerts),
    )  # fmt: skip


def _remark(r: StatementRemark, language: str) -> str:
    w = section_messages("negotiation", language)
    parties = party_names([*r.states, *r.groups], language)
    return f"{w[r.kind]}{w['colon']}{parties}, {place_name(r.place.at, language)} {shorten(r.place.text, 80)}\n"


def _notes_table(ledger: Ledger, language: str) -> str:
    """The notes. In a pipe each fact has a column; on a screen kind, scope and status share one."""
    w = section_messages("negotiation", language)
    several = len(ledger.revisions) > 1
    rows = []
    for s in ledger.statements:
        kind, scope, status = (
            w["kind " + s.last.kind],
            w["scope " + s.last.scope],
            w["possible" if s.last.possible else s.status],
        )
        since = ledger.first_revision(s)
        facts: tuple[str, ...] = (kind, scope, status, str(since))
        if interactive():
            when = f", {w['since'].lower()} {w['revision']} {since}" if several else ""
            facts = (f"{kind} ({scope}, {status}{when})",)
        rows.append(
            (places_of(s.last, language) or "–", signed_by(s.last, language), *facts, shorten(s.last.text, 160))
        )
    about = (w["kind"],) if interactive() else (w["kind"], w["scope"], w["status"], w["since"])
    return table((w["place"], w["states"], *about, w["words"]), rows, title=w["ledger"])


def ledger_language(ledger: Ledger, language: str) -> str:
    """The language asked for, else that of the last revision."""
    return answer_language(language, ledger.revisions[-1].language)


def revision_names(ledger: Ledger) -> list[str]:
    """The file names of the revisions, without their folders."""
    return [PureWindowsPath(r.source).name for r in ledger.revisions]


def statements_of_timeline(ledger: Ledger) -> list[TrackedStatement]:
    """The statements of the timeline: signed, or with something that happened to them."""
    return [s for s in ledger.statements if s.last.is_signed or ledger.events_of(s)]


def events_in(ledger: Ledger, statement: TrackedStatement, revision: int) -> list[str]:
    """The kinds of events of a statement in a revision, each once, in their order."""
    return list(dict.fromkeys(e.kind for e in ledger.events_of(statement) if e.revision == revision))


def signed_by(found: StatementEntry | StatementEvent, language: str) -> str:
    """The names of the States and groups that speak or are concerned; "–" for an unsigned note."""
    return party_names([*found.states, *found.groups, *found.names], language, "–")


def asked_parties(alerts: tuple[StatementChange, ...], language: str) -> str:
    """Who must be asked about one change of the text: the parties of each of its alerts."""
    return "; ".join(signed_by(alert.event, language) for alert in alerts)


def places_of(entry: StatementEntry, language: str) -> str:
    """The addresses of the marks of a note."""
    return place_names((p.at for p in entry.all_places), language)


def event_name(event: StatementEvent, w: Mapping[str, str]) -> str:
    """The event in words, with the heading that carries the note where the note reserves a whole chapter."""
    return w[event.kind] + (f" ({w['under']} {event.under})" if event.under else "")


def from_to(event: StatementEvent, language: str) -> str:
    """ "OP7 → OP6", one address where both are the same."""
    return (
        " → ".join(dict.fromkeys(place_name(p.at, language) for p in (event.before, event.after) if p and p.at)) or "–"
    )
