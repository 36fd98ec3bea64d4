"""Comments of a trace put into the Word file itself: nothing else in it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.library import open_library
from drafting.model.address import places
from drafting.model.resolution import Clause, Line, Resolution
from drafting.ooxml.comments import read_comments
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.read import read_opened
from drafting.word.annotate import add_comments
from drafting.word.build import build
from tests.cli.test_cli import run
from tests.ooxml.build_docx import doc, p
from tests.ooxml.xml_lookup import parent
from tests.shared import SHARED, needs_shared

AGREED = "Prier le Secrétariat de présenter chaque année un rapport sur les phares et les bouées du littoral;"
DRAFT = Resolution(
    language="fr",
    blocks=(
        Line("DÉCIDE:", part="operative", role="enacting"),
        Clause(AGREED, part="operative", label="1."),
        Clause("Inviter les capitaines à saluer.", part="operative", label="2."),
    ),
)
DATE = "2025-01-01T00:00:00Z"


def _commented(package: Package) -> tuple[Package, int]:
    said = [(block, "A. Clerk", f"on {at}\nsecond line") for at, block in places(read_opened(package, "draft.docx"))]
    result, lost = add_comments(package, said, date=DATE)
    return result, len(said) - len(lost)


def test_nothing_else_changes() -> None:
    package = Package.load(build(DRAFT, comments=[("OP1", "B. Mate", "an older remark")]))
    result, said = _commented(package)
    assert next(r.text for r in read_comments(result)) == "an older remark" and len(read_comments(result)) == said + 1
    assert read_opened(result, "x").blocks == read_opened(package, "x").blocks
    changed = {name for name in result.names() if name not in package or result.blob(name) != package.blob(name)}
    assert changed == {package.main, package.related("comments")}
    assert result.to_bytes() == _commented(package)[0].to_bytes()


@pytest.mark.parametrize(("styled", "expected"), [(True, "Marquedecommentaire"), (False, None)])
def test_the_mark_has_the_style_of_the_file_whatever_its_word_calls_it(styled: bool, expected: str | None) -> None:
    mark = (
        '<w:style w:type="character" w:styleId="Marquedecommentaire"><w:name w:val="annotation reference"/></w:style>'
    )
    package = Package.load(doc(p("Un paragraphe du Nord."), p("Un autre, du Sud."), styles=mark if styled else ""))
    result, said = _commented(package)
    runs = [parent(m) for m in result.xml(result.main).iter(w("commentReference"))]
    styles = [None if (s := r.find(f"{w('rPr')}/{w('rStyle')}")) is None else s.get(w("val")) for r in runs]
    assert said and styles == [expected] * said


def test_trace_comments_the_file_itself(tmp_path: Path) -> None:
    library, draft, out = tmp_path / "l.sqlite", tmp_path / "draft.docx", tmp_path / "out.docx"
    with open_library(library) as opened:
        opened.add_records([{"id": "R1", "symbol": "R", "year": 2020, "language": "fr", "text": AGREED}])
    draft.write_bytes(build(DRAFT, house="un"))
    run("library", "trace", draft, "--library", library, "--date", DATE, "--author", "A", "-o", out)
    said = [r.text for r in read_comments(Package.open(out))]
    assert said[0].startswith("100 % de formulation convenue") and said[1].startswith("formulation nouvelle")
    assert Package.open(out).blob("word/styles.xml") == Package.open(draft).blob("word/styles.xml")


@needs_shared
@pytest.mark.parametrize("number", range(12))
def test_real_files_keep_every_word(number: int) -> None:
    path = sorted((SHARED / "corpus" / "word").glob("*.docx"))[number * 5]
    package = Package.open(path)
    result, said = _commented(package)
    before, after = read_opened(package, path.name), read_opened(result, path.name)
    assert after.blocks == before.blocks and after.footnotes == before.footnotes
    assert len(read_comments(result)) == len(read_comments(package)) + said
