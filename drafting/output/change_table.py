"""The changes of a comparison as a Markdown table, for letters: old and new number, what happened, the marked words."""

from __future__ import annotations

from drafting.compare import Comparison
from drafting.messages import answer_language, section_messages
from drafting.output.change_rows import Row, numbers, rows
from drafting.output.inline_markdown import inline
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
