"""The formats a draft can be written in, by suffix. Nothing is read or loaded before a format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from drafting.cli.files import Writer
from drafting.cli.options import as_json

if TYPE_CHECKING:
    from drafting.model.resolution import Resolution
    from drafting.word.build.line_numbers import Restart

Draft = Callable[[], "Resolution"]
Comments = Sequence[tuple[str | int, str, str]]


def document_writers(
    draft: Draft, *, house: str, language: str | None, lines: bool | Restart = False,
    comments: Callable[[], Comments] = tuple, date: str | None = None,
) -> dict[str, Writer]:  # fmt: skip
    """How to write a draft as .docx, .md, .html, .txt, .json; "-" (standard output) gets Markdown.

    `comments` are (address or block position, author, text) for the Word file, dated `date`.
    """

    def word() -> bytes:
        from drafting.word.build import build

        dated = {"date": date} if date else {}
        return build(draft(), house=house, language=language, lines=lines, comments=comments(), **dated)

    def record() -> bytes:
        from drafting.output.json import record

        return as_json(record(draft())).encode()

    def markdown() -> bytes:
        from drafting.output.markdown import markdown

        return markdown(draft()).encode()

    def page() -> bytes:
        from drafting.output.html import page

        return page(draft()).encode()

    def text() -> bytes:
        from drafting.output.text import text

        return text(draft()).encode()

    return {".docx": word, ".md": markdown, ".html": page, ".txt": text, ".json": record, "-": markdown}
