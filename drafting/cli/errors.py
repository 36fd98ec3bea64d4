"""Every fault in one line for people, with a hint, and the exit code. A traceback only with DRAFTING_DEBUG=1."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from drafting.errors import EXIT_ERROR, DraftingError


def exit_code_of(fault: BaseException) -> int:
    """Say on stderr what went wrong and what to do, and give the exit code."""
    if isinstance(fault, SystemExit):
        return fault.code if isinstance(fault.code, int) else EXIT_ERROR
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        click.echo(fault.format_message())
        return EXIT_ERROR
    if isinstance(fault, BrokenPipeError):
        _silence_stdout()
        return EXIT_ERROR
    if os.environ.get("DRAFTING_DEBUG") and not isinstance(fault, click.ClickException | click.Abort):
        import traceback

        traceback.print_exception(fault)
        return EXIT_ERROR
    complain(*explained(fault))
    return EXIT_ERROR


def explained(fault: BaseException) -> tuple[str, str]:
    """A fault as one line of what and one of what to do."""
    if isinstance(fault, DraftingError):
        return fault.message, fault.hint
    if isinstance(fault, click.UsageError):
        path = fault.ctx.command_path if fault.ctx else "drafting"
        return fault.format_message(), f"{path} --help shows what can be asked"
    if isinstance(fault, click.ClickException):
        return fault.format_message(), ""
    if isinstance(fault, click.Abort | KeyboardInterrupt):
        return "stopped before the end", "nothing half-written was left behind"
    if isinstance(fault, MemoryError | RecursionError):
        return "the document is too large or nested too deep", "split it into smaller files"
    what = " ".join(str(fault).split())[:200]
    return (
        f"this should not have happened: {type(fault).__name__}{': ' + what if what else ''}",
        f"please report it with the command you gave ({_command()}); DRAFTING_DEBUG=1 shows the details",
    )


def complain(message: str, hint: str = "") -> None:
    """One line of error and one of hint on stderr."""
    click.echo(f"error: {_line(message)}", err=True)
    if hint:
        click.echo(f"hint: {_line(hint)}", err=True)


def warn(message: str) -> None:
    """One line on stderr about something done differently than asked, or left out."""
    click.echo(f"note: {_line(message)}", err=True)


def _line(text: str) -> str:
    return " ".join(str(text).split())


def _command() -> str:
    return " ".join(["drafting", *sys.argv[1:3]])


def _silence_stdout() -> None:
    """The reader of the pipe has gone (head, less): say nothing more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
