"""`drafting read`: parse documents and show what was understood."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from drafting.cli.faults import complain
from drafting.cli.files import read_input
from drafting.cli.options import as_json, format_option, say
from drafting.errors import EXIT_ERROR, EXIT_OK, DraftingError

if TYPE_CHECKING:
    from drafting.model import Resolution

Found = tuple[str, "Resolution | DraftingError"]


@click.command("read", short_help="Show what was understood of a document.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("outline", "text", "md", "json", "jsonl")
def read_command(files: tuple[str, ...], form: str) -> int:
    """Read drafts and resolutions (.docx, .txt, .md) and show their structure.

    A file that cannot be read is named on stderr; the others are answered, and the exit code is 2. "-" is standard
    input.

    \b
    Examples:
      drafting read draft.docx
      drafting read draft.docx --format md > draft.md
      drafting read *.txt --format jsonl
    """
    answered = _jsonl if form == "jsonl" else _json if form == "json" else _shown(form)
    return answered(_each(files))


def _each(files: tuple[str, ...]) -> Iterator[Found]:
    """Each file with its resolution, or with the error that kept it from being read."""
    for name in files:
        try:
            yield name, read_input(name)
        except DraftingError as error:
            complain(error.message, error.hint)
            yield name, error


def _jsonl(found: Iterator[Found]) -> int:
    from drafting.read.records import record

    code = EXIT_OK
    for name, result in found:
        if isinstance(result, DraftingError):
            code = EXIT_ERROR
            line: dict[str, object] = {"source": name, "error": result.message, "hint": result.hint}
        else:
            line = record(result)
        click.echo(json.dumps(line, ensure_ascii=False))
    return code


def _json(found: Iterator[Found]) -> int:
    from drafting.read.records import record

    results = list(found)
    records = [record(r) for _, r in results if not isinstance(r, DraftingError)]
    if len(results) > 1:
        say(as_json(records))
    elif records:
        say(as_json(records[0]))
    return EXIT_OK if len(records) == len(results) else EXIT_ERROR


def _shown(form: str) -> Callable[[Iterator[Found]], int]:
    """Print every document in a form for people, with a line between two of them."""

    def show(found: Iterator[Found]) -> int:
        code, first = EXIT_OK, True
        for _, result in found:
            if isinstance(result, DraftingError):
                code = EXIT_ERROR
                continue
            if not first:
                click.echo("")
            first = False
            say(_form(result, form))
        return code

    return show


def _form(resolution: Resolution, form: str) -> str:
    if form == "md":
        from drafting.write.markdown import markdown

        return markdown(resolution)
    if form == "text":
        from drafting.write.text import text

        return text(resolution)
    from drafting.write.terminal import outline

    return outline(resolution)
