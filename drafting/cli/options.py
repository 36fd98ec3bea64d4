"""Options that several commands share, and small helpers to answer with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, TypeVar

import click

from drafting.errors import SettingsError
from drafting.resources import language_codes

F = TypeVar("F", bound=Callable[..., Any])

LANGUAGES = language_codes()
HOUSES = ("oas", "un")

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
    """--format on standard output."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=default or formats[0], show_default=True,
        help="What standard output gets.",
    )  # fmt: skip


def say(text: str) -> None:
    """Print a text with exactly one line feed at its end."""
    click.echo(text.removesuffix("\n"))


def as_json(value: Any) -> str:
    """A result as people and programs read it: indented, accents as they are, a line feed at the end."""
    return _indented(value, "\n") + "\n"


def _indented(value: Any, margin: str) -> str:
    """`json.dumps(value, ensure_ascii=False, indent=2)` to the byte, in half its time."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if value and kind is dict:
        inner = margin + "  "
        pairs = [f"{encode_basestring(key)}: {_indented(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(pairs)}{margin}}}"
    if value and kind in (list, tuple):
        inner = margin + "  "
        return f"[{inner}{f',{inner}'.join([_indented(item, inner) for item in value])}{margin}]"
    if value is None:
        return "null"
    return str(value) if kind is int else "[]" if kind is list else json.dumps(value)


def change_date(given: str | None) -> str:
    """The date of tracked changes as Word writes it (UTC, seconds): the option, SOURCE_DATE_EPOCH, or now.

    Raises SettingsError when the words are no date.
    """
    if given:
        try:
            moment = datetime.fromisoformat(given)
        except ValueError as error:
            raise SettingsError(
                f"--date {given} is no date", "write --date 2026-03-14 or 2026-03-14T09:30:00Z"
            ) from error
    else:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
