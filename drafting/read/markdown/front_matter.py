"""The front matter of a native draft: keys and words between two lines of `---`. Strings only; nothing is computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from drafting.errors import DraftError
from drafting.model.resolution import Kind, Role, Status

KEYS = (
    "title", "symbol", "language", "kind", "organ", "decision", "status", "adopted", "session", "agenda_item",
    "archive_code", "sponsors", "front",
)  # fmt: skip
"""Every key a draft may have, in the order they are written."""

_CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(Kind), "status": get_args(Status)}
_LIMIT = 64_000


def read_front_matter(source: str, name: str) -> dict[str, Any]:
    """YAML text → {key: words, or a list of sponsors, or a list of (role, words) for `front`}; "" becomes None.

    Raises DraftError, naming the key, for anything else than the keys and shapes of a draft.
    """
    values = _load(source, name)
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise DraftError(f"{name}: the front matter has an unknown key {key!r}", f"keys are: {', '.join(KEYS)}")
        found[key] = _value(key, value, name)
    return found


def _load(source: str, name: str) -> Mapping[str, Any]:
    import yaml

    if len(source) > _LIMIT:
        raise DraftError(f"{name}: the front matter is too long", "close it with a line of three dashes: ---")
    try:
        if any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(source, Loader=yaml.BaseLoader)):
            raise DraftError(
                f"{name}: the front matter uses a YAML alias (*)", 'put the words between quotes: title: "* …"'
            )
        values = yaml.load(source, Loader=yaml.BaseLoader)  # strings only, nothing is built
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise DraftError(
            f"{name}: the front matter cannot be read{line}",
            'write `key: words`; words that hold ": " or "#" need quotes',
        ) from error
    except RecursionError as error:
        raise DraftError(f"{name}: the front matter is nested too deep", "write `key: words`") from error
    if values in ("", None):
        return {}
    if not isinstance(values, dict) or not all(isinstance(k, str) for k in values):
        raise DraftError(f"{name}: the front matter is no list of `key: words`", f"keys are: {', '.join(KEYS)}")
    return values


def _value(key: str, value: Any, name: str) -> Any:
    if key == "sponsors":
        names = re.split(r"\s*[,;]\s*", value.strip()) if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
            raise DraftError(f"{name}: `sponsors` is no list of country codes", "write: sponsors: [BRA, MEX]")
        return tuple(n for n in names if n)
    if key == "front":
        return tuple(_front_line(entry, name) for entry in (value or []))
    if not isinstance(value, str):
        raise DraftError(f"{name}: `{key}` must be plain words", f'write: {key}: "…"')
    if value and key in _CHOICES and value not in _CHOICES[key]:
        raise DraftError(f"{name}: `{key}` cannot be {value!r}", f"one of: {', '.join(_CHOICES[key])}")
    return value or None


def _front_line(entry: Any, name: str) -> tuple[str, str]:
    """One printed line of `front:`, a mapping of one role to its words."""
    if isinstance(entry, dict) and len(entry) == 1:
        ((role, words),) = entry.items()
        if role in get_args(Role) and isinstance(words, str):
            return role, words
    raise DraftError(f"{name}: a line of `front:` is no `role: words`", f"roles are: {', '.join(get_args(Role))}")
