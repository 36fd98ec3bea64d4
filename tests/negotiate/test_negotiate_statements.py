"""Footnote statements in wordings of our own that no pattern was written for: kind, States, groups, status."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.read.statements import read_statement


def _rows() -> list[object]:
    rows: list[object] = []
    for line in Path(__file__).with_name("statements.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, kind, who, status, text = (part.strip() for part in line.split("|", 4))
        known = pytest.mark.xfail(
            reason="an opinion that refuses a thing or denies an effect: two kinds are defensible", strict=True
        )
        marks = [known] if language.startswith("known ") else []
        rows.append(pytest.param(language.removeprefix("known "), text, kind, who, status or "submitted", marks=marks))
    return rows


@pytest.mark.parametrize(("language", "text", "kind", "who", "status"), _rows())
def test_statement(language: str, text: str, kind: str, who: str, status: str) -> None:
    named = who.split()
    said = read_statement(text, language)
    assert (said.kind, said.status) == (kind, status)
    assert {*said.states} == {w for w in named if not w.startswith("+")}
    assert {*said.groups} == {w[1:] for w in named if w.startswith("+")}
