"""`drafting reservations` and `reserve`: who holds out, where, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.past_statements import PastStatementsOptions, find_past_statements
from drafting.app.reservations import RESERVATIONS_FORMS, ReservationsOptions, list_reservations
from drafting.app.reserve import ReserveOptions, enter_statement
from drafting.app.settings import find_settings
from drafting.cli.files import asks_for_word, check_outputs, check_suffixes, read_input, text_option, write_outputs
from drafting.cli.options import (
    date_option,
    force_option,
    format_option,
    house_option,
    language_option,
    library_option,
    library_or_own,
    output_option,
    reply_language,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_OK, SettingsError
from drafting.messages import message
from drafting.model.statement_kinds import ENTERABLE_KINDS
from drafting.output.names import place_name

if TYPE_CHECKING:
    from drafting.app.reservations import ReservationsResult


@click.command("reservations", short_help="Footnote statements over revisions; who must be asked again.")
@click.argument("files", nargs=-1, metavar="[REV0 REV1 ...]")
@click.option("--past", is_flag=True, help="With each note: in how many texts of the library, and how its words moved.")
@click.option("--standing", metavar="STATE", help="No draft: the notes of a State in past texts of the library.")
@click.option("--on", "theme", default="", metavar="WORDS", help="With --standing: only notes on this theme.")
@library_option
@click.option("--drafts", is_flag=True, help="With --past or --standing: drafts of the library too.")
@output_option("Result: .html (matrix and timeline), .docx (tables for the file), .json; several times.")
@format_option("text", "json")
@house_option
@language_option("Language of the ledger's own words (default: that of the last text).")
@force_option
@text_option
def reservations_command(
    files: tuple[str, ...], past: bool, standing: str | None, theme: str, library: str | None, drafts: bool,
    outputs: tuple[str, ...], form: str, house: str | None, language: str | None, force: bool,
) -> int:  # fmt: skip
    """Who holds out, where, and since when: every footnote statement with its States, kind, scope and status.

    With several revisions, oldest first: notes that are new, reworded, withdrawn, moved or submitted, and the alert
    that matters: text under a note changed or moved, so that the State must be asked again.

    A State's notes come back year after year. --past says of each note where the library has it; --standing offers
    those of a State on a theme, with how their wording moved. The texts are read where they were added from.

    \b
    Examples:
      drafting reservations draft.docx
      drafting reservations rev1.docx rev2.docx rev3.docx -o ledger.html -o ledger.docx
      drafting reservations draft.docx --past
      drafting reservations --standing NIC --on climate
    """
    settings = find_settings()
    chosen_language = language or settings.language
    if standing is not None:
        if files or outputs:
            raise SettingsError("--standing asks the library, not drafts", "leave the files away; add --format json")
        return _show_past(standing, PastStatementsOptions(theme, drafts, chosen_language), library, form)
    if not files:
        raise SettingsError("no draft is given", "name one or more revisions, oldest first, or --standing STATE")
    options = ReservationsOptions(chosen_language, house or settings.house, past, drafts)
    check_suffixes(outputs, RESERVATIONS_FORMS, standard=".json")
    check_outputs(outputs, force=force, inputs=files)
    result = list_reservations([read_input(name) for name in files], options, library=library_or_own(library))
    write_outputs(outputs, result.forms, standard=".json")
    show_notes(result.notes, reply_language(language, result.ledger.revisions[-1].language))
    if form == "json":
        say_form(result.forms[".json"])
    elif not outputs:
        say(_ledger_text(result))
    elif "-" not in outputs:
        say(result.summary)
    return EXIT_OK


def _ledger_text(result: ReservationsResult) -> str:
    from drafting.output.reservations import ledger_text

    return ledger_text(result.ledger, result.options.language)


def _show_past(state: str, options: PastStatementsOptions, library: str | None, form: str) -> int:
    """Show the statements of a State in past texts."""
    result = find_past_statements(state, options, library=library_or_own(library))
    if form == "json":
        say_form(result.forms[".json"])
    else:
        from drafting.output.past_statements import past_statements_text

        say(past_statements_text(result.statements, reply_language(options.language)))
        show_notes(result.notes, reply_language(options.language))
    return EXIT_OK


@click.command("reserve", short_help="Enter a delegation's footnote where it belongs.")
@click.argument("draft")
@click.option(
    "--at", required=True, metavar="PLACE", help="Where: OP29, OP8(a), PP3, H3, title, or words of a heading."
)
@click.option("--state", "states", multiple=True, metavar="STATE", help="Who: BRA or Brazil; several times.")
@click.option(
    "--kind", type=click.Choice(ENTERABLE_KINDS), default="reservation", show_default=True, help="What it states."
)
@click.option("--text", metavar="WORDS", help="The note's own words (default: the house's formula).")
@click.option("--from-library", is_flag=True, help="The State's last wording on a like paragraph, from past texts.")
@library_option
@click.option("--after", default="", metavar="WORDS", help="Hang the note on these words of the paragraph.")
@output_option("Result: .docx (tracked where the draft is Word), .md, .html, .txt, .json.", required=True)
@click.option("--author", metavar="NAME", help="Whose name the tracked change bears.")
@click.option("--date", metavar="DATE", help="Date of the tracked change (default: now).")
@house_option
@language_option("Language of the formula (default: that of the draft).")
@force_option
def reserve_command(
    draft: str, at: str, states: tuple[str, ...], kind: str, text: str | None, from_library: bool, library: str | None,
    after: str, outputs: tuple[str, ...], author: str | None, date: str | None, house: str | None,
    language: str | None, force: bool,
) -> int:  # fmt: skip
    """Enter a reservation (or another statement) as a footnote: real and tracked in a Word draft, native in a .md one.

    Without --text the note has the house's formula in the language of the draft; with --from-library it has the words
    the State used last on a paragraph like this one. Without --state the delegation of drafting.toml speaks.

    \b
    Examples:
      drafting reserve draft.docx --at OP29 --state BRA -o draft-bra.docx --author "Delegation of Brazil"
      drafting reserve draft.md --at H3 --state CHL --kind dissociation -o draft2.md
      drafting reserve draft.docx --at OP40 --state USA --from-library -o draft-usa.docx
    """
    settings = find_settings()
    options = ReserveOptions(
        at,
        states or ((settings.delegation,) if settings.delegation else ()),
        kind,
        text,
        from_library,
        after,
        author or settings.signature,
        date_option(date),
        DocumentStyle(house or settings.house, language, word=asks_for_word(outputs)),
    )
    check_suffixes(outputs, DOCUMENT_FORMS, standard=".md")
    check_outputs(outputs, force=force, inputs=[draft])
    result = enter_statement(replace(read_input(draft), text="all"), options, library=library_or_own(library))
    spoken = reply_language(language, result.document.resolution.language)
    show_notes(result.notes, spoken)
    write_outputs(outputs, result.forms, standard=".md")
    if "-" not in outputs:
        say(message("outline.line", spoken, name=place_name(result.at, spoken), value=result.words))
    return EXIT_OK
