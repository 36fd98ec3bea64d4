"""Addresses: parse(str(a)) == a, and every place of any resolution has one of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model.address import Address, anchors, parse, places
from drafting.model.resolution import Block, Clause, Footnote, Heading, Line, NoteRef, Resolution, Table

words = st.sampled_from(["De charger", "Rappelant", "les moyens", "x", ""])
labels = st.sampled_from(
    [None, "1.", "2.", "3.", "2bis.", "5", "a)", "b)", "(a)", "i)", "ii)", "•", "-", "II.", "OP4", "junk !"]
)
parts = st.sampled_from(["front", "preamble", "operative", "annex", "back"])
items = st.recursive(
    st.builds(Clause, text=words, label=labels, part=parts, level=st.integers(0, 2)),
    lambda inner: st.builds(
        Clause, text=words, label=labels, part=parts, children=st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=8,
)
roles = st.sampled_from(["title", "status", "caption", "text", "chapeau"])
blocks: st.SearchStrategy[Block] = st.one_of(
    items,
    st.builds(Heading, text=words, label=labels, level=st.integers(1, 3), part=parts),
    st.builds(Line, text=words, part=parts, role=roles),
    st.builds(Table, rows=st.just((("a", "b"),)), part=parts),
)
numbers = st.builds(lambda n, s: f"{n}{s}", st.integers(1, 999), st.sampled_from(["", "bis", "ter", "alt", "alt2"]))
letters = st.lists(st.sampled_from(["a", "b", "ii", "3", "z"]), max_size=3).map(tuple)


@given(
    st.builds(
        Address,
        kind=st.sampled_from(["OP", "PP", "P", "H", "T", "L", "fn"]),
        number=numbers,
        items=letters,
        section=st.integers(1, 9),
        annex=st.integers(0, 4),
        twin=st.integers(1, 4),
    )
)
def test_printing_and_reading_are_inverse(address: Address) -> None:
    assert parse(str(address)) == address


@pytest.mark.parametrize("text", ["title", "text", "fn4", "fn*", "S2.OP1", "A1.P3", "OP8(a)(ii)", "PP3#2"])
def test_the_words_of_the_room(text: str) -> None:
    assert str(parse(text)) == text


def test_what_people_type_is_understood() -> None:
    assert parse("op 5 (a)") == parse("OP5(a)")
    with pytest.raises(ValueError, match="no address"):
        parse("paragraph five")


@given(st.lists(blocks, max_size=14).map(tuple))
def test_every_place_has_an_address_of_its_own(some: tuple[Block, ...]) -> None:
    found = [at for at, _ in places(Resolution(blocks=some))]
    assert len(set(found)) == len(found)
    assert len({str(at) for at in found}) == len(found)


@given(st.lists(blocks, max_size=14).map(tuple))
def test_every_address_can_be_read_back(some: tuple[Block, ...]) -> None:
    for at, _ in places(Resolution(blocks=some)):
        assert parse(str(at)) == at


def test_numbering_that_restarts_opens_a_section() -> None:
    resolution = Resolution(
        blocks=tuple(Clause(text=t, label=n) for t, n in (("a", "1."), ("b", "2."), ("c", "1."), ("d", "2bis.")))
    )
    assert [str(at) for at, _ in places(resolution)] == ["OP1", "OP2", "S2.OP1", "S2.OP2bis"]


def test_notes_know_where_they_hang() -> None:
    item = Clause(text="les ports", label="a)", level=1, refs=(NoteRef(9, "2"),))
    resolution = Resolution(
        blocks=(
            Heading(text="Ports", refs=(NoteRef(5, "1"),)),
            Clause(text="De charger :", label="1.", children=(item,)),
        ),
        footnotes=(Footnote("1", "x"), Footnote("2", "y")),
    )
    assert {mark: [(str(at), offset) for at, offset in hung] for mark, hung in anchors(resolution).items()} == {
        "1": [("H1", 5)],
        "2": [("OP1(a)", 9)],
    }
