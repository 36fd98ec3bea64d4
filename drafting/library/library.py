"""The precedent library as one object: add, search, nearest, trace, stats. SQL and its errors stay behind it."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from drafting.library.engine import Engine
from drafting.library.ingest import Progress, add_paths, add_records
from drafting.library.nearest import nearest
from drafting.library.records import Added, Filters, Hit, Results, Stats, TraceSpan
from drafting.library.schema import explained
from drafting.library.search import search
from drafting.library.trace import trace

Years: TypeAlias = int | tuple[int | None, int | None] | None
"""One year, or the first and the last of a period, None for an open end."""

P = ParamSpec("P")
R = TypeVar("R")


def _in_plain_words(method: Callable[Concatenate[Library, P], R]) -> Callable[Concatenate[Library, P], R]:
    """SQLite's errors become LibraryError: one line what, one line what to do."""

    @functools.wraps(method)
    def wrapped(self: Library, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            raise explained(error, self.path) from error

    return wrapped


class Library:
    """An open precedent library. A context manager; every method raises LibraryError when the file fails it."""

    def __init__(self, engine: Engine, path: Path | None = None) -> None:
        self.engine = engine
        self.path = path

    @_in_plain_words
    def add(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        adopted: bool | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Add files (.docx, .txt, .md, .jsonl, .jsonl.gz) and folders. Adding the same twice changes nothing.

        `adopted` True: they are adopted texts, whatever they say; None: they are drafts unless they say "adopted".
        What failed is in the answer; Ctrl-C keeps what is finished and says `interrupted`.
        """
        given = [paths] if isinstance(paths, str | PathLike) else list(paths)
        return add_paths(self.engine, [Path(p) for p in given], adopted, progress)

    @_in_plain_words
    def add_records(self, records: Iterable[Mapping[str, Any]], adopted: bool | None = None) -> Added:
        """Add records with the keys id, symbol, year, organ, language, kind, number, title, text; only text is needed.

        They count as adopted unless their `status` is "draft".
        """
        return add_records(self.engine, records, adopted)

    @_in_plain_words
    def search(
        self,
        words: str,
        *,
        language: str | None = None,
        organ: str | None = None,
        years: Years = None,
        kind: str | None = None,
        limit: int = 10,
        drafts: bool = True,
        every: bool | None = None,
    ) -> Results:
        """Paragraphs by words, "phrases" and -exclusions, best first; `every_word` of the answer says which way.

        `every` None: with all words, and if there are none, with any; True: all only; False: any. Case, accents and
        endings of words do not matter. Drafts are found too: each hit has its `status`.
        """
        period = (years, years) if isinstance(years, int) else years
        filters = Filters(language=language, organ=organ, years=period, kind=kind, drafts=drafts)
        return search(self.engine, words, filters, limit, every)

    @_in_plain_words
    def nearest(
        self,
        text: str,
        *,
        language: str | None = None,
        before: int | None = None,
        limit: int = 10,
        organ: str | None = None,
        kind: str | None = None,
        drafts: bool = False,
    ) -> tuple[Hit, ...]:
        """The closest agreed language to a paragraph, closest first, each hit with its match %.

        `before`: only texts of an earlier year; texts without a year are left out then.
        """
        filters = Filters(language=language, organ=organ, before=before, kind=kind, drafts=drafts)
        return nearest(self.engine, text, filters, limit)

    @_in_plain_words
    def trace(self, text: str, *, language: str | None = None, drafts: bool = False) -> tuple[TraceSpan, ...]:
        """The runs of eight words or more that stand word for word in the library, with their sources."""
        return trace(self.engine, text, Filters(language=language, drafts=drafts))

    @_in_plain_words
    def stats(self) -> Stats:
        """How much the library holds, by language, organ, kind and year."""
        return self.engine.stats()

    @_in_plain_words
    def close(self) -> None:
        """Let go of the file."""
        self.engine.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
