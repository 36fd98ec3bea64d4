"""Everything that can go wrong with files: one line what, one line what to do, exit 2, and nothing half-written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.test_cli import NEW, OLD, SAMPLES, refused, run

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 2000
JUNK = {
    "draft.xyz": b"text", "draft.pdf": b"%PDF-1.7", "empty.docx": b"", "empty.txt": b"", "empty.md": b"\n \n",
    "junk.docx": b"PK\x03\x04junk",
    "words.docx": b"only words", "locked.docx": OLE, "~$draft.docx": b"lock", "cut.docx": b"PK\x03\x04" + b"\x00" * 80,
}  # fmt: skip


@pytest.mark.parametrize("name", JUNK)
@pytest.mark.parametrize("command", ["read", "build", "compare", "changes", "clean"])
def test_what_cannot_be_read(name: str, command: str, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes(JUNK[name])
    output = tmp_path / "out.docx"
    extra = {"build": ("-o", output), "clean": ("-o", output), "compare": (NEW, "-o", output)}
    assert name in refused(command, source, *extra.get(command, ()))
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_a_password_is_named(tmp_path: Path) -> None:
    (tmp_path / "locked.docx").write_bytes(OLE)
    assert "password" in refused("read", tmp_path / "locked.docx")


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    for command in (("read", tmp_path), ("compare", tmp_path, OLD), ("build", tmp_path, "-o", tmp_path / "x.docx")):
        assert "is a folder" in refused(*command)
    assert "is a folder" in refused("build", OLD, "-o", tmp_path)


@pytest.mark.parametrize(("content", "said"), [(b"", ""), (b"no library" * 100, "")])
def test_what_is_no_library(content: bytes, said: str, tmp_path: Path) -> None:
    library = tmp_path / "l.sqlite"
    library.write_bytes(content)
    for command in (("search", "x"), ("stats",), ("nearest", "x"), ("trace", "x"), ("add", OLD)):
        assert "l.sqlite" in refused("library", *command, "--library", library)
    assert library.read_bytes() == content


def test_an_existing_output_is_kept_without_force(tmp_path: Path) -> None:
    first, second = tmp_path / "a.docx", tmp_path / "b.html"
    second.write_text("mine", encoding="utf-8")
    assert "exists already" in refused("compare", OLD, NEW, "-o", first, "-o", second)
    assert not first.exists() and second.read_text(encoding="utf-8") == "mine"
    run("compare", OLD, NEW, "-o", first, "-o", second, "--force")
    assert second.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (("nowhere/x.docx",), "does not exist"),
        (("x.odt",), ".odt"),
        (("x",), "suffix"),
        (("x.docx", "x.docx"), "twice"),
    ],
)
def test_outputs_that_cannot_be(
    outputs: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said in refused("build", OLD, *(x for o in outputs for x in ("-o", o)))
    assert not list(tmp_path.iterdir())


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    draft = tmp_path / "d.md"
    draft.write_bytes(OLD.read_bytes())
    assert "also an input" in refused("build", draft, "-o", draft, "--force")
    assert draft.read_bytes() == OLD.read_bytes()


def test_a_file_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "open.docx"
    target.write_bytes(b"old")

    def locked(self: Path, other: Path) -> None:
        raise PermissionError(13, "locked")

    monkeypatch.setattr(Path, "replace", locked)  # what Windows does while Word holds the file
    assert "open in Word" in refused("build", OLD, "-o", target, "--force")
    assert target.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_one_may_not_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "may not be written" in refused("build", OLD, "-o", tmp_path / "x.docx")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("titel: x", "'titel'"),
        ("title: [a, b]", "`title`"),
        ("kind: letter", "'letter'"),
        ("title: a: b: c", "line 2"),
        ("title: *x", "alias"),
        ("- a\n- b", "no list of `key: words`"),
        ("front:\n  - banner: x", "`front:`"),
    ],
)
def test_front_matter_that_means_nothing(front: str, said: str, tmp_path: Path) -> None:
    draft = tmp_path / "d.md"
    draft.write_text(f"---\n{front}\n---\n\nRECALLING,\n", encoding="utf-8")
    assert said in refused("read", draft)


def test_what_nobody_foresaw_is_one_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("drafting.app.read.texts_of_bytes", broken)
    assert "ZeroDivisionError: by zero" in refused("read", OLD)


def test_usage(tmp_path: Path) -> None:
    assert "No such command" in refused("comapre")
    assert "Missing argument" in refused("read")
    assert "--date" in refused("compare", OLD, NEW, "--date", "yesterday")
    assert "not a Word file" in refused("changes", SAMPLES / "fr-rev1.md")
