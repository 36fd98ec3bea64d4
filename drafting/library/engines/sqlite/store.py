"""The SQLite store: documents and paragraphs looked up, and the transactions that change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from drafting.library.engines import Entry
from drafting.library.engines.sqlite.connections import Connections
from drafting.library.engines.sqlite.derived import rederive
from drafting.library.engines.sqlite.open_file import WAIT
from drafting.library.engines.sqlite.schema import nested, reading, transaction
from drafting.library.engines.sqlite.sql import (
    COUNT,
    DOCUMENT,
    HIT,
    LANGUAGES,
    RESERVED,
    all_entries,
    chunks,
    hit_of,
    json_list,
    where_clause,
)
from drafting.library.engines.sqlite.unit_of_work import SqliteUnitOfWork
from drafting.library.models import DRAFT, Document, Filters, Hit, Stats

CHUNK = 400
"""Paragraphs fetched at once."""


class SqliteStore:
    """The store protocol over the connections of a SQLite library."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def place(self) -> str:
        return str(self._connections.path or "in memory")

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._connections.use() as db, reading(db):
            yield

    @contextmanager
    def writing(self) -> Iterator[SqliteUnitOfWork]:
        with self._connections.use() as db, nested(db) if db.in_transaction else transaction(db):
            yield SqliteUnitOfWork(db)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        with self._connections.use() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                db.execute("ROLLBACK")

    def document(self, digest: bytes) -> Document | None:
        return next(iter(self._documents("digest = ?", digest)), None)

    def documents_named(self, name: str) -> list[Document]:
        return self._documents("? IN (name, symbol, path, source) ORDER BY id", name)

    def documents_reserved_by(self, state: str) -> list[Document]:
        reserved = f"SELECT document FROM paragraphs p WHERE {RESERVED}"
        return self._documents(f"id IN ({reserved}) ORDER BY id", state)

    def versions_of(self, work: str) -> list[Document]:
        return self._documents("work = ? ORDER BY revision, language, id", work)

    def _documents(self, condition: str, value: str | bytes) -> list[Document]:
        with self._connections.use() as db:
            return [
                Document(*row) for row in db.execute(f"SELECT {DOCUMENT} FROM documents WHERE {condition}", (value,))
            ]

    def paragraphs(self, keys: Iterable[str]) -> dict[str, Hit]:
        found = [hit for chunk in chunks(list(keys), CHUNK) for hit in self._hits("p.key", chunk)]
        return {hit.id: hit for hit in sorted(found, key=lambda hit: hit.arrival)}

    def _hits(self, column: str, values: Iterable[str | int]) -> list[Hit]:
        with self._connections.use() as db:
            return [hit_of(row) for row in db.execute(HIT.format(column=column), (json_list(values),))]

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        with self._connections.use() as db:
            return dict(
                db.execute(
                    "SELECT p.key, p.text FROM json_each(?) j CROSS JOIN paragraphs p ON p.key = j.value ORDER BY p.id",
                    (json_list(keys),),
                ).fetchall()
            )

    def paragraphs_of(self, documents: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        found: dict[str, list[Hit]] = {}
        for chunk in chunks(list(dict.fromkeys(documents)), CHUNK):
            for hit in sorted(self._hits("d.name", chunk), key=lambda hit: hit.position):
                found.setdefault(hit.document, []).append(hit)
        return {name: tuple(hits) for name, hits in found.items()}

    def same_words(self, keys: Iterable[str], filters: Filters) -> dict[str, tuple[str, ...]]:
        where, values = where_clause(filters)
        found: dict[str, list[str]] = {}
        with self._connections.use() as db:
            for key, other in db.execute(
                "SELECT j.value, p.key FROM json_each(?) j CROSS JOIN paragraphs q ON q.key = j.value "
                "CROSS JOIN paragraphs p ON p.same = q.same CROSS JOIN documents d ON d.id = p.document "
                f"WHERE {where} ORDER BY p.id",
                (json_list(keys), *values),
            ):
                found.setdefault(key, []).append(other)
        return {key: tuple(others) for key, others in found.items()}

    def languages(self) -> tuple[str, ...]:
        with self._connections.use() as db:
            return tuple(name for (name,) in db.execute(LANGUAGES))

    def everything(self) -> Iterator[Hit]:
        with self._connections.use() as db:
            rows = [row for (row,) in db.execute("SELECT id FROM paragraphs ORDER BY document, position")]
        for chunk in chunks(rows, CHUNK):
            found = {hit.arrival: hit for hit in self._hits("p.id", chunk)}
            yield from (found[row] for row in chunk if row in found)

    def entries(self) -> Iterator[Entry]:
        with self._connections.use() as db:
            yield from all_entries(db)

    def stats(self) -> Stats:
        with self._connections.use() as db, reading(db):

            def one(sql: str) -> int:
                return int(db.execute(sql).fetchone()[0])

            def by(column: str) -> dict[Any, int]:
                return dict(db.execute(COUNT.format(column=column)).fetchall())

            return Stats(
                path=self._connections.path,
                size=one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
                documents=one("SELECT count(*) FROM documents"),
                drafts=one(f"SELECT count(*) FROM documents WHERE status = '{DRAFT}'"),
                paragraphs=one("SELECT count(*) FROM paragraphs"),
                languages=by("d.language"),
                organs=by("coalesce(d.organ, '')"),
                kinds=by("p.kind"),
                years=by("d.year"),
            )

    def rederive(self) -> None:
        with self._connections.use() as db:
            rederive(db)

    def faults(self) -> list[str]:
        with self._connections.use() as db:
            lines = db.execute("PRAGMA integrity_check(20)").fetchall()
            strays = db.execute("PRAGMA foreign_key_check").fetchall()
        found = [f"the file is damaged: {line}" for (line,) in lines if line != "ok"]
        return [*found, f"{len(strays)} paragraphs belong to no document"] if strays else found

    def compact(self) -> None:
        with self._connections.use() as db:
            db.execute("PRAGMA busy_timeout = 0")  # what readers hold back waits for the next time
            try:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                db.execute(f"PRAGMA busy_timeout = {WAIT * 1000:.0f}")

    def close(self) -> None:
        self._connections.close()
