"""The examples of docs/python.md run, one after another, and print what the page says."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from drafting.resources import templates

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "python.md"
BLOCK = re.compile(r"^```(python)?\n(.*?)^```$", re.M | re.S)


def examples() -> list[tuple[str, str | None]]:
    """Each example with what it prints, None where the page does not show it."""
    blocks = [(kind == "python", text) for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]
    following = [*blocks[1:], (True, "")]
    return [
        (text, None if after[0] else after[1]) for (code, text), after in zip(blocks, following, strict=True) if code
    ]


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(templates() / "samples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    found = examples()
    assert len(found) > 8 and sum(printed is not None for _, printed in found) > 4
    for code, printed in found:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(code, str(PAGE), "exec"), names)
        assert printed is None or out.getvalue() == printed
        assert printed is not None or "print(" not in code or out.getvalue()
