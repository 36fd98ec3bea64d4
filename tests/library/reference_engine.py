"""An engine in plain Python, written from the protocols alone: what any other engine must agree with."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace

from drafting.errors import LibraryError
from drafting.library import analysis
from drafting.library.engines import Candidate, Changes, Engine, Entry, brevity_score
from drafting.library.models import ADOPTED, DRAFT, Document, Filters, Hit, Paragraph, Stats, TokenWeights, WordQuery
from drafting.library.opening_words import opening_words

_COMPARED = ("text", "kind", "number", "section", "reserved")


class _State:
    """The documents by digest and the entries by key, in order of arrival."""

    def __init__(self) -> None:
        self.documents: dict[bytes, Document] = {}
        self.entries: dict[str, Entry] = {}
        self.arrived = 0


class ReferenceStore:
    """The store protocol over dictionaries, for one thread."""

    place = "in memory"

    def __init__(self) -> None:
        self._state = _State()
        self._closed = False

    @property
    def state(self) -> _State:
        if self._closed:
            raise LibraryError("the library is closed", "open it again")
        return self._state

    @contextmanager
    def reading(self) -> Iterator[None]:
        yield

    @contextmanager
    def writing(self) -> Iterator[ReferenceUnitOfWork]:
        before = copy.copy(self.state)
        before.documents, before.entries = dict(before.documents), dict(before.entries)
        try:
            yield ReferenceUnitOfWork(self.state)
        except BaseException:
            self._state = before
            raise

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        before = copy.copy(self.state)
        before.documents, before.entries = dict(before.documents), dict(before.entries)
        try:
            yield
        finally:
            self._state = before

    def document(self, digest: bytes) -> Document | None:
        return self.state.documents.get(digest)

    def documents_named(self, name: str) -> list[Document]:
        return [d for d in self.state.documents.values() if name in (d.name, d.symbol, d.path, d.source)]

    def documents_reserved_by(self, state: str) -> list[Document]:
        digests = {e.document.digest for e in self.state.entries.values() if state in e.paragraph.reserved}
        return [d for d in self.state.documents.values() if d.digest in digests]

    def versions_of(self, work: str) -> list[Document]:
        found = [d for d in self.state.documents.values() if d.work == work]
        return sorted(found, key=lambda d: (d.revision, d.language))

    def paragraphs(self, keys: Iterable[str]) -> dict[str, Hit]:
        return {entry.paragraph.key: self._hit(entry) for entry in self._known(keys)}

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        return {entry.paragraph.key: entry.paragraph.text for entry in self._known(keys)}

    def _known(self, keys: Iterable[str]) -> list[Entry]:
        known = self.state.entries
        return sorted({known[key].arrival: known[key] for key in keys if key in known}.values(), key=lambda e: e[0])

    def _hit(self, entry: Entry) -> Hit:
        document, paragraph = asdict(self.state.documents[entry.document.digest]), asdict(entry.paragraph)
        paragraph["id"] = paragraph.pop("key")
        document["document"] = document.pop("name")
        of_document = {k: v for k, v in document.items() if k in Hit.__dataclass_fields__ and k != "kind"}
        return Hit(**of_document, **paragraph, arrival=entry.arrival)

    def paragraphs_of(self, documents: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        wanted = {d.digest: d.name for d in self.state.documents.values() if d.name in set(documents)}
        found: dict[str, list[Hit]] = {}
        for entry in self.state.entries.values():
            if entry.document.digest in wanted:
                found.setdefault(wanted[entry.document.digest], []).append(self._hit(entry))
        return {name: tuple(sorted(hits, key=lambda h: h.position)) for name, hits in found.items()}

    def same_words(self, keys: Iterable[str], filters: Filters) -> dict[str, tuple[str, ...]]:
        found = {}
        for entry in self._known(keys):
            others = [e for e in self.entries() if list(e.words) == list(entry.words) and _admits(filters, e)]
            if others:
                found[entry.paragraph.key] = tuple(e.paragraph.key for e in others)
        return found

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({d.language for d in self.state.documents.values()}))

    def everything(self) -> Iterator[Hit]:
        for document in list(self.state.documents.values()):
            yield from self.paragraphs_of([document.name]).get(document.name, ())

    def entries(self) -> Iterator[Entry]:
        entries = sorted(self.state.entries.values(), key=lambda e: e.arrival)
        return iter([e._replace(document=self.state.documents[e.document.digest]) for e in entries])

    def stats(self) -> Stats:
        def by(values: Iterable[object]) -> dict[object, int]:
            counted = Counter(values)
            return dict(sorted(counted.items(), key=lambda c: (-c[1], c[0] is not None, c[0])))

        documents, entries = self.state.documents.values(), list(self.entries())
        return Stats(
            path=None,
            size=0,
            documents=len(documents),
            drafts=sum(d.status == DRAFT for d in documents),
            paragraphs=len(entries),
            languages=by(e.document.language for e in entries),  # type: ignore[arg-type]
            organs=by(e.document.organ or "" for e in entries),  # type: ignore[arg-type]
            kinds=by(e.paragraph.kind for e in entries),  # type: ignore[arg-type]
            years=by(e.document.year for e in entries),  # type: ignore[arg-type]
        )

    def rederive(self) -> None:
        """Everything is derived when it is put."""

    def faults(self) -> list[str]:
        return []

    def compact(self) -> None:
        """Nothing to tidy."""

    def close(self) -> None:
        self._closed = True


class ReferenceUnitOfWork:
    """The unit-of-work protocol over a state."""

    def __init__(self, state: _State) -> None:
        self._state = state
        self._before = dict(state.entries)
        self._restated: list[bytes] = []

    def free_name(self, wanted: str) -> str:
        taken = {d.name for d in self._state.documents.values()}
        names = (wanted if n == 1 else f"{wanted}~{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def put(self, document: Document, paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
        state = self._state
        document = state.documents.setdefault(document.digest, document)
        added = replaced = 0
        taken = [e.paragraph.position for e in state.entries.values() if e.document.digest == document.digest]
        position = max(taken, default=0)
        for p in {p.key: p for p in paragraphs}.values():
            known = state.entries.get(p.key)
            if known and all(getattr(known.paragraph, name) == getattr(p, name) for name in _COMPARED):
                continue
            replaced, added = replaced + bool(known), added + (not known)
            state.entries.pop(p.key, None)
            position += 1
            state.arrived += 1
            kept = replace(p, position=position)
            if p.class_ is None:
                opening, class_, addressee = opening_words(p.text, document.language)
                kept = replace(kept, opening=opening, class_=class_, addressee=addressee)
            state.entries[p.key] = Entry(state.arrived, document, kept, analysis.words(p.text))
        return added, replaced

    def remove(self, *, digest: bytes | None = None, path: str | None = None) -> int:
        gone = {
            d.digest
            for d in self._state.documents.values()
            if d.digest == digest or (path is not None and d.path == path)
        }
        for one in gone:
            del self._state.documents[one]
        for key in [k for k, e in self._state.entries.items() if e.document.digest in gone]:
            del self._state.entries[key]
        return len(gone)

    def set_status(self, digest: bytes, status: str) -> None:
        self._state.documents[digest] = replace(self._state.documents[digest], status=status)
        self._restated.append(digest)

    def changes(self) -> Changes:
        now, before = self._state.entries, self._before
        return Changes(
            [e for k, e in now.items() if before.get(k) is not e],
            [e for k, e in before.items() if now.get(k) is not e],
            [self._state.documents[digest] for digest in self._restated],
        )


class ReferenceIndex:
    """The index protocol by looking at every entry; it knows nothing of the store but what it was told."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}

    def candidates(
        self, queries: Sequence[TokenWeights | WordQuery], filters: Filters, limit: int
    ) -> list[list[Candidate]]:
        return [self._answer(query, filters)[:limit] for query in queries]

    def _answer(self, query: TokenWeights | WordQuery, filters: Filters) -> list[Candidate]:
        found = []
        for entry in sorted(self._entries.values()):
            if not _admits(filters, entry):
                continue
            tokens = _stems(entry)
            if isinstance(query, TokenWeights):
                held = set(tokens) if query.field == "stems" else analysis.prints(entry.words)
                weights = [weight for token, weight in query.weights.items() if token in held]
                if weights:
                    found.append((-sum(weights), entry, sum(weights)))
            elif _answers(query, tokens):
                score = 0.0 if query.newest else brevity_score(len(entry.paragraph.text))
                found.append((-(entry.document.year or -(10**9)) if query.newest else -score, entry, score))
        return [(e.paragraph.key, score) for _, e, score in sorted(found, key=lambda f: (f[0], f[1].arrival))]

    def facets(self, query: WordQuery, filters: Filters) -> dict[str, dict[str, int]]:
        if not any(query.terms):
            return {}
        found = [e for e in self._entries.values() if _admits(filters, e) and _answers(query, _stems(e))]
        values = {
            "language": [e.document.language for e in found],
            "year": [str(e.document.year or "") for e in found],
            "organ": [e.document.organ or "" for e in found],
            "kind": [e.paragraph.kind for e in found],
            "class": [e.paragraph.class_ or "" for e in found],
        }
        return {n: dict(sorted(Counter(v).items(), key=lambda c: (-c[1], c[0]))) for n, v in values.items()}

    def frequency(self, stems: Iterable[str]) -> dict[str, int]:
        counted = Counter(token for entry in self._entries.values() for token in set(_stems(entry)))
        return {token: counted[token] for token in stems if counted[token]}

    def size(self) -> int:
        return len(self._entries)

    def update(self, changes: Changes) -> None:
        for entry in changes.removed:
            del self._entries[entry.arrival]
        self._entries |= {entry.arrival: entry for entry in changes.added}
        restated = {document.digest: document for document in changes.restated}
        for arrival, entry in self._entries.items():
            if entry.document.digest in restated:
                self._entries[arrival] = entry._replace(document=restated[entry.document.digest])

    def rebuild(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.arrival: entry for entry in entries}

    def faults(self, entries: Iterable[Entry]) -> list[str]:
        return [] if list(entries) == sorted(self._entries.values()) else ["the index differs from the store"]


