"""Old Word, OpenDocument and rich text → .docx bytes, by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from drafting.errors import SourceError

SUFFIXES = (".doc", ".odt", ".rtf")
TIMEOUT = 120
"""Seconds after which a conversion is abandoned: LibreOffice hangs on some damaged files."""
MAX_BYTES = 100_000_000

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


_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Settings of the profile: no macro runs, no link is updated, no other machine is contacted."""


def as_docx(data: bytes, name: str) -> bytes:
    """A document as .docx bytes. SourceError when LibreOffice is absent, hangs or cannot read it.

    LibreOffice works on a copy, in a folder and with a profile made for it: no file of the user is touched, an open
    LibreOffice does not interfere, several conversions may run at once, and nothing is left behind.
    """
    program = office()
    suffix = Path(name).suffix.lower()
    if program is None:
        raise SourceError(
            f"{name}: reading {suffix} needs LibreOffice", "install LibreOffice, or save as .docx in Word"
        )
    if len(data) > MAX_BYTES:
        raise SourceError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB", "save it as .docx in Word")
    with tempfile.TemporaryDirectory(prefix="drafting-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
        ]  # fmt: skip
        if not _run(command, folder):
            raise SourceError(f"{name}: LibreOffice could not convert it", "save it as .docx in Word")
        result = source.with_suffix(".docx")
        if not result.is_file():
            raise SourceError(f"{name} is damaged, or no {suffix} file", "open it in Word and save it as .docx")
        return result.read_bytes()


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path) -> bool:
    """Run LibreOffice; False where it cannot start or hangs. Its child processes are ended too: the program started
    only waits for another one, which would keep running and use the folder."""
    quiet = subprocess.DEVNULL
    environment = os.environ | {name: str(folder) for name in ("TMPDIR", "TMP", "TEMP")}
    own = {} if sys.platform == "win32" else {"start_new_session": True}
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment, **own)  # type: ignore[call-overload]
    except OSError:
        return False
    try:
        process.wait(TIMEOUT)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that has not ended by itself, and everything it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
