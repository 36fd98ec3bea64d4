"""Drafts as people write them by hand: only a title, tight lists, wrapped lines, Windows line ends, odd labels."""

from __future__ import annotations

from textwrap import dedent

import pytest

from drafting.model.address import places
from drafting.model.resolution import Clause, Resolution, Table
from drafting.read import read_bytes


def draft(text: str) -> Resolution:
    return read_bytes(dedent(text).lstrip("\n").encode(), "draft.md")


def at(resolution: Resolution) -> dict[str, str]:
    """Address → words of every paragraph."""
    return {str(a): b.text for a, b in places(resolution) if isinstance(b, Clause)}


def test_a_title_is_enough() -> None:
    found = draft(
        """
        ---
        title: Sûreté des réseaux
        ---

        LA CONFÉRENCE DES PARTIES,

        RAPPELANT sa décision,

        DÉCIDE :

        1. De demander un rapport.
        2. D’inviter les États :
           a. à coopérer ;
           b. à informer.
        3. De rester saisie de la question.
        """
    )
    assert found.title == "Sûreté des réseaux" and found.language == "fr" and found.decision == "DÉCIDE"
    assert list(at(found)) == ["PP1", "OP1", "OP2", "OP2(a)", "OP2(b)", "OP3"]
    assert found.clauses("operative")[1].children[1].text == "à informer."


def test_a_heading_on_top_is_the_title() -> None:
    found = draft("# On storms\n\nTHE COUNCIL,\n\nRECALLING its resolution,\n\nDECIDES:\n\n1. To report.\n")
    assert found.title == "On storms"
    assert at(found) == {"PP1": "RECALLING its resolution,", "OP1": "To report."}


HEAD = "---\ntitle: T\nlanguage: en\norgan: THE COUNCIL\ndecision: DECIDES\n---\n\nTHE COUNCIL,\n\nDECIDES:\n\n"


@pytest.mark.parametrize("label", ["5bis.", "6alt.", "(a)", "iv.", "1)", "[3]", "OP7.", "A."])
def test_labels_stay_to_the_letter(label: str) -> None:
    (found,) = draft(HEAD + f"{label} To report.\n").clauses("operative")
    assert (found.label, found.text) == (label, "To report.")


def test_wrapped_lines_are_one_paragraph() -> None:
    found = draft(HEAD + "1. To report on article\n12. The second sentence,\n   and more.\n")
    assert at(found) == {"OP1": "To report on article 12. The second sentence, and more."}


def test_a_number_that_follows_begins_a_paragraph() -> None:
    found = draft(HEAD + "1. To report.\n1bis. To ask.\n2. To thank.\n")
    assert [c.label for c in found.clauses("operative")] == ["1.", "1bis.", "2."]


@pytest.mark.parametrize("indent", ["   ", "    ", "  ", "\t"])
def test_any_indent_makes_an_item(indent: str) -> None:
    found = draft(HEAD + f"1. To ask:\n\n{indent}a. for this;\n\n{indent * 2}i. and that;\n\n{indent}b. for more.\n")
    assert list(at(found)) == ["OP1", "OP1(a)", "OP1(a)(i)", "OP1(b)"]


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    source = HEAD + "1. To report.[^1]\n\n[^1]: Valdoria reserves\n    its position.\n"
    assert read_bytes(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode(), "draft.md") == draft(source)


def test_notes_emphasis_tables_and_marks() -> None:
    found = draft(
        HEAD
        + "1. To *urge* **all**[^1] [with a ~~bracket~~].\n\n| year | text |\n|---|---|\n| 2024 | a \\| b |\n\n"
        + "Done at Puerto Claro {.signature}\n\n# Annex {.annex}\n\nList of ports {.text}\n\n[^1]: One.\n\n    Two.\n"
    )
    (paragraph,) = found.clauses("operative")
    assert paragraph.text == "To urge all [with a bracket]."
    assert [(s.kind, paragraph.text[s.start : s.end]) for s in paragraph.spans] == [
        ("italic", "urge"), ("bold", "all"), ("strike", "bracket"),
    ]  # fmt: skip
    assert [(r.offset, r.mark) for r in paragraph.refs] == [(11, "1")]
    assert [b.rows for b in found.blocks if isinstance(b, Table)] == [(("year", "text"), ("2024", "a | b"))]
    assert [getattr(b, "role", b.part) for b in found.blocks[-3:]] == ["signature", "annex", "text"]
    assert found.footnotes[0].text == "One.\n\nTwo."


def test_what_is_no_markdown_stays_words() -> None:
    words = "To ask: 3 < 4 & 5 > 2, a_b_c, `code`, [Valdoria: delete], ![x], {.nothing}"
    found = draft(HEAD + f"1. {words}\n\n--- \n\n> quoted\n\n```\n\nx\n===\n")
    texts = [c.text for c in found.clauses("operative")]
    assert texts == [words, "---", "> quoted", "```", "x ==="]
    assert [n.code for n in found.notes] == ["unknown-mark"]


@pytest.mark.parametrize(
    "source", ["[" * 9000, "[^" * 9000, "*a " * 9000, "<u>" * 9000, "| a " * 9000, "\\" * 9000, "[a](" * 5000]
)
def test_hostile_signs_take_no_time(source: str) -> None:
    assert draft(HEAD + "1. " + source).clauses("operative")
