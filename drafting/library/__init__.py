"""The precedent library: past paragraphs in one SQLite file, found by words, by likeness and word for word."""

from __future__ import annotations

import os
import sqlite3
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.library.library import Library

__all__ = ["open_library", "default_path"]


def default_path() -> Path:
    """Where the library lies unless told: `DRAFTING_LIBRARY`, else the user's data folder."""
    if told := os.environ.get("DRAFTING_LIBRARY"):
        return Path(told).expanduser()
    from platformdirs import user_data_path

    return user_data_path("drafting-toolkit", appauthor=False) / "library.sqlite"


def open_library(path: str | PathLike[str] | None = None, *, create: bool = True) -> Library:
    """Open a library, making it where there is none (unless `create` is False). ":memory:" keeps it in memory.

    Raises LibraryError, with advice, for a folder, an empty or foreign or damaged file, a file of a newer version.
    """
    from drafting.library.engines.sqlite import SqliteEngine
    from drafting.library.engines.sqlite.schema import explained
    from drafting.library.library import Library

    place = None if path == ":memory:" else Path(path) if path is not None else default_path()
    try:
        return Library(SqliteEngine(place, create=create), place)
    except sqlite3.Error as error:
        raise explained(error, place) from error
