"""Tables for the terminal, made with rich. In a pipe the rows are plain text with tabs between the cells."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drafting.compare import Comparison
from drafting.diff.changes import Diff
from drafting.messages import answer_language, message, section_messages
from drafting.output.change_rows import numbers, rows, runs, snippet
from drafting.output.names import placed_note
from drafting.output.summary import summarise_comparison

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from rich.text import Text

    from drafting.compose.models import Suggestion
    from drafting.library.models import Hit

_COLOURS = {
    "insert": "green",
    "delete": "red",
    "move": "magenta",
    "move_edit": "magenta",
    "renumber": "dim",
    "edit": "yellow",
}

VARIANTS = 3
"""Other wordings that are shown beside a suggestion."""


def interactive() -> bool:
    """True when standard output is a terminal."""
    return sys.stdout.isatty()


def table(head: Sequence[str], lines: Iterable[Sequence[str | Text]], *, title: str = "", wide: int = -1) -> str:
    """Rows as a table for the terminal, in a pipe with tabs. `wide`: the column that takes the remaining width."""
    found = list(lines)
    if not interactive():
        return (
            "\n".join("\t".join(str(c).replace("\n", " ").replace("\t", " ") for c in row) for row in [head, *found])
            + "\n"
        )
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False)
    for number, name in enumerate(head):
        last = number == wide % len(head)
        most = max((len(str(row[number])) for row in found), default=0)
        long = not last and most > _width() // 5  # two long columns would leave no width for the wide one
        shown.add_column(
            name, overflow="fold", ratio=1 if last else None, no_wrap=not last and not long,
            max_width=_width() // 5 if long else None,
        )  # fmt: skip
    for row in found:
        shown.add_row(*(Text(c) if isinstance(c, str) else c for c in row))  # brackets are words, not rich's markup
    return rendered(shown)


def rendered(thing: object) -> str:
    """A rich renderable as characters for this terminal (coloured unless NO_COLOR is set)."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, force_terminal=interactive(), no_color="NO_COLOR" in os.environ or None, width=_width())
    console.print(thing, highlight=False)
    return out.getvalue()


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def comparison_table(comparison: Comparison, language: str = "") -> str:
    """Old number → new number → what changed, footnotes after the text, references that no longer match, the counts.

    `language` is that of the labels; "" for that of the new text.
    """
    language = answer_language(language, comparison.new.language)
    lines = [*_changes(comparison.body, language), *_changes(comparison.footnotes, language)]
    shown = table(table_head(language, "old", "new", "change", "words"), lines) if lines else ""
    warnings = [message("outline.warning", language, message=placed_note(n, language)) for n in comparison.warnings]
    return shown + "".join(fitted(line) + "\n" for line in (*warnings, summarise_comparison(comparison, language)))


def table_head(language: str, *names: str) -> tuple[str, ...]:
    """The heads of columns in a language, by their keys in the section `table` of the messages."""
    words = section_messages("table", language)
    return tuple(words[name] for name in names)


def _changes(diff: Diff, language: str) -> list[Sequence[str | Text]]:
    from drafting.output.findings import directions  # loads what meaning needs: not for a summary

    what_words, drift_words = section_messages("changes", language), section_messages("report", language)
    found: list[Sequence[str | Text]] = []
    for group in runs(rows(diff)):
        change = group[0].change
        if change.op == "equal":
            continue
        typographic = [what_words["typographic"]] if change.typographic else []
        what = ", ".join((what_words[change.op], *typographic, *(drift_words[d] for d in directions(change))))
        words = [] if change.op == "renumber" else snippet(group[0])
        old = numbers([a for r in group for a in r.old_at], language)
        new = numbers([a for r in group for a in r.new_at], language)
        found.append((old, new, _tinted(what, change.op), _words(words)))
    return found


def _tinted(words: str, op: str) -> str | Text:
    if not interactive():
        return words
    from rich.text import Text

    return Text(words, style=_COLOURS.get(op, ""))


