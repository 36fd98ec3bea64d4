"""`drafting library add`, `stats`, `export`, `check` and `remove`: keeping the precedent library."""

from __future__ import annotations

import click

from drafting.app.library.add import AddOptions, add_texts
from drafting.app.library.check import ADVICE as CHECK_ADVICE
from drafting.app.library.check import check_library
from drafting.app.library.export import EXPORT_FORMS, export_library
from drafting.app.library.language_table import LANGUAGE_TABLE_FORMS, LanguageTableOptions, compare_languages
from drafting.app.library.remove import ADVICE as REMOVE_ADVICE
from drafting.app.library.remove import remove_texts
from drafting.app.library.stats import count_library
from drafting.app.settings import find_settings
from drafting.cli.errors import complain
from drafting.cli.files import check_outputs, check_suffixes, write_outputs
from drafting.cli.options import (
    force_option,
    format_option,
    house_option,
    library_option,
    library_or_own,
    output_option,
    reply_language,
    say,
    say_form,
    say_summary,
    show_notes,
)
from drafting.cli.progress import progress_bar
from drafting.errors import EXIT_ERROR, EXIT_OK


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--adopted", is_flag=True, help="These are adopted texts, whatever they say themselves.")
@click.option("--dry-run", is_flag=True, help="Say what would be added; keep nothing.")
@library_option
@format_option("text", "json")
def add_command(paths: tuple[str, ...], adopted: bool, dry_run: bool, library: str | None, form: str) -> int:
    """Add documents (.docx, .txt, .md, .pdf), records (.jsonl, .jsonl.gz) or folders. Adding twice changes nothing.

    Texts count as drafts unless they say that they were adopted, or --adopted is given: a draft is never proposed as
    agreed language.

    \b
    Example:
      drafting library add --adopted resolutions/ --library agreed.sqlite
    """
    options = AddOptions(adopted, dry_run)
    with progress_bar() as progress:
        result = add_texts(paths, options, library=library_or_own(library), progress=progress)
    for failure in result.added.failed:
        complain(f"{failure.source}: {failure.error}", failure.hint)
    show_notes(note for note in result.notes if note.severity != "error")
    if form == "json":
        say_form(result.forms[".json"])
    else:
        from drafting.output.library import added_text

        say(added_text(result.added, reply_language(), dry_run=dry_run))
    return EXIT_OK if result.complete else EXIT_ERROR


@click.command("stats")
@library_option
@format_option("text", "json")
def stats_command(library: str | None, form: str) -> int:
    """How much the library holds, by language, kind, organ and year.

    \b
    Example:
      drafting library stats --format json
    """
    result = count_library(library=library_or_own(library))
    if form == "json":
        say_form(result.forms[".json"])
    else:
        from drafting.output.library import stats_text

        say(stats_text(result.stats, reply_language()))
    return EXIT_OK


@click.command("export")
@output_option("Result: .jsonl (library add reads it back) or .csv; with --table .docx. Without: records are shown.")
@click.option(
    "--table", metavar="NAME", help="One text, by symbol or name, beside its language versions (.docx, .csv)."
)
@click.option("--languages", metavar="fr,en", help="With --table: which languages, in which order (all there are).")
@house_option
@library_option
@force_option
def export_command(
    outputs: tuple[str, ...], table: str | None, languages: str | None, house: str | None, library: str | None,
    force: bool,
) -> int:  # fmt: skip
    """Give out every paragraph, one record a line; or one text as a table with a column for each language.

    \b
    Examples:
      drafting library export -o agreed.jsonl
      drafting library export --table "AG/RES. 2950 (L-O/20)" --languages fr,en -o bilingual.docx
    """
    names = outputs or ("-",)
    if table:
        check_suffixes(names, LANGUAGE_TABLE_FORMS, standard=".csv")
    else:
        check_suffixes(names, EXPORT_FORMS, standard=".jsonl")
    check_outputs(outputs, force=force)
    if table:
        wanted = tuple(code.strip().lower() for code in (languages or "").split(",") if code.strip())
        options = LanguageTableOptions(wanted, house or find_settings().house)
        sides = compare_languages(table, options, library=library_or_own(library))
        write_outputs(names, sides.forms, standard=".csv")
        show_notes(sides.notes)
    else:
        write_outputs(names, export_library(library=library_or_own(library)).forms, standard=".jsonl")
    return EXIT_OK


@click.command("check")
@click.option("--rebuild", is_flag=True, help="Make the indexes anew from the paragraphs first.")
@library_option
def check_command(rebuild: bool, library: str | None) -> int:
    """Read the whole file and compare the indexes with the paragraphs. Exit code 2 when something is wrong.

    \b
    Example:
      drafting library check --rebuild
    """
    result = check_library(rebuild=rebuild, library=library_or_own(library))
    for fault in result.faults:
        complain(fault, CHECK_ADVICE)
    if not result.faults:
        say_summary(result.summary, reply_language())
    return EXIT_ERROR if result.faults else EXIT_OK


@click.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out; change nothing.")
@library_option
def remove_command(names: tuple[str, ...], dry_run: bool, library: str | None) -> int:
    """Take texts out of the library, by symbol, name or file name.

    \b
    Example:
      drafting library remove "AG/RES. 2950 (L-O/20)" --dry-run
    """
    result = remove_texts(names, dry_run=dry_run, library=library_or_own(library))
    for note in result.notes:
        complain(note.message, REMOVE_ADVICE)
    if result.removed:
        say_summary(result.summary, reply_language())
    return EXIT_ERROR if result.missing else EXIT_OK
