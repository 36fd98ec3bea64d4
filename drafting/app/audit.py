"""Audit a marked-up Word file: what was changed in it without being tracked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from drafting.app.changes import count_changes, open_package
from drafting.app.outputs import to_json
from drafting.app.task import Document, Form, Progress, report_step
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.word.tracked.audit import Audit

AUDIT_FORMS = (".html", ".json")
"""The suffixes of `AuditResult.forms`."""


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The base against the marked-up file with every tracked change rejected."""

    audit: Audit

    @property
    def clean(self) -> bool:
        """True when nothing was changed but what is tracked."""
        return self.audit.clean

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was not compared, and how tracked changes of the base were taken."""
        return self.audit.notes

    @property
    def edits(self) -> int:
        """How many changes are not tracked."""
        return sum(1 for _, diff in self.audit.diffs for change in diff.changes if change.op != "equal")

    @property
    def summary(self) -> str:
        """How many changes are not tracked, and how many are."""
        counted = f"{count_changes(self.audit.tracked)} in {PurePath(self.audit.comparison.new.source).name}"
        if self.clean:
            return f"Nothing was changed without being tracked. {counted}."
        return f"{self.edits} change{'' if self.edits == 1 else 's'} without tracking; {counted}"

    def to_dict(self) -> dict[str, Any]:
        """The changes without tracking (schema drafting/audit/1)."""
        return self.audit.to_dict()

    @property
    def forms(self) -> Mapping[str, Form]:
        """The audit in the formats of `AUDIT_FORMS`."""
        return {".html": partial(_page, self), ".json": partial(_json, self)}


def audit_document(base: Document, marked: Document, progress: Progress | None = None) -> AuditResult:
    """Compare a base of any format with a marked-up Word file whose tracked changes are all rejected.

    Raises SourceError for a file that cannot be read and for a marked-up file that is not Word.
    """
    from drafting.word.tracked.audit import audit

    report_step(progress, 0, 2, f"reading {marked.short_name}")
    open_package(marked)
    report_step(progress, 1, 2, f"comparing with {base.short_name}")
    return AuditResult(audit(base.data, base.name, marked.data, marked.name))


def _page(result: AuditResult) -> bytes:
    from drafting.output.html import report

    return report(result.audit.comparison, coverage=result.audit.page_notes).encode()


def _json(result: AuditResult) -> bytes:
    return to_json(result.to_dict()).encode()
