"""Plain text → paragraphs: encodings, wrapped and paged lines, tables, and every repair on record."""

from __future__ import annotations

import pytest

from drafting.errors import SourceError
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.text import read_text
from drafting.read.text.encoding import LONGEST


def of(text: str, encoding: str = "utf-8") -> Paragraphs:
    return read_text(text.encode(encoding), "a.txt")


def texts(text: str) -> list[str]:
    return [p.text for p in of(text).items if isinstance(p, Paragraph)]


def codes(text: str) -> list[str]:
    return [note.code for note in of(text).notes]


SENTENCE = "L’Assemblée générale décide à l’unanimité : « Où ? »"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    read = of(SENTENCE, encoding)
    assert [p.text for p in read.items if isinstance(p, Paragraph)] == [SENTENCE]
    assert bool(read.notes) == (encoding not in ("utf-8", "utf-8-sig"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_line_end_is_one(end: str) -> None:
    assert texts(f"1. One.{end}{end}2. Two.") == ["1. One.", "2. Two."]


def test_control_characters_go_and_are_named() -> None:
    read = of("One\x01 word is here, and many more of them follow.\ufeff")
    assert read.notes[0].before == "U+0001 U+FEFF"
    assert isinstance(read.items[0], Paragraph) and read.items[0].text.startswith("One word")


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"\x01\x02" * 40, b"a" * (LONGEST + 1)]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(data, "a.txt")
    assert caught.value.hint


WRAPPED = """\
THE GENERAL ASSEMBLY,
RECALLING that the lights along the coast of the region were lit for the
first time in the year that followed the great storm;
BEARING IN MIND that many of them have since gone out, and that nobody has
yet been asked to mend them,
RESOLVES:
1. To urge member states to mend the lights that stand on their own coasts
before the end of the year.
2. To instruct the General Secretariat to publish a map.
"""
WHOLE = [
    "THE GENERAL ASSEMBLY,",
    "RECALLING that the lights along the coast of the region were lit for the first time in the year that followed "
    "the great storm;",
    "BEARING IN MIND that many of them have since gone out, and that nobody has yet been asked to mend them,",
    "RESOLVES:",
    "1. To urge member states to mend the lights that stand on their own coasts before the end of the year.",
    "2. To instruct the General Secretariat to publish a map.",
]


def test_wrapped_lines_are_joined_without_blank_lines_between_paragraphs() -> None:
    assert texts(WRAPPED) == WHOLE
    assert codes(WRAPPED) == ["lines-joined"] * 3


def test_wrapped_lines_are_joined_when_a_blank_line_stands_between_all_lines() -> None:
    double = "\n\n".join(
        f"\n{line}" if line.startswith(("RECALLING", "BEARING", "RESOLVES", "1.", "2.")) else line
        for line in WRAPPED.splitlines()
    )
    assert texts(double) == WHOLE


def test_a_joined_paragraph_knows_its_lines() -> None:
    second = of(WRAPPED).items[1]
    assert second.origin and second.origin.paragraphs == (1, 2)


def test_a_word_broken_with_a_hyphen_keeps_it_unless_the_document_has_the_word_without() -> None:
    text = (
        "The keepers of the lighthouses on this long and stormy coast asked for a lamp and a light-\n"
        "house, and for a well-\nknown painter to paint the tower, which is a lighthouse of the oldest kind\n"
        "that is known to the keepers of this coast and to the\nsailors who pass it."
    )
    assert "a lighthouse, and for a well-known painter" in texts(text)[0]
    assert codes(text).count("hyphen-removed") == 1


def test_pages_lose_their_marks_and_running_heads() -> None:
    page = "Report of the keepers, page {n}\n\nParagraph {n} of the report speaks of lamps.\n\n- {n} -\n\n"
    text = "".join(page.format(n=n) for n in range(1, 5))
    assert texts(text) == [f"Paragraph {n} of the report speaks of lamps." for n in range(1, 5)]
    assert {"page-mark", "running-head"} == set(codes(text))


def test_a_paragraph_cut_by_a_page_is_whole_again() -> None:
    text = (
        "1. Asks the keepers of all the lighthouses that stand along the coast of the region\n\n"
        "Distr.: General\n\nto light their lamps.\n\n2. Asks them to sleep by day."
    )
    assert texts(text) == [
        "1. Asks the keepers of all the lighthouses that stand along the coast of the region to light their lamps.",
        "Distr.: General",
        "2. Asks them to sleep by day.",
    ]
    assert codes(text) == ["paragraph-joined"]


def test_headings_as_markdown_marks_them() -> None:
    found = of("## Lamps\n\n1. Asks for oil.\n\n# 2. Boats\n\n#4 stays\n\n## \n\n2. Asks for boats.")
    shown = [(p.text, p.outline) for p in found.items if isinstance(p, Paragraph)]
    assert shown[:4] == [("Lamps", 2), ("1. Asks for oil.", 0), ("2. Boats", 1), ("#4 stays", 0)]
    assert "heading-signs" in [n.code for n in found.notes]


FIRST = (
    "Recalling the winter in which the boats of the northern harbours could not leave, and the long and stormy nights "
    "that the keepers spent at their lamps, as well as the report that was presented to the"
)


JOB_LINES = (
    "24-10532 (E)", "24-10532  (E)", "24-10532(E)", "GE.24-10532", "GE.24-10532  (E)  240524  270524",
    "24-10532 (E) 040124 Please recycle", "24-10532 (S)   040124   Favor de reciclar", "2/9 24-10532", "24-10532 2/9",
    "*2410532*", "* 2410532 *", "Merci de recycler", "Se ruega reciclar",
)  # fmt: skip


@pytest.mark.parametrize("job", JOB_LINES)
def test_the_job_number_at_the_foot_of_the_first_page_is_no_line_of_the_text(job: str) -> None:
    text = f"{FIRST}\n\n{job}\n\nSecretary of the Harbours in 2021,\n\nNoting the lamps,\n\n1. Asks for oil."
    assert texts(text) == [f"{FIRST} Secretary of the Harbours in 2021,", "Noting the lamps,", "1. Asks for oil."]
    assert sorted(codes(text)) == ["paragraph-joined", "running-head"]


def test_two_numbers_that_are_no_job_number_stay_in_the_text() -> None:
    assert "24-10532" in texts(f"{FIRST} keepers,\n\n24-10532\n\nNoting the lamps,\n\n1. Asks for oil.")


def test_the_job_number_of_a_title_page_stays() -> None:
    assert texts(f"Harbour Council\n\n24-10532 (E)\n\n{FIRST} keepers,")[:2] == ["Harbour Council", "24-10532 (E)"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (FIRST, "Secretary of the Harbours in 2021,", True),  # an article asks for a noun
        (FIRST[: FIRST.rindex(" presented")], "2021 and 2022 reports of the Secretary,", True),  # a bare number
        (f"1. Requests, {FIRST} Old", "Harbour Council, and thanks the keepers;", True),  # label and verb
        (
            f"1. Lamps and boats: {FIRST} Old",
            "Harbour Council, and thanks the keepers;",
            False,
        ),  # a heading has a label
        (f"{FIRST} Old", "Harbour Council, and thanks the keepers,", False),  # a sign may have been forgotten
        (f"{FIRST} keepers and", "Noting the lamps of the harbours,", False),  # opening words
        (FIRST, "Distr.: General", False),
        (FIRST, "1 Resolution 12 of the Harbour Council.", False),
        (FIRST, "THE HARBOURS OF THE NORTHERN COAST,", False),
        (f"{FIRST},", "Secretary of the Harbours in 2021,", False),
    ],
)
def test_what_goes_on_with_a_capital_or_a_number(first: str, second: str, whole: bool) -> None:
    text = f"The Council,\n\n{first}\n\n{second}\n\nNoting the boats,"
    assert (f"{first} {second}" in texts(text)) == whole


