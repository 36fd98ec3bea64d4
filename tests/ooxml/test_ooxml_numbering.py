"""Automatic numbers are counted as Word prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.ooxml.number_formats import number_text
from drafting.ooxml.numbering import Numbering, automatic_labels
from drafting.ooxml.package import Package
from drafting.ooxml.symbol_font import bullet_character
from tests.ooxml.build_docx import abstract, box, doc, ins, lvl, num, p, style

LEGAL = abstract(
    0, lvl(0, "decimal", "%1."), lvl(1, "lowerLetter", "%2)"), lvl(2, "lowerRoman", "(%3)"), lvl(3, "decimal", "%1.%4")
)


def printed(
    *blocks: str, numbering: str = LEGAL + num(1, 0), accept: bool | None = True, styles: str = ""
) -> list[str | None]:
    """The labels of a small document."""
    return automatic_labels(Package.load(doc(*blocks, numbering=numbering, styles=styles)), accept)


def at(*levels: int, of: int = 1) -> list[str]:
    """Paragraphs of a list at these levels."""
    return [p("x", num=(of, level)) for level in levels]


def test_levels_count_and_restart_after_higher_ones() -> None:
    assert printed(*at(0, 1, 1, 2, 0, 1, 2)) == ["1.", "a)", "b)", "(i)", "2.", "a)", "(i)"]


def test_a_paragraph_without_list_has_no_label_and_breaks_no_count() -> None:
    assert printed(*at(0), "words", p("none", num=(0, 0)), *at(0)) == ["1.", None, None, "2."]


def test_levels_named_in_the_text() -> None:
    assert printed(*at(0, 0, 3, 3)) == ["1.", "2.", "2.1", "2.2"]


def test_a_skipped_level_prints_its_start_and_is_used_up() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1", start=5), lvl(1, "decimal", "%1.%2")) + num(1, 0)
    assert printed(*at(1, 1, 0), numbering=numbering) == ["5.1", "5.2", "6"]


def test_lists_on_one_abstract_list_count_on_and_a_start_override_begins_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    numbering = LEGAL + num(1, 0) + num(2, 0) + num(3, 0, override)
    blocks = [*at(0, 0), *at(0, of=2), *at(0, 0, of=3), *at(0)]
    assert printed(*blocks, numbering=numbering) == ["1.", "2.", "3.", "3.", "4.", "5."]


@pytest.mark.parametrize(
    ("restart", "last"), [("", "a"), ('<w:lvlRestart w:val="0"/>', "b"), ('<w:lvlRestart w:val="1"/>', "a")]
)
def test_restart_rules(restart: str, last: str) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1"), lvl(1, "lowerLetter", "%2", extra=restart)) + num(1, 0)
    assert printed(*at(0, 1, 0, 1), numbering=numbering)[-1] == last


def test_restart_only_after_a_level_that_is_high_enough() -> None:
    levels = (
        lvl(0, "decimal", "%1"),
        lvl(1, "decimal", "%2"),
        lvl(2, "decimal", "%3", extra='<w:lvlRestart w:val="1"/>'),
    )
    numbering = abstract(0, *levels) + num(1, 0)
    assert printed(*at(0, 1, 2, 1, 2, 0, 2), numbering=numbering) == ["1", "1", "1", "2", "2", "2", "1"]


def test_a_level_defined_again_by_a_list() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperRoman", "%1 -")}</w:lvlOverride>'
    assert printed(*at(0, 0), numbering=LEGAL + num(1, 0, override)) == ["I -", "II -"]


def test_legal_numbers_are_decimal() -> None:
    numbering = abstract(0, lvl(0, "upperRoman", "%1"), lvl(1, "decimal", "%1.%2", extra="<w:isLgl/>")) + num(1, 0)
    assert printed(*at(0, 1), numbering=numbering) == ["I", "1.1"]


def test_numbers_from_styles_and_what_they_are_based_on() -> None:
    linked = lvl(1, "decimal", "%1.%2", extra='<w:pStyle w:val="Sub"/>')
    numbering = abstract(0, lvl(0, "decimal", "%1"), linked) + num(4, 0)
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    styles = style("Top", inner=listed) + style("Sub", inner=listed) + style("Low", based="Sub") + style("Normal")
    blocks = [
        p("x", style="Top"),
        p("x", style="Sub"),
        p("x", style="Low"),
        p("x", style="Top", props='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]
    assert printed(*blocks, numbering=numbering, styles=styles) == ["1", "1.1", "1.2", None]


def test_a_list_kept_in_a_numbering_style() -> None:
    real = abstract(0, lvl(0, "decimal", "%1)"), extra='<w:styleLink w:val="List"/>')
    link = abstract(1, extra='<w:numStyleLink w:val="List"/>')
    styles = style("List", kind="numbering", inner='<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert printed(*at(0, 0, of=2), numbering=real + link + num(1, 0) + num(2, 1), styles=styles) == ["1)", "2)"]


def test_a_numbering_style_that_names_itself_does_not_hang() -> None:
    loop = abstract(1, extra='<w:numStyleLink w:val="List"/>')
    styles = style("List", kind="numbering", inner='<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    assert printed(*at(0, of=2), numbering=loop + num(2, 1), styles=styles) == [None]


def test_inserted_and_deleted_paragraphs_count_in_their_own_view() -> None:
    blocks = [p("a", num=(1, 0)), p(ins("b"), num=(1, 0), mark="ins"), p("c", num=(1, 0))]
    assert printed(*blocks, accept=True) == ["1.", "2.", "3."]
    assert printed(*blocks, accept=False) == ["1.", None, "2."]
    assert printed(*blocks, accept=None) == ["1.", "2.", "3."]


def test_text_boxes_count_apart() -> None:
    assert printed(p("a", box(p("in", num=(1, 0))), num=(1, 0)), *at(0)) == ["1.", "1.", "2."]


def test_bullets_of_symbol_fonts_become_signs() -> None:
    font = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    numbering = abstract(0, lvl(0, "bullet", "\uf0b7", extra=font.format("Symbol"))) + num(1, 0)
    assert printed(*at(0), numbering=numbering) == ["•"]
    assert [
        bullet_character("\uf0a7", "Wingdings"),
        bullet_character("o", "Courier New"),
        bullet_character("–", ""),
    ] == ["▪", "○", "–"]


def test_a_format_that_is_not_known_is_told() -> None:
    package = Package.load(doc(p("x", num=(1, 0)), numbering=abstract(0, lvl(0, "thaiLetters", "%1")) + num(1, 0)))
    numbering = Numbering(package)
    assert numbering.levels("1")[0].format == "thaiLetters"
    assert numbering.unknown_formats == {"thaiLetters"}


@pytest.mark.parametrize(
    ("style_", "number", "language", "text"),
    [
        ("lowerLetter", 27, "en", "aa"), ("lowerLetter", 28, "en", "bb"), ("upperLetter", 53, "en", "AAA"),
        ("upperRoman", 1994, "en", "MCMXCIV"), ("decimalZero", 7, "en", "07"), ("ordinal", 2, "en-US", "2nd"),
        ("ordinal", 112, "en", "112th"), ("ordinal", 1, "fr-CA", "1er"), ("ordinal", 3, "fr", "3e"),
        ("ordinal", 3, "pt-BR", "3º"),
        ("ordinalText", 1, "es", "Primero"), ("cardinalText", 12, "fr", "Douze"), ("chicago", 6, "en", "††"),
        ("none", 3, "en", ""),
    ],
)  # fmt: skip
def test_number_formats(style_: str, number: int, language: str, text: str) -> None:
    assert number_text(number, style_, language) == text


@given(st.lists(st.integers(0, 2), max_size=25))
def test_every_label_is_one_more_than_the_last_of_its_level(levels: list[int]) -> None:
    flat = abstract(0, *(lvl(n, "decimal", f"%{n + 1}") for n in range(3))) + num(1, 0)
    seen: dict[int, int] = {}
    for level, label in zip(levels, printed(*at(*levels), numbering=flat), strict=True):
        seen = {k: seen.get(k, 1 if k < level else 0) for k in range(level + 1)}
        seen[level] = seen.get(level, 0) + 1
        assert label == str(seen[level])


def test_a_list_without_level_takes_the_level_of_the_style() -> None:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    blocks = [
        p("x", style="Sub", props='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        p("x", props='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    ]
    assert printed(*blocks, styles=style("Sub", inner=listed)) == ["a)", "2."]
