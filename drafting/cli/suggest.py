"""`drafting suggest` and `drafting new`: standard language for a topic, and whole drafts from an outline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import click

from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle, document_forms, to_json
from drafting.app.settings import find_settings
from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, check_suffixes, write_outputs
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
from drafting.errors import EXIT_OK, DraftError, SettingsError

if TYPE_CHECKING:
    from drafting.library.library import Library


@contextmanager
def _library(path: str | None) -> Iterator[Library | None]:
    """The library asked for; None, with a word about it, where there is no library yet."""
    from pathlib import Path

    from drafting.cli.library.options import opened
    from drafting.library import default_path

    chosen = path or find_settings().library
    if not chosen and not Path(default_path()).exists():
        warn("there is no library yet, only the starter library is asked: drafting library add --adopted FOLDER")
        yield None
        return
    with opened(chosen) as library:
        yield library


@click.command("suggest", short_help="Standard language for a topic.")
@click.argument("topic", nargs=-1, metavar="[TOPIC...]")
@click.option("--for", "draft", metavar="FILE", help="A whole draft instead of a topic.")
@click.option("--before", type=int, metavar="YEAR", help="With --for: only texts of an earlier year.")
@language_option("Only wordings in this language.")
@click.option("--organ", metavar="WORDS", help="Only texts of this organ.")
@click.option("--kind", type=click.Choice(("preambular", "operative")), help="Only paragraphs of this kind.")
@click.option("--drafts", is_flag=True, help="Wordings of drafts too: not agreed language.")
@click.option("--limit", type=click.IntRange(1, 100), help="How many at most (5; with --for 1 a paragraph).")
@library_option
@format_option("text", "json")
def suggest_command(
    topic: tuple[str, ...], draft: str | None, before: int | None, language: str | None, organ: str | None,
    kind: str | None, drafts: bool, limit: int | None, library: str | None, form: str,
) -> int:  # fmt: skip
    """Propose standard language for a topic: agreed wordings, with where they come from, how often and when last used.

    With --for: the agreed language closest to each paragraph of a draft, with what differs, and the paragraphs that
    several of the texts closest to the draft hold and the draft does not.

    \b
    Examples:
      drafting suggest formation du personnel des administrations --language fr
      drafting suggest --for draft.docx
    """
    if bool(topic) == bool(draft):
        raise SettingsError(
            "give a topic or a draft, one of them", "drafting suggest WORDS, or drafting suggest --for FILE"
        )
    if draft:
        return _for_draft(draft, before, language, organ, drafts, limit or 1, library, form)
    from drafting.compose import suggest

    words = " ".join(topic)
    language = language or find_settings().language or None
    with _library(library) as found:
        offers = suggest(found, words, language=language, organ=organ, kind=kind, drafts=drafts, limit=limit or 5)
    if form == "json":
        from drafting.output.json import suggestions_record

        say(to_json(suggestions_record(words, offers)))
    elif offers:
        from drafting.output.terminal import suggestions

        say(suggestions(offers))
    else:
        warn("nothing found for this topic: try fewer or other words")
    return EXIT_OK


def _for_draft(
    name: str, before: int | None, language: str | None, organ: str | None, drafts: bool, limit: int,
    library: str | None, form: str,
) -> int:  # fmt: skip
    """Review a whole draft."""
    from pathlib import Path

    from drafting.cli.library.options import opened
    from drafting.compose import review_draft
    from drafting.output.json import review_record
    from drafting.output.review import review_text

    draft = read_resolution(name)
    with opened(library) as found:
        told = review_draft(found, draft, language=language, before=before, organ=organ, drafts=drafts, limit=limit)
    if form == "json":
        say(to_json(review_record(told, name)))
    else:
        say(review_text(told, Path(name).name))
    return EXIT_OK


@click.command("new", short_help="A draft from an outline.")
@click.argument("outline")
@output_option(
    "Result: .docx (sources in comments), .md, .html, .txt or .json; several times. Without: Markdown is shown."
)
@language_option("Language of the wordings (default: that of the outline).")
@click.option("--drafts", is_flag=True, help="Wordings of drafts too: not agreed language.")
@click.option("--author", metavar="NAME", help="Whose name the comments bear.")
@click.option("--date", metavar="DATE", help="Date of the comments (default: now).")
@house_option
@library_option
@force_option
def new_command(
    outline: str, outputs: tuple[str, ...], language: str | None, drafts: bool, author: str | None, date: str | None,
    house: str | None, library: str | None, force: bool,
) -> int:  # fmt: skip
    """Make a draft from an outline: a native draft in which a paragraph `? topic words` asks for the best wording.

    Sources go into Word comments. What found nothing stays in the draft as a placeholder and is listed on stderr.

    \b
    Example:
      drafting new outline.md -o draft.docx -o draft.md
    """
    from drafting.compose import ComposedDraft, compose_draft

    settings = find_settings()
    signature, when = author or settings.signature, date_option(date)

    @cache
    def composed() -> ComposedDraft:
        plan = read_resolution(outline)
        if not plan.blocks:
            raise DraftError(f"{outline}: the outline is empty", "write paragraphs such as: 1. ? topic words")
        with _library(library) as found:
            return compose_draft(
                plan, found, language=language or plan.language or settings.language or None, drafts=drafts
            )

    names = outputs or ("-",)
    check_suffixes(names, DOCUMENT_FORMS, standard=".md")
    check_outputs(names, force=force, inputs=[outline])
    known = document_forms(
        composed().resolution,
        DocumentStyle(house or settings.house, language or None, date=when),
        [(at, signature, s.comment(composed().resolution.language)) for at, s in composed().sources],
    )
    write_outputs(names, known, standard=".md")
    for at, topic in composed().missing:
        warn(f"{at}: nothing found for “{topic}”; a placeholder stands in the draft")
    for at, offer in composed().sources:
        if offer.blanks:
            warn(f"{at}: to be filled in: {', '.join(offer.blanks)}")
    return EXIT_OK
