"""The rows people see: labels apart from words, moved paragraphs shown twice, tables for terminal and pipe."""

from __future__ import annotations

import pytest

from drafting.diff import compare_paragraphs
from drafting.output import terminal
from drafting.output.change_rows import rows, snippet, with_ghosts

OLD = [
    "1. To ask the States for a report.",
    "2. To thank the host country warmly.",
    "3. To close the long session today.",
]
NEW = [
    "1. To ask all States for a report.",
    "2. To close the long session today.",
    "3. To thank the host country warmly.",
]


def test_labels_stand_apart_from_the_words() -> None:
    first = rows(compare_paragraphs(OLD, NEW))[0]
    assert (first.old_label, first.new_label) == ("1.", "1.")
    assert "".join(s.text for s in first.segments if s.op != "-") == "To ask all States for a report."
    assert snippet(first) == [("the", "all")]


def test_a_moved_paragraph_is_seen_at_both_places() -> None:
    shown = with_ghosts(compare_paragraphs(OLD, NEW))
    (ghost,) = [r for r in shown if r.ghost]
    (home,) = [r for r in shown if r.moved and not r.ghost]
    assert ghost.index == home.index and ghost.segments[0].text == OLD[int(ghost.old_label[0]) - 1][3:]


def test_tables_in_a_pipe_and_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [("OP1", "two\nlines"), ("OP2", "[bold] [Valdoria: delete]")]
    assert terminal.table(("at", "words"), lines) == "at\twords\nOP1\ttwo lines\nOP2\t[bold] [Valdoria: delete]\n"
    monkeypatch.setattr(terminal, "interactive", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    shown = terminal.table(("at", "words"), lines)
    assert "OP1" in shown and "lines" in shown and "\t" not in shown
    assert "[bold] [Valdoria: delete]" in shown
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    pair = terminal._words([("out", "in")])
    assert str(pair) == "[-out-] {+in+}"
    assert "\x1b[3" not in terminal.rendered(pair)
