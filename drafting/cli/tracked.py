"""`drafting clean`, `changes` and `audit`: the tracked changes of a Word file settled, listed, and checked."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, input_bytes, write_outputs, writers_for
from drafting.cli.options import as_json, force_option, format_option, output_option, say
from drafting.errors import EXIT_DIFFERENCES, EXIT_OK, OutputError, SourceError
from drafting.text.shorten import shorten_middle

if TYPE_CHECKING:
    from drafting.ooxml.package import Package
    from drafting.word.tracked.audit import Audit
    from drafting.word.tracked.listing import TrackedChange

KINDS = (
    "insertion", "deletion", "move", "formatting", "paragraph", "mark", "row", "cell", "table", "section", "numbering",
)  # fmt: skip
_AROUND = 24
"""Characters of a paragraph shown on either side of what changed."""


@click.command("clean", short_help="Accept or reject tracked changes.")
@click.argument("marked", metavar="MARKED.docx")
@click.option("-o", "--output", required=True, metavar="OUT.docx", help="Result.")
@click.option("--reject", is_flag=True, help="Reject the changes instead of accepting them.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only changes of this author; several times.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only changes of this kind; several times."
)
@click.option(
    "--at", multiple=True, metavar="ADDRESS", help="Only changes there: OP5, OP5-OP9, PP2, fn3, header; several times."
)
@click.option("--scrub", is_flag=True, help="Take out names of authors, company, template, editing sessions.")
@click.option("--keep", is_flag=True, help="Settle no change: with --scrub only names go.")
@force_option
def clean_command(
    marked: str, output: str, reject: bool, authors: tuple[str, ...], kinds: tuple[str, ...], at: tuple[str, ...],
    scrub: bool, keep: bool, force: bool,
) -> int:  # fmt: skip
    """Accept (or reject) tracked changes: all of them, or those of some authors, kinds and places; the rest stays.

    Both ends of a move go together, and so do a footnote and its mark. "old:OP5" in --at is the number before.

    \b
    Examples:
      drafting clean marked.docx -o clean.docx
      drafting clean marked.docx -o without-ours.docx --reject --author "Delegation A"
      drafting clean marked.docx -o agreed.docx --at OP1-OP7 --at fn2
      drafting clean marked.docx -o to-send.docx --keep --scrub
    """
    if keep and (reject or authors or kinds or at):
        raise OutputError("--keep settles nothing, the other options choose what to settle", "leave one of them out")
    if output != "-" and Path(output).suffix.lower() not in (".docx", ".docm"):
        raise OutputError(
            f"{output}: tracked changes can only be settled in a Word file", "give a name that ends in .docx"
        )
    check_outputs([output], force=force, inputs=[marked])
    data, called = input_bytes(marked)
    package = _package(marked, data, called)
    _fit_suffix(package, output)
    done = []
    if not keep:
        from drafting.word.tracked.accept_reject import settle

        result = settle(package, data, called, not reject, authors=authors, kinds=kinds, at=at)
        stay = f", {result.stay} stay" if result.stay else ""
        done.append(f"{_count(result.settled)} {'rejected' if reject else 'accepted'}{stay}")
    if scrub:
        from drafting.word.scrub import scrub as take_out

        done.append(f"taken out: {', '.join(take_out(package)) or 'nothing was there'}")
    write_outputs([(output, package.to_bytes)])
    if output != "-":
        say("\n".join(done) or "nothing to do")
    return EXIT_OK


def _count(number: int) -> str:
    return f"{number} tracked change{'' if number == 1 else 's'}"


def _fit_suffix(package: Package, output: str) -> None:
    """Word opens no .docx with macros and no .docm without: the suffix of the result decides."""
    from drafting.ooxml.removal import drop_macros, is_macro_enabled

    if Path(output).suffix.lower() == ".docm":
        if not is_macro_enabled(package):
            raise OutputError(f"{output}: the document holds no macros", "give a name that ends in .docx")
    elif drop_macros(package):
        warn("the macros of the document are left out; a result named .docm would keep them")


@click.command("changes", short_help="List tracked changes: who, when, what.")
@click.argument("marked", metavar="MARKED.docx")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="Only changes of this author; several times.")
@format_option("text", "json", "csv")
def changes_command(marked: str, authors: tuple[str, ...], form: str) -> int:
    """List the tracked changes of a Word file: where, what, who, when, the words before and after.

    A number in brackets is that of the paragraph before all changes; a move is one change.

    \b
    Examples:
      drafting changes marked.docx
      drafting changes marked.docx --author "Delegation A"
      drafting changes marked.docx --format csv > changes.csv
    """
    from drafting.word.tracked.addresses import whereabouts
    from drafting.word.tracked.listing import tracked_changes

    data, name = input_bytes(marked)
    package = _package(marked, data, name)
    found = tracked_changes(package, whereabouts(package, data, name), authors or None)
    if form == "json":
        rows = [asdict(change) for change in found]
        say(as_json({"schema": "drafting/changes/1", "source": name, "changes": rows}))
    elif form == "csv":
        say(_csv(found))
    elif found:
        from drafting.output.terminal import table

        head = ("at", "kind", "author", "date", "before", "after")
        say(table(head, [(_where(c), c.kind, c.author, c.date[:10], *excerpts(c)) for c in found]))
    else:
        say("no tracked changes" + (f" by {', '.join(authors)}" if authors else ""))
    return EXIT_OK


def _where(change: TrackedChange) -> str:
    return change.at if change.old in ("", change.at) and change.new else f"{change.new or '–'} ({change.old or '–'})"


def excerpts(change: TrackedChange) -> tuple[str, str]:
    """The words before and after, cut to what differs and a few letters around; formatting: words and properties."""
    before, after = change.before, change.after
    if change.kind == "move":
        return _short(before), "=" if before == after else _short(after)
    if before == after:
        return _short(change.text), _short(change.properties) or "="
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(map(len, (before, after)))
    )
    rest = min(len(before), len(after)) - start
    tail = zip(reversed(before[len(before) - rest :]), reversed(after[len(after) - rest :]), strict=False)
    end = next((i for i, (a, b) in enumerate(tail) if a != b), rest)
    return _cut(before, start, end), _cut(after, start, end)


def _cut(text: str, start: int, end: int) -> str:
    """What stands between two offsets from the two ends, whole words of what stands around."""
    left = text.rfind(" ", 0, max(0, start - _AROUND)) + 1 if start > _AROUND else 0
    stop = len(text) - end
    right = text.find(" ", stop + _AROUND) if stop + _AROUND < len(text) else -1
    right = len(text) if right < 0 else right
    words = text[left:start] + _short(text[start:stop]) + text[stop:right]
    return ("…" if left else "") + words.replace("\n", " ¶ ") + ("…" if right < len(text) else "")


def _short(text: str, width: int = 160) -> str:
    return shorten_middle(text.replace("\n", " ¶ "), width)


def _csv(found: tuple[TrackedChange, ...]) -> str:
    from drafting.word.tracked.listing import TrackedChange

    out = io.StringIO()
    writer = csv.DictWriter(out, TrackedChange.__slots__, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(change) for change in found)
    return out.getvalue()


@click.command("audit", short_help="What was changed without being tracked.")
@click.argument("base")
@click.argument("marked", metavar="MARKED.docx")
@output_option("Result: .html (report) or .json; may be given several times.")
@format_option("text", "json")
@click.option("--exit-code", is_flag=True, help="End with 1 when something was changed without being tracked.")
@force_option
def audit_command(base: str, marked: str, outputs: tuple[str, ...], form: str, exit_code: bool, force: bool) -> int:
    """Reject every tracked change of MARKED and compare with BASE: what differs was edited without tracking.

    BASE may be in any format. Text, footnotes and, where BASE is a Word file, headers and footers are compared.

    \b
    Examples:
      drafting audit issued.docx returned.docx
      drafting audit issued.docx returned.docx --exit-code -o untracked.html
    """
    from functools import cache

    check_outputs(outputs, force=force, inputs=[base, marked])
    found = cache(lambda: _audited(base, marked))

    def page() -> bytes:
        from drafting.output.html import report

        return report(found().comparison, coverage=found().remarks).encode()

    def record() -> bytes:
        return as_json(found().to_dict()).encode()

    write_outputs(writers_for(outputs, {".html": page, ".json": record, "-": record}))
    for note in found().notes:
        warn(note.message)
    if form == "json" and "-" not in outputs:
        say(as_json(found().to_dict()))
    elif "-" not in outputs:
        say(_audit_text(found(), short=bool(outputs)))
    return EXIT_DIFFERENCES if exit_code and not found().clean else EXIT_OK


def _audited(base: str, marked: str) -> Audit:
    from drafting.word.tracked.audit import audit

    data, name = input_bytes(marked)
    _package(marked, data, name)
    return audit(*input_bytes(base), data, name)


def _audit_text(found: Audit, *, short: bool) -> str:
    """What was edited without tracking as a table, or in one line."""
    from drafting.output.change_rows import numbers, rows, snippet
    from drafting.output.terminal import WHAT, table

    counted = f"{_count(found.tracked)} in {Path(found.comparison.new.source).name}"
    if found.clean:
        return f"Nothing was changed without being tracked. {counted}."
    edits = [row for _, diff in found.diffs for row in rows(diff) if row.change.op != "equal"]
    said = f"{len(edits)} change{'' if len(edits) == 1 else 's'} without tracking; {counted}"
    if short:
        return said
    lines = []
    for row in edits:
        words = "; ".join(
            " ".join(p for p in (f"[-{out}-]" if out else "", f"{{+{into}+}}" if into else "") if p)
            for out, into in ([] if row.quiet else snippet(row, limit=10, width=120))
        )
        lines.append((numbers(row.old_at), numbers(row.new_at), WHAT[row.change.op], words))
    return f"{table(('base', 'marked', 'change', 'words'), lines)}{said}"


def _package(name: str, data: bytes, called: str) -> Package:
    """The Word package of a file. Raises SourceError for any other format."""
    from drafting.ooxml.package import Package
    from drafting.read import WORD

    if name != "-" and Path(called).suffix.lower() not in WORD:
        raise SourceError(
            f"{name} is no Word file", "tracked changes are in .docx files; `drafting compare` makes them"
        )
    return Package.load(data, called)
