"""The precedent library: past paragraphs in one file, found by words, by similarity and word for word."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.library.library import Library

__all__ = ["open_library", "default_path"]


def default_path() -> Path:
    """The library that is opened by default: that of the environment variable `DRAFTING_LIBRARY`, else a file in the
    user's data folder."""
    if given := os.environ.get("DRAFTING_LIBRARY"):
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("drafting-toolkit", appauthor=False) / "library.sqlite"


def open_library(path: str | PathLike[str] | None = None, *, create: bool = True) -> Library:
    """Open a library, and make it if there is none and `create` is True. ":memory:" keeps it in memory.

    Raises LibraryError, with advice, for a folder, an empty, foreign or damaged file, and a file of a newer version. A
    library of an older format is brought up to date; one that cannot be written is read from a temporary copy.
    """
    from drafting.library.engines.sqlite import open_engine
    from drafting.library.library import Library

    file = None if path == ":memory:" else Path(path) if path is not None else default_path()
    return Library(open_engine(file, create=create))
