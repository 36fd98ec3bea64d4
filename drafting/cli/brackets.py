"""`drafting brackets`: what is still open in a text, who holds it open, and clean readings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import click

from drafting.app.outputs import DocumentStyle, document_forms, to_json
from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, check_suffixes, write_outputs
from drafting.cli.options import force_option, format_option, house_option, language_option, output_option, say
from drafting.cli.read import read_resolution
from drafting.errors import EXIT_OK, SettingsError
from drafting.text.shorten import shorten


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
    from drafting.negotiate.brackets import summarise_brackets

    found = cache(lambda: [summarise_brackets(read_resolution(name)) for name in files])

    def page() -> bytes:
        from drafting.output.brackets import brackets_page

        return brackets_page(found()[-1], tongue, found()[:-1]).encode()

    def data() -> bytes:
        return to_json(found()[-1].to_dict(before=found()[:-1])).encode()

    known = {".html": page, ".json": data}
    check_suffixes(outputs, known, standard=".json")
    check_outputs(outputs, force=force, inputs=files)
    write_outputs(outputs, known, standard=".json")
    if form == "json":
        say(data().decode())
    elif "-" not in outputs:
        from drafting.output.brackets import brackets_summary, brackets_text

        *before, last = found()
        say(brackets_summary(last, tongue) if outputs else brackets_text(last, tongue, before))
    return EXIT_OK


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

    text = read_resolution(file)
    wanted = read_choice(choice.name, text.language)
    rest = {"in": "in", "out": "out"}.get(choice.rest, "open")
    reading = read_as(text, wanted, rest)  # type: ignore[arg-type]
    known = document_forms(reading.resolution, DocumentStyle(house, language))
    standard = ".json" if form == "json" else ".md"
    names = outputs or ("-",)
    check_suffixes(names, known, standard=standard)
    check_outputs(names, force=force, inputs=[file])
    write_outputs(names, known, standard=standard)
    for what, found in (("left out", reading.left_out), ("still open", reading.left_open)):
        for at, words in found:
            warn(f"{what} at {at}: {shorten(words, 100)}")
    return EXIT_OK
