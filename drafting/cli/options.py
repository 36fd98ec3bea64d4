"""Options that several commands share, and small helpers to answer with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drafting.app.settings import HOUSES, LANGUAGES, change_date
from drafting.cli.errors import warn
from drafting.errors import SettingsError

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


def say(text: str) -> None:
    """Print a text with exactly one line feed at its end."""
    click.echo(text.removesuffix("\n"))


def say_form(form: Form) -> None:
    """Print a result that is text in one of its forms."""
    say(form().decode("utf-8-sig"))


def show_notes(notes: Iterable[Note]) -> None:
    """Print on stderr what a task reports, each note in a line with the place it speaks of."""
    for note in notes:
        warn(f"{note.where + ': ' if note.where else ''}{note.message}")
