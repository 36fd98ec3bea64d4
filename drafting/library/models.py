"""What goes into the precedent library and what comes out of it: frozen values, nothing of SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, overload

Field: TypeAlias = Literal["stems", "prints"]
"""What a paragraph is found by: the stems of its words, or the fingerprints of its runs of words."""

ADOPTED, DRAFT = "adopted", "draft"


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language. `digest` tells whether it is there already; `name` must be unique in a library.

    `work`: what its symbol names, whichever revision or language; `revision`: 0 for a first issue.
    """

    digest: bytes
    name: str
    language: str = ""
    status: str = ADOPTED
    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: str | None = None
    kind: str = ""
    adopted: str | None = None
    year: int | None = None
    source: str = ""
    path: str | None = None
    work: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document. `key` identifies it permanently ("A/RES/79/1#OP5"); `section`: the headings above it.

    `kind`: preambular, operative, item, text or whatever a record says. `reserved`: ISO 3166 alpha-3 codes of the
    States that made a statement on it. `opening`, `class_` (of the opening words) and `addressee`: "" for none; where
    `class_` is None all three are read from the text when the paragraph is put into a library.
    """

    key: str
    text: str
    kind: str = ""
    number: str | None = None
    section: tuple[str, ...] = ()
    opening: str = ""
    class_: str | None = None
    reserved: tuple[str, ...] = ()
    position: int = 0
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found. `score` orders hits of one answer; `match` is the match % against the text asked about."""

    id: str
    text: str
    score: float = 0.0
    match: int | None = None
    symbol: str | None = None
    year: int | None = None
    organ: str | None = None
    language: str = ""
    kind: str = ""
    number: str | None = None
    title: str | None = None
    section: tuple[str, ...] = ()
    opening: str = ""
    class_: str = ""
    reserved: tuple[str, ...] = ()
    status: str = ADOPTED
    adopted: str | None = None
    source: str = ""
    document: str = ""
    addressee: str = ""
    position: int = 0
    work: str | None = None
    revision: int = 0
    session: str | None = None
    row: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which paragraphs may be found. `years` is inclusive on both ends, None leaves an end open; `before` excludes its
    own year and every text without a year, and so does `years`. `state`: ISO 3166 alpha-3 of one that made a statement
    on the paragraph; `class_`: of its opening words."""

    language: str | None = None
    organ: str | None = None
    years: tuple[int | None, int | None] | None = None
    before: int | None = None
    kind: str | None = None
    drafts: bool = False
    state: str | None = None
    class_: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question in tokens: every one of `terms` must stand in the paragraph, none of `excluded`.

    Each term has alternatives (one a language); an alternative of several tokens is a phrase.
    """

    terms: tuple[tuple[tuple[str, ...], ...], ...]
    excluded: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Results(Sequence[Hit]):
    """Hits, best first. `every_word`: all words of the question stand in each hit (else only some do).

    `ignored`: words of the question that were left out because it was too long. `marks`: for each hit where the words
    of the question stand in its text, as (start, end). `facets`: where asked for, how many paragraphs answer, by
    language, year, organ, kind and class of the opening words, commonest first.
    """

    hits: tuple[Hit, ...] = ()
    every_word: bool = True
    ignored: tuple[str, ...] = ()
    marks: tuple[tuple[tuple[int, int], ...], ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]


@dataclass(frozen=True, slots=True)
class Group:
    """A wording close to the one asked about, and every paragraph that reads the same, newest first.

    `segments`: what differs, from it to the text asked about: ("=" | "-" | "+", words).
    """

    hit: Hit
    uses: tuple[Hit, ...]
    segments: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> int:
        """How many documents hold it."""
        return len({h.document for h in self.uses})

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of use, None where no text has a year."""
        years = [h.year for h in self.uses if h.year]
        return (min(years), max(years)) if years else None

    @property
    def reserved(self) -> tuple[str, ...]:
        """States that made a statement on it anywhere."""
        return tuple(sorted({state for h in self.uses for state in h.reserved}))


@dataclass(frozen=True, slots=True)
class TraceSpan:
    """`text[start:end]` of a draft stands word for word in every one of `hits`; `words` is how many words it has."""

    start: int
    end: int
    words: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be added: what is wrong and what to do."""

    source: str
    error: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did, in documents and in paragraphs. `skipped`: sources left aside by design (lock files)."""

    documents: int = 0
    paragraphs: int = 0
    replaced: int = 0
    unchanged: int = 0
    drafts: int = 0
    failed: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a library holds. The mappings count paragraphs, commonest first; `size` is the file's, in bytes."""

    path: Path | None
    size: int
    documents: int
    drafts: int
    paragraphs: int
    languages: Mapping[str, int]
    organs: Mapping[str, int]
    kinds: Mapping[str, int]
    years: Mapping[int | None, int]
