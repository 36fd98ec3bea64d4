"""`drafting library trace` and `lineage`: where words come from, and how a paragraph came to be."""

from __future__ import annotations

from pathlib import Path

import click

from drafting.app.library.lineage import LINEAGE_FORMS, LineageOptions, find_lineage
from drafting.app.library.trace import TraceOptions, trace_paragraph
from drafting.app.library.trace_draft import TRACE_DRAFT_FORMS, TraceDraftOptions, trace_draft
from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import (
    asks_for_word,
    check_outputs,
    check_suffixes,
    read_argument,
    read_input,
    text_option,
    write_outputs,
)
from drafting.cli.library.options import drafts_option
from drafting.cli.options import (
    date_option,
    force_option,
    format_option,
    house_option,
    language_option,
    library_option,
    library_or_own,
    output_option,
    reply_language,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_OK, OutputError
from drafting.lexicon import detect


@click.command("trace")
@click.argument("text")
@output_option("For a file: .html (sources in colour), .docx (a comment on each paragraph) or .json; several times.")
@language_option("Only texts in this language; the answer follows drafting.toml, else your words.")
@drafts_option
@click.option("--itself", is_flag=True, help="The draft's own text, if it is in the library, counts as a source.")
@click.option("--author", metavar="NAME", help="Whose name the comments bear.")
@click.option("--date", metavar="DATE", help="Date of the comments (default: now).")
@house_option
@library_option
@force_option
@format_option("text", "json")
@text_option
def trace_command(
    text: str, outputs: tuple[str, ...], language: str | None, drafts: bool, itself: bool, author: str | None,
    date: str | None, house: str | None, library: str | None, force: bool, form: str,
) -> int:  # fmt: skip
    """Which runs of eight words or more stand word for word in the library; the rest is new language.

    TEXT is a paragraph ("-" reads it from standard input) or a file: then the whole draft is traced, with a score.
    A text that is in the library itself is left out of its sources, and this is said.
    The comments go into a copy of a .docx as it stands; with --house, or for other formats, into one built anew.

    \b
    Example:
      drafting library trace draft.docx -o sources.html -o commented.docx
    """
    if _is_file(text):
        settings = find_settings()
        options = TraceDraftOptions(
            language,
            drafts,
            itself,
            commented=asks_for_word(outputs),
            author=author or settings.signature,
            date=date_option(date),
            house=house or settings.house,
            rebuilt=bool(house),
        )
        check_suffixes(outputs, TRACE_DRAFT_FORMS)
        check_outputs(outputs, force=force, inputs=[text])
        return _trace_file(text, options, outputs, library_or_own(library), form)
    if outputs:
        raise OutputError(f"-o is for files, and {text[:40]} is none", "give a draft: drafting library trace FILE -o …")
    return _trace_words(read_argument(text), TraceOptions(language, drafts), library_or_own(library), form)


def _is_file(text: str) -> bool:
    try:
        return text != "-" and len(text) < 1000 and Path(text).is_file()
    except (OSError, ValueError):
        return False


def _trace_file(name: str, options: TraceDraftOptions, outputs: tuple[str, ...], library: str | None, form: str) -> int:
    """Show the sources of a whole file."""
    draft = read_input(name)
    result = trace_draft(draft, options, library=library)
    write_outputs(outputs, result.forms)
    spoken = reply_language(None, result.draft.language)
    show_notes(result.notes, spoken)
    if form == "json":
        say_form(result.forms[".json"])
    else:
        from drafting.output.library import trace_text

        say(trace_text(result.traced, draft.short_name, spoken))
    return EXIT_OK


def _trace_words(words: str, options: TraceOptions, library: str | None, form: str) -> int:
    """Show the sources of a paragraph."""
    result = trace_paragraph(words, options, library=library)
    if form == "json":
        say_form(result.forms[".json"])
    elif result.spans:
        from drafting.output.library import spans_text

        say(spans_text(result.text, result.spans, reply_language(None, detect(words), options.language)))
    else:
        warn(result.summary, reply_language(None, detect(words), options.language))
    return EXIT_OK


@click.command("lineage")
@click.argument("text")
@click.option(
    "--akin",
    type=click.IntRange(5, 100),
    default=60,
    show_default=True,
    metavar="PERCENT",
    help="Kinship that proves an ancestor by its words alone; less finds remoter ones, and strangers.",
)
@output_option("Result: .html (with a picture) or .json; several times.")
@language_option("Only texts in this language; the answer follows drafting.toml, else your words.")
@drafts_option
@library_option
@force_option
@format_option("text", "json")
def lineage_command(
    text: str, akin: int, outputs: tuple[str, ...], language: str | None, drafts: bool, library: str | None,
    force: bool, form: str,
) -> int:  # fmt: skip
    """How a paragraph ("-" reads it from standard input) came to be: its wordings from text to text, oldest first.

    Each step shows what it changed, [-out-] {+in+}, the opening verb with its strength (1 to 9), and how sure it is:
    "word for word", "reworded", or "likely": the nearest that two instruments with much in common have to each other.
    Below stand paragraphs of other texts on the same subject, which are no wordings of this one.

    \b
    Example:
      drafting library lineage "De convoquer la prochaine réunion du Groupe de travail" -o life.html
    """
    check_suffixes(outputs, LINEAGE_FORMS)
    check_outputs(outputs, force=force)
    options = LineageOptions(language, drafts, akin)
    result = find_lineage(read_argument(text), options, library=library_or_own(library))
    write_outputs(outputs, result.forms)
    if form == "json":
        say_form(result.forms[".json"])
    elif result.steps or result.others:
        from drafting.output.library import lineage_text

        say(lineage_text(result.steps, result.others, reply_language(None, detect(result.text), language)))
    show_notes(result.notes, reply_language(None, detect(result.text), language))
    return EXIT_OK
