"""The starter library that ships: every file loads, every paragraph begins as its kind must."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from drafting.compose.house_forms import OAS_FORMS, UN_FORMS
from drafting.compose.starter_library import read_topic, starter_paragraphs
from drafting.errors import DraftError
from drafting.resources import precedents

FILES = sorted(precedents().glob("??/*.md"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}/{f.stem}")
def test_every_file_loads_and_keeps_its_promises(file: Path) -> None:
    paragraphs = list(read_topic(file))
    assert {p.kind for p in paragraphs} == {"preambular", "operative"}
    assert all(p.language == file.parent.name and p.topic == file.stem for p in paragraphs)
    forms = {p.opening.form for p in paragraphs if p.kind == "operative"}
    assert forms & set(OAS_FORMS) and forms & set(UN_FORMS) and forms <= {*OAS_FORMS, *UN_FORMS}
    assert all(p.text[0].isupper() and p.text[-1] == ("," if p.kind == "preambular" else ".") for p in paragraphs)


def test_topics_stand_in_french_and_english_and_no_text_stands_twice() -> None:
    topics = Counter(p.topic for p in {(p.topic, p.language): p for p in starter_paragraphs()}.values())
    assert len(topics) >= 6 and set(topics.values()) == {2}
    assert len({p.text for p in starter_paragraphs()}) == len(starter_paragraphs())


@pytest.mark.parametrize(
    "content",
    [
        "no front matter",
        "---\ntitle: t\n---\n\n1. To thank them.",
        "---\ntitle: t\ntopic: x\nlanguage: xx\nmodes: un\nkeywords: k\n---\n\n1. To thank them.",
        "---\ntitle: t\ntopic: x\nlanguage: en\nmodes: eu\nkeywords: k\n---\n\n1. To thank them.",
        "---\ntitle: t\ntopic: x\nlanguage: en\nmodes: un\nkeywords: k\n---\n\n1. Recalling them,",
        "---\ntitle: t\ntopic: x\nlanguage: en\nmodes: un\nkeywords: k\n---\n\nBananas are yellow.",
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "topic.md"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DraftError, match=r"topic\.md"):
        list(read_topic(file))
