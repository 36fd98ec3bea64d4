"""`drafting library search`, `nearest` and `standard`: paragraphs by words, by likeness, by how usual they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from drafting.app.outputs import to_json
from drafting.cli.errors import warn
from drafting.cli.files import read_argument
from drafting.cli.library.options import (
    drafts_option,
    kind_option,
    limit_option,
    opened,
    organ_option,
    period,
)  # fmt: skip
from drafting.cli.options import format_option, language_option, library_option, say
from drafting.errors import EXIT_OK

if TYPE_CHECKING:
    from drafting.library.models import Hit


@click.command("search", short_help="Paragraphs by words.", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@language_option("Only texts in this language.")
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
    from drafting.output import library as show

    # One dash excludes a word; two were meant as an option, and no filter may be ignored in silence.
    for word in words:
        if re.match("--[a-z]", word):
            raise click.NoSuchOption(word)
    query = words[0] if len(words) == 1 else " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    span = period(years)
    with opened(library) as found:
        results = found.search(
            query, language=language, organ=organ, years=span, kind=kind, limit=limit, newest=sort == "year",
            state=state.upper() if state else None, class_=verb.lower() if verb else None, facets=facets,
        )  # fmt: skip
    if results.ignored:
        warn(f"left out of the question: {' '.join(results.ignored)}")
    if results and not results.every_word:
        warn("no paragraph holds all these words: some of them only")
    if form == "csv":
        click.echo(show.hits_csv(results), nl=False)
        return EXIT_OK
    if form == "text" and facets:
        say(show.facets(results.facets))
    if form == "text" and context and results:
        say(show.contexts(results.hits, results.marks))
        return EXIT_OK
    if form == "json":
        from drafting.output.json import search_record

        say(to_json(search_record(query, results, facets=facets)))
        return EXIT_OK
    return _answer(list(results), form, "nothing found: try fewer or other words")


@click.command("nearest", short_help="The closest agreed language to a paragraph.")
@click.argument("text")
@language_option("Only texts in this language.")
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
    from drafting.output import library as show

    words = read_argument(text)
    asked: dict[str, Any] = {"language": language, "before": before, "organ": organ, "kind": kind, "drafts": drafts}
    with opened(library) as found:
        if form == "text" and not versions:
            groups = found.groups(words, limit=limit, **asked)
            if groups:
                say(show.groups_text(groups))
            else:
                warn("nothing comes close")
            return EXIT_OK
        hits = found.nearest(words, limit=limit, **asked)
        if form == "text":
            linked = found.versions(hits[0]) if hits else ()
            say(show.side_by_side(linked)) if linked else warn("nothing comes close")
            return EXIT_OK
    if form == "csv":
        click.echo(show.hits_csv(hits), nl=False)
        return EXIT_OK
    if form == "json":
        from drafting.output.json import nearest_record

        say(to_json(nearest_record(words, hits)))
        return EXIT_OK
    return _answer(list(hits), form, "nothing comes close")


@click.command("standard", short_help="The most standard wording of a topic.")
@click.argument("topic", nargs=-1, required=True, metavar="TOPIC...")
@language_option("Only texts in this language.")
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
    from drafting.output.library import standards_text

    words = " ".join(topic)
    with opened(library) as found:
        wordings = found.standard(words, language=language, organ=organ, kind=kind, drafts=drafts, limit=limit)
    if form == "json":
        from drafting.output.json import standard_record

        say(to_json(standard_record(words, wordings)))
    elif wordings:
        say(standards_text(wordings))
    else:
        warn("no wording of this topic stands in two texts: try fewer or other words")
    return EXIT_OK


def _answer(hits: list[Hit], form: str, none: str) -> int:
    """Hits as JSON, one a line, or as a table."""
    if form == "jsonl":
        import json

        from drafting.output.json import hit_record

        for hit in hits:
            say(json.dumps(hit_record(hit), ensure_ascii=False))
    elif hits:
        from drafting.output.terminal import hits_table

        say(hits_table(hits))
    else:
        warn(none)
    return EXIT_OK
