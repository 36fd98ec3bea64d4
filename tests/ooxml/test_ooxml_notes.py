"""Ids of notes rise in the order of their marks, and every mark keeps its note."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import order_ids
from drafting.ooxml.package import Package
from drafting.ooxml.text import plain
from tests.ooxml.build_docx import doc, fn, p


def said(package: Package) -> list[str]:
    """The words of the notes in the order of their marks."""
    part = package.related("footnotes")
    assert part is not None
    notes = {n.get(w("id")): plain(n).strip() for n in package.xml(part).iter(w("footnote"))}
    return [notes[m.get(w("id"))] for m in package.xml(package.main).iter(w("footnoteReference"))]


def ids(package: Package) -> list[int]:
    return [int(m.get(w("id"), "")) for m in package.xml(package.main).iter(w("footnoteReference"))]


@given(st.permutations([1, 2, 3, 5, 8]))
def test_ids_rise_and_marks_keep_their_notes(order: list[int]) -> None:
    notes = {n: (p(f"Note {n}."),) for n in (1, 2, 3, 4, 5, 8)}  # nothing refers to the fourth
    package = Package.load(doc(*(p(f"Paragraph {n}.", fn(n)) for n in order), footnotes=notes))
    before = said(package)
    assert before == [f"Note {n}." for n in order]
    order_ids(package)
    assert ids(package) == [1, 2, 3, 5, 8]
    assert said(package) == before


def test_a_note_with_two_marks_is_one_note() -> None:
    package = Package.load(
        doc(p("a", fn(3)), p("b", fn(1)), p("c", fn(3)), footnotes={1: (p("One."),), 3: (p("Three."),)})
    )
    order_ids(package)
    assert ids(package) == [1, 3, 1] and said(package) == ["Three.", "One.", "Three."]
