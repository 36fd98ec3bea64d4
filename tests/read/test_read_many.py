"""Many files: side by side or one by one, the same answers in the same order; errors stay with their file."""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drafting.cli.parallel import map_files
from drafting.errors import DraftingError, SourceError


def doubled(name: str) -> str:
    if name.endswith("bad"):
        raise SourceError(f"{name} is bad", "mend it")
    return name * 2


def killed_elsewhere(name: str) -> str:
    """Work that no other process survives."""
    if multiprocessing.parent_process() is not None:
        os._exit(9)
    return name * 2


def heavy(folder: Path, names: list[str]) -> list[str]:
    """Files large enough that workers pay."""
    for name in names:
        (folder / name).write_bytes(b"x" * 4_000_000)
    return [str(folder / name) for name in names]


def test_answers_come_in_order_and_errors_stay_with_their_file(tmp_path: Path) -> None:
    names = heavy(tmp_path, ["a.txt", "b.txt", "c.bad", "d.txt"])
    found = list(map_files(names, doubled))
    assert [name for name, _ in found] == names
    answers = [answer for _, answer in found]
    assert [a for a in answers if isinstance(a, str)] == [n * 2 for n in names if not n.endswith("bad")]
    (error,) = (a for a in answers if isinstance(a, DraftingError))
    assert (error.message, error.hint) == (f"{names[2]} is bad", "mend it")


def test_a_worker_that_dies_leaves_the_work_here(tmp_path: Path) -> None:
    names = heavy(tmp_path, ["a.txt", "b.txt", "c.txt"])
    assert [answer for _, answer in map_files(names, killed_elsewhere)] == [name * 2 for name in names]


def test_without_processes_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object, **kwargs: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    names = heavy(tmp_path, ["a.txt", "b.bad"])
    found = [answer for _, answer in map_files(names, doubled)]
    assert found[0] == names[0] * 2 and isinstance(found[1], SourceError)


def test_reading_many_files_says_what_reading_each_says(tmp_path: Path) -> None:
    names = []
    for light in range(5):
        path = tmp_path / f"{light}.txt"
        more = "of its stairs and of its lamp " * (150_000 if light == 1 else 1)
        text = f"The Council,\n\nRecalling the storm,\n\n1. Requests light {light} to report on the state {more}.\n"
        path.write_text(text, encoding="utf-8")
        names.append(path.name)
    names.insert(2, "absent.txt")

    def drafting(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "drafting", "read", *args, "--format", "jsonl"]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)

    together = drafting(*names)
    assert together.returncode == 2 and together.stderr.count("\n") == 2
    lines = together.stdout.splitlines()
    assert [json.loads(line)["source"] for line in lines] == names
    alone = drafting(names[0]).stdout + drafting(names[3]).stdout
    assert lines[0] + "\n" + lines[3] + "\n" == alone
