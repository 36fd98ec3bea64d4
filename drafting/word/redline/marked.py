"""Two sources, Word or not, to one comparison and one marked-up document: what the command line calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from drafting.compare import Comparison, compare
from drafting.errors import require_choice
from drafting.model.resolution import Note, Resolution
from drafting.ooxml.package import Package
from drafting.word.build.house_styles import HOUSES
from drafting.word.redline import Redlined, redline


@dataclass(frozen=True, slots=True)
class Source:
    """One side: what was read and, where it was read from a Word file, that file's package (None: any other format).

    The resolution must have been read from this very package: its origins point into it.
    """

    resolution: Resolution
    package: Package | None = None


def flattened(package: Package, side: str) -> tuple[Package, Note | None]:
    """A copy with everybody's tracked changes accepted, and the sentence that says so; None where there were none.

    `side`: what the sentence calls the document ("the old document").
    """
    from drafting.ooxml.revisions.elements import tracked
    from drafting.ooxml.revisions.resolve_package import resolve_package
    from drafting.ooxml.story import stories

    found = [change for part in stories(package) for change in tracked(package.xml(part))]
    if not found:
        return package, None
    copy = package.copy()
    resolve_package(copy, True)
    authors = ", ".join(sorted({change.author for change in found if change.author})) or "unnamed authors"
    said = f"{len(found)} tracked changes of {side} by {authors} were accepted before comparing (--flatten)"
    return copy, Note("flattened", said, severity="warning")


def mark_up(
    old: Source,
    new: Source,
    *,
    author: str,
    date: str,
    moves: Literal["native", "plain"] = "native",
    house: str = "oas",
    language: str | None = None,
    explained: bool = True,
    begins: Callable[[str], None] = lambda step: None,
) -> tuple[Comparison, Redlined]:
    """Compare two sources once and write the comparison as tracked changes (rules 10 and 11 of the house).

    A side that is not Word is built on `house` first. Where one side is a Word file and the other is not, their looks
    have nothing to say to one another and formatting is not marked. `author` and `date` (ISO 8601) sign every change.
    Comments of ours are in `language`, or else in the language of the texts. `explained=False` leaves
    out what the changes mean: nothing in the Word file shows it. `begins` is called before each step with its name,
    "pairing" and "marking". Raises SettingsError for an unknown house or unknown `moves`.
    """
    require_choice("moves", moves, ("native", "plain"))
    require_choice("house", house, HOUSES)
    mixed = (old.package is None) != (new.package is None)
    old_package, old_resolution = _package(old, house, language)
    new_package, new_resolution = _package(new, house, language)
    begins("pairing")
    comparison = compare(old_resolution, new_resolution, explained=explained)
    begins("marking")
    marked = redline(
        old_package,
        new_package,
        comparison,
        author=author,
        date=date,
        moves=moves,
        formatting=not mixed,
        language=language or new_resolution.language or old_resolution.language,
    )
    return comparison, marked


def _package(side: Source, house: str, language: str | None) -> tuple[Package, Resolution]:
    if side.package is not None:
        return side.package, side.resolution
    from drafting.word.build import build_package

    built = build_package(side.resolution, house=house, language=language)
    return built.package, built.resolution
