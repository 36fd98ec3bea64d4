"""`drafting demo`: the whole job on samples that come with the toolkit, in ten lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.files import write_files
from drafting.app.task import Form
from drafting.cli.options import say
from drafting.errors import EXIT_OK, OutputError
from drafting.resources import templates
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.library.library import Library

TOPICS = {
    "fr": "formation du personnel des administrations locales",
    "en": "persons with disabilities evacuation plans",
}
"""A topic to ask about in each language of the samples."""
AUTHOR, DATE = "Demo delegation", "2026-03-02T09:00:00Z"


@click.command("demo", short_help="The main job on bundled samples.")
@click.option(
    "-o", "--output", "folder", default="demo-output", show_default=True, metavar="FOLDER", help="Where the results go."
)
def demo_command(folder: str) -> int:
    """Run the main job on bundled samples: library, suggestions, a draft from an outline, comparison, Word files.

    The results of an earlier demo in that folder are replaced.

    \b
    Example:
      drafting demo
    """
    out = Path(folder)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be made a folder: {error.strerror or error}", "give another with -o"
        ) from error
    with _library(out / "library.sqlite") as library:
        for language in TOPICS:
            for line in _language(language, library, out):
                say(line)
    say(f"Look first at {out / 'fr-marked.docx'} in Word (tracked changes) and {out / 'fr-report.html'} in a browser.")
    return EXIT_OK


def _library(path: Path) -> Library:
    """A fresh library of the adopted samples."""
    from drafting.library import open_library

    for old in (path, *path.parent.glob(f"{path.name}-*")):
        old.unlink(missing_ok=True)
    library = open_library(path)
    added = library.add(templates() / "samples" / "adopted", adopted=True)
    say(f"Demo on invented texts. Library: {added.documents} adopted texts, {added.paragraphs} paragraphs in {path}")
    return library


def _language(language: str, library: Library, out: Path) -> Iterator[str]:
    """Suggest, compose, compare in one language, and say what came of it."""
    from drafting.compose import suggest

    topic = TOPICS[language]
    best = suggest(library, topic, language=language)[0]
    yield f"{language} suggest “{topic}”: {shorten(best.text, 61)} ({best.sources[0]})"
    yield from _composed(language, library, out)
    yield from _compared(language, out)


def _composed(language: str, library: Library, out: Path) -> Iterator[str]:
    from drafting.compose import compose_draft
    from drafting.read import read
    from drafting.word.build import build

    found = compose_draft(read(templates() / "samples" / f"{language}-outline.md"), library)
    target = out / f"{language}-draft.docx"
    comments = [(at, AUTHOR, s.comment(language)) for at, s in found.sources]
    write_files([(target, lambda: build(found.resolution, comments=comments, date=DATE))])
    left = ", ".join(at for at, _ in found.missing)
    yield f"{language} new draft: {len(found.sources)} paragraphs found, sources as comments, {left} open → {target}"


def _compared(language: str, out: Path) -> Iterator[str]:
    from drafting.output.html import report
    from drafting.output.terminal import summary
    from drafting.read import read
    from drafting.word.build import build
    from drafting.word.redline import RedlineSource, mark_up

    old, new = (read(templates() / "samples" / f"{language}-rev{n}.md") for n in (1, 2))
    comparison, marked = mark_up(RedlineSource(old), RedlineSource(new), author=AUTHOR, date=DATE)
    results: dict[str, Form] = {
        "marked.docx": marked.package.to_bytes,
        "clean.docx": lambda: build(new),
        "report.html": lambda: report(comparison, coverage=marked.coverage).encode(),
    }
    write_files([(out / f"{language}-{name}", writer) for name, writer in results.items()])
    yield f"{language} compare, {summary(comparison)}"
    yield f"   → {', '.join(str(out / f'{language}-{name}') for name in results)}"
