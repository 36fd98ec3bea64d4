"""Two resolutions compared, or many followed: one diff of the text, one of the footnotes, for every output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from drafting.compare.units import body_units, footnote_units
from drafting.diff import compare_units, reading_view
from drafting.diff.changes import Diff, change_dict
from drafting.model.resolution import Note, Resolution

if TYPE_CHECKING:
    from drafting.diff.history import History, ParagraphHistory
    from drafting.diff.units import Unit
    from drafting.meaning.references.stale import StaleReference

SCHEMA = "drafting/compare/1"
HISTORY_SCHEMA = "drafting/history/1"

View: TypeAlias = Literal["exact", "reading"]
"""exact: no more words are marked than changed. reading: a rewritten passage is one replacement."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides, and what became of their units and of their footnotes."""

    old: Resolution
    new: Resolution
    body: Diff
    footnotes: Diff
    stale_references: tuple[StaleReference, ...] = ()
    """References inside the texts that point to a wrong or deleted paragraph since."""
    view: View = "exact"

    @property
    def identical(self) -> bool:
        """True when neither text nor footnotes differ."""
        return self.body.identical and self.footnotes.identical

    @property
    def warnings(self) -> tuple[Note, ...]:
        """The references that went astray, as notes in English."""
        return tuple(a.note() for a in self.stale_references)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What a person must know: what the readers of both sides say beyond information, and the warnings."""
        return (*(n for side in (self.old, self.new) for n in side.notes if n.severity != "info"), *self.warnings)

    def reading(self) -> Comparison:
        """The same comparison in the reading view: same changes, same meaning, fewer and larger replacements."""
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

        It is built from the two texts; `drafting.redline` keeps the look of Word files. `author` and `date` (ISO 8601,
        by default now) sign the changes. Raises SettingsError for an unknown value.
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

        `language` of its own words: by default that of the new text. `view`: in which view it opens, by default that of
        the comparison. Raises SettingsError for an unknown value.
        """
        from drafting.app.compare import CompareOptions, CompareResult

        options = CompareOptions(language=language or "", view=view or self.view)
        return CompareResult(self, options).forms[".html"]().decode()

    def to_dict(self) -> dict[str, Any]:
        """The comparison as the JSON contract has it."""
        return {
            "schema": SCHEMA,
            "view": self.view,
            **_diff_dict(self.body),
            "footnotes": _diff_dict(self.footnotes),
            "notes": [_note_dict(n) for n in self.notes],
        }


def compare(old: Resolution, new: Resolution, *, explained: bool = True) -> Comparison:
    """Compare two resolutions: body units with body units, footnotes by anchor and body, and what each change means.

    `explained=False` leaves the meaning out, for outputs that do not show it (tracked changes): the same changes
    without `substance`, and no warnings.
    """
    if not explained:
        body, footnotes = (compare_units(units(old), units(new)) for units in (body_units, footnote_units))
        return Comparison(old, new, body, footnotes)
    from drafting.meaning import explain

    languages = old.language or new.language, new.language or old.language
    body, astray = explain(compare_units(body_units(old), body_units(new)), languages)
    footnotes, stale_there = explain(compare_units(footnote_units(old), footnote_units(new)), languages, body)
    return Comparison(old, new, body, footnotes, (*astray, *stale_there))


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


@dataclass(frozen=True, slots=True)
class RevisionHistory:
    """Revisions of one resolution, oldest first, and the lives of their paragraphs and of their footnotes."""

    revisions: tuple[Resolution, ...]
    body: History
    footnotes: History

    def to_dict(self) -> dict[str, Any]:
        """The genealogy as the JSON contract has it."""
        return {
            "schema": HISTORY_SCHEMA,
            "revisions": [
                {"name": s.name, "source": r.source, "symbol": r.symbol, "delegation": s.delegation or None}
                for s, r in zip(self.body.revisions, self.revisions, strict=True)
            ],
            "paragraphs": [_life_dict(self.body, life) for life in self.body.paragraphs],
            "footnotes": [_life_dict(self.footnotes, life) for life in self.footnotes.paragraphs],
        }


def trace(
    revisions: Sequence[Resolution], names: Sequence[str], delegations: Mapping[int, str] | None = None
) -> RevisionHistory:
    """Follow every paragraph, word and footnote through the revisions of a resolution, oldest first.

    `delegations`: revision index → who tabled it. New words in a tracked change of a Word source bear its author.
    """
    from drafting.diff.history import RevisionUnits, history

    tabled = delegations or {}
    body, notes = [], []
    for n, (resolution, name) in enumerate(zip(revisions, names, strict=True)):
        put = _insertions(resolution)
        body.append(RevisionUnits(name, body_units(resolution), tabled.get(n, ""), put))
        notes.append(RevisionUnits(name, footnote_units(resolution), tabled.get(n, ""), put))
    return RevisionHistory(tuple(revisions), history(body), history(notes))


def _insertions(resolution: Resolution) -> dict[str, tuple[tuple[str, str], ...]]:
    """Address → (author, words) of what tracked changes of the source have put in."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for change in resolution.revisions:
        if change.kind == "insertion" and change.author:
            found[change.at] = (*found.get(change.at, ()), (change.author, change.text))
    return found


def _life_dict(course: History, life: ParagraphHistory) -> dict[str, Any]:
    unit: Unit = course.unit(life)
    places = course.addresses(life)
    return {
        "id": life.id,
        "kind": unit.kind,
        "places": [place or None for place in places],
        "events": [
            {
                "revision": event.revision,
                "kind": event.kind,
                "at": places[event.revision] or None,
                "others": list(event.others),
            }
            for event in life.events
        ],
        "text": unit.text,
        "words": [[words.text, words.revision, words.delegation or None] for words in course.words(life)],
    }
