"""Every error in one line with a hint, and the exit code. A traceback is shown only with DRAFTING_DEBUG=1."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from drafting.errors import EXIT_ERROR


def exit_code_of(fault: BaseException) -> int:
    """Print on stderr what went wrong and what to do about it; gives the exit code of the process."""
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
    complain(*_explained(fault))
    return EXIT_ERROR


def _explained(fault: BaseException) -> tuple[str, str]:
    """As `explain_error`, for the errors of the command line too."""
    if isinstance(fault, click.UsageError):
        path = fault.ctx.command_path if fault.ctx else "drafting"
        return fault.format_message(), f"{path} --help shows what can be asked"
    if isinstance(fault, click.ClickException):
        return fault.format_message(), ""
    from drafting.app.task import explain_error

    report = f"please report it with the command you gave ({_command()}); DRAFTING_DEBUG=1 shows the details"
    return explain_error(KeyboardInterrupt() if isinstance(fault, click.Abort) else fault, report)


def complain(message: str, hint: str = "") -> None:
    """Print an error, and a hint where there is one, on stderr."""
    click.echo(f"error: {_one_line(message)}", err=True)
    if hint:
        click.echo(f"hint: {_one_line(hint)}", err=True)


def warn(message: str) -> None:
    """Print a note on stderr: something was done differently than asked, or left out."""
    click.echo(f"note: {_one_line(message)}", err=True)


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _command() -> str:
    return " ".join(["drafting", *sys.argv[1:3]])


def _silence_stdout() -> None:
    """Send what is still to be printed nowhere: the reader of the pipe (head, less) has gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
