"""The model compares by what a text says, never by where it came from."""

from __future__ import annotations

from drafting.model.resolution import Clause, Heading, Note, Origin, Resolution, Table, flatten, table_text


def test_origin_and_provenance_are_outside_equality() -> None:
    here = Clause(text="De charger", label="1.", origin=Origin("document", (3,)))
    there = Clause(text="De charger", label="1.", origin=Origin("text", (9, 10)))
    assert here == there
    assert Resolution(blocks=(here,), source="a.docx", notes=(Note("n", "m"),)) == Resolution(blocks=(there,))


def test_words_and_labels_are_inside_equality() -> None:
    assert Clause(text="De charger", label="1.") != Clause(text="De charger", label="2.")


def test_flatten_follows_the_reading_order() -> None:
    deep = Clause(text="deep", level=2)
    tree = (Clause(text="one", children=(Clause(text="item", level=1, children=(deep,)),)), Heading(text="two"))
    assert [b.text for b in flatten(tree) if not isinstance(b, Table)] == ["one", "item", "deep", "two"]


def test_table_text_joins_cells_and_rows() -> None:
    assert table_text(Table(rows=(("a", "b"), ("c", "d")))) == "a\tb\nc\td"
