"""Standing notes: what a State wrote on a theme in past texts of the library, and how its wording moved.

The library keeps who made a statement where; the notes themselves are read again from the files it was built from.
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

SAME = 0.55
"""How much alike (0 to 1) two notes of a State must be to be one standing note."""
SAME_GROUND = 0.35
"""The same where they hang on paragraphs that are nearly the same."""
GROUND = 0.8
"""How much alike such paragraphs are."""


@dataclass(frozen=True, slots=True)
class PastStatement:
    """One note in one text. `name`: symbol or file; `under`: the words it hangs on."""

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
    """A note that comes back, oldest first."""

    notes: tuple[PastStatement, ...]

    @property
    def last(self) -> PastStatement:
        """The newest wording."""
        return self.notes[-1]

    @property
    def since(self) -> int | None:
        """The first year known."""
        return next((n.year for n in self.notes if n.year), None)

    @property
    def changed(self) -> tuple[tuple[PastStatement, PastStatement], ...]:
        """Each step at which the wording changed: the note before, the note after."""
        pairs = zip(self.notes, self.notes[1:], strict=False)
        return tuple((a, b) for a, b in pairs if body_key(a.text) != body_key(b.text))

    @property
    def wordings(self) -> tuple[tuple[PastStatement, tuple[Segment, ...]], ...]:
        """Each note with its words compared with those of the note before it; the first, which has none, with itself.
        Equal words are one segment "="."""
        before = (self.notes[0], *self.notes)
        return tuple((note, segments(b.text, note.text)) for b, note in zip(before, self.notes, strict=False))

    def to_dict(self) -> dict[str, Any]:
        """The note as the JSON contract has it; each text with what changed since the one before."""
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
    """Notes of States in the texts of a library. Each file is read at most once; `missing`: files that are gone or
    cannot be read any more, as (name, why)."""

    library: Library
    drafts: bool = False
    missing: dict[str, str] = field(default_factory=dict)
    _read: dict[str, tuple[Resolution, tuple[StatementEntry, ...]] | None] = field(default_factory=dict)

    def notes(self, state: str) -> list[PastStatement]:
        """Every note of a State, oldest first (texts without a year before all)."""
        found = []
        for document in self.library.reserved_by(state):
            if self.drafts or document.status == ADOPTED:
                found += [n for n in self._of(document) if state in n.states]
        return sorted(found, key=lambda n: (n.year or 0, n.name))

    def standing(self, state: str, theme: str = "", language: str = "") -> list[RecurringStatement]:
        """The notes of a State on a theme (all its notes where none is given), those in most texts first."""
        past = [n for n in self.notes(state) if n.kind not in ("information", "footnote announced")]
        threads = group_recurring(n for n in past if not language or n.language == language)
        about = [t for t in threads if not theme or any(is_about(n, theme) for n in t.notes)]
        return sorted(about, key=lambda t: (-len(t.notes), -(t.last.year or 0), t.last.text))

    def nearest(self, state: str, language: str, *, text: str = "", under: str = "") -> RecurringStatement | None:
        """The standing note most like a note's words, or like the words a note would hang on; None: nothing akin."""
        scored = [
            (max(_alike(n.text, text) if text else 0.0, _alike(n.under, under) if under else 0.0), t)
            for t in self.standing(state, language=language)
            for n in t.notes
        ]
        best = max(scored, key=lambda s: s[0], default=(0.0, None))
        return best[1] if best[0] >= SAME else None

    def _of(self, document: Document) -> Iterator[PastStatement]:
        read = self._file(document)
        if read is None:
            return
        resolution, noted = read
        name = document.symbol or document.source or document.name
        year = document.year or year_of(resolution)
        for e in noted:
            language = resolution.language or document.language
            yield PastStatement(name, year, language, e.place.at, e.place.text, e.text, e.kind, e.states)

    def _file(self, document: Document) -> tuple[Resolution, tuple[StatementEntry, ...]] | None:
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
    """Notes of one State, oldest first, as notes that come back: each goes on from the one it is most like."""
    threads: list[list[PastStatement]] = []
    for note in notes:
        scored = [(_kinship(t[-1], note), n) for n, t in enumerate(threads) if t[-1].name != note.name]
        best, n = max(scored, key=lambda s: (s[0], -s[1]), default=(0.0, -1))
        if best > 0:
            threads[n].append(note)
        else:
            threads.append([note])
    return [RecurringStatement(tuple(t)) for t in threads]


def _kinship(old: PastStatement, new: PastStatement) -> float:
    if old.language != new.language:
        return 0.0
    like = _alike(old.text, new.text)
    changes = like >= SAME_GROUND and _alike(old.under, new.under) >= GROUND
    return like if like >= SAME or changes else 0.0


def _alike(one: str, other: str) -> float:
    return char_ratio(body_key(one), body_key(other))


def is_about(note: PastStatement, theme: str) -> bool:
    """True when every word of the theme, whatever its ending, stands in the note or in what it hangs on."""
    wanted = set(stems(theme, note.language))
    return wanted <= set(stems(f"{note.text}\n{note.under}", note.language))
