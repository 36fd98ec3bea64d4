"""Draft, compare and mark up negotiated resolutions: read, compare, build, negotiate and search from Python.

Documents are given by path or as what `read` gave. Every error is a `DraftingError`, whose text says what is wrong and
what to do. Nothing is loaded before it is used, so that the command line starts at once.
"""

from __future__ import annotations

import sys
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from drafting.errors import DraftingError

if TYPE_CHECKING:
    from drafting.compare import Comparison
    from drafting.compose.models import Suggestion
    from drafting.diff.changes import Diff
    from drafting.library.library import Library
    from drafting.model.resolution import Resolution
    from drafting.negotiate.brackets import BracketSummary
    from drafting.negotiate.reservations import Ledger

__version__ = "0.1.0"
__all__ = [
    "read",
    "read_texts",
    "compare",
    "redline",
    "build",
    "reservations",
    "brackets",
    "suggest",
    "open_library",
    "Resolution",
    "Comparison",
    "Diff",
    "DraftingError",
    "__version__",
]

_TYPES = {"Resolution": "drafting.model.resolution", "Comparison": "drafting.compare", "Diff": "drafting.diff.changes"}
"""Public types and the modules they are loaded from when first used."""


def read(
    source: str | PathLike[str],
    *,
    language: str | None = None,
    revisions: Literal["accept", "reject"] = "accept",
    text: int | Literal["all"] | None = None,
) -> Resolution:
    """Read a document: Word, plain text, a Markdown draft, PDF, or what LibreOffice converts.

    `language` ("fr", "en", "es" or "pt") replaces what the text shows. `revisions`: the tracked changes of a Word file
    are accepted ("accept") or rejected ("reject"). `text`: which text of a file that holds several, from 1, or "all"
    for the file as one text. What was repaired or doubted is in `.notes` of the result.

    Raises SourceError when the document cannot be read, the language is unknown, or the file holds several texts and
    `text` names none of them; SettingsError for any other value of `revisions`.
    """
    from dataclasses import replace

    from drafting.app.files import load_document
    from drafting.app.read import ReadOptions, read_document

    return read_document(replace(load_document(source), text=text), ReadOptions(language, revisions)).resolution


def read_texts(
    source: str | PathLike[str], *, language: str | None = None, revisions: Literal["accept", "reject"] = "accept"
) -> tuple[Resolution, ...]:
    """Read every text of a document: a volume of resolutions or a report with draft resolutions holds several.

    Options as for `read`. Raises SourceError when the document cannot be read or the language is unknown, SettingsError
    for an unknown value of `revisions`.
    """
    from drafting.app.files import load_document
    from drafting.app.read import ReadOptions, read_all_texts

    return tuple(found.resolution for found in read_all_texts(load_document(source), ReadOptions(language, revisions)))


def compare(
    old: str | PathLike[str] | Resolution, new: str | PathLike[str] | Resolution, *, explained: bool = True
) -> Comparison:
    """Compare two drafts: what happened to every paragraph and footnote, and what each change means.

    `explained=False` leaves the meaning of changes out, which is quicker. Raises SourceError for a draft that cannot be
    read.
    """
    from drafting.app.compare import CompareOptions, compare_documents
    from drafting.app.read import load_draft

    return compare_documents(load_draft(old), load_draft(new), CompareOptions(explained=explained)).comparison


def redline(
    old: str | PathLike[str] | Resolution,
    new: str | PathLike[str] | Resolution,
    path: str | PathLike[str] | None = None,
    *,
    author: str = "Drafting",
    date: str | None = None,
    moves: Literal["native", "plain"] = "native",
    house: str = "oas",
    language: str | None = None,
    flatten: bool = False,
) -> bytes:
    """A Word file of the new draft with the changes from the old one tracked; with a path it is written there too.

    Accepting all changes gives the new draft, rejecting them the old one. Word files keep their look; other drafts are
    built in the style of `house` ("oas" or "un") first. `author` and `date` (ISO 8601, by default now) sign every
    change. `moves` are written as Word moves ("native") or as deletion and insertion ("plain"). `language` is that of
    comments on what has no tracked form. `flatten` accepts the tracked changes of both Word files before comparing.

    What tracked changes cannot show is listed in `.notes` of `drafting.app.compare.compare_documents`. Raises
    SourceError for a draft that cannot be read, SettingsError for an unknown value, OutputError where the path cannot
    be written.
    """
    from drafting.app.compare import CompareOptions, compare_documents
    from drafting.app.files import write_file
    from drafting.app.read import load_draft
    from drafting.app.settings import change_date

    options = CompareOptions(
        marked=True, author=author, date=change_date(date), moves=moves, house=house, language=language or "",
        flatten=flatten, explained=False,
    )  # fmt: skip
    marked = compare_documents(load_draft(old), load_draft(new), options).marked
    if path is not None:
        write_file(path, marked)
    return marked


