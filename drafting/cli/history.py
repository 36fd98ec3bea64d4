"""`drafting history`: what became of every paragraph and every word over many revisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.settings import find_settings
from drafting.cli.files import Writer, check_outputs, read_input, write_outputs, writers_for
from drafting.cli.options import as_json, force_option, format_option, language_option, output_option, say
from drafting.errors import EXIT_OK, SettingsError

if TYPE_CHECKING:
    from drafting.compare import Genealogy


@click.command("history", short_help="Lives of paragraphs and origin of words over many revisions.")
@click.argument("revisions", nargs=-1, required=True, metavar="REV0 REV1…")
@output_option("Result: .html (picture of the paragraphs' lives), .json or .csv (numbers); several times.")
@format_option("text", "json", "csv")
@click.option(
    "--as", "tabled", multiple=True, metavar="ISO3=FILE", help="Who tabled a revision; its new words bear the name."
)
@language_option("Language of the page (default: that of the last revision).")
@force_option
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
    settings = find_settings()
    delegations = _delegations(revisions, tabled)
    found = cache(lambda: _traced(revisions, delegations))
    targets = writers_for(outputs, _writers(found, language or settings.language))
    check_outputs(outputs, force=force, inputs=revisions)
    write_outputs(targets)
    if not outputs or form != "text":
        say(_printed(found(), form))
    return EXIT_OK


def _delegations(revisions: Sequence[str], tabled: Sequence[str]) -> dict[int, str]:
    """Revision index → who tabled it, from the words "ISO3=FILE". Raises SettingsError for a file not among them."""
    found: dict[int, str] = {}
    for words in tabled:
        who, sign, name = words.partition("=")
        places = [n for n, r in enumerate(revisions) if name in (r, Path(r).name, Path(r).stem)]
        if not who or not sign or not places:
            raise SettingsError(f"--as {words} names no revision", "write --as BRA=FILE with one of the files given")
        found |= dict.fromkeys(places, who)
    return found


def _traced(revisions: Sequence[str], delegations: dict[int, str]) -> Genealogy:
    from drafting.compare import trace

    return trace([read_input(name) for name in revisions], _names(revisions), delegations)


def _names(revisions: Sequence[str]) -> list[str]:
    """Short names for the columns: the file's, with its suffix or number where two would be the same."""
    stems = [Path(name).stem if name != "-" else "stdin" for name in revisions]
    full = [Path(name).name for name in revisions]
    twice = Counter(stems)
    names = [f if twice[s] > 1 else s for s, f in zip(stems, full, strict=True)]
    again = Counter(names)
    return [f"{n + 1}: {name}" if again[name] > 1 else name for n, name in enumerate(names)]


def _writers(found: Callable[[], Genealogy], language: str) -> dict[str, Writer]:
    """How to write a history; "-" (standard output) gets JSON."""

    def page() -> bytes:
        from drafting.output.history import history_page

        return history_page(found(), language=language).encode()

    def record() -> bytes:
        return _printed(found(), "json").encode()

    def numbers() -> bytes:
        return _printed(found(), "csv").encode("utf-8-sig")

    return {".html": page, ".json": record, ".csv": numbers, "-": record}


def _printed(found: Genealogy, form: str) -> str:
    if form == "json":
        return as_json(found.to_dict())
    from drafting.output.history import history_csv, history_table

    return history_csv(found) if form == "csv" else history_table(found)