def test_the_half_that_begins_small_is_the_second_half() -> None:
    note = "Secretary of the Harbours, whose report stands in the archives of the Council."
    found = texts(f"{FIRST}\n\n3 See the note of the Council.\n\nkeepers of 2021,\n\n{note}")
    assert found == [f"{FIRST} keepers of 2021,", "3 See the note of the Council.", note]


def rows(text: str) -> list[list[str]]:
    (table,) = (t for t in of(text).items if isinstance(t, TableParagraphs))
    return [[cell[0].text for cell in row] for row in table.rows]


def test_a_table_flattened_to_one_cell_a_line() -> None:
    text = "CALENDAR\n\n" + "\n".join(f"\t{n}\n\tLamp\n\tMay 20{n}\n" for n in (31, 32, 33)) + "\n\t\n\t\n\t\n\nEnd."
    assert rows(text) == [
        ["31", "Lamp", "May 2031"],
        ["32", "Lamp", "May 2032"],
        ["33", "Lamp", "May 2033"],
        ["", "", ""],
    ]


def test_a_table_with_tabs_and_a_list_with_tabs() -> None:
    assert rows("CALENDAR\nMeeting\tPlace\nFirst\tLima\n") == [["Meeting", "Place"], ["First", "Lima"]]
    assert texts("1.\tTo ask.\n2.\tTo tell.\n") == ["1.\tTo ask.", "2.\tTo tell."]


def test_reading_takes_time_in_proportion() -> None:
    for text in (" " * 400_000 + "a", "a " * 200_000, "[9: " * 100_000, "1. " * 100_000, "\n" * 200_000 + "x"):
        assert of("[footnoteRef:2]" + text).items
