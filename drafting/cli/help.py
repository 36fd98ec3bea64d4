"""How help is printed: in the person's language, sentence by sentence from the messages; examples and names stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from drafting.cli.errors import person_language

_EXTRA = r"(?s:(.*?)\s*(\[(?:default: |required|x[<>])[^\]]*\])?)"


class Help(click.HelpFormatter):
    """The formatter of every command's help. The English sentences of the program are the keys."""

    def __init__(self, *args: int | None, **extra: int | None) -> None:
        super().__init__(*args, **extra)  # type: ignore[arg-type]
        self.language = person_language()

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write "Usage: drafting …"."""
        known = prefix if prefix is not None else f"{self._words('Usage:')} "
        super().write_usage(prog, self._placeholders(args), known)

    def write_heading(self, heading: str) -> None:
        """Write a heading such as "Options:"."""
        if self.language == "en":
            super().write_heading(heading)
        else:
            self.write(f"{'':>{self.current_indent}}{self._words(heading + ':')}\n")

    def write_text(self, text: str) -> None:
        """Write the description of a command; a block of examples keeps its lines."""
        super().write_text("\n\n".join(self._paragraph(part) for part in text.split("\n\n")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with what it does."""
        super().write_dl([(term, self._option(words)) for term, words in rows], col_max, col_spacing)

    def _words(self, text: str) -> str:
        if self.language == "en":
            return text
        from drafting.messages import translate

        return translate("help", text, self.language)

    def _placeholders(self, args: str) -> str:
        return re.sub(r"\[(?:OPTIONS|COMMAND)\]|(?<= )COMMAND", lambda found: self._words(found[0]), args)

    def _paragraph(self, text: str) -> str:
        if self.language == "en":
            return text
        first, feed, rest = text.partition("\n")
        if first.strip() == "\b":
            heading, feed, rest = rest.partition("\n")
            return f"{first}\n{self._words(heading)}{feed}{rest}"
        return self._words(" ".join(text.split()))

    def _option(self, text: str) -> str:
        if self.language == "en" or not (found := re.fullmatch(_EXTRA, text)):
            return text
        extra = found[2] or ""
        extra = "".join(self._words(part) for part in re.split(r"(default(?=: )|required)", extra))
        return " ".join(part for part in (self._words(found[1]), extra) if part)
