"""`drafting clean` and `drafting changes`: the tracked changes of a Word file, settled or listed."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.cli.files import check_outputs, input_bytes, write_outputs
from drafting.cli.options import as_json, force_option, format_option, say
from drafting.errors import EXIT_OK, OutputError, SourceError

if TYPE_CHECKING:
    from drafting.ooxml.package import Package

KINDS = ("insertion", "deletion", "move", "formatting")


@click.command("clean", short_help="Accept or reject tracked changes.")
@click.argument("marked", metavar="MARKED.docx")
@click.option("-o", "--output", required=True, metavar="OUT.docx", help="Result.")
@click.option("--reject", is_flag=True, help="Reject the changes instead of accepting them.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only changes of this author; several times.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only changes of this kind; several times."
)
@force_option
def clean_command(
    marked: str, output: str, reject: bool, authors: tuple[str, ...], kinds: tuple[str, ...], force: bool
) -> int:
    """Accept (or reject) tracked changes, all of them or those of some authors or kinds; the rest stays as it is.

    \b
    Examples:
      drafting clean marked.docx -o clean.docx
      drafting clean marked.docx -o without-ours.docx --reject --author "Delegation A"
    """
    if output != "-" and Path(output).suffix.lower() != ".docx":
        raise OutputError(
            f"{output}: tracked changes can only be settled in a Word file", "give a name that ends in .docx"
        )
    check_outputs([output], force=force, inputs=[marked])
    package = _package(marked)
    from drafting.ooxml.settle import resolve_package

    count = resolve_package(package, not reject, authors=authors or None, kinds=kinds or None)
    write_outputs([(output, package.to_bytes)])
    if output != "-":
        say(f"{count} tracked changes {'rejected' if reject else 'accepted'}")
    return EXIT_OK


@click.command("changes", short_help="List tracked changes: who, when, what.")
@click.argument("marked", metavar="MARKED.docx")
@format_option("text", "json", "csv")
def changes_command(marked: str, form: str) -> int:
    """List the tracked changes of a Word file: where, who, when, what kind, which words.

    \b
    Examples:
      drafting changes marked.docx
      drafting changes marked.docx --format csv > changes.csv
    """
    from drafting.read import read_bytes

    data, name = input_bytes(marked)
    _package(marked, data)
    found = [asdict(r) for r in read_bytes(data, name).revisions]
    head = ("at", "kind", "author", "date", "text")
    if form == "json":
        say(as_json({"schema": "drafting/changes/1", "source": name, "changes": found}))
    elif form == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, head, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        say(out.getvalue())
    elif found:
        from drafting.write.terminal import table

        say(table(head, [tuple(str(r[h]) for h in head) for r in found]))
    else:
        say("no tracked changes")
    return EXIT_OK


def _package(name: str, data: bytes | None = None) -> Package:
    """The Word package of a file. Raises SourceError for any other format."""
    from drafting.ooxml.package import Package
    from drafting.read import WORD

    found, called = (data, name) if data is not None else input_bytes(name)
    if name != "-" and Path(called).suffix.lower() not in WORD:
        raise SourceError(
            f"{name} is no Word file", "tracked changes are in .docx files; `drafting compare` makes them"
        )
    return Package.load(found, called)
