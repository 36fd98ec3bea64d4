"""One text, spoiled in every way that pasting, printing and converting spoil texts; its paragraphs stay the same."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable

import pytest

from drafting.model.resolution import Clause, Resolution, flatten
from drafting.model.roman import roman_numeral
from drafting.output.outline import outline
from drafting.read import read_bytes

PREAMBLE = (
    "Recalling its decisions on the keepers of harbour lights, and in particular the one in which it asked the "
    "Secretariat of the Harbour Conference to draw up a list of all lights that burn in the coastal villages,",
    "Noting with concern that the Harbour Treaty on the Safety of Small Boats (No. 29) has been ratified by few of the "
    "States that have a coast, and that many boats are therefore still without any light of their own,",
    "Bearing in mind the needs of the island villages, whose pilots have asked for charts in their own language and "
    "for courses that take place in winter, when the boats are drawn up on the beach,",
)
OPERATIVE = (
    "Requests the Secretariat to send the list of lights to every village before the first day of winter, and to "
    "report to the Conference on the lights that have gone out since the last list was drawn up;",
    "Invites the States that have not yet done so to ratify the Harbour Treaty on the Safety of Small Boats, and to "
    "tell the Secretariat of the Conference which of its articles they find hard to apply;",
    "Urges the pilots of the larger harbours to share their charts with those of the smaller ones, and to take part "
    "in the courses that the Harbour Conference holds every winter for the keepers of lights;",
    "Decides to look at the matter again at its next meeting, in the light of the report that the Secretariat will "
    "lay before it.",
)


def written(label: Callable[[int], str] = lambda n: f"{n}. ", between: str = "\n\n") -> str:
    return between.join(
        ["The Harbour Conference,", *PREAMBLE, *(f"{label(n)}{text}" for n, text in enumerate(OPERATIVE, 1))]
    )


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def read(text: str) -> Resolution:
    return read_bytes(text.encode(), "spoiled.txt")


def assert_whole(found: Resolution) -> None:
    assert [folded(c.text) for c in found.clauses("preamble")] == list(PREAMBLE)
    assert [folded(c.text) for c in found.clauses("operative")] == list(OPERATIVE)


def wrapped(text: str, width: int, gap: int = 1) -> str:
    return "\n\n".join(("\n" * gap).join(textwrap.wrap(p, width)) for p in text.split("\n\n"))


@pytest.mark.parametrize("width", range(50, 104, 6))
def test_lines_of_any_width(width: int) -> None:
    assert_whole(read(wrapped(written(), width)))
    assert_whole(read(wrapped(written(), width).replace("\n\n", "\n")))


FURNITURE = {
    "dashes": lambda n: f"\n- {n} -\n",
    "words": lambda n: f"\nPage {n} of 9\n",
    "page of pages": lambda n: f"\n{n}/9\n\nHC/RES. 12\nThe keepers of lights\n",
    "job number": lambda n: f"\n24-{10000} (E)\n{n}/9\n",
    "bar": lambda n: f"\n{n} | P a g e\n",
    "rule and number": lambda n: f"\n______________\n{n}\n",
    "form feed": lambda n: f"\n{n}\n\fHC/RES. 12\n",
    "Spanish": lambda n: f"\nPágina {n} de 9\nConferencia Portuaria\n",
}


@pytest.mark.parametrize("kind", FURNITURE)
@pytest.mark.parametrize("page", [16, 17, 18, 19, 21])
def test_pages_end_anywhere(kind: str, page: int) -> None:
    """Between two paragraphs or in mid-sentence, before a small letter or a capital."""
    lines = wrapped(written(), 52).split("\n")
    out: list[str] = []
    for start in range(0, len(lines), page):
        out += lines[start : start + page]
        if start + page < len(lines):
            out.append(FURNITURE[kind](start // page + 2))
    found = read("\n".join(out))
    assert_whole(found)
    gone = {note.before for note in found.notes if note.code in ("page-mark", "running-head")}
    lone = kind == "rule and number" and len(lines) <= 2 * page  # one number between two paragraphs stays a line
    assert lone or any(re.search(r"\b2\b", text) for text in gone)


LABELS = {
    "1)": lambda n: f"{n}) ",
    "(1)": lambda n: f"({n}) ",
    "1.-": lambda n: f"{n}.- ",
    "1º": lambda n: f"{n}º ",
    "1 .": lambda n: f"{n} . ",
    "1 –": lambda n: f"{n} – ",
    "1.": lambda n: f"{n}.",
    "1.\\n": lambda n: f"{n}.\n",
    "1.\\n\\n": lambda n: f"{n}.\n\n",
    "1.\\u00a0": lambda n: f"{n}.\u00a0",
    "tab": lambda n: f"{n}.\t",
    "OP1": lambda n: f"OP{n} ",
    "[OP1]": lambda n: f"[OP{n}] ",
    "§ 1.": lambda n: f"§ {n}. ",
    "Article 1.": lambda n: f"Article {n}. ",
    "Artículo 1.-": lambda n: f"Artículo {n}.- ",
    "Art. 1º –": lambda n: f"Art. {n}º – ",
    "I.": lambda n: f"{roman_numeral(n).upper()}. ",
    "(a)": lambda n: f"({'abcd'[n - 1]}) ",
}


@pytest.mark.parametrize("kind", LABELS)
def test_numbers_of_every_kind(kind: str) -> None:
    text = written(LABELS[kind])
    found = read(text.replace("(a)", "Decides:\n\n(a)") if kind == "(a)" else text)
    assert_whole(found)
    assert all(c.label for c in found.clauses("operative"))


SPOILED: dict[str, Callable[[str], str]] = {
    "CR LF": lambda t: t.replace("\n", "\r\n"),
    "CR": lambda t: t.replace("\n", "\r"),
    "NEL": lambda t: t.replace("\n", "\x85"),
    "VT": lambda t: t.replace("\n", "\x0b"),
    "separators": lambda t: t.replace("\n\n", "\u2029"),
    "byte order mark": lambda t: "\ufeff" + t,
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "zero width": lambda t: re.sub(r"(?m)^(?=\S)", "\u200b", t),
    "marks of direction": lambda t: t.replace(" the ", " \u200ethe\u200f "),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "double spaces": lambda t: t.replace(" ", "  "),
    "indented": lambda t: re.sub(r"(?m)^(?=\S)", "      ", t),
    "trailing spaces": lambda t: re.sub(r"(?m)$", "   ", t),
    "no empty lines": lambda t: t.replace("\n\n", "\n"),
    "many empty lines": lambda t: t.replace("\n\n", "\n\n\n\n\n"),
    "forwarded": lambda t: re.sub(r"(?m)^", "> ", t),
    "forwarded twice": lambda t: re.sub(r"(?m)^", ">> ", t),
}


@pytest.mark.parametrize("kind", SPOILED)
def test_signs_and_line_ends(kind: str) -> None:
    assert_whole(read(SPOILED[kind](written())))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    assert_whole(read_bytes(written(lambda n: f"{n}º ").encode(encoding), "spoiled.txt"))


def test_capitals() -> None:
    found = read(written().upper())
    assert [c.text for c in found.clauses("operative")] == [text.upper() for text in OPERATIVE]
    assert [c.text for c in found.clauses("preamble")] == [text.upper() for text in PREAMBLE]


def test_soft_hyphens_stay() -> None:
    """Where a converter lost a hyphen they are all that is left of it."""
    found = read(written().replace("Harbour Treaty", "Harbour\u00adTreaty"))
    assert "Harbour\u00adTreaty" in found.clauses("operative")[1].text


def test_every_repair_of_a_label_is_on_record() -> None:
    notes = read(written(LABELS["1.\\n"])).notes
    assert [(n.code, n.before) for n in notes] == [("label-joined", f"{n}.") for n in range(1, 5)]
    notes = read(written(LABELS["1."])).notes
    assert [n.code for n in notes] == ["label-glued"] * 4
    assert all(n.before and n.after and n.where for n in notes)


def test_a_number_that_nothing_counts_on_is_no_label() -> None:
    found = read(
        "The Harbour Conference,\n\nRecalling its list,\n\n3.5 metres is the height of a light.\n\n4.Lights burn."
    )
    assert not any(n.code == "label-glued" for n in found.notes)


def test_items_under_letters_stay_items() -> None:
    text = "Decides:\n\n(a) Requests the pilots:\n\n(i) To sail;\n\n(ii) To row;\n\n(b) Invites the keepers to sleep.\n"
    found = read("The Harbour Conference,\n\nRecalling its list,\n\n" + text)
    assert [(c.label, len(c.children)) for c in found.clauses("operative")] == [("(a)", 2), ("(b)", 0)]


def test_an_unlabelled_half_of_an_item_is_joined() -> None:
    found = read(written().replace("before the first day of winter", "before the first day\n\nof winter"))
    assert_whole(found)
    assert [n.code for n in found.notes] == ["paragraph-joined"]


def test_no_word_is_lost() -> None:
    """Every word of a spoiled text stands in a block, in a note or in what was taken out."""
    text = wrapped(written(), 60).replace("winter", "winter\n\n- 3 -\n", 1)
    found = read(text)
    kept = " ".join(
        [
            *(f"{getattr(b, 'label', '')} {getattr(b, 'text', '')}" for b in flatten(found.blocks)),
            *(n.before for n in found.notes),
        ]
    )
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", kept))
    assert all(isinstance(c, Clause) for c in found.clauses())


def test_repairs_are_shown_with_their_first_place() -> None:
    """One line for each kind: what it is called, how often, where first, from what to what."""
    text = "The Harbour Council,\n\n1.Requests ports to burn lights;\n\n- 2 -\n\n2.Invites all pilots to look at them."
    shown = outline(read_bytes(text.encode(), "spoiled.txt"))
    assert "repaired\ttimes\tfirst at\tfrom\tto\n" in shown
    assert "page furniture removed\t1\tline 5\t- 2 -\t" in shown
    glued = (
        "label without a space read\t2\tline 3\t1.Requests ports to burn lights;\t1. Requests ports to burn lights;\n"
    )
    assert glued in shown
