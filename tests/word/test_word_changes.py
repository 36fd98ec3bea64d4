"""The list of changes as people speak of them: one act, one line, with its address and the words before and after."""

from __future__ import annotations

from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.word.tracked.listing import TrackedChange, tracked_changes
from tests.ooxml.build_docx import dele, doc, el, ins, p, tbl, tc, tr
from tests.shared import SHARED, needs_shared
from tests.word.marked_samples import by_hand, marked, opened


def told(data: bytes, authors: list[str] | None = None) -> list[TrackedChange]:
    return list(tracked_changes(*opened(data), authors))


def test_a_comparison_told_change_by_change() -> None:
    found = {(c.old, c.new, c.kind) for c in told(marked())}
    assert found >= {
        ("PP3", "PP3", "insertion"),
        ("OP2", "OP2", "replacement"),
        ("OP9", "OP3", "move"),
        ("OP5", "OP6", "paragraph mark insertion"),
        ("", "OP8(d)", "insertion"),
        ("OP13", "", "deletion"),
        ("OP12", "OP13", "replacement"),
        ("", "fn4", "insertion"),
        ("header", "header", "insertion"),
    }
    move = next(c for c in told(marked()) if c.kind == "move")
    assert move.before == move.after and move.at == "OP3"
    gone = next(c for c in told(marked()) if not c.new)
    assert gone.at == "OP13" and gone.after == "" and gone.before.startswith("De remercier")


def test_what_two_people_did_by_hand() -> None:
    found = [(c.author, c.kind, c.text) for c in told(by_hand())]
    assert found == [
        ("Aline", "insertion", "instamment "),
        ("Bruno", "deletion", " sans retard"),
        ("Aline", "move", "4. De créer un fonds."),
        ("Bruno", "insertion", "*"),
        ("Aline", "formatting", " publique"),
        ("Bruno", "insertion", "5. De clore.¶"),
        ("Aline", "row insertion", "c\td"),
        ("Bruno", "insertion", "Le Ruritanie réserve sa position."),
        ("Aline", "insertion", " rev. 1"),
    ]
    assert {c.author for c in told(by_hand(), ["Bruno"])} == {"Bruno"}
    first, second = told(by_hand())[:2]
    assert (first.before, first.after) == ("1. De prier le Bureau.", "1. De prier instamment le Bureau.")
    assert second.before == "1. De prier instamment le Bureau sans retard." and second.after == first.after


def test_before_and_after_of_a_lone_change_are_the_two_documents() -> None:
    for blocks in (
        (p("un ", ins("deux "), "trois"),),
        (p("un ", dele("deux "), "trois"),),
        (p("un ", dele("deux"), ins("2"), " trois"),),
        (p("un ", mark="ins"), p("deux")),
        (p("un ", mark="del"), p("deux")),
    ):
        data = doc("Décide :", *blocks)
        (change,) = told(data)
        for accept, said in ((True, change.after), (False, change.before)):
            package = Package.load(data)
            resolve_package(package, accept)
            from drafting.ooxml.story import paragraphs
            from drafting.ooxml.text import plain

            assert said == "\n".join(plain(x) for x in paragraphs(package.xml(package.main))[1:])


def test_pieces_that_touch_are_one_change_and_others_are_not() -> None:
    data = doc(p("a", ins("b"), ins("c"), "d", ins("e"), ins("f", author="Bruno")))
    assert [c.text for c in told(data)] == ["bc", "e", "f"]


def test_a_paragraph_begun_at_the_end_of_another() -> None:
    """Word puts the new mark on the paragraph before: still one change, at the new paragraph."""
    found = told(doc("Décide :", p("1. Un.", mark="ins"), p(ins("2. Deux."))))
    assert [(c.at, c.kind, c.text) for c in found] == [("OP2", "insertion", "2. Deux.¶")]
    assert (found[0].before, found[0].after) == ("1. Un.", "1. Un.\n2. Deux.")


def test_rows_cells_fields_and_nothing() -> None:
    row = tr(tc(p(dele("a"), mark="del")), tc(p(dele("b"), mark="del")), mark="del")
    cell = tr("x", tc(p("y"), props=el("cellIns", id=1, author="Aline", date="2024-05-01T10:00:00Z")))
    found = told(doc("Décide :", tbl(row, cell), "fin"))
    assert [(c.kind, c.text, c.before, c.after) for c in found] == [
        ("row deletion", "a\tb", "a\tb", ""),
        ("cell insertion", "y", "", "y"),
    ]
    assert [c.at for c in found] == ["T1(1)", "T1(1)"] and found[0].old == "T1(1)"
    assert told(doc("plain")) == []


@needs_shared
def test_every_change_of_real_files_has_a_place_and_words() -> None:
    seen = 0
    for path in sorted((SHARED / "corpus" / "word").glob("*RP_RP0*.docx")):
        for change in told(path.read_bytes()):
            seen += 1
            if "RP018" not in path.name and "RP020" not in path.name:  # controls around nothing, a field without words
                assert change.at and change.author, (path.name, change)
    assert seen > 50
