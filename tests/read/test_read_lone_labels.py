"""Labels that the paragraphs around them prove: letters of parts, bare decimal numbers, "§", lists begun in a line."""

from __future__ import annotations

import pytest

from drafting.compare import compare
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading
from drafting.read import read_bytes

Found = list[tuple[str, str | None, str]]


def _clauses(*lines: str) -> Found:
    """Address, label and last word of every paragraph and item."""
    resolution = read_bytes("\n\n".join(lines).encode(), "draft.txt")
    return [(str(at), b.label, b.text.split()[-1]) for at, b in places(resolution) if isinstance(b, Clause)]


def _headings(*lines: str) -> list[str]:
    resolution = read_bytes("\n\n".join(lines).encode(), "draft.txt")
    return [b.text for _, b in places(resolution) if isinstance(b, Heading)]


EN = ("The General Assembly,", "Recalling its resolution 5,")
PT = ("O CONSELHO DAS BOIAS,", "CONSIDERANDO que as boias derivam,", "RESOLVE:")


def test_opening_words_above_letters_are_a_paragraph_with_items() -> None:
    found = _clauses(*EN, "Recognizing that:", "(a) Lights are old;", "(b) Keepers are few,", "1. Decides to act.")
    assert found[1:] == [
        ("PP2", None, "that:"), ("PP2(a)", "(a)", "old;"), ("PP2(b)", "(b)", "few,"), ("OP1", "1.", "act."),
    ]  # fmt: skip


def test_letters_below_a_group_in_capitals_are_paragraphs() -> None:
    found = _clauses(
        "LA ASAMBLEA GENERAL,", "VISTO el informe,", "CONSIDERANDO:", "a) Que las boyas derivan;",
        "b) Que las cadenas se oxidan,", "RESUELVE:", "1. Aprobar el plan.",
    )  # fmt: skip
    assert [at for at, _, _ in found] == ["PP1", "PP2", "PP3", "OP1"]


@pytest.mark.parametrize("labels", [("A", "B"), ("I", "II")])
def test_lone_letters_above_parts_are_headings(labels: tuple[str, str]) -> None:
    lines = (
        *EN, labels[0], "Lights", "1. Decides to act;", "2. Requests a report;", labels[1], "Keepers",
        "3. Decides to pay.",
    )  # fmt: skip
    assert _headings(*lines) == [labels[0], "Lights", labels[1], "Keepers"]


def test_a_stray_letter_is_no_heading() -> None:
    assert _headings(*EN, "A", "1. Decides to act;", "2. Requests a report.") == []


def test_a_resolution_in_quotation_marks_is_part_of_the_paragraph_that_recommends_it() -> None:
    found = _clauses(
        "The Economic and Social Council,", "Recalling its resolution 5,",
        "Recommends to the General Assembly the adoption of the following draft resolution:",
        "“The General Assembly,", "“Recalling its resolution 6,", "“1. Decides to act.”",
    )  # fmt: skip
    assert [at for at, _, _ in found] == ["PP1", "OP1", "OP1(1)", "OP1(2)", "OP1(3)"]


def test_decimal_numbers_without_a_sign_are_labels_in_their_order() -> None:
    found = _clauses(*EN, "1. Decides:", "1.1 to act;", "1.2 to wait;", "1.2A to pay;", "1.3 to meet.", "2. Adjourns.")
    assert [(at, label) for at, label, _ in found[2:]] == [
        ("OP1(1)", "1.1"), ("OP1(2)", "1.2"), ("OP1(2A)", "1.2A"), ("OP1(3)", "1.3"), ("OP2", "2."),
    ]  # fmt: skip


def test_quantities_are_no_labels() -> None:
    lines = (*EN, "1. Decides to spend:", "1.1 million on buoys;", "1.5 million on chains;", "2. Requests a report.")
    assert [label for _, label, _ in _clauses(*lines)] == [None, "1.", None, None, "2."]


def test_a_list_that_begins_on_the_line_of_its_paragraph_goes_on_below_it() -> None:
    lines = (*EN, "1. Decides to act;", "2. (1) The Guard shall inspect;", "(2) It shall report;", "3. Adjourns.")
    assert [at for at, _, _ in _clauses(*lines)] == ["PP1", "OP1", "OP2", "OP2(2)", "OP3"]


def test_parts_of_an_article_are_items_of_it() -> None:
    found = _clauses(
        *PT, "Art. 1º Aprovar o plano.", "Parágrafo único. O plano será público.", "Art. 2º Criar o comitê:",
        "I – das boias;", "II – das correntes.", "§ 1º O comitê é gratuito.", "§ 2º Terá sede.", "Art. 3º Publicar.",
    )  # fmt: skip
    assert [at for at, _, _ in found[1:]] == [
        "OP1", "OP1(1)", "OP2", "OP2(I)", "OP2(II)", "OP2(1)", "OP2(2)", "OP3",
    ]  # fmt: skip


def test_paragraph_signs_at_the_top_number_the_paragraphs() -> None:
    assert [at for at, _, _ in _clauses(*PT, "§ 1. Aprovar o plano.", "§ 2. Publicar o plano.")] == [
        "PP1", "OP1", "OP2",
    ]  # fmt: skip


def test_an_amendment_in_brackets_with_a_comma_is_a_recital() -> None:
    found = _clauses(
        "LA ASAMBLEA GENERAL,", "RECORDANDO su resolución 5,", "[MÉX, COL: RECONOCIENDO que las boyas derivan,]",
        "CONSCIENTE del costo,", "RESUELVE:", "1. Actuar.",
    )  # fmt: skip
    assert [at for at, _, _ in found] == ["PP1", "PP2", "PP3", "OP1"]


def test_an_insertion_among_bare_decimals_renumbers_and_rewords_nothing() -> None:
    head = (*EN, "1. Requests the Guard:")
    items = ("to inspect the chains;", "to report on lamps;", "to meet in May.")
    old = (*head, *(f"1.{n} {words}" for n, words in enumerate(items, 1)), "2. Adjourns.")
    more = ("to pay every keeper in full;", *items)
    new = (*head, *(f"1.{n} {words}" for n, words in enumerate(more, 1)), "2. Adjourns.")
    one, two = (read_bytes("\n\n".join(lines).encode(), "draft.txt") for lines in (old, new))
    ops = sorted(c.op for c in compare(one, two).body.changes if c.op != "equal")
    assert ops == ["insert", "renumber", "renumber", "renumber"]
