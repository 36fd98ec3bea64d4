"""`drafting build`: any draft into a clean document."""

from __future__ import annotations

import click

from drafting.app.build import build_document
from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.settings import find_settings
from drafting.cli.files import asks_for_word, check_outputs, check_suffixes, read_input, text_option, write_outputs
from drafting.cli.options import force_option, house_option, language_option, output_option, show_notes
from drafting.errors import EXIT_OK


@click.command("build", short_help="Any draft into a clean document.")
@click.argument("draft")
@output_option("Result: .docx, .md, .html, .txt or .json; may be given several times.", required=True)
@house_option
@language_option("Language for Word's spell-checker (default: that of the draft).")
@click.option("--lines", is_flag=True, help="Number the lines of each page in the margin.")
@click.option("--continuous-lines", is_flag=True, help="Number the lines through the whole document.")
@force_option
@text_option
def build_command(
    draft: str, outputs: tuple[str, ...], house: str | None, language: str | None, lines: bool, continuous_lines: bool,
    force: bool,
) -> int:  # fmt: skip
    """Build a clean document from any draft: house style, automatic numbers, real footnotes.

    "-" as DRAFT is standard input, "-o -" writes Markdown to standard output.

    \b
    Examples:
      drafting build draft.md -o draft.docx
      drafting build old.txt -o clean.docx -o clean.md --house un
    """
    settings = find_settings()
    style = DocumentStyle(
        house or settings.house,
        language or settings.language or None,
        "continuous" if continuous_lines else lines,
        word=asks_for_word(outputs),
    )
    check_suffixes(outputs, DOCUMENT_FORMS, standard=".md")
    check_outputs(outputs, force=force, inputs=[draft])
    result = build_document(read_input(draft), style)
    write_outputs(outputs, result.forms, standard=".md")
    show_notes(result.notes)
    return EXIT_OK
