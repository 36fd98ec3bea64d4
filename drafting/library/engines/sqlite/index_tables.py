"""The index tables of a SQLite library: entries added, removed, checked against the paragraphs, made anew.

`stems` and `prints` are FTS5 tables without content; `stems_frequency` counts the paragraphs of each stem.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from drafting.library import analysis
from drafting.library.engines import Entry

STEP = 5_000
"""Entries indexed at once when the index is made anew: each small addition costs FTS5 a merge."""


def add_entries(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Index paragraphs."""
    tokens = [analysis.stem(entry.words, entry.document.language) for entry in entries]
    frequency = Counter(chain.from_iterable(map(set, tokens)))
    stems = ((entry.arrival, " ".join(found)) for entry, found in zip(entries, tokens, strict=True))
    prints = ((entry.arrival, " ".join(sorted(analysis.prints(entry.words)))) for entry in entries)
    db.executemany("INSERT INTO stems (rowid, tokens) VALUES (?, ?)", stems)
    db.executemany("INSERT INTO prints (rowid, tokens) VALUES (?, ?)", prints)
    db.executemany(
        "INSERT INTO stems_frequency VALUES (?, ?) "
        "ON CONFLICT (token) DO UPDATE SET paragraphs = paragraphs + excluded.paragraphs",
        sorted(frequency.items()),
    )


def remove_entries(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    """Take paragraphs out of the index."""
    if not entries:
        return
    frequency: Counter[str] = Counter()
    for arrival, document, _, words in entries:
        tokens = analysis.stem(words, document.language)
        frequency.update(set(tokens))
        for table, held in (("stems", tokens), ("prints", sorted(analysis.prints(words)))):
            db.execute(
                f"INSERT INTO {table} ({table}, rowid, tokens) VALUES ('delete', ?, ?)", (arrival, " ".join(held))
            )
    db.executemany(
        "UPDATE stems_frequency SET paragraphs = paragraphs - ? WHERE token = ?",
        ((n, token) for token, n in sorted(frequency.items())),
    )
    db.execute("DELETE FROM stems_frequency WHERE paragraphs < 1")


def rebuild(db: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Make the index anew from these entries."""
    for table in ("stems", "prints"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    db.execute("DELETE FROM stems_frequency")
    remaining = iter(entries)
    while batch := list(islice(remaining, STEP)):
        add_entries(db, batch)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('analysis', ?)", (analysis.VERSION,))


def faults(db: sqlite3.Connection, entries: Iterable[Entry]) -> list[str]:
    """What is wrong with the index, in words; an empty list when it holds exactly what these entries say."""
    found = _miscounted(db, entries)
    for table in ("stems", "prints"):
        try:
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            found.append(f"the index of {table} is damaged: {error}")
    return found


def _miscounted(db: sqlite3.Connection, entries: Iterable[Entry]) -> list[str]:
    counted: Counter[str] = Counter()
    prints = 0
    for _, document, _, words in entries:
        counted.update(set(analysis.stem(words, document.language)))
        prints += len(analysis.prints(words))
    known = dict(db.execute("SELECT token, paragraphs FROM stems_frequency").fetchall())
    found = ["the frequencies of the words are not those of the texts"] if known != dict(counted) else []
    for table, wanted in (("stems", counted.total()), ("prints", prints)):
        db.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_held USING fts5vocab (main, {table}, row)")
        (held,) = db.execute(f"SELECT coalesce(sum(doc), 0) FROM temp.{table}_held").fetchone()
        if held != wanted:
            found.append(f"the index of {table} holds {held} entries, the texts {wanted}")
    return found
