"""Check that the library file is sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.task import Form, Progress, report_step
from drafting.model.resolution import Note

ADVICE = "drafting library check --rebuild makes the indexes anew; else restore a copy"
"""What to do about a library that is not sound."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What is wrong with a library file, in words; `rebuilt`: its indexes were made anew before."""

    faults: tuple[str, ...]
    rebuilt: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """Each fault."""
        return tuple(Note("library-fault", fault, severity="error") for fault in self.faults)

    @property
    def summary(self) -> str:
        """Whether the library is sound."""
        if self.faults:
            return f"{len(self.faults)} faults in the library"
        return "the library is sound" + (", its indexes are made anew" if self.rebuilt else "")

    def to_dict(self) -> dict[str, Any]:
        """The faults, and whether the indexes were made anew."""
        return {"faults": list(self.faults), "rebuilt": self.rebuilt}

    @property
    def forms(self) -> Mapping[str, Form]:
        """None."""
        return {}


def check_library(
    *, rebuild: bool = False, library: LibrarySource = None, progress: Progress | None = None
) -> CheckResult:
    """Read the whole file and compare the indexes with the paragraphs; with `rebuild` make the indexes anew first.

    Raises LibraryError when the library cannot be opened.
    """
    report_step(progress, 0, 1, "checking")
    with open_source(library) as opened:
        return CheckResult(opened.check(rebuild), rebuild)
