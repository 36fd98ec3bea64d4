"""Accepting and rejecting tracked changes, compared with a model: a text is words and paragraph marks, each perhaps
inserted by somebody and deleted by somebody."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import tracked
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.ooxml.revisions.resolve_story import has_revisions, resolve
from drafting.ooxml.story import paragraphs, stories
from drafting.ooxml.text import plain
from tests.ooxml.build_docx import (
    Xml,
    box,
    comment,
    dele,
    doc,
    el,
    fn,
    ins,
    move_from,
    move_to,
    p,
    r,
    run,
    sdt,
    tbl,
    tc,
    tr,
    who,
)  # fmt: skip
from tests.ooxml.xml_lookup import child, parent


def body(*blocks: str, **parts: object) -> etree._Element:
    """The main part of a small document."""
    package = Package.load(doc(*blocks, **parts))  # type: ignore[arg-type]
    return package.xml(package.main)


def texts(root: etree._Element) -> list[str]:
    """The paragraphs of a story."""
    return [plain(one) for one in paragraphs(root)]


def settled(root: etree._Element, accept: bool, **choice: object) -> list[str]:
    """The paragraphs after accepting or rejecting, on a copy."""
    copy = deepcopy(root)
    resolve(copy, accept, **choice)  # type: ignore[arg-type]
    return texts(copy)


@dataclass(frozen=True)
class Piece:
    """A word or a paragraph mark ("¶") with who inserted and who deleted it."""

    text: str
    inserted: str = ""
    deleted: str = ""


PEOPLE = ("", "", "Aline", "Bruno")
pieces = st.builds(
    Piece, st.sampled_from(["a", "bc ", "d", "é", "¶"]), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)
)
histories = st.lists(pieces, max_size=14).map(lambda found: [*found, Piece("z"), Piece("¶")])


def build(history: list[Piece]) -> etree._Element:
    """The document of a history."""
    blocks, content = [], ""
    for piece in history:
        if piece.text == "¶":
            marks = "".join(
                f"<w:{tag} {who(author)}/>"
                for tag, author in (("ins", piece.inserted), ("del", piece.deleted))
                if author
            )
            properties = f"<w:pPr><w:rPr>{marks}</w:rPr></w:pPr>" if marks else ""
            blocks.append(Xml(f"<w:p>{properties}{content}</w:p>"))
            content = ""
        else:
            one = dele(piece.text, author=piece.deleted) if piece.deleted else r(piece.text)
            content += ins(one, author=piece.inserted) if piece.inserted else one
    return body(*blocks)


def model(history: list[Piece], accept: bool, authors: set[str]) -> list[Piece]:
    """What is left of a history when some authors' changes are accepted or rejected."""
    out = []
    for piece in history:
        if (piece.deleted if accept else piece.inserted) in authors:
            continue
        inserted = "" if accept and piece.inserted in authors else piece.inserted
        deleted = "" if not accept and piece.deleted in authors else piece.deleted
        out.append(Piece(piece.text, inserted, deleted))
    return out


def lines(history: list[Piece]) -> list[str]:
    """The paragraphs of a history, everything shown."""
    return "".join(piece.text for piece in history).split("¶")[:-1]


@given(histories, st.booleans())
def test_all_changes_follow_the_model(history: list[Piece], accept: bool) -> None:
    root = build(history)
    resolve(root, accept)
    assert texts(root) == lines(model(history, accept, {"Aline", "Bruno"}))
    assert not has_revisions(root)


@given(histories, st.booleans(), st.booleans())
def test_one_author_then_the_other_follow_the_model(history: list[Piece], first: bool, second: bool) -> None:
    root = build(history)
    resolve(root, first, authors={"Aline"})
    rest = model(history, first, {"Aline"})
    assert texts(root) == lines(rest)
    assert {t.author for t in tracked(root)} <= {"Bruno"}
    resolve(root, second, authors={"Bruno"})
    assert texts(root) == lines(model(rest, second, {"Bruno"}))
    assert not has_revisions(root)


@given(histories)
def test_joins_are_reported(history: list[Piece]) -> None:
    root = build(history)
    merged: dict[etree._Element, list[str]] = {one: [plain(one)] for one in paragraphs(root)}
    before = list(merged)
    resolve(root, True, on_merge=lambda gone, kept: merged.__setitem__(kept, merged[gone] + merged[kept]))
    after = paragraphs(root)
    assert set(after) <= set(before)
    assert sum(len(merged[one]) for one in after) == len(before)


def test_deleted_text_becomes_plain_again_when_its_deletion_is_rejected() -> None:
    root = body(p("Kept ", dele("back")))
    resolve(root, False)
    assert [t.tag for t in root.iter(w("t"), w("delText"))] == [w("t"), w("t")]


def test_a_deletion_inside_an_insertion_survives_when_only_the_insertion_is_accepted() -> None:
    root = body(p(ins(dele("struck", author="Bruno"), r("new"), author="Aline")))
    resolve(root, True, authors={"Aline"})
    assert [(t.kind, t.author, t.text) for t in tracked(root)] == [("deletion", "Bruno", "struck")]


