"""Accept or reject tracked changes of a Word file, and take out the names in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from drafting.app.changes import count_changes, open_package
from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import OutputError, SettingsError, require_choice
from drafting.model.resolution import Note

if TYPE_CHECKING:
    from drafting.ooxml.package import Package

CLEAN_FORMS = (".docx", ".docm")
"""The suffixes a cleaned document can have; .docm only where it holds macros."""
KINDS = (
    "insertion", "deletion", "move", "formatting", "paragraph", "mark", "row", "cell", "table", "section", "numbering",
)  # fmt: skip
"""What can be accepted or rejected apart: changes of text, and changes of what they are made to."""


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """Which changes are accepted (or, with `reject`, rejected) and what else is taken out.

    `authors`, `kinds` (see `KINDS`) and `at` (addresses such as OP5, OP5-OP9, fn3, header) choose changes; what they
    leave stays tracked. `keep` leaves all changes in place. `scrub` takes out the names of authors, company, template
    and editing sessions. `suffix`: that of the result; only a .docm keeps macros. Raises SettingsError for an unknown
    kind or suffix, or for `keep` together with a choice of changes.
    """

    reject: bool = False
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    scrub: bool = False
    keep: bool = False
    suffix: str = ".docx"

    def __post_init__(self) -> None:
        for kind in self.kinds:
            require_choice("kind", kind, KINDS)
        require_choice("suffix", self.suffix, CLEAN_FORMS)
        if self.keep and (self.reject or self.authors or self.kinds or self.at):
            raise SettingsError(
                "to keep all changes and to choose some of them exclude each other", "leave one of the two out"
            )


@dataclass(frozen=True, slots=True)
class CleanResult:
    """The document after cleaning, how many changes were accepted or rejected, and what was taken out.

    `resolved` and `left` count changes and are None where all were kept; `removed` says what scrubbing took out and is
    None where it was not asked for.
    """

    source: str
    options: CleanOptions
    data: bytes
    resolved: int | None = None
    left: int | None = None
    removed: tuple[str, ...] | None = None
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> str:
        """What was done, one line for the changes and one for the names."""
        lines = []
        if self.resolved is not None:
            stay = f", {self.left} stay" if self.left else ""
            lines.append(f"{count_changes(self.resolved)} {'rejected' if self.options.reject else 'accepted'}{stay}")
        if self.removed is not None:
            lines.append(f"taken out: {', '.join(self.removed) or 'nothing was there'}")
        return "\n".join(lines) or "nothing to do"

    def to_dict(self) -> dict[str, Any]:
        """What was done, with the codes of the notes."""
        return {
            "source": self.source,
            "resolved": self.resolved,
            "left": self.left,
            "removed": None if self.removed is None else list(self.removed),
            "notes": [note.code for note in self.notes],
        }

    @property
    def forms(self) -> Mapping[str, Form]:
        """The document, under the suffix of the options."""
        return {self.options.suffix: partial(bytes, self.data)}


def clean_document(
    marked: Document, options: CleanOptions | None = None, progress: Progress | None = None
) -> CleanResult:
    """Accept or reject tracked changes of a Word file and take out names, as the options say.

    Both ends of a move go together, and so do a footnote and its mark. Raises SourceError for a file that is not Word,
    SettingsError for an author without changes and an unknown address, OutputError for a .docm without macros.
    """
    chosen = options or CleanOptions()
    report_step(progress, 0, 2, f"reading {marked.short_name}")
    package = open_package(marked)
    notes = _fit_suffix(package, chosen.suffix)
    resolved = left = removed = None
    report_step(progress, 1, 2, "cleaning")
    if not chosen.keep:
        from drafting.word.tracked.accept_reject import accept_or_reject

        done = accept_or_reject(
            package, marked.data, marked.name, not chosen.reject,
            authors=chosen.authors, kinds=chosen.kinds, at=chosen.at,
        )  # fmt: skip
        resolved, left = done.resolved, done.left
    if chosen.scrub:
        from drafting.word.scrub import scrub

        removed = tuple(scrub(package))
    return CleanResult(marked.name, chosen, package.to_bytes(), resolved, left, removed, notes)


def suffix_of_result(name: str) -> str:
    """The suffix of the file a cleaned document goes to ("-": .docx). Raises OutputError for one that is not Word's."""
    suffix = ".docx" if name == "-" else PurePath(name).suffix.lower()
    if suffix not in CLEAN_FORMS:
        raise OutputError(
            f"{name}: tracked changes can only be accepted or rejected in a Word file", "give a name that ends in .docx"
        )
    return suffix


def _fit_suffix(package: Package, suffix: str) -> tuple[Note, ...]:
    """Word opens no .docx with macros and no .docm without: the suffix of the result decides whether they stay."""
    from drafting.ooxml.removal import drop_macros, is_macro_enabled

    if suffix == ".docm":
        if not is_macro_enabled(package):
            raise OutputError(f"{package.name} holds no macros", "give the result a name that ends in .docx")
        return ()
    if not drop_macros(package):
        return ()
    said = "the macros of the document are left out; a result named .docm would keep them"
    return (Note("macros-left-out", said, severity="warning"),)
