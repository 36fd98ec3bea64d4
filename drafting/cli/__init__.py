"""The command line. A command's module is loaded only when that command is called, so that the rest starts at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from drafting import __version__
from drafting.cli.errors import ARGUMENTS, exit_code_of
from drafting.cli.help import Help
from drafting.cli.late import LateGroup
from drafting.errors import SettingsError

COMMANDS = {
    "read": ("read", "Show what was understood of a document."),
    "build": ("build", "Any draft into a clean document."),
    "compare": ("compare", "What changed between two drafts; marked-up Word, report."),
    "clean": ("clean", "Accept or reject tracked changes."),
    "changes": ("changes", "List tracked changes: who, when, what."),
    "audit": ("audit", "What was changed without being tracked."),
    "history": ("history", "Lives of paragraphs and origin of words over many revisions."),
    "library": ("library", "The precedent library: add, search, nearest, trace, lineage …"),
    "suggest": ("suggest", "Standard language for a topic."),
    "new": ("suggest", "A draft from an outline."),
    "reservations": ("reservations", "Footnote statements over revisions; who must be asked again."),
    "reserve": ("reservations", "Enter a delegation's footnote where it belongs."),
    "brackets": ("brackets", "What is still open, and who holds it open; clean readings."),
    "demo": ("demo", "The main job on bundled samples."),
}
"""Each command, in the order of the help: the module of this folder that holds it, and its line in the help."""


class Commands(LateGroup):
    """The group of all commands: turns every error into one line and a hint."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run a command; the process ends with its exit code (0 done, 1 differences, 2 error)."""
        utf8_streams()
        ARGUMENTS.set(tuple(sys.argv[1:] if not args or args[0] is None else args[0]))
        try:
            code = super().main(*args, standalone_mode=False, **extra)  # type: ignore[call-overload]
        except BaseException as fault:
            code = exit_code_of(fault)
        sys.exit(code if isinstance(code, int) else 0)


click.Context.formatter_class = Help


@click.group(
    cls=Commands,
    package=__name__,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="drafting", message="%(prog)s %(version)s")
def commands() -> None:
    """Draft, compare and mark up negotiated resolutions, offline.

    \b
    Example:
      drafting compare rev1.docx rev2.docx -o marked.docx -o report.html
    """
    from drafting.app.settings import use_members

    with suppress(SettingsError):  # a command that needs the settings says what is wrong with them
        use_members()


def utf8_streams() -> None:
    """Windows consoles and pipes: say accents in UTF-8, and never die of a character the console lacks."""
    for stream in (sys.stdout, sys.stderr):
        if getattr(stream, "encoding", "utf-8").lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def main(args: Sequence[str] | None = None) -> None:
    """The console script; `args` stand for the words of the command line."""
    commands.main(args=args, prog_name="drafting")
