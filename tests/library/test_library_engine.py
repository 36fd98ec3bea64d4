"""The contract of an engine: whatever stores a library must pass this, through the protocol alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drafting.library import analysis
from drafting.library.engines import Engine
from drafting.library.engines.sqlite import SqliteEngine
from drafting.library.models import DRAFT, Document, Filters, Paragraph, Query

ANY = Filters(drafts=True)
ONE = Document(digest=b"one", name="ONE", language="fr", organ="AG", year=2019)
TWO = Document(digest=b"two", name="TWO", language="fr", organ="CP", year=2023)
THREE = Document(digest=b"three", name="THREE", language="fr", status=DRAFT)
RUN = "les gardiens de phare tiennent un registre des navires qui passent"


@pytest.fixture(params=["file", "memory"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = SqliteEngine(tmp_path / "library.sqlite" if request.param == "file" else None)
    with made.writing():
        made.put(ONE, [Paragraph("ONE#1", f"Que {RUN}.", "operative"), Paragraph("ONE#2", "La mer est calme.", "text")])
        made.put(TWO, [Paragraph("TWO#1", "La mer des ports est belle, le port aussi.", "operative")])
        made.put(THREE, [Paragraph("THREE#1", "La mer du projet.", "operative")])
    yield made
    made.close()


def keys(engine: Engine, rows: list[tuple[int, float]]) -> list[str]:
    found = engine.get(row for row, _ in rows)
    return [found[row].id for row, _ in rows]


def stem(word: str) -> str:
    return analysis.stems(word, "fr")[0]


def test_scores_are_sums_of_weights(engine: Engine) -> None:
    rows = engine.score("stems", {stem("mer"): 1.0, stem("port"): 2.5, "rien": 9.0}, ANY, 10)
    assert [score for _, score in rows] == [3.5, 1.0, 1.0]
    assert keys(engine, rows) == ["TWO#1", "ONE#2", "THREE#1"]
    assert engine.score("stems", {stem("mer"): 1.0}, ANY, 1) == [(rows[1][0], 1.0)]


def test_fingerprints_find_runs_of_words(engine: Engine) -> None:
    wanted = dict.fromkeys(analysis.prints(analysis.words(f"autre début {RUN} autre fin")), 1.0)
    assert keys(engine, engine.score("prints", wanted, ANY, 10)) == ["ONE#1"]


def test_queries_know_all_words_phrases_alternatives_and_exclusions(engine: Engine) -> None:
    mer, port, belle = stem("mer"), stem("port"), stem("belle")

    def ask(*terms: tuple[tuple[str, ...], ...], excluded: tuple[tuple[str, ...], ...] = ()) -> list[str]:
        return sorted(keys(engine, engine.match(Query(terms, excluded), ANY, 10)))

    assert ask(((mer,),), ((port,),)) == ["TWO#1"]
    assert ask(((port,), (mer,))) == ["ONE#2", "THREE#1", "TWO#1"]
    assert ask(((mer, "est"),)) == ["ONE#2"]
    assert ask(((mer,),), excluded=((belle,),)) == ["ONE#2", "THREE#1"]
    assert ask() == []


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
    ],
)
def test_filters_hold_for_both_kinds_of_question(engine: Engine, filters: Filters, expected: list[str]) -> None:
    mer = stem("mer")
    assert sorted(keys(engine, engine.score("stems", {mer: 1.0}, filters, 10))) == expected
    assert sorted(keys(engine, engine.match(Query((((mer,),),)), filters, 10))) == expected


def test_many_rows_behind_a_filter_are_found(engine: Engine) -> None:
    with engine.writing():
        many = Document(digest=b"many", name="MANY", language="fr", year=2000)
        engine.put(many, [Paragraph(f"MANY#{n}", "La mer du port.", "operative") for n in range(3000)])
        late = Document(digest=b"late", name="LATE", language="fr", year=2024)
        engine.put(late, [Paragraph("LATE#1", "Le port.", "operative")])
    weights = {stem("mer"): 1.0, stem("port"): 1.0}
    assert keys(engine, engine.score("stems", weights, Filters(years=(2024, 2024)), 5)) == ["LATE#1"]


def test_putting_again_changes_nothing_and_a_changed_text_replaces(engine: Engine) -> None:
    before = engine.stats()
    with engine.writing():
        assert engine.put(ONE, [Paragraph("ONE#2", "La mer est calme.", "text")]) == (0, 0)
    assert engine.stats() == before
    with engine.writing():
        assert engine.put(ONE, [Paragraph("ONE#2", "Le vent est calme.", "text")]) == (0, 1)
    assert engine.frequency([stem("mer"), stem("vent")]) == {stem("mer"): 2, stem("vent"): 1}
    assert "ONE#2" not in keys(engine, engine.score("stems", {stem("mer"): 1.0}, ANY, 10))


def test_removing_takes_index_entries_along(engine: Engine) -> None:
    with engine.writing():
        assert engine.remove(digest=b"two") == 1
    assert engine.frequency([stem("port")]) == {}
    assert keys(engine, engine.score("stems", {stem("mer"): 1.0}, ANY, 10)) == ["ONE#2", "THREE#1"]
    assert engine.document(b"two") is None and engine.document(b"one") == ONE


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    before = engine.stats()
    with pytest.raises(KeyboardInterrupt), engine.writing():
        engine.put(Document(digest=b"four", name="FOUR"), [Paragraph("FOUR#1", "Jamais.")])
        raise KeyboardInterrupt
    assert engine.stats() == before and engine.frequency(["jamais"]) == {}


def test_names_are_kept_apart(engine: Engine) -> None:
    assert engine.free_name("FIVE") == "FIVE" and engine.free_name("ONE") == "ONE~2"


def test_neighbours_are_the_paragraphs_of_the_same_document_in_order(engine: Engine) -> None:
    (row, _), *_ = engine.score("stems", {stem("calme"): 1.0}, ANY, 1)
    rows = engine.neighbours(row)
    assert keys(engine, [(r, 0.0) for r in rows]) == ["ONE#1", "ONE#2"] and row in rows
    assert engine.neighbours(10**9) == ()