def _words(pairs: Sequence[tuple[str, str]]) -> str | Text:
    """Replaced words with signs that need no colour: [-out-] {+in+}."""
    shown = [
        " ".join(p for p in (f"[-{out}-]" if out else "", f"{{+{into}+}}" if into else "") if p) for out, into in pairs
    ]
    if not interactive():
        return "; ".join("…" if s == "[-…-] {+…+}" else s for s in shown)
    from rich.text import Text

    text = Text()
    for number, (out, into) in enumerate(pairs):
        text.append("; " if number else "")
        if (out, into) == ("…", "…"):
            text.append("…")
            continue
        text.append(f"[-{out}-]" if out else "", style="red")
        text.append(" " if out and into else "")
        text.append(f"{{+{into}+}}" if into else "", style="green")
    return text


def hits_table(hits: Sequence[Hit], language: str = "en") -> str:
    """Paragraphs of the library, best first: where from, when, how close, the words."""
    status = section_messages("outline", language)
    lines = [
        (
            h.id,
            str(h.year or ""),
            status[f"status {h.status}"],
            f"{h.match} %" if h.match is not None else "",
            " ".join(h.text.split()),
        )
        for h in hits
    ]
    matched = any(line[3] for line in lines)
    head = table_head(language, "id", "year", "status", "match", "words")
    keep = [n for n in range(5) if n != 3 or matched]
    return table([head[n] for n in keep], [[line[n] for n in keep] for line in lines])


def suggestions(offers: Sequence[Suggestion], language: str = "en") -> str:
    """Proposed wordings, best first: the words, then why and where from, then how other sources word it."""
    pieces = []
    for number, offer in enumerate(offers, 1):
        own = [s for s in offer.sources if s.text not in offer.variants]
        named = "; ".join(str(s) for s in own[:3]) + (" …" if len(own) > 3 else "")
        lines = [
            _bold(fitted(f"{number}. {_line(offer.text)}", "   ")),
            fitted(f"   {suggestion_reason(offer, language)}", "   "),
        ]
        lines += [fitted(f"   {named}", "   ")] if offer.status != "starter" else []
        for text in offer.variants[:VARIANTS]:
            source = next(s for s in offer.sources if s.text == text)
            lines += [
                fitted(f"   {message('suggest.also', language, words=_line(text))}", "      "),
                fitted(f"      {source}", "      "),
            ]
        more = len(offer.variants) - VARIANTS
        lines += [f"   {message('suggest.more', language, n=more)}"] if more > 0 else []
        pieces.append("\n".join(lines))
    return "\n\n".join(pieces) + "\n"


def suggestion_reason(offer: Suggestion, language: str) -> str:
    """Why a wording is offered: how many adopted texts use it and when, and how well it fits the topic."""
    percent = f"{offer.relevance:.0%}".removesuffix("%")
    first, last = offer.first_use, offer.last_use
    years = "" if first is None else f", {first}" if first == last else f", {first}–{last}"
    if offer.status == "starter":
        reason = message("suggest.from_starter", language, percent=percent)
    elif offer.times_used:
        reason = message("suggest.used", language, n=offer.times_used, years=years, percent=percent)
    else:
        reason = message("suggest.unused", language, years=years, percent=percent)
    return reason + (message("suggest.to_fill", language, blanks=", ".join(offer.blanks)) if offer.blanks else "")


def _line(text: str) -> str:
    return " ".join(text.split())


def fitted(line: str, indent: str = "") -> str:
    """A line wrapped between words for this terminal, `indent` before the following lines; in a pipe not wrapped."""
    if not interactive():
        return line
    import textwrap

    return textwrap.fill(
        line, _width(), subsequent_indent=indent, drop_whitespace=True, break_on_hyphens=False, expand_tabs=False
    )


def _bold(words: str) -> str:
    return f"\x1b[1m{words}\x1b[0m" if interactive() and "NO_COLOR" not in os.environ else words
