"""The indexes of the SQLite file: what stands in them, kept in step with the rows, checked against them, made anew."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence

from drafting.library import analysis
from drafting.library.opening_words import governed, opening_words, work_of

STEP = 5_000
"""Rows gone through at once when everything is made anew or checked."""


class Indexes:
    """Stems, fingerprints and frequencies over the paragraphs of one connection; written inside its transactions."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._waiting: list[tuple[int, list[str], str]] = []

    def add(self, row: int, words: list[str], language: str) -> None:
        """Remember a new row; `flush` writes it."""
        self._waiting.append((row, words, language))

    def drop(self) -> None:
        """Forget what was not written."""
        self._waiting.clear()

    def flush(self) -> None:
        """Write the waiting rows: together, because every small addition costs FTS5 a merge."""
        frequency: Counter[str] = Counter()
        stems, prints = [], []
        for row, words, language in self._waiting:
            tokens = analysis.stem(words, language)
            frequency.update(set(tokens))
            stems.append((row, " ".join(tokens)))
            prints.append((row, " ".join(sorted(analysis.prints(words)))))
        self._db.executemany("INSERT INTO stems (rowid, tokens) VALUES (?, ?)", stems)
        self._db.executemany("INSERT INTO prints (rowid, tokens) VALUES (?, ?)", prints)
        self._db.executemany(
            "INSERT INTO stems_frequency VALUES (?, ?) "
            "ON CONFLICT (token) DO UPDATE SET paragraphs = paragraphs + excluded.paragraphs",
            sorted(frequency.items()),
        )
        self._waiting.clear()

    def forget(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Take rows (number, text, language) out of the indexes and out of the file."""
        if rows:
            self.flush()
        frequency: Counter[str] = Counter()
        for row, text, language in rows:
            words = analysis.words(text)
            tokens = analysis.stem(words, language)
            frequency.update(set(tokens))
            for table, held in (("stems", tokens), ("prints", sorted(analysis.prints(words)))):
                self._db.execute(
                    f"INSERT INTO {table} ({table}, rowid, tokens) VALUES ('delete', ?, ?)", (row, " ".join(held))
                )
        self._db.executemany(
            "UPDATE stems_frequency SET paragraphs = paragraphs - ? WHERE token = ?",
            ((n, token) for token, n in sorted(frequency.items())),
        )
        self._db.executemany("DELETE FROM paragraphs WHERE id = ?", ((row,) for row, _, _ in rows))
        if rows:
            self._db.execute("DELETE FROM stems_frequency WHERE paragraphs < 1")

    def rebuild(self) -> None:
        """Everything anew from texts and symbols: both indexes, the frequencies, what is the same, what is linked."""
        for table in ("stems", "prints"):
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        self._db.execute("DELETE FROM stems_frequency")
        for batch in self._texts():
            found = []
            for row, text, language in batch:
                words = analysis.words(text)
                self.add(row, words, language)
                found.append((analysis.same(words), row))
            self._db.executemany("UPDATE paragraphs SET same = ? WHERE id = ?", found)
            self.flush()
        symbols = self._db.execute("SELECT id, symbol FROM documents").fetchall()
        self._db.executemany(
            "UPDATE documents SET work = ?, revision = ? WHERE id = ?", ((*work_of(s), n) for n, s in symbols)
        )
        self.reread_opening_words()
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('analysis', ?)", (analysis.VERSION,))

    def reread_opening_words(self) -> None:
        """Opening words, their class and the addressee of every paragraph, from its text.

        Those of documents that were read from a file keep the opening words that their reader found: an item has those
        of its chapeau.
        """
        kept = dict(
            self._db.execute(
                "SELECT p.id, p.opening FROM paragraphs p JOIN documents d ON d.id = p.document "
                "WHERE d.path IS NOT NULL AND p.opening IS NOT NULL"
            ).fetchall()
        )
        for batch in self._texts():
            self._db.executemany(
                "UPDATE paragraphs SET opening = ?, class = ?, addressee = ? WHERE id = ?",
                (
                    (*governed(opening_words(text, language), kept.get(row, ""), language), row)
                    for row, text, language in batch
                ),
            )

    def _texts(self) -> Iterator[list[tuple[int, str, str]]]:
        last = 0
        while True:
            batch = self._db.execute(
                "SELECT p.id, p.text, d.language FROM paragraphs p "
                "JOIN documents d ON d.id = p.document WHERE p.id > ? ORDER BY p.id LIMIT ?",
                (last, STEP),
            ).fetchall()
            if not batch:
                return
            yield batch
            last = batch[-1][0]

    def faults(self) -> list[str]:
        """What is wrong with the file, in words; an empty list when it is sound. Reads everything."""
        found = [
            f"the file is damaged: {line}" for (line,) in self._db.execute("PRAGMA integrity_check(20)") if line != "ok"
        ]
        strays = self._db.execute("PRAGMA foreign_key_check").fetchall()
        found += [f"{len(strays)} paragraphs belong to no document"] if strays else []
        found += self._misplaced()
        for table in ("stems", "prints"):
            try:
                self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as error:
                found.append(f"the index of {table} is damaged: {error}")
        return found

    def _misplaced(self) -> list[str]:
        """Whether both indexes and the frequencies hold what the texts say, no word more or less."""
        counted: Counter[str] = Counter()
        marks = 0
        for batch in self._texts():
            for _, text, language in batch:
                words = analysis.words(text)
                counted.update(set(analysis.stem(words, language)))
                marks += len(analysis.prints(words))
        known = dict(self._db.execute("SELECT token, paragraphs FROM stems_frequency").fetchall())
        found = ["the frequencies of the words are not those of the texts"] if known != dict(counted) else []
        for table, wanted in (("stems", counted.total()), ("prints", marks)):
            self._db.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{table}_held USING fts5vocab (main, {table}, row)"
            )
            (held,) = self._db.execute(f"SELECT coalesce(sum(doc), 0) FROM temp.{table}_held").fetchone()
            if held != wanted:
                found.append(f"the index of {table} holds {held} entries, the texts {wanted}")
        return found
