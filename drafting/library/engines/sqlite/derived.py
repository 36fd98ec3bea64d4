"""What the SQLite store keeps beside the texts and symbols and can compute again: hashes, opening words, works."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from drafting.library import analysis
from drafting.library.engines import Entry
from drafting.library.engines.sqlite.sql import all_entries
from drafting.library.opening_words import opening_words, with_reader_opening, work_of

STEP = 5_000
"""Paragraphs written at once."""


def rederive(db: sqlite3.Connection) -> None:
    """Compute everything derived again, inside a transaction."""
    for batch in _batches(db):
        db.executemany(
            "UPDATE paragraphs SET same = ? WHERE id = ?", ((analysis.word_hash(e.words), e.arrival) for e in batch)
        )
        _reread(db, batch)
    symbols = db.execute("SELECT id, symbol FROM documents").fetchall()
    db.executemany("UPDATE documents SET work = ?, revision = ? WHERE id = ?", ((*work_of(s), n) for n, s in symbols))


def reread_opening_words(db: sqlite3.Connection) -> None:
    """Compute opening words, their class and the addressee of every paragraph, inside a transaction."""
    for batch in _batches(db):
        _reread(db, batch)


def _batches(db: sqlite3.Connection) -> Iterator[list[Entry]]:
    entries = all_entries(db)
    while batch := list(islice(entries, STEP)):
        yield batch


def _reread(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Paragraphs of documents that were read from a file keep the opening words that the reader found: an item has
    those of its chapeau."""
    found = []
    for arrival, document, paragraph, _ in entries:
        read = opening_words(paragraph.text, document.language)
        kept = paragraph.opening if document.path is not None else ""
        found.append((*with_reader_opening(read, kept, document.language), arrival))
    db.executemany("UPDATE paragraphs SET opening = ?, class = ?, addressee = ? WHERE id = ?", found)
