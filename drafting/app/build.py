"""Build a clean document from any draft: house style, automatic numbers, real footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.app.outputs import DocumentStyle, WrittenDocument, write_document
from drafting.app.read import Draft, draft_name, read_draft, reading_warnings
from drafting.app.task import Form, Progress, report_step
from drafting.model.resolution import Note, Resolution


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A draft and the style it is written in."""

    document: WrittenDocument

    @property
    def resolution(self) -> Resolution:
        """The draft as it was read; what reading repaired is in its notes."""
        return self.document.resolution

    @property
    def notes(self) -> tuple[Note, ...]:
        """Doubts of reading; what the Word file could not hold, where the style asked to make that file at once."""
        doubts = reading_warnings((self.resolution,))
        return (*doubts, *(n for n in self.document.notes if n not in doubts))

    @property
    def summary(self) -> str:
        """Title, symbol or name of the draft."""
        return self.resolution.called

    def to_dict(self) -> dict[str, Any]:
        """The record of the draft (schema drafting/read/1)."""
        from drafting.output.json import record

        return record(self.resolution)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The draft in the formats of `outputs.DOCUMENT_FORMS`."""
        return self.document.forms


def build_document(draft: Draft, style: DocumentStyle | None = None, progress: Progress | None = None) -> BuildResult:
    """Read a draft of any format, to be written anew. Raises SourceError when it cannot be read."""
    report_step(progress, 0, 2, f"reading {draft_name(draft)}")
    resolution = read_draft(draft)
    report_step(progress, 1, 2, "building")
    return BuildResult(write_document(resolution, style or DocumentStyle()))
