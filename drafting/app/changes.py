"""List the tracked changes of a Word file: where, what, who, when, the words before and after."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.outputs import to_json
from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import SourceError
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.ooxml.package import Package
    from drafting.word.tracked.listing import TrackedChange

CHANGES_FORMS = (".json", ".csv")
"""The suffixes of `ChangesResult.forms`."""


@dataclass(frozen=True, slots=True)
class ChangesResult:
    """The tracked changes of a document in reading order, of all authors or of `authors`."""

    source: str
    changes: tuple[TrackedChange, ...]
    authors: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many changes there are, and by whom where authors were asked for."""
        by = f" by {', '.join(self.authors)}" if self.authors else ""
        return f"{count_changes(len(self.changes)) if self.changes else 'no tracked changes'}{by}"

    def to_dict(self) -> dict[str, Any]:
        """The changes (schema drafting/changes/1)."""
        rows = [asdict(change) for change in self.changes]
        return {"schema": "drafting/changes/1", "source": self.source, "changes": rows}

    @property
    def forms(self) -> Mapping[str, Form]:
        """The changes in the formats of `CHANGES_FORMS`."""
        return {".json": partial(_json, self), ".csv": partial(_csv, self)}


def list_changes(marked: Document, authors: Collection[str] = (), progress: Progress | None = None) -> ChangesResult:
    """The tracked changes of a Word file, of some authors or of all. Raises SourceError for any other file."""
    from drafting.word.tracked.addresses import index_addresses
    from drafting.word.tracked.listing import tracked_changes

    report_step(progress, 0, 2, f"reading {marked.short_name}")
    package = open_package(marked)
    places = index_addresses(package, marked.data, marked.name)
    report_step(progress, 1, 2, "listing")
    return ChangesResult(marked.name, tracked_changes(package, places, tuple(authors) or None), tuple(authors))


def open_package(document: Document) -> Package:
    """The package of a Word file. Raises SourceError for a document of any other format."""
    from drafting.ooxml.package import Package
    from drafting.read import WORD

    if document.suffix not in WORD:
        raise SourceError(
            f"{document.name} is not a Word file", "tracked changes are in .docx files; `drafting compare` makes them"
        )
    return Package.load(document.data, document.name)


def count_changes(number: int) -> str:
    """A number of tracked changes in words."""
    return f"{number} tracked change{'' if number == 1 else 's'}"


def _json(result: ChangesResult) -> bytes:
    return to_json(result.to_dict()).encode()


def _csv(result: ChangesResult) -> bytes:
    from drafting.word.tracked.listing import TrackedChange

    out = io.StringIO()
    writer = csv.DictWriter(out, TrackedChange.__slots__, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(change) for change in result.changes)
    return out.getvalue().encode()
