"""A comparison as tables for other programs and for letters: Markdown with the marked words, CSV of the numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from drafting.compare import Comparison
from drafting.output.change_rows import Row, numbers, rows
from drafting.output.inline import inline
from drafting.output.terminal import WHAT, summary


def changes_table(comparison: Comparison) -> str:
    """Every change that touches a word or a number, as a Markdown table: old, new, change, marked words."""
    lines = ["| old | new | change | words |", "|---|---|---|---|"]
    for diff in (comparison.body, comparison.footnotes):
        for row in rows(diff):
            if row.change.op != "equal":
                words = "" if row.quiet else _marked(row)
                lines.append(f"| {numbers(row.old_at)} | {numbers(row.new_at)} | {WHAT[row.change.op]} | {words} |")
    return "\n".join([*lines, "", summary(comparison)]) + "\n"


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
    for row in rows(comparison.body):
        writer.writerows((old, new, WHAT[row.change.op]) for old, new in _pairs(row))
    return out.getvalue()


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Each old number with each new one; alone where there is no other."""
    for old in row.old_at or ("",):
        for new in row.new_at or ("",):
            yield old, new
