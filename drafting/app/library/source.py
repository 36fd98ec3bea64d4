"""The library a task works on: one that is open, a path, or the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from drafting.errors import LibraryError

if TYPE_CHECKING:
    from drafting.library.library import Library

LibrarySource: TypeAlias = "Library | str | os.PathLike[str] | None"
"""An open library, the path of one, or None: that of DRAFTING_LIBRARY, else the one in the user's data folder."""


def library_path(path: str | os.PathLike[str] | None) -> str | None:
    """The path of a library as text; None stays None. Raises LibraryError for anything that is no path."""
    if path is None:
        return None
    try:
        name = os.fspath(path)
    except TypeError:
        name = None
    if not isinstance(name, str) or "\0" in name:
        given = repr(path) if isinstance(path, str) else type(path).__name__
        raise LibraryError(f"{given} given where the path of a library is needed", "give the path as text")
    return name


@contextmanager
def open_source(library: LibrarySource, *, create: bool = False) -> Iterator[Library]:
    """The library of a task. One that was open stays open; one that was opened here is closed at the end.

    Raises LibraryError when it cannot be opened, and where there is none unless `create`.
    """
    from drafting.library import open_library
    from drafting.library.library import Library

    if isinstance(library, Library):
        yield library
        return
    with open_library(library_path(library), create=create) as opened:
        yield opened


@contextmanager
def open_if_there(library: LibrarySource) -> Iterator[Library | None]:
    """As `open_source`, but None where no library was named and the user has none yet."""
    from drafting.library import default_path

    if library is None and not Path(default_path()).exists():
        yield None
        return
    with open_source(library) as opened:
        yield opened
