"""The data files: one TOML per language beside this module, and the ladder of classes and strengths they share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from drafting.errors import SettingsError
from drafting.resources import language_codes

DATA = Path(__file__).resolve().parent / "data"
LADDER = "ladder"


@cache
def read(name: str) -> Mapping[str, Any]:
    """The parsed file `name`.toml. SettingsError for a language that has none."""
    return tomllib.loads(_text(name))


def table(name: str, title: str) -> Mapping[str, Any]:
    """One table of the file `name`.toml, read without the rest of it: a whole file takes twenty milliseconds."""
    text = _text(name)
    start = text.index(f"\n[{title}]\n")
    end = text.find("\n[", start + 1)
    found: Mapping[str, Any] = tomllib.loads(text[start : end if end > 0 else len(text)])[title]
    return found


def _text(name: str) -> str:
    try:
        return (DATA / f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        known = ", ".join(language_codes())
        raise SettingsError(f"no lexicon for the language {name!r}", f"languages known: {known}") from None
