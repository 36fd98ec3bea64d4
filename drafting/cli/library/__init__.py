"""`drafting library …`: the commands of the precedent library, each loaded when it is called."""

from __future__ import annotations

import click

from drafting.cli.late import LateGroup

COMMANDS = {
    "add": ("keep", "Add texts, records or folders."),
    "search": ("find", "Paragraphs by words."),
    "nearest": ("find", "The closest agreed language to a paragraph."),
    "trace": ("trace", "What stands word for word in the library."),
    "lineage": ("trace", "The life of a paragraph across years and instruments."),
    "standard": ("find", "The most standard wording of a topic."),
    "stats": ("keep", "How much the library holds."),
    "export": ("keep", "Every paragraph as records; one text in several languages as a table."),
    "check": ("keep", "Is the library file sound?"),
    "remove": ("keep", "Take texts out."),
}
"""Each command, in the order of the help: the module of this folder that holds it, and its line in the help."""


@click.group(
    "library",
    cls=LateGroup,
    package=__name__,
    table=COMMANDS,
    short_help="The precedent library: add, search, nearest, trace, lineage …",
)
def library_command() -> None:
    """Past paragraphs in one file: add texts, search them, find the closest agreed language.

    \b
    Examples:
      drafting library add --adopted resolutions/
      drafting library search "cybersécurité formation"
      drafting library stats
    """
