"""The library file opened: made where there is none, refused in one line when it is no library.

Write-ahead logging: readers never wait for a writer, a killed process loses no finished transaction, and the extra
files vanish when the last connection closes. Where the file system cannot do it (network shares) SQLite keeps its
rollback journal, which is as safe and only slower.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from drafting.errors import LibraryError
from drafting.library.engines.sqlite.schema import APPLICATION, bring_up_to_date, migrations

WAIT = 60.0
"""Seconds a writer waits for another writer's transaction."""
Reopen: TypeAlias = Callable[[], sqlite3.Connection]

_MAGIC = b"SQLite format 3\0"


def connect(path: Path | None, *, create: bool = True) -> tuple[sqlite3.Connection, Reopen | None]:
    """A connection to an up-to-date library (None: a new one in memory) and the function that opens another one.

    None instead of that function where there is only this connection. Raises LibraryError with advice.
    """
    if path is None:
        connection = _connected(":memory:")
        bring_up_to_date(connection)
        return connection, None
    if "\0" in str(path):
        raise LibraryError(f"{str(path)!r} is no path of a file", "give the path of a library")
    _refuse_other_files(path, create)
    try:
        if not path.exists():
            _make(path)
        connection = _open(path)
    except sqlite3.DatabaseError as error:
        raise explain_error(error, path) from error
    except OSError as error:
        raise LibraryError(
            f"cannot make the library {path}: {error.strerror}", "choose another place with --library PATH"
        ) from error
    try:
        _refuse_other_formats(connection, path)
        try:
            bring_up_to_date(connection)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
            return _private_copy(connection), None
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explain_error(error, path) from error
    except LibraryError:
        connection.close()
        raise
    return connection, partial(_open, path)


def _private_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """An up-to-date copy, in a temporary file, of a library of an older format that cannot be written.

    Answers from the old format could be wrong. The copy refuses to be written and is gone when it is closed.
    """
    copy = _connected("")
    connection.backup(copy)
    connection.close()
    bring_up_to_date(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy


def _refuse_other_formats(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    newest = migrations()[-1][0]
    if application != APPLICATION:
        raise LibraryError(f"{path} is an SQLite file of another program", "give the path of a precedent library")
    if version > newest:
        raise LibraryError(
            f"the library {path} was made by a newer version (format {version}, this one knows {newest})",
            "install the newer version of the toolkit, or use another library",
        )


def _refuse_other_files(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise LibraryError(
                f"{path} is a folder, not a library", f"give a file, for example {path / 'library.sqlite'}"
            )
        if not path.exists():
            if not create:
                raise LibraryError(f"there is no library at {path}", "make one: drafting library add PATH")
            return
        if not path.is_file():
            raise LibraryError(f"{path} is not a file", "give the path of a library")
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise LibraryError(
            f"the library {path} cannot be opened: {error.strerror}", "check the path and its permissions"
        ) from error
    if not head:
        raise LibraryError(
            f"the library {path} is empty (0 bytes)", "delete it, or restore a copy; library add makes a new one"
        )
    if head != _MAGIC:
        raise LibraryError(f"{path} is not a precedent library", "give the path of a library, or of a file to be made")


def _make(path: Path) -> None:
    """A new library appears whole or not at all, also when two programs make it at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        bring_up_to_date(connection)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            fresh.replace(path)
    fresh.unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    address = path.resolve().as_uri()
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    modes = ("?mode=rw",) if writable else ("?mode=ro", "?immutable=1")
    for mode in modes:
        connection = _connected(address + mode)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if mode == modes[-1]:
                raise
        except sqlite3.DatabaseError:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("unreachable")


def _connected(address: str) -> sqlite3.Connection:
    """A connection that one thread after another may use; transactions are begun and ended by us."""
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT, check_same_thread=False)
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -262144", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def explain_error(error: sqlite3.Error, path: Path | None) -> LibraryError:
    """An SQLite error as one line and a hint for people; `path` is None in memory."""
    name, text = path or "in memory", str(error)
    if "not a database" in text:
        return LibraryError(f"{name} is not a precedent library", "give the path of a library, or of a file to be made")
    if "locked" in text or "busy" in text:
        return LibraryError(f"the library {name} is being written by another program", "try again when it has finished")
    if "readonly" in text or "read-only" in text:
        return LibraryError(f"the library {name} cannot be written", "copy it to a folder of your own")
    if "full" in text:
        return LibraryError(f"no space left for the library {name}", "make room on the disk and try again")
    if "malformed" in text or "corrupt" in text:
        return LibraryError(f"the library {name} is damaged", "restore a copy, or make it anew with library add")
    return LibraryError(
        f"the library {name} cannot be used: {text}", "check the path and the permissions of its folder"
    )
