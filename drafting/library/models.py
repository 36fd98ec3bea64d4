"""The values that go into the precedent library and come out of it, all frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, overload

Field: TypeAlias = Literal["stems", "prints"]
"""The tokens by which a paragraph is found: the stems of its words, or the fingerprints of its runs of words."""

ADOPTED, DRAFT = "adopted", "draft"


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language. `digest` identifies its content, `name` is unique in a library.

    `status`: ADOPTED or DRAFT; `adopted`: the ISO date. `path`: the file it was read from, None for records; `source`:
    a name for people. `work`: the symbol without revisions (see `work_of`); `revision`: 0 for a first issue.
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
    """A paragraph of the library, with what is known of its document. `id`: its key; `document`: the document's name.

    `score` orders the hits of one answer; `match`: the match % with the text asked about, None in a search by words.
    `kind`, `section`, `reserved`, `opening`, `class_` and `addressee`: see Paragraph; `status` to `session`: see
    Document. `arrival`: its place in the order in which paragraphs were added, for sorting only.
    """

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
    arrival: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which paragraphs may be found; None: any. Drafts only if `drafts` is True.

    `years`: first and last, both included, None for an open end; `before`: earlier years only. Both exclude texts
    without a year. `organ`: its whole name, in any case. `state`: ISO 3166 alpha-3 of a State that made a statement on
    the paragraph; `class_`: of its opening words.
    """

    language: str | None = None
    organ: str | None = None
    years: tuple[int | None, int | None] | None = None
    before: int | None = None
    kind: str | None = None
    drafts: bool = False
    state: str | None = None
    class_: str | None = None


@dataclass(frozen=True, slots=True)
class TokenWeights:
    """Asks for the paragraphs whose tokens of this field weigh most: the sum of the weights of those they contain."""

    field: Field
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Asks for the paragraphs that contain every one of `terms` and none of `excluded`, in stems.

    Each term has alternatives (one per language); an alternative of several stems is a phrase. `newest`: the newest
    first instead of the shortest first.
    """

    terms: tuple[tuple[tuple[str, ...], ...], ...]
    excluded: tuple[tuple[str, ...], ...] = ()
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Results(Sequence[Hit]):
    """Hits, best first; a sequence. `every_word`: each hit contains all words of the question (else only some).

    `ignored`: words that were left out because the question was too long. `marks`: for each hit, where the words of the
    question occur in its text, as (start, end). `facets`: if asked for, the number of answers by language, year, organ,
    kind and class of the opening words, commonest first.
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

    `hit`: the closest of them; `segments`: the differences from it to the text asked about: ("=" | "-" | "+", words).
    """

    hit: Hit
    uses: tuple[Hit, ...]
    segments: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> int:
        """The number of documents that contain it."""
        return len({h.document for h in self.uses})

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of use, None where no text has a year."""
        years = [h.year for h in self.uses if h.year]
        return (min(years), max(years)) if years else None

    @property
    def reserved(self) -> tuple[str, ...]:
        """The States that made a statement on it in any document, as ISO 3166 alpha-3 codes."""
        return tuple(sorted({state for h in self.uses for state in h.reserved}))


@dataclass(frozen=True, slots=True)
class TraceSpan:
    """`text[start:end]` of a draft occurs word for word in each of `hits`; `words`: the number of its words."""

    start: int
    end: int
    words: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be added, why (`error`), and what to do (`hint`)."""

    source: str
    error: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """The result of an addition. `documents`: new ones, of which `drafts` are drafts.

    `paragraphs`: new ones; `replaced` and `unchanged`: known ones. `skipped`: files of other types and lock files.
    `interrupted`: it was stopped by Ctrl-C; what is counted was kept.
    """

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
    """How much a library holds. The mappings count paragraphs, commonest first.

    `path`: None where the library is no file. `size`: what it occupies now, in bytes; it is no part of equality.
    """

    path: Path | None
    size: int = field(compare=False)
    documents: int
    drafts: int
    paragraphs: int
    languages: Mapping[str, int]
    organs: Mapping[str, int]
    kinds: Mapping[str, int]
    years: Mapping[int | None, int]
