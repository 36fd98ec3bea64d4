"""Files, folders and records added to a library, each document completely or not at all."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from drafting.errors import DraftingError, LibraryError
from drafting.library.engines import Engine, UnitOfWork
from drafting.library.jsonl import DOCUMENT_KEYS, document_of, paragraph_of, parse_lines, usable_records
from drafting.library.models import ADOPTED, DRAFT, Added, Document, Failure, Paragraph

Progress: TypeAlias = Callable[[int, int, str, int], None]
"""Called with the bytes read, the bytes of all sources, the name of the current one, the paragraphs processed."""

DOCUMENTS = (".docx", ".txt", ".md", ".markdown", ".pdf")
RECORDS = (".jsonl", ".jsonl.gz")
BATCH = 4_000
"""Paragraphs of records added in one transaction, rounded up to whole documents. Judged, not measured."""

_RecordGroup: TypeAlias = tuple[tuple[Any, ...], list[dict[str, Any]]]
"""The records of one document and their values of DOCUMENT_KEYS."""


def add_paths(
    engine: Engine,
    paths: Iterable[Path],
    adopted: bool | None = None,
    progress: Progress | None = None,
    *,
    dry_run: bool = False,
) -> Added:
    """Add files and folders. A source that fails is reported and the others go on; Ctrl-C keeps what is finished.

    `adopted`: True makes every text adopted, None takes the status from the text (records: adopted unless they say so).
    `dry_run`: inside a rehearsal of the store; the index is left alone.
    """
    files, failed, skipped = _expand_folders(paths)
    addition = _Addition(engine, adopted, dry_run, failed=failed)
    sizes = [_file_size(file) for file in files]
    before, total = 0, sum(sizes)
    interrupted = False

    def report(read: int, name: str) -> None:
        if progress:
            progress(min(read, total), total, name, addition.processed)

    for file, size in zip(files, sizes, strict=True):
        try:
            report(before, file.name)
            if file.name.lower().endswith(RECORDS):
                addition.add_record_file(file, partial(_report_after, report, before, file.name))
            else:
                addition.add_document(file)
        except LibraryError:
            raise
        except DraftingError as error:
            failed.append(Failure(str(file), error.message, error.hint))
        except KeyboardInterrupt:
            interrupted = True
            break
        before += size
    if not interrupted:
        report(total, "")
    if not dry_run:
        engine.store.compact()
    return addition.result(skipped, interrupted)


def _report_after(report: Callable[[int, str], None], before: int, name: str, read: int) -> None:
    report(before + read, name)


def add_records(engine: Engine, records: Iterable[Mapping[str, Any]], adopted: bool | None = None) -> Added:
    """Add records with the keys id, symbol, year, organ, language, kind, number, title, text (and status, source).

    Only text is needed. Records of one document should follow one another. A faulty record is reported and the others
    go on.
    """
    addition = _Addition(engine, adopted)
    addition.add_records(usable_records(enumerate(records, 1), "record", addition.failed))
    engine.store.compact()
    return addition.result([], interrupted=False)


def _expand_folders(paths: Iterable[Path]) -> tuple[list[Path], list[Failure], list[str]]:
    """The files to add: folders are searched in name order; Word's lock files and files of other types are skipped."""
    files: list[Path] = []
    failed: list[Failure] = []
    skipped: list[str] = []
    for path in paths:
        if path.is_dir():
            for file in sorted(f for f in path.rglob("*") if f.is_file()):
                if file.name.lower().endswith(DOCUMENTS + RECORDS) and not file.name.startswith(("~$", ".")):
                    files.append(file)
                else:
                    skipped.append(str(file))
        elif path.name.startswith("~$"):
            skipped.append(str(path))
        elif path.exists():
            files.append(path)
        else:
            failed.append(Failure(str(path), f"{path} does not exist", "check the spelling of the path"))
    return list(dict.fromkeys(files)), failed, skipped


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone or out of reach: reading it will report that
        return 0


