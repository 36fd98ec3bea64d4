"""The default engine: documents, paragraphs and both indexes in one SQLite file."""

from __future__ import annotations

from pathlib import Path

from drafting.library.engines import Engine
from drafting.library.engines.sqlite.connections import Connections
from drafting.library.engines.sqlite.index import SqliteIndex
from drafting.library.engines.sqlite.open_file import connect
from drafting.library.engines.sqlite.store import SqliteStore


def open_engine(path: Path | None, *, create: bool = True) -> Engine:
    """The engine over this file, or over a new library in memory (None).

    Raises LibraryError, with advice, for a file that is not a library or cannot be opened.
    """
    connections = Connections(*connect(path, create=create), path=path)
    return Engine(SqliteStore(connections), SqliteIndex(connections))
