"""The precedent library as one object: add, search, nearest, trace, lineage, standard wording, stats."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from drafting.library.engines import Engine
from drafting.library.ingest import Progress, add_paths, add_records
from drafting.library.jsonl import record_of
from drafting.library.language_versions import SideBySide, side_by_side, versions
from drafting.library.lineage import Step, lineage
from drafting.library.lineage.related import find_related
from drafting.library.lineage.similarity import AKIN
from drafting.library.models import Added, Document, Filters, Group, Hit, Results, Stats, TraceSpan
from drafting.library.nearest import group_by_wording, nearest
from drafting.library.provenance import Provenance, provenance
from drafting.library.provenance.runs import trace
from drafting.library.search import search
from drafting.library.standard_wording import Standard, standard
from drafting.model.resolution import Resolution

Years: TypeAlias = int | tuple[int | None, int | None] | None
"""One year, or the first and the last of a period, None for an open end."""

P = ParamSpec("P")
R = TypeVar("R")


def _reading(method: Callable[Concatenate[Library, P], R]) -> Callable[Concatenate[Library, P], R]:
    """Everything that the method reads comes from one state of the library."""

    @functools.wraps(method)
    def wrapped(self: Library, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.engine.store.reading():
            return method(self, *args, **kwargs)

    return wrapped


class Library:
    """An open precedent library; a context manager. Every method raises LibraryError when the library cannot be used.

    Any number of threads may use one object. Readers of a library file do not wait for a writer and see what was there
    before; writers wait for one another. In memory there is one operation at a time.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        adopted: bool | None = None,
        progress: Progress | None = None,
        dry_run: bool = False,
    ) -> Added:
        """Add files (.docx, .txt, .md, .pdf, .jsonl, .jsonl.gz) and folders. Adding the same twice changes nothing.

        `adopted` True: they are adopted texts, whatever they say; None: they are drafts unless they say "adopted".
        The result lists what failed; Ctrl-C keeps what is finished and sets `interrupted`. `dry_run`: nothing is kept,
        the result says what would be.
        """
        given = [Path(p) for p in ([paths] if isinstance(paths, str | PathLike) else paths)]
        if not dry_run:
            return add_paths(self.engine, given, adopted, progress)
        with self.engine.store.rehearsal():
            return add_paths(self.engine, given, adopted, progress, dry_run=True)

    def remove(self, name: str, dry_run: bool = False) -> tuple[Document, ...]:
        """Remove the documents with this name, symbol, path or file name → what was (or would be) removed."""
        found = self.engine.store.documents_named(name)
        if found and not dry_run:
            with self.engine.writing() as work:
                for document in found:
                    work.remove(digest=document.digest)
            self.engine.store.compact()
        return tuple(found)

    def export(self) -> Iterator[dict[str, Any]]:
        """Every paragraph as a record that `add_records` accepts, document by document."""
        return map(record_of, self.paragraphs())

    def check(self, rebuild: bool = False) -> tuple[str, ...]:
        """What is wrong with the library, in words; () when nothing is. `rebuild`: make the indexes anew first."""
        if rebuild:
            self.engine.rebuild()
        return tuple(self.engine.faults())

    def add_records(self, records: Iterable[Mapping[str, Any]], adopted: bool | None = None) -> Added:
        """Add records with the keys id, symbol, year, organ, language, kind, number, title, text; only text is needed.

        They count as adopted unless their `status` is "draft".
        """
        return add_records(self.engine, records, adopted)

    @_reading
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
        """Paragraphs by words, "phrases" and -exclusions, best first; `every_word` of the result says with all or any.

        `every` None: with all words, and if there are none, with any; True: with all; False: with any. Case, accents
        and endings of words are ignored. Drafts are found too: each hit has its `status`. `state`: only paragraphs that
        this State (ISO 3166 alpha-3) made a statement on; `class_`: only opening words of this class ("request");
        `newest`: newest first; `facets`: count the answers by language, year, organ, kind and class.
        """
        period = (years, years) if isinstance(years, int) else years
        filters = Filters(language, organ, period, kind=kind, drafts=drafts, state=state, class_=class_)
        return search(self.engine, words, filters, limit, every, newest=newest, facets=facets)

    @_reading
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

    @_reading
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
        return group_by_wording(self.engine, text, filters, limit)

    @_reading
    def lineage(
        self, text: str, *, language: str | None = None, drafts: bool = False, akin: float = AKIN
    ) -> tuple[Step, ...]:
        """The lineage of a paragraph: its wordings, one per document, oldest first, with what each step changed.

        `akin`: similarity (0 to 1) that is enough by itself; between documents with much in common less is enough.
        """
        return lineage(self.engine, text, Filters(language=language, drafts=drafts), akin=akin)

    @_reading
    def on_subject(
        self, text: str, steps: tuple[Step, ...], *, language: str | None = None, drafts: bool = False
    ) -> tuple[Hit, ...]:
        """At most 5 paragraphs on the subject of a text, of documents without a step in its lineage, oldest first."""
        return find_related(self.engine, text, steps, Filters(language=language, drafts=drafts))

    @_reading
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
        """The most standard wordings for a topic, with variable parts as {…} and a line that explains the choice."""
        filters = Filters(language=language, organ=organ, kind=kind, drafts=drafts)
        return standard(self.engine, topic, filters, limit)

    @_reading
    def versions(self, hit: Hit) -> tuple[Hit, ...]:
        """The paragraph and its versions in other languages (linked by number) and revisions (linked by words).

        A paragraph without a number is found by its place, if the versions have as many paragraphs of its kind.
        """
        return versions(self.engine, hit)

    @_reading
    def side_by_side(self, name: str, languages: Sequence[str] = ()) -> SideBySide | None:
        """The text with this name or symbol beside its versions in other languages; None if there is no such text.

        `languages`: which ones, in which order; the first in which the text exists leads.
        """
        found = self.engine.store.documents_named(name)
        rank = {language: n for n, language in enumerate(languages)}
        found.sort(key=lambda d: (rank.get(d.language, len(rank)), -d.revision, d.language))
        return side_by_side(self.engine, found[0], languages) if found else None

    @_reading
    def provenance(
        self, draft: Resolution, *, language: str | None = None, drafts: bool = False, itself: bool = False
    ) -> Provenance:
        """A whole draft traced: each paragraph with its runs, the share of agreed words, the sources.

        `itself`: the draft itself in the library, told by its symbol or its words, is a source too.
        """
        return provenance(self.engine, draft, Filters(language=language, drafts=drafts), itself=itself)

    def reserved_by(self, state: str) -> tuple[Document, ...]:
        """The documents on which a State (ISO 3166 alpha-3) made a statement; `path` is the file each came from."""
        return tuple(self.engine.store.documents_reserved_by(state))

    @_reading
    def trace(self, text: str, *, language: str | None = None, drafts: bool = False) -> tuple[TraceSpan, ...]:
        """The runs of eight words or more that occur word for word in the library, with their sources."""
        return trace(self.engine, text, Filters(language=language, drafts=drafts))

    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""
        return self.engine.store.languages()

    def paragraphs(self) -> Iterator[Hit]:
        """Every paragraph, document by document, in reading order."""
        return self.engine.store.everything()

    def paragraphs_of(self, document: str) -> tuple[Hit, ...]:
        """The paragraphs of the document with this name, in reading order; () if there is none."""
        return self.engine.store.paragraphs_of([document]).get(document, ())

    def stats(self) -> Stats:
        """How much the library holds, by language, organ, kind and year."""
        return self.engine.store.stats()

    def close(self) -> None:
        """Close the library. Waits for operations in other threads to end."""
        self.engine.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
