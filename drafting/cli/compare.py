"""`drafting compare`: what changed between two drafts, in every form from one comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import Writer, check_outputs, input_bytes, read_input, write_outputs, writers_for
from drafting.cli.options import (
    as_json,
    change_date,
    force_option,
    format_option,
    house_option,
    language_option,
    output_option,
    say,
)  # fmt: skip
from drafting.errors import EXIT_DIFFERENCES, EXIT_OK

if TYPE_CHECKING:
    from drafting.compare import Comparison, View
    from drafting.model.resolution import Note
    from drafting.word.redline import Source


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
def compare_command(
    old: str, new: str, outputs: tuple[str, ...], form: str, author: str | None, date: str | None, moves: str,
    house: str | None, language: str | None, view: str, concordance: str | None, flatten: bool, exit_code: bool,
    force: bool,
) -> int:  # fmt: skip
    """Compare two drafts of any format. Without -o the changes are shown as a table: old and new number, what changed.

    \b
    Examples:
      drafting compare rev1.docx rev2.docx
      drafting compare rev1.md rev2.docx -o marked.docx -o report.html
      drafting compare rev1.txt rev2.txt --format json
      drafting compare rev1.docx rev2.docx --view reading -o report.html
    """
    settings = find_settings()
    when = change_date(date)
    who, style, tongue = author or settings.signature, house or settings.house, language or settings.language
    signed = _Signed(who, when, moves, style, tongue, flatten)
    wanted = [*outputs, *([concordance] if concordance else [])]
    with_word = any(Path(name).suffix.lower() == ".docx" for name in outputs)
    shown = form != "text" or not wanted or any(Path(name).suffix.lower() != ".docx" for name in wanted)
    result = cache(lambda: _compared(old, new, signed if with_word else None, explained=shown))
    seen: View = "reading" if view == "reading" else "exact"
    known = _writers(result, signed.language, seen)
    targets = writers_for(outputs, known)
    if concordance:
        targets += writers_for([concordance], _concordance_writers(result, known[".csv"], signed))
    check_outputs(wanted, force=force, inputs=[old, new])
    write_outputs(targets)
    comparison, coverage = result().comparison, result().coverage
    for note in coverage:
        if note.severity != "info":
            warn(f"{note.where + ': ' if note.where else ''}{note.message}")
    if not wanted or form != "text":
        say(_printed(comparison, form, seen))
    elif "-" not in outputs:
        say(_summary(comparison))
    return EXIT_DIFFERENCES if exit_code and not comparison.identical else EXIT_OK


@dataclass(frozen=True, slots=True)
class _Signed:
    """How the marked-up Word file is made."""

    author: str
    date: str
    moves: str
    house: str
    language: str
    flatten: bool


@dataclass(frozen=True, slots=True)
class _Result:
    """The one comparison, the marked-up file where one is wanted, and what tracked changes could not show."""

    comparison: Comparison
    marked: bytes = b""
    coverage: tuple[Note, ...] = ()


def _compared(old: str, new: str, signed: _Signed | None, *, explained: bool) -> _Result:
    """Compare once. With `signed` the tracked changes come from the same comparison; `explained`: what changes mean."""
    if signed is None:
        from drafting.compare import compare

        return _Result(compare(read_input(old), read_input(new)))
    from drafting.word.redline import mark_up

    (one, said), (other, said_too) = _source(old, signed, "the old document"), _source(new, signed, "the new document")
    comparison, marked = mark_up(
        one, other, author=signed.author, date=signed.date,
        moves="plain" if signed.moves == "plain" else "native", house=signed.house, language=signed.language or None,
        explained=explained,
    )  # fmt: skip
    return _Result(comparison, marked.package.to_bytes(), (*said, *said_too, *marked.coverage))


def _source(name: str, signed: _Signed, side: str) -> tuple[Source, tuple[Note, ...]]:
    """One side for the redline, with its package where it is a Word file, and what was done to it first."""
    from drafting.ooxml.package import Package
    from drafting.read import WORD, read_bytes, read_opened
    from drafting.word.redline import Source, flatten_revisions

    data, called = input_bytes(name)
    if Path(called).suffix.lower() not in WORD:
        return Source(read_bytes(data, called)), ()
    package, note = Package.load(data, called), None
    if signed.flatten:
        package, note = flatten_revisions(package, side)
    return Source(read_opened(package, called), package), (note,) if note else ()


def _writers(result: Callable[[], _Result], language: str, view: View) -> dict[str, Writer]:
    """How to write a comparison; "-" (standard output) gets JSON."""

    def page() -> bytes:
        from drafting.output.html import report

        return report(result().comparison, language=language, coverage=result().coverage, view=view).encode()

    def json_result() -> bytes:
        return _printed(result().comparison, "json", view).encode()

    def markdown() -> bytes:
        return _printed(result().comparison, "md", view).encode()

    def numbers() -> bytes:
        from drafting.output.tables import concordance

        return concordance(result().comparison).encode("utf-8-sig")

    return {
        ".docx": lambda: result().marked,
        ".html": page,
        ".json": json_result,
        ".md": markdown,
        ".csv": numbers,
        "-": json_result,
    }


def _concordance_writers(result: Callable[[], _Result], numbers: Writer, signed: _Signed) -> dict[str, Writer]:
    """How to write the table of old and new numbers."""

    def word() -> bytes:
        from drafting.output.concordance import concordance_docx

        return concordance_docx(result().comparison, house=signed.house, language=signed.language)

    def page() -> bytes:
        from drafting.output.concordance import concordance_html

        return concordance_html(result().comparison, language=signed.language).encode()

    def markdown() -> bytes:
        from drafting.output.concordance import concordance_markdown

        return concordance_markdown(result().comparison, language=signed.language).encode()

    return {".docx": word, ".html": page, ".md": markdown, ".csv": numbers}


def _printed(comparison: Comparison, form: str, view: View) -> str:
    if view == "reading":
        comparison = comparison.reading()
    if form == "json":
        return as_json(comparison.to_dict())
    if form == "md":
        from drafting.output.tables import changes_table

        return changes_table(comparison)
    from drafting.output.terminal import comparison_table

    return comparison_table(comparison)


def _summary(comparison: Comparison) -> str:
    from drafting.output.terminal import summary

    return summary(comparison)
