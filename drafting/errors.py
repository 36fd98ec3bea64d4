"""Every error that a user can meet: one root class with a message and a hint, and the exit codes."""

from __future__ import annotations

from collections.abc import Iterable

EXIT_OK = 0
"""Done."""
EXIT_DIFFERENCES = 1
"""Differences found (only with --exit-code) or rules broken (only with --strict)."""
EXIT_ERROR = 2
"""Cannot do it, or one of several inputs failed."""


class DraftingError(Exception):
    """The root of all errors of this toolkit.

    `message` says in one line what is wrong, `hint` in one line what to do about it ("" where there is no advice).
    `str(error)` gives both: "message (hint)".
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class SourceError(DraftingError):
    """A document cannot be read: it is absent, damaged, encrypted, hostile or of an unknown format."""


class OutputError(DraftingError):
    """A result cannot be written: the file exists, is open in Word, may not be written or has an unknown suffix."""


class LibraryError(DraftingError):
    """A precedent library cannot be opened, read or written."""


class DraftError(DraftingError):
    """A Markdown draft or an outline has a fault that its author must correct (front matter, labels)."""


class SettingsError(DraftingError):
    """`drafting.toml`, an option or an argument has a value that is not known."""


def require_choice(name: str, value: object, choices: Iterable[object]) -> None:
    """Refuse a value of the argument `name` that is not among `choices`. Raises SettingsError, which lists them."""
    known = tuple(choices)
    if value not in known:
        listed = ", ".join(str(choice) for choice in known if choice not in (None, ""))
        raise SettingsError(f"{name}={value!r} is not known", f"choose one of {listed}")


def require_number(name: str, value: object, least: int, most: int) -> None:
    """Refuse a value of the argument `name` that is no whole number from `least` to `most`. Raises SettingsError."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise SettingsError(f"{name}={value!r} is not known", f"give a whole number from {least} to {most}")


def require_words(name: str, value: object) -> None:
    """Refuse a value of the argument `name` that is not text. Raises SettingsError."""
    if not isinstance(value, str):
        raise SettingsError(f"{name} is {type(value).__name__}, not text", "give the words as text")
