"""Every error a user can meet: one root, one line of message, one line of advice, exit code 2."""

from __future__ import annotations

EXIT_OK = 0
"""Done."""
EXIT_DIFFERENCES = 1
"""Differences found (only with --exit-code) or rules broken (only with --strict)."""
EXIT_ERROR = 2
"""Cannot do it, or one of several inputs failed."""


class DraftingError(Exception):
    """The root of all errors of this toolkit.

    `message` says what is wrong in one line; `hint` says in one line what to do about it (may be empty).
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class SourceError(DraftingError):
    """A document cannot be read: absent, unknown format, damaged, encrypted, hostile."""


class OutputError(DraftingError):
    """A result cannot be written: exists already, no permission, open in Word, unknown suffix."""


class LibraryError(DraftingError):
    """A precedent library cannot be opened, read or written."""


class DraftError(DraftingError):
    """A native draft or an outline has a fault its author must mend (front matter, labels)."""


class SettingsError(DraftingError):
    """`drafting.toml` or an option holds a value that means nothing here."""
