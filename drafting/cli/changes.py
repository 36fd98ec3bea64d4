"""`drafting changes`: the tracked changes of a Word file as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafting.app.changes import list_changes
from drafting.cli.errors import language_setting
from drafting.cli.files import read_input
from drafting.cli.options import format_option, say, say_form
from drafting.errors import EXIT_OK
from drafting.messages import message, section_messages
from drafting.text.shorten import shorten_middle

if TYPE_CHECKING:
    from drafting.word.tracked.listing import TrackedChange

AROUND = 24
"""Characters of a paragraph shown on either side of what changed. Judged by eye on a terminal of 120 columns."""
WIDTH = 160
"""Characters shown of a long passage, half of them from its beginning and half from its end. Judged as `AROUND`."""


@click.command("changes", short_help="List tracked changes: who, when, what.")
@click.argument("marked", metavar="MARKED.docx")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only changes of this author; several times.")
@format_option("text", "json", "csv")
def changes_command(marked: str, authors: tuple[str, ...], form: str) -> int:
    """List the tracked changes of a Word file: where, what, who, when, the words before and after.

    A number in brackets is that of the paragraph before all changes; a move is one change.

    \b
    Examples:
      drafting changes marked.docx
      drafting changes marked.docx --author "Delegation A"
      drafting changes marked.docx --format csv > changes.csv
    """
    result = list_changes(read_input(marked), authors, language=language_setting())
    if form != "text":
        say_form(result.forms[f".{form}"])
    elif not result.changes:
        say(result.summary)
    else:
        from drafting.output.terminal import table, table_head

        language = result.language
        head = table_head(language, "at", "kind", "author", "date", "before", "after")
        rows = [
            (_place(c), _kind_name(c.kind, language), c.author, c.date[:10], *excerpts(c, language))
            for c in result.changes
        ]
        say(table(head, rows))
    return EXIT_OK


def _row(change: TrackedChange, language: str) -> tuple[str, ...]:
    kind = _kind_name(change.kind, language)
    return _place(change), kind, change.author, change.date[:10], *excerpts(change, language)


def _kind_name(kind: str, language: str) -> str:
    """The kind of a change in words: "insertion", "row deletion"."""
    thing, _, kind = kind.rpartition(" ")
    words = section_messages("tracked", language)
    name = words.get(f"kind {kind}", kind)
    return message("tracked.of_thing", language, kind=name, thing=words.get(f"thing {thing}", thing)) if thing else name


def _place(change: TrackedChange) -> str:
    return change.at if change.old in ("", change.at) and change.new else f"{change.new or '–'} ({change.old or '–'})"


def excerpts(change: TrackedChange, language: str) -> tuple[str, str]:
    """The words before and after a change, shortened to what differs and a few letters around it.

    Of a change of formatting: the words it touches, and what changed in their properties.
    """
    from drafting.output.names import formatting_text

    before, after = change.before, change.after
    if change.kind == "move":
        return _shorten(before), "=" if before == after else _shorten(after)
    if before == after:
        return _shorten(change.text), _shorten(formatting_text(change.properties, language)) or "="
    start = _common_length(before, after)
    rest = min(len(before), len(after)) - start
    end = _common_length(before[len(before) - rest :][::-1], after[len(after) - rest :][::-1])
    return _excerpt(before, start, end), _excerpt(after, start, end)


def _common_length(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))


def _excerpt(text: str, start: int, end: int) -> str:
    """`text` from offset `start` to `end` characters before its end, with whole words of what is around it."""
    left = text.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    stop = len(text) - end
    right = text.find(" ", stop + AROUND) if stop + AROUND < len(text) else -1
    right = len(text) if right < 0 else right
    words = text[left:start] + _shorten(text[start:stop]) + text[stop:right]
    return ("…" if left else "") + words.replace("\n", " ¶ ") + ("…" if right < len(text) else "")


def _shorten(text: str) -> str:
    return shorten_middle(text.replace("\n", " ¶ "), WIDTH)
