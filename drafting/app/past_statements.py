"""Find what a State stated in past texts of the library, and how the wording changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.settings import require_language
from drafting.app.task import Form, Progress, report_step
from drafting.errors import SettingsError, require_words
from drafting.model.resolution import Note, Table

if TYPE_CHECKING:
    from drafting.negotiate.reservations import Ledger
    from drafting.negotiate.reservations.add import NotePosition
    from drafting.negotiate.reservations.past_statements import RecurringStatement, StatementArchive


@dataclass(frozen=True, slots=True)
class PastStatementsOptions:
    """`theme`: only statements on it. `drafts`: those in drafts of the library too. `language`: that of the names of
    States and of the answer. Raises SettingsError for an unknown language."""

    theme: str = ""
    drafts: bool = False
    language: str = ""

    def __post_init__(self) -> None:
        require_words("theme", self.theme)
        require_language(self.language)


@dataclass(frozen=True, slots=True)
class PastStatementsResult:
    """The statements of a State (ISO 3166 alpha-3), those in most texts first.

    `missing`: the texts that could not be read any more, as (name, reason).
    """

    state: str
    statements: tuple[RecurringStatement, ...]
    missing: tuple[tuple[str, str], ...]
    options: PastStatementsOptions

    @property
    def notes(self) -> tuple[Note, ...]:
        """The texts that could not be read."""
        return notes_on_missing(self.missing)

    @property
    def summary(self) -> str:
        """How many statements there are."""
        return f"{self.state}: {len(self.statements)} statements in past texts"

    def to_dict(self) -> dict[str, Any]:
        """The statements (schema drafting/standing-notes/1)."""
        from drafting.output.json import past_statements_record

        return past_statements_record(self.state, self.options.theme, self.statements, dict(self.missing))

    @property
    def forms(self) -> Mapping[str, Form]:
        """The statements as .json."""
        return {".json": partial(_json, self)}


def find_past_statements(
    state: str,
    options: PastStatementsOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> PastStatementsResult:
    """The statements of a State ("NIC", "Nicaragua") in past texts; the texts are read where they were added from.

    Raises SettingsError for anything but one State, LibraryError when the library cannot be opened.
    """
    from drafting.negotiate.reservations.formulas import read_states
    from drafting.negotiate.reservations.past_statements import StatementArchive

    require_words("state", state)
    chosen = options or PastStatementsOptions()
    (code, *more) = read_states([state], chosen.language)
    if more or len(code) != 3:
        raise SettingsError(f"--standing {state} is not one State", "write --standing NIC, or --standing Nicaragua")
    report_step(progress, 0, 1, "searching")
    with open_source(library) as opened:
        archive = StatementArchive(opened, chosen.drafts)
        found = archive.standing(code, chosen.theme)
    return PastStatementsResult(code, tuple(found), missing_texts(archive), chosen)


def past_of_ledger(ledger: Ledger, archive: StatementArchive) -> dict[int, RecurringStatement]:
    """The past statements like those of the last revision, by the number of the statement."""
    language = ledger.revisions[-1].language
    found = {}
    for statement in ledger.in_force:
        if len(statement.last.states) == 1:
            past = archive.nearest(statement.last.states[0], language, text=statement.last.text)
            if past:
                found[statement.number] = past
    return found


def last_wording(
    position: NotePosition, codes: tuple[str, ...], language: str, library: LibrarySource
) -> tuple[str, tuple[Note, ...]]:
    """What the one State of `codes` stated last on a paragraph like that of `position`, and where the words are from.

    Raises SettingsError for several States and where the library has no such statement, LibraryError when it cannot be
    opened.
    """
    from drafting.negotiate.reservations.past_statements import StatementArchive

    if len(codes) != 1:
        raise SettingsError("--from-library takes one State", "give --state NIC once")
    under = "" if isinstance(position.block, Table) else position.block.text
    with open_source(library) as opened:
        archive = StatementArchive(opened)
        found = archive.nearest(codes[0], language, under=under)
    if found is None:
        raise SettingsError(
            f"the library has no note of {codes[0]} on a paragraph like {position.at}",
            f"look at: drafting reservations --standing {codes[0]}; or give --text",
        )
    last = found.last
    words = f"words of {codes[0]} from {last.name} ({last.year or 'no year'}), {last.at}"
    return last.text, (*notes_on_missing(missing_texts(archive)), Note("past-wording", words))


def missing_texts(archive: StatementArchive) -> tuple[tuple[str, str], ...]:
    """The texts that an archive could not read, as (name, reason), by name."""
    return tuple(sorted(archive.missing.items()))


def notes_on_missing(missing: tuple[tuple[str, str], ...]) -> tuple[Note, ...]:
    """A note for each text that could not be read."""
    return tuple(
        Note("text-not-read", f"the notes of {name} could not be read: {why}", severity="warning")
        for name, why in missing
    )


def _json(result: PastStatementsResult) -> bytes:
    return to_json(result.to_dict()).encode()
