"""The data files of the lexicon: one TOML per language, the ladder of classes and strengths, and page furniture."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from drafting.resources import language_file
from drafting.resources import language_table as table

LADDER, ISO = "ladder", "iso"


@cache
def read(name: str) -> Mapping[str, Any]:
    """The parsed file `name`.toml. SettingsError for a language that has none."""
    return tomllib.loads(language_file(name))


__all__ = ["ISO", "LADDER", "read", "table"]
