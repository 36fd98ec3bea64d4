"""Files are written whole or not at all, and every failure is an OutputError."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import OutputError
from drafting.files import write_all, write_whole
from drafting.model.resolution import Clause, Resolution
from drafting.word.build import build


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_whole(path, b"one")
    write_whole(str(path), b"two")
    assert path.read_bytes() == b"two" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["", "absent/a.docx", "a\0.docx", "a" * 5000])
def test_a_place_that_cannot_hold_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        write_whole(tmp_path / name, b"x")
    assert not list(tmp_path.iterdir())


def test_what_is_no_path_is_refused() -> None:
    with pytest.raises(OutputError, match="int given"):
        write_whole(7, b"x")  # type: ignore[arg-type]


def test_one_bad_place_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    first = tmp_path / "first.docx"
    first.write_bytes(b"old")
    with pytest.raises(OutputError):
        write_all([(first, b"new"), (tmp_path / "absent" / "second.docx", b"new")])
    assert first.read_bytes() == b"old" and list(tmp_path.iterdir()) == [first]


def test_building_into_a_folder_is_refused(tmp_path: Path) -> None:
    draft = Resolution((Clause("prie l'atelier de veiller.", "1."),))
    with pytest.raises(OutputError, match="is a folder"):
        build(draft, tmp_path)
    data = build(draft, tmp_path / "draft.docx")
    assert (tmp_path / "draft.docx").read_bytes() == data
