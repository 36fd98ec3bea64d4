"""Symbol, organ and file code that only the heads and feet of pages print: read from there, never as text."""

from __future__ import annotations

import pytest

from drafting.model.resolution import Clause, Line, Resolution, flatten
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.read import read_bytes
from drafting.read.paragraphs import Paragraph, Paragraphs
from drafting.read.structure import structure
from drafting.word.build import build
from drafting.word.build.elements import run, text_elements

BODY = (
    Line("The General Assembly,", part="preamble", role="chapeau"),
    Clause("Recalling the lights of the coast,", part="preamble"),
    Clause("Decides to keep them lit.", "1."),
)


def document(**lines: str) -> bytes:
    """A built draft with lines in its heads and feet: first_header, default_header, first_footer, default_footer."""
    package = Package.load(build(Resolution(BODY, language="en"), house="un"))
    targets = {rel.id: rel.target for rel in package.relationships(package.main)}
    for reference in package.xml(package.main).iter(w("headerReference"), w("footerReference")):
        kind = "header" if reference.tag == w("headerReference") else "footer"
        text = lines.get(f"{reference.get(w('type'))}_{kind}")
        if text:
            part = package.xml(targets[next(str(v) for k, v in reference.items() if str(k).endswith("}id"))])
            next(part.iter(w("p"))).append(run(text_elements(text)))
    return package.to_bytes()


def words(found: Resolution) -> str:
    return " ".join(b.text for b in flatten(found.blocks) if isinstance(b, Line | Clause))


@pytest.mark.parametrize("place", ["first_header", "default_header"])
@pytest.mark.parametrize("line", ["A/C.3/78/L.12/Rev.1", "A/C.3/78/L.12/Rev.1\t2/5", "The lights\tA/C.3/78/L.12/Rev.1"])
def test_a_symbol_that_only_a_head_prints(place: str, line: str) -> None:
    found = read_bytes(document(**{place: line}), "draft.docx")
    assert found.symbol == "A/C.3/78/L.12/Rev.1" and found.status == "draft"
    assert "L.12" not in words(found)
    note = next(n for n in found.notes if n.code == "page-furniture")
    assert (note.severity, note.before, note.after) == ("info", line, "A/C.3/78/L.12/Rev.1")


CODES = ("CP01234E02", "CICTE01722F01", "CIDIPRES00123E01", "AG08381P03")


@pytest.mark.parametrize("code", CODES)
def test_a_file_code_at_the_foot(code: str) -> None:
    found = read_bytes(document(first_footer=code), "draft.docx")
    assert found.archive_code == code and code not in words(found)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("glue", ["", " "])
def test_a_file_code_behind_the_last_paragraph(code: str, glue: str) -> None:
    text = f"The Council,\n\nRecalling the lights,\n\nDecides:\n\n1. To keep them lit.{glue}{code}\n"
    found = read_bytes(text.encode(), "draft.txt")
    assert found.archive_code == code and code not in words(found)


def paragraphs(furniture: tuple[str, ...], *front: str) -> Resolution:
    texts = [*front, "The General Assembly,", "Recalling the lights,", "Decides:", "1. To keep them lit."]
    return structure(Paragraphs(tuple(Paragraph(t) for t in texts), furniture=furniture, language="en"))


def test_the_text_wins_over_the_head_and_the_difference_is_said() -> None:
    found = paragraphs(("A/C.3/78/L.99",), "A/C.3/78/L.12")
    assert found.symbol == "A/C.3/78/L.12"
    note = next(n for n in found.notes if n.code == "page-furniture")
    assert (note.severity, note.before, note.after) == ("warning", "A/C.3/78/L.99", "A/C.3/78/L.12")


@pytest.mark.parametrize("head", ["A/C.3/78/L.12", "A/C.3/78/L.12  ", "- 2 -", "Page 3", "", "12/4"])
def test_a_head_that_says_the_same_or_nothing_is_no_note(head: str) -> None:
    found = paragraphs((head,), "A/C.3/78/L.12")
    assert found.symbol == "A/C.3/78/L.12" and not [n for n in found.notes if n.code == "page-furniture"]


def test_the_whole_symbol_of_the_head_completes_the_number_of_the_text() -> None:
    assert paragraphs(("A/RES/78/12",), "78/12. The lights of the coast").symbol == "A/RES/78/12"


def test_heads_of_left_and_right_pages_say_one_thing_each() -> None:
    found = paragraphs(("A/C.3/78/L.12\t2/5", "3/5\tA/C.3/78/L.12", "CP01234E02"), "The lights")
    assert (found.symbol, found.archive_code) == ("A/C.3/78/L.12", "CP01234E02")
