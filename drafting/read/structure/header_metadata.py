"""What page heads and feet state and the text does not: symbol, organ, date of adoption, file code.

Their lines are never text. What the text itself prints wins; a head that states something else is a Note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafting.model import symbols
from drafting.model.resolution import Note, Resolution
from drafting.read.paragraphs import Paragraph
from drafting.read.structure.features import FeatureReader
from drafting.read.structure.front_facts import FrontFacts, line_symbol, status_of
from drafting.read.structure.front_rules import line_role

_SEPARATOR = re.compile(r"\t+| {3,}|\n")
"""What separates the pieces of a head: "A/C.3/78/L.12⇥2/5"."""
_SIGNS = re.compile(r"[\s.()]+")
_NAMES = {"symbol": "symbol", "archive_code": "file code", "organ": "organ", "adopted": "date of adoption"}


def add_header_metadata(resolution: Resolution, lines: Sequence[str], reader: FeatureReader) -> Resolution:
    """The resolution with what `lines` of heads and feet add; every field taken from there is a Note."""
    changed: dict[str, str] = {}
    notes: list[Note] = []
    adopted = resolution.status == "adopted"
    for key, value, line in _facts(lines, reader):
        known = changed.get(key, getattr(resolution, key))
        missing = known is None and (key != "adopted" or adopted)
        if missing or (key == "symbol" and _is_shortened(known, value)):
            changed[key] = value
            message = f"{_NAMES[key]} read from a page head or foot"
            notes.append(Note("page-furniture", message, "page head", before=line, after=value))
        elif key in ("symbol", "archive_code") and known and not _is_alike(known, value):
            message = f"a page head or foot states another {_NAMES[key]}: the first, or that of the text, is kept"
            notes.append(Note("page-furniture", message, "page head", "warning", value, known))
    if not notes:
        return resolution
    symbol = changed.get("symbol")
    unknown = resolution.status == "unknown" and symbol
    status = status_of(FrontFacts(), symbol, None) if unknown else resolution.status
    return replace(resolution, status=status, notes=(*resolution.notes, *notes), **changed)  # type: ignore[arg-type]


def _facts(lines: Sequence[str], reader: FeatureReader) -> Iterator[tuple[str, str, str]]:
    """(field, value, line) for each field the lines state, each value once."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        for piece in filter(None, (piece.strip() for piece in _SEPARATOR.split(line))):
            for key, value in _piece(piece, reader):
                if (key, value) not in seen:
                    seen.add((key, value))
                    yield key, value, line.strip()


def _piece(piece: str, reader: FeatureReader) -> Iterator[tuple[str, str]]:
    """(field, value) that a piece of a head states."""
    code = symbols.archive_code(piece)
    if code:
        yield "archive_code", code
        return
    role = line_role(reader.read_features(Paragraph(piece), native=False), reader.lexicon)
    symbol = line_symbol(piece)
    if symbol:
        yield "symbol", symbol
    elif role == "organ":
        yield "organ", piece
    elif role == "date" and (date := reader.lexicon.date(piece)):
        yield "adopted", date


def _is_alike(one: str, other: str) -> bool:
    """True where only blanks, full stops and brackets differ."""
    return _SIGNS.sub("", one).casefold() == _SIGNS.sub("", other).casefold()


def _is_shortened(known: str | None, value: str) -> bool:
    """True where the text prints only the number of a symbol ("78/12"), and the head all of it ("A/RES/78/12")."""
    if known is None or not known[:1].isdigit():
        return False
    return _SIGNS.sub("", value).endswith("/" + _SIGNS.sub("", known))
