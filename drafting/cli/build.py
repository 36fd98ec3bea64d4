"""`drafting build`: any draft → a clean document."""

from __future__ import annotations

from functools import cache

import click

from drafting.app.settings import find_settings
from drafting.cli.files import check_outputs, read_input, write_outputs, writers_for
from drafting.cli.options import force_option, house_option, language_option, output_option
from drafting.cli.writers import document_writers


@click.command("build", short_help="Any draft into a clean document.")
@click.argument("draft")
@output_option("Result: .docx, .md, .html, .txt or .json; may be given several times.", required=True)
@house_option
@language_option("Language for Word's spell-checker (default: that of the draft).")
@click.option("--lines", is_flag=True, help="Number the lines of each page in the margin.")
@click.option("--continuous-lines", is_flag=True, help="Number the lines through the whole document.")
@force_option
def build_command(
    draft: str,
    outputs: tuple[str, ...],
    house: str | None,
    language: str | None,
    lines: bool,
    continuous_lines: bool,
    force: bool,
) -> int:
    """Build a clean document from any draft: house style, automatic numbers, real footnotes.

    "-" as DRAFT is standard input, "-o -" writes Markdown to standard output.

    \b
    Examples:
      drafting build draft.md -o draft.docx
      drafting build old.txt -o clean.docx -o clean.md --house un
    """
    settings = find_settings()
    known = document_writers(
        cache(lambda: read_input(draft)),
        house=house or settings.house,
        language=language or settings.language or None,
        lines="continuous" if continuous_lines else lines,
    )
    targets = writers_for(outputs, known)
    check_outputs(outputs, force=force, inputs=[draft])
    write_outputs(targets)
    return 0
