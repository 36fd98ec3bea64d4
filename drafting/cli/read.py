"""`drafting read`: read documents and show what was understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from drafting.app.read import read_all_texts
from drafting.app.task import report_step
from drafting.cli.errors import complain
from drafting.cli.files import read_input
from drafting.cli.options import format_option, reply_language, say
from drafting.cli.parallel import map_files
from drafting.cli.progress import progress_bar
from drafting.errors import EXIT_ERROR, EXIT_OK, DraftingError

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution

Answers = Iterator[tuple[str, Any]]
"""Each file with its answer, or with the DraftingError that kept it from being read."""


@click.command("read", short_help="Show what was understood of a document.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("outline", "text", "md", "json", "jsonl")
def read_command(files: tuple[str, ...], form: str) -> int:
    """Read drafts and resolutions (.docx, .txt, .md, .pdf) and show their structure.

    A file that cannot be read is named on stderr; the others are answered, and the exit code is 2. "-" is standard
    input. Many files are read side by side and answered in the order given. A file that holds several texts (a volume,
    a report with draft resolutions) is answered text by text.

    \b
    Examples:
      drafting read draft.docx
      drafting read draft.docx --format md > draft.md
      drafting read *.txt --format jsonl
    """
    if form == "jsonl":
        return _print_lines(_answers(files, read_records, printed=True))
    if form == "json":
        return _print_json(_answers(files, read_records, printed=False))
    return _print_texts(_answers(files, read_resolutions, printed=True), form)


def read_resolutions(name: str) -> list[Resolution]:
    """The resolutions in a file, or from standard input for "-". Raises SourceError."""
    return [found.resolution for found in read_all_texts(read_input(name))]


def read_records(name: str) -> list[dict[str, Any]]:
    """The records of the resolutions in a file (schema drafting/read/1). Raises SourceError."""
    return [found.to_dict() for found in read_all_texts(read_input(name))]


def _answers(files: tuple[str, ...], work: Callable[[str], Any], *, printed: bool) -> Answers:
    """The answers in order; each error is printed as it comes.

    `printed`: the answers are printed one by one, which on a terminal shows the progress well enough.
    """
    with progress_bar(shown=len(files) > 1 and not (printed and sys.stdout.isatty())) as progress:
        for done, (name, answer) in enumerate(map_files(files, work), 1):
            if isinstance(answer, DraftingError):
                complain(answer.message, answer.hint)
            report_step(progress, done, len(files), name)
            yield name, answer


def _print_lines(answers: Answers) -> int:
    """Print each record in a line; of a file that cannot be read its name, the error and the hint."""
    code = EXIT_OK
    for name, answer in answers:
        if isinstance(answer, DraftingError):
            code = EXIT_ERROR
            answer = [{"source": name, "error": answer.message, "hint": answer.hint}]
        for record in answer:
            click.echo(json.dumps(record, ensure_ascii=False))
    return code


def _print_json(found: Answers) -> int:
    """Print one record, or of several files a list of records."""
    from drafting.app.outputs import to_json

    answers = [answer for _, answer in found]
    read = [answer for answer in answers if not isinstance(answer, DraftingError)]
    records = [record for answer in read for record in answer]
    if len(answers) > 1 or len(records) > 1:
        say(to_json(records))
    elif records:
        say(to_json(records[0]))
    return EXIT_OK if len(read) == len(answers) else EXIT_ERROR


def _print_texts(answers: Answers, form: str) -> int:
    """Print every document in a form for people, with an empty line between two of them."""
    code, first = EXIT_OK, True
    for _, answer in answers:
        if isinstance(answer, DraftingError):
            code = EXIT_ERROR
            continue
        for resolution in answer:
            if not first:
                click.echo("")
            first = False
            say(_text_of(resolution, form))
    return code


def _text_of(resolution: Resolution, form: str) -> str:
    if form == "md":
        from drafting.output.markdown import markdown

        return markdown(resolution)
    if form == "text":
        from drafting.output.text import text

        return text(resolution)
    from drafting.output.outline import outline

    return outline(resolution, reply_language(None, resolution.language))