def test_the_joined_paragraph_keeps_the_properties_of_the_last() -> None:
    root = body(p("One ", style="A", mark="del"), p("two", style="B"))
    resolve(root, True)
    assert texts(root) == ["One two"]
    assert child(root, "pStyle").get(w("val")) == "B"


@pytest.mark.parametrize(("accept", "expected"), [(True, ["b", "a"]), (False, ["a", "b"])])
def test_a_moved_paragraph_is_in_one_place(accept: bool, expected: list[str]) -> None:
    root = body(p(move_from("a"), mark="moveFrom"), p("b"), p(move_to("a"), mark="moveTo"), p("end"))
    resolve(root, accept)
    assert texts(root) == [*expected, "end"]
    assert not [e for e in root.iter() if isinstance(e.tag, str) and "move" in e.tag]


@pytest.mark.parametrize(("accept", "expected"), [(True, [["1"], ["3"]]), (False, [["1"], ["2"]])])
def test_rows(accept: bool, expected: list[list[str]]) -> None:
    root = body(tbl(tr("1"), tr("2", mark="del"), tr("3", mark="ins")), p("end"))
    resolve(root, accept)
    assert [[plain(c) for c in row.iter(w("tc"))] for row in root.iter(w("tr"))] == expected


def test_a_table_that_lost_all_rows_goes_and_its_cell_keeps_a_paragraph() -> None:
    inner = tbl(tr("x", mark="ins"))
    root = body(tbl(tr(tc(inner))), p("end"))
    resolve(root, False)
    assert len(list(root.iter(w("tbl")))) == 1
    assert [c.tag for c in child(root, "tc")] == [w("p")]


def test_cells_and_merged_cells() -> None:
    gone = tc("b", props=f"<w:cellDel {who()}/>")
    merged = tc("c", props=f'<w:cellMerge {who()} w:vMerge="cont"/>')
    root = body(tbl(tr("a", gone, merged)), p("end"))
    assert settled(root, True) == ["a", "c", "end"]
    resolve(root, True)
    assert child(root, "vMerge").get(w("val")) == "continue"


def test_the_mark_of_a_cell_repeated_in_its_old_properties_stands_once() -> None:
    old = f'<w:tcPrChange {who()}><w:tcPr><w:tcW w:w="500" w:type="dxa"/><w:cellIns {who()}/></w:tcPr></w:tcPrChange>'
    new = tc("b", props=f'<w:tcW w:w="900" w:type="dxa"/><w:cellIns {who()}/>{old}')
    root = body(tbl(tr("a", new)), p("end"))
    resolve(root, False, kinds={"formatting"})
    assert [c.tag for c in parent(child(root, "tcW"))] == [w("tcW"), w("cellIns")]
    assert settled(root, True) == ["a", "b", "end"]
    assert settled(root, False) == ["a", "end"]


def test_a_field_deleted_but_for_words_that_word_added_leaves_nothing() -> None:
    def char(kind: str) -> str:
        return run(el("fldChar", fldCharType=kind))

    def gone(*inner: str) -> str:
        return f"<w:del {who()}>{''.join(inner)}</w:del>"

    added = run(el("instrText", " \\* MERGEFORMAT "))
    start = gone(char("begin"), run(el("delInstrText", " NOTEREF a ")))
    end = gone(char("separate"), r("*", deleted=True), char("end"))
    root = body(p("before", Xml(start + added + end), "after"))
    kept = deepcopy(root)
    resolve(root, True)
    assert texts(root) == ["beforeafter"]
    assert not list(root.iter(w("instrText"), w("fldChar")))
    assert not [x for x in root.iter(w("r")) if len(x) == 0]
    resolve(kept, False)
    assert texts(kept) == ["before*after"]
    assert [i.text for i in kept.iter(w("instrText"))] == [" NOTEREF a ", " \\* MERGEFORMAT "]


def test_property_changes_put_the_old_properties_back() -> None:
    change = f"<w:b/><w:rPrChange {who()}><w:rPr><w:i/></w:rPr></w:rPrChange>"
    root = body(p(r("x", props=change), style="New", mark="ins", old='<w:pStyle w:val="Old"/>'), p("y"))
    kept = deepcopy(root)
    resolve(root, False, kinds={"formatting"})
    first = paragraphs(root)[0]
    assert child(first, "pPr/pStyle").get(w("val")) == "Old"
    assert [c.tag for c in child(first, "r/rPr")] == [w("i")]
    assert [t.name for t in tracked(root)] == ["paragraph mark insertion"]
    resolve(kept, True, kinds={"formatting"})
    assert [c.tag for c in child(kept, "r/rPr")] == [w("b")]


def test_numbering_that_was_inserted_goes_when_rejected() -> None:
    numbering = f'<w:numPr><w:numId w:val="1"/><w:ins {who()}/></w:numPr>'
    root = body(p("x", props=numbering))
    kept = deepcopy(root)
    resolve(root, False)
    resolve(kept, True)
    assert root.find(f".//{w('numPr')}") is None
    assert [c.tag for c in child(kept, "numPr")] == [w("numId")]


