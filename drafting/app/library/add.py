"""Add texts and records to the library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.app.files import path_name
from drafting.app.library.source import LibrarySource, library_path, open_source
from drafting.app.outputs import to_json
from drafting.app.task import Form, Progress, report_step
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.library import Library
    from drafting.library.models import Added


@dataclass(frozen=True, slots=True)
class AddOptions:
    """`adopted`: these are adopted texts, whatever they say. `dry_run`: keep nothing, and say what would be added."""

    adopted: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class AddResult:
    """What was added, or would be; `added.failed` has the sources that could not be read."""

    added: Added
    options: AddOptions

    @property
    def complete(self) -> bool:
        """True when no source failed and nobody stopped the task."""
        return not self.added.failed and not self.added.interrupted

    @property
    def notes(self) -> tuple[Note, ...]:
        """Each source that failed (code "source-failed", its hint after the semicolon), and an early end."""
        found = [
            Note("source-failed", "; ".join(words for words in (f.error, f.hint) if words), f.source, "error")
            for f in self.added.failed
        ]
        if self.added.interrupted:
            words = "stopped before the end; what is finished is kept, call the same command again for the rest"
            found.append(Note("stopped", words, severity="warning"))
        return tuple(found)

    @property
    def summary(self) -> str:
        """How many documents and paragraphs were added, replaced and left as they were."""
        added = self.added
        drafts = f" ({added.drafts} of them drafts)" if added.drafts else ""
        kept = f", {added.unchanged} paragraphs were there already" if added.unchanged else ""
        changed = f", {added.replaced} replaced" if added.replaced else ""
        verb = "would add" if self.options.dry_run else "added"
        return f"{verb} {added.documents} documents{drafts}, {added.paragraphs} paragraphs{changed}{kept}"

    def to_dict(self) -> dict[str, Any]:
        """What was added (schema drafting/library-add/1)."""
        from drafting.output.json import added_record

        return added_record(self.added)

    @property
    def forms(self) -> Mapping[str, Form]:
        """What was added as .json."""
        return {".json": partial(_json, self)}


def add_texts(
    paths: Sequence[str | os.PathLike[str]],
    options: AddOptions | None = None,
    *,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> AddResult:
    """Add documents, records (.jsonl, .jsonl.gz) and folders; adding twice changes nothing.

    The one task that reads files itself, because a folder can hold more than memory does. The library is made where
    there is none. A stop (Ctrl+C) keeps the documents that are finished. Raises LibraryError when the library cannot be
    opened, SourceError for a path that is none.
    """
    chosen = options or AddOptions()
    names = [path_name(path) for path in paths]

    def report(done: int, whole: int, name: str, paragraphs: int) -> None:
        report_step(progress, done, whole, f"{name}, {paragraphs:,} paragraphs")

    with _open_for_adding(library, chosen.dry_run) as opened:
        return AddResult(opened.add(names, chosen.adopted or None, report, chosen.dry_run), chosen)


@contextmanager
def _open_for_adding(library: LibrarySource, dry_run: bool) -> Iterator[Library]:
    """The library, made where there is none; where nothing is to be kept, one in memory instead."""
    from drafting.library import default_path
    from drafting.library.library import Library

    source = library
    if dry_run and not isinstance(library, Library) and not Path(library_path(library) or default_path()).exists():
        source = ":memory:"
    with open_source(source, create=True) as opened:
        yield opened


def _json(result: AddResult) -> bytes:
    return to_json(result.to_dict()).encode()
