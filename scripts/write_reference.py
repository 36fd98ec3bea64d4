"""Write docs/commands.md from the help of the commands (`make docs`): `python scripts/write_reference.py [FOLDER]`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from drafting.cli import commands

_HEAD = """# Commands

Written by `make docs` from the help of the commands; do not edit by hand.

Every command ends with 0 when it is done, with 1 when differences were found (only with `--exit-code`), with 2 when it
cannot do what was asked or when one of several inputs failed. Errors are one line and a hint on stderr. Output files
are written whole or not at all; an existing file needs `--force`. `-` is standard input or output.
"""


def reference_page() -> str:
    """The whole page: one section for each command, in the order of the help."""
    return "\n".join([_HEAD, *(_section(command, context) for command, context in all_commands())])


def all_commands() -> Iterator[tuple[click.Command, click.Context]]:
    """Every command and command of a group, each with the context that knows its full name."""
    yield from _commands_of(commands, click.Context(commands, info_name="drafting", **commands.context_settings))


def _commands_of(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = click.Context(command, info_name=name, parent=context)
        yield command, below
        if isinstance(command, click.Group):
            yield from _commands_of(command, below)


def _section(command: click.Command, context: click.Context) -> str:
    words, example = _help(command)
    usage = re.sub(r"\s+", " ", " ".join(command.collect_usage_pieces(context)))
    lines = [f"## {context.command_path}", "", words, "", "```", f"{context.command_path} {usage}", "```", ""]
    rows = [_option(p, context) for p in command.params if isinstance(p, click.Option)]
    if rows:
        lines += ["| option | |", "|---|---|", *rows, ""]
    if example:
        lines += ["```", example, "```", ""]
    return "\n".join(lines)


def _help(command: click.Command) -> tuple[str, str]:
    """The words of the help, and the lines of its example."""
    words, _, example = cleandoc(command.help or "").partition("\b\n")
    tidy = "\n\n".join(" ".join(p.split()) for p in words.strip().split("\n\n"))
    return tidy, "\n".join(line.strip() for line in example.splitlines()[1:])


def _option(option: click.Option, context: click.Context) -> str:
    names, words = option.get_help_record(context) or ("", "")
    return "| `{}` | {} |".format(names.replace("|", "\\|"), " ".join(words.split()))


def main() -> None:
    """Write commands.md into the folder given, by default docs."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    (folder / "commands.md").write_text(reference_page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
