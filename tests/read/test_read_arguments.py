"""What the reader is asked for must exist: an unknown view or language is refused, never taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import DraftingError
from drafting.read import read, read_bytes, read_paragraphs

DRAFT = b"The Council,\n\nDecides:\n\n1. To keep the lights lit.\n"


@pytest.mark.parametrize("view", ["accepted", "all", "", "Accept"])
def test_an_unknown_view_of_tracked_changes_is_refused(view: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_bytes(DRAFT)
    for question in (
        lambda: read(file, revisions=view),  # type: ignore[arg-type]
        lambda: read_bytes(DRAFT, "draft.txt", revisions=view),  # type: ignore[arg-type]
        lambda: read_paragraphs(DRAFT, "draft.txt", revisions=view),  # type: ignore[arg-type]
    ):
        with pytest.raises(DraftingError, match="revisions") as refused:
            question()
        assert "accept, reject" in refused.value.hint


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(DraftingError, match="xx"):
        read_bytes(DRAFT, "draft.txt", language="xx")
    with pytest.raises(DraftingError, match="xx"):
        read_paragraphs(DRAFT, "draft.txt", language="xx")
