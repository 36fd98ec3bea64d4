"""What page heads and feet state and the text does not: symbol, organ, date of adoption, file code.

Their lines are never text. What the text itself prints wins; a head that says something else is a Note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.model import symbols
from drafting.model.resolution import Note, Resolution
from drafting.read.paragraphs import Paragraph
from drafting.read.structure.features import Eyes
from drafting.read.structure.front_rules import line_role, line_symbol, status_of

_PIECES = re.compile(r"\t+| {3,}|\n")
"""What parts the pieces of a head: "A/C.3/78/L.12⇥2/5"."""
_SIGNS = re.compile(r"[\s.()]+")


_NAMES = {"symbol": "symbol", "archive_code": "file code", "organ": "organ", "adopted": "date of adoption"}


def with_furniture(resolution: Resolution, lines: Sequence[str], eyes: Eyes) -> Resolution:
    """The resolution with what `lines` of heads and feet add; every field taken from there is a Note."""
    changed: dict[str, str] = {}
    notes: list[Note] = []
    adopted = resolution.status == "adopted"
    for key, value, line in _facts(lines, eyes):
        known = changed.get(key, getattr(resolution, key))
        if (known is None and (key != "adopted" or adopted)) or (key == "symbol" and _shortened(known, value)):
            changed[key] = value
            said = f"{_NAMES[key]} read from a page head or foot"
            notes.append(Note("page-furniture", said, "page head", before=line, after=value))
        elif key in ("symbol", "archive_code") and known and not _same(known, value):
            said = f"a page head or foot states another {_NAMES[key]}: the first, or that of the text, is kept"
            notes.append(Note("page-furniture", said, "page head", "warning", value, known))
    if not notes:
        return resolution
    symbol = changed.get("symbol")
    status = resolution.status if resolution.status != "unknown" or not symbol else status_of({}, symbol, None)
    return replace(resolution, status=status, notes=(*resolution.notes, *notes), **changed)  # type: ignore[arg-type]


def _facts(lines: Sequence[str], eyes: Eyes) -> Iterator[tuple[str, str, str]]:
    """Every field the lines state, its value and its line, each value once."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for piece in filter(None, (piece.strip() for piece in _PIECES.split(line))):
            for key, value in _piece(piece, eyes):
                if (key, value) not in seen:
                    seen.add((key, value))
                    yield key, value, line.strip()


def _piece(piece: str, eyes: Eyes) -> Iterator[tuple[str, str]]:
    code = symbols.archive_code(piece)
    if code:
        yield "archive_code", code
        return
    item = eyes.see(Paragraph(piece), native=False)
    role = line_role(item, eyes.lexicon)
    symbol = line_symbol(piece)
    if symbol:
        yield "symbol", symbol
    elif role == "organ":
        yield "organ", piece
    elif role == "date" and (date := eyes.lexicon.date(piece)):
        yield "adopted", date


def _same(one: str, other: str) -> bool:
    """The same but for spaces, full stops and brackets."""
    return _SIGNS.sub("", one).casefold() == _SIGNS.sub("", other).casefold()


def _shortened(known: str | None, value: str) -> bool:
    """The text prints only the number of a symbol ("78/12"), the head all of it ("A/RES/78/12")."""
    if known is None or not known[:1].isdigit():
        return False
    return _SIGNS.sub("", value).endswith("/" + _SIGNS.sub("", known))
