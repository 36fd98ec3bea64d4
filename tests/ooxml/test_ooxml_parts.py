"""Text pieces, fields, notes, comments and styles of a package."""

from __future__ import annotations

import pytest
from lxml import etree

from drafting.ooxml.comments import read_comments
from drafting.ooxml.fields import fields, hidden
from drafting.ooxml.notes import marks, note_elements, restarts_by_page
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.styles import Styles, parse_points
from drafting.ooxml.symbol_font import symbol
from drafting.ooxml.text import boxes, pieces, plain
from tests.ooxml.build_docx import (
    Xml,
    box,
    comment,
    doc,
    el,
    en,
    field,
    fn,
    p,
    r,
    run,
    sdt,
    style,
    tbl,
    tr,
)
from tests.ooxml.xml_lookup import child


def package_of(*blocks: str, **parts: object) -> Package:
    return Package.load(doc(*blocks, **parts))  # type: ignore[arg-type]


def root_of(*blocks: str, **parts: object) -> etree._Element:
    package = package_of(*blocks, **parts)
    return package.xml(package.main)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run(el("t", "a"), el("tab"), el("t", "b")), "a\tb"),
        (run(el("t", "a"), el("br"), el("t", "b"), el("cr")), "a\nb\n"),
        (run(el("t", "a"), el("br", type="page"), el("t", "b")), "ab"),
        (run(el("t", "co"), el("noBreakHyphen"), el("t", "op")), "co\u2011op"),
        (run(el("t", "co"), el("softHyphen"), el("t", "op")), "coop"),
        (run(el("sym", font="Symbol", char="F061")), "α"),
        (run(el("sym", font="Odd", char="F061")), "\ufffc"),
        (Xml('<w:hyperlink w:anchor="x">' + r("link") + "</w:hyperlink>"), "link"),
        (el("smartTag", r("tag")), "tag"),
        (sdt(r("control")), "control"),
        (el("fldSimple", r("4"), instr="PAGE"), "4"),
        (Xml("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (run(el("ruby", el("rubyPr") + el("rt", r("guide")) + el("rubyBase", r("base")))), "base(guide)"),
        (Xml("<w:r><w:t>1&#160;000&#8239;%</w:t></w:r>"), "1\u00a0000\u202f%"),
    ],
)
def test_characters_that_word_keeps_as_elements(content: str, text: str) -> None:
    assert plain(paragraphs(root_of(p(content)))[0]) == text


def test_tab_stops_of_the_properties_are_no_tabs() -> None:
    assert plain(paragraphs(root_of(p("x", props=el("tabs", el("tab", pos=720)))))[0]) == "x"


def test_text_boxes_are_no_words_of_their_host() -> None:
    root = root_of(p("host", box(p("a", box(p("inner"))), p("b"))))
    host = paragraphs(root)[0]
    assert plain(host) == "host"
    drawing = next(piece.element for piece in pieces(host) if piece.kind == "object")
    assert [[plain(one) for one in b.iterchildren(el_name("p"))] for b in boxes(drawing)] == [["a", "b"]]


def el_name(name: str) -> str:
    from drafting.ooxml.namespaces import w

    return w(name)


def test_plain_of_a_table_gives_its_paragraphs() -> None:
    root = root_of(tbl(tr("a", "b"), tr("c", "d")))
    assert plain(child(root, "tbl")) == "a\nb\nc\nd"


def test_symbols_of_fonts() -> None:
    assert [symbol("Symbol", "F0B7"), symbol("Wingdings", "F0FE"), symbol("", "2192"), symbol("x", "zz")] == [
        "•",
        "☑",
        "→",
        "\ufffc",
    ]


def words(root: etree._Element) -> list[str]:
    unseen = hidden(root)
    return [plain(one, unseen) for one in paragraphs(root)]


def test_instructions_are_not_printed_and_results_are() -> None:
    assert words(root_of(p("see ", field(" REF x \\h ", "paragraph 3"), " above"))) == ["see paragraph 3 above"]


