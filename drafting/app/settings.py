"""`drafting.toml`: what a delegation sets once for a folder and all below it. Options on the command line win."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from drafting.errors import SettingsError

FILE = "drafting.toml"
_KEYS = ("house", "language", "author", "delegation", "library")


@dataclass(frozen=True, slots=True)
class Settings:
    """House style, language, author of tracked changes, delegation (ISO3) and library of the folder one works in."""

    house: str = "oas"
    language: str = ""
    author: str = ""
    delegation: str = ""
    library: str = ""

    @property
    def signature(self) -> str:
        """Under whose name tracked changes and comments are made."""
        return self.author or self.delegation or "Drafting"


def find_settings(folder: Path | None = None) -> Settings:
    """The settings of `drafting.toml` in the folder (by default where one stands) or the nearest above; then
    DRAFTING_LIBRARY. Raises SettingsError for a file that cannot be understood."""
    start = (folder or Path.cwd()).resolve()
    file = next((f for d in (start, *start.parents) if (f := d / FILE).is_file()), None)
    found = _read(file) if file else Settings()
    library = os.environ.get("DRAFTING_LIBRARY")
    return replace(found, library=library) if library else found


def _read(file: Path) -> Settings:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}", 'write lines such as: language = "fr"') from error
    for key, value in values.items():
        if key not in _KEYS:
            raise SettingsError(f"{file}: unknown setting {key!r}", f"settings are: {', '.join(_KEYS)}")
        if not isinstance(value, str):
            raise SettingsError(f"{file}: {key} must be words between quotes", f'write: {key} = "…"')
    if values.get("library"):
        values["library"] = str(file.parent / Path(values["library"]).expanduser())
    return Settings(**values)
