"""The same paragraph in other languages and in other revisions of its document, linked by symbol and number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.library.engine import Engine
from drafting.library.records import Hit


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
