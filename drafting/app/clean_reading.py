"""Write a bracketed text as it reads under one choice: what one delegation wants, or one option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from drafting.app.outputs import DocumentStyle, WrittenDocument, write_document
from drafting.app.read import Draft, draft_name, read_draft
from drafting.app.task import Form, Progress, report_step
from drafting.errors import require_choice, require_words
from drafting.model.resolution import Note
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.negotiate.brackets.clean_reading import CleanReading

Undecided: TypeAlias = Literal["open", "in", "out"]

SHOWN = 100
"""Characters of a passage in a note. Judged, not measured: about one line."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """`choice`: a delegation ("MEX", "Mexico") or an option ("Option 2").

    `rest`: brackets that the choice does not decide stay "open", or their words go "in" or "out". `style`: how the
    result is written. Raises SettingsError for an unknown value.
    """

    choice: str
    rest: Undecided = "open"
    style: DocumentStyle = field(default_factory=DocumentStyle)

    def __post_init__(self) -> None:
        require_words("choice", self.choice)
        require_choice("rest", self.rest, ("open", "in", "out"))


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """The text under a choice."""

    reading: CleanReading
    document: WrittenDocument

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out, what is still open, and references that no longer hold, each with its address."""
        left_out = [_note("left-out", "left out", at, words) for at, words in self.reading.left_out]
        left_open = [_note("still-open", "still open", at, words) for at, words in self.reading.left_open]
        return (*left_out, *left_open, *self.reading.notes, *self.document.notes)

    @property
    def summary(self) -> str:
        """How many passages were left out, and how many are still open."""
        return f"{len(self.reading.left_out)} passages left out, {len(self.reading.left_open)} still open"

    def to_dict(self) -> dict[str, Any]:
        """The record of the text under the choice (schema drafting/read/1)."""
        from drafting.output.json import record

        return record(self.reading.resolution)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The text in the formats of `outputs.DOCUMENT_FORMS`."""
        return self.document.forms


def read_under_choice(draft: Draft, options: ReadingOptions, progress: Progress | None = None) -> ReadingResult:
    """The clean reading of a bracketed text. Nothing is decided by guessing.

    Raises SourceError for a text that cannot be read, SettingsError for a choice that the text does not offer.
    """
    from drafting.negotiate.brackets.clean_reading import read_as
    from drafting.negotiate.brackets.offers import choose

    report_step(progress, 0, 2, f"reading {draft_name(draft)}")
    text = read_draft(draft)
    report_step(progress, 1, 2, "deciding brackets")
    reading = read_as(text, choose(text, options.choice), options.rest)
    return ReadingResult(reading, write_document(reading.resolution, options.style))


def _note(code: str, what: str, at: str, words: str) -> Note:
    return Note(code, f"{what}: {shorten(words, SHOWN)}", at)
