"""Connections to one library, shared by threads: each operation has one to itself for as long as it lasts."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafting.errors import LibraryError
from drafting.library.engines.sqlite.open_file import Reopen, explain_error

IDLE = 4
"""Connections kept open while nothing uses them; each may cache up to 256 MB of the file. Judged, not measured."""


class Connections:
    """Lends connections to operations. A thread that asks again during an operation gets the same connection.

    `reopen` opens further connections to the same library. Where it is None (in memory, private copies) there is one
    connection, and an operation waits until it is free: readers then wait for writers.
    """

    def __init__(self, first: sqlite3.Connection, reopen: Reopen | None, *, path: Path | None) -> None:
        self.path = path
        self._idle = [first]
        self._reopen = reopen
        self._lent = 0
        self._closed = False
        self._changed = threading.Condition()
        self._of_thread = threading.local()

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """A connection for the time of the block. Errors of SQLite become LibraryError."""
        own: sqlite3.Connection | None = getattr(self._of_thread, "connection", None)
        try:
            if own is not None:
                yield own
                return
            own = self._of_thread.connection = self._take()
            try:
                yield own
            finally:
                self._of_thread.connection = None
                self._give_back(own)
        except sqlite3.Error as error:
            raise explain_error(error, self.path) from error

    def _take(self) -> sqlite3.Connection:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._idle or self._reopen)
            if self._closed:
                raise LibraryError(f"the library {self.path or 'in memory'} is closed", "open it again")
            self._lent += 1
            if self._idle:
                return self._idle.pop()
        try:
            assert self._reopen is not None
            return self._reopen()
        except BaseException:
            with self._changed:
                self._lent -= 1
                self._changed.notify_all()
            raise

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._changed:
            self._lent -= 1
            if self._closed or len(self._idle) >= IDLE:
                connection.close()
            else:
                self._idle.append(connection)
            self._changed.notify_all()

    def close(self) -> None:
        """Close every connection, those in use by other threads as soon as their operations end; waits for that."""
        own = getattr(self._of_thread, "connection", None) is not None
        with self._changed:
            self._closed = True
            while self._idle:
                self._idle.pop().close()
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._lent <= own)
