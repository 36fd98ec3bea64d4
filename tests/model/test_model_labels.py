"""Labels and what they count: round trips, exact cutting, letters against roman numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.model.labels import (
    SUFFIXES,
    Style,
    format_label,
    is_article_line,
    letter,
    letter_value,
    number_text,
    read_label,
    split_label,
)

styles = st.sampled_from(["decimal", "lower", "upper", "roman", "ROMAN"])
signs = st.sampled_from([("", "."), ("", ")"), ("(", ")"), ("[", "]"), ("", "")])


@given(st.integers(1, 702))
def test_letters_round_trip(number: int) -> None:
    assert letter_value(letter(number)) == number


def test_no_letter_below_one() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letter(0)


@given(st.integers(1, 9999), st.sampled_from(["", *SUFFIXES]), signs)
def test_decimal_labels_round_trip(number: int, suffix: str, around: tuple[str, str]) -> None:
    raw = f"{around[0]}{number}{suffix}{around[1]}"
    label = read_label(raw)
    assert label is not None
    assert (label.style, label.ordinal, label.suffix) == ("decimal", number, suffix)
    assert label.number == f"{number}{suffix}"


@given(styles, st.integers(1, 26), signs)
def test_a_running_list_is_read_as_it_counts(style: Style, last: int, around: tuple[str, str]) -> None:
    """Every label of a list keeps its style, read one after the other."""
    previous = None
    for ordinal in range(1, last + 1):
        label = read_label(format_label(style, ordinal, *around), previous)
        assert label is not None
        assert (label.style, label.ordinal) == (style, ordinal)
        previous = label


@given(st.text(max_size=40))
def test_splitting_loses_no_character(text: str) -> None:
    label, gap, rest = split_label(text)
    if label:
        assert text.endswith(label + gap + rest)
        assert not text[: len(text) - len(label + gap + rest)].strip()
    else:
        assert (gap, rest) == ("", text)


@given(st.integers(1, 400), st.sampled_from([".", ")"]), st.sampled_from(["\t", " ", "\u00a0", "  "]))
def test_typed_numbers_are_cut_off(number: int, close: str, gap: str) -> None:
    assert split_label(f"{number}{close}{gap}De charger") == (f"{number}{close}", gap, "De charger")


@pytest.mark.parametrize(
    "words",
    ["3 juin 2020", "a system", "I have", "2 000 personnes", "de charger", "et (iii) les", "A", "vi era un", "L. 12"],
)
def test_words_are_no_labels(words: str) -> None:
    label, _, rest = split_label(words)
    assert (label, rest) == ("", words) or (words == "L. 12" and label == "L.")


@pytest.mark.parametrize(
    ("raw", "style", "ordinal"),
    [("(a)", "lower", 1), ("iv)", "roman", 4), ("II.", "ROMAN", 2), ("B.", "upper", 2), ("12.", "decimal", 12)],
)
def test_single_labels(raw: str, style: str, ordinal: int) -> None:
    label = read_label(raw)
    assert label is not None
    assert (label.style, label.ordinal) == (style, ordinal)


@given(styles, st.integers(1, 99))
def test_number_text_is_what_format_prints(style: Style, ordinal: int) -> None:
    assert format_label(style, ordinal, "(", ")") == f"({number_text(style, ordinal)})"


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("2.1. repair the lights", "2.1.", "1"),
        ("2.1.1. replace the lamps", "2.1.1.", "1"),
        ("1.1\tthat lights be repaired", "1.1", "1"),
        ("4.12 Lights are repaired", "4.12", "12"),
        ("1A. To paint the buoys", "1A.", "1A"),
        ("1 bis A. To train keepers", "1 bis A.", "1bisA"),
        ("PRIMERO.- Aprobar el plan", "PRIMERO.-", "1"),
        ("ARTÍCULO TERCERO. El plan", "ARTÍCULO TERCERO.", "3"),
        ("Artigo único. O plano", "Artigo único.", "1"),
        ("Deuxièmement : De charger", "Deuxièmement :", "2"),
        ("SEGUNDO – O plano", "SEGUNDO –", "2"),
    ],
)
def test_labels_of_other_houses(text: str, label: str, number: str) -> None:
    found, gap, rest = split_label(text)
    assert (found, found + gap + rest) == (label, text)
    taken = read_label(found)
    assert taken is not None
    assert (taken.raw, taken.number) == (label, number)


@pytest.mark.parametrize(
    "text",
    [
        "2.5 million people", "3.5 per cent of all lights", "1.250.000 dollars", "12.05.24 meeting", "Primero de mayo",
        "Première réunion", "Second meeting of keepers", "2 B. foo", "Article 5 of the Charter", "First, the lights",
    ],
)  # fmt: skip
def test_quantities_dates_and_words_are_no_labels(text: str) -> None:
    assert split_label(text) == ("", "", text)


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("Article 1", True), ("ARTICLE PREMIER", True), ("Artículo 3.- Fines", True), ("Art. 12 – Lights", True),
        ("Artigo 1.º", True), ("Article 5 of the Charter applies.", False), ("Article by article", False),
        ("ARTÍCULO TERCERO. El plan entrará en vigor mañana.", False), ("Arts and crafts", False),
    ],
)  # fmt: skip
def test_lines_that_number_an_article(line: str, heads: bool) -> None:
    assert is_article_line(line) is heads
