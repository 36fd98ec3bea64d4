"""What `reservations --standing`, `--past` and `reserve --from-library` ask of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.app.outputs import to_json
from drafting.cli.errors import warn
from drafting.cli.library.options import opened
from drafting.cli.options import say
from drafting.errors import EXIT_OK, SettingsError
from drafting.model.resolution import Table

if TYPE_CHECKING:
    from drafting.negotiate.reservations import Ledger
    from drafting.negotiate.reservations.add import NotePosition
    from drafting.negotiate.reservations.past_statements import RecurringStatement, StatementArchive


def answer_standing(name: str, theme: str, path: str | None, drafts: bool, form: str, language: str) -> int:
    """Show the notes of a State on a theme. SettingsError for an unknown State, LibraryError without a library."""
    from drafting.negotiate.reservations.formulas import read_states
    from drafting.negotiate.reservations.past_statements import StatementArchive

    (state, *more) = read_states([name], language)
    if more or len(state) != 3:
        raise SettingsError(f"--standing {name} is not one State", "write --standing NIC, or --standing Nicaragua")
    with opened(path) as library:
        archive = StatementArchive(library, drafts)
        found = archive.standing(state, theme)
    if form == "json":
        from drafting.output.json import past_statements_record

        say(to_json(past_statements_record(state, theme, found, archive.missing)))
    else:
        from drafting.output.past_statements import past_statements_text

        say(past_statements_text(found, language or "en"))
        _tell_missing(archive)
    return EXIT_OK


def past_of(found: Ledger, path: str | None, drafts: bool) -> dict[int, RecurringStatement]:
    """For the notes of the last revision, by their number: where the library has them."""
    from drafting.negotiate.reservations.past_statements import StatementArchive

    last = len(found.revisions) - 1
    language = found.revisions[-1].language
    known: dict[int, RecurringStatement] = {}
    with opened(path) as library:
        archive = StatementArchive(library, drafts)
        for s in found.statements:
            if s.standing and s.last.revision == last and len(s.last.states) == 1:
                note = archive.nearest(s.last.states[0], language, text=s.last.text)
                if note:
                    known[s.number] = note
    _tell_missing(archive)
    return known


def last_wording(spot: NotePosition, codes: tuple[str, ...], language: str, text: str | None, path: str | None) -> str:
    """What the State said last on a paragraph like the one meant. SettingsError where the library has no such note."""
    from drafting.negotiate.reservations.past_statements import StatementArchive

    if text:
        raise SettingsError("--text and --from-library both give the words", "give one of them")
    if len(codes) != 1:
        raise SettingsError("--from-library takes one State", "give --state NIC once")
    with opened(path) as library:
        archive = StatementArchive(library)
        note = archive.nearest(codes[0], language, under="" if isinstance(spot.block, Table) else spot.block.text)
    _tell_missing(archive)
    if note is None:
        raise SettingsError(
            f"the library has no note of {codes[0]} on a paragraph like {spot.at}",
            f"look at: drafting reservations --standing {codes[0]}; or give --text",
        )
    warn(f"words of {codes[0]} from {note.last.name} ({note.last.year or 'no year'}), {note.last.at}")
    return note.last.text


def _tell_missing(archive: StatementArchive) -> None:
    for name, why in sorted(archive.missing.items()):
        warn(f"the notes of {name} could not be read: {why}")
