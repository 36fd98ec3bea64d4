"""Old Word, OpenDocument and rich text → .docx bytes, by LibreOffice where it is installed; the Word reader goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from drafting.errors import SourceError

SUFFIXES = (".doc", ".odt", ".rtf")
TIMEOUT = 120
"""Seconds after which a conversion is given up: LibreOffice hangs on some damaged files."""

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def office() -> str | None:
    """The LibreOffice program on this machine, or None. DRAFTING_SOFFICE names another."""
    named = os.environ.get("DRAFTING_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def as_docx(data: bytes, name: str) -> bytes:
    """A document as .docx bytes. SourceError when LibreOffice is absent or cannot read it.

    LibreOffice works on a copy in a folder of its own with a profile of its own: nothing of the user's is touched,
    a LibreOffice that is open does not get in the way, and no macro runs.
    """
    program = office()
    suffix = Path(name).suffix.lower()
    if program is None:
        raise SourceError(
            f"{name}: reading {suffix} needs LibreOffice", "install LibreOffice, or save as .docx in Word"
        )
    with tempfile.TemporaryDirectory(prefix="drafting-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SourceError(f"{name}: LibreOffice could not convert it", "save it as .docx in Word") from error
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise SourceError(f"{name} is damaged, or no {suffix} file", "open it in Word and save it as .docx")
        return result.read_bytes()
