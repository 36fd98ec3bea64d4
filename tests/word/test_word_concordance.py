"""The table of old and new numbers: the same lines in every format, in the order of the old text."""

from __future__ import annotations

import io

import pytest

from drafting.compare import compare
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.text import plain
from drafting.output.concordance import concordance_docx, concordance_html, concordance_markdown, entries, head
from drafting.read import read_bytes
from drafting.word.build.elements import el
from drafting.word.build.line_numbers import number_lines
from drafting.word.build.table_document import table_document
from tests.word.marked_samples import sample

COMPARISON = compare(*(read_bytes(sample(f"fr-rev{n}.md"), f"fr-rev{n}.md") for n in (1, 2)))


def test_what_became_of_every_number() -> None:
    found = [(e.old, e.new, e.op) for e in entries(COMPARISON)]
    assert ("OP9", "OP3", "move") in found and ("OP5", "OP6, OP7", "split") in found
    assert found.index(("–", "OP8(d)", "insert")) == found.index(("OP6(c)", "OP8(c)", "edit")) + 1
    old = [e.old for e in entries(COMPARISON)]
    numbered = [a for a in old if a.startswith("OP") and "(" not in a]
    assert numbered == [f"OP{n}" for n in range(1, 15)]
    assert len(entries(COMPARISON, "es")) == len(found) and head(COMPARISON, "es") != head(COMPARISON, "fr")


def test_every_format_holds_the_same_lines() -> None:
    wanted = [list(head(COMPARISON)), *(list(e[:3]) for e in entries(COMPARISON))]
    package = Package.load(concordance_docx(COMPARISON, house="un"))
    table = next(package.xml(package.main).iter(w("tbl")))
    assert [[plain(cell) for cell in row.iter(w("tc"))] for row in table.iter(w("tr"))] == wanted
    assert table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is not None
    page = concordance_html(COMPARISON)
    assert page.count("<tr") == len(wanted) and "<td>OP6, OP7</td>" in page
    assert "| OP9 | OP3 | déplacé |" in concordance_markdown(COMPARISON)
    assert concordance_docx(COMPARISON) == concordance_docx(COMPARISON)


def test_any_words_in_a_table() -> None:
    data = table_document("T\x00itre <&>", ("a", "b"), [("x\x0b", ""), ("é", "{}")], language="fr", shares=(3, 1))
    package = Package.load(data)
    assert [plain(c) for c in package.xml(package.main).iter(w("tc"))] == ["a", "b", "x", "", "é", "{}"]
    assert {e.get(w("val")) for e in package.xml("word/styles.xml").iter(w("lang"))} == {"fr-FR"}
    import docx

    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "Titre <&>"
    assert "dcterms:created" not in package.blob("[Content_Types].xml").decode()


@pytest.mark.parametrize(("restart", "said"), [("page", "newPage"), ("continuous", "continuous")])
def test_line_numbers_stand_where_the_schema_wants_them(restart: str, said: str) -> None:
    section = el("sectPr", el("headerReference"), el("pgSz"), el("pgMar"), el("pgBorders"), el("cols"), el("titlePg"))
    for _ in range(2):
        number_lines(section, restart)  # type: ignore[arg-type]
    names = [e.tag.rpartition("}")[2] for e in section]
    assert names == ["headerReference", "pgSz", "pgMar", "pgBorders", "lnNumType", "cols", "titlePg"]
    assert section[4].get(w("restart")) == said
