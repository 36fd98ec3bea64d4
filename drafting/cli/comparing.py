"""`drafting compare`: what changed between two drafts, in every form from one comparison."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING

import click

from drafting.cli.files import Writer, check_outputs, read_input, write_outputs, writers_for
from drafting.cli.options import (
    as_json, change_date, force_option, format_option, house_option, language_option, output_option, say,
)  # fmt: skip
from drafting.cli.settings import Settings, find_settings
from drafting.errors import EXIT_DIFFERENCES, EXIT_OK

if TYPE_CHECKING:
    from drafting.comparison import Comparison


@click.command("compare")
@click.argument("old")
@click.argument("new")
@output_option("Result: .docx (tracked changes), .html (report), .json, .md or .csv (numbers); several times.")
@format_option("text", "json", "md")
@click.option("--author", metavar="NAME", help="Whose name the tracked changes bear.")
@click.option("--date", metavar="DATE", help="Date of the tracked changes (default: now).")
@click.option("--moves", type=click.Choice(("native", "plain")), default="native", show_default=True,
              help="Moved paragraphs as Word moves, or as deletion and insertion.")
@house_option
@language_option("Language of Word's spell-checker and of the report (default: that of the new text).")
@click.option("--concordance", metavar="FILE", help="Table of old and new numbers (.csv or .md).")
@click.option("--exit-code", is_flag=True, help="End with 1 when the texts differ.")
@force_option
def compare_command(
    old: str, new: str, outputs: tuple[str, ...], form: str, author: str | None, date: str | None, moves: str,
    house: str | None, language: str | None, concordance: str | None, exit_code: bool, force: bool,
) -> int:  # fmt: skip
    """Compare two drafts of any format. Without -o the changes are shown as a table: old number, new number, what changed.

    \b
    Examples:
      drafting compare rev1.docx rev2.docx
      drafting compare rev1.md rev2.docx -o marked.docx -o report.html
      drafting compare rev1.txt rev2.txt --format json
    """
    settings = find_settings()
    wanted = [*outputs, *([concordance] if concordance else [])]
    comparison = cache(lambda: _compared(old, new))
    word = cache(lambda: _marked(comparison(), old, new, author, date, moves, house, language, settings))
    known = _writers(comparison, word, language)
    targets = writers_for(outputs, known)
    if concordance:
        targets += writers_for([concordance], {k: known[k] for k in (".csv", ".md")})
    check_outputs(wanted, force=force, inputs=[old, new])
    when = change_date(date)
    del when  # a date that is none is refused before any work
    write_outputs(targets)
    if not wanted or form != "text":
        say(_printed(comparison(), form))
    return EXIT_DIFFERENCES if exit_code and not comparison().identical else EXIT_OK
