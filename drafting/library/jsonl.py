"""Records, one paragraph each, as they come from a file or a program → documents and paragraphs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from drafting.library.models import ADOPTED, DRAFT, Document, Failure, Paragraph
from drafting.library.opening_words import work_of

OF_DOCUMENT = ("symbol", "language", "organ", "title", "status", "source", "session", "adopted", "year")
"""What tells one document from another."""
_TEXTS = ("id", "symbol", "organ", "language", "kind", "number", "title", "status", "source", "session", "adopted")
_LISTS = ("section", "reserved")


def parsed(lines: Iterable[str], name: str, failed: list[Failure]) -> Iterator[tuple[int, Any]]:
    """The JSON of each line with its number; lines that are none go to `failed`."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                failed.append(Failure(f"{name} line {number}", "not a JSON object", "one record a line, in JSON"))


def sound(records: Iterable[tuple[int, Any]], where: str, failed: list[Failure]) -> Iterator[dict[str, Any]]:
    """The records that can be used, tidied; faults go to `failed`."""
    for number, record in records:
        try:
            yield _tidy(record)
        except (TypeError, ValueError) as error:
            failed.append(Failure(f"{where} {number}", str(error), "a record needs a text; its year is a whole number"))


def _tidy(record: Any) -> dict[str, Any]:
    if not isinstance(record, Mapping):
        raise TypeError("not a record")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a record without a text")
    tidy: dict[str, Any] = {
        key: None if value is None or value == "" else well_formed(value if type(value) is str else str(value))
        for key, value in zip(_TEXTS, map(record.get, _TEXTS), strict=True)
    }
    for key in _LISTS:
        given = record.get(key) or ()
        if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
            raise TypeError(f"{key} is not a list of words")
        tidy[key] = tuple(well_formed(" ".join(item.split())) for item in given)
    year = record.get("year")
    if isinstance(year, bool) or (year not in (None, "") and not re.fullmatch(r"-?\d{1,4}", str(year))):
        raise ValueError(f"{year!r} is no year")
    return tidy | {"text": well_formed(text).strip(), "year": int(year) if year not in (None, "") else None}


def well_formed(text: str) -> str:
    """Half characters, which no file can hold, replaced by the sign for them."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text


def document_of(identity: tuple[Any, ...], record: Mapping[str, Any], adopted: bool | None) -> Document:
    """The document that records with this identity (the values of OF_DOCUMENT) belong to; `record` is one of them."""
    what = dict(zip(OF_DOCUMENT, identity, strict=True))
    digest = blake2b(json.dumps(["records", *identity]).encode(), digest_size=16).digest()
    status = DRAFT if what.pop("status") == DRAFT and not adopted else ADOPTED
    language, source = what.pop("language") or "", what.pop("source") or "records"
    name = record["symbol"] or (record["id"] or "").rpartition("#")[0] or "records"
    work, revision = work_of(record["symbol"])
    return Document(
        digest=digest, name=name, language=language, status=status, source=source, work=work, revision=revision, **what
    )


def paragraph_of(record: Mapping[str, Any], document: Document) -> Paragraph:
    """A tidy record as a paragraph of its document."""
    text = record["text"]
    return Paragraph(
        key=record["id"] or f"{document.name}#{blake2b(text.encode(), digest_size=6).hexdigest()}",
        text=text,
        kind=record["kind"] or "text",
        number=record["number"],
        section=record["section"],
        reserved=record["reserved"],
    )


def as_record(hit: Any) -> dict[str, Any]:
    """A paragraph of the library as the record that `library add` reads back."""
    return {
        "id": hit.id, "symbol": hit.symbol, "year": hit.year, "organ": hit.organ, "language": hit.language,
        "kind": hit.kind, "number": hit.number, "title": hit.title, "section": list(hit.section),
        "reserved": list(hit.reserved), "status": hit.status, "adopted": hit.adopted, "session": hit.session,
        "source": hit.source, "text": hit.text,
    }  # fmt: skip
