"""PDF and office files: what LibreOffice prints or saves of our own documents reads as the documents themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import SourceError
from drafting.model import Resolution
from drafting.read import read
from drafting.resources import templates
from drafting.word.build import build
from tests.office import convert, needs_office

SAMPLES = ("fr-rev2.md", "en-rev2.md")


def words(resolution: Resolution) -> list[str]:
    return [c.text for part in ("preamble", "operative") for c in resolution.clauses(part)]  # type: ignore[arg-type]


def built(name: str, folder: Path) -> tuple[Resolution, Path]:
    resolution = read(templates() / "samples" / name)
    path = folder / f"{Path(name).stem}.docx"
    path.write_bytes(build(resolution))
    return resolution, path


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", SAMPLES)
def test_a_printed_draft_reads_as_the_draft(name: str, tmp_path: Path) -> None:
    pytest.importorskip("pdfminer", reason="the extra 'pdf' is not installed")
    resolution, path = built(name, tmp_path)
    printed = read(convert(path, "pdf", tmp_path))
    assert words(printed) == [t.replace("\u00a0", " ").replace("\u202f", " ") for t in words(resolution)]
    assert [n.text for n in printed.footnotes] == [n.text.replace("\u00a0", " ") for n in resolution.footnotes]
    assert [c.label for c in printed.clauses("operative")] == [c.label for c in resolution.clauses("operative")]
    hung = [[r.mark for r in c.refs] for c in printed.clauses("operative")]
    assert hung == [[r.mark for r in c.refs] for c in resolution.clauses("operative")]
    assert {n.code for n in printed.notes} >= {"page-furniture"}


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_an_office_file_reads_as_the_draft(suffix: str, tmp_path: Path) -> None:
    resolution, path = built("fr-rev2.md", tmp_path)
    assert words(read(convert(path, suffix, tmp_path))) == words(resolution)


def test_without_libreoffice_the_error_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFTING_SOFFICE", str(tmp_path / "none"))
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(SourceError) as refused:
        read(tmp_path / "old.doc")
    assert "LibreOffice" in refused.value.message and "Word" in refused.value.hint


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing of the kind", b"no pdf at all", b"%PDF-1.7\n%%EOF"])
def test_a_damaged_pdf_is_refused_in_one_line(data: bytes, tmp_path: Path) -> None:
    pytest.importorskip("pdfminer", reason="the extra 'pdf' is not installed")
    (tmp_path / "bad.pdf").write_bytes(data)
    with pytest.raises(SourceError) as refused:
        read(tmp_path / "bad.pdf")
    assert "bad.pdf" in refused.value.message and refused.value.hint
