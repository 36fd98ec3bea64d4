"""What a delegation sets once in `drafting.toml` for a folder and all below it, and values that several tasks share."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from drafting.errors import SettingsError, require_choice
from drafting.resources import house_codes, language_codes

FILE = "drafting.toml"
_FIRST_LANGUAGES = ("en", "fr")
LANGUAGES = tuple(sorted(language_codes(), key=lambda code: (code not in _FIRST_LANGUAGES, code)))
"""The codes of the languages there are: English and French, the working languages of most houses, first."""
HOUSES = house_codes()
"""The names of the house styles there are."""
SIGNATURE = "Drafting"
"""The author of tracked changes and comments where none is set."""
_KEYS = ("house", "language", "author", "delegation", "library")
_MEMBERS = "members"
_MEMBERS_VARIABLE = "DRAFTING_MEMBERS"
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Settings:
    """House style, language, author of tracked changes, delegation (ISO 3166 alpha-3) and library of a folder.

    `members`: codes and names of members of the house that the lexicon does not have; see `lexicon.members`.
    """

    house: str = "oas"
    language: str = ""
    author: str = ""
    delegation: str = ""
    library: str = ""
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """The author of tracked changes and comments: the author, else the delegation, else `SIGNATURE`."""
        return self.author or self.delegation or SIGNATURE


def find_settings(folder: Path | None = None) -> Settings:
    """The settings of the `drafting.toml` in a folder (default: the working folder) or in the nearest one above.

    DRAFTING_LIBRARY, where set, replaces the library. Raises SettingsError for a file that cannot be understood.
    """
    start = (folder or Path.cwd()).resolve()
    file = next((f for d in (start, *start.parents) if (f := d / FILE).is_file()), None)
    found = _read_settings(file) if file else Settings()
    library = os.environ.get("DRAFTING_LIBRARY")
    return replace(found, library=library) if library else found


def use_members(folder: Path | None = None) -> None:
    """Put the members that the settings of a folder list in force for this process; see `find_settings`."""
    members = find_settings(folder).members
    if members or os.environ.get(_MEMBERS_VARIABLE):
        from drafting.lexicon.members import set_members

        set_members(members)


def _read_settings(file: Path) -> Settings:
    import tomllib

    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}", 'write lines such as: language = "fr"') from error
    members = _read_members(file, values.pop(_MEMBERS, {}))
    for key, value in values.items():
        if key not in _KEYS:
            raise SettingsError(f"{file}: unknown setting {key!r}", f"settings are: {', '.join(_KEYS)}, [{_MEMBERS}]")
        if not isinstance(value, str):
            raise SettingsError(f"{file}: {key} must be words between quotes", f'write: {key} = "…"')
    if values.get("library"):
        values["library"] = str(file.parent / Path(values["library"]).expanduser())
    return Settings(**values, members=members)


def _read_members(file: Path, table: object) -> dict[str, tuple[str, ...]]:
    """The table [members]: `VLD = ["Valdoria", "Valdorie"]`, or one name between quotes."""
    members: dict[str, tuple[str, ...]] = {}
    for code, names in table.items() if isinstance(table, dict) else [("", None)]:
        listed: list[object] = names if isinstance(names, list) else [names]
        good = [n for n in listed if isinstance(n, str) and re.search(r"\w", n)]
        if not good or len(good) < len(listed) or not _CODE.fullmatch(code):
            message = f"{file}: [{_MEMBERS}] needs a code of three capital letters and names"
            raise SettingsError(message, 'write below [members]: VLD = ["Valdoria", "Valdorie"]')
        members[code] = tuple(good)
    return members


def require_language(language: str | None) -> None:
    """Refuse a language without a lexicon; None and "" pass. Raises SettingsError."""
    require_choice("language", language or None, (None, *LANGUAGES))


def change_date(given: str | None = None) -> str:
    """The date of tracked changes and comments as Word writes it: UTC, to the second ("2026-03-14T09:30:00Z").

    It is the date given (ISO 8601, UTC where no zone is named), else SOURCE_DATE_EPOCH, else the present moment.
    Raises SettingsError for words that are no date.
    """
    if given:
        try:
            moment = datetime.fromisoformat(given)
        except (TypeError, ValueError) as error:
            raise SettingsError(
                f"{given} is not a date", "write a date such as 2026-03-14 or 2026-03-14T09:30:00Z"
            ) from error
    else:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
