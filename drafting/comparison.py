"""Two resolutions compared: one diff of the text, one of the footnotes; every output of a command comes from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drafting.diff import compare_units
from drafting.diff.changes import Diff, change_dict
from drafting.model import Note, Resolution
from drafting.read.units import body_units, footnote_units
from drafting.substance import explain

SCHEMA = "drafting/compare/1"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides, and what became of their units and of their footnotes."""

    old: Resolution
    new: Resolution
    body: Diff
    footnotes: Diff
    warnings: tuple[Note, ...] = ()
    """References inside the texts that point to a wrong or deleted paragraph since."""

    @property
    def identical(self) -> bool:
        """True when neither text nor footnotes differ."""
        return self.body.identical and self.footnotes.identical

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a person must know: what the readers of both sides say beyond information, and the warnings."""
        return (*(n for side in (self.old, self.new) for n in side.notes if n.severity != "info"), *self.warnings)

    def to_dict(self) -> dict[str, Any]:
        """The comparison as the JSON contract has it."""
        return {
            "schema": SCHEMA,
            **_diff_dict(self.body),
            "footnotes": _diff_dict(self.footnotes),
            "notes": [_note_dict(n) for n in self.notes],
        }


def compare(old: Resolution, new: Resolution) -> Comparison:
    """Compare two resolutions: body units with body units, footnotes by anchor and body, and what each change means."""
    languages = old.language, new.language
    body, astray = explain(compare_units(body_units(old), body_units(new)), languages)
    footnotes, astray_there = explain(compare_units(footnote_units(old), footnote_units(new)), languages, body)
    return Comparison(old, new, body, footnotes, (*astray, *astray_there))


def _diff_dict(diff: Diff) -> dict[str, Any]:
    return {
        "old": [u.full_text for u in diff.old],
        "new": [u.full_text for u in diff.new],
        "changes": [
            change_dict(c)
            | {"at": {"old": [diff.old[i].address for i in c.old], "new": [diff.new[j].address for j in c.new]}}
            for c in diff.changes
        ],
    }


def _note_dict(note: Note) -> dict[str, str]:
    return {"code": note.code, "severity": note.severity, "message": note.message, "where": note.where}
