"""`drafting library search`, `nearest` and `standard`: paragraphs by words, by likeness, by how usual they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from drafting.app.library.nearest import NearestOptions, NearestView, find_nearest
from drafting.app.library.search import SearchOptions, search_library
from drafting.app.library.standard import StandardOptions, find_standard
from drafting.cli.errors import warn
from drafting.cli.files import read_argument
from drafting.cli.library.options import drafts_option, kind_option, limit_option, organ_option, period
from drafting.cli.options import (
    format_option,
    language_option,
    library_option,
    library_or_own,
    reply_language,
    say,
    say_form,
    show_notes,
)
from drafting.errors import EXIT_OK
from drafting.lexicon import detect

if TYPE_CHECKING:
    from drafting.app.library.nearest import NearestResult
    from drafting.app.library.search import SearchResult


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@language_option("Only texts in this language; the answer follows drafting.toml, else your words.")
@organ_option
@click.option("--years", metavar="2019-2024", help="Only texts of these years; either end may be left out.")
@kind_option
@click.option("--state", metavar="ISO3", help="Only paragraphs this State made a statement on (BRA).")
@click.option("--verb", metavar="CLASS", help="Only this class of opening words (request, urge, recall …).")
@click.option("--sort", type=click.Choice(("relevance", "year")), default="relevance", show_default=True,
              help="Best first, or newest first.")  # fmt: skip
@click.option("--context", is_flag=True, help="Each word found, in the middle of its line.")
@click.option("--facets", is_flag=True, help="Count all answers by language, year, organ, kind and verb class.")
@limit_option
@library_option
@format_option("text", "json", "jsonl", "csv")
def search_command(
    words: tuple[str, ...], language: str | None, organ: str | None, years: str | None, kind: str | None,
    state: str | None, verb: str | None, sort: str, context: bool, facets: bool, limit: int, library: str | None,
    form: str,
) -> int:  # fmt: skip
    """Find paragraphs by words, "phrases" and -exclusions. Accents, case and endings of words do not matter.

    \b
    Example:
      drafting library search cybersecurite "points de contact" --years 2019-2024
    """
    options = SearchOptions(language, organ, period(years), kind, state, verb, sort == "year", facets, limit)
    result = search_library(_query(words), options, library=library_or_own(library))
    spoken = reply_language(None, detect(result.query), language)
    show_notes(result.notes, spoken)
    if form == "text":
        _show_found(result, context, spoken)
    else:
        say_form(result.forms[f".{form}"])
    return EXIT_OK


def _query(words: Sequence[str]) -> str:
    """The words of the command line as a query: an argument of several words is a phrase.

    Raises click.NoSuchOption for a word with two dashes: one excludes a word, two were meant as an option, and no
    filter may be ignored in silence.
    """
    for word in words:
        if re.match("--[a-z]", word):
            raise click.NoSuchOption(word)
    return words[0] if len(words) == 1 else " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)


def _show_found(result: SearchResult, context: bool, language: str) -> None:
    """Print the paragraphs found as a table, or each word found in its context."""
    from drafting.output.library import contexts, facets
    from drafting.output.terminal import hits_table

    if result.options.facets:
        say(facets(result.results.facets, language))
    if not result.results:
        warn(result.summary, language)
    elif context:
        say(contexts(result.results.hits, result.results.marks, language))
    else:
        say(hits_table(result.results.hits, language))


@click.command("nearest")
@click.argument("text")
@language_option("Only texts in this language; the answer follows drafting.toml, else your words.")
@click.option("--before", type=int, metavar="YEAR", help="Only texts of an earlier year.")
@organ_option
@kind_option
@drafts_option
@click.option("--versions", is_flag=True, help="The closest one in its other languages and revisions, side by side.")
@limit_option
@library_option
@format_option("text", "json", "jsonl", "csv")
def nearest_command(
    text: str, language: str | None, before: int | None, organ: str | None, kind: str | None, drafts: bool,
    versions: bool, limit: int, library: str | None, form: str,
) -> int:  # fmt: skip
    """The agreed language closest to a paragraph ("-" reads it from standard input), with match %.

    As text the same wording stands once, with all its uses, who made statements on it, and what differs word by word:
    [-only there-] {+only here+}.

    \b
    Example:
      drafting library nearest "De prier le Secrétariat de présenter un rapport" --before 2025
    """
    view: NearestView = "paragraphs" if form != "text" else "versions" if versions else "wordings"
    options = NearestOptions(language, before, organ, kind, drafts, limit, view)
    result = find_nearest(read_argument(text), options, library=library_or_own(library))
    if form != "text":
        say_form(result.forms[f".{form}"])
    elif not result.hits:
        warn(result.summary, reply_language(None, detect(result.text), language))
    else:
        say(_nearest_text(result, reply_language(None, detect(result.text), language)))
    return EXIT_OK


def _nearest_text(result: NearestResult, language: str) -> str:
    from drafting.output.library import groups_text, side_by_side

    return groups_text(result.groups, language) if result.groups else side_by_side(result.hits, language)


@click.command("standard")
@click.argument("topic", nargs=-1, required=True, metavar="TOPIC...")
@language_option("Only texts in this language; the answer follows drafting.toml, else your words.")
@organ_option
@kind_option
@drafts_option
@click.option("--limit", type=click.IntRange(1, 50), default=3, show_default=True, help="How many at most.")
@library_option
@format_option("text", "json")
def standard_command(
    topic: tuple[str, ...], language: str | None, organ: str | None, kind: str | None, drafts: bool, limit: int,
    library: str | None, form: str,
) -> int:  # fmt: skip
    """The wording of a topic that the others are closest to; {…} marks what varies.

    Recent uses count more, and uses in several organs more than the habit of one. A line says how many texts it fits.

    \b
    Example:
      drafting library standard rapport du Secrétariat --language fr
    """
    options = StandardOptions(language, organ, kind, drafts, limit)
    result = find_standard(" ".join(topic), options, library=library_or_own(library))
    if form == "json":
        say_form(result.forms[".json"])
    elif result.wordings:
        from drafting.output.library import standards_text

        say(standards_text(result.wordings, reply_language(None, detect(result.topic), language)))
    else:
        warn(result.summary, reply_language(None, detect(result.topic), language))
    return EXIT_OK
