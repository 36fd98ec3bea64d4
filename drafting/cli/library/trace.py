"""`drafting library trace` and `lineage`: where words come from, and how a paragraph came to be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.outputs import DocumentStyle, document_forms, to_json
from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, check_suffixes, read_argument, write_outputs
from drafting.cli.library.options import drafts_option, opened
from drafting.cli.options import (
    date_option,
    force_option,
    format_option,
    house_option,
    language_option,
    library_option,
    output_option,
    say,
)  # fmt: skip
from drafting.cli.read import read_resolution
from drafting.errors import EXIT_OK, OutputError
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.library.provenance import Provenance
    from drafting.model.resolution import Resolution


@click.command("trace", short_help="What stands word for word in the library.")
@click.argument("text")
@output_option("For a file: .html (sources in colour), .docx (a comment on each paragraph) or .json; several times.")
@language_option("Only texts in this language.")
@drafts_option
@click.option("--itself", is_flag=True, help="The draft's own text, if it is in the library, counts as a source.")
@click.option("--author", metavar="NAME", help="Whose name the comments bear.")
@click.option("--date", metavar="DATE", help="Date of the comments (default: now).")
@house_option
@library_option
@force_option
@format_option("text", "json")
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
        return _draft(text, outputs, language, (drafts, itself), (author, date, house), library, force, form)
    if outputs:
        raise OutputError(f"-o is for files, and {text[:40]} is none", "give a draft: drafting library trace FILE -o …")
    words = read_argument(text)
    with opened(library) as found:
        spans = found.trace(words, language=language, drafts=drafts)
    if form == "json":
        from drafting.output.json import trace_record

        say(to_json(trace_record(words, spans)))
        return EXIT_OK
    from drafting.output.terminal import table

    if not spans:
        warn("no run of eight words stands in the library")
        return EXIT_OK
    lines = [(str(s.words), ", ".join(dict.fromkeys(h.id for h in s.hits)), words[s.start : s.end]) for s in spans]
    say(table(("words", "source", "text"), lines))
    return EXIT_OK


def _is_file(text: str) -> bool:
    try:
        return text != "-" and len(text) < 1000 and Path(text).is_file()
    except (OSError, ValueError):
        return False


def _draft(
    name: str, outputs: tuple[str, ...], language: str | None, sources: tuple[bool, bool],
    signed: tuple[str | None, str | None, str | None], library: str | None, force: bool, form: str,
) -> int:  # fmt: skip
    """Trace a whole file. `sources`: whether drafts, and whether the text itself, are sources."""
    from drafting.output.json import provenance_record
    from drafting.output.library import trace_comment, trace_text

    settings = find_settings()
    author, date, house = signed

    @cache
    def draft() -> Resolution:
        return read_resolution(name)

    @cache
    def traced() -> Provenance:
        with opened(library) as found:
            return found.provenance(draft(), language=language, drafts=sources[0], itself=sources[1])

    def comments() -> list[tuple[str | int, str, str]]:
        signature, words = author or settings.signature, draft().language
        return [(p.at, signature, trace_comment(p, words)) for p in traced().paragraphs if p.words]

    def page() -> bytes:
        from drafting.output.library_pages import trace_page

        return trace_page(traced(), draft().called, draft().language).encode()

    def annotated() -> bytes:
        return _annotated(name, traced(), author or settings.signature, date_option(date))

    def built() -> bytes:
        style = DocumentStyle(house or settings.house, date=date_option(date))
        return document_forms(draft(), style, comments())[".docx"]()

    word = annotated if Path(name).suffix.lower() == ".docx" and not house else built
    known = {".html": page, ".docx": word, ".json": lambda: to_json(provenance_record(traced(), name)).encode()}
    check_suffixes(outputs, known)
    check_outputs(outputs, force=force, inputs=[name])
    write_outputs(outputs, known)
    if form == "json":
        say(to_json(provenance_record(traced(), name)))
    else:
        say(trace_text(traced(), Path(name).name))
    return EXIT_OK


def _annotated(name: str, traced: Provenance, author: str, date: str) -> bytes:
    """The Word file itself with a comment on each paragraph that has words."""
    from drafting.model.address import places
    from drafting.ooxml.package import Package
    from drafting.output.library import trace_comment
    from drafting.read import load, read_opened
    from drafting.word.annotate import add_comments

    package = Package.load(load(Path(name)), name)
    draft = read_opened(package, name)
    blocks = {str(at): block for at, block in places(draft)}
    remarks = [(blocks[p.at], author, trace_comment(p, draft.language)) for p in traced.paragraphs if p.words]
    result, lost = add_comments(package, remarks, date=date)
    if lost:
        warn(f"{len(lost)} paragraphs could not be found in the Word file and have no comment")
    return result.to_bytes()


@click.command("lineage", short_help="The life of a paragraph across years and instruments.")
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
@language_option("Only texts in this language.")
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
    from drafting.lexicon import detect
    from drafting.output.json import lineage_record
    from drafting.output.library import lineage_text

    words = read_argument(text)
    check_outputs(outputs, force=force)
    with opened(library) as found:
        steps = found.lineage(words, language=language, drafts=drafts, akin=akin / 100)
        others = found.on_subject(words, steps, language=language, drafts=drafts)
    shown = lineage_record(words, steps, others)

    def page() -> bytes:
        from drafting.output.library_pages import lineage_page

        title = shorten(words, 180)
        return lineage_page(steps, others, title, language or detect(words)).encode()

    known = {".html": page, ".json": lambda: to_json(shown).encode()}
    check_suffixes(outputs, known)
    write_outputs(outputs, known)
    if form == "json":
        say(to_json(shown))
    elif steps or others:
        say(lineage_text(steps, others))
    if not steps:
        warn(f"no wording of {akin} % kinship stands in the library: --akin {max(5, akin - 20)} looks further")
    return EXIT_OK
