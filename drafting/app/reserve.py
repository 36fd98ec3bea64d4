"""Enter a footnote statement of a delegation in a draft, tracked where the draft is a Word file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from drafting.app.library.source import LibrarySource
from drafting.app.outputs import DocumentStyle, WrittenDocument, write_document
from drafting.app.past_statements import last_wording
from drafting.app.read import read_document
from drafting.app.settings import SIGNATURE, change_date
from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import SettingsError, require_choice, require_words
from drafting.model.resolution import Note
from drafting.model.statement_kinds import ENTERABLE_KINDS

if TYPE_CHECKING:
    from drafting.negotiate.reservations.add import NotePosition


@dataclass(frozen=True, slots=True)
class ReserveOptions:
    """Which statement is entered, and where.

    `at`: an address (OP29, PP3, H3, title) or words of a heading; `after`: words of the paragraph behind which the mark
    goes, else its end. `states`: who speaks ("BRA", "Brazil"). `kind`: what it states. `text`: its words, None for the
    formula in the language of `style` or else of the draft; `from_library`: the words the State used last on a like
    paragraph. `author` and `date` sign the tracked change in a Word file. Raises SettingsError for an unknown kind, no
    speaker of a formula, and words given twice.
    """

    at: str
    states: tuple[str, ...] = ()
    kind: str = "reservation"
    text: str | None = None
    from_library: bool = False
    after: str = ""
    author: str = SIGNATURE
    date: str = field(default_factory=change_date)
    style: DocumentStyle = field(default_factory=DocumentStyle)

    def __post_init__(self) -> None:
        require_words("at", self.at)
        require_words("after", self.after)
        require_choice("kind", self.kind, ENTERABLE_KINDS)
        if not self.states and self.text is None:
            raise SettingsError("nobody makes the statement", "give --state BRA, or set delegation in drafting.toml")
        if self.text and self.from_library:
            raise SettingsError("--text and --from-library both give the words", "give one of them")


@dataclass(frozen=True, slots=True)
class ReserveResult:
    """A draft with a statement entered: at which address, and in which words.

    `tracked`: the Word file with the statement as a tracked change, where the draft was one.
    """

    at: str
    words: str
    document: WrittenDocument
    tracked: bytes | None = None
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """The address and the words."""
        return f"{self.at}: {self.words}"

    def to_dict(self) -> dict[str, Any]:
        """The record of the draft with the statement (schema drafting/read/1)."""
        from drafting.output.json import record

        return record(self.document.resolution)

    @property
    def forms(self) -> Mapping[str, Form]:
        """The draft in the formats of `outputs.DOCUMENT_FORMS`; the statement is tracked in .docx of a Word file."""
        forms = self.document.forms
        return forms if self.tracked is None else forms | {".docx": partial(bytes, self.tracked)}


def enter_statement(
    draft: Document, options: ReserveOptions, *, library: LibrarySource = None, progress: Progress | None = None
) -> ReserveResult:
    """Enter a statement as a footnote.

    Raises SourceError for a draft that cannot be read, SettingsError for a place or State that is not known and for
    words that are empty, LibraryError when the library is asked and cannot be opened.
    """
    from drafting.negotiate.reservations.add import add_statement, existing_notes, find_position
    from drafting.negotiate.reservations.formulas import read_states
    from drafting.read import WORD

    report_step(progress, 0, 2, f"reading {draft.short_name}")
    before = read_document(draft).resolution
    position = find_position(before, options.at, options.after)
    language = options.style.language or before.language
    codes = read_states(options.states, language)
    words, notes = _choose_words(options, position, codes, language, library)
    report_step(progress, 1, 2, "entering the statement")
    after = add_statement(before, position, words)[0]
    if draft.suffix in WORD:
        document = WrittenDocument(after, options.style)
        tracked = _add_tracked(draft, position, words, options)
    else:
        document, tracked = write_document(after, options.style), None
    at, states = position.at, ", ".join(codes)
    said = [
        Note("note-beside", f"{at} has a note of {states} already ({mark}, {kind}); this one stands beside it")
        for mark, kind in existing_notes(before, position, codes)
    ]
    sense = _check_sense(words, options, codes, language)
    return ReserveResult(position.at, words, document, tracked, (*notes, *said, *sense, *document.notes))


def _choose_words(
    options: ReserveOptions, position: NotePosition, codes: tuple[str, ...], language: str, library: LibrarySource
) -> tuple[str, tuple[Note, ...]]:
    """The words of the statement: from the library, those given, or the formula; and notes on where they are from."""
    from drafting.negotiate.reservations.formulas import statement_formula

    if options.from_library:
        words, notes = last_wording(position, codes, language, library)
        kept, more = _printable(words)
        return kept, (*notes, *more)
    if options.text is not None:
        return _printable(options.text)
    return statement_formula(options.kind, codes, language, position.scope), ()


def _printable(text: str) -> tuple[str, tuple[Note, ...]]:
    """Words without the control characters that no document can hold. Raises SettingsError where none are left."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if not kept.strip():
        raise SettingsError(
            "--text is empty", "give the words of the note, or leave --text out for the house's formula"
        )
    message = "control characters in the words were left out"
    return kept.strip(), (Note("control-characters", message, severity="warning"),) if kept != text else ()


def _add_tracked(draft: Document, position: NotePosition, words: str, options: ReserveOptions) -> bytes:
    from drafting.ooxml.package import Package
    from drafting.word.annotate import add_tracked_footnote

    package = Package.load(draft.data, draft.name)
    marked = add_tracked_footnote(
        package, position.block, position.offset, words, author=options.author, date=options.date
    )
    return marked.to_bytes()


def _check_sense(words: str, options: ReserveOptions, codes: tuple[str, ...], language: str) -> tuple[Note, ...]:
    """Notes where the words read as another kind of statement, or as that of other States."""
    from drafting.read.statements import read_statement

    found, said = [], read_statement(words, language)
    if options.text and said.kind != options.kind:
        message = f"the words read as {said.kind}, not as {options.kind}; they were entered as given"
        found.append(Note("other-kind", message, severity="warning"))
    missing = [code for code in codes if code not in (*said.states, *said.groups)]
    if missing:
        message = f"the words do not name {', '.join(missing)} as speaking; they were entered as given"
        found.append(Note("other-states", message, severity="warning"))
    return tuple(found)
