"""The concordance: old number, new number, what happened, in the order of the old text; Word, HTML, Markdown, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from drafting.compare import Comparison
from drafting.diff.changes import Diff
from drafting.messages import answer_language, message, section_messages
from drafting.output.change_rows import Row, numbers, rows
from drafting.output.inline_markdown import inline
from drafting.output.templates import render_page

_FRONT = ("line",)
"""Lines of the masthead have no numbers: they are listed only where something happened to them."""


class Entry(NamedTuple):
    """A line of the table: addresses before and after, "–" for none, and the kind of change in words."""

    old: str
    new: str
    what: str
    op: str


def entries(comparison: Comparison, language: str = "") -> list[Entry]:
    """The lines of the concordance, footnotes last; new units come after the unit that they follow in the new text."""
    language = answer_language(language, comparison.new.language)
    words = section_messages("report", language)
    found = []
    for diff in (comparison.body, comparison.footnotes):
        for row in _by_old(diff):
            if row.change.op != "equal" or row.kind not in _FRONT:
                what = words[row.change.op]
                if row.change.renumbered and row.change.op == "edit":
                    what = f"{what}, {words['renumbered']}"
                found.append(Entry(numbers(row.old_at, language), numbers(row.new_at, language), what, row.change.op))
    return found


def _by_old(diff: Diff) -> list[Row]:
    """The rows in the order of the old side."""
    last = (-1, 0)
    keyed = []
    for place, row in enumerate(rows(diff)):
        if row.change.old:
            key = (row.change.old[0], 0)
            last = last if row.moved else key
        else:
            key = (last[0], place + 1)
        keyed.append((key, row))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def title(comparison: Comparison, language: str = "") -> str:
    """The title of the table in the language of the new text, or in another."""
    return message("concordance.title", answer_language(language, comparison.new.language))


def head(comparison: Comparison, language: str = "") -> tuple[str, str, str]:
    """The names of the three columns."""
    words = section_messages("report", answer_language(language, comparison.new.language))
    return words["number_old"], words["number_new"], words["what"]


def _names(comparison: Comparison) -> str:
    """Which document became which, "" where neither says what it is."""
    old, new = (side.symbol or side.title or "" for side in (comparison.old, comparison.new))
    return f"{old or '–'} → {new or '–'}" if old or new else ""


def concordance_docx(comparison: Comparison, *, house: str = "oas", language: str = "") -> bytes:
    """The table as a Word document in the house style. Raises SettingsError for an unknown house."""
    from drafting.word.build.table_document import table_document

    found = [entry[:3] for entry in entries(comparison, language)]
    names = _names(comparison)
    return table_document(
        title(comparison, language), head(comparison, language), found,
        house=house, language=language or comparison.new.language, lines=[names] if names else [], shares=(1, 1, 2),
    )  # fmt: skip


def concordance_markdown(comparison: Comparison, *, language: str = "") -> str:
    """The table in Markdown."""
    lines = [head(comparison, language), ("---",) * 3, *(e[:3] for e in entries(comparison, language))]
    rows_ = "\n".join(f"| {' | '.join(inline(cell) if cell != '---' else cell for cell in line)} |" for line in lines)
    names = _names(comparison)
    return f"# {title(comparison, language)}\n\n{inline(names) + chr(10) * 2 if names else ''}{rows_}\n"


def concordance_html(comparison: Comparison, *, language: str = "") -> str:
    """The table as a self-contained HTML page."""
    return render_page(
        "concordance.html.j2",
        language or comparison.new.language,
        title=title(comparison, language),
        names=_names(comparison),
        head=head(comparison, language),
        entries=entries(comparison, language),
    )


def concordance_csv(comparison: Comparison) -> str:
    """Old and new numbers as CSV: one line a unit, an empty cell where only one side has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("old", "new", "change"))
    what = section_messages("changes", "en")
    for row in rows(comparison.body):
        writer.writerows((old, new, what[row.change.op]) for old, new in _pairs(row))
    return out.getvalue()


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Each old number with each new one; a number without a counterpart by itself."""
    for old in row.old_at or ("",):
        for new in row.new_at or ("",):
            yield old, new
