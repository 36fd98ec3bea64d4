"""Files of a command line: inputs by name or "-", outputs by suffix or "-", nothing overwritten without --force."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from drafting.app.files import check_place, choose_form, load_document, require_suffix, sniff_suffix, write_files
from drafting.app.task import Document, Form
from drafting.errors import OutputError, SettingsError

F = TypeVar("F", bound=Callable[..., Any])
_TEXT = "drafting.text"
"""Where --text is kept until a file is read."""
_TEXT_HELP = "Which text of a file that holds several: its number, or all for the file as one text."
STANDARD = "-"
"""What a command line calls standard input and standard output."""


def text_option(command: F) -> F:
    """--text, which of the texts of a file is meant; `read_input` passes it on."""
    return click.option("--text", "chosen_text", metavar="N", expose_value=False, callback=_keep_text, help=_TEXT_HELP)(
        command
    )


def _keep_text(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Keep the value for `read_input`. Raises SettingsError for anything but a number and "all"."""
    if value is None:
        return
    if value != "all" and not (value.isdecimal() and int(value)):
        raise SettingsError(f"--text {value} is not the number of a text", "write --text 2, or --text all")
    context.meta[_TEXT] = value if value == "all" else int(value)


def read_input(name: str) -> Document:
    """The document in a file, or from standard input for "-", with the text that --text names. Raises SourceError."""
    context = click.get_current_context(silent=True)
    text = context.meta.get(_TEXT) if context else None
    if name != STANDARD:
        return replace(load_document(name), text=text)
    data = sys.stdin.buffer.read()
    return Document(f"stdin{sniff_suffix(data)}", data, text)


def read_argument(text: str) -> str:
    """Words given as an argument, or from standard input for "-"."""
    if text != STANDARD:
        return text
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace").strip()


def asks_for_word(names: Iterable[str]) -> bool:
    """True when one of the outputs is a Word file."""
    return any(Path(name).suffix.lower() == ".docx" for name in names)


def check_suffixes(names: Iterable[str], suffixes: Iterable[str], *, standard: str = "") -> None:
    """Refuse output names whose suffix is not among `suffixes`. Raises OutputError.

    "-" is accepted where `standard` says which suffix standard output gets.
    """
    known = tuple(suffixes)
    for name in names:
        if name != STANDARD or not standard:
            if Path(name).is_dir():
                check_place(Path(name))
            require_suffix(name, known)


def check_outputs(names: Iterable[str], *, force: bool, inputs: Iterable[str] = ()) -> None:
    """Refuse before any work what could not be written in the end.

    Raises OutputError for a name given twice or that is an input, an existing file without `force`, and a place where
    nothing can be written.
    """
    seen = set[Path]()
    sources = {Path(name).resolve() for name in inputs if name != STANDARD}
    for name in names:
        if name == STANDARD:
            continue
        path = Path(name)
        if path.resolve() in seen:
            raise OutputError(f"{name} is asked for twice", "give each output its own name")
        seen.add(path.resolve())
        if path.resolve() in sources:
            raise OutputError(f"{name} is also an input", "choose another name with -o")
        check_place(path)
        if path.exists() and not force:
            raise OutputError(f"{name} exists already", "add --force to replace it, or choose another name with -o")


def write_outputs(names: Sequence[str], forms: Mapping[str, Form], *, standard: str = "") -> None:
    """Write a result into files and to standard output ("-", in the form `standard`). Raises OutputError.

    Everything is made before anything is written; each file is written whole or not at all.
    """
    shown = [forms[standard]() for name in names if name == STANDARD]
    write_files([(Path(name), choose_form(name, forms)) for name in names if name != STANDARD])
    for data in shown:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
