"""A comparison in one line: how many paragraphs and footnotes changed, and how."""

from __future__ import annotations

from drafting.compare import Comparison
from drafting.diff.changes import Diff
from drafting.messages import answer_language, message


def summarise_comparison(comparison: Comparison, language: str = "") -> str:
    """ "text: 15 unchanged, 3 reworded; footnotes: 1 new" in a language, "" for that of the new text."""
    language = answer_language(language, comparison.new.language)
    if comparison.identical:
        return message("summary.identical", language)
    body = message("summary.text", language, counts=_count_changes(comparison.body, "text", language))
    notes = _count_changes(comparison.footnotes, "footnotes", language)
    return body + (message("summary.footnotes", language, counts=notes) if notes else "")


def _count_changes(diff: Diff, of: str, language: str) -> str:
    return ", ".join(message(f"summary.{of}_{op}", language, n=n) for op, n in diff.counts().items() if n)
