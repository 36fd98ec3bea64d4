"""clean, changes, audit, concordance and line numbers from the command line, on good and on bad files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from drafting.ooxml.namespaces import STRICT, w
from drafting.ooxml.package import Package
from tests.cli.test_cli import NEW, OLD, refused, run
from tests.cli.test_cli_errors import OLE
from tests.ooxml.build_docx import MAIN, doc, ins, p
from tests.schema import validate
from tests.word.marked_samples import by_hand, marked

MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.docx").write_bytes(marked())
    (tmp_path / "h.docx").write_bytes(by_hand())
    return tmp_path


def with_macros() -> bytes:
    from tests.ooxml.build_docx import R

    arrow = f'<Relationship Id="rIdM" Type="{R}/vbaProject" Target="vbaProject.bin"/>'
    data = doc(p("a", ins("b")), rels=arrow, parts={"word/vbaProject.bin": b"macro"})
    package = Package.load(data)
    package.declare(package.main, MACRO)
    return package.to_bytes()


def strict(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for iso, ecma in sorted(STRICT.items(), key=lambda pair: -len(pair[1])):
                content = content.replace(ecma.encode(), iso.encode())
            new.writestr(name, content)
    return out.getvalue()


def test_what_was_settled_and_what_stays_is_said(folder: Path) -> None:
    said = run("clean", folder / "m.docx", "-o", folder / "c.docx", "--at", "OP2-OP6", "--at", "fn4").stdout
    total = len(json.loads(run("changes", folder / "m.docx", "--format", "json").stdout)["changes"])
    left = json.loads(run("changes", folder / "c.docx", "--format", "json").stdout)["changes"]
    settled, stay = (int(x.split()[0]) for x in said.split(", "))
    assert settled + stay == total and stay == len(left)
    assert run("clean", folder / "m.docx", "-o", folder / "d.docx").stdout == f"{total} tracked changes accepted\n"


def test_names_go_and_changes_stay(folder: Path) -> None:
    said = run("clean", folder / "h.docx", "-o", folder / "c.docx", "--keep", "--scrub").stdout
    assert said.startswith("taken out: ")
    before, after = (
        json.loads(run("changes", folder / n, "--format", "json").stdout)["changes"] for n in ("h.docx", "c.docx")
    )
    assert {c["author"] for c in after} == {"Author"} and len(after) <= len(before)
    assert "--keep" in refused("clean", folder / "h.docx", "-o", folder / "x.docx", "--keep", "--reject")


def test_changes_in_three_forms(folder: Path) -> None:
    found = json.loads(run("changes", folder / "h.docx", "--format", "json").stdout)
    validate(found, "changes")
    rows = list(csv.DictReader(io.StringIO(run("changes", folder / "h.docx", "--format", "csv").stdout)))
    assert rows == found["changes"]
    lines = run("changes", folder / "h.docx").stdout.splitlines()
    assert lines[0].split("\t") == ["at", "kind", "author", "date", "before", "after"] and len(lines) == len(rows) + 1
    assert "OP4 (OP2)\tmove" in "\n".join(lines)
    ours = run("changes", folder / "h.docx", "--author", "Bruno").stdout
    assert "Aline" not in ours and "Bruno" in ours
    assert run("changes", folder / "h.docx", "--author", "Chloé").stdout == "no tracked changes by Chloé\n"


def test_audit(folder: Path) -> None:
    assert "Nothing was changed" in run("audit", OLD, folder / "m.docx", "--exit-code").stdout
    said = run("audit", NEW, folder / "m.docx", "--exit-code", code=1).stdout
    assert "OP3\tOP9\tmoved" in said and "changes without tracking" in said
    run("audit", NEW, folder / "m.docx", "-o", folder / "a.html", "-o", folder / "a.json")
    validate(json.loads((folder / "a.json").read_text(encoding="utf-8")), "audit")
    assert "OP9" in (folder / "a.html").read_text(encoding="utf-8")
    assert "not a Word file" in refused("audit", folder / "m.docx", OLD)


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "csv"])
def test_concordance(suffix: str, folder: Path) -> None:
    run("compare", OLD, NEW, "--concordance", folder / f"c.{suffix}")
    data = (folder / f"c.{suffix}").read_bytes()
    if suffix == "docx":
        assert "OP9" in {t.text for t in Package.load(data).xml("word/document.xml").iter(w("t"))}
    else:
        assert "OP9" in data.decode("utf-8-sig")


@pytest.mark.parametrize(("option", "restart"), [("--lines", "newPage"), ("--continuous-lines", "continuous")])
def test_line_numbers(option: str, restart: str, folder: Path) -> None:
    run("build", NEW, "-o", folder / "l.docx", option)
    (found,) = Package.open(folder / "l.docx").xml("word/document.xml").iter(w("lnNumType"))
    assert found.get(w("restart")) == restart


def test_macros_stay_in_a_docm_and_leave_a_docx(tmp_path: Path) -> None:
    (tmp_path / "m.docm").write_bytes(with_macros())
    run("clean", tmp_path / "m.docm", "-o", tmp_path / "c.docm")
    kept = Package.open(tmp_path / "c.docm")
    assert kept.macros and kept.content_type(kept.main) == MACRO
    said = run("clean", tmp_path / "m.docm", "-o", tmp_path / "c.docx").stderr
    left = Package.open(tmp_path / "c.docx")
    assert "macros" in said and not left.macros and left.content_type(left.main) == MAIN
    (tmp_path / "p.docx").write_bytes(doc("x"))
    assert "no macros" in refused("clean", tmp_path / "p.docx", "-o", tmp_path / "p.docm")
    assert "insertion" in run("changes", tmp_path / "m.docm").stdout


BAD = {
    "locked.docx": OLE,
    "empty.docx": b"",
    "cut.docx": marked()[:2000],
    "junk.docx": doc("x", parts={"word/document.xml": b"<w:document"}),
    "sheet.docx": doc("x", parts={"word/document.xml": b"<workbook/>"}),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["clean", "changes", "audit", "audit-base", "compare"])
def test_bad_files_are_refused_in_one_line(command: str, name: str, folder: Path) -> None:
    bad, good = folder / name, folder / "m.docx"
    bad.write_bytes(BAD[name])
    before = sorted(folder.iterdir())
    words = {
        "clean": ("clean", bad, "-o", folder / "o.docx"), "changes": ("changes", bad), "audit": ("audit", good, bad),
        "audit-base": ("audit", bad, good), "compare": ("compare", good, bad, "--concordance", folder / "o.docx"),
    }  # fmt: skip
    assert name in refused(*words[command])
    assert sorted(folder.iterdir()) == before


def test_strict_documents_are_read_and_written_as_ordinary_ones(folder: Path) -> None:
    (folder / "s.docx").write_bytes(strict(marked()))
    assert run("changes", folder / "s.docx").stdout == run("changes", folder / "m.docx").stdout
    assert "Nothing was changed" in run("audit", folder / "m.docx", folder / "s.docx").stdout
    for name in ("s", "m"):
        run("clean", folder / f"{name}.docx", "-o", folder / f"{name}-clean.docx")
    assert run("compare", folder / "s-clean.docx", folder / "m-clean.docx").stdout == "Nothing differs.\n"


def test_documents_without_changes_and_without_words(tmp_path: Path) -> None:
    for name, data in (("plain.docx", doc("Décide :", "1. De clore.")), ("blank.docx", doc()), ("one.docx", doc(p()))):
        path, out = tmp_path / name, tmp_path / f"out-{name}"
        path.write_bytes(data)
        assert run("changes", path).stdout == "no tracked changes\n"
        assert run("clean", path, "-o", out).stdout == "0 tracked changes accepted\n"
        for part in ("word/document.xml", "word/_rels/document.xml.rels"):
            old, new = (etree.tostring(Package.open(x).xml(part), method="c14n") for x in (path, out))
            assert old == new
        assert "Nothing was changed" in run("audit", path, path, "--exit-code").stdout
        assert json.loads(run("audit", path, path, "--format", "json").stdout)["clean"]
        run("compare", path, path, "-o", tmp_path / f"marked-{name}")
        assert run("changes", tmp_path / f"marked-{name}").stdout == "no tracked changes\n"
