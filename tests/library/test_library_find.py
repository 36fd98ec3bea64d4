"""Search, nearest and trace over a small library, and over real paragraphs where they are at hand."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.library import open_library
from drafting.library.library import Library
from drafting.library.models import DRAFT
from tests.library.library_samples import records
from tests.shared import SHARED, needs_shared


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library(":memory:") as opened:
        opened.add_records(records())
        opened.add_records(
            [{"id": "P#1", "symbol": "P", "language": "fr", "status": DRAFT, "text": "Le phare secret."}]
        )
        yield opened


def ids(hits: Any) -> list[str]:
    return [h.id for h in hits]


def test_accents_endings_and_elisions_do_not_matter(library: Library) -> None:
    assert set(ids(library.search("cybersecurite port"))) == {"AG/1#1", "AG/2#4"}
    assert ids(library.search("oeuvre")) == ids(library.search("l’œuvre")) == ["AG/1#3"]


def test_all_words_first_then_any_and_says_so(library: Library) -> None:
    assert library.search("cybersécurité littoral").every_word
    some = library.search("cybersécurité girafe")
    assert not some.every_word and set(ids(some)) == {"AG/1#1", "AG/2#4"}
    assert not library.search("girafe")


def test_phrases_exclusions_and_filters(library: Library) -> None:
    assert ids(library.search('"capitaines de port"')) == ["AG/2#5"]
    assert ids(library.search("littoral -cybersécurité")) == ["AG/4#8"]
    assert ids(library.search('littoral -"sans retard" -algues')) == ["AG/1#1"]
    assert ids(library.search("ports", years=(2020, None), language="fr")) == ["AG/2#5", "AG/2#4"]
    assert ids(library.search("phare", kind="preambular")) == ["AG/1#3"]
    assert library.search("-phare") == library.search("")


def test_symbols_and_compounds_are_phrases(library: Library) -> None:
    assert ids(library.search("A/RES/79/1")) == ["AG/3#7"]
    assert ids(library.search("well-being")) == ["AG/3#6"]
    assert not library.search("being-well")


def test_drafts_are_marked(library: Library) -> None:
    (hit,) = library.search("secret")
    assert hit.status == DRAFT
    assert not library.search("secret", drafts=False)
    assert not library.nearest("Le phare secret.", language="en")


@pytest.mark.parametrize(
    "junk", ["*", '"', '""', "NEAR(", "a AND", "^port", "port*", "{x}:", "-", "--", "😀", "'; DROP", "\0"]
)
def test_junk_never_breaks_a_question(library: Library, junk: str) -> None:
    for typed in (junk, f"{junk} port", f'"{junk}', junk * 2000):
        library.search(typed)
        library.nearest(typed)
        library.trace(typed)


@given(st.text(max_size=300))
def test_any_text_is_a_question(library: Library, typed: str) -> None:
    for every in (None, True, False):
        assert len(library.search(typed, every=every, limit=3)) <= 3
    library.nearest(typed)
    library.trace(typed)


def test_ten_thousand_different_words_are_cut_and_said_so(library: Library) -> None:
    found = library.search("port " + " ".join(f"mot{n}" for n in range(10_000)), every=False)
    assert found and len(found.ignored) > 9_000


def test_nearest_puts_the_same_text_first_with_its_match(library: Library) -> None:
    for record in records():
        hits = library.nearest(record["text"].replace("’", "'"), language=record["language"])
        assert (hits[0].id, hits[0].match) == (record["id"], 100)
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_of_wordings_about_as_close_the_latest_comes_first_but_never_before_the_same_words() -> None:
    asked = (
        "Calls upon the harbour masters to light every beacon of the coast before nightfall, and to keep a register;"
    )
    wordings = {
        "old": (2001, asked),
        "older twin": (2003, asked.replace("beacon", "beaker")),
        "newer twin": (2021, asked.replace("beacon", "barge")),
    }
    with open_library(":memory:") as library:
        library.add_records(
            {"id": key, "symbol": key, "year": year, "language": "en", "text": text}
            for key, (year, text) in wordings.items()
        )
        hits = library.nearest(asked)
        assert [hit.id for hit in hits] == ["old", "newer twin", "older twin"]
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_formula_of_frequent_words_is_found_whatever_its_numbers() -> None:
    """Rare numbers alone would fetch other paragraphs; what the wording shares are words that stand everywhere."""
    filling = [
        {"id": f"f{n}", "symbol": f"f{n}", "year": 2000, "language": "en",
         "text": f"Recalling the resolution of December on beacon {n}, which the harbour masters read {n} times,"}
        for n in range(8_000)
    ]  # fmt: skip
    known = {"id": "known", "symbol": "k", "year": 1999, "language": "en",
             "text": "Recalling the resolutions 81, 82, 83 of 7 December,"}  # fmt: skip
    with open_library(":memory:") as library:
        library.add_records([*filling, known])
        assert library.nearest("Recalling the resolutions 4017, 4018, 4019 of 6311 December 2718,")[0].id == "known"


def test_before_leaves_out_later_and_undated_texts(library: Library) -> None:
    text = "Inviter tous les États à renforcer la cybersécurité des ports du littoral."
    assert set(ids(library.nearest(text, before=2021))) == {"AG/1#1"} | set(ids(library.nearest(text, before=2020)))
    assert all(h.year is not None and h.year < 2021 for h in library.nearest(text, before=2021))
    assert "AG/4#8" in ids(library.nearest(text))


def test_trace_gives_the_words_and_their_sources(library: Library) -> None:
    run = "à renforcer sans retard la CYBERSECURITE des ports du littoral"
    text = f"Il convient de tout faire afin {run}, puis de dormir."
    (span,) = library.trace(text)
    assert text[span.start : span.end] == run and ids(span.hits) == ["AG/2#4"] and span.words == 10
    assert not library.trace("un texte neuf que personne n’a jamais écrit dans aucune des résolutions du littoral")


@given(st.data())
def test_every_copied_run_of_eight_words_is_traced(library: Library, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([r["text"] for r in records() if len(r["text"].split()) > 11]))
    words = source.split()
    size = data.draw(st.integers(9, len(words)))
    at = data.draw(st.integers(0, len(words) - size))
    before = data.draw(st.lists(st.sampled_from(["zeste", "kiosque", "violon"]), max_size=30))
    run = " ".join(words[at : at + size])
    text = " ".join([*before, run, *before])
    start = len(" ".join(before)) + bool(before)
    assert any(s.start <= start + 2 and s.end >= start + len(run) - 2 for s in library.trace(text))


@needs_shared
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus (../shared/corpus) is absent")
def test_real_renewed_paragraphs_find_their_predecessor() -> None:
    def rows(name: str) -> list[dict[str, Any]]:
        with gzip.open(SHARED / "corpus" / name, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    questions = [q for q in rows("retrieval_en.jsonl.gz") if q["difficulty"] == "hard"][:60]
    wanted = {q["positive_id"] for q in questions}
    kept = [r for n, r in enumerate(rows("library_en.jsonl.gz")) if n % 6 == 0 or r["id"] in wanted]
    with open_library(":memory:") as library:
        assert library.add_records(kept).paragraphs == len(kept)
        tens = [ids(library.nearest(q["query"], language="en", before=q["year"])) for q in questions]
    assert sum(q["positive_id"] in ten for q, ten in zip(questions, tens, strict=True)) >= 0.95 * len(questions)
    assert sum(q["positive_id"] == ten[0] for q, ten in zip(questions, tens, strict=True)) >= 0.8 * len(questions)
