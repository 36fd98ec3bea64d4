"""What the library asks of whatever stores it: tokens and filters in, paragraphs out. No engine analyses text.

The default is one SQLite file (`sqlite.py`); `tests/library/test_library_engine.py` is the contract for any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from drafting.library.models import Document, Field, Filters, Hit, Paragraph, Query, Stats


class Engine(Protocol):
    """A store of documents and paragraphs that finds paragraphs by tokens. Rows are numbers the engine hands out."""

    def writing(self) -> AbstractContextManager[None]:
        """Everything written inside is kept together or not at all."""

    def document(self, digest: bytes) -> Document | None:
        """The document with this digest, or None."""

    def put(self, document: Document, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
        """Add a document, or paragraphs to it, or replace paragraphs whose text changed → (added, replaced).

        A document known by digest is the same; a paragraph known by key and equal in words changes nothing.
        """

    def rehearsal(self) -> AbstractContextManager[None]:
        """What is written inside is seen inside and undone at its end: to tell what an addition would do."""

    def named(self, name: str) -> list[Document]:
        """The documents with this name, symbol, path or source."""

    def reserved_by(self, state: str) -> list[Document]:
        """The documents on which this State (ISO 3166 alpha-3) made a statement, in the order they came."""

    def remove(self, *, digest: bytes | None = None, path: str | None = None) -> int:
        """Take out the documents with this digest or this path, paragraphs and all → how many documents."""

    def adopt(self, digest: bytes, status: str) -> None:
        """Set the status of a document."""

    def free_name(self, wanted: str) -> str:
        """The name itself, or with "~2", "~3" … behind it when taken."""

    def frequency(self, tokens: Iterable[str]) -> dict[str, int]:
        """In how many paragraphs each stem stands; stems that stand nowhere are left out."""

    def score(
        self, field: Field, weights: Mapping[str, float], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        """Rows by the sum of the weights of the tokens they hold, greatest first, ties by row.

        Where thousands of rows hold the heavier tokens, rows that hold only lighter ones may be left out.
        """

    def match(self, query: Query, filters: Filters, limit: int, *, newest: bool = False) -> list[tuple[int, float]]:
        """Rows that answer a query with words, phrases and exclusions, with a score, densest first.

        `newest`: newest first instead, those without a year last; the scores mean nothing then.
        """

    def facets(self, query: Query, filters: Filters) -> dict[str, dict[str, int]]:
        """How many paragraphs answer a query by language, year, organ, kind and class, commonest first; "" for none."""

    def same(self, rows: Iterable[int], filters: Filters) -> dict[int, tuple[int, ...]]:
        """For each of the rows all the rows whose folded words are the same and that the filters let through."""

    def siblings(self, row: int) -> list[tuple[str, int, tuple[int, ...]]]:
        """The language versions and revisions of the document a row is of, itself included: language, revision, rows.

        By revision and language; empty where it has no symbol.
        """

    def rows_of(self, digest: bytes) -> tuple[int, ...]:
        """The rows of the document with this digest, in order."""

    def neighbours(self, row: int) -> tuple[int, ...]:
        """The rows of the document that a row is of, itself included, in order."""

    def everything(self) -> Iterator[Hit]:
        """Every paragraph, document by document, in order."""

    def texts(self, rows: Iterable[int]) -> dict[int, str]:
        """The texts in these rows, without all that `get` tells about them."""

    def get(self, rows: Iterable[int]) -> dict[int, Hit]:
        """The paragraphs in these rows."""

    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""

    def count(self) -> int:
        """How many paragraphs there are (near enough to plan a query)."""

    def stats(self) -> Stats:
        """How much there is of what."""

    def faults(self) -> list[str]:
        """What is wrong with the files or with the indexes, in words; reads everything."""

    def rebuild(self) -> None:
        """Make the indexes anew from the paragraphs."""

    def settle(self) -> None:
        """After an addition: leave the files small and tidy."""

    def close(self) -> None:
        """Let go of the files."""
