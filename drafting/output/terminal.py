"""What a person sees on the terminal: tables with rich. In a pipe the same rows as plain text, cells parted by tabs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from drafting.compare import Comparison
from drafting.diff.changes import Diff
from drafting.model.address import places
from drafting.model.resolution import Clause, Heading, Line, Note, Resolution, Table
from drafting.output.change_rows import numbers, rows, runs, snippet
from drafting.text.shorten import shorten

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from rich.text import Text

    from drafting.compose.models import Suggestion
    from drafting.library.models import Hit

WHAT = {
    "equal": "unchanged", "renumber": "renumbered", "edit": "reworded", "move": "moved", "move_edit": "moved, reworded",
    "split": "split", "merge": "merged", "insert": "new", "delete": "deleted",
}  # fmt: skip
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
    """Rows as a table for the terminal, or parted by tabs in a pipe. `wide`: the column that takes the room left."""
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
        long = not last and most > _width() // 5  # beside the wide column, two long ones would leave it no room
        shown.add_column(
            name, overflow="fold", ratio=1 if last else None, no_wrap=not last and not long,
            max_width=_width() // 5 if long else None,
        )  # fmt: skip
    for row in found:
        shown.add_row(*(Text(c) if isinstance(c, str) else c for c in row))  # brackets are words, not rich's markup
    return rendered(shown)


def rendered(thing: object) -> str:
    """Something of rich as characters for this terminal (colours unless NO_COLOR is set)."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, force_terminal=interactive(), no_color="NO_COLOR" in os.environ or None, width=_width())
    console.print(thing, highlight=False)
    return out.getvalue()


def _width() -> int:
    import shutil

    return shutil.get_terminal_size((120, 40)).columns


def comparison_table(comparison: Comparison) -> str:
    """Old number → new number → what changed, footnotes after the text, references gone astray, a line of counts."""
    head = ("old", "new", "change", "words")
    lines = [*_changes(comparison.body), *_changes(comparison.footnotes)]
    shown = table(head, lines) if lines else ""
    astray = "".join(fitted(f"warning: {n.where}: {n.message}") + "\n" for n in comparison.warnings)
    return shown + astray + summary(comparison) + "\n"


def _changes(diff: Diff) -> list[Sequence[str | Text]]:
    from drafting.output.findings import drift  # loads what meaning needs: not for a summary

    found: list[Sequence[str | Text]] = []
    for group in runs(rows(diff)):
        change = group[0].change
        if change.op == "equal":
            continue
        what = ", ".join((WHAT[change.op], *(["typography only"] if change.typographic else []), *drift(change)))
        words = [] if change.op == "renumber" else snippet(group[0])
        old, new = numbers([a for r in group for a in r.old_at]), numbers([a for r in group for a in r.new_at])
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


def summary(comparison: Comparison) -> str:
    """The counts in one line: "3 reworded, 1 moved, 30 unchanged; footnotes: 1 new"."""
    if comparison.identical:
        return "Nothing differs."
    body = ", ".join(f"{n} {WHAT[op]}" for op, n in comparison.body.counts().items() if n)
    notes = ", ".join(f"{n} {WHAT[op]}" for op, n in comparison.footnotes.counts().items() if n)
    return fitted(f"text: {body}" + (f"; footnotes: {notes}" if notes else ""))


def outline(resolution: Resolution) -> str:
    """What was understood of a document: its facts, one line for each paragraph, its footnotes, what was repaired."""
    facts = [
        ("title", resolution.title), ("symbol", resolution.symbol), ("organ", resolution.organ),
        ("language", resolution.language), ("kind", resolution.kind), ("status", resolution.status),
        ("adopted", resolution.adopted), ("decision", resolution.decision),
    ]  # fmt: skip
    known = "".join(f"{name}: {value}\n" for name, value in facts if value and value not in ("unknown", "other"))
    body = table(("at", "label", "words"), _outline(resolution))
    notes = [
        (f"fn{n.mark}", ", ".join([n.kind, *n.states, *n.groups]), shorten(n.text, _LINE)) for n in resolution.footnotes
    ]
    said = "".join(
        f"note: {n.where + ': ' if n.where else ''}{n.message}\n" for n in resolution.notes if n.severity != "info"
    )
    parts = [known, body]
    parts += [table(("note", "kind", "words"), notes)] if notes else []
    repaired = _repaired(resolution.notes)
    parts += [table(("repaired", "times", "first at", "from", "to"), repaired)] if repaired else []
    return "\n".join(parts) + said


