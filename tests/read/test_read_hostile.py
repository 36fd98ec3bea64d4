"""Text that means harm, or is simply broken: bounded time and memory, an answer or one clear error, nothing else.

Time is counted in CPU seconds with wide bounds: each of these once was, or could be, quadratic, which takes minutes.
A test run that measures coverage takes three to four times as long as a plain one.
"""

from __future__ import annotations

import time
import tracemalloc

import pytest

from drafting.errors import SourceError
from drafting.read import read_bytes
from drafting.read.text.encoding import LONGEST

MEGA = 1_000_000
HEAD = "The Council,\n\nRecalling the storm,\n\nDecides:\n\n"


def seconds(data: bytes) -> float:
    began = time.process_time()
    read_bytes(data, "a.txt")
    return time.process_time() - began


@pytest.mark.parametrize(
    "text",
    [
        "[" * MEGA,
        "]" * MEGA,
        "()" * (MEGA // 2),
        "[1]" * (MEGA // 3),
        "[footnoteRef:2]/, " * (MEGA // 18),
        "[2: note " * (MEGA // 9),
        "[footnoteRef:2] [2: " + "[" * MEGA,
        "[bookmark: " * (MEGA // 11),
        "1/" * (MEGA // 2),
        "a" * MEGA + "- b-",
        "a-" * (MEGA // 2),
        "1. " * (MEGA // 3),
        "(a) " * (MEGA // 4),
        " " * MEGA + "x",
        "x" + "\t" * MEGA + "x",
        "\t" * 99 + ("\n" + "\t" * 99) * (MEGA // 100),
        "— 1 — a " * (MEGA // 8),
        "word 1 , " * (MEGA // 9),
        "12345A01 " * (MEGA // 9),
        "Requests " * (MEGA // 9),
        "also further " * (MEGA // 13),
        "«" * MEGA,
        "," * MEGA,
        "A/" * (MEGA // 2),
        "AG/RES. 1 (" * (MEGA // 11),
        "é" * (MEGA // 2),
        "e" + "\u0301" * (MEGA // 2),
    ],
    ids=lambda text: repr(text[:18]),
)
def test_a_million_of_one_sign_in_one_line(text: str) -> None:
    assert seconds((HEAD + text + "\n").encode()) < 8


@pytest.mark.parametrize(
    "line",
    ["[", "1.", "a", "(a) to", "1. Requests", "The Council,", "ANNEX", "Decides:", "- 3 -", "\t1\tx", "that the", "a-",
     "\f", "Notes", "1/ Note.", "Recalling,", "RESOLVES", "•", "x  " * 3, "(i) (a) 1."],
)  # fmt: skip
def test_ten_thousand_lines_of_one_kind(line: str) -> None:
    assert seconds((HEAD + f"{line}\n" * 10_000).encode()) < 8


def test_labels_nested_as_deep_as_they_go() -> None:
    styles = ["{}.", "({})", "{})", "[{}]"]
    labels = [style.format(mark) for mark in ("1", "a", "i", "A", "I") for style in styles]
    lines = [f"{label} to mend lamps:" for label in labels * 200]
    assert seconds((HEAD + "\n\n".join(lines)).encode()) < 12
    assert seconds((HEAD + "1. To mend:\n\n" + "\n\n".join(f"{'(' * n}a) x;" for n in range(700))).encode()) < 12


def test_a_hundred_megabytes_on_one_line_are_refused_at_once() -> None:
    data = b"word " * 20 * MEGA
    tracemalloc.start()
    with pytest.raises(SourceError, match="more than is read") as refused:
        read_bytes(data, "a.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.hint and peak < 120 * MEGA


def test_the_largest_line_that_is_read() -> None:
    assert seconds((b"word " * (LONGEST // 5))[:LONGEST]) < 30


def test_nul_bytes() -> None:
    with pytest.raises(SourceError, match="control characters"):
        read_bytes(b"\x00\x01\x02" * MEGA, "a.txt")
    found = read_bytes(HEAD.encode() + b"1. Requests la\x00mps.\n", "a.txt")
    assert found.clauses("operative")[0].text == "Requests lamps."
    assert [n.before for n in found.notes if n.code == "control-characters"] == ["U+0000"]
    with pytest.raises(SourceError, match="is empty"):
        read_bytes(b"\x00" * 100, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1252", "latin-1"])
def test_other_encodings(encoding: str) -> None:
    text = "L’ASSEMBLÉE,\n\nRAPPELANT la tempête,\n\nDÉCIDE :\n\n1. De réparer les phares.\n"
    text = text.replace("’", "'") if encoding == "latin-1" else text
    found = read_bytes(text.encode(encoding), "a.txt")
    assert found.clauses("preamble")[0].text == "RAPPELANT la tempête,"


@pytest.mark.parametrize("encoding", ["shift_jis", "cp1251", "utf-7", "cp500"])
def test_encodings_that_nobody_told_never_crash(encoding: str) -> None:
    text = "The Council,\n\nRecalling the storm,\n\n1. Requests lamps.\n" * 20
    try:
        read_bytes(text.encode(encoding), "a.txt")
    except SourceError as error:
        assert error.hint


def test_bytes_cut_off_in_a_character() -> None:
    found = read_bytes(("1. Demande des lampes à l’été".encode() + "é".encode()[:1]), "a.txt")
    assert any(n.code == "encoding" for n in found.notes)


@pytest.mark.parametrize("sign", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_another_format_under_the_name_of_text(sign: bytes) -> None:
    with pytest.raises(SourceError, match="is not text but"):
        read_bytes(sign + b" " * 100 + b"x", "a.txt")
