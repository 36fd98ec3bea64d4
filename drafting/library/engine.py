"""What the library asks of whatever stores it: tokens and filters in, paragraphs out. No engine analyses text.

The default is one SQLite file (`sqlite.py`); `tests/library/test_library_engine.py` is the contract for any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from drafting.library.records import Document, Field, Filters, Hit, Paragraph, Query, Stats


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

    def match(self, query: Query, filters: Filters, limit: int) -> list[tuple[int, float]]:
        """Rows that answer a query with words, phrases and exclusions, with a score (BM25 or like it), best first."""

    def get(self, rows: Iterable[int]) -> dict[int, Hit]:
        """The paragraphs in these rows."""

    def languages(self) -> tuple[str, ...]:
        """The languages of the documents."""

    def count(self) -> int:
        """How many paragraphs there are (near enough to plan a query)."""

    def stats(self) -> Stats:
        """How much there is of what."""

    def settle(self) -> None:
        """After an addition: leave the files small and tidy."""

    def close(self) -> None:
        """Let go of the files."""