def reference_engine() -> Engine:
    """A new engine in plain Python."""
    return Engine(ReferenceStore(), ReferenceIndex())


def _stems(entry: Entry) -> list[str]:
    return analysis.stem(entry.words, entry.document.language)


def _answers(query: WordQuery, tokens: Sequence[str]) -> bool:
    def holds(phrase: Sequence[str]) -> bool:
        return any(tuple(tokens[i : i + len(phrase)]) == tuple(phrase) for i in range(len(tokens)))

    terms = [term for term in query.terms if term]
    wanted = all(any(holds(phrase) for phrase in term) for term in terms)
    return bool(terms) and wanted and not any(holds(phrase) for phrase in query.excluded)


def _admits(filters: Filters, entry: Entry) -> bool:
    document, paragraph = entry.document, entry.paragraph
    first, last = filters.years or (None, None)
    year = document.year
    dated = (first is None or (year or -(10**9)) >= first) and (last is None or (year is not None and year <= last))
    before = filters.before is None or (year is not None and year < filters.before)
    return (
        dated
        and before
        and filters.language in (None, document.language)
        and (filters.organ is None or filters.organ.lower() == (document.organ or "").lower())
        and filters.kind in (None, paragraph.kind)
        and (filters.drafts or document.status == ADOPTED)
        and filters.class_ in (None, paragraph.class_)
        and (filters.state is None or filters.state in paragraph.reserved)
    )
