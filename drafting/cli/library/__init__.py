"""`drafting library …`: keeping the precedent library: add, stats, export, check, remove; finding is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import click

from drafting.app.outputs import to_json
from drafting.app.settings import find_settings
from drafting.app.task import report_step
from drafting.cli.errors import complain, warn
from drafting.cli.files import check_outputs, check_suffixes, write_outputs
from drafting.cli.library.options import opened
from drafting.cli.options import (
    force_option,
    format_option,
    house_option,
    library_option,
    output_option,
    say,
)
from drafting.cli.progress import progress_bar
from drafting.errors import EXIT_ERROR, EXIT_OK

if TYPE_CHECKING:
    from drafting.library.library import Library

ORDER = ("add", "search", "nearest", "trace", "lineage", "standard", "stats", "export", "check", "remove")
_FINDING = {"search": "find", "nearest": "find", "standard": "find", "trace": "trace", "lineage": "trace"}


class _Late(click.Group):
    """The commands that find are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ORDER)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _FINDING:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"drafting.cli.library.{_FINDING[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_command")
        return found


@click.group("library", cls=_Late, short_help="The precedent library: add, search, nearest, trace, lineage …")
def library_command() -> None:
    """Past paragraphs in one file: add texts, search them, find the closest agreed language.

    \b
    Examples:
      drafting library add --adopted resolutions/
      drafting library search "cybersécurité formation"
      drafting library stats
    """


@library_command.command("add", short_help="Add texts, records or folders.")
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
    with _for_adding(library, dry_run) as found, progress_bar() as progress:

        def report(done: int, whole: int, name: str, paragraphs: int) -> None:
            report_step(progress, done, whole, f"{name}, {paragraphs:,} paragraphs")

        added = found.add(paths, adopted or None, report, dry_run)
    for failure in added.failed:
        complain(f"{failure.source}: {failure.error}", failure.hint)
    if added.interrupted:
        warn("stopped before the end; what is finished is kept, call the same command again for the rest")
    if form == "json":
        from drafting.output.json import added_record

        say(to_json(added_record(added)))
    else:
        drafts = f" ({added.drafts} of them drafts)" if added.drafts else ""
        kept = f", {added.unchanged} paragraphs were there already" if added.unchanged else ""
        changed = f", {added.replaced} replaced" if added.replaced else ""
        verb = "would add" if dry_run else "added"
        say(f"{verb} {added.documents} documents{drafts}, {added.paragraphs} paragraphs{changed}{kept}")
    return EXIT_ERROR if added.failed or added.interrupted else EXIT_OK


@contextmanager
def _for_adding(path: str | None, dry_run: bool) -> Iterator[Library]:
    """The library, made where there is none; for a rehearsal there one in memory."""
    from pathlib import Path

    from drafting.library import default_path

    place = path or find_settings().library or default_path()
    with opened(":memory:" if dry_run and not Path(place).exists() else path, create=True) as library:
        yield library


@library_command.command("stats", short_help="How much the library holds.")
@library_option
@format_option("text", "json")
def stats_command(library: str | None, form: str) -> int:
    """How much the library holds, by language, kind, organ and year.

    \b
    Example:
      drafting library stats --format json
    """
    from drafting.output.json import stats_record

    with opened(library) as found:
        stats = found.stats()
    facts = stats_record(stats)
    if form == "json":
        say(to_json(facts))
        return EXIT_OK
    for name, value in facts.items():
        if isinstance(value, dict):
            value = ", ".join(f"{key or '–'} {n}" for key, n in value.items())
        if name != "schema":
            say(f"{name}: {value}")
    return EXIT_OK


@library_command.command("export", short_help="Every paragraph as records; one text in several languages as a table.")
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
    import json

    check_outputs(outputs, force=force)
    if table:
        return _table(outputs, table, languages, house, library)

    def records() -> bytes:
        return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found.export()).encode()

    def sheet() -> bytes:
        from drafting.output.library import hits_csv

        return hits_csv(found.paragraphs()).encode("utf-8-sig")

    with opened(library) as found:
        known = {".jsonl": records, ".csv": sheet}
        check_suffixes(outputs or ("-",), known, standard=".jsonl")
        write_outputs(outputs or ("-",), known, standard=".jsonl")
    return EXIT_OK


def _table(outputs: tuple[str, ...], name: str, languages: str | None, house: str | None, library: str | None) -> int:
    """One text beside its language versions, paragraph by paragraph."""
    from drafting.errors import LibraryError
    from drafting.output.library import side_by_side_csv, side_by_side_rows

    wanted = tuple(lang.strip().lower() for lang in (languages or "").split(",") if lang.strip())
    with opened(library) as found:
        sides = found.side_by_side(name, wanted)
    if sides is None:
        raise LibraryError(f"no text in the library is called {name}", "give its symbol or its name")
    if len(sides.languages) < 2:
        warn(f"{name} stands in the library in one language only ({sides.languages[0]})")

    def word() -> bytes:
        from drafting.word.build.table_document import table_document

        head = ("", *map(str.upper, sides.languages))
        shares = (1, *(6 for _ in sides.languages))
        style = house or find_settings().house
        return table_document(
            name, head, side_by_side_rows(sides), house=style, language=sides.languages[0], shares=shares
        )

    def sheet() -> bytes:
        return side_by_side_csv(sides).encode("utf-8-sig")

    known = {".docx": word, ".csv": sheet}
    check_suffixes(outputs or ("-",), known, standard=".csv")
    write_outputs(outputs or ("-",), known, standard=".csv")
    alone = sum(sum(h is not None for h in row) < len(sides.languages) for row in sides.rows)
    if alone:
        warn(f"{alone} of {len(sides.rows)} paragraphs have no counterpart in every language")
    if sides.doubts:
        warn(f"{len(sides.doubts)} rows (marked ?) have one number but hardly a name or figure in common")
    return EXIT_OK


@library_command.command("check", short_help="Is the library file sound?")
@click.option("--rebuild", is_flag=True, help="Make the indexes anew from the paragraphs first.")
@library_option
def check_command(rebuild: bool, library: str | None) -> int:
    """Read the whole file and compare the indexes with the paragraphs. Exit code 2 when something is wrong.

    \b
    Example:
      drafting library check --rebuild
    """
    with opened(library) as found:
        faults = found.check(rebuild)
    for fault in faults:
        complain(fault, "drafting library check --rebuild makes the indexes anew; else restore a copy")
    if not faults:
        say("the library is sound" + (", its indexes are made anew" if rebuild else ""))
    return EXIT_ERROR if faults else EXIT_OK


@library_command.command("remove", short_help="Take texts out.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--dry-run", is_flag=True, help="Say what would be taken out; change nothing.")
@library_option
def remove_command(names: tuple[str, ...], dry_run: bool, library: str | None) -> int:
    """Take texts out of the library, by symbol, name or file name.

    \b
    Example:
      drafting library remove "AG/RES. 2950 (L-O/20)" --dry-run
    """
    missing = False
    with opened(library) as found:
        for name in names:
            gone = found.remove(name, dry_run)
            if not gone:
                missing = True
                complain(f"no text in the library is called {name}", "give its symbol, its name or its file name")
            for document in gone:
                title = f" ({document.language}{f', {document.year}' if document.year else ''})"
                say(f"{'would remove' if dry_run else 'removed'} {document.name}{title}")
    return EXIT_ERROR if missing else EXIT_OK
