"""Files, folders and records → documents and paragraphs, each document kept whole or not at all."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from drafting.errors import DraftingError, LibraryError
from drafting.library.engines import Engine
from drafting.library.jsonl import OF_DOCUMENT, document_of, paragraph_of, parsed, sound
from drafting.library.models import ADOPTED, DRAFT, Added, Document, Failure

Progress: TypeAlias = Callable[[int, int, str, int], None]
"""Called with the bytes read, the bytes of all sources, the name of the one at hand, the paragraphs gone through."""

DOCUMENTS = (".docx", ".txt", ".md", ".markdown", ".pdf")
RECORDS = (".jsonl", ".jsonl.gz")
BATCH = 4_000
"""Paragraphs of records kept in one transaction, rounded up to whole documents."""


@dataclass(slots=True)
class _Tally:
    """What has been kept so far."""

    documents: int = 0
    paragraphs: int = 0
    replaced: int = 0
    unchanged: int = 0
    drafts: int = 0

    def document(self, document: Document, given: int, kept: tuple[int, int], new: bool) -> None:
        self.documents += new
        self.drafts += new and document.status == DRAFT
        self.paragraphs += kept[0]
        self.replaced += kept[1]
        self.unchanged += given - kept[0] - kept[1]


def add_paths(
    engine: Engine,
    paths: Iterable[Path],
    adopted: bool | None = None,
    progress: Progress | None = None,
    *,
    settle: bool = True,
) -> Added:
    """Add files and folders. A source that fails is reported and the others go on; Ctrl-C keeps what is finished.

    `adopted`: True makes every text adopted, None takes the status from the text (records: adopted unless they say so).
    """
    files, failed, skipped = _expand(paths)
    tally = _Tally()
    interrupted = False
    sizes = [_size(file) for file in files]
    before, whole = 0, sum(sizes)

    def tell(read: int, name: str) -> None:
        if progress:
            progress(min(read, whole), whole, name, tally.paragraphs + tally.replaced + tally.unchanged)

    for file, size in zip(files, sizes, strict=True):
        try:
            tell(before, file.name)
            if file.name.lower().endswith(RECORDS):
                read = partial(_told, tell, before, file.name)
                failed += _add_records_file(engine, file, adopted, tally, read)
            else:
                _add_document(engine, file, adopted, tally)
        except DraftingError as error:
            if isinstance(error, LibraryError):
                raise
            failed.append(Failure(str(file), error.message, error.hint))
        except KeyboardInterrupt:
            interrupted = True
            break
        before += size
    if not interrupted:
        tell(whole, "")
    if settle:
        engine.settle()
    return _added(tally, failed, skipped, interrupted)


def add_records(engine: Engine, records: Iterable[Mapping[str, Any]], adopted: bool | None = None) -> Added:
    """Add records with the keys id, symbol, year, organ, language, kind, number, title, text (and status, source).

    Only text is needed. Records of one document should stand together. A faulty record is reported, the others go on.
    """
    failed: list[Failure] = []
    tally = _Tally()
    _keep_records(engine, sound(enumerate(records, 1), "record", failed), adopted, tally)
    engine.settle()
    return _added(tally, failed, [], False)


def _added(tally: _Tally, failed: list[Failure], skipped: list[str], interrupted: bool) -> Added:
    return Added(
        tally.documents, tally.paragraphs, tally.replaced, tally.unchanged, tally.drafts, tuple(failed), tuple(skipped),
        interrupted,
    )  # fmt: skip


def _expand(paths: Iterable[Path]) -> tuple[list[Path], list[Failure], list[str]]:
    """The files meant: folders searched in name order, Word's lock files and foreign files in them left aside."""
    files: list[Path] = []
    failed: list[Failure] = []
    skipped: list[str] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(f for f in path.rglob("*") if f.is_file()):
                wanted = file.name.lower().endswith(DOCUMENTS + RECORDS) and not file.name.startswith(("~$", "."))
                (files if wanted else skipped).append(file if wanted else str(file))  # type: ignore[arg-type]
        elif path.name.startswith("~$"):
            skipped.append(str(path))
        elif path.exists():
            files.append(path)
        else:
            failed.append(Failure(str(path), f"{path} does not exist", "check the spelling of the path"))
    return list(dict.fromkeys(files)), failed, skipped


