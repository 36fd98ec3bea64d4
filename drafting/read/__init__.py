"""Reading: any document in, a `Resolution` out. `read(path)` picks the format by the suffix."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from drafting.errors import SourceError, require_choice

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution
    from drafting.ooxml.package import Package
    from drafting.read.paragraphs import Paragraphs

Revisions: TypeAlias = Literal["accept", "reject"]

TEXT = (".txt", ".text")
WORD = (".docx", ".docm")
NATIVE = (".md", ".markdown")
PDF = (".pdf",)
OFFICE = (".doc", ".odt", ".rtf")
FORMATS = (*WORD, *TEXT, *NATIVE, *PDF, *OFFICE)
"""Suffixes that can be read; `PDF` needs the extra "pdf", `OFFICE` needs LibreOffice on the machine."""


def read(source: str | Path, *, language: str | None = None, revisions: Revisions = "accept") -> Resolution:
    """Read a document: Word (.docx, .docm), plain text (.txt), a native draft (.md), PDF, or what LibreOffice converts.

    `language`: a code of the lexicon, detected where not given. `revisions`: show the tracked changes of a Word file
    accepted or rejected. What was repaired or is doubtful is in `.notes`.

    Raises SourceError (what is wrong, what to do) when there is nothing to read, never because a text is odd;
    SettingsError for an unknown view of tracked changes.
    """
    path = Path(source)
    return read_bytes(load(path), str(source), language=language, revisions=revisions)


def read_bytes(data: bytes, name: str, *, language: str | None = None, revisions: Revisions = "accept") -> Resolution:
    """As `read`, from bytes; the suffix of `name` says the format."""
    from drafting.read.collection import collection_paused
    from drafting.read.structure import structure
    from drafting.read.structure.several_texts import several_note

    with collection_paused(len(data)):
        paragraphs = read_paragraphs(data, name, language=language, revisions=revisions)
        found = structure(paragraphs, language)
        return replace(found, notes=(*found.notes, *several_note(paragraphs)))


def read_texts(
    source: str | Path, *, language: str | None = None, revisions: Revisions = "accept"
) -> tuple[Resolution, ...]:
    """Every text of a document, in order: a volume or a report may hold several. Raises as `read` does."""
    path = Path(source)
    return texts_of_bytes(load(path), str(source), language=language, revisions=revisions)


def texts_of_bytes(
    data: bytes, name: str, *, language: str | None = None, revisions: Revisions = "accept"
) -> tuple[Resolution, ...]:
    """As `read_texts`, from bytes; the suffix of `name` says the format."""
    from drafting.read.collection import collection_paused
    from drafting.read.structure import structure
    from drafting.read.structure.several_texts import split_texts

    with collection_paused(len(data)):
        found = split_texts(read_paragraphs(data, name, language=language, revisions=revisions))
        return tuple(structure(paragraphs, language) for paragraphs in found)


def read_opened(package: Package, name: str) -> Resolution:
    """As `read_bytes`, from an open Word package. The package is not changed, and origins refer to it."""
    from drafting.read.docx import read_package
    from drafting.read.repairs import repair_paragraphs
    from drafting.read.structure import structure
    from drafting.read.structure.several_texts import several_note

    paragraphs = repair_paragraphs(read_package(package, name))
    found = structure(paragraphs, None)
    return replace(found, notes=(*found.notes, *several_note(paragraphs)))


def read_paragraphs(
    data: bytes, name: str, *, language: str | None = None, revisions: Revisions = "accept"
) -> Paragraphs:
    """The first step of reading alone: bytes → paragraphs, nothing recognised yet. Raises as `read` does."""
    _check_language(language)
    require_choice("revisions", revisions, get_args(Revisions))
    suffix = Path(name).suffix.lower()
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise SourceError(f"{name} is empty", "check that it was saved, or give another file")
    if suffix in WORD:
        from drafting.read.docx import read_word
        from drafting.read.repairs import repair_paragraphs

        return repair_paragraphs(read_word(data, name, revisions))
    if suffix in OFFICE:
        from drafting.read.libreoffice import as_docx

        read_as = read_paragraphs(as_docx(data, name), f"{name}.docx", language=language, revisions=revisions)
        return replace(read_as, source=name)
    if suffix in PDF:
        from drafting.read.pdf import read_pdf
        from drafting.read.repairs import repair_paragraphs

        return repair_paragraphs(read_pdf(data, name))
    if suffix in NATIVE:
        from drafting.read.markdown import read_native
        from drafting.read.text.encoding import decode

        text, notes = decode(data, name)
        native = read_native(text, name)
        return replace(native, notes=(*notes, *native.notes))
    if suffix in TEXT:
        from drafting.read.text import read_text

        return read_text(data, name, language)
    raise _unknown(name, suffix)


def load(path: Path) -> bytes:
    """The bytes of a file; SourceError when there is none, or it is a folder, locked, or Word's own lock file."""
    if path.name.startswith("~$"):
        raise SourceError(f"{path} is a lock file of Word, not a document", f"give the document: {path.name[2:]}")
    try:
        if path.suffix.lower() not in FORMATS and path.is_file():
            raise _unknown(str(path), path.suffix.lower())
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path} does not exist", "check the name and the folder") from None
    except IsADirectoryError:
        raise SourceError(f"{path} is a folder", "give the files in it, for example with *.docx") from None
    except PermissionError:
        if path.is_dir():
            raise SourceError(f"{path} is a folder", "give the files in it, for example with *.docx") from None
        raise SourceError(f"{path} cannot be opened", "close it in Word, or ask for the right to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{str(path)!r:.100} cannot be read: {reason}", "copy it to this computer first") from None


def _unknown(name: str, suffix: str) -> SourceError:
    what = suffix or "a file without a suffix"
    return SourceError(f"{name}: {what} is not a format that is read", f"these are read: {', '.join(FORMATS)}")


def _check_language(language: str | None) -> None:
    from drafting.lexicon import LANGUAGES

    if language and language not in LANGUAGES:
        raise SourceError(f"no lexicon for the language {language!r}", f"languages: {', '.join(LANGUAGES)}")
