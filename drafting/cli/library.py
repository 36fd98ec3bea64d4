"""`drafting library …`: the precedent library, one file of past paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from drafting.cli.faults import complain, warn
from drafting.cli.files import read_argument
from drafting.cli.options import as_json, format_option, language_option, library_option, say
from drafting.cli.settings import find_settings
from drafting.errors import EXIT_ERROR, EXIT_OK, SettingsError

if TYPE_CHECKING:
    from drafting.library.library import Library
    from drafting.library.records import Hit

_HIT = (
    "id",
    "symbol",
    "year",
    "text",
    "score",
    "match",
    "organ",
    "language",
    "kind",
    "number",
    "title",
    "section",
    "status",
    "source",
)

kind_option = click.option(
    "--kind", type=click.Choice(("preambular", "operative", "item", "text")), help="Only paragraphs of this kind."
)
organ_option = click.option("--organ", metavar="WORDS", help="Only texts of this organ.")
limit_option = click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many at most."
)


@click.group("library", short_help="The precedent library: add, search, nearest, trace, stats.")
def library_command() -> None:
    """Past paragraphs in one file: add texts, search them, find the closest agreed language.

    \b
    Examples:
      drafting library add --adopted resolutions/
      drafting library search "cybersécurité formation"
      drafting library stats
    """


@contextmanager
def opened(path: str | None, *, create: bool = False) -> Iterator[Library]:
    """The library of the option, the settings or the user's own; closed at the end. Raises LibraryError."""
    from drafting.library import open_library

    with open_library(path or find_settings().library or None, create=create) as library:
        yield library


def hit_dict(hit: Hit) -> dict[str, Any]:
    """A paragraph found as plain data."""
    return {key: getattr(hit, key) for key in _HIT}


