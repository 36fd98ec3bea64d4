"""The contract of an engine: whatever stores and indexes a library must pass this, through the protocols alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.errors import LibraryError
from drafting.library import analysis
from drafting.library.engines import Engine, answers
from drafting.library.engines.sqlite import open_engine
from drafting.library.library import Library
from drafting.library.models import DRAFT, Document, Filters, Paragraph, TokenWeights, WordQuery
from tests.library.reference_engine import reference_engine

ANY = Filters(drafts=True)
WORK = "AG/doc.7/21"
ONE = Document(digest=b"one", name="ONE", language="fr", organ="AG", year=2019, work=WORK, symbol=WORK, source="one.md")
TWO = Document(digest=b"two", name="TWO", language="fr", organ="CP", year=2023, path="two.docx")
THREE = Document(
    digest=b"three", name="THREE", language="fr", status=DRAFT, symbol=f"{WORK} rev. 1", work=WORK, revision=1
)
RUN = "les gardiens de phare tiennent un registre des navires qui passent"
ENGINES = ("file", "memory", "reference")
MakeEngine: TypeAlias = Callable[[], Engine]


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeEngine]:
    """Makes engines: of files further ones over the same file, else each a library of its own."""
    made: list[Engine] = []

    def make_engine() -> Engine:
        if request.param == "reference":
            made.append(reference_engine())
        else:
            made.append(open_engine(tmp_path / "library.sqlite" if request.param == "file" else None))
        return made[-1]

    yield make_engine
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make: MakeEngine) -> Engine:
    made = make()
    with made.writing() as work:
        work.put(ONE, [Paragraph("ONE#1", f"Que {RUN}.", "operative"), Paragraph("ONE#2", "La mer est calme.", "text")])
        work.put(
            TWO, [Paragraph("TWO#1", "La mer des ports est belle, le port aussi.", "operative", reserved=("BRA",))]
        )
        work.put(THREE, [Paragraph("THREE#1", "La mer du projet.", "operative")])
    return made


def stem(word: str) -> str:
    return analysis.stems(word, "fr")[0]


def find(engine: Engine, weights: dict[str, float], filters: Filters = ANY, limit: int = 10) -> list[tuple[str, float]]:
    query = TokenWeights("stems", {stem(word): weight for word, weight in weights.items()})
    return list(answers(engine.index, query, filters, limit).items())


def by_weight(engine: Engine, **weights: float) -> list[tuple[str, float]]:
    return find(engine, weights)


def keys(engine: Engine, filters: Filters = ANY, **weights: float) -> list[str]:
    return [key for key, _ in find(engine, weights, filters)]


def test_scores_are_sums_of_weights_and_equal_ones_come_in_order_of_arrival(engine: Engine) -> None:
    expected = [("TWO#1", 3.5), ("ONE#2", 1.0), ("THREE#1", 1.0)]
    assert by_weight(engine, mer=1.0, port=2.5, rien=9.0) == expected
    assert find(engine, {"mer": 1.0}, limit=1) == [("ONE#2", 1.0)]
    assert find(engine, {"mer": 1.0}, limit=0) == by_weight(engine) == []


def test_several_queries_are_answered_in_their_order(engine: Engine) -> None:
    queries = [TokenWeights("stems", {stem(word): 1.0}) for word in ("port", "rien", "calme")]
    found = engine.index.candidates([*queries, WordQuery((((stem("mer"),),),))], ANY, 2)
    assert [[key for key, _ in one] for one in found] == [["TWO#1"], [], ["ONE#2"], ["ONE#2", "THREE#1"]]
    assert engine.index.candidates([], ANY, 2) == []


def test_fingerprints_find_runs_of_words(engine: Engine) -> None:
    prints = dict.fromkeys(analysis.prints(analysis.words(f"autre début {RUN} autre fin")), 1.0)
    assert list(answers(engine.index, TokenWeights("prints", prints), ANY, 10)) == ["ONE#1"]


def test_more_tokens_than_count_find_by_the_heaviest(engine: Engine) -> None:
    query = TokenWeights("stems", {f"t{n}": 1.0 for n in range(3_000)} | {stem("port"): 5.0})
    assert list(answers(engine.index, query, ANY, 10).items()) == [("TWO#1", 5.0)]


def test_queries_know_all_words_phrases_alternatives_and_exclusions(engine: Engine) -> None:
    mer, port, belle = stem("mer"), stem("port"), stem("belle")

    def ask(*terms: tuple[tuple[str, ...], ...], excluded: tuple[tuple[str, ...], ...] = ()) -> list[str]:
        return sorted(answers(engine.index, WordQuery(terms, excluded), ANY, 10))

    assert ask(((mer,),), ((port,),)) == ["TWO#1"]
    assert ask(((port,), (mer,))) == ["ONE#2", "THREE#1", "TWO#1"]
    assert ask(((mer, "est"),)) == ["ONE#2"]
    assert ask(((mer,),), excluded=((belle,),)) == ["ONE#2", "THREE#1"]
    assert ask() == [] and engine.index.facets(WordQuery(()), ANY) == {}


def test_the_shortest_or_the_newest_answers_come_first(engine: Engine) -> None:
    found = answers(engine.index, WordQuery((((stem("mer"),),),)), ANY, 10)
    assert list(found) == ["ONE#2", "THREE#1", "TWO#1"] and list(found.values()) == sorted(found.values(), reverse=True)
    newest = answers(engine.index, WordQuery((((stem("mer"),),),), newest=True), ANY, 10)
    assert list(newest.items()) == [("TWO#1", 0.0), ("ONE#2", 0.0), ("THREE#1", 0.0)]


def test_answers_are_counted_by_what_they_are(engine: Engine) -> None:
    assert engine.index.facets(WordQuery((((stem("mer"),),),)), ANY) == {
        "language": {"fr": 3},
        "year": {"": 1, "2019": 1, "2023": 1},
        "organ": {"": 1, "AG": 1, "CP": 1},
        "kind": {"operative": 2, "text": 1},
        "class": {"": 3},
    }


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["ONE#2", "TWO#1"]),
        (Filters(drafts=True), ["ONE#2", "THREE#1", "TWO#1"]),
        (Filters(organ="ag"), ["ONE#2"]),
        (Filters(language="en"), []),
        (Filters(kind="operative"), ["TWO#1"]),
        (Filters(years=(2020, None)), ["TWO#1"]),
        (Filters(years=(None, 2019)), ["ONE#2"]),
        (Filters(before=2023, drafts=True), ["ONE#2"]),
        (Filters(state="BRA"), ["TWO#1"]),
        (Filters(state="BR"), []),
        (Filters(class_="request"), []),
    ],
)
def test_filters_hold_for_every_kind_of_question(engine: Engine, filters: Filters, expected: list[str]) -> None:
    query = WordQuery((((stem("mer"),),),))
    assert sorted(keys(engine, filters, mer=1.0)) == expected
    assert sorted(answers(engine.index, query, filters, 10)) == expected
    assert sum(engine.index.facets(query, filters)["kind"].values()) == len(expected)


def test_many_paragraphs_behind_a_filter_are_found(engine: Engine) -> None:
    with engine.writing() as work:
        many = Document(digest=b"many", name="MANY", language="fr", year=2000)
        work.put(many, [Paragraph(f"MANY#{n}", "La mer du port.", "operative") for n in range(3000)])
        late = Document(digest=b"late", name="LATE", language="fr", year=2024)
        work.put(late, [Paragraph("LATE#1", "Le port.", "operative")])
    assert keys(engine, Filters(years=(2024, 2024)), mer=1.0, port=1.0) == ["LATE#1"]
    assert len(engine.store.paragraphs(f"MANY#{n}" for n in range(3000))) == 3000


def test_putting_again_changes_nothing_and_a_changed_text_replaces(engine: Engine) -> None:
    before = engine.store.stats()
    with engine.writing() as work:
        assert work.put(ONE, [Paragraph("ONE#2", "La mer est calme.", "text")]) == (0, 0)
    assert engine.store.stats() == before
    with engine.writing() as work:
        assert work.put(ONE, [Paragraph("ONE#2", "Le vent est calme.", "text")]) == (0, 1)
    assert engine.index.frequency([stem("mer"), stem("vent")]) == {stem("mer"): 2, stem("vent"): 1}
    assert "ONE#2" not in keys(engine, mer=1.0) and not engine.faults()


def test_what_is_put_and_changed_and_removed_in_one_transaction_leaves_its_end(engine: Engine) -> None:
    with engine.writing() as work:
        four = Document(digest=b"four", name="FOUR", language="fr")
        work.put(four, [Paragraph("FOUR#1", "Un chenal."), Paragraph("FOUR#2", "Une rade.")])
        work.put(four, [Paragraph("FOUR#1", "Un bassin.")])
        work.put(Document(digest=b"five", name="FIVE", language="fr"), [Paragraph("FIVE#1", "Une jetée.")])
        assert work.remove(digest=b"five") == 1
    assert engine.index.frequency(map(stem, ("chenal", "bassin", "rade", "jetee"))) == {
        stem("bassin"): 1,
        stem("rade"): 1,
    }
    assert [h.id for h in engine.store.paragraphs_of(["FOUR", "FIVE"])["FOUR"]] == ["FOUR#2", "FOUR#1"]
    assert not engine.faults()


def test_opening_words_are_read_when_a_paragraph_is_put(engine: Engine) -> None:
    with engine.writing() as work:
        work.put(ONE, [Paragraph("ONE#3", "Prie le Secrétariat de repeindre les phares."),
                       Paragraph("ONE#4", "en blanc;", opening="Prie", class_="request")])  # fmt: skip
    found = engine.store.paragraphs(["ONE#3", "ONE#4"])
    assert [(h.opening, h.class_, h.addressee) for h in found.values()] == [
        ("Prie", "request", "Secrétariat"), ("Prie", "request", ""),
    ]  # fmt: skip


def test_removing_takes_index_entries_along(engine: Engine) -> None:
    with engine.writing() as work:
        assert work.remove(digest=b"two") == 1
        assert work.remove(path="absent.docx") == 0
    assert engine.index.frequency([stem("port")]) == {} and keys(engine, mer=1.0) == ["ONE#2", "THREE#1"]
    assert engine.store.document(b"two") is None and engine.store.document(b"one") == ONE
    with engine.writing() as work:
        work.put(TWO, [Paragraph("TWO#1", "La mer.")])
        assert work.remove(path="two.docx") == 1


def test_a_status_can_be_set_and_paragraphs_keep_their_place(engine: Engine) -> None:
    before = engine.store.paragraphs(["THREE#1"])["THREE#1"]
    with engine.writing() as work:
        work.set_status(b"three", "adopted")
    after = engine.store.paragraphs(["THREE#1"])["THREE#1"]
    assert (after.status, after.arrival) == ("adopted", before.arrival)
    assert "THREE#1" in keys(engine, Filters(), mer=1.0) and not engine.faults()


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    before = engine.store.stats()
    with pytest.raises(KeyboardInterrupt), engine.writing() as work:
        work.put(Document(digest=b"four", name="FOUR"), [Paragraph("FOUR#1", "Jamais.")])
        raise KeyboardInterrupt
    assert engine.store.stats() == before and engine.index.frequency(["jamais"]) == {} and not engine.faults()


def test_what_is_written_is_seen_inside_and_a_rehearsal_is_undone(engine: Engine) -> None:
    before = engine.store.stats()
    four = Document(digest=b"four", name="FOUR")
    with engine.store.rehearsal():
        for expected in ((1, 0), (0, 0)):
            with engine.store.writing() as work:
                assert work.put(four, [Paragraph("FOUR#1", "Peut-être.")]) == expected
                assert work.free_name("FOUR") == "FOUR~2"
        assert engine.store.document(b"four") == four and "FOUR#1" in engine.store.texts(["FOUR#1"])
    assert engine.store.document(b"four") is None and engine.store.stats() == before and not engine.faults()


def test_names_are_kept_apart(engine: Engine) -> None:
    with engine.writing() as work:
        assert work.free_name("FIVE") == "FIVE" and work.free_name("ONE") == "ONE~2"
        work.put(Document(digest=b"ONE", name="ONE~2"), [])
        assert work.free_name("ONE") == "ONE~3"


def test_paragraphs_come_in_order_of_arrival_and_unknown_keys_are_left_out(engine: Engine) -> None:
    asked = ["THREE#1", "absent", "ONE#2", "TWO#1", "ONE#2"]
    assert list(engine.store.paragraphs(asked)) == list(engine.store.texts(asked)) == ["ONE#2", "TWO#1", "THREE#1"]
    assert engine.store.texts(["TWO#1"]) == {"TWO#1": "La mer des ports est belle, le port aussi."}
    found = engine.store.paragraphs_of(["THREE", "absent", "ONE"])
    assert {name: [h.id for h in hits] for name, hits in found.items()} == {
        "ONE": ["ONE#1", "ONE#2"],
        "THREE": ["THREE#1"],
    }
    assert [h.id for h in engine.store.everything()] == ["ONE#1", "ONE#2", "TWO#1", "THREE#1"]
    arrivals = [entry.arrival for entry in engine.store.entries()]
    assert arrivals == sorted(set(arrivals)) and len(arrivals) == engine.index.size() == 4


def test_documents_are_found_by_what_they_are_called(engine: Engine) -> None:
    def names(found: list[Document]) -> list[str]:
        return [document.name for document in found]

    assert [names(engine.store.documents_named(n)) for n in ("ONE", WORK, "one.md", "two.docx", "absent")] == [
        ["ONE"], ["ONE"], ["ONE"], ["TWO"], [],
    ]  # fmt: skip
    assert names(engine.store.documents_reserved_by("BRA")) == ["TWO"]
    assert names(engine.store.versions_of(WORK)) == ["ONE", "THREE"] and engine.store.versions_of("absent") == []
    assert engine.store.languages() == ("fr",)


def test_paragraphs_that_read_the_same_are_found(engine: Engine) -> None:
    with engine.writing() as work:
        work.put(TWO, [Paragraph("TWO#2", "LA MER EST CALME;")])
        work.put(THREE, [Paragraph("THREE#2", "La mer est calme.")])
    both = ("ONE#2", "TWO#2")
    assert engine.store.same_words(["ONE#2", "TWO#1", "absent"], Filters()) == {"ONE#2": both, "TWO#1": ("TWO#1",)}
    assert engine.store.same_words(["TWO#2"], ANY) == {"TWO#2": (*both, "THREE#2")}
    assert engine.store.same_words(["THREE#2"], Filters(organ="CP")) == {"THREE#2": ("TWO#2",)}
    assert engine.store.same_words(["THREE#1"], Filters()) == {}


def test_rebuilding_changes_no_answer(engine: Engine) -> None:
    before = by_weight(engine, mer=1.0, port=2.0), list(engine.store.everything()), engine.store.stats()
    engine.rebuild()
    assert (by_weight(engine, mer=1.0, port=2.0), list(engine.store.everything()), engine.store.stats()) == before
    assert not engine.faults()


def test_a_closed_library_says_so(engine: Engine) -> None:
    engine.close()
    with pytest.raises(LibraryError, match="closed"):
        engine.store.languages()


WORDS = st.sampled_from(["mer", "port", "phare", "mer calme", "de la", "2019", "œuvre", RUN])
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
DOCUMENTS = st.lists(
    st.tuples(
        st.sampled_from(["fr", "en"]), st.sampled_from([None, 2001, 2020]), st.lists(TEXTS, min_size=1, max_size=4)
    ),
    min_size=1,
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DOCUMENTS, TEXTS, st.sampled_from([Filters(), Filters(language="fr"), Filters(before=2010), ANY]))
def test_every_question_gets_the_answer_of_the_reference(
    documents: list[tuple[str, int | None, list[str]]], asked: str, filters: Filters
) -> None:
    records = [
        {"symbol": f"D{n}", "id": f"D{n}#{i}", "language": language, "year": year, "text": text}
        for n, (language, year, texts) in enumerate(documents)
        for i, text in enumerate(texts)
    ]
    found = []
    for engine in (open_engine(None), reference_engine()):
        with Library(engine) as library:
            library.add_records(records)
            stems = TokenWeights(
                "stems", {s: 0.5 + n for n, s in enumerate(dict.fromkeys(analysis.stems(asked, "fr")))}
            )
            prints = TokenWeights("prints", dict.fromkeys(analysis.prints(analysis.words(asked)), 1.0))
            found.append((
                engine.index.candidates([stems, prints], filters, 5),
                library.search(asked, language=filters.language, facets=True),
                library.nearest(asked, language="fr", before=filters.before),
                library.groups(asked, language="fr"),
                library.trace(asked),
                library.lineage(asked, language="fr"),
                library.standard(asked),
                [library.versions(hit) for hit in library.search(asked, limit=2)],
                library.stats().years,
                library.check(),
            ))  # fmt: skip
    assert found[0] == found[1]


@contextmanager
def running(*targets: Callable[[], object]) -> Iterator[list[BaseException]]:
    """Threads that run until their targets end; what they raised."""
    raised: list[BaseException] = []

    def guarded(target: Callable[[], object]) -> None:
        try:
            target()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    yield raised
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)


@pytest.fixture(params=["file", "memory"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """A library that threads share, with documents of five paragraphs."""
    engine = open_engine(tmp_path / "library.sqlite" if request.param == "file" else None)
    with Library(engine) as library:
        library.add_records(batch(0))
        yield library


def batch(number: int) -> list[dict[str, object]]:
    return [
        {"symbol": f"B{number}-{d}", "id": f"B{number}-{d}#{n}", "language": "fr", "year": 2000 + number,
         "text": f"Prie les gardiens {d} de tenir le registre {number} des phares et balises de la rade numéro {n}."}
        for d in range(4)
        for n in range(5)
    ]  # fmt: skip


def test_threads_read_while_one_adds(shared: Library) -> None:
    done = threading.Event()
    asked = batch(0)[0]["text"]
    assert isinstance(asked, str)

    def add() -> None:
        try:
            for number in range(1, 12):
                shared.add_records(batch(number))
        finally:
            done.set()

    def read() -> None:
        while not done.is_set():
            stats = shared.stats()
            assert stats.paragraphs == 5 * stats.documents and stats.paragraphs % 20 == 0  # whole additions only
            assert shared.nearest(asked)[0].match == 100
            assert shared.search("gardiens registre") and shared.trace(asked) and shared.lineage(asked)

    with running(add, read, read, read) as raised:
        pass
    assert raised == [] and shared.stats().paragraphs == 240 and not shared.check()


def test_threads_that_add_wait_for_one_another(shared: Library) -> None:
    with running(*(partial(shared.add_records, batch(n)) for n in range(1, 6))) as raised:
        pass
    assert raised == [] and shared.stats().paragraphs == 120 and not shared.check()


def test_closing_waits_for_operations_and_ends_all_others(shared: Library, tmp_path: Path) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def read() -> None:
        with shared.engine.store.reading():
            inside.set()
            go_on.wait(10)
            assert shared.stats().documents == 4  # the operation goes on with its own connection

    def close() -> None:
        inside.wait(10)
        closing = threading.Thread(target=shared.close)
        closing.start()
        closing.join(0.1)
        assert closing.is_alive()
        go_on.set()
        closing.join(10)
        assert not closing.is_alive()

    with running(read, close) as raised:
        pass
    assert raised == []
    with pytest.raises(LibraryError, match="closed"):
        shared.search("phares")
    assert {f.name for f in tmp_path.iterdir()} <= {"library.sqlite"}  # no connection is left open


@pytest.mark.parametrize("shared", ["file"], indirect=True)  # in memory the writer waits
def test_one_operation_sees_one_state(shared: Library) -> None:
    with shared.engine.store.reading():
        before = shared.stats()
        with running(partial(shared.add_records, batch(1))) as raised:
            pass
        assert raised == [] and shared.stats() == before
    assert shared.stats().paragraphs == 40


def test_a_second_engine_sees_an_addition_at_once_and_not_before(tmp_path: Path) -> None:
    one, other = open_engine(tmp_path / "library.sqlite"), open_engine(tmp_path / "library.sqlite")
    with one.writing() as work:
        work.put(ONE, [Paragraph("ONE#1", "La mer.")])
        assert other.store.document(b"one") is None
    assert other.store.document(b"one") == ONE and keys(other, mer=1.0) == ["ONE#1"]
    one.close()
    other.close()


def test_reading_may_be_nested(engine: Engine) -> None:
    with engine.store.reading():
        with engine.store.reading():
            assert engine.store.languages() == ("fr",)
        assert engine.store.languages() == ("fr",)
