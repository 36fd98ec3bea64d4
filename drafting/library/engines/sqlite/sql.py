"""SQL of the library: filters and queries as expressions, rows as hits and entries.

Values are always bound, tokens always quoted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from drafting.library import analysis
from drafting.library.engines import Entry
from drafting.library.models import ADOPTED, Document, Filters, Hit, Paragraph, WordQuery

T = TypeVar("T")

HIT = """
SELECT p.id, p.key, p.text, d.symbol, d.year, d.organ, d.language, p.kind, p.number, d.title, p.section, p.opening,
       p.class, p.reserved, d.status, d.adopted, d.source, d.name, p.addressee, p.position, d.work, d.revision,
       d.session
FROM paragraphs p JOIN documents d ON d.id = p.document WHERE {column} IN (SELECT value FROM json_each(?))
"""
"""What a hit is made of, in the order in which `hit_of` takes it."""
DOCUMENT = (
    "digest, name, language, status, symbol, title, organ, session, kind, adopted, year, source, path, work, revision"
)
"""The columns of a document, in the order of the fields of `Document`."""
RESERVED = "' ' || p.reserved || ' ' LIKE '% ' || ? || ' %'"
"""The condition that a State made a statement on a paragraph."""
PARAGRAPH = "id, document, key, position, kind, number, section, opening, class, reserved, text, addressee, same"
# Goes from one language to the next in the index: SELECT DISTINCT would read an entry for every document.
LANGUAGES = """
WITH RECURSIVE found (name) AS (
    SELECT min(language) FROM documents
    UNION ALL SELECT (SELECT min(language) FROM documents WHERE language > found.name) FROM found WHERE name IS NOT NULL
)
SELECT name FROM found WHERE name IS NOT NULL
"""
FACETS = {"language": "d.language", "year": "d.year", "organ": "d.organ", "kind": "p.kind", "class": "p.class"}
"""What answers can be counted by, and the column that holds it."""
COUNT = (
    "SELECT {column}, count(*) FROM paragraphs p JOIN documents d ON d.id = p.document GROUP BY 1 ORDER BY 2 DESC, 1"
)


def where_clause(filters: Filters) -> tuple[str, list[str | int]]:
    """The filters as a condition on paragraphs p and documents d, and the values to bind."""
    conditions, values = ["1"], list[str | int]()
    first, last = filters.years or (None, None)
    for condition, value in (
        ("d.language = ?", filters.language),
        ("d.organ = ? COLLATE NOCASE", filters.organ),
        ("p.kind = ?", filters.kind),
        ("d.year >= ?", first),
        ("d.year <= ?", last),
        ("d.year < ?", filters.before),
        ("d.status = ?", None if filters.drafts else ADOPTED),
        ("p.class = ?", filters.class_),
        (RESERVED, filters.state),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions), values


def fts_expression(query: WordQuery) -> str:
    """The query in FTS5's language; "" when it asks for nothing."""
    terms = [" OR ".join(quote_phrase(tokens) for tokens in dict.fromkeys(term)) for term in query.terms if term]
    if not terms:
        return ""
    wanted = " AND ".join(f"({t})" for t in terms)
    if not query.excluded:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(quote_phrase(tokens) for tokens in query.excluded)})"


def placeholders(columns: str) -> str:
    """One placeholder for each of these columns: "a, b" → "?, ?"."""
    return ", ".join("?" * (columns.count(",") + 1))


def quote_phrase(tokens: Sequence[str]) -> str:
    """Tokens as an FTS5 phrase."""
    return '"' + " ".join(tokens).replace('"', "") + '"'


def hit_of(record: tuple[Any, ...]) -> Hit:
    """A row of HIT as a hit."""
    (row, key, text, symbol, year, organ, language, kind, number, title, section, opening, class_, reserved, status,
     adopted, source, name, addressee, position, work, revision, session) = record  # fmt: skip
    return Hit(
        id=key, text=text, symbol=symbol, year=year, organ=organ, language=language, kind=kind, number=number,
        title=title, section=_split(section, "\n"), opening=opening or "", class_=class_ or "",
        reserved=_split(reserved, " "), status=status, adopted=adopted, source=source,
        document=name, addressee=addressee or "", position=position, work=work, revision=revision,
        session=session, arrival=row,
    )  # fmt: skip


_ENTRY_SIZE = len(DOCUMENT.split(", "))
_ENTRY = (
    f"SELECT p.id, {', '.join(f'd.{column}' for column in DOCUMENT.split(', '))}, p.key, p.text, p.kind, p.number, "
    "p.section, p.opening, p.class, p.reserved, p.position, p.addressee "
    "FROM paragraphs p JOIN documents d ON d.id = p.document"
)


def entries_where(db: sqlite3.Connection, condition: str, value: str | int) -> list[Entry]:
    """The entries of the paragraphs that meet a condition."""
    return [_entry_of(row) for row in db.execute(f"{_ENTRY} WHERE {condition} ORDER BY p.id", (value,))]


def all_entries(db: sqlite3.Connection, step: int = 5_000) -> Iterator[Entry]:
    """The entries of all paragraphs, `step` fetched at a time: the table may be written in between."""
    last = 0
    while batch := db.execute(f"{_ENTRY} WHERE p.id > ? ORDER BY p.id LIMIT ?", (last, step)).fetchall():
        yield from map(_entry_of, batch)
        last = batch[-1][0]


def _entry_of(record: tuple[Any, ...]) -> Entry:
    row, *values = record
    key, text, kind, number, section, opening, class_, reserved, position, addressee = values[_ENTRY_SIZE:]
    paragraph = Paragraph(
        key, text, kind, number, _split(section, "\n"), opening or "", class_, _split(reserved, " "), position,
        addressee or "",
    )  # fmt: skip
    return Entry(row, Document(*values[:_ENTRY_SIZE]), paragraph, analysis.words(text))


def _split(joined: str | None, separator: str) -> tuple[str, ...]:
    return tuple(joined.split(separator)) if joined else ()


def json_list(values: Iterable[str | int]) -> str:
    """Values for `json_each(?)`: one bound value for any number of them."""
    return json.dumps(list(values), ensure_ascii=True)


def chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values in order, `size` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
