"""Give out every paragraph of the library as records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.hits import hits_sheet
from drafting.app.library.source import LibrarySource, open_source
from drafting.app.task import Form, Progress, report_step
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import Hit

EXPORT_FORMS = (".jsonl", ".csv")
"""The suffixes of `ExportResult.forms`."""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """Every paragraph of a library, document by document."""

    paragraphs: tuple[Hit, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many paragraphs there are."""
        return f"{len(self.paragraphs)} paragraphs"

    def to_dict(self) -> dict[str, Any]:
        """The records of the paragraphs under the key `records`."""
        return {"records": _records(self)}

    @property
    def forms(self) -> Mapping[str, Form]:
        """The paragraphs in the formats of `EXPORT_FORMS`; `add_texts` reads the .jsonl back."""
        return {".jsonl": partial(_lines, self), ".csv": partial(hits_sheet, self.paragraphs)}


def export_library(*, library: LibrarySource = None, progress: Progress | None = None) -> ExportResult:
    """Every paragraph of the library. Raises LibraryError when it cannot be opened."""
    report_step(progress, 0, 1, "reading")
    with open_source(library) as opened:
        return ExportResult(tuple(opened.paragraphs()))


def _records(result: ExportResult) -> list[dict[str, Any]]:
    from drafting.library.jsonl import record_of

    return [record_of(hit) for hit in result.paragraphs]


def _lines(result: ExportResult) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(result)).encode()
