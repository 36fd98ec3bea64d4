"""`drafting read`: parse documents and show what was understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from drafting.cli.errors import complain
from drafting.cli.files import read_input
from drafting.cli.options import as_json, format_option, say
from drafting.cli.parallel import each, progress
from drafting.errors import EXIT_ERROR, EXIT_OK, DraftingError

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution

Found = Iterator[tuple[str, Any]]
"""Each file with its answer, or with the DraftingError that kept it from being read."""


@click.command("read", short_help="Show what was understood of a document.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option("outline", "text", "md", "json", "jsonl")
def read_command(files: tuple[str, ...], form: str) -> int:
    """Read drafts and resolutions (.docx, .txt, .md, .pdf) and show their structure.

    A file that cannot be read is named on stderr; the others are answered, and the exit code is 2. "-" is standard
    input. Many files are read side by side and answered in the order given.

    \b
    Examples:
      drafting read draft.docx
      drafting read draft.docx --format md > draft.md
      drafting read *.txt --format jsonl
    """
    if form in ("json", "jsonl"):
        return (_jsonl if form == "jsonl" else _json)(_each(files, _record, shown=form == "jsonl"))
    return _shown(_each(files, read_input, shown=True), form)


def _record(name: str) -> dict[str, Any]:
    """A file as its record. Raises SourceError when it cannot be read."""
    from drafting.output.json import record

    return record(read_input(name))


def _each(files: tuple[str, ...], work: Callable[[str], Any], shown: bool) -> Found:
    """The answers in order, each error said at once. `shown`: they are printed one by one, which is progress enough
    where a person looks on."""
    with progress(0 if shown and sys.stdout.isatty() else len(files)) as advance:
        for name, answer in each(files, work):
            if isinstance(answer, DraftingError):
                complain(answer.message, answer.hint)
            advance(name)
            yield name, answer


def _jsonl(found: Found) -> int:
    code = EXIT_OK
    for name, answer in found:
        if isinstance(answer, DraftingError):
            code = EXIT_ERROR
            answer = {"source": name, "error": answer.message, "hint": answer.hint}
        click.echo(json.dumps(answer, ensure_ascii=False))
    return code


def _json(found: Found) -> int:
    answers = [answer for _, answer in found]
    records = [answer for answer in answers if not isinstance(answer, DraftingError)]
    if len(answers) > 1:
        say(as_json(records))
    elif records:
        say(as_json(records[0]))
    return EXIT_OK if len(records) == len(answers) else EXIT_ERROR


def _shown(found: Found, form: str) -> int:
    """Print every document in a form for people, with a line between two of them."""
    code, first = EXIT_OK, True
    for _, answer in found:
        if isinstance(answer, DraftingError):
            code = EXIT_ERROR
            continue
        if not first:
            click.echo("")
        first = False
        say(_form(answer, form))
    return code


def _form(resolution: Resolution, form: str) -> str:
    if form == "md":
        from drafting.output.markdown import markdown

        return markdown(resolution)
    if form == "text":
        from drafting.output.text import text

        return text(resolution)
    from drafting.output.terminal import outline

    return outline(resolution)
