"""The SQLite index: two FTS5 tables of ready-made tokens, and the frequencies of stems.

FTS5 reads a posting list quickly and ranks slowly, so weighted queries fetch whole posting lists and add up here; only
queries with phrases and exclusions use FTS5's own query language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest

from drafting.library.engines import RANKED, Candidate, Changes, Entry, brevity_score
from drafting.library.engines.sqlite import index_tables
from drafting.library.engines.sqlite.connections import Connections
from drafting.library.engines.sqlite.sql import FACETS, chunks, fts_expression, json_list, where_clause
from drafting.library.models import Filters, TokenWeights, WordQuery

ACCUMULATORS = 2_000
"""From so many paragraphs on, lighter tokens add to paragraphs already met and bring in no new ones (Moffat and Zobel
1996). Without this limit 30 of 100 lists of ten nearest paragraphs differ, among 29,655, but no first one does."""


class SqliteIndex:
    """The index protocol over the connections of a SQLite library; its updates are part of the store's transaction."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def candidates(
        self, queries: Sequence[TokenWeights | WordQuery], filters: Filters, limit: int
    ) -> list[list[Candidate]]:
        return [
            self._by_weight(query, filters, limit)
            if isinstance(query, TokenWeights)
            else self._by_words(query, filters, limit)
            for query in queries
        ]

    def _by_weight(self, query: TokenWeights, filters: Filters, limit: int) -> list[Candidate]:
        found: list[Candidate] = []
        for most in (ACCUMULATORS, None):
            sums, complete = self._sum_weights(query, most)
            found = self._select_best(sums, filters, limit)
            if complete or len(found) >= limit:
                break  # else the filters admit too few: count every paragraph
        return found

    def _sum_weights(self, query: TokenWeights, most: int | None) -> tuple[dict[str, float], bool]:
        """Sums by row (as text), heaviest tokens first; False when rows were left out beyond `most`."""
        sums: dict[str, float] = {}
        complete = True
        with self._connections.use() as db:
            for token, weight in sorted(query.weights.items(), key=lambda w: (-w[1], w[0])):
                (rows,) = db.execute(
                    f"SELECT group_concat(rowid) FROM {query.field} WHERE {query.field} MATCH ?", (f'"{token}"',)
                ).fetchone()
                if rows and (most is None or len(sums) < most):
                    known = sums.get
                    for row in rows.split(","):
                        sums[row] = known(row, 0.0) + weight
                elif rows:
                    complete = False
                    for row in sums.keys() & rows.split(","):
                        sums[row] += weight
        return sums, complete

    def _select_best(self, sums: dict[str, float], filters: Filters, limit: int) -> list[Candidate]:
        """The best that the filters admit; ordered and looked up in steps, because few of many are needed."""
        found: list[Candidate] = []
        order = sorted(sums.values(), reverse=True)
        start, step, above = 0, 3 * limit, float("inf")
        while start < len(order) and len(found) < limit:
            floor = order[min(start + step, len(order)) - 1]
            rows = sorted((-total, int(row)) for row, total in sums.items() if floor <= total < above)
            for chunk in chunks(rows, step):
                admitted = self._admitted([row for _, row in chunk], filters)
                found += [(admitted[row], -total) for total, row in chunk if row in admitted]
                if len(found) >= limit:
                    break
            start, step, above = start + len(rows), 2 * step, floor
        return found[:limit]

    def _admitted(self, rows: Sequence[int], filters: Filters) -> dict[int, str]:
        """The keys of those rows that the filters admit."""
        where, values = where_clause(filters)
        with self._connections.use() as db:
            return dict(
                db.execute(
                    "SELECT p.id, p.key FROM json_each(?) j CROSS JOIN paragraphs p ON p.id = j.value "
                    f"CROSS JOIN documents d ON d.id = p.document WHERE {where}",
                    (json.dumps(list(rows)), *values),
                ).fetchall()
            )

    def _by_words(self, query: WordQuery, filters: Filters, limit: int) -> list[Candidate]:
        asked = fts_expression(query)
        if not asked:
            return []
        where, values = where_clause(filters)
        answering = (
            "FROM stems CROSS JOIN paragraphs p ON p.id = stems.rowid "
            f"CROSS JOIN documents d ON d.id = p.document WHERE stems MATCH ? AND {where}"
        )
        with self._connections.use() as db:
            if query.newest:
                found = db.execute(
                    f"SELECT p.key {answering} ORDER BY d.year IS NULL, d.year DESC, p.id LIMIT ?",
                    (asked, *values, limit),
                )
                return [(key, 0.0) for (key,) in found]
            # FTS5's bm25() reads the whole list of every word to weight it. Every row here holds every term: what is
            # left to tell them apart is how much else they say. CROSS JOIN keeps FTS5 first, which the query planner
            # does not always see.
            rows = db.execute(
                f"SELECT length(p.text), p.id, p.key {answering} LIMIT ?", (asked, *values, RANKED)
            ).fetchall()
        return [(key, brevity_score(letters)) for letters, _, key in nsmallest(limit, rows)]

    def facets(self, query: WordQuery, filters: Filters) -> dict[str, dict[str, int]]:
        asked = fts_expression(query)
        if not asked:
            return {}
        where, values = where_clause(filters)
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        with self._connections.use() as db:
            for *found, n in db.execute(
                f"SELECT {', '.join(FACETS.values())}, count(*) FROM stems CROSS JOIN paragraphs p "
                "ON p.id = stems.rowid CROSS JOIN documents d ON d.id = p.document "
                f"WHERE stems MATCH ? AND {where} GROUP BY 1, 2, 3, 4, 5",
                (asked, *values),
            ):
                for name, value in zip(FACETS, found, strict=True):
                    counts[name][str(value or "")] += n
        return {name: dict(sorted(c.items(), key=lambda item: (-item[1], item[0]))) for name, c in counts.items()}

    def frequency(self, stems: Iterable[str]) -> dict[str, int]:
        with self._connections.use() as db:
            return dict(
                db.execute(
                    "SELECT token, paragraphs FROM stems_frequency WHERE token IN (SELECT value FROM json_each(?))",
                    (json_list(stems),),
                ).fetchall()
            )

    def size(self) -> int:
        with self._connections.use() as db:
            return int(db.execute("SELECT coalesce(max(id), 0) FROM paragraphs").fetchone()[0])

    def update(self, changes: Changes) -> None:
        with self._connections.use() as db:
            index_tables.remove_entries(db, changes.removed)
            index_tables.add_entries(db, changes.added)

    def rebuild(self, entries: Iterable[Entry]) -> None:
        with self._connections.use() as db:
            index_tables.rebuild(db, entries)

    def faults(self, entries: Iterable[Entry]) -> list[str]:
        with self._connections.use() as db:
            return index_tables.faults(db, entries)
