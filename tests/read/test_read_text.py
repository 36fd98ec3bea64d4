"""Plain text → paragraphs: encodings, wrapped and paged lines, tables, and every repair on record."""

from __future__ import annotations

import pytest

from drafting.errors import SourceError
from drafting.read.encoding import LONGEST
from drafting.read.paragraphs import Paragraph, Paragraphs, TableParagraphs
from drafting.read.text import read_text


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
