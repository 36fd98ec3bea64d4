"""Past statements for the terminal: in how many texts a State made one, since when, and how its wording changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.messages import section_messages
from drafting.output.change_rows import marked_words
from drafting.output.names import party_names, place_name, statement_kind
from drafting.output.terminal import table

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.negotiate.reservations.past_statements import RecurringStatement


def past_statements_text(notes: Sequence[RecurringStatement], language: str) -> str:
    """The statements of a State in past texts, each with its wordings."""
    if not notes:
        return section_messages("negotiation", language)["no_standing"] + "\n"
    return "\n".join(past_statement_text(note, language) for note in notes)


def past_statement_text(note: RecurringStatement, language: str, at: str = "", now: str | None = None) -> str:
    """One statement: what it is in one line, then its wordings. `at`: its place in the present draft; `now`: its
    words in that draft, None without a draft."""
    w = section_messages("negotiation", language)
    at = place_name(at, language)
    named = f"{at} {party_names(note.last.states, language)}".strip()
    kind = statement_kind(note.last.kind, language)
    head = f"{w['standing_note']}{w['colon']}{named}, {kind}, {wording_summary(note, language)}\n"
    rows = [
        (
            str(past.year or "–"),
            past.name,
            place_name(past.at, language) or "–",
            _changed_words(words, w) if n else past.text,
        )
        for n, (past, words) in enumerate(note.wordings)
    ]
    if now is not None:
        rows.append(("", w["now"], at, _changed_words(segments(note.last.text, now), w)))
    return head + table((w["year"], w["text"], w["place"], w["words"]), rows)


def _changed_words(words: Sequence[Segment], w: Mapping[str, str]) -> str:
    return w["same_words"] if unchanged(words) else marked_words(words)


def unchanged(words: Sequence[Segment]) -> bool:
    """True when no segment was deleted or inserted."""
    return all(s.op == "=" for s in words)


def wording_summary(note: RecurringStatement, language: str) -> str:
    """ "in 4 texts since 2016; wording changed in 2021, 2023", "in one text (2016)"."""
    w = section_messages("negotiation", language)
    n = len(note.notes)
    texts = w["in_one_text"] if n == 1 else w["in_texts"].format(n=n)
    since = "" if not note.since else f" ({note.since})" if n == 1 else f" {w['since_year']} {note.since}"
    changed = ", ".join(str(new.year or new.name) for _, new in note.changed)
    return f"{texts}{since}" + (f"; {w['wording_changed']} {changed}" if changed else "")
