"""Compare two resolutions: a diff of the text and one of the footnotes, for every output."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from drafting.compare.printed_blanks import share_blanks
from drafting.compare.units import body_units, footnote_units
from drafting.diff import compare_units, reading_view
from drafting.diff.changes import Diff, change_dict
from drafting.model.resolution import Note, Resolution

if TYPE_CHECKING:
    from drafting.meaning.references.stale import StaleReference

SCHEMA = "drafting/compare/1"

View: TypeAlias = Literal["exact", "reading"]
"""exact: only changed words are marked. reading: a rewritten passage is one replacement."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two resolutions, and the diffs of their units and of their footnotes."""

    old: Resolution
    new: Resolution
    body: Diff
    footnotes: Diff
    stale_references: tuple[StaleReference, ...] = ()
    """References inside the new text that now point to a wrong, deleted or missing paragraph."""
    view: View = "exact"

    @property
    def identical(self) -> bool:
        """True when neither text nor footnotes differ."""
        return self.body.identical and self.footnotes.identical

    @property
    def warnings(self) -> tuple[Note, ...]:
        """The stale references, as notes in English."""
        return tuple(a.note() for a in self.stale_references)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of both sides above the severity "info", and the warnings."""
        return (*(n for side in (self.old, self.new) for n in side.notes if n.severity != "info"), *self.warnings)

    def reading(self) -> Comparison:
        """The comparison in the reading view: equal changes and findings, fewer and larger replacements."""
        return replace(self, body=reading_view(self.body), footnotes=reading_view(self.footnotes), view="reading")

    def to_docx(
        self,
        *,
        author: str = "Drafting",
        date: str | None = None,
        moves: Literal["native", "plain"] = "native",
        house: str = "oas",
        language: str | None = None,
    ) -> bytes:
        """A Word file of the new text, in the style of a house, with the changes from the old one tracked.

        It is built from the two texts; `drafting.redline` keeps the formatting of Word files. `author` and `date` (ISO
        8601, by default now) sign the changes. Raises SettingsError for an unknown value.
        """
        from drafting.app.compare import CompareOptions, compare_documents
        from drafting.app.settings import change_date

        options = CompareOptions(
            marked=True, author=author, date=change_date(date), moves=moves, house=house, language=language or "",
            explained=False,
        )  # fmt: skip
        return compare_documents(self.old, self.new, options).marked

    def to_html(self, *, language: str | None = None, view: View | None = None) -> str:
        """The comparison as a self-contained page.

        `language`: of the words of the page, by default that of the new text. `view`: in which it opens, by default
        that of the comparison. Raises SettingsError for an unknown value.
        """
        from drafting.app.compare import CompareOptions, CompareResult

        options = CompareOptions(language=language or "", view=view or self.view)
        return CompareResult(self, options).forms[".html"]().decode()

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain data (schema drafting/compare/1)."""
        return {
            "schema": SCHEMA,
            "view": self.view,
            **_diff_dict(self.body),
            "footnotes": _diff_dict(self.footnotes),
            "notes": [_note_dict(n) for n in self.notes],
        }


def compare(old: Resolution, new: Resolution, *, explained: bool = True) -> Comparison:
    """Compare two resolutions: body units, footnotes by anchor and body, and what each change means.

    `explained=False` leaves out the meaning, for outputs that do not show it (tracked changes): `substance` is then
    empty, and there are no warnings. Where one side is a PDF, its blanks are those of the other: see `printed_blanks`.
    """
    old, new = share_blanks(old, new)
    if not explained:
        body, footnotes = (compare_units(units(old), units(new)) for units in (body_units, footnote_units))
        return Comparison(old, new, body, footnotes)
    from drafting.meaning import explain

    languages = old.language or new.language, new.language or old.language
    body, stale_body = explain(compare_units(body_units(old), body_units(new)), languages)
    footnotes, stale_footnotes = explain(compare_units(footnote_units(old), footnote_units(new)), languages, body)
    return Comparison(old, new, body, footnotes, (*stale_body, *stale_footnotes))


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
