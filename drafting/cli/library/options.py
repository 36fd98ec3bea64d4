"""Options that the commands of `drafting library` share."""

from __future__ import annotations

import click

from drafting.app.library.hits import PARAGRAPH_KINDS
from drafting.errors import SettingsError

kind_option = click.option("--kind", type=click.Choice(PARAGRAPH_KINDS), help="Only paragraphs of this kind.")
organ_option = click.option("--organ", metavar="WORDS", help="Only texts of this organ.")
limit_option = click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)
drafts_option = click.option("--drafts", is_flag=True, help="Drafts too, not only adopted texts.")


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
