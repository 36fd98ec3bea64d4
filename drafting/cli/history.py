"""`drafting history`: what became of every paragraph and every word over many revisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from drafting.app.history import HISTORY_FORMS, HistoryOptions, follow_history
from drafting.app.settings import find_settings
from drafting.cli.files import check_outputs, check_suffixes, read_input, text_option, write_outputs
from drafting.cli.options import (
    force_option,
    format_option,
    language_option,
    output_option,
    reply_language,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_OK, SettingsError


@click.command("history", short_help="Lives of paragraphs and origin of words over many revisions.")
@click.argument("revisions", nargs=-1, required=True, metavar="REV0 REV1…")
@output_option("Result: .html (picture of the paragraphs' lives), .json or .csv (numbers); several times.")
@format_option("text", "json", "csv")
@click.option(
    "--as", "tabled", multiple=True, metavar="ISO3=FILE", help="Who tabled a revision; its new words bear the name."
)
@language_option("Language of the page (default: that of the last revision).")
@force_option
@text_option
def history_command(
    revisions: tuple[str, ...], outputs: tuple[str, ...], form: str, tabled: tuple[str, ...], language: str | None,
    force: bool,
) -> int:  # fmt: skip
    """Follow a draft through its revisions, oldest first: numbers in every revision, what happened to each paragraph.

    New words of a tracked change in a Word file bear the name of its author.

    \b
    Examples:
      drafting history rev0.docx rev1.docx rev2.docx
      drafting history rev0.md rev1.md rev2.md -o history.html --as BRA=rev1.md
      drafting history rev0.docx rev1.docx --format json
    """
    options = HistoryOptions(_delegations(revisions, tabled), language or find_settings().language)
    check_suffixes(outputs, HISTORY_FORMS, standard=".json")
    check_outputs(outputs, force=force, inputs=revisions)
    result = follow_history([read_input(name) for name in revisions], options)
    write_outputs(outputs, result.forms, standard=".json")
    show_notes(result.notes, reply_language(language, result.history.revisions[-1].language))
    if form != "text":
        say_form(result.forms[f".{form}"])
    elif not outputs:
        from drafting.output.history import history_table

        say(history_table(result.history, options.language))
    return EXIT_OK


def _delegations(revisions: Sequence[str], tabled: Sequence[str]) -> dict[int, str]:
    """Index of a revision → who tabled it, from the words "ISO3=FILE". Raises SettingsError for an unknown file."""
    found: dict[int, str] = {}
    for words in tabled:
        who, sign, name = words.partition("=")
        places = [n for n, r in enumerate(revisions) if name in (r, Path(r).name, Path(r).stem)]
        if not who or not sign or not places:
            raise SettingsError(f"--as {words} names no revision", "write --as BRA=FILE with one of the files given")
        found |= dict.fromkeys(places, who)
    return found