def test_a_field_within_an_instruction_is_not_printed() -> None:
    inner = field("PAGE", "7")
    begin, middle, end = (Xml(f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>') for t in ("begin", "separate", "end"))
    code = Xml("<w:r><w:instrText>IF </w:instrText></w:r>")
    assert words(root_of(p("a ", begin, code, inner, middle, "shown", end, " b"))) == ["a shown b"]


def test_a_field_over_several_paragraphs() -> None:
    begin, middle, end = (Xml(f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>') for t in ("begin", "separate", "end"))
    code = Xml("<w:r><w:instrText>TOC</w:instrText></w:r>")
    assert words(root_of(p(begin, code, "lost", middle, "One"), p("Two"), p(end, "after"))) == ["One", "Two", "after"]


def test_a_field_that_is_never_closed_hides_nothing() -> None:
    begin = Xml('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    assert words(root_of(p("a", begin, "b"), p("c"))) == ["ab", "c"]


def test_fields_are_listed() -> None:
    root = root_of(p(field(" PAGE ", "3"), el("fldSimple", r("x"), instr="DATE")))
    assert sorted((f.name, f.instruction) for f in fields(root)) == [("DATE", "DATE"), ("PAGE", "PAGE")]


def printed(*blocks: str, **parts: object) -> list[str]:
    package = package_of(*blocks, **parts)
    return [m.mark for m in marks(package, package.xml(package.main))]


def test_footnotes_count_from_one_and_endnotes_in_roman() -> None:
    assert printed(p("a", fn(7), en(3), "b", fn(2)), p(en(9))) == ["1", "i", "2", "ii"]


def test_typed_marks_take_no_number() -> None:
    assert printed(p("a", fn(1, "*"), "b", fn(2), fn(3, "**"), fn(4))) == ["*", "1", "**", "2"]


def test_formats_and_starts_of_the_document_and_of_a_section() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/></w:footnotePr>'
    anew = (
        '<w:sectPr><w:footnotePr><w:numFmt w:val="decimal"/><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
    )
    blocks = (p("a", fn(1)), p("b", fn(2), sect=anew), p("c", fn(3)))
    assert printed(*blocks[:1], settings=settings) == ["b"]
    assert printed(*blocks, settings=settings) == ["2", "3", "d"]


def test_marks_that_print_alike_are_told_apart() -> None:
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    assert printed(p(fn(1), en(1), fn(2, "*"), fn(3, "*")), settings=settings) == ["1", "1[2]", "*", "*[2]"]


def test_numbers_by_page_are_told() -> None:
    package = package_of(p(fn(1)), settings='<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>')
    assert restarts_by_page(package, package.xml(package.main))


def test_separators_are_no_notes() -> None:
    package = package_of(p(fn(1)), footnotes={1: (p("text"),)})
    assert list(note_elements(package, "footnote")) == ["1"]
    assert note_elements(package, "endnote") == {}


def test_comments_and_what_they_are_about() -> None:
    start, end = Xml('<w:commentRangeStart w:id="1"/>'), Xml('<w:commentRangeEnd w:id="1"/>')
    ref = run(el("commentReference", id=1))
    package = package_of(
        p("a"), p("b", start), p("c"), p("d", end, ref), comments=comment(1, "why?") + comment(2, "lost", author="Zoé")
    )
    assert [(c.id, c.author, c.text, c.paragraphs) for c in read_comments(package)] == [
        ("1", "Bruno", "why?", range(1, 4)),
        ("2", "Zoé", "lost", range(0)),
    ]


def test_styles_inherit_and_loops_do_not_hang() -> None:
    sheet = (
        style("Normal", "Normal", "<w:pPr><w:jc w:val='both'/></w:pPr>")
        + style("Base", "Base", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:b/><w:i/></w:rPr>", based="Loop")
        + style("Loop", "Loop", "<w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr>", based="Base")
        + style("Top", "My Heading", "<w:rPr><w:i w:val='0'/></w:rPr>", based="Base")
    )
    package = package_of(p("x", style="Top"), p("y"), p("z", style="Absent"), styles=sheet)
    styles = Styles(package)
    top, plain_, absent = paragraphs(package.xml(package.main))
    found = styles.of(top)
    assert (found.name, found.face.b, found.face.i, found.layout.outline) == ("My Heading", True, False, 1)
    assert (found.layout.left, found.layout.first) == (36.0, -18.0)
    assert styles.of(plain_).name == styles.of(absent).name == "Normal"
    assert styles.of(plain_).layout.align == "both"


@pytest.mark.parametrize(("value", "found"), [("720", 36.0), ("12pt", 12.0), ("1in", 72.0), ("x", None), (None, None)])
def test_measures(value: str | None, found: float | None) -> None:
    assert parse_points(value) == found
