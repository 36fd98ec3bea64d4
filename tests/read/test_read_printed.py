"""PDF and office files: what LibreOffice prints or saves of our own documents reads as the documents themselves."""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pytest

from drafting.errors import SourceError
from drafting.model.resolution import Clause, Line, Resolution
from drafting.read import libreoffice as office
from drafting.read import read
from drafting.resources import templates
from drafting.word.build import build
from tests.office import convert, needs_office

SAMPLES = ("fr-rev2.md", "en-rev2.md")


def words(resolution: Resolution) -> list[str]:
    return [c.text for part in ("preamble", "operative") for c in resolution.clauses(part)]


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


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Resolution], list[Path]]:
    """One draft as LibreOffice saves it in each format, in a folder whose name has spaces and accents, all read at
    once; and what the conversions left in the folder for temporary files."""
    folder, place = tmp_path_factory.mktemp("lettres et décisions"), tmp_path_factory.mktemp("a temporary place")
    _, path = built("fr-rev2.md", folder)
    files = {suffix: convert(path, suffix, folder) for suffix in ("doc", "odt", "rtf")}
    before, tempfile.tempdir = tempfile.tempdir, str(place)
    try:
        with ThreadPoolExecutor() as pool:
            found = dict(zip(files, pool.map(read, files.values()), strict=True))
    finally:
        tempfile.tempdir = before
    return found, list(place.iterdir())


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_an_office_file_reads_as_the_draft(suffix: str, saved: tuple[dict[str, Resolution], list[Path]]) -> None:
    draft, found = read(templates() / "samples" / "fr-rev2.md"), saved[0][suffix]
    assert words(found) == words(draft) and not saved[1]
    assert [(n.mark, n.text) for n in found.footnotes] == [(n.mark, n.text) for n in draft.footnotes]
    if suffix != "doc":  # LibreOffice begins a second list behind paragraph 1 when it writes .doc, and prints it so
        assert [c.label for c in found.clauses("operative")] == [c.label for c in draft.clauses("operative")]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: Any) -> None:
    marker, program = tmp_path / "child", tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > '{marker}'\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("DRAFTING_SOFFICE", str(program))
    monkeypatch.setattr(office, "TIMEOUT", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(SourceError) as refused:
        office.as_docx(b"{\\rtf1 words}", "draft.rtf")
    assert "could not convert" in refused.value.message and refused.value.hint
    state = Path(f"/proc/{marker.read_text(encoding='utf-8').strip()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not state.exists() or state.read_text().split()[2] == "Z"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["child", "soffice"]


LINKED = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2">'
    "<office:body><office:text><text:p>The lights of the coast."
    '<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">'
    '<draw:image xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
    "</text:p></office:text></office:body></office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@pytest.mark.office
@needs_office
def test_a_linked_picture_is_not_fetched(tmp_path: Path) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with ZipFile(tmp_path / "linked.odt", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("META-INF/manifest.xml", MANIFEST)
            archive.writestr("content.xml", LINKED.format(f"http://127.0.0.1:{server.server_port}/lamp.png"))
        found = read(tmp_path / "linked.odt")
        server.shutdown()
    assert [b.text for b in found.blocks if isinstance(b, Line | Clause)] == ["The lights of the coast."]
    assert not asked


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
