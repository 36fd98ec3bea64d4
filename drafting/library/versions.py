"""The same paragraph in other languages and in other revisions of its document, linked by symbol and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.library.engine import Engine
from drafting.library.records import Document, Hit


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A text in several languages. Each of `rows` has a paragraph or None for each of `languages`."""

    languages: tuple[str, ...]
    rows: tuple[tuple[Hit | None, ...], ...]


def side_by_side(engine: Engine, document: Document, languages: Sequence[str] = ()) -> SideBySide:
    """A document beside its versions in other languages (all there are, or those given), its own language first.

    Only versions of the same revision. Paragraphs of theirs that are linked to none stand at the end, alone in their
    rows: nothing is left out.
    """
    rows = engine.rows_of(document.digest)
    found = engine.get(rows)
    own = [found[row] for row in rows if row in found]
    siblings = engine.siblings(own[0].row) if own else []
    others = {lang: rows for lang, n, rows in siblings if n == document.revision and lang != document.language}
    order = (document.language, *(lang for lang in (languages or sorted(others)) if lang in others))
    table, met = [], set[int]()
    for hit in own:
        linked = {v.language: v for v in versions(engine, hit) if v.revision == document.revision} | {hit.language: hit}
        met.update(v.row for v in linked.values())
        table.append(tuple(linked.get(lang) for lang in order))
    for lang in order[1:]:
        for row, hit in engine.get(row for row in others[lang] if row not in met).items():
            met.add(row)
            table.append(tuple(hit if name == lang else None for name in order))
    return SideBySide(order, tuple(table))


def versions(engine: Engine, hit: Hit) -> tuple[Hit, ...]:
    """The paragraph itself and its versions, by revision and language.

    Linked by kind and number; a paragraph without a number by its place among those of its kind, where the version has
    as many of them.
    """
    found: list[Hit] = []
    siblings = [rows for _, _, rows in engine.siblings(hit.row)]
    hits = engine.get(row for rows in siblings for row in rows)
    own = next(([hits[row] for row in rows] for rows in siblings if hit.row in rows), [hit])
    for rows in siblings:
        if hit.row in rows:
            found.append(hit)
        elif (other := _counterpart(hit, own, [hits[row] for row in rows])) is not None:
            found.append(other)
    return tuple(found) or (hit,)


def _counterpart(hit: Hit, own: Sequence[Hit], others: Sequence[Hit]) -> Hit | None:
    number = _number(hit)
    if number:
        alike = [o for o in others if o.kind == hit.kind and _number(o) == number]
        return alike[0] if len(alike) == 1 else None
    mine, theirs = [h for h in own if h.kind == hit.kind], [o for o in others if o.kind == hit.kind]
    if len(mine) != len(theirs):
        return None
    return theirs[next(i for i, h in enumerate(mine) if h.row == hit.row)]


def _number(hit: Hit) -> str:
    return re.sub(r"[\s.()]", "", hit.number or "").lower()