def _add_document(engine: Engine, path: Path, adopted: bool | None, tally: _Tally) -> None:
    from drafting.library.from_resolution import from_file

    document, paragraphs = from_file(path, adopted)
    with engine.writing():
        known = engine.document(document.digest)
        if known:
            if adopted and known.status != document.status:
                engine.adopt(document.digest, document.status)
            tally.unchanged += len(paragraphs)
            return
        replaced = engine.remove(path=document.path)
        document = _named(engine, document)
        kept = engine.put(document, [replace(p, key=f"{document.name}#{p.key}") for p in paragraphs])
    tally.document(document, len(paragraphs), kept, not replaced)
    if replaced:
        tally.replaced += kept[0]
        tally.paragraphs -= kept[0]


def _named(engine: Engine, document: Document) -> Document:
    """The document under a name that is free."""
    name = engine.free_name(document.name)
    return document if name == document.name else replace(document, name=name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone or out of reach: reading it will say so
        return 0


def _told(tell: Callable[[int, str], None], before: int, name: str, read: int) -> None:
    tell(before + read, name)


def _add_records_file(
    engine: Engine, path: Path, adopted: bool | None, tally: _Tally, read: Callable[[int], None]
) -> list[Failure]:
    """`read` is told after each batch how many bytes of the file are behind us."""
    failed: list[Failure] = []
    try:
        with path.open("rb") as raw:
            plain = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
            lines = io.TextIOWrapper(plain, encoding="utf-8-sig")
            found = sound(parsed(lines, path.name, failed), f"{path.name} line", failed)
            _keep_records(engine, found, adopted, tally, lambda: read(raw.tell()))
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        failed.append(Failure(str(path), f"{path.name} cannot be read to its end: {error}", "check the file"))
    return failed


def _keep_records(
    engine: Engine,
    records: Iterable[dict[str, Any]],
    adopted: bool | None,
    tally: _Tally,
    kept: Callable[[], None] = lambda: None,
) -> None:
    """Whole documents are gathered to a batch and kept together; `kept` is called after each."""
    batch: list[tuple[tuple[Any, ...], list[dict[str, Any]]]] = []
    size = 0
    for identity, group in groupby(records, key=lambda r: tuple(r[key] for key in OF_DOCUMENT)):
        batch.append((identity, list(group)))
        size += len(batch[-1][1])
        if size >= BATCH:
            _keep_batch(engine, batch, adopted, tally)
            kept()
            batch, size = [], 0
    _keep_batch(engine, batch, adopted, tally)


def _keep_batch(
    engine: Engine, batch: list[tuple[tuple[Any, ...], list[dict[str, Any]]]], adopted: bool | None, tally: _Tally
) -> None:
    if not batch:
        return
    done: list[tuple[Document, int, tuple[int, int], bool]] = []
    kept = False
    try:
        with engine.writing():
            for identity, records in batch:
                wanted = document_of(identity, records[0], adopted)
                known = engine.document(wanted.digest)
                document = known or _named(engine, wanted)
                if known and adopted and known.status != ADOPTED:
                    engine.adopt(known.digest, ADOPTED)
                paragraphs = [paragraph_of(r, document) for r in records]
                done.append((document, len(records), engine.put(document, paragraphs), known is None))
        kept = True
    except KeyboardInterrupt:  # while the batch was being finished: then it is kept, and counted
        fresh = next((document for document, _, _, new in done if new), None)
        kept = fresh is not None and engine.document(fresh.digest) is not None
        raise
    finally:
        for one in done if kept else ():
            tally.document(*one)
