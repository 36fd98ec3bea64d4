"""Recurring statements: what a State wrote on a theme in past texts of the library, and how its wording changed.

The library knows which State made a statement in which text; the notes themselves are read again from the source files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.diff.changes import Segment
from drafting.diff.words import segments
from drafting.errors import DraftingError
from drafting.library.analysis import stems
from drafting.library.from_resolution import year_of
from drafting.library.library import Library
from drafting.library.models import ADOPTED, Document
from drafting.model.resolution import Resolution
from drafting.negotiate.reservations.entries import StatementEntry, statement_entries
from drafting.text.similarity import char_ratio
from drafting.text.typography import body_key

SIMILAR = 0.55
"""Similarity of characters (0 to 1) from which two notes of a State are one recurring statement.

Judged on examples of one State's notes over several years, not measured."""
SIMILAR_ON_SAME_TEXT = 0.35
"""The same for notes on paragraphs that are nearly equal. Judged on examples, not measured."""
SAME_TEXT = 0.8
"""Similarity from which two paragraphs under notes are nearly equal. Judged on examples, not measured."""


@dataclass(frozen=True, slots=True)
class PastStatement:
    """One note in one text. `name`: symbol or file of the text; `under`: the words of the paragraph the note is on."""

    name: str
    year: int | None
    language: str
    at: str
    under: str
    text: str
    kind: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecurringStatement:
    """One statement of a State as it returns in several texts, oldest first."""

    notes: tuple[PastStatement, ...]

    @property
    def last(self) -> PastStatement:
        """The newest wording."""
        return self.notes[-1]

    @property
    def since(self) -> int | None:
        """The first year known, None where no text has a year."""
        return next((n.year for n in self.notes if n.year), None)

    @property
    def changed(self) -> tuple[tuple[PastStatement, PastStatement], ...]:
        """The pairs of neighbouring notes whose words differ, typography aside."""
        pairs = zip(self.notes, self.notes[1:], strict=False)
        return tuple((a, b) for a, b in pairs if body_key(a.text) != body_key(b.text))

    @property
    def wordings(self) -> tuple[tuple[PastStatement, tuple[Segment, ...]], ...]:
        """Each note with its words compared with those of the note before it, the first one with itself."""
        before = (self.notes[0], *self.notes)
        return tuple((note, segments(b.text, note.text)) for b, note in zip(before, self.notes, strict=False))

    def to_dict(self) -> dict[str, Any]:
        """The record in schema drafting/standing-notes/1; each text is compared with the one before it."""
        found: list[dict[str, Any]] = []
        for n, note in enumerate(self.notes):
            row: dict[str, Any] = {
                "source": note.name, "year": note.year, "language": note.language, "at": note.at, "under": note.under,
                "text": note.text, "kind": note.kind, "states": list(note.states),
            }  # fmt: skip
            before = self.notes[n - 1].text if n else note.text
            row["segments"] = [[s.op, s.text] for s in segments(before, note.text)] if before != note.text else []
            found.append(row)
        return {
            "since": self.since,
            "texts": found,
            "changed": [b.year for _, b in self.changed],
            "last": self.last.text,
        }


@dataclass
class StatementArchive:
    """The notes of States in the texts of a library; `drafts`: in drafts too, not only in adopted texts.

    Each file is read at most once. `missing`: the texts whose file is gone or unreadable, with the reason.
    """

    library: Library
    drafts: bool = False
    missing: dict[str, str] = field(default_factory=dict)
    _read: dict[str, tuple[Resolution, tuple[StatementEntry, ...]] | None] = field(default_factory=dict)

    def notes(self, state: str) -> list[PastStatement]:
        """Every note of a State, oldest first; texts without a year come before all others."""
        found = []
        for document in self.library.reserved_by(state):
            if self.drafts or document.status == ADOPTED:
                found += [n for n in self._notes_of(document) if state in n.states]
        return sorted(found, key=lambda n: (n.year or 0, n.name))

    def standing(self, state: str, theme: str = "", language: str = "") -> list[RecurringStatement]:
        """The recurring statements of a State on a theme, or on any, those in most texts first."""
        past = [n for n in self.notes(state) if n.kind not in ("information", "footnote announced")]
        groups = group_recurring(n for n in past if not language or n.language == language)
        about = [g for g in groups if not theme or any(is_about(n, theme) for n in g.notes)]
        return sorted(about, key=lambda g: (-len(g.notes), -(g.last.year or 0), g.last.text))

    def nearest(self, state: str, language: str, *, text: str = "", under: str = "") -> RecurringStatement | None:
        """The recurring statement nearest to the words of a note, or of the paragraph under it; None: none is near."""
        scored = [
            (max(_similarity(n.text, text) if text else 0.0, _similarity(n.under, under) if under else 0.0), s)
            for s in self.standing(state, language=language)
            for n in s.notes
        ]
        best = max(scored, key=lambda s: s[0], default=(0.0, None))
        return best[1] if best[0] >= SIMILAR else None

    def _notes_of(self, document: Document) -> Iterator[PastStatement]:
        found = self._read_file(document)
        if found is None:
            return
        resolution, noted = found
        name = document.symbol or document.source or document.name
        year = document.year or year_of(resolution)
        for e in noted:
            language = resolution.language or document.language
            yield PastStatement(name, year, language, e.place.at, e.place.text, e.text, e.kind, e.states)

    def _read_file(self, document: Document) -> tuple[Resolution, tuple[StatementEntry, ...]] | None:
        from drafting.read import read

        path = document.path or ""
        if path not in self._read:
            try:
                resolution = read(Path(path)) if path else None
                self._read[path] = (resolution, statement_entries(resolution, 0)) if resolution else None
                if not path:
                    self.missing[document.name] = "it came from records, which hold no notes"
            except DraftingError as error:
                self._read[path] = None
                self.missing[document.name] = error.message
        return self._read[path]


def group_recurring(notes: Iterable[PastStatement]) -> list[RecurringStatement]:
    """Group the notes of one State, oldest first: each continues the group whose last note is most similar to it."""
    groups: list[list[PastStatement]] = []
    for note in notes:
        scored = [(_continuation_score(g[-1], note), n) for n, g in enumerate(groups) if g[-1].name != note.name]
        best, n = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, -1))
        if best > 0:
            groups[n].append(note)
        else:
            groups.append([note])
    return [RecurringStatement(tuple(g)) for g in groups]


def _continuation_score(old: PastStatement, new: PastStatement) -> float:
    """The similarity of two notes where the new one may continue the old one, else 0."""
    if old.language != new.language:
        return 0.0
    similar = _similarity(old.text, new.text)
    same_text = similar >= SIMILAR_ON_SAME_TEXT and _similarity(old.under, new.under) >= SAME_TEXT
    return similar if similar >= SIMILAR or same_text else 0.0


def _similarity(one: str, other: str) -> float:
    return char_ratio(body_key(one), body_key(other))


def is_about(note: PastStatement, theme: str) -> bool:
    """True when every word of the theme, whatever its ending, is in the note or in the paragraph it is on."""
    wanted = set(stems(theme, note.language))
    return wanted <= set(stems(f"{note.text}\n{note.under}", note.language))
