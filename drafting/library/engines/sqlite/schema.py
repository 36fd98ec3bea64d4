"""The library file: made, opened, brought up to date by numbered SQL migrations, refused in one line when it is none.

Write-ahead logging: readers never wait for a writer, a killed process loses no finished transaction, and the extra
files vanish when the last connection closes. Where the file system cannot do it (network shares) SQLite keeps its
rollback journal, which is as safe and only slower.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from drafting.errors import LibraryError
from drafting.library.analysis import VERSION

APPLICATION = 0x44524654
"""Marks the file as ours ("DRFT"; the `application_id` of the SQLite file format)."""
MIGRATIONS = Path(__file__).parent / "migrations"
READ_WHEN_ADDED = 4
"""From this format on every paragraph has its opening words."""
WAIT = 60.0
"""Seconds a writer waits for another writer's transaction."""

_MAGIC = b"SQLite format 3\0"


def migrations() -> list[tuple[int, str]]:
    """The migrations shipped with this version, in order: number, SQL."""
    return sorted((int(f.name[:3]), f.read_text(encoding="utf-8")) for f in MIGRATIONS.glob("[0-9][0-9][0-9]_*.sql"))


def connect(path: Path | None, *, create: bool = True) -> sqlite3.Connection:
    """An open, up-to-date library; None is one in memory. Raises LibraryError with advice."""
    if path is None:
        connection = _tuned(sqlite3.connect(":memory:", isolation_level=None))
        bring_up_to_date(connection)
        return connection
    if "\0" in str(path):
        raise LibraryError(f"{str(path)!r} is no path of a file", "give the path of a library")
    _refuse_no_library(path, create)
    try:
        if not path.exists():
            _make(path)
        connection = _open(path)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    except OSError as error:
        raise LibraryError(
            f"cannot make the library {path}: {error.strerror}", "choose another place with --library PATH"
        ) from error
    try:
        _refuse_foreign(connection, path)
        try:
            bring_up_to_date(connection)
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise
            return _private_copy(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise explained(error, path) from error
    except LibraryError:
        connection.close()
        raise
    return connection


def _private_copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    """An up-to-date copy, in a temporary file, of a library of an older format that cannot be written.

    Answers from the old format could be wrong. The copy refuses to be written and is gone when it is closed.
    """
    copy = _tuned(sqlite3.connect("", isolation_level=None))
    connection.backup(copy)
    connection.close()
    bring_up_to_date(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy


def explained(error: sqlite3.Error, path: Path | None) -> LibraryError:
    """An SQLite error in the words of a person."""
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


def _refuse_no_library(path: Path, create: bool) -> None:
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
        connection = sqlite3.connect(address + mode, uri=True, isolation_level=None, timeout=WAIT)
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
            return _tuned(connection)
    raise AssertionError("unreachable")


def _tuned(connection: sqlite3.Connection) -> sqlite3.Connection:
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -262144", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
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


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the migrations that are missing and make the indexes anew if the analysis changed, in one transaction."""
    if _is_up_to_date(connection):
        return
    from drafting.library.engines.sqlite.indexes import Indexes
    from drafting.library.from_resolution import corrected_year

    connection.create_function("corrected_year", 2, corrected_year, deterministic=True)
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number, sql in migrations():
            if number > version:
                for statement in _statements(sql):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        if not version:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("INSERT INTO meta VALUES ('analysis', ?)", (VERSION,))
        elif _analysis(connection) != VERSION:
            Indexes(connection).rebuild()
        elif version < READ_WHEN_ADDED:
            Indexes(connection).reread_opening_words()


def _is_up_to_date(connection: sqlite3.Connection) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == migrations()[-1][0] and _analysis(connection) == VERSION)


def _analysis(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'analysis'").fetchone()
    return row[0] if row else None


def _statements(sql: str) -> Iterator[str]:
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is kept together or not at all, also on Ctrl-C."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def nested(connection: sqlite3.Connection) -> Iterator[None]:
    """The same inside a transaction that is already open."""
    connection.execute("SAVEPOINT part")
    try:
        yield
        connection.execute("RELEASE part")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
