"""`drafting compare`: what changed between two drafts, in every format from one comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafting.app.settings import find_settings
from drafting.cli.files import asks_for_word, check_outputs, check_suffixes, read_input, text_option, write_outputs
from drafting.cli.options import (
    date_option,
    force_option,
    format_option,
    house_option,
    language_option,
    output_option,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_DIFFERENCES, EXIT_OK

if TYPE_CHECKING:
    from drafting.app.compare import CompareOptions, CompareResult


@click.command("compare", short_help="What changed between two drafts; marked-up Word, report.")
@click.argument("old")
@click.argument("new")
@output_option("Result: .docx (tracked changes), .html (report), .json, .md or .csv (numbers); several times.")
@format_option("text", "json", "md")
@click.option("--author", metavar="NAME", help="Whose name the tracked changes bear.")
@click.option("--date", metavar="DATE", help="Date of the tracked changes (default: now).")
@click.option(
    "--moves",
    type=click.Choice(("native", "plain")),
    default="native",
    show_default=True,
    help="Moved paragraphs as Word moves, or as deletion and insertion.",
)
@house_option
@language_option("Language of Word's spell-checker and of the report (default: that of the new text).")
@click.option(
    "--view",
    type=click.Choice(("exact", "reading")),
    default="exact",
    show_default=True,
    help="Every change, or a rewritten passage as one replacement (tracked changes are always exact).",
)
@click.option("--concordance", metavar="FILE", help="Table of old and new numbers: .docx, .html, .md or .csv.")
@click.option("--flatten", is_flag=True, help="Accept the tracked changes of both Word files first.")
@click.option("--exit-code", is_flag=True, help="End with 1 when the texts differ.")
@force_option
@text_option
def compare_command(
    old: str, new: str, outputs: tuple[str, ...], form: str, concordance: str | None, exit_code: bool, force: bool,
    **how: Any,
) -> int:  # fmt: skip
    """Compare two drafts of any format. Without -o the changes are shown as a table: old and new number, what changed.

    \b
    Examples:
      drafting compare rev1.docx rev2.docx
      drafting compare rev1.md rev2.docx -o marked.docx -o report.html
      drafting compare rev1.txt rev2.txt --format json
      drafting compare rev1.docx rev2.docx --view reading -o report.html
    """
    from drafting.app.compare import COMPARE_FORMS, CONCORDANCE_FORMS, compare_documents

    tables = [concordance] if concordance else []
    options = _options(outputs, tables, form, **how)
    check_suffixes(outputs, COMPARE_FORMS, standard=".json")
    check_suffixes(tables, CONCORDANCE_FORMS)
    check_outputs([*outputs, *tables], force=force, inputs=[old, new])
    result = compare_documents(read_input(old), read_input(new), options)
    write_outputs(outputs, result.forms, standard=".json")
    write_outputs(tables, result.concordance_forms)
    show_notes(result.notes, result.language)
    if form != "text":
        say_form(result.forms[f".{form}"])
    elif not outputs and not tables:
        say(_comparison_table(result))
    elif "-" not in outputs:
        say(result.summary)
    return EXIT_DIFFERENCES if exit_code and not result.comparison.identical else EXIT_OK


def _options(
    outputs: tuple[str, ...], tables: list[str], form: str, *, author: str | None, date: str | None,
    house: str | None, language: str | None, **how: Any,
) -> CompareOptions:  # fmt: skip
    """The options of the task. What changes mean is left out where nothing but tracked changes is written."""
    from drafting.app.compare import CompareOptions

    settings = find_settings()
    suffixes = {Path(name).suffix.lower() for name in (*outputs, *tables)}
    return CompareOptions(
        marked=asks_for_word(outputs),
        author=author or settings.signature,
        date=date_option(date),
        house=house or settings.house,
        language=language or settings.language,
        explained=form != "text" or suffixes != {".docx"},
        **how,
    )


def _comparison_table(result: CompareResult) -> str:
    from drafting.output.terminal import comparison_table

    return comparison_table(result.shown, result.language)
