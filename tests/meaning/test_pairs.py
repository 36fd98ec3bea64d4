"""Pairs of sentences in four languages, marked by hand, and what each change means; and the same read backwards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafting.meaning import explain_texts

FOLDER = Path(__file__).resolve().parent / "pairs"
_BACK = {
    "weaker": "stronger",
    "stronger": "weaker",
    "sooner": "later",
    "later": "sooner",
    "less": "more",
    "more": "less",
}


def _pairs() -> list[tuple[str, str, str, str]]:
    out = []
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                marked, _, meant = line.partition(" => ")
                old = re.sub(r"\{\+.*?\+\}", "", marked).replace("[-", "").replace("-]", "")
                new = re.sub(r"\[-.*?-\]", "", marked).replace("{+", "").replace("+}", "")
                out.append((path.stem, old, new, "" if meant == "-" else meant))
    return out


def _told(old: str, new: str, language: str) -> set[str]:
    """What is said of a change; two States that came and went are one thing to say."""
    return {f"{f.kind} {f.direction}".strip() for f in explain_texts(old, new, language)}


PAIRS = _pairs()


@pytest.mark.parametrize(("language", "old", "new", "meant"), PAIRS)
def test_what_a_pair_means(language: str, old: str, new: str, meant: str) -> None:
    expected = set(filter(None, meant.split(", ")))
    assert _told(old, new, language) == expected
    back = {" ".join(_BACK.get(word, word) for word in e.split()) for e in expected}
    assert _told(new, old, language) == back


def test_each_language_has_its_pairs() -> None:
    assert {
        language: sum(p[0] == language for p in PAIRS) >= 50 for language in ("en", "fr", "es", "pt")
    } == dict.fromkeys(("en", "fr", "es", "pt"), True)
