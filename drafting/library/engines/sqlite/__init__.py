"""The default engine: one SQLite file, two FTS5 indexes of ready-made tokens, frequencies to plan by.

FTS5 walks a posting list quickly and ranks slowly, so weighted questions fetch whole posting lists and add up here;
only questions with phrases and exclusions are left to FTS5's own language. Tokens hold letters and digits only and
are quoted all the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from drafting.library.engines.sqlite.schema import nested
from drafting.library.engines.sqlite.sql import (
    COUNT,
    FACETS,
    LANGUAGES,
    chunks,
    expression,
    json_list,
    where_clause,
)
from drafting.library.engines.sqlite.store import Keeping
from drafting.library.models import DRAFT, Field, Filters, Query, Stats

SCANNED = 20_000
"""A boolean question ranks at most so many paragraphs."""
DENSE, SPARSE = 1100.0, 650.0
"""A paragraph of 450 letters scores 1, a very short one 1.7: the length term of BM25 (k1 1.2, b .75)."""
ACCUMULATORS = 2_000
"""From so many rows on, lighter tokens add to rows already met and bring in no new ones (Moffat and Zobel 1996)."""


class SqliteEngine(Keeping):
    """The engine protocol over one SQLite file; `path` None keeps it in memory."""

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
        """The best that the filters let through; ordered and looked up in steps, so that seldom all are."""
        found: list[tuple[int, float]] = []
        order = sorted(scores.values(), reverse=True)
        start, step, above = 0, 3 * limit, float("inf")
        while start < len(order) and len(found) < limit:
            floor = order[min(start + step, len(order)) - 1]
            rows = sorted((-s, int(row)) for row, s in scores.items() if floor <= s < above)
            for chunk in chunks(rows, step):
                passed = self._passing([row for _, row in chunk], filters)
                found += [(row, -s) for s, row in chunk if row in passed]
                if len(found) >= limit:
                    break
            start, step, above = start + len(rows), 2 * step, floor
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

    def languages(self) -> tuple[str, ...]:
        return tuple(name for (name,) in self._db.execute(LANGUAGES))

    def count(self) -> int:
        return int(self._db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()[0])

    def stats(self) -> Stats:
        def one(sql: str) -> int:
            return int(self._db.execute(sql).fetchone()[0])

        def by(column: str) -> dict[Any, int]:
            return dict(self._db.execute(COUNT.format(column=column)).fetchall())

        with nested(self._db):  # one view of the file, whatever others write meanwhile
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

    def rows_of(self, digest: bytes) -> tuple[int, ...]:
        found = self._db.execute(
            "SELECT p.id FROM documents d JOIN paragraphs p ON p.document = d.id "
            "WHERE d.digest = ? ORDER BY p.position",
            (digest,),
        )
        return tuple(row for (row,) in found)

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
