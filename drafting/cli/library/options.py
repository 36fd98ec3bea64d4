"""What the commands of `drafting library` share: the open library, options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from drafting.app.settings import find_settings
from drafting.errors import SettingsError

if TYPE_CHECKING:
    from drafting.library.library import Library

kind_option = click.option(
    "--kind", type=click.Choice(("preambular", "operative", "item", "text")), help="Only paragraphs of this kind."
)
organ_option = click.option("--organ", metavar="WORDS", help="Only texts of this organ.")
limit_option = click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)
drafts_option = click.option("--drafts", is_flag=True, help="Drafts too, not only adopted texts.")


@contextmanager
def opened(path: str | None, *, create: bool = False) -> Iterator[Library]:
    """The library of the option, the settings or the user's own; closed at the end. Raises LibraryError."""
    from drafting.library import open_library

    with open_library(path or find_settings().library or None, create=create) as library:
        yield library


def period(years: str | None) -> tuple[int | None, int | None] | None:
    """ "2019-2024", "2019-", "-2024" or "2021" as the first and the last year."""
    if years is None:
        return None
    first, dash, last = years.strip().partition("-")
    try:
        start, end = (int(first) if first else None), (int(last) if last else None)
    except ValueError as error:
        raise SettingsError(
            f"--years {years} means no years", "write --years 2019-2024, 2019-, -2024 or 2021"
        ) from error
    return (start, end) if dash else (start, start)