@dataclass(slots=True)
class _Addition:
    """One addition under way, and what has been kept so far."""

    engine: Engine
    adopted: bool | None
    dry_run: bool = False
    failed: list[Failure] = field(default_factory=list)
    documents: int = 0
    paragraphs: int = 0
    replaced: int = 0
    unchanged: int = 0
    drafts: int = 0

    @property
    def processed(self) -> int:
        """The paragraphs added, replaced or found unchanged."""
        return self.paragraphs + self.replaced + self.unchanged

    def result(self, skipped: Iterable[str], interrupted: bool) -> Added:
        """What was added."""
        return Added(
            self.documents, self.paragraphs, self.replaced, self.unchanged, self.drafts, tuple(self.failed),
            tuple(skipped), interrupted,
        )  # fmt: skip

    def _writing(self) -> AbstractContextManager[UnitOfWork]:
        return self.engine.store.writing() if self.dry_run else self.engine.writing()

    def _count(self, document: Document, given: int, kept: tuple[int, int], is_new: bool) -> None:
        """Count a document of which `given` paragraphs were put and `kept` were added and replaced."""
        added, replaced = kept
        self.documents += is_new
        self.drafts += is_new and document.status == DRAFT
        self.paragraphs += added
        self.replaced += replaced
        self.unchanged += given - added - replaced

    def add_document(self, path: Path) -> None:
        """Add the documents that a file holds, replacing what it held when it was added before."""
        from drafting.library.from_resolution import from_file

        texts = from_file(path, self.adopted)
        put, replaced = [], 0
        with self._writing() as work:
            if not all(self.engine.store.document(document.digest) for document, _ in texts):
                replaced = work.remove(path=texts[0][0].path)
            for document, paragraphs in texts:
                known = self.engine.store.document(document.digest)
                if known is None:
                    put.append(self._put_document(work, document, paragraphs))
                    continue
                if self.adopted and known.status != document.status:
                    work.set_status(document.digest, document.status)
                self.unchanged += len(paragraphs)
        for document, given, added in put:
            self._count(document, given, (0, added) if replaced else (added, 0), not replaced)

    def _put_document(
        self, work: UnitOfWork, document: Document, paragraphs: list[Paragraph]
    ) -> tuple[Document, int, int]:
        """Put a document under a free name; the document, its paragraphs, and how many of them were added."""
        document = _with_free_name(work, document)
        added, _ = work.put(document, [replace(p, key=f"{document.name}#{p.key}") for p in paragraphs])
        return document, len(paragraphs), added

    def add_record_file(self, path: Path, report: Callable[[int], None]) -> None:
        """Add a file of records; `report` is called after each batch with the bytes of the file that were read."""
        try:
            with path.open("rb") as raw:
                plain = gzip.GzipFile(fileobj=raw) if path.suffix.lower() == ".gz" else raw
                text = io.TextIOWrapper(plain, encoding="utf-8-sig")  # closes the file when it is no longer referenced
                lines = parse_lines(text, path.name, self.failed)
                records = usable_records(lines, f"{path.name} line", self.failed)
                self.add_records(records, lambda: report(raw.tell()))
        except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
            message = f"{path.name} cannot be read to its end: {error}"
            self.failed.append(Failure(str(path), message, "check the file"))

    def add_records(self, records: Iterable[dict[str, Any]], report: Callable[[], None] = lambda: None) -> None:
        """Add normalised records in batches of whole documents; `report` is called after each batch."""
        batch: list[_RecordGroup] = []
        size = 0
        for identity, group in groupby(records, key=lambda r: tuple(r[key] for key in DOCUMENT_KEYS)):
            batch.append((identity, list(group)))
            size += len(batch[-1][1])
            if size >= BATCH:
                self._add_batch(batch)
                report()
                batch, size = [], 0
        if batch:
            self._add_batch(batch)

    def _add_batch(self, batch: list[_RecordGroup]) -> None:
        done: list[tuple[Document, int, tuple[int, int], bool]] = []
        kept = False
        try:
            with self._writing() as work:
                done.extend(self._put_records(work, *group) for group in batch)
            kept = True
        except KeyboardInterrupt:  # it may have come after the transaction was kept: then the batch is counted
            fresh = next((document for document, _, _, is_new in done if is_new), None)
            kept = fresh is not None and self.engine.store.document(fresh.digest) is not None
            raise
        finally:
            for one in done if kept else ():
                self._count(*one)

    def _put_records(
        self, work: UnitOfWork, identity: tuple[Any, ...], records: list[dict[str, Any]]
    ) -> tuple[Document, int, tuple[int, int], bool]:
        """Put the records of one document; the arguments of `_count`."""
        wanted = document_of(identity, records[0], self.adopted)
        known = self.engine.store.document(wanted.digest)
        if known and self.adopted and known.status != ADOPTED:
            work.set_status(known.digest, ADOPTED)
        document = known or _with_free_name(work, wanted)
        paragraphs = [paragraph_of(record, document) for record in records]
        return document, len(records), work.put(document, paragraphs), known is None


def _with_free_name(work: UnitOfWork, document: Document) -> Document:
    name = work.free_name(document.name)
    return document if name == document.name else replace(document, name=name)
