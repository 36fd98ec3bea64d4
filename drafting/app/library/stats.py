"""Say how much the library holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.outputs import to_json
from drafting.app.task import Form, Progress, report_step
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import Stats


@dataclass(frozen=True, slots=True)
class StatsResult:
    """How much a library holds, by language, kind, organ and year."""

    stats: Stats

    @property
    def notes(self) -> tuple[Note, ...]:
        """Nothing."""
        return ()

    @property
    def summary(self) -> str:
        """How many documents and paragraphs the library holds."""
        return f"{self.stats.documents} documents, {self.stats.paragraphs} paragraphs"

    def to_dict(self) -> dict[str, Any]:
        """The numbers (schema drafting/library-stats/1)."""
        from drafting.output.json import stats_record

        return stats_record(self.stats)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The numbers as .json."""
        return {".json": partial(_json, self)}


def count_library(*, library: LibrarySource = None, progress: Progress | None = None) -> StatsResult:
    """How much the library holds. Raises LibraryError when it cannot be opened."""
    report_step(progress, 0, 1, "counting")
    with open_source(library) as opened:
        return StatsResult(opened.stats())


def _json(result: StatsResult) -> bytes:
    return to_json(result.to_dict()).encode()
