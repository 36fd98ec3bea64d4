"""Every error in one line with a hint, and the exit code. A traceback is shown only with DRAFTING_DEBUG=1."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from contextvars import ContextVar

import click

from drafting.errors import EXIT_ERROR, SettingsError

ARGUMENTS: ContextVar[Sequence[str]] = ContextVar("arguments", default=())
"""The command line as given: help and errors may come before any option is understood."""
_FILTERS = ("library", "suggest")
"""The commands whose --language chooses texts, not the language of the answer."""


def person_language() -> str:
    """The language of help and errors: --language, else the setting, else that of the environment, else English."""
    from drafting.messages import answer_language, environment_language

    return answer_language(_language_option(), language_setting(), environment_language())


def language_setting() -> str:
    """The language of drafting.toml; "" where that file has a fault, which the commands that need it report."""
    from drafting.app.settings import find_settings

    try:
        return find_settings().language
    except (SettingsError, OSError):
        return ""


def _language_option() -> str:
    arguments = ARGUMENTS.get()
    if not arguments or arguments[0] in _FILTERS:
        return ""
    for given, value in zip(arguments, (*arguments[1:], ""), strict=True):
        if given == "--language":
            return value
        if given.startswith("--language="):
            return given.partition("=")[2]
    return ""


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
    """Print an error, and a hint where there is one, on stderr, both in the person's language."""
    from drafting.messages import message as render_message
    from drafting.messages import translate

    language = person_language()
    for key, words in (("outline.error_line", message), ("outline.hint_line", hint)):
        if words:
            said = translate("errors", _one_line(words), language)
            click.echo(render_message(key, language, message=said), err=True)


def warn(message: str, language: str = "en") -> None:
    """Print a note on stderr: something was done differently than asked, or left out.

    `language`: that of the command, in which an English sentence is given that the messages have among the answers.
    """
    from drafting.messages import message as render_message
    from drafting.messages import translate

    words = translate("answers", _one_line(message), language)
    click.echo(render_message("outline.note", language, message=words), err=True)


def _one_line(text: str) -> str:
    return " ".join(str(text).split())


def _command() -> str:
    return " ".join(["drafting", *sys.argv[1:3]])


def _silence_stdout() -> None:
    """Send what is still to be printed nowhere: the reader of the pipe (head, less) has gone."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
