"""Files are read by path and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.app.files import load_document, sniff_suffix, write_file, write_files
from drafting.app.task import Step
from drafting.errors import OutputError, SourceError


def broken() -> bytes:
    raise SourceError("no", "")


def test_a_form_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(SourceError):
        write_files([(tmp_path / "a.txt", lambda: b"whole"), (tmp_path / "b.txt", broken)])
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"] and (tmp_path / "a.txt").read_bytes() == b"old"


def test_a_place_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        write_files([(tmp_path / "a.txt", lambda: b"whole"), (tmp_path / "nowhere" / "b.txt", lambda: b"whole")])
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        write(self, data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        write_file(target, b"new and long")
    assert target.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


def test_writing_reports_each_file(tmp_path: Path) -> None:
    steps: list[Step] = []
    write_files([(tmp_path / name, lambda: b"x") for name in ("a.txt", "b.txt")], steps.append)
    assert steps == [Step(0, 2, "writing a.txt"), Step(1, 2, "writing b.txt")]


def test_a_document_keeps_its_name_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "Ré.MD").write_bytes(b"x")
    document = load_document(tmp_path / "Ré.MD")
    assert (document.name, document.data) == (str(tmp_path / "Ré.MD"), b"x")
    assert (document.suffix, document.short_name) == (".md", "Ré.MD")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"PK\x03\x04", ".docx"), (b"%PDF-1.7", ".pdf"), (b"---\ntitle: x\n---\n", ".md"), (b"---\r\n", ".md"),
        (b"\xef\xbb\xbf---\n", ".md"), (b"--- \n", ".txt"), (b"", ".txt"),
    ],
)  # fmt: skip
def test_nameless_data_tells_its_format(data: bytes, suffix: str) -> None:
    assert sniff_suffix(data) == suffix
