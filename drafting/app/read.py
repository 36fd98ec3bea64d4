"""Read a document and show what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from drafting.read import Revisions, read_bytes, texts_of_bytes

_LISTED = 12
"""Texts of a file that an error lists, at most."""

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

    Raises SourceError when it cannot be read or the language is unknown, or holds several texts and `document.text`
    does not say which; SettingsError for unknown `revisions`. Never because its text is odd.
    """
    chosen = options or ReadOptions()
    report_step(progress, 0, 1, f"reading {document.short_name}")
    if document.text == "all":
        return ReadResult(
            read_bytes(document.data, document.name, language=chosen.language, revisions=chosen.revisions)
        )
    return ReadResult(choose_text(document, [found.resolution for found in read_all_texts(document, chosen)]))


def read_all_texts(document: Document, options: ReadOptions | None = None) -> tuple[ReadResult, ...]:
    """Every text of a document: a volume of resolutions, a report with draft resolutions. Raises as `read_document`."""
    chosen = options or ReadOptions()
    found = texts_of_bytes(document.data, document.name, language=chosen.language, revisions=chosen.revisions)
    return tuple(map(ReadResult, found))


def choose_text(document: Document, texts: Sequence[Resolution]) -> Resolution:
    """The text that `document.text` names, or the only one. Raises SourceError where that leaves a choice, or none."""
    name, chosen = document.short_name, document.text
    if len(texts) == 1 and chosen in (None, 1):
        return texts[0]
    if isinstance(chosen, int) and 1 <= chosen <= len(texts):
        return texts[chosen - 1]
    listed = "; ".join(f"{number} {text.called}" for number, text in enumerate(texts[:_LISTED], 1))
    listed += "; …" if len(texts) > _LISTED else ""
    if chosen is None:
        raise SourceError(
            f"{name} holds {len(texts)} texts: {listed}",
            "choose one with --text N, or take the whole file with --text all",
        )
    raise SourceError(f"{name} has no text {chosen}: {listed}", "choose one of these with --text N")


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