@library_command.command("add", short_help="Add texts, records or folders.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--adopted", is_flag=True, help="These are adopted texts, whatever they say themselves.")
@library_option
@format_option("text", "json")
def add_command(paths: tuple[str, ...], adopted: bool, library: str | None, form: str) -> int:
    """Add documents (.docx, .txt, .md), records (.jsonl, .jsonl.gz) or whole folders. Adding twice changes nothing.

    Texts count as drafts unless they say that they were adopted, or --adopted is given: a draft is never proposed as
    agreed language.

    \b
    Example:
      drafting library add --adopted resolutions/ --library agreed.sqlite
    """
    with opened(library, create=True) as found, _progress() as progress:
        added = found.add(paths, adopted or None, progress)
    for failure in added.failed:
        complain(f"{failure.source}: {failure.error}", failure.hint)
    if added.interrupted:
        warn("stopped before the end; what is finished is kept, call the same command again for the rest")
    if form == "json":
        say(as_json({"schema": "drafting/library-add/1", **asdict(added)}))
    else:
        drafts = f" ({added.drafts} of them drafts)" if added.drafts else ""
        kept = f", {added.unchanged} paragraphs were there already" if added.unchanged else ""
        changed = f", {added.replaced} replaced" if added.replaced else ""
        say(f"added {added.documents} documents{drafts}, {added.paragraphs} paragraphs{changed}{kept}")
    return EXIT_ERROR if added.failed or added.interrupted else EXIT_OK


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar on stderr, which appears only for work of more than a second on a terminal."""
    import sys
    import time

    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description:30.30}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("")
    began = time.monotonic()

    def advance(done: int, whole: int, name: str) -> None:
        if not bar.live.is_started and time.monotonic() - began > 1:
            bar.start()
        bar.update(task, completed=done, total=whole, description=name)

    try:
        yield advance
    finally:
        bar.stop()


@library_command.command("search", short_help="Paragraphs by words.", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@language_option("Only texts in this language.")
@organ_option
@click.option("--years", metavar="2019-2024", help="Only texts of these years; either end may be left out.")
@kind_option
@limit_option
@library_option
@format_option("text", "json", "jsonl")
def search_command(
    words: tuple[str, ...], language: str | None, organ: str | None, years: str | None, kind: str | None, limit: int,
    library: str | None, form: str,
) -> int:  # fmt: skip
    """Find paragraphs by words, "phrases" and -exclusions. Accents, case and endings of words do not matter.

    \b
    Example:
      drafting library search cybersecurite "points de contact" --years 2019-2024
    """
    period = _period(years)
    query = words[0] if len(words) == 1 else " ".join(f'"{w}"' if " " in w and '"' not in w else w for w in words)
    with opened(library) as found:
        results = found.search(query, language=language, organ=organ, years=period, kind=kind, limit=limit)
    if results.ignored:
        warn(f"left out of the question: {' '.join(results.ignored)}")
    if results and not results.every_word:
        warn("no paragraph holds all these words: some of them only")
    envelope = {"schema": "drafting/library-search/1", "query": query, "every_word": results.every_word}
    return _answer(list(results), form, envelope, "nothing found: try fewer or other words")


@library_command.command("nearest", short_help="The closest agreed language to a paragraph.")
@click.argument("text")
@language_option("Only texts in this language.")
@click.option("--before", type=int, metavar="YEAR", help="Only texts of an earlier year.")
@click.option("--drafts", is_flag=True, help="Drafts too, not only adopted texts.")
@limit_option
@library_option
@format_option("text", "json", "jsonl")
def nearest_command(
    text: str, language: str | None, before: int | None, drafts: bool, limit: int, library: str | None, form: str
) -> int:
    """The agreed language closest to a paragraph ("-" reads it from standard input), with match %.

    \b
    Example:
      drafting library nearest "De prier le Secrétariat de présenter un rapport" --before 2025
    """
    words = read_argument(text)
    with opened(library) as found:
        hits = found.nearest(words, language=language, before=before, drafts=drafts, limit=limit)
    return _answer(list(hits), form, {"schema": "drafting/library-nearest/1", "text": words}, "nothing comes close")


@library_command.command("trace", short_help="What stands word for word in the library.")
@click.argument("text")
@language_option("Only texts in this language.")
@click.option("--drafts", is_flag=True, help="Drafts too, not only adopted texts.")
@library_option
@format_option("text", "json")
def trace_command(text: str, language: str | None, drafts: bool, library: str | None, form: str) -> int:
    """Which runs of eight words or more of a paragraph stand word for word in the library ("-" reads standard input).

    \b
    Example:
      drafting library trace "De prier le Secrétariat de présenter à la Conférence un rapport sur l’application"
    """
    words = read_argument(text)
    with opened(library) as found:
        spans = found.trace(words, language=language, drafts=drafts)
    if form == "json":
        shown = [
            {
                "start": s.start,
                "end": s.end,
                "words": s.words,
                "text": words[s.start : s.end],
                "hits": [hit_dict(h) for h in s.hits],
            }
            for s in spans
        ]
        say(as_json({"schema": "drafting/library-trace/1", "text": words, "spans": shown}))
        return EXIT_OK
    from drafting.write.terminal import table

    if not spans:
        warn("no run of eight words stands in the library")
        return EXIT_OK
    lines = [(str(s.words), ", ".join(dict.fromkeys(h.id for h in s.hits)), words[s.start : s.end]) for s in spans]
    say(table(("words", "source", "text"), lines))
    return EXIT_OK


@library_command.command("stats", short_help="How much the library holds.")
@library_option
@format_option("text", "json")
def stats_command(library: str | None, form: str) -> int:
    """How much the library holds, by language, kind, organ and year.

    \b
    Example:
      drafting library stats --format json
    """
    with opened(library) as found:
        stats = found.stats()
    counts = {
        name: {str(k): n for k, n in getattr(stats, name).items()} for name in ("languages", "kinds", "organs", "years")
    }
    facts: dict[str, Any] = {
        "path": str(stats.path) if stats.path else None, "size": stats.size, "documents": stats.documents,
        "drafts": stats.drafts, "paragraphs": stats.paragraphs,
    }  # fmt: skip
    if form == "json":
        say(as_json({"schema": "drafting/library-stats/1", **facts, **counts}))
        return EXIT_OK
    for name, value in facts.items():
        say(f"{name}: {value}")
    for name, found_counts in counts.items():
        say(f"{name}: " + ", ".join(f"{k} {n}" for k, n in list(found_counts.items())[:12]))
    return EXIT_OK


def _answer(hits: list[Hit], form: str, envelope: dict[str, Any], none: str) -> int:
    """Hits as JSON, one a line, or as a table."""
    if form == "json":
        say(as_json(envelope | {"hits": [hit_dict(h) for h in hits]}))
    elif form == "jsonl":
        import json

        for hit in hits:
            say(json.dumps(hit_dict(hit), ensure_ascii=False))
    elif hits:
        from drafting.write.terminal import hits_table

        say(hits_table(hits))
    else:
        warn(none)
    return EXIT_OK


def _period(years: str | None) -> tuple[int | None, int | None] | None:
    """ "2019-2024", "2019-", "-2024" or "2021" as the first and the last year."""
    if years is None:
        return None
    first, dash, last = years.strip().partition("-")
    try:
        start, end = (int(first) if first else None), (int(last) if last else None)
    except ValueError as error:
        raise SettingsError(
            f"--years {years} means no years", "write --years 2019-2024, 2019-, -2024 or 2021"
        ) from error
    return (start, end) if dash else (start, start)
