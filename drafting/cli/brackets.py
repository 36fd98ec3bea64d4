"""`drafting brackets`: what is still open in a text, who holds it open, and clean readings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import click

from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, read_input, write_outputs, writers_for
from drafting.cli.options import as_json, force_option, format_option, house_option, language_option, output_option, say
from drafting.cli.writers import document_writers
from drafting.errors import EXIT_OK, SettingsError
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.negotiate.brackets import Cockpit
    from drafting.output.brackets import BracketBoard


@click.command("brackets", short_help="What is still open, and who holds it open; clean readings.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--read", "choice", metavar="CHOICE", help="The clean reading of a delegation (MEX) or 'Option 2'.")
@click.option(
    "--rest", type=click.Choice(("open", "in", "out")), default="open", show_default=True,
    help="With --read: brackets the choice does not decide stay open, go in, or out.",
)  # fmt: skip
@output_option("Result: .html or .json; with --read .docx, .md, .html, .txt, .json; several times.")
@format_option("text", "json")
@house_option
@language_option("Language of the page's own words (default: that of the text).")
@force_option
def brackets_command(
    files: tuple[str, ...], choice: str | None, rest: str, outputs: tuple[str, ...], form: str, house: str | None,
    language: str | None, force: bool,
) -> int:  # fmt: skip
    """Show the brackets of a negotiating text: status of each paragraph, alternatives, who proposes and who blocks.

    With several revisions, oldest first, it shows the last one, and how the open brackets of each section fell. With
    --read it writes the text as it would stand under one choice; what the choice leaves undecided stays open and is
    listed.

    \b
    Examples:
      drafting brackets draft.docx
      drafting brackets rev1.docx rev2.docx rev3.docx -o brackets.html
      drafting brackets draft.docx --read MEX -o mexico.docx
    """
    settings = find_settings()
    tongue = language or settings.language
    if choice is not None:
        if len(files) > 1:
            raise SettingsError("--read reads one text", "give one file")
        return _reading(files[0], _Choice(choice, rest), outputs, form, house or settings.house, language, force)
    from drafting.negotiate.brackets import cockpit

    found = cache(lambda: [cockpit(read_input(name)) for name in files])
    board = cache(lambda: _bracket_board(found(), tongue))

    def page() -> bytes:
        from drafting.output.brackets import brackets_page

        return brackets_page(board()).encode()

    def data() -> bytes:
        return as_json(found()[-1].to_dict(before=found()[:-1])).encode()

    targets = writers_for(outputs, {".html": page, ".json": data, "-": data})
    check_outputs(outputs, force=force, inputs=files)
    write_outputs(targets)
    if form == "json":
        say(data().decode())
    elif "-" not in outputs:
        from drafting.output.brackets import brackets_summary, brackets_text

        say(brackets_summary(board()) if outputs else brackets_text(board()))
    return EXIT_OK


def _bracket_board(found: list[Cockpit], language: str) -> BracketBoard:
    from drafting.negotiate.reservations.board import bracket_board

    return bracket_board(found[-1], language, found[:-1])


@dataclass(frozen=True, slots=True)
class _Choice:
    """--read and --rest."""

    name: str
    rest: str


def _reading(
    file: str, choice: _Choice, outputs: tuple[str, ...], form: str, house: str, language: str | None, force: bool
) -> int:
    """The text under one choice, and on stderr what stayed open and what was left out."""
    from drafting.negotiate.brackets.clean_reading import read_as, read_choice

    text = read_input(file)
    wanted = read_choice(choice.name, text.language)
    rest = {"in": "in", "out": "out"}.get(choice.rest, "open")
    reading = read_as(text, wanted, rest)  # type: ignore[arg-type]
    known = document_writers(lambda: reading.resolution, house=house, language=language)
    if form == "json":
        known["-"] = known[".json"]
    names = outputs or ("-",)
    targets = writers_for(names, known)
    check_outputs(names, force=force, inputs=[file])
    write_outputs(targets)
    for what, found in (("left out", reading.left_out), ("still open", reading.left_open)):
        for at, words in found:
            warn(f"{what} at {at}: {shorten(words, 100)}")
    return EXIT_OK
