"""The precedent library as one object: add, search, nearest, trace, stats. SQL and its errors stay behind it."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from drafting.library.engines import Engine
from drafting.library.engines.sqlite.schema import explained
from drafting.library.ingest import Progress, add_paths, add_records
from drafting.library.jsonl import as_record
from drafting.library.language_versions import SideBySide, side_by_side, versions
from drafting.library.lineage import Step, lineage
from drafting.library.lineage.related import on_subject
from drafting.library.lineage.similarity import AKIN
from drafting.library.models import Added, Document, Filters, Group, Hit, Results, Stats, TraceSpan
from drafting.library.nearest import groups, nearest
from drafting.library.provenance import Provenance, provenance
from drafting.library.provenance.runs import trace
from drafting.library.search import search
from drafting.library.standard_wording import Standard, standard
from drafting.model.resolution import Resolution

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
        dry_run: bool = False,
    ) -> Added:
        """Add files (.docx, .txt, .md, .pdf, .jsonl, .jsonl.gz) and folders. Adding the same twice changes nothing.

        `adopted` True: they are adopted texts, whatever they say; None: they are drafts unless they say "adopted".
        What failed is in the answer; Ctrl-C keeps what is finished and says `interrupted`. `dry_run`: everything is
        done and undone again.
        """
        given = [Path(p) for p in ([paths] if isinstance(paths, str | PathLike) else paths)]
        if not dry_run:
            return add_paths(self.engine, given, adopted, progress)
        with self.engine.rehearsal():
            return add_paths(self.engine, given, adopted, progress, settle=False)

    @_in_plain_words
    def remove(self, name: str, dry_run: bool = False) -> tuple[Document, ...]:
        """Take out the documents with this name, symbol, path or file name → what was (or would be) taken out."""
        found = self.engine.named(name)
        if found and not dry_run:
            with self.engine.writing():
                for document in found:
                    self.engine.remove(digest=document.digest)
            self.engine.settle()
        return tuple(found)

    @_in_plain_words
    def export(self) -> Iterator[dict[str, Any]]:
        """Every paragraph as the record that `add_records` reads back, document by document."""
        return (as_record(hit) for hit in self.engine.everything())

    @_in_plain_words
    def check(self, rebuild: bool = False) -> tuple[str, ...]:
        """What is wrong with the file, in words; nothing when it is sound. `rebuild`: make the indexes anew first."""
        if rebuild:
            self.engine.rebuild()
        return tuple(self.engine.faults())

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
        state: str | None = None,
        class_: str | None = None,
        newest: bool = False,
        facets: bool = False,
    ) -> Results:
        """Paragraphs by words, "phrases" and -exclusions, best first; `every_word` of the answer says which way.

        `every` None: with all words, and if there are none, with any; True: all only; False: any. Case, accents and
        endings of words do not matter. Drafts are found too: each hit has its `status`. `state`: only paragraphs that
        this State (ISO 3166 alpha-3) made a statement on; `class_`: only opening words of this class ("request");
        `newest`: newest first; `facets`: count the answers by language, year, organ, kind and class.
        """
        period = (years, years) if isinstance(years, int) else years
        filters = Filters(language, organ, period, kind=kind, drafts=drafts, state=state, class_=class_)
        return search(self.engine, words, filters, limit, every, newest=newest, facets=facets)

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
    def groups(
        self,
        text: str,
        *,
        language: str | None = None,
        before: int | None = None,
        limit: int = 10,
        organ: str | None = None,
        kind: str | None = None,
        drafts: bool = False,
    ) -> tuple[Group, ...]:
        """As `nearest`, each wording once, with every paragraph that reads the same and what differs word by word."""
        filters = Filters(language=language, organ=organ, before=before, kind=kind, drafts=drafts)
        return groups(self.engine, text, filters, limit)

    @_in_plain_words
    def lineage(
        self, text: str, *, language: str | None = None, drafts: bool = False, akin: float = AKIN
    ) -> tuple[Step, ...]:
        """The life of a paragraph: akin wordings, one a document, oldest first, with what each step changed.

        `akin`: kinship (0 to 1) that proves one by itself; between instruments that have much in common less is enough.
        """
        return lineage(self.engine, text, Filters(language=language, drafts=drafts), akin=akin)

    @_in_plain_words
    def on_subject(
        self, text: str, steps: tuple[Step, ...], *, language: str | None = None, drafts: bool = False
    ) -> tuple[Hit, ...]:
        """What instruments without a step in the life of a paragraph say on its subject, oldest first, five at most."""
        return on_subject(self.engine, text, steps, Filters(language=language, drafts=drafts))

    @_in_plain_words
    def standard(
        self,
        topic: str,
        *,
        language: str | None = None,
        organ: str | None = None,
        kind: str | None = None,
        drafts: bool = False,
        limit: int = 3,
    ) -> tuple[Standard, ...]:
        """The most standard wordings for a topic, with variable parts as {…} and a line that says why."""
        filters = Filters(language=language, organ=organ, kind=kind, drafts=drafts)
        return standard(self.engine, topic, filters, limit)

    @_in_plain_words
    def versions(self, hit: Hit) -> tuple[Hit, ...]:
        """The same paragraph in the language versions and revisions of its document, linked by symbol and number.

        A paragraph without a number is found by its place, where the versions have as many paragraphs.
        """
        return versions(self.engine, hit)

    @_in_plain_words
    def side_by_side(self, name: str, languages: Sequence[str] = ()) -> SideBySide | None:
        """The text with this name or symbol beside its versions in other languages; None where there is no such text.

        `languages`: which, in which order; the first that the text exists in leads.
        """
        found = self.engine.named(name)
        rank = {language: n for n, language in enumerate(languages)}
        found.sort(key=lambda d: (rank.get(d.language, len(rank)), -d.revision, d.language))
        return side_by_side(self.engine, found[0], languages) if found else None

    @_in_plain_words
    def provenance(
        self, draft: Resolution, *, language: str | None = None, drafts: bool = False, itself: bool = False
    ) -> Provenance:
        """A whole draft traced: each paragraph with its runs, how much of it is agreed, the sources.

        `itself`: the draft's own text in the library, told by its symbol or its words, is a source too.
        """
        return provenance(self.engine, draft, Filters(language=language, drafts=drafts), itself=itself)

    @_in_plain_words
    def reserved_by(self, state: str) -> tuple[Document, ...]:
        """The texts on which a State (ISO 3166 alpha-3) made a statement; their `path` says where they lie."""
        return tuple(self.engine.reserved_by(state))

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
