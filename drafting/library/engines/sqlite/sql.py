"""Filters and queries as SQL and FTS5 expressions, and rows as hits. Values are always bound, tokens always quoted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from drafting.library.models import ADOPTED, Filters, Hit, Query

T = TypeVar("T")

# What a hit is made of, in the order `hit_of` takes it.
HIT = """
SELECT p.id, p.key, p.text, d.symbol, d.year, d.organ, d.language, p.kind, p.number, d.title, p.section, p.opening,
       p.class, p.reserved, d.status, d.adopted, d.source, d.name, p.addressee, p.position, d.work, d.revision,
       d.session
FROM paragraphs p JOIN documents d ON d.id = p.document WHERE p.id IN (SELECT value FROM json_each(?))
"""
DOCUMENT = (
    "digest, name, language, status, symbol, title, organ, session, kind, adopted, year, source, path, work, revision"
)
RESERVED = "' ' || p.reserved || ' ' LIKE '% ' || ? || ' %'"
PARAGRAPH = "id, document, key, position, kind, number, section, opening, class, reserved, text, addressee, same"
# Hops from one language to the next in the index: SELECT DISTINCT would read an entry for every document.
LANGUAGES = """
WITH RECURSIVE found (name) AS (
    SELECT min(language) FROM documents
    UNION ALL SELECT (SELECT min(language) FROM documents WHERE language > found.name) FROM found WHERE name IS NOT NULL
)
SELECT name FROM found WHERE name IS NOT NULL
"""
FACETS = {"language": "d.language", "year": "d.year", "organ": "d.organ", "kind": "p.kind", "class": "p.class"}
"""What answers can be counted by, and where it stands."""
COUNT = (
    "SELECT {column}, count(*) FROM paragraphs p JOIN documents d ON d.id = p.document GROUP BY 1 ORDER BY 2 DESC, 1"
)


def where_clause(filters: Filters) -> tuple[str, list[str | int]]:
    """The filters as SQL over paragraphs p and documents d, and its values."""
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


def expression(query: Query) -> str:
    """The query in FTS5's language; "" when it asks for nothing. Tokens are letters and digits, quoted all the same."""
    terms = [" OR ".join(quoted(tokens) for tokens in dict.fromkeys(term)) for term in query.terms if term]
    if not terms:
        return ""
    wanted = " AND ".join(f"({t})" for t in terms)
    if not query.excluded:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(quoted(tokens) for tokens in query.excluded)})"


def marks(columns: str) -> str:
    """A place for the value of each of these columns, in SQL."""
    return ", ".join("?" * (columns.count(",") + 1))


def quoted(tokens: Sequence[str]) -> str:
    """Tokens as an FTS5 phrase."""
    return '"' + " ".join(tokens).replace('"', "") + '"'


def hit_of(record: tuple[Any, ...]) -> Hit:
    """A row of HIT as a hit."""
    (row, key, text, symbol, year, organ, language, kind, number, title, section, opening, class_, reserved, status,
     adopted, source, name, addressee, position, work, revision, session) = record  # fmt: skip
    return Hit(
        id=key, text=text, symbol=symbol, year=year, organ=organ, language=language, kind=kind, number=number,
        title=title, section=tuple(section.split("\n")) if section else (), opening=opening or "", class_=class_ or "",
        reserved=tuple(reserved.split()) if reserved else (), status=status, adopted=adopted, source=source,
        document=name, addressee=addressee or "", position=position, work=work, revision=revision,
        session=session, row=row,
    )  # fmt: skip


def json_list(values: Iterable[str]) -> str:
    """Values for `json_each(?)`: one bound value for any number of them."""
    return json.dumps(list(values), ensure_ascii=True)


def chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values in order, `size` at a time."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
