"""`drafting clean`: tracked changes of a Word file accepted or rejected, names taken out."""

from __future__ import annotations

import click

from drafting.app.clean import KINDS, CleanOptions, clean_document, suffix_of_result
from drafting.cli.errors import language_setting
from drafting.cli.files import check_outputs, read_input, write_outputs
from drafting.cli.options import force_option, say, show_notes
from drafting.errors import EXIT_OK, OutputError


@click.command("clean", short_help="Accept or reject tracked changes.")
@click.argument("marked", metavar="MARKED.docx")
@click.option("-o", "--output", required=True, metavar="OUT.docx", help="Result.")
@click.option("--reject", is_flag=True, help="Reject the changes instead of accepting them.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only changes of this author; several times.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only changes of this kind; several times."
)
@click.option(
    "--at", multiple=True, metavar="ADDRESS", help="Only changes there: OP5, OP5-OP9, PP2, fn3, header; several times."
)
@click.option("--scrub", is_flag=True, help="Take out names of authors, company, template, editing sessions.")
@click.option("--keep", is_flag=True, help="Settle no change: with --scrub only names go.")
@force_option
def clean_command(
    marked: str, output: str, reject: bool, authors: tuple[str, ...], kinds: tuple[str, ...], at: tuple[str, ...],
    scrub: bool, keep: bool, force: bool,
) -> int:  # fmt: skip
    """Accept (or reject) tracked changes: all of them, or those of some authors, kinds and places; the rest stays.

    Both ends of a move go together, and so do a footnote and its mark. "old:OP5" in --at is the number before.

    \b
    Examples:
      drafting clean marked.docx -o clean.docx
      drafting clean marked.docx -o without-ours.docx --reject --author "Delegation A"
      drafting clean marked.docx -o agreed.docx --at OP1-OP7 --at fn2
      drafting clean marked.docx -o to-send.docx --keep --scrub
    """
    if keep and (reject or authors or kinds or at):
        raise OutputError("--keep settles nothing, the other options choose what to settle", "leave one of them out")
    options = CleanOptions(reject, authors, kinds, at, scrub, keep, suffix_of_result(output))
    check_outputs([output], force=force, inputs=[marked])
    result = clean_document(read_input(marked), options, language=language_setting())
    write_outputs([output], result.forms, standard=options.suffix)
    show_notes(result.notes, result.language)
    if output != "-":
        say(result.summary)
    return EXIT_OK
