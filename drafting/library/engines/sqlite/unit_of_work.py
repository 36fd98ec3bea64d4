"""One transaction of the SQLite store: documents and paragraphs put in, replaced, removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from operator import attrgetter

from drafting.library import analysis
from drafting.library.engines import Changes, Entry
from drafting.library.engines.sqlite.sql import DOCUMENT, PARAGRAPH, entries_where, json_list, placeholders
from drafting.library.models import Document, Paragraph
from drafting.library.opening_words import opening_words

INSERT_DOCUMENT = (
    f"INSERT INTO documents ({DOCUMENT}) VALUES ({placeholders(DOCUMENT)}) ON CONFLICT (digest) DO NOTHING"
)
INSERT_PARAGRAPH = (
    f"INSERT INTO paragraphs ({PARAGRAPH}) VALUES ({placeholders(PARAGRAPH)}) ON CONFLICT (key) DO NOTHING"
)
KNOWN = (
    "SELECT id, key, text, kind, number, section, reserved FROM paragraphs "
    "WHERE key IN (SELECT value FROM json_each(?))"
)
"""What a paragraph that is known by its key is compared in."""
_DOCUMENT_VALUES = attrgetter(*DOCUMENT.split(", "))


class SqliteUnitOfWork:
    """The unit-of-work protocol over a connection on which a transaction is open."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._added: dict[int, Entry] = {}
        self._removed: list[Entry] = []
        self._restated: list[bytes] = []
        self._last = 0
        """The last id of a paragraph in the table; 0 before the first one is put."""

    def free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while self._db.execute("SELECT 1 FROM documents WHERE name = ?", (name,)).fetchone():
            number += 1
            name = f"{wanted}~{number}"
        return name

    def put(self, document: Document, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
        document_id, position = self._document_id(document)
        wanted = {p.key: p for p in paragraphs}
        if not self._last:
            (self._last,) = self._db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()
        if not position:
            if self._insert(document_id, document, position, wanted.values()):
                return len(wanted), 0
            self._db.execute("DELETE FROM paragraphs WHERE document = ?", (document_id,))
        replaced = self._remove_changed(wanted)
        self._insert(document_id, document, position, wanted.values())
        return len(wanted) - replaced, replaced

    def _document_id(self, document: Document) -> tuple[int, int]:
        """The id of a document, inserted if it is new, and the last position taken in it."""
        inserted = self._db.execute(INSERT_DOCUMENT, _DOCUMENT_VALUES(document))
        if inserted.rowcount:
            return int(inserted.lastrowid or 0), 0
        found = self._db.execute(
            "SELECT d.id, coalesce(max(p.position), 0) FROM documents d LEFT JOIN paragraphs p ON p.document = d.id "
            "WHERE d.digest = ? GROUP BY d.id",
            (document.digest,),
        ).fetchone()
        return int(found[0]), int(found[1])

    def _insert(self, document_id: int, document: Document, position: int, wanted: Iterable[Paragraph]) -> bool:
        """Insert paragraphs after a position in a document; False, and nothing to be indexed, when a key was known.

        Most paragraphs are new: asking for each key first would cost more than inserting.
        """
        entries = [
            Entry(arrival, document, _with_opening_words(p, document.language), analysis.words(p.text))
            for arrival, p in enumerate(wanted, self._last + 1)
        ]
        inserted = self._db.executemany(
            INSERT_PARAGRAPH,
            (
                (
                    arrival, document_id, p.key, position + n, p.kind, p.number, "\n".join(p.section) or None,
                    p.opening or None, p.class_, " ".join(p.reserved) or None, p.text, p.addressee or None,
                    analysis.word_hash(words),
                )
                for n, (arrival, _, p, words) in enumerate(entries, 1)
            ),
        )  # fmt: skip
        if inserted.rowcount < len(entries):
            return not entries
        self._last += len(entries)
        self._added.update((entry.arrival, entry) for entry in entries)
        return True

    def _remove_changed(self, wanted: dict[str, Paragraph]) -> int:
        """Drop from `wanted` what is known and unchanged, and from the store what is known and changed → how many."""
        changed = []
        for row, key, *known in self._db.execute(KNOWN, (json_list(wanted),)).fetchall():
            p = wanted[key]
            if known == [p.text, p.kind, p.number, "\n".join(p.section) or None, " ".join(p.reserved) or None]:
                del wanted[key]
            else:
                changed.append((row,))
        if changed:
            rows = json_list(row for (row,) in changed)
            self._remove_entries(entries_where(self._db, "p.id IN (SELECT value FROM json_each(?))", rows))
            self._db.executemany("DELETE FROM paragraphs WHERE id = ?", changed)
        return len(changed)

    def _remove_entries(self, entries: Iterable[Entry]) -> None:
        self._removed += [entry for entry in entries if self._added.pop(entry.arrival, None) is None]

    def remove(self, *, digest: bytes | None = None, path: str | None = None) -> int:
        documents = self._db.execute("SELECT id FROM documents WHERE digest = ? OR path = ?", (digest, path)).fetchall()
        for (document,) in documents:
            self._remove_entries(entries_where(self._db, "p.document = ?", document))
            self._db.execute("DELETE FROM documents WHERE id = ?", (document,))
        return len(documents)

    def set_status(self, digest: bytes, status: str) -> None:
        self._db.execute("UPDATE documents SET status = ? WHERE digest = ?", (status, digest))
        self._restated.append(digest)

    def changes(self) -> Changes:
        restated = self._db.execute(
            f"SELECT {DOCUMENT} FROM documents WHERE hex(digest) IN (SELECT value FROM json_each(?))",
            (json_list(digest.hex().upper() for digest in self._restated),),
        ) if self._restated else ()  # fmt: skip
        return Changes(tuple(self._added.values()), tuple(self._removed), tuple(Document(*row) for row in restated))


def _with_opening_words(paragraph: Paragraph, language: str) -> Paragraph:
    if paragraph.class_ is not None:
        return paragraph
    opening, class_, addressee = opening_words(paragraph.text, language)
    return Paragraph(
        paragraph.key, paragraph.text, paragraph.kind, paragraph.number, paragraph.section, opening, class_,
        paragraph.reserved, paragraph.position, addressee,
    )  # fmt: skip