def test_a_content_control_that_was_inserted_leaves_its_text_when_rejected() -> None:
    start, end = f"<w:customXmlInsRangeStart {who()}/>", '<w:customXmlInsRangeEnd w:id="{}"/>'
    number = start.split('"')[1]
    root = body(p(Xml(start), sdt(r("text")), Xml(end.format(number))))
    kept = deepcopy(root)
    resolve(root, False)
    resolve(kept, True)
    assert texts(root) == texts(kept) == ["text"]
    assert (root.find(f".//{w('sdt')}") is None, kept.find(f".//{w('sdt')}") is None) == (True, False)


def test_an_equation_that_was_deleted_goes() -> None:
    math = Xml(f"<m:oMath><m:r><w:rPr><w:del {who()}/></w:rPr><m:t>x=1</m:t></m:r></m:oMath>")
    root = body(p("so ", math))
    assert settled(root, True) == ["so "]
    assert settled(root, False) == ["so x=1"]


def test_choice_by_kind_and_by_place() -> None:
    root = body(p("a", ins("1"), dele("2")), p("b", ins("3")))
    assert settled(root, True, kinds={"insertion"}) == ["a12", "b3"]
    assert settled(root, False, kinds={"insertion"}) == ["a2", "b"]
    assert settled(root, False, within={1}) == ["a12", "b"]


def test_bookmarks_and_comment_ends_outlive_the_text_they_stood_in() -> None:
    inner = Xml('<w:bookmarkStart w:id="7" w:name="n"/>')
    root = body(p(dele(inner, "gone"), "kept", Xml('<w:bookmarkEnd w:id="7"/>')))
    resolve(root, True)
    assert len(list(root.iter(w("bookmarkStart")))) == 1


def test_a_comment_whose_mark_is_deleted_leaves_no_range() -> None:
    start, end = Xml('<w:commentRangeStart w:id="1"/>'), Xml('<w:commentRangeEnd w:id="1"/>')
    root = body(p(start, dele("x", run(el("commentReference", id=1))), end, "y"))
    resolve(root, True)
    assert not list(root.iter(w("commentRangeStart"), w("commentRangeEnd")))


def test_a_deleted_paragraph_before_a_table_goes_and_the_last_of_a_cell_stays() -> None:
    root = body(p(dele("x"), mark="del"), tbl(tr(tc(p(dele("y"), mark="del")))), p("end"))
    resolve(root, True)
    assert texts(root) == ["", "end"]


def test_text_boxes_are_settled_with_their_copies() -> None:
    root = body(p("host", box(p("in", ins(" new")))))
    resolve(root, False)
    assert [t.text for t in root.iter(w("t"))] == ["host", "in", "in"]


def test_the_list_names_kind_scope_author_place_and_text() -> None:
    root = body(
        p("a", ins("new", author="Aline"), fn(1)),
        p(dele("old", author="Bruno"), mark="del", author="Bruno"),
        tbl(tr("c", "d", mark="ins")),
        p("end"),
    )
    assert [(t.name, t.author, t.paragraph, t.text) for t in tracked(root)] == [
        ("insertion", "Aline", 0, "new"),
        ("paragraph mark deletion", "Bruno", 1, "¶"),
        ("deletion", "Bruno", 1, "old"),
        ("row insertion", "Aline", 2, "c\td"),
    ]


def test_cells_merged_downwards_begin_in_the_next_row_when_theirs_goes() -> None:
    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = tc("w", props='<w:gridSpan w:val="2"/>')
    root = body(tbl(tr(wide, tc("x", props=top), mark="del"), tr("a", "b", tc(p(), props=below))), p("end"))
    resolve(root, True)
    assert [m.get(w("val")) for m in root.iter(w("vMerge"))] == ["restart"]


def test_a_whole_package_loses_notes_and_comments_with_their_marks() -> None:
    gone = ins("x", fn(1), run(el("commentReference", id=4)))
    package = Package.load(
        doc(
            p("a", gone, fn(2)),
            footnotes={1: (p("struck"),), 2: (p("kept", dele(" not")),), 3: (p("loose"),)},
            comments=comment(4, "about x") + comment(5, "about nothing"),
            header=p("head", ins("er")),
        )
    )
    assert resolve_package(package, False) == 3
    notes = [plain(n) for n in package.xml("word/footnotes.xml").iter(w("footnote"))]
    assert notes[-2:] == ["kept not", "loose"] and "struck" not in notes
    assert [plain(c) for c in package.xml("word/comments.xml")] == ["about nothing"]
    assert plain(package.xml("word/header1.xml")) == "head"
    assert package.main == stories(package)[0]


def test_nothing_to_settle_changes_nothing() -> None:
    root = body(p("plain"), tbl(tr("x")), p("end"))
    before = etree.tostring(root)
    assert resolve(root, True) == 0
    assert etree.tostring(root) == before
