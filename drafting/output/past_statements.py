"""Past statements for the terminal: in how many texts a State made one, since when, and how its wording changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.output.marked import marked
from drafting.output.templates import negotiation_words
from drafting.output.terminal import table

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.negotiate.reservations.past_statements import RecurringStatement


def past_statements_text(notes: Sequence[RecurringStatement], language: str) -> str:
    """The statements of a State in past texts, each with its wordings."""
    w = negotiation_words(language)
    return "\n".join(past_statement_text(note, w) for note in notes) if notes else w["no_standing"] + "\n"


def past_statement_text(note: RecurringStatement, w: Mapping[str, str], at: str = "", now: str | None = None) -> str:
    """One statement: what it is in one line, then its wordings. `at`: where it hangs in the draft at hand; `now`: its
    words there, None without a draft."""
    named = f"{at} {', '.join(note.last.states)}".strip()
    head = f"{w['standing_note']}{w['colon']}{named}, {w['kind ' + note.last.kind]}, {wording_summary(note, w)}\n"
    rows = [
        (str(past.year or "–"), past.name, past.at or "–", _changed_words(words, w) if n else past.text)
        for n, (past, words) in enumerate(note.wordings)
    ]
    if now is not None:
        rows.append(("", w["now"], at, _changed_words(segments(note.last.text, now), w)))
    return head + table((w["year"], w["text"], w["place"], w["words"]), rows)


def _changed_words(words: Sequence[Segment], w: Mapping[str, str]) -> str:
    return w["same_words"] if unchanged(words) else marked(words)


def unchanged(words: Sequence[Segment]) -> bool:
    """True when no segment was deleted or inserted."""
    return all(s.op == "=" for s in words)


def wording_summary(note: RecurringStatement, w: Mapping[str, str]) -> str:
    """ "in 4 texts since 2016; wording changed in 2021, 2023", "in one text (2016)"."""
    n = len(note.notes)
    texts = w["in_one_text"] if n == 1 else w["in_texts"].format(n=n)
    since = "" if not note.since else f" ({note.since})" if n == 1 else f" {w['since_year']} {note.since}"
    changed = ", ".join(str(new.year or new.name) for _, new in note.changed)
    return f"{texts}{since}" + (f"; {w['wording_changed']} {changed}" if changed else "")
