"""LibreOffice for tests that look at results as a person would; skipped with the reason where it is not installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from drafting.read.libreoffice import office

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")


def convert(source: Path, suffix: str, folder: Path) -> Path:
    """`source` in another format, written to `folder`; a profile of its own keeps runs apart."""
    profile = (folder / "profile").as_uri()
    command = [
        office(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*map(str, command), str(source)], check=True, capture_output=True, timeout=180)
    return folder / f"{source.stem}.{suffix}"
