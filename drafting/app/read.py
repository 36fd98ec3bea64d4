"""Read a document and show what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import PureWindowsPath
from typing import Any, TypeAlias

from drafting.app.files import load_document
from drafting.app.outputs import DocumentStyle, WrittenDocument
from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import SourceError
from drafting.messages import message
from drafting.model.resolution import Note, Resolution
from drafting.read import Revisions, read_bytes

Draft: TypeAlias = Document | Resolution
"""A text that a task takes: a document, or a resolution that was read before."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a document is read.

    `language` (fr, en, es or pt) replaces what the text shows. `revisions`: its tracked changes are accepted ("accept")
    or rejected ("reject").
    """

    language: str | None = None
    revisions: Revisions = "accept"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document as it was understood."""

    resolution: Resolution

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was repaired, doubted or could not be kept."""
        return self.resolution.notes

    @property
    def summary(self) -> str:
        """Title, symbol or name, and the number of paragraphs and footnotes."""
        return message(
            "outline.summary", self.resolution.language, name=self.resolution.called,
            paragraphs=len(self.resolution.clauses()), footnotes=len(self.resolution.footnotes),
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """The record of the document (schema drafting/read/1)."""
        from drafting.output.json import record

        return record(self.resolution)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The document in the formats of `outputs.DOCUMENT_FORMS`."""
        return WrittenDocument(self.resolution, DocumentStyle()).forms


def read_document(
    document: Document, options: ReadOptions | None = None, progress: Progress | None = None
) -> ReadResult:
    """Read one document.

    Raises SourceError when it cannot be read or the language is unknown, SettingsError for unknown `revisions`; never
    because its text is odd.
    """
    chosen = options or ReadOptions()
    report_step(progress, 0, 1, f"reading {document.short_name}")
    return ReadResult(read_bytes(document.data, document.name, language=chosen.language, revisions=chosen.revisions))


def read_draft(draft: Draft) -> Resolution:
    """The resolution of a draft. Raises SourceError when it cannot be read."""
    return draft if isinstance(draft, Resolution) else read_document(draft).resolution


def reading_warnings(texts: Iterable[Resolution]) -> tuple[Note, ...]:
    """The doubts of reading, each once: what every task that reads must tell the user."""
    return tuple(dict.fromkeys(note for text in texts for note in text.notes if note.severity != "info"))


def draft_name(draft: Draft) -> str:
    """What a draft is called in a step: the name of its file without the folder."""
    return PureWindowsPath(source_name(draft)).name or "draft"


def source_name(draft: Draft) -> str:
    """The name of the file a draft comes from, as records have it."""
    return draft.source if isinstance(draft, Resolution) else draft.name


def load_draft(source: Resolution | str | PathLike[str]) -> Draft:
    """A resolution as it is, or the document at a path. Raises SourceError for anything else."""
    if isinstance(source, Resolution):
        return source
    if not isinstance(source, str | PathLike):
        raise SourceError(
            f"{type(source).__name__} given where a document is needed", "give the path of a file, or what read() gave"
        )
    return load_document(source)
