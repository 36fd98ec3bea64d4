"""`drafting demo`: the whole job on samples that come with the toolkit, in ten lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.demo import TOPICS, make_demo_library, run_demo
from drafting.app.files import error_text, write_files
from drafting.cli.options import say
from drafting.errors import EXIT_OK, OutputError
from drafting.text.shorten import shorten

if TYPE_CHECKING:
    from drafting.app.demo import DemoResult


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
        raise OutputError(f"{folder} cannot be made a folder: {error_text(error)}", "give another with -o") from error
    library = out / "library.sqlite"
    added = make_demo_library(library).added
    say(f"Demo on invented texts. Library: {added.documents} adopted texts, {added.paragraphs} paragraphs in {library}")
    for language in TOPICS:
        result = run_demo(language, library)
        write_files([(out / name, form) for name, form in result.files.items()])
        _describe(result, out)
    say(f"Look first at {out / 'fr-marked.docx'} in Word (tracked changes) and {out / 'fr-report.html'} in a browser.")
    return EXIT_OK


def _describe(result: DemoResult, out: Path) -> None:
    """Print what came of the samples of one language, and where it was written."""
    from drafting.output.summary import summarise_comparison

    language, composed = result.language, result.drafted.composed
    best = result.suggested.suggestions[0]
    say(f"{language} suggest “{result.suggested.topic}”: {shorten(best.text, 61)} ({best.sources[0]})")
    draft, *others = (str(out / name) for name in result.files)
    left = ", ".join(at for at, _ in composed.missing)
    found = f"{len(composed.sources)} paragraphs found, sources as comments, {left} open"
    say(f"{language} new draft: {found} → {draft}")
    say(f"{language} compare, {summarise_comparison(result.compared.comparison, 'en')}")
    say(f"   → {', '.join(others)}")
