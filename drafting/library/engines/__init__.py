"""What the library needs from what stores and indexes it: two protocols, `Store` and `Index`, and the pair `Engine`.

A store keeps documents and paragraphs and changes them in transactions; it is one SQLite file (`engines/sqlite`). An
index answers questions with the keys of paragraphs; there may be others than SQLite's beside the same store. Neither
lets any other exception of its own than LibraryError pass. `tests/library/test_library_engine.py` is the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from drafting.library.models import Document, Filters, Hit, Paragraph, Stats, TokenWeights, WordQuery

Candidate: TypeAlias = tuple[str, float]
"""The key of a paragraph and its score; scores of different kinds of questions cannot be compared."""

_BREVITY, _BREVITY_BASE = 1100.0, 650.0
"""A paragraph of 450 letters scores 1, a very short one 1.7: the length term of BM25 (k1 1.2, b .75)."""
RANKED = 20_000
"""An index may rank only the first so many paragraphs that answer a `WordQuery`, in whatever order it finds them."""
COUNTED = 1_000
"""An index may count only the heaviest so many tokens of `TokenWeights`."""


def brevity_score(letters: int) -> float:
    """The score of a paragraph of this length that answers a `WordQuery`: the shorter, the more it is about it."""
    return _BREVITY / (_BREVITY_BASE + letters)


class Entry(NamedTuple):
    """A paragraph as an index receives it: its rank of arrival, and the folded words of its text, in order."""

    arrival: int
    document: Document
    paragraph: Paragraph
    words: Sequence[str]


class Changes(NamedTuple):
    """What a unit of work did to the paragraphs of a store. An entry that was added and removed again is in neither.

    `restated`: documents whose status changed, as they are now.
    """

    added: Sequence[Entry] = ()
    removed: Sequence[Entry] = ()
    restated: Sequence[Document] = ()


class UnitOfWork(Protocol):
    """The changes that one transaction makes to a store."""

    def free_name(self, wanted: str) -> str:
        """The name of a document if no document has it, else the name with "~2", "~3" … appended."""

    def put(self, document: Document, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
        """Add a document, or paragraphs to it, or replace paragraphs that changed → (added, replaced).

        A document is known by its digest, a paragraph by its key; one that is equal in text, kind, number, section and
        reservations is left as it is. Opening words are read where a paragraph has none (`class_` is None).
        """

    def remove(self, *, digest: bytes | None = None, path: str | None = None) -> int:
        """Remove the documents with this digest or this path and their paragraphs → how many documents."""

    def set_status(self, digest: bytes, status: str) -> None:
        """Set the status of a document. May take as long as putting it, in an index that filters by status."""

    def changes(self) -> Changes:
        """What was done so far."""


class Store(Protocol):
    """Documents and their paragraphs. A paragraph is identified by its key, a document by its name or its digest.

    Paragraphs have an order of arrival: those added later come later, within a document in reading order. Every method
    may be called from any thread.
    """

    @property
    def place(self) -> str:
        """Where the library is, as shown to people: a path, or "in memory"."""

    def reading(self) -> AbstractContextManager[None]:
        """Everything that this thread reads inside comes from one state of the library, whatever others write."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """One transaction: kept completely when the block ends, not at all when it raises. One writer at a time.

        Others wait, then LibraryError is raised. This thread sees inside what it has written.
        """

    def rehearsal(self) -> AbstractContextManager[None]:
        """What this thread writes inside is visible to it until the end of the block and then undone."""

    def document(self, digest: bytes) -> Document | None:
        """The document with this digest."""

    def documents_named(self, name: str) -> list[Document]:
        """The documents with this name, symbol, path or source, in order of arrival."""

    def documents_reserved_by(self, state: str) -> list[Document]:
        """The documents on which this State (ISO 3166 alpha-3) made a statement, in order of arrival."""

    def versions_of(self, work: str) -> list[Document]:
        """The language versions and revisions of a work, by revision, language and arrival."""

    def paragraphs(self, keys: Iterable[str]) -> dict[str, Hit]:
        """The paragraphs with these keys, in order of arrival; unknown keys are left out."""

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts alone of the paragraphs with these keys, in order of arrival; unknown keys are left out."""

    def paragraphs_of(self, documents: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        """All paragraphs of the documents with these names, in reading order; unknown names are left out."""

    def same_words(self, keys: Iterable[str], filters: Filters) -> dict[str, tuple[str, ...]]:
        """For each key the keys of all paragraphs that the filters admit and whose folded words are the same.

        In order of arrival. A key for which there are none is left out.
        """

    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""

    def everything(self) -> Iterator[Hit]:
        """Every paragraph, document by document, in reading order."""

    def entries(self) -> Iterator[Entry]:
        """Every paragraph as an index receives it, in order of arrival."""

    def stats(self) -> Stats:
        """How much the library holds. `Stats.size` is what it occupies now and says nothing about its content."""

    def rederive(self) -> None:
        """Inside `writing`: compute again what is stored beside the texts and symbols (opening words, works)."""

    def faults(self) -> list[str]:
        """What is wrong with the stored data, in words; reads everything."""

    def compact(self) -> None:
        """Tidy up after an addition. Safe at any time, may do nothing."""

    def close(self) -> None:
        """Release files and connections, when operations under way in other threads have ended."""


class Index(Protocol):
    """Finds paragraphs. Every method may be called from any thread.

    An index that does not share the store's transaction may for a moment know keys that the store does not; whoever
    asks leaves them out (`Store.paragraphs` does).
    """

    def candidates(
        self, queries: Sequence[TokenWeights | WordQuery], filters: Filters, limit: int
    ) -> list[list[Candidate]]:
        """For each query the best paragraphs that the filters admit, at most `limit`; equal ones in order of arrival.

        `TokenWeights`: greatest sum of weights first; see COUNTED. Where thousands contain the heavier tokens,
        paragraphs that contain only lighter ones may be left out. `WordQuery`: greatest `brevity_score` first, or
        newest first with score 0 and undated ones last; see RANKED.
        """

    def facets(self, query: WordQuery, filters: Filters) -> dict[str, dict[str, int]]:
        """How many paragraphs answer, by language, year, organ, kind and class, commonest first; "" for none."""

    def frequency(self, stems: Iterable[str]) -> dict[str, int]:
        """In how many paragraphs each stem occurs; those that occur in none are left out.

        Exact up to 50,000 paragraphs; beyond that near enough to plan and to weight a query.
        """

    def size(self) -> int:
        """How many paragraphs there are, near enough to plan and to weight a query."""

    def update(self, changes: Changes) -> None:
        """Follow the store, at the end of each unit of work and before it is kept: nothing is kept if this raises."""

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Replace everything indexed by these entries."""

    def faults(self, entries: Iterable[Entry]) -> list[str]:
        """What is wrong with the index if the store holds these entries, in words; reads everything."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A store and the index that follows it."""

    store: Store
    index: Index

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A transaction of the store; the index follows before it is kept."""
        with self.store.writing() as work:
            yield work
            self.index.update(work.changes())

    def rebuild(self) -> None:
        """Compute everything derived from texts and symbols again, in one transaction."""
        with self.store.writing():
            self.store.rederive()
            self.index.rebuild(self.store.entries())

    def faults(self) -> list[str]:
        """What is wrong with the store or the index, in words."""
        with self.store.reading():
            return self.store.faults() + self.index.faults(self.store.entries())

    def close(self) -> None:
        """Release files and connections."""
        self.store.close()


def answers(index: Index, query: TokenWeights | WordQuery, filters: Filters, limit: int) -> Mapping[str, float]:
    """The candidates for one query as key → score, best first."""
    (found,) = index.candidates((query,), filters, limit)
    return dict(found)
