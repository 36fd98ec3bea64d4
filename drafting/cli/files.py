"""Files in and out: inputs by name or "-", outputs whole or not at all."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.errors import OutputError

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution

Writer = Callable[[], bytes]


def read_input(name: str) -> Resolution:
    """The resolution in a file, or from standard input for "-". Raises SourceError when it cannot be read."""
    from drafting.read import read_bytes

    return read_bytes(*input_bytes(name))


def input_bytes(name: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input ("-"), and the name to read them under. Raises SourceError."""
    from drafting.read import load

    if name != "-":
        return load(Path(name)), name
    data = sys.stdin.buffer.read()
    return data, f"stdin{_suffix_of(data)}"


def _suffix_of(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    if data.startswith(b"%PDF"):
        return ".pdf"
    return ".md" if data.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n")) else ".txt"


def writers_for(outputs: Sequence[str], known: Mapping[str, Writer]) -> list[tuple[str, Writer]]:
    """The writer of each output by its suffix, of "-" the one called so. Raises OutputError for an unknown suffix."""
    found = []
    for name in outputs:
        if name != "-" and Path(name).is_dir():
            raise OutputError(f"{name} is a folder", f"give a file name: -o {Path(name) / 'result'}.docx")
        key = "-" if name == "-" else Path(name).suffix.lower()
        if key not in known:
            suffixes = ", ".join(k for k in known if k != "-")
            raise OutputError(
                f"{name}: cannot write {key or 'a file without a suffix'} here", f"choose one of {suffixes}"
            )
        found.append((name, known[key]))
    return found


def check_outputs(names: Iterable[str], *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Refuse before any work what could not be written in the end. Raises OutputError."""
    seen: set[Path] = set()
    sources = {Path(i).resolve() for i in inputs if i != "-"}
    for name in names:
        if name == "-":
            continue
        path = Path(name)
        if path.resolve() in seen:
            raise OutputError(f"{name} is asked for twice", "give each output its own name")
        seen.add(path.resolve())
        if path.resolve() in sources:
            raise OutputError(f"{name} is also an input", "choose another name with -o")
        if path.is_dir():
            raise OutputError(f"{name} is a folder", f"give a file name: -o {path / 'result'}.docx")
        if not path.resolve().parent.is_dir():
            raise OutputError(f"the folder {path.parent} does not exist", "create it first, or choose another with -o")
        if path.exists() and not force:
            raise OutputError(f"{name} exists already", "add --force to replace it, or choose another name with -o")
        if not os.access(path.resolve().parent, os.W_OK):
            raise OutputError(f"the folder {path.parent} may not be written to", "choose another folder with -o")


def write_outputs(outputs: Sequence[tuple[str, Writer]]) -> None:
    """Make every result first, then write them: each file whole or not at all. Raises OutputError."""
    made = [(name, writer()) for name, writer in outputs]
    for name, data in made:
        if name == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
    drafts: list[tuple[Path, Path]] = []
    try:
        for name, data in made:
            if name != "-":
                drafts.append(_beside(Path(name), data))
        for draft, path in drafts:
            _put(draft, path)
    finally:
        for draft, _ in drafts:
            draft.unlink(missing_ok=True)


def _beside(path: Path, data: bytes) -> tuple[Path, Path]:
    """Write the data under a passing name in the same folder, so that the last step is a mere renaming."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.write_bytes(data)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}", "choose another place with -o"
        ) from error
    return draft, path


def _put(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except PermissionError as error:
        raise OutputError(
            f"{path} cannot be replaced: it is open in Word, or you may not write it",
            "close it, or choose another name with -o",
        ) from error
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}", "choose another place with -o"
        ) from error


def read_argument(text: str) -> str:
    """Words given as an argument, or from standard input for "-"."""
    if text != "-":
        return text
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace").strip()
