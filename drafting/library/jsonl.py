"""Records, one paragraph each, from a file or a program → documents and paragraphs; and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from drafting.library.models import ADOPTED, DRAFT, Document, Failure, Hit, Paragraph
from drafting.library.opening_words import work_of

DOCUMENT_KEYS = ("symbol", "language", "organ", "title", "status", "source", "session", "adopted", "year")
"""Records that are equal in these belong to one document."""
_TEXTS = ("id", "symbol", "organ", "language", "kind", "number", "title", "status", "source", "session", "adopted")
_LISTS = ("section", "reserved")


def parse_lines(lines: Iterable[str], name: str, failed: list[Failure]) -> Iterator[tuple[int, Any]]:
    """The JSON of each line with its number; lines that are not JSON go to `failed`. `name`: the file's."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                failed.append(Failure(f"{name} line {number}", "not a JSON object", "one record a line, in JSON"))


def usable_records(records: Iterable[tuple[int, Any]], where: str, failed: list[Failure]) -> Iterator[dict[str, Any]]:
    """The records that can be used, normalised, every key present; the others go to `failed`."""
    for number, record in records:
        try:
            yield _normalise(record)
        except (TypeError, ValueError) as error:
            failed.append(Failure(f"{where} {number}", str(error), "a record needs a text; its year is a whole number"))


def _normalise(record: Any) -> dict[str, Any]:
    if not isinstance(record, Mapping):
        raise TypeError("not a record")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a record without a text")
    normal: dict[str, Any] = {
        key: None if value is None or value == "" else well_formed(value if type(value) is str else str(value))
        for key, value in zip(_TEXTS, map(record.get, _TEXTS), strict=True)
    }
    for key in _LISTS:
        normal[key] = _read_list(key, record.get(key) or ())
    normal["text"] = well_formed(text).strip()
    normal["year"] = _read_year(record.get("year"))
    return normal


def _read_list(key: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        raise TypeError(f"{key} is not a list of words")
    return tuple(well_formed(" ".join(item.split())) for item in given)


def _read_year(given: Any) -> int | None:
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not re.fullmatch(r"-?\d{1,4}", str(given)):
        raise ValueError(f"{given!r} is no year")
    return int(given)


def well_formed(text: str) -> str:
    """The text with unpaired surrogates, which no file can hold, replaced by U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text


def document_of(identity: tuple[Any, ...], record: Mapping[str, Any], adopted: bool | None) -> Document:
    """The document of the records that have these values of DOCUMENT_KEYS; `record` is one of them."""
    what = dict(zip(DOCUMENT_KEYS, identity, strict=True))
    digest = blake2b(json.dumps(["records", *identity]).encode(), digest_size=16).digest()
    status = DRAFT if what.pop("status") == DRAFT and not adopted else ADOPTED
    language, source = what.pop("language") or "", what.pop("source") or "records"
    name = record["symbol"] or (record["id"] or "").rpartition("#")[0] or "records"
    work, revision = work_of(record["symbol"])
    return Document(
        digest=digest, name=name, language=language, status=status, source=source, work=work, revision=revision, **what
    )


def paragraph_of(record: Mapping[str, Any], document: Document) -> Paragraph:
    """A normalised record as a paragraph of its document."""
    text = record["text"]
    return Paragraph(
        key=record["id"] or f"{document.name}#{blake2b(text.encode(), digest_size=6).hexdigest()}",
        text=text,
        kind=record["kind"] or "text",
        number=record["number"],
        section=record["section"],
        reserved=record["reserved"],
    )


def record_of(hit: Hit) -> dict[str, Any]:
    """A paragraph of the library as a record that can be added to a library again."""
    return {
        "id": hit.id, "symbol": hit.symbol, "year": hit.year, "organ": hit.organ, "language": hit.language,
        "kind": hit.kind, "number": hit.number, "title": hit.title, "section": list(hit.section),
        "reserved": list(hit.reserved), "status": hit.status, "adopted": hit.adopted, "session": hit.session,
        "source": hit.source, "text": hit.text,
    }  # fmt: skip
