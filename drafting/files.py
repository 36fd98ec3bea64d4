"""Files written whole or not at all: under a temporary name in the same folder first, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from drafting.errors import OutputError

_ELSEWHERE = "choose another name or folder"


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write one file whole or not at all, replacing what is there. Raises OutputError."""
    try:
        target = Path(path)
    except TypeError:
        raise OutputError(f"{type(path).__name__} given where a path is needed", "give a file name as text") from None
    write_all([(target, data)])


def write_all(results: Sequence[tuple[Path, bytes]]) -> None:
    """Write several files, each whole or not at all, replacing what is there. Raises OutputError.

    Every file is first written under a temporary name, so that a full disk is noticed before anything is replaced. No
    temporary file is left behind.
    """
    drafts: list[tuple[Path, Path]] = []
    try:
        for path, data in results:
            drafts.append((_write_beside(path, data), path))
        for draft, path in drafts:
            _rename(draft, path)
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Refuse a place where no file can be written. Raises OutputError for a folder, a missing or a protected folder."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder", f"give a file name in it, such as {path / 'result.docx'}")
    parent = path.resolve().parent
    if not parent.is_dir():
        raise OutputError(f"the folder {path.parent} does not exist", "create it first, or choose another")
    if not os.access(parent, os.W_OK):
        raise OutputError(f"the folder {path.parent} may not be written to", "choose another folder")


def _write_beside(path: Path, data: bytes) -> Path:
    """Write the data under a temporary name in the folder of `path`; returns that temporary path."""
    try:
        check_place(path)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    except (OSError, ValueError) as error:
        raise OutputError(f"{str(path)!r} cannot be written: {error}", _ELSEWHERE) from error
    try:
        draft.write_bytes(data)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}", _ELSEWHERE) from error
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
        raise OutputError(f"{path} cannot be written: {error.strerror or error}", _ELSEWHERE) from error
