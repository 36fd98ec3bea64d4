"""Options that several commands share, and small helpers to answer with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drafting.app.settings import HOUSES, LANGUAGES, change_date, find_settings
from drafting.cli.errors import language_setting, warn
from drafting.errors import SettingsError
from drafting.messages import answer_language, environment_language, translate

if TYPE_CHECKING:
    from drafting.app.task import Form
    from drafting.model.resolution import Note

F = TypeVar("F", bound=Callable[..., Any])

force_option = click.option("--force", is_flag=True, help="Replace output files that exist already.")
house_option = click.option("--house", type=click.Choice(HOUSES), help="House style of Word files (default oas).")
library_option = click.option(
    "--library", metavar="PATH", help="Library file (default: drafting.toml, DRAFTING_LIBRARY, yours)."
)


def language_option(what: str) -> Callable[[F], F]:
    """--language, with what it is for."""
    return click.option("--language", type=click.Choice(LANGUAGES), help=what)


def output_option(what: str, *, required: bool = False) -> Callable[[F], F]:
    """-o, as many times as formats are wanted."""
    return click.option("-o", "--output", "outputs", multiple=True, required=required, metavar="FILE", help=what)


def format_option(*formats: str, default: str | None = None) -> Callable[[F], F]:
    """--format of what is printed on standard output."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=default or formats[0], show_default=True,
        help="What standard output gets.",
    )  # fmt: skip


def date_option(given: str | None) -> str:
    """The value of --date as Word writes dates. Raises SettingsError when it is no date."""
    try:
        return change_date(given)
    except SettingsError as error:
        raise SettingsError(f"--date {error.message}", error.hint) from error


def library_or_own(given: str | None) -> str | None:
    """The library of the option or of the settings; None for the user's own."""
    return given or find_settings().library or None


def say(text: str) -> None:
    """Print a text with exactly one line feed at its end."""
    click.echo(text.removesuffix("\n"))


def say_form(form: Form) -> None:
    """Print a result that is text in one of its forms; nothing where it is empty."""
    if text := form().decode("utf-8-sig"):
        say(text)


def show_notes(notes: Iterable[Note], language: str = "") -> None:
    """Print on stderr what a task reports, each note in a line with the place it speaks of."""
    from drafting.output.names import placed_note

    language = reply_language(language)
    for note in notes:
        warn(placed_note(note, language), language)


def say_summary(summary: str, language: str) -> None:
    """Print the summary of a task, which is English where it speaks of no document, in the language of the command."""
    say("\n".join(translate("answers", line, language) for line in summary.splitlines()))


def reply_language(*wanted: str | None) -> str:
    """The language a command answers in: the option, the setting, the document's, the environment's, English.

    `wanted`: the value of the option, then the languages of the documents.
    """
    return answer_language(*wanted[:1], language_setting(), *wanted[1:], environment_language())