def build(
    draft: str | PathLike[str] | Resolution,
    path: str | PathLike[str] | None = None,
    *,
    house: str = "oas",
    language: str | None = None,
    lines: bool | Literal["page", "continuous"] = False,
) -> bytes:
    """A clean Word file of a draft in the style of a house ("oas" or "un"); with a path it is written there too.

    `language` replaces the draft's for the spell-checker. `lines` numbers the lines of each page (True or "page") or
    through the whole document ("continuous").

    Raises SourceError for a draft that cannot be read, SettingsError for an unknown value, OutputError where the path
    cannot be written.
    """
    from drafting.app.build import build_document
    from drafting.app.files import write_file
    from drafting.app.outputs import DocumentStyle
    from drafting.app.read import load_draft

    data = build_document(load_draft(draft), DocumentStyle(house, language, lines, word=True)).forms[".docx"]()
    if path is not None:
        write_file(path, data)
    return data


def reservations(*revisions: str | PathLike[str] | Resolution) -> Ledger:
    """The footnote statements of one or more revisions of a draft, oldest first: who holds out, where, since when.

    The changes that require a State to be asked again are in `.alerts`. Raises SourceError for a draft that cannot be
    read, DraftError where none is given.
    """
    from drafting.app.read import load_draft
    from drafting.app.reservations import list_reservations

    return list_reservations([load_draft(revision) for revision in revisions]).ledger


def brackets(draft: str | PathLike[str] | Resolution) -> BracketSummary:
    """What is still open in a negotiating text: for each paragraph its status, alternatives, and who proposes them.

    Raises SourceError for a draft that cannot be read.
    """
    from drafting.app.brackets import list_brackets
    from drafting.app.read import load_draft

    return list_brackets([load_draft(draft)]).last


def suggest(
    topic: str,
    *,
    library: Library | str | PathLike[str] | None = None,
    language: str | None = None,
    organ: str | None = None,
    kind: Literal["preambular", "operative"] | None = None,
    drafts: bool = False,
    limit: int = 5,
) -> tuple[Suggestion, ...]:
    """Standard language for a topic, best first, with where it comes from, how often and when it was last used.

    `library`: an open library or the path of one; None takes the user's own where there is one. The starter library is
    always searched too. `language`, `organ` and `kind` ("preambular" or "operative") restrict the answer; `drafts` lets
    wordings of drafts in, which are not agreed language.

    Raises LibraryError when the library cannot be opened, SettingsError for an unknown value or an empty topic.
    """
    from drafting.app.suggest import SuggestOptions, suggest_wordings

    options = SuggestOptions(language, organ, kind, drafts, limit)
    return suggest_wordings(topic, options, library=library).suggestions


def open_library(path: str | PathLike[str] | None = None, *, create: bool = True) -> Library:
    """Open a library of past texts, or make one where there is none (unless `create` is False). A context manager.

    None opens that of DRAFTING_LIBRARY, else the one in the user's data folder; ":memory:" keeps it in memory.

    Raises LibraryError, with advice, for a folder and an empty, foreign or damaged file, or one of a newer version.
    """
    from drafting.app.library.source import library_path
    from drafting.library import open_library as open_at

    return open_at(library_path(path), create=create)


def __getattr__(name: str) -> Any:
    """Load a public type when it is first used."""
    if name not in _TYPES:
        raise AttributeError(f"module 'drafting' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_TYPES[name]), name)


def __dir__() -> list[str]:
    """The public names, those not loaded yet too."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package `drafting`, whose functions keep their names although folders are called the same.

    When `drafting.read` is imported, Python binds that folder to the attribute `read` of this package. Here the
    function stays: `from drafting import read` gives it whatever was imported before.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
