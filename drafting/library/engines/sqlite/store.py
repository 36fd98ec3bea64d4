"""What the SQLite engine keeps: documents and paragraphs put in, changed, taken out, each transaction whole or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from drafting.library import analysis
from drafting.library.engines.sqlite.indexes import Indexes
from drafting.library.engines.sqlite.schema import connect, nested, transaction
from drafting.library.engines.sqlite.sql import (
    DOCUMENT,
    HIT,
    PARAGRAPH,
    RESERVED,
    chunks,
    hit_of,
    json_list,
    marks,
)
from drafting.library.models import Document, Hit, Paragraph
from drafting.library.opening_words import opening_words

CHUNK = 400
"""Rows looked up at once."""
INSERT_DOCUMENT = f"INSERT INTO documents ({DOCUMENT}) VALUES ({marks(DOCUMENT)}) ON CONFLICT (digest) DO NOTHING"
INSERT_PARAGRAPH = f"INSERT INTO paragraphs ({PARAGRAPH}) VALUES ({marks(PARAGRAPH)}) ON CONFLICT (key) DO NOTHING"
_VALUES = attrgetter(*DOCUMENT.split(", "))


class Keeping:
    """One SQLite file of documents and paragraphs (`path` None: in memory), and its indexes kept in step."""

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self.path = path
        self._db = connect(path, create=create)
        self._indexes = Indexes(self._db)
        self._rehearsing = False
        self._last = 0  # the last row taken in this transaction, 0 where nobody looked yet

    @contextmanager
    def writing(self) -> Iterator[None]:
        begin = nested if self._rehearsing else transaction
        self._last = 0
        try:
            with begin(self._db):
                yield
                self._indexes.flush()
        finally:
            self._indexes.drop()

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        self._rehearsing = True
        try:
            yield
        finally:
            self._rehearsing = False
            self._db.execute("ROLLBACK")

    def document(self, digest: bytes) -> Document | None:
        row = self._db.execute(f"SELECT {DOCUMENT} FROM documents WHERE digest = ?", (digest,)).fetchone()
        return Document(*row) if row else None

    def put(self, document: Document, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
        document_id, place = self._document_id(document)
        wanted = {p.key: p for p in paragraphs}
        if not self._last:
            (self._last,) = self._db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()
        if not place:
            if self._insert(document_id, place, wanted, document.language):
                return len(wanted), 0
            self._db.execute("DELETE FROM paragraphs WHERE document = ?", (document_id,))
        replaced = self._forget_changed(wanted)
        self._insert(document_id, place, wanted, document.language)
        return len(wanted) - replaced, replaced

    def _insert(self, document: int, place: int, wanted: dict[str, Paragraph], language: str) -> bool:
        """Write and index paragraphs behind a place in a document; False, and nothing indexed, when a key was known.

        Most paragraphs are new: asking for each key first would cost more than writing.
        """
        rows = list(enumerate(wanted.values(), self._last + 1))
        words = [analysis.words(p.text) for p in wanted.values()]
        read_all = [
            opening_words(p.text, language) if p.class_ is None else (p.opening, p.class_, p.addressee)
            for p in wanted.values()
        ]
        written = self._db.executemany(
            INSERT_PARAGRAPH,
            (
                (row, document, p.key, place + n, p.kind, p.number, "\n".join(p.section) or None, read[0] or None,
                 read[1], " ".join(p.reserved) or None, p.text, read[2] or None, analysis.same(found))
                for n, ((row, p), found, read) in enumerate(zip(rows, words, read_all, strict=True), 1)
            ),
        )  # fmt: skip
        if written.rowcount < len(rows):
            return not rows
        self._last += len(rows)
        for (row, _), found in zip(rows, words, strict=True):
            self._indexes.add(row, found, language)
        return True

    def _document_id(self, document: Document) -> tuple[int, int]:
        """The number of a document, put in where it is new, and the last position taken in it."""
        inserted = self._db.execute(INSERT_DOCUMENT, _VALUES(document))
        if inserted.rowcount:
            return int(inserted.lastrowid or 0), 0
        found = self._db.execute(
            "SELECT d.id, coalesce(max(p.position), 0) FROM documents d LEFT JOIN paragraphs p ON p.document = d.id "
            "WHERE d.digest = ? GROUP BY d.id",
            (document.digest,),
        ).fetchone()
        return int(found[0]), int(found[1])

    def _forget_changed(self, wanted: dict[str, Paragraph]) -> int:
        """Take out of `wanted` what is known and unchanged, and out of the file what is known and changed."""
        changed = []
        for row, hit in self._known(wanted):
            paragraph = wanted[hit.id]
            known = (hit.text, hit.kind, hit.number, hit.section, hit.reserved)
            if known == (paragraph.text, paragraph.kind, paragraph.number, paragraph.section, paragraph.reserved):
                del wanted[hit.id]
            else:
                changed.append((row, hit.text, hit.language))
        self._indexes.forget(changed)
        return len(changed)

    def _known(self, keys: Iterable[str]) -> Iterator[tuple[int, Hit]]:
        found = self._db.execute(
            "SELECT id FROM paragraphs WHERE key IN (SELECT value FROM json_each(?))", (json_list(keys),)
        ).fetchall()
        return iter(self.get(row for (row,) in found).items())

    def named(self, name: str) -> list[Document]:
        return [
            Document(*row)
            for row in self._db.execute(
                f"SELECT {DOCUMENT} FROM documents WHERE ? IN (name, symbol, path, source) ORDER BY id", (name,)
            )
        ]

    def reserved_by(self, state: str) -> list[Document]:
        theirs = f"SELECT document FROM paragraphs p WHERE {RESERVED}"
        wanted = f"SELECT {DOCUMENT} FROM documents WHERE id IN ({theirs}) ORDER BY id"
        return [Document(*row) for row in self._db.execute(wanted, (state,))]

    def remove(self, *, digest: bytes | None = None, path: str | None = None) -> int:
        documents = self._db.execute(
            "SELECT id, language FROM documents WHERE digest = ? OR path = ?", (digest, path)
        ).fetchall()
        for document, language in documents:
            rows = self._db.execute("SELECT id, text FROM paragraphs WHERE document = ?", (document,)).fetchall()
            self._indexes.forget([(row, text, language) for row, text in rows])
            self._db.execute("DELETE FROM documents WHERE id = ?", (document,))
        return len(documents)

    def adopt(self, digest: bytes, status: str) -> None:
        self._db.execute("UPDATE documents SET status = ? WHERE digest = ?", (status, digest))

    def free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while self._db.execute("SELECT 1 FROM documents WHERE name = ?", (name,)).fetchone():
            number += 1
            name = f"{wanted}~{number}"
        return name

    def get(self, rows: Iterable[int]) -> dict[int, Hit]:
        found = {}
        for chunk in chunks(list(rows), CHUNK):
            for record in self._db.execute(HIT, (json.dumps(list(chunk)),)):
                found[record[0]] = hit_of(record)
        return found

    def everything(self) -> Iterator[Hit]:
        rows = self._db.execute("SELECT id FROM paragraphs ORDER BY document, position").fetchall()
        for chunk in chunks([row for (row,) in rows], CHUNK):
            found = self.get(chunk)
            yield from (found[row] for row in chunk if row in found)

    def settle(self) -> None:
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def faults(self) -> list[str]:
        return self._indexes.faults()

    def rebuild(self) -> None:
        with self.writing():
            self._indexes.rebuild()

    def close(self) -> None:
        self._db.close()
