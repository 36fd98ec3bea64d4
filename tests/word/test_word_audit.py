"""What was changed without being tracked is found, by address; what was tracked, or Word fills in itself, is not."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.word.tracked.audit import audit
from tests.ooxml.build_docx import doc, field, fn, ins, p
from tests.schema import validate
from tests.word.marked_samples import LANGUAGES, built, marked, sample


def edits(base: bytes, data: bytes, name: str = "base.docx") -> list[dict[str, Any]]:
    result = audit(base, name, data, "marked.docx").to_dict()
    validate(result, "audit")
    assert result["clean"] is (not result["edits"])
    found: list[dict[str, Any]] = result["edits"]
    return found


def altered(data: bytes, part: str, old: str, new: str) -> bytes:
    """One untracked edit of a text in a part."""
    package = Package.load(data)
    text = next(t for t in package.xml(part).iter(w("t"), w("delText")) if old in (t.text or ""))
    text.text = (text.text or "").replace(old, new)
    return package.to_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_faithful_redline_has_nothing_untracked(language: str) -> None:
    data = marked(language)
    assert edits(built(language, 1), data) == []
    name = f"{language}-rev1.md"
    found = audit(sample(name), name, data, "marked.docx")
    assert found.clean and found.tracked > 10 and [n.code for n in found.notes] == ["furniture"]


@pytest.mark.parametrize(
    ("part", "old", "new", "where"),
    [
        ("word/document.xml", "point de contact national", "point de contact régional", ("text", ["OP1"])),
        ("word/document.xml", "sans retard", "un jour", ("text", ["OP2"])),
        ("word/footnotes.xml", "note explicative", "note verbale", ("footnotes", ["fn1"])),
        ("word/header1.xml", "CER/doc.214/26", "CER/doc.215/26", ("headers and footers", ["header"])),
    ],
)
def test_an_untracked_edit_is_named(part: str, old: str, new: str, where: tuple[str, list[str]]) -> None:
    found = edits(built("fr", 1), altered(marked(), part, old, new))
    assert [(e["part"], e["at"]["old"]) for e in found] == [where]
    words = {op: "".join(t for o, t in found[0]["segments"] if o == op) for op in "-+"}
    assert words["-"] and words["-"] in old and words["+"] in new


def test_an_untracked_paragraph_and_the_numbers_it_shifts() -> None:
    base = doc("La Conférence,", "Rappelant ses travaux,", "Décide :", "1. De prier un.", "2. De prier deux.")
    data = doc(
        "La Conférence,",
        "Rappelant ses travaux,",
        "Décide :",
        "1. De prier un.",
        "2. D’exiger ceci.",
        "3. De prier deux.",
    )
    assert [(e["op"], e["at"]) for e in edits(base, data)] == [
        ("insert", {"old": [], "new": ["OP2"]}),
        ("renumber", {"old": ["OP2"], "new": ["OP3"]}),
    ]


def test_fields_that_word_fills_in_are_no_edits() -> None:
    base = doc("x", header=p("Document de la Conférence, page ", field("PAGE", "1"), field(" DATE \\@ d ", "3 mai")))
    assert (
        edits(
            base,
            doc("x", header=p("Document de la Conférence, page ", field("PAGE", "7"), field(" DATE \\@ d ", "9 mai"))),
        )
        == []
    )
    assert len(edits(base, doc("x", header=p("Document de la Commission, page ", field("PAGE", "1"))))) == 1


def test_a_base_with_changes_of_its_own() -> None:
    base = doc(p("Un ", ins("deux "), "trois."))
    for data in (base, doc(p("Un ", ins("deux "), "trois", ins(" quatre", author="B"), "."))):
        assert edits(base, data) == []
    since = audit(base, "base.docx", doc(p("Un deux trois", ins(" quatre"), ".")), "marked.docx")
    assert since.clean and "accepted" in since.notes[0].message


def test_an_untracked_note() -> None:
    base = doc(p("Un texte."), footnotes={1: (p("x"),)})
    found = edits(base, doc(p("Un texte", fn(1), "."), footnotes={1: (p("Réserve."),)}))
    assert [(e["part"], e["op"]) for e in found] == [("footnotes", "insert")]
