"""`drafting brackets`: what is still open in a text, who holds it open, and clean readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafting.app.brackets import BRACKETS_FORMS, BracketsOptions, list_brackets
from drafting.app.clean_reading import ReadingOptions, read_under_choice
from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.settings import find_settings
from drafting.cli.files import asks_for_word, check_outputs, check_suffixes, read_input, text_option, write_outputs
from drafting.cli.options import (
    force_option,
    format_option,
    house_option,
    language_option,
    output_option,
    reply_language,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_OK, SettingsError

if TYPE_CHECKING:
    from drafting.app.brackets import BracketsResult


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
@text_option
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
    if choice is not None:
        if len(files) > 1:
            raise SettingsError("--read reads one text", "give one file")
        style = DocumentStyle(house or settings.house, language, word=asks_for_word(outputs))
        reading = ReadingOptions(choice, rest, style)  # type: ignore[arg-type]
        return _write_reading(files[0], reading, outputs, form, force)
    check_suffixes(outputs, BRACKETS_FORMS, standard=".json")
    check_outputs(outputs, force=force, inputs=files)
    result = list_brackets([read_input(name) for name in files], BracketsOptions(language or settings.language))
    write_outputs(outputs, result.forms, standard=".json")
    show_notes(result.notes, reply_language(language))
    if form == "json":
        say_form(result.forms[".json"])
    elif "-" not in outputs:
        say(result.summary if outputs else _brackets_text(result))
    return EXIT_OK


def _brackets_text(result: BracketsResult) -> str:
    from drafting.output.brackets import brackets_text

    return brackets_text(result.last, result.options.language, list(result.before))


def _write_reading(file: str, options: ReadingOptions, outputs: tuple[str, ...], form: str, force: bool) -> int:
    """Write the text under one choice, and say on stderr what was left out and what stayed open."""
    standard = ".json" if form == "json" else ".md"
    names = outputs or ("-",)
    check_suffixes(names, DOCUMENT_FORMS, standard=standard)
    check_outputs(names, force=force, inputs=[file])
    result = read_under_choice(read_input(file), options)
    write_outputs(names, result.forms, standard=standard)
    show_notes(result.notes, reply_language(options.style.language, result.reading.resolution.language))
    return EXIT_OK
