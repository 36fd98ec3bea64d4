"""Arguments of the library's methods: what is no text, number or year is refused with a DraftingError, never guessed.

Languages, organs, kinds and classes are free: a library holds what its records say.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import ParamSpec, TypeVar

from drafting.errors import SettingsError
from drafting.library.models import Hit
from drafting.model.resolution import Resolution

P = ParamSpec("P")
R = TypeVar("R")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_flag(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_year_or_none(value: object) -> bool:
    return value is None or _is_whole(value)


def _is_period(value: object) -> bool:
    pair = isinstance(value, tuple) and len(value) == 2 and all(_is_year_or_none(year) for year in value)
    return pair or _is_year_or_none(value)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)


def _are_records(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping)


_TEXT = (_is_text, "text")
_TEXT_OR_NONE = (_is_text_or_none, "text")
_FLAG = (_is_flag, "True or False")

_EXPECTED: Mapping[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("words", "text", "topic", "name", "document"), _TEXT),
    **dict.fromkeys(("language", "organ", "kind", "state", "class_"), _TEXT_OR_NONE),
    **dict.fromkeys(("adopted", "drafts", "every", "newest", "facets", "itself", "dry_run", "rebuild"), _FLAG),
    "limit": (_is_whole, "a whole number"),
    "before": (_is_year_or_none, "a year"),
    "years": (_is_period, "a year, or the first and last year of a period"),
    "akin": (_is_share, "a number from 0 to 1"),
    "languages": (_are_texts, "a list of codes such as fr"),
    "records": (_are_records, "records, each a dict with the key text"),
    "hit": (lambda value: isinstance(value, Hit), "a paragraph that the library found"),
    "draft": (lambda value: isinstance(value, Resolution), "what read() gave"),
}
"""For each name of an argument, whatever the method: a test of its value, and what is expected, in words."""


def check_arguments(method: Callable[P, R]) -> Callable[P, R]:
    """The method, with its arguments checked by name before it runs.

    The wrapped method raises SettingsError for a value of the wrong type.
    """
    signature = inspect.signature(method)

    @functools.wraps(method)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            fits, expected = _EXPECTED.get(name, (None, ""))
            if fits is not None and not fits(value):
                raise SettingsError(f"{name}={value!r:.60} is not known", f"give {expected}")
        return method(*args, **kwargs)

    return checked


def list_paths(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> list[Path]:
    """One path, or several, as a list. Raises SettingsError for anything else."""
    try:
        return [Path(path) for path in ([paths] if isinstance(paths, str | PathLike) else paths)]
    except TypeError as error:
        raise SettingsError(f"paths={paths!r:.60} is not known", "give paths of files and folders") from error
