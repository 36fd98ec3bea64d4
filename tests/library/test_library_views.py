"""Filters, contexts, facets, groups, traced drafts, lives of paragraphs, standard wordings, language versions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.library import analysis, open_library
from drafting.library.library import Library
from drafting.library.models import DRAFT
from drafting.model.resolution import Clause, Line, Resolution
from tests.library.library_samples import records

LIFE = (
    (2015, "De convoquer la première réunion du Groupe de travail sur la sécurité des phares du littoral en 2016."),
    (2018, "De convoquer la deuxième réunion du Groupe de travail sur la sécurité des phares du littoral en 2019."),
    (2021, "De convoquer la troisième réunion du Groupe de travail sur la sécurité des phares du littoral à Lima."),
)


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with open_library(":memory:") as opened:
        opened.add_records(records())
        opened.add_records(
            {
                "id": f"L{year}#1",
                "symbol": f"L{year}",
                "year": year,
                "language": "fr",
                "kind": "operative",
                "text": text,
            }
            for year, text in LIFE
        )
        opened.add_records(
            {"id": f"N{n}", "symbol": f"AG/RES. {n} (L-O/20)", "year": 2010 + n, "language": "fr", "kind": "operative",
             "number": "3.", "text": "De rester saisie de la question des bouées de la rade.",
             "reserved": ["BRA"] if n == 2 else []}
            for n in range(1, 4)
        )  # fmt: skip
        yield opened


def test_opening_words_of_records_can_be_filtered_by(library: Library) -> None:
    asked = {h.id: (h.class_, h.opening) for h in library.search("ports littoral", class_="invite")}
    assert asked == {"AG/1#1": ("invite", "Inviter"), "AG/2#4": ("invite", "Inviter")}
    (hit,) = library.search("register lighthouses", class_="request")
    assert (hit.opening, hit.addressee) == ("Requests", "Secretariat")


def test_the_addressee_is_found_where_a_ligature_follows() -> None:
    text = "Prie le Secrétaire général de mettre en œuvre le plan des phares."
    spelled = (text, text.replace("œ", "oe"), unicodedata.normalize("NFD", text))
    with open_library(":memory:") as library:
        library.add_records(
            {"id": f"D{n}", "symbol": f"D{n}", "language": "fr", "text": t} for n, t in enumerate(spelled)
        )
        hits = library.search("phares")
    assert [unicodedata.normalize("NFC", hit.addressee) for hit in hits] == ["Secrétaire général"] * 3


def test_statements_can_be_filtered_by(library: Library) -> None:
    assert [h.id for h in library.search("bouées", state="BRA")] == ["N2"]
    assert not library.search("bouées", state="BR") and len(library.search("bouées")) == 3


def test_newest_first_puts_undated_texts_last(library: Library) -> None:
    years = [h.year for h in library.search("ports", newest=True)]
    assert years == sorted(years, key=lambda y: -(y or 0)) and years[-1] is None
    assert [h.year for h in library.search("bouées", newest=True, limit=1)] == [2013]


def test_words_in_context_are_the_words_asked_for(library: Library) -> None:
    found = library.search("cybersecurite port")
    for hit, places in zip(found, found.marks, strict=True):
        assert [hit.text[a:b] for a, b in places] == ["cybersécurité", "ports"]
    phrase = library.search('"capitaines de port"')
    assert [phrase[0].text[a:b] for a, b in phrase.marks[0]] == ["capitaines de port"]


@given(st.text(max_size=60))
def test_marks_are_in_order_and_inside(library: Library, typed: str) -> None:
    found = library.search(f"port {typed}", every=False)
    for hit, places in zip(found, found.marks, strict=True):
        edges = [edge for place in places for edge in place]
        assert edges == sorted(edges) and all(0 <= e <= len(hit.text) for e in edges)


def test_facets_count_every_answer(library: Library) -> None:
    found = library.search("bouées", facets=True, limit=1)
    assert len(found) == 1 and sum(found.facets["year"].values()) == 3
    assert found.facets["kind"] == {"operative": 3} and found.facets["language"] == {"fr": 3}
    some = library.search("bouées girafe", facets=True)
    assert not some.every_word and sum(some.facets["kind"].values()) == 3


def test_the_same_wording_stands_once_with_its_uses(library: Library) -> None:
    text = "De rester saisie de la question des bouées du port."
    group = library.groups(text)[0]
    assert (group.texts, group.years, group.reserved) == (3, (2011, 2013), ("BRA",))
    assert [h.year for h in group.uses] == [2013, 2012, 2011]
    assert "".join(words for op, words in group.segments if op != "+") == group.hit.text
    assert "".join(words for op, words in group.segments if op != "-") == text


def test_the_life_of_a_paragraph_is_told_in_order(library: Library) -> None:
    steps = library.lineage(LIFE[2][1])
    assert [s.hit.year for s in steps] == [2015, 2018, 2021] and steps[0].match is None
    for before, step in pairwise(steps):
        assert "".join(w for op, w in step.segments if op != "+") == before.hit.text
        assert "".join(w for op, w in step.segments if op != "-") == step.hit.text
    assert steps[1].opening == "De convoquer" and steps[1].strength > 0
    assert [s.link for s in steps] == ["first", "reworded", "reworded"]
    assert not library.lineage("Rien de tout cela n’a jamais été écrit par quiconque.")


def test_the_standard_wording_says_what_varies(library: Library) -> None:
    (found,) = library.standard("réunion groupe de travail phares littoral")
    assert found.hit.text in [text for _, text in LIFE] and len(found.versions) == 3
    assert "{…}" in found.pattern and "Groupe de travail sur la sécurité des phares du littoral" in found.pattern
    assert found.why.startswith("fits 2 of 3 texts, 2015–2021; word for word in 1; ")
    assert not library.standard("girafe")


def test_a_draft_is_traced_paragraph_by_paragraph(library: Library) -> None:
    draft = Resolution((
        Line("L’ASSEMBLÉE,", "preamble", "chapeau"),
        Clause(LIFE[0][1], "1."),
        Clause("De peindre les bateaux en violet.", "2."),
        Clause("De faire ceci : " + LIFE[1][1].partition(" en 2019")[0] + " et voilà.", "3."),
    ))  # fmt: skip
    traced = library.provenance(draft, language="fr")
    assert [(p.at, p.percent) for p in traced.paragraphs[:2]] == [("OP1", 100), ("OP2", 0)]
    assert traced.agreed == sum(p.agreed for p in traced.paragraphs) and 0 < traced.percent < 100
    assert dict(traced.sources).keys() >= {"L2015", "L2018"}
    for p in traced.paragraphs:
        assert "".join(p.text[piece.start : piece.end] for piece in p.pieces) == p.text
        assert p.words == len(analysis.words(p.text)) >= p.agreed


@given(st.lists(st.sampled_from([t for _, t in LIFE] + ["mot", "phare", "et puis", ":"]), max_size=5))
def test_pieces_join_to_the_text(library: Library, parts: list[str]) -> None:
    text = " ".join(parts)
    (traced,) = library.provenance(Resolution((Clause(text, "1."),))).paragraphs
    assert "".join(text[p.start : p.end] for p in traced.pieces) == text


def test_language_versions_and_revisions_are_linked_by_symbol_and_number() -> None:
    with open_library(":memory:") as opened:
        for language, symbol, text in (
            ("en", "AG/doc.7/21", "To paint the lighthouse."),
            ("fr", "AG/doc.7/21", "De peindre le phare."),
            ("en", "AG/doc.7/21 rev. 1", "To paint the old lighthouse."),
            ("en", "AG/doc.8/21", "To paint something else."),
        ):
            opened.add_records(
                {"id": f"{symbol}-{language}-{n}", "symbol": symbol, "language": language, "kind": "operative",
                 "number": f"{n}.", "status": DRAFT, "text": text if n == 2 else f"Autre {n}"}
                for n in (1, 2)
            )  # fmt: skip
        (hit,) = opened.search("peindre phare")
        linked = [(v.language, v.revision, v.text) for v in opened.versions(hit)]
        assert linked == [
            ("en", 0, "To paint the lighthouse."),
            ("fr", 0, "De peindre le phare."),
            ("en", 1, "To paint the old lighthouse."),
        ]


def test_a_standard_wording_is_a_whole_paragraph() -> None:
    texts = (
        ("A", "operative", "Prie le Secrétariat de présenter un rapport sur les balises à sa dixième session;"),
        ("B", "operative", "Prie le Secrétariat de présenter un rapport sur les balises à sa onzième session;"),
        ("C", "operative", "Demande au Secrétariat de présenter un rapport sur les balises à sa onzième session;"),
        ("A", "item", "un rapport sur les balises du littoral;"),
        ("B", "item", "un rapport sur les balises du littoral;"),
        ("A", "operative", "Rapport sur les balises du port"),
        ("B", "operative", "Rapport sur les balises du port"),
        ("A", "operative", "Prie le Secrétariat, à propos des balises:"),
        ("B", "operative", "Prie le Secrétariat, à propos des balises:"),
    )
    with open_library(":memory:") as opened:
        opened.add_records(
            {"symbol": symbol, "id": f"{symbol}#{n}", "year": 2020, "language": "fr", "kind": kind, "text": text}
            for n, (symbol, kind, text) in enumerate(texts)
        )
        (found,) = opened.standard("rapport balises", language="fr")
        assert found.pattern.startswith("Prie le Secrétariat de présenter") and found.pattern.count("{…}") <= 1
        assert "\n" not in found.why
        assert opened.standard("rapport balises", kind="item")[0].hit.kind == "item"


def _records(rows: Iterable[tuple[str, str, int, str]]) -> Iterator[dict[str, object]]:
    for n, (symbol, organ, year, text) in enumerate(rows):
        yield {"symbol": symbol, "id": f"{symbol}#{n}", "organ": organ, "year": year, "language": "en",
               "kind": "operative", "text": text}  # fmt: skip


def test_a_wording_of_several_organs_is_more_standard_than_the_habit_of_one() -> None:
    habit = "Requests the harbour master to count the buoys every spring and to keep the tally in the tower;"
    common = "Invites all pilots to report the buoys that have drifted, and to say so on the same day;"
    rows = [(f"A{n}", "Assembly", 2010 + n, habit) for n in range(4)]
    rows += [(f"B{n}", organ, 2013, common) for n, organ in enumerate(("Assembly", "Council", "Board"))]
    with open_library(":memory:") as opened:
        opened.add_records(_records(rows))
        first, second = opened.standard("buoys")
    assert (first.pattern, second.pattern) == (common, habit)
    assert first.why == "fits 3 of 3 texts of 3 organs, 2013; word for word in 3; 100 % alike on average"


def test_ordinals_and_titles_vary_as_a_whole() -> None:
    session = ("fifty-first", "sixty-second", "seventieth", "seventy-third")
    titles = ("Lamps of the pier", "Ropes", "Nets and sails of the fleet", "Charts of the bay")
    rows = [
        (f"S{n}", "Assembly", 2010 + n, f"Decides to include in the agenda of its {s} session the item “{t}”{end}")
        for n, (s, t, end) in enumerate(zip(session, titles, ".;.;", strict=True))
    ]
    with open_library(":memory:") as opened:
        opened.add_records(_records(rows))
        (found,) = opened.standard("agenda item session")
    assert found.pattern.rstrip(".;") == "Decides to include in the agenda of its {…} session the item “{…}”"
    assert found.why.startswith("fits 4 of 4 texts, 2010–2013; word for word in 1; ")


LAMPS = (
    "To count the lamps of the northern pier every spring and to publish the number in the harbour gazette.",
    "To invite the pilots of the Association of Harbours (resolution 12 of 1998) to report drifting buoys at once.",
    "To remain seized of the matter of the ropes and nets that block the channel behind the lighthouse.",
)
LAMPES = (
    "De compter chaque printemps les feux de la jetée nord et d’en publier le nombre dans la gazette du port.",
    "D’inviter les pilotes de l’Association des ports (résolution 12 de 1998) à signaler sans délai les bouées.",
    "De demeurer saisie de la question des cordages et des filets qui barrent la passe derrière le phare.",
)


def _numbered(symbol: str, language: str, texts: Iterable[str]) -> Iterator[dict[str, object]]:
    for n, text in enumerate(texts, 1):
        yield {"id": f"{symbol}-{language}-{n}", "symbol": symbol, "language": language, "kind": "operative",
               "number": f"{n}.", "text": text}  # fmt: skip


def test_a_paragraph_is_followed_into_a_revision_where_its_number_is_another() -> None:
    new = "To thank the keepers of the three islands for their letter about the gulls on the roof."
    with open_library(":memory:") as opened:
        opened.add_records(_numbered("AG/doc.7/21", "en", LAMPS))
        opened.add_records(_numbered("AG/doc.7/21", "fr", LAMPES))
        opened.add_records(_numbered("AG/doc.7/21 rev. 1", "en", (new, *LAMPS)))
        hits = {hit.id: hit for hit in opened.paragraphs()}
        linked = [v.id for v in opened.versions(hits["AG/doc.7/21 rev. 1-en-3"])]
        assert linked == ["AG/doc.7/21-en-2", "AG/doc.7/21-fr-2", "AG/doc.7/21 rev. 1-en-3"]
        assert [v.id for v in opened.versions(hits["AG/doc.7/21 rev. 1-en-1"])] == ["AG/doc.7/21 rev. 1-en-1"]


def test_numbers_that_link_strangers_are_doubted() -> None:
    with open_library(":memory:") as opened:
        opened.add_records(_numbered("AG/RES. 7 (L-O/20)", "en", LAMPS))
        opened.add_records(_numbered("AG/RES. 7 (L-O/20)", "fr", LAMPES[1:]))
        sides = opened.side_by_side("AG/RES. 7 (L-O/20)", ("en", "fr"))
        assert sides is not None and sides.doubts == (0, 1)
    with open_library(":memory:") as opened:
        opened.add_records(_numbered("AG/RES. 7 (L-O/20)", "en", LAMPS[1:2]))
        opened.add_records(_numbered("AG/RES. 7 (L-O/20)", "fr", LAMPES[1:2]))
        sides = opened.side_by_side("AG/RES. 7 (L-O/20)")
        assert sides is not None and sides.doubts == ()