def _repaired(notes: Iterable[Note]) -> list[Sequence[str]]:
    """One row for each kind of repair: how often, and the first of them."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        if note.severity == "info":
            kinds.setdefault(note.code, []).append(note)
    return [(code, str(len(same)), same[0].where, *_change(same[0])) for code, same in kinds.items()]


def _change(note: Note) -> tuple[str, str]:
    """What a repair changed, short: of two lines that were joined only the seam."""
    above, seam, below = note.before.partition(" ⏎ ")
    if seam:
        return f"…{above[-_SEAM:].lstrip()}{seam}{shorten(below, _SEAM)}", ""
    return shorten(note.before or note.message, 2 * _SEAM), shorten(note.after, 2 * _SEAM)


_LINE, _SEAM = 90, 18


def _outline(resolution: Resolution) -> list[Sequence[str]]:
    found: list[Sequence[str]] = []
    for at, block in places(resolution):
        if isinstance(block, Table):
            found.append((str(at), "", shorten(" | ".join(block.rows[0]), _LINE) if block.rows else ""))
            continue
        depth = block.level if isinstance(block, Clause) else 0
        label = "" if isinstance(block, Line) else block.label or ""
        sign = "# " if isinstance(block, Heading) else "  " * depth
        found.append((str(at), label, sign + shorten(block.text, _LINE)))
    return found


def hits_table(hits: Sequence[Hit]) -> str:
    """Paragraphs of the library, best first: where from, when, how close, the words."""
    lines = [
        (h.id, str(h.year or ""), h.status, f"{h.match} %" if h.match is not None else "", " ".join(h.text.split()))
        for h in hits
    ]
    matched = any(line[3] for line in lines)
    head = ("id", "year", "status", "match", "words")
    keep = [n for n in range(5) if n != 3 or matched]
    return table([head[n] for n in keep], [[line[n] for n in keep] for line in lines])


def suggestions(offers: Sequence[Suggestion]) -> str:
    """Proposed wordings, best first: the words, then why and where from, then how others among the sources put it."""
    pieces = []
    for number, offer in enumerate(offers, 1):
        own = [s for s in offer.sources if s.text not in offer.variants]
        named = "; ".join(str(s) for s in own[:3]) + (" …" if len(own) > 3 else "")
        lines = [_bold(fitted(f"{number}. {_line(offer.text)}", "   ")), fitted(f"   {offer.why}", "   ")]
        lines += [fitted(f"   {named}", "   ")] if offer.status != "starter" else []
        for text in offer.variants[:VARIANTS]:
            source = next(s for s in offer.sources if s.text == text)
            lines += [fitted(f"   also: {_line(text)}", "      "), fitted(f"      {source}", "      ")]
        more = len(offer.variants) - VARIANTS
        lines += [f"   and {more} more wording{'s' if more > 1 else ''} (--format json)"] if more > 0 else []
        pieces.append("\n".join(lines))
    return "\n\n".join(pieces) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def fitted(line: str, indent: str = "") -> str:
    """A line broken between words for this terminal, `indent` before what follows; in a pipe it stays whole."""
    if not interactive():
        return line
    import textwrap

    return textwrap.fill(
        line, _width(), subsequent_indent=indent, drop_whitespace=True, break_on_hyphens=False, expand_tabs=False
    )


def _bold(words: str) -> str:
    return f"\x1b[1m{words}\x1b[0m" if interactive() and "NO_COLOR" not in os.environ else words
