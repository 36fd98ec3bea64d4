"""`drafting audit`: what was changed in a marked-up Word file without being tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafting.app.audit import AUDIT_FORMS, audit_document
from drafting.cli.errors import language_setting
from drafting.cli.files import check_outputs, check_suffixes, read_input, write_outputs
from drafting.cli.options import force_option, format_option, output_option, say, say_form, show_notes
from drafting.errors import EXIT_DIFFERENCES, EXIT_OK

if TYPE_CHECKING:
    from drafting.app.audit import AuditResult


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
    check_suffixes(outputs, AUDIT_FORMS, standard=".json")
    check_outputs(outputs, force=force, inputs=[base, marked])
    result = audit_document(read_input(base), read_input(marked), language=language_setting())
    write_outputs(outputs, result.forms, standard=".json")
    show_notes(result.notes, result.language)
    if "-" not in outputs:
        if form == "json":
            say_form(result.forms[".json"])
        else:
            say(result.summary if outputs else _edits_table(result) + result.summary)
    return EXIT_DIFFERENCES if exit_code and not result.clean else EXIT_OK


def _edits_table(result: AuditResult) -> str:
    """The changes without tracking as a table; "" where there are none."""
    from drafting.messages import section_messages
    from drafting.output.change_rows import numbers, rows, snippet
    from drafting.output.terminal import table, table_head

    what, lines = section_messages("changes", result.language), []
    for row in (row for _, diff in result.audit.diffs for row in rows(diff) if row.change.op != "equal"):
        words = "; ".join(
            " ".join(p for p in (f"[-{out}-]" if out else "", f"{{+{into}+}}" if into else "") if p)
            for out, into in ([] if row.quiet else snippet(row, limit=10, width=120))
        )
        old, new = numbers(row.old_at, result.language), numbers(row.new_at, result.language)
        lines.append((old, new, what[row.change.op], words))
    return table(table_head(result.language, "base", "marked", "change", "words"), lines) if lines else ""
