"""The schema of a library file: brought up to date by numbered SQL migrations; transactions."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from drafting.library.analysis import VERSION

APPLICATION = 0x44524654
"""Marks the file as ours ("DRFT"; the `application_id` of the SQLite file format)."""
MIGRATIONS = Path(__file__).parent / "migrations"
READ_WHEN_ADDED = 4
"""From this format on every paragraph has its opening words."""


def migrations() -> list[tuple[int, str]]:
    """The migrations shipped with this version, in order: number, SQL."""
    return sorted((int(f.name[:3]), f.read_text(encoding="utf-8")) for f in MIGRATIONS.glob("[0-9][0-9][0-9]_*.sql"))


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the migrations that are missing and make the indexes anew if the analysis changed, in one transaction."""
    if _is_up_to_date(connection):
        return
    from drafting.library.engines.sqlite import index_tables
    from drafting.library.engines.sqlite.derived import rederive, reread_opening_words
    from drafting.library.engines.sqlite.sql import all_entries
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
            rederive(connection)
            index_tables.rebuild(connection, all_entries(connection))
        elif version < READ_WHEN_ADDED:
            reread_opening_words(connection)


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
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside comes from one state of the file; part of a transaction that is already open."""
    begin = not connection.in_transaction
    if begin:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if begin and connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def nested(connection: sqlite3.Connection) -> Iterator[None]:
    """As `transaction`, inside one that is already open."""
    connection.execute("SAVEPOINT part")
    try:
        yield
        connection.execute("RELEASE part")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
