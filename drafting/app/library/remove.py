"""Take texts out of the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource, open_source
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_words
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.library.models import Document as StoredDocument

ADVICE = "give its symbol, its name or its file name"
"""What to do about a name that the library does not have."""


@dataclass(frozen=True, slots=True)
class RemoveResult:
    """The texts that were taken out, or with `dry_run` would be, and the names that no text has."""

    removed: tuple[StoredDocument, ...]
    missing: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def notes(self) -> tuple[Note, ...]:
        """Each name that no text has."""
        return tuple(
            Note("no-such-text", f"no text in the library is called {n}", severity="error") for n in self.missing
        )

    @property
    def summary(self) -> str:
        """The texts, each in a line."""
        verb = "would remove" if self.dry_run else "removed"
        return "\n".join(f"{verb} {d.name} ({d.language}{f', {d.year}' if d.year else ''})" for d in self.removed)

    def to_dict(self) -> dict[str, Any]:
        """The names, languages and years of the texts, and the names that no text has."""
        removed = [{"name": d.name, "language": d.language, "year": d.year} for d in self.removed]
        return {"removed": removed, "missing": list(self.missing), "dry_run": self.dry_run}

    @property
    def forms(self) -> Mapping[str, Form]:
        """None."""
        return {}


def remove_texts(
    names: Sequence[str],
    *,
    dry_run: bool = False,
    library: LibrarySource = None,
    progress: Progress | None = None,
) -> RemoveResult:
    """Take texts out, by symbol, name or file name; with `dry_run` only find them.

    Raises LibraryError when the library cannot be opened, SettingsError for a name that is not text.
    """
    for name in names:
        require_words("name", name)
    removed: list[StoredDocument] = []
    missing = []
    with open_source(library) as opened:
        for done, name in enumerate(names):
            report_step(progress, done, len(names), name)
            gone = opened.remove(name, dry_run)
            removed += gone
            if not gone:
                missing.append(name)
    return RemoveResult(tuple(removed), tuple(missing), dry_run)
