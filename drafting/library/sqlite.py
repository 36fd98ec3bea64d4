"""The default engine: one SQLite file, two FTS5 indexes of ready-made tokens, frequencies to plan by.

FTS5 walks a posting list quickly and ranks slowly, so weighted questions fetch whole posting lists and add up here;
only questions with phrases and exclusions are left to FTS5's own language. Tokens hold letters and digits only and
are quoted all the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from heapq import nlargest, nsmallest
from pathlib import Path
from typing import Any

from drafting.library import analysis
from drafting.library.indexes import Indexes
from drafting.library.records import DRAFT, Document, Field, Filters, Hit, Paragraph, Query, Stats
from drafting.library.schema import connect, nested, transaction
from drafting.library.sql import (
    COUNT,
    DOCUMENT,
    FACETS,
    HIT,
    LANGUAGES,
    PARAGRAPH,
    RESERVED,
    UNREAD,
    chunks,
    expression,
    hit_of,
    json_list,
    where_clause,
)

SCANNED = 20_000
"""A boolean question ranks at most so many paragraphs."""
DENSE, SPARSE = 1100.0, 650.0
"""A paragraph of 450 letters scores 1, a very short one 1.7: the length term of BM25 (k1 1.2, b .75)."""
ACCUMULATORS = 2_000
"""From so many rows on, lighter tokens add to rows already met and bring in no new ones (Moffat and Zobel 1996)."""
UNREAD_STEP = 5_000
"""Paragraphs whose opening words are looked at in one transaction."""
CHUNK = 400
"""Rows looked up at once."""


class SqliteEngine:
    """The engine protocol over one SQLite file; `path` None keeps it in memory."""

    def __init__(self, path: Path | None, *, create: bool = True) -> None:
        self.path = path
        self._db = connect(path, create=create)
        self._indexes = Indexes(self._db)
        self._rehearsing = False
        row = self._db.execute("SELECT value FROM meta WHERE name = 'analysis'").fetchone()
        if row is None or row[0] != analysis.VERSION:
            self.rebuild()

    @contextmanager
    def writing(self) -> Iterator[None]:
        begin = nested if self._rehearsing else transaction
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
        document_id = self._document_id(document)
        wanted = {p.key: p for p in paragraphs}
        replaced = self._forget_changed(wanted)
        (last,) = self._db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()
        (place,) = self._db.execute(
            "SELECT coalesce(max(position), 0) FROM paragraphs WHERE document = ?", (document_id,)
        ).fetchone()
        rows = list(enumerate(wanted.values(), last + 1))
        self._db.executemany(
            f"INSERT INTO paragraphs ({PARAGRAPH}) VALUES ({', '.join('?' * (PARAGRAPH.count(',') + 1))})",
            (
                (row, document_id, p.key, place + n, p.kind, p.number, "\n".join(p.section) or None, p.opening or None,
                 p.class_, " ".join(p.reserved) or None, p.text, p.addressee or None, same)
                for n, (row, p, same) in enumerate(self._indexed(rows, document.language), 1)
            ),
        )  # fmt: skip
        return len(rows) - replaced, replaced

    def _indexed(self, rows: Iterable[tuple[int, Paragraph]], language: str) -> Iterator[tuple[int, Paragraph, int]]:
        for row, paragraph in rows:
            words = analysis.words(paragraph.text)
            self._indexes.add(row, words, language)
            yield row, paragraph, analysis.same(words)

    def _document_id(self, document: Document) -> int:
        found = self._db.execute("SELECT id FROM documents WHERE digest = ?", (document.digest,)).fetchone()
        if found:
            return int(found[0])
        values = tuple(getattr(document, name.strip()) for name in DOCUMENT.split(","))
        marks = ", ".join("?" * len(values))
        return int(self._db.execute(f"INSERT INTO documents ({DOCUMENT}) VALUES ({marks})", values).lastrowid or 0)

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

    def frequency(self, tokens: Iterable[str]) -> dict[str, int]:
        return dict(
            self._db.execute(
                "SELECT token, paragraphs FROM stems_frequency WHERE token IN (SELECT value FROM json_each(?))",
                (json_list(tokens),),
            ).fetchall()
        )

    def score(
        self, field: Field, weights: Mapping[str, float], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        for most in (ACCUMULATORS, None):
            scores, whole = self._sums(field, weights, most)
            found = self._best(scores, filters, limit)
            if whole or len(found) >= limit:
                break  # else the filters let too little through: count every row
        return found

    def _sums(self, field: Field, weights: Mapping[str, float], most: int | None) -> tuple[dict[str, float], bool]:
        """Rows (as text) and their sums, heaviest tokens first; False when rows were left out beyond `most`."""
        scores: dict[str, float] = {}
        whole = True
        for token, weight in sorted(weights.items(), key=lambda w: (-w[1], w[0])):
            (rows,) = self._db.execute(
                f"SELECT group_concat(rowid) FROM {field} WHERE {field} MATCH ?", (f'"{token}"',)
            ).fetchone()
            if rows and (most is None or len(scores) < most):
                known = scores.get
                for row in rows.split(","):
                    scores[row] = known(row, 0.0) + weight
            elif rows:
                whole = False
                for row in scores.keys() & rows.split(","):
                    scores[row] += weight
        return scores, whole

    def _best(self, scores: dict[str, float], filters: Filters, limit: int) -> list[tuple[int, float]]:
        """The best that the filters let through; looked up in steps, so that seldom all are."""
        found: list[tuple[int, float]] = []
        start, step, above = 0, 4 * limit, float("inf")
        while start < len(scores) and len(found) < limit:
            floor = nlargest(start + step, scores.values())[-1]
            rows = sorted((-s, int(row)) for row, s in scores.items() if floor <= s < above)
            start += len(rows)
            for chunk in chunks(rows, CHUNK):
                passed = self._passing([row for _, row in chunk], filters)
                found += [(row, -s) for s, row in chunk if row in passed]
                if len(found) >= limit:
                    break
            step, above = step * 2, floor
        return found[:limit]

    def _passing(self, rows: Sequence[int], filters: Filters) -> set[int]:
        where, values = where_clause(filters)
        return {
            row
            for (row,) in self._db.execute(
                "SELECT p.id FROM json_each(?) j CROSS JOIN paragraphs p ON p.id = j.value "
                f"CROSS JOIN documents d ON d.id = p.document WHERE {where}",
                (json.dumps(list(rows)), *values),
            )
        }

    def match(self, query: Query, filters: Filters, limit: int, *, newest: bool = False) -> list[tuple[int, float]]:
        asked = expression(query)
        if not asked:
            return []
        where, values = where_clause(filters)
        if newest:
            found = self._db.execute(
                "SELECT p.id FROM stems CROSS JOIN paragraphs p ON p.id = stems.rowid "
                f"CROSS JOIN documents d ON d.id = p.document WHERE stems MATCH ? AND {where} "
                "ORDER BY d.year IS NULL, d.year DESC, p.id LIMIT ?",
                (asked, *values, limit),
            )
            return [(row, 0.0) for (row,) in found]
        # FTS5's bm25() walks the whole list of every word to weigh it. Each row holds every term: all that tells rows
        # apart here is how much else they say. CROSS JOIN keeps FTS5 in front, which the planner does not always see.
        rows = self._db.execute(
            "SELECT p.id, length(p.text) AS size FROM stems CROSS JOIN paragraphs p ON p.id = stems.rowid "
            f"CROSS JOIN documents d ON d.id = p.document WHERE stems MATCH ? AND {where} LIMIT ?",
            (asked, *values, SCANNED),
        ).fetchall()
        return [(row, DENSE / (SPARSE + size)) for row, size in nsmallest(limit, rows, key=lambda r: (r[1], r[0]))]

    def texts(self, rows: Iterable[int]) -> dict[int, str]:
        return dict(
            self._db.execute(
                "SELECT p.id, p.text FROM json_each(?) j CROSS JOIN paragraphs p ON p.id = j.value",
                (json.dumps(list(rows)),),
            ).fetchall()
        )

    def get(self, rows: Iterable[int]) -> dict[int, Hit]:
        found = {}
        for chunk in chunks(list(rows), CHUNK):
            for record in self._db.execute(HIT, (json.dumps(list(chunk)),)):
                found[record[0]] = hit_of(record)
        return found

    def languages(self) -> tuple[str, ...]:
        return tuple(name for (name,) in self._db.execute(LANGUAGES))

    def count(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()[0])

    def stats(self) -> Stats:
        def one(sql: str) -> int:
            return int(self._db.execute(sql).fetchone()[0])

        def by(column: str) -> dict[Any, int]:
            return dict(self._db.execute(COUNT.format(column=column)).fetchall())

        return Stats(
            path=self.path,
            size=one("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
            documents=one("SELECT count(*) FROM documents"),
            drafts=one(f"SELECT count(*) FROM documents WHERE status = '{DRAFT}'"),
            paragraphs=one("SELECT count(*) FROM paragraphs"),
            languages=by("d.language"),
            organs=by("coalesce(d.organ, '')"),
            kinds=by("p.kind"),
            years=by("d.year"),
        )

    def same(self, rows: Iterable[int], filters: Filters) -> dict[int, tuple[int, ...]]:
        where, values = where_clause(filters)
        found: dict[int, list[int]] = {}
        for row, other in self._db.execute(
            "SELECT j.value, p.id FROM json_each(?) j CROSS JOIN paragraphs q ON q.id = j.value "
            "CROSS JOIN paragraphs p ON p.same = q.same CROSS JOIN documents d ON d.id = p.document "
            f"WHERE {where} ORDER BY p.id",
            (json.dumps(list(rows)), *values),
        ):
            found.setdefault(row, []).append(other)
        return {row: tuple(others) for row, others in found.items()}

    def siblings(self, row: int) -> list[tuple[str, int, tuple[int, ...]]]:
        found: dict[tuple[str, int], list[int]] = {}
        for language, revision, other in self._db.execute(
            "SELECT d.language, d.revision, p.id FROM paragraphs q JOIN documents e ON e.id = q.document "
            "JOIN documents d ON d.work = e.work JOIN paragraphs p ON p.document = d.id "
            "WHERE q.id = ? ORDER BY d.revision, d.language, d.id, p.position",
            (row,),
        ):
            found.setdefault((language, revision), []).append(other)
        return [(language, revision, tuple(rows)) for (language, revision), rows in found.items()]

    def neighbours(self, row: int) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT p.id FROM paragraphs q JOIN paragraphs p ON p.document = q.document "
            "WHERE q.id = ? ORDER BY p.position",
            (row,),
        )
        return tuple(other for (other,) in found)

    def facets(self, query: Query, filters: Filters) -> dict[str, dict[str, int]]:
        asked = expression(query)
        if not asked:
            return {}
        where, values = where_clause(filters)
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for *found, n in self._db.execute(
            f"SELECT {', '.join(FACETS.values())}, count(*) FROM stems CROSS JOIN paragraphs p ON p.id = stems.rowid "
            f"CROSS JOIN documents d ON d.id = p.document WHERE stems MATCH ? AND {where} GROUP BY 1, 2, 3, 4, 5",
            (asked, *values),
        ):
            for name, value in zip(FACETS, found, strict=True):
                counts[name][str(value or "")] += n
        return {name: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for name, c in counts.items()}

    def everything(self) -> Iterator[Hit]:
        rows = self._db.execute("SELECT id FROM paragraphs ORDER BY document, position").fetchall()
        for chunk in chunks([row for (row,) in rows], CHUNK):
            found = self.get(chunk)
            yield from (found[row] for row in chunk if row in found)

    def settle(self) -> None:
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def grasp(self) -> None:
        while rows := self._db.execute(UNREAD, (UNREAD_STEP,)).fetchall():
            with self.writing():
                self._indexes.grasp(rows)

    def faults(self) -> list[str]:
        return self._indexes.faults()

    def rebuild(self) -> None:
        with self.writing():
            self._indexes.rebuild()

    def close(self) -> None:
        self._db.close()
