"""A comparison as tables for other programs and for letters: Markdown with the marked words, CSV of the numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from drafting.compare import Comparison
from drafting.messages import answer_language, section_messages
from drafting.output.change_rows import Row, numbers, rows
from drafting.output.inline import inline
from drafting.output.summary import summarise_comparison


def changes_table(comparison: Comparison, language: str = "") -> str:
    """Every change that touches a word or a number, as a Markdown table: old, new, change, marked words."""
    language = answer_language(language, comparison.new.language)
    heads, what = section_messages("table", language), section_messages("changes", language)
    lines = [f"| {heads['old']} | {heads['new']} | {heads['change']} | {heads['words']} |", "|---|---|---|---|"]
    for diff in (comparison.body, comparison.footnotes):
        for row in rows(diff):
            if row.change.op != "equal":
                words = "" if row.quiet else _marked(row)
                old, new = numbers(row.old_at, language), numbers(row.new_at, language)
                lines.append(f"| {old} | {new} | {what[row.change.op]} | {words} |")
    return "\n".join([*lines, "", summarise_comparison(comparison, language)]) + "\n"


def _marked(row: Row) -> str:
    """The words of a row, deleted ones struck through, inserted ones bold."""
    signs = {"=": ("", ""), "-": ("<del>", "</del>"), "+": ("<ins>", "</ins>")}
    pieces = (f"{signs[s.op][0]}{inline(s.text)}{signs[s.op][1]}" for s in row.segments)
    return "".join(pieces).replace("|", "&#124;")


def concordance(comparison: Comparison) -> str:
    """Old and new numbers as CSV: one line a unit, an empty cell where it stands on one side only."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("old", "new", "change"))
    what = section_messages("changes", "en")
    for row in rows(comparison.body):
        writer.writerows((old, new, what[row.change.op]) for old, new in _pairs(row))
    return out.getvalue()


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Each old number with each new one; alone where there is no other."""
    for old in row.old_at or ("",):
        for new in row.new_at or ("",):
            yield old, new
