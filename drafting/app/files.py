"""Files in and out: documents by path, the format of nameless data, results written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from drafting.app.task import Document, Form, Progress, report_step
from drafting.errors import OutputError, SourceError

_ELSEWHERE = "choose another name or folder"


def load_document(path: str | os.PathLike[str]) -> Document:
    """The document at a path.

    Raises SourceError when the path is no path, or the file is absent, a folder, locked, unreadable or of an unknown
    format.
    """
    from drafting.read import load

    name = path_name(path)
    return Document(name, load(Path(name)))


def path_name(path: str | os.PathLike[str]) -> str:
    """A path as text. Raises SourceError for anything that is not a path."""
    try:
        name = os.fspath(path)
    except TypeError:
        name = None
    if not isinstance(name, str):
        raise SourceError(f"{type(path).__name__} given where a path is needed", "give the path of a file as text")
    return name


def error_text(error: Exception) -> str:
    """What the system says about a failure, without its number and file name."""
    return getattr(error, "strerror", None) or str(error)


def sniff_suffix(data: bytes) -> str:
    """The suffix of data that has no name: .docx, .pdf, .md (it begins with front matter) or .txt."""
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    if data.startswith(b"%PDF"):
        return ".pdf"
    return ".md" if data.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n")) else ".txt"


def choose_form(name: str, forms: Mapping[str, Form]) -> Form:
    """The form that the suffix of a file name asks for. Raises OutputError for a suffix that is not among them."""
    require_suffix(name, forms)
    return forms[Path(name).suffix.lower()]


def require_suffix(name: str, suffixes: Sequence[str] | Mapping[str, Form]) -> None:
    """Refuse a file name whose suffix is not among `suffixes`. Raises OutputError."""
    suffix = Path(name).suffix.lower()
    if suffix not in suffixes:
        raise OutputError(
            f"{name}: cannot write {suffix or 'a file without a suffix'} here", f"choose one of {', '.join(suffixes)}"
        )


def check_place(path: Path) -> None:
    """Refuse a place where no file can be written.

    Raises OutputError for a folder, for a folder that is absent or protected, and for an impossible name.
    """
    try:
        folder, parent = path.is_dir(), path.resolve().parent
        found = parent.is_dir()
    except (OSError, ValueError) as error:
        raise OutputError(f"{str(path)!r:.100} cannot be written: {error_text(error)}", _ELSEWHERE) from error
    if folder:
        raise OutputError(f"{path} is a folder", f"give a file name in it, such as {path / 'result.docx'}")
    if not found:
        raise OutputError(f"the folder {path.parent} does not exist", "create it first, or choose another")
    if not os.access(parent, os.W_OK):
        raise OutputError(f"the folder {path.parent} may not be written to", "choose another folder")


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Write one file whole or not at all, replacing what is there. Raises OutputError."""
    try:
        name = path_name(path)
    except SourceError as error:
        raise OutputError(error.message, error.hint) from None
    write_files([(Path(name), lambda: data)])


def write_files(targets: Sequence[tuple[Path, Form]], progress: Progress | None = None) -> None:
    """Make every form first, then write them: each file whole or not at all, replacing what is there.

    Raises OutputError when a file cannot be written. No unfinished file is left; what was there before is replaced by a
    whole new file or not touched.
    """
    made = []
    for done, (path, form) in enumerate(targets):
        report_step(progress, done, len(targets), f"writing {path.name}")
        made.append((path, form()))
    passing: list[tuple[Path, Path]] = []
    try:
        for path, data in made:
            passing.append((_write_beside(path, data), path))
        for draft, path in passing:
            _rename(draft, path)
    finally:
        for draft, _ in passing:
            draft.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes) -> Path:
    """Write under a passing name in the same folder, so that the last step is a renaming. Gives that passing path."""
    check_place(path)
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        draft.write_bytes(data)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error_text(error)}", _ELSEWHERE) from error
    return draft


def _rename(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except PermissionError as error:
        raise OutputError(
            f"{path} cannot be replaced: it is open in Word, or you may not write it",
            "close it, or choose another name",
        ) from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error_text(error)}", _ELSEWHERE) from error
