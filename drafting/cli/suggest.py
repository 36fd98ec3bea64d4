"""`drafting suggest` and `drafting new`: standard language for a topic, and whole drafts from an outline."""

from __future__ import annotations

import click

from drafting.app.new import NewOptions, fill_outline
from drafting.app.outputs import DOCUMENT_FORMS, DocumentStyle
from drafting.app.settings import find_settings
from drafting.app.suggest import SuggestOptions, suggest_wordings
from drafting.app.suggest_for import SuggestForOptions, suggest_for_draft
from drafting.cli.errors import warn
from drafting.cli.files import asks_for_word, check_outputs, check_suffixes, read_input, text_option, write_outputs
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
from drafting.errors import EXIT_OK, SettingsError
from drafting.lexicon import detect


@click.command("suggest", short_help="Standard language for a topic.")
@click.argument("topic", nargs=-1, metavar="[TOPIC...]")
@click.option("--for", "draft", metavar="FILE", help="A whole draft instead of a topic.")
@click.option("--before", type=int, metavar="YEAR", help="With --for: only texts of an earlier year.")
@language_option("Only wordings in this language; the answer follows drafting.toml, else your words.")
@click.option("--organ", metavar="WORDS", help="Only texts of this organ.")
@click.option("--kind", type=click.Choice(("preambular", "operative")), help="Only paragraphs of this kind.")
@click.option("--drafts", is_flag=True, help="Wordings of drafts too: not agreed language.")
@click.option("--limit", type=click.IntRange(1, 100), help="How many at most (5; with --for 1 a paragraph).")
@library_option
@format_option("text", "json")
@text_option
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
        review = SuggestForOptions(language, before, organ, drafts, limit or 1)
        return _suggest_for(draft, review, library_or_own(library), form)
    options = SuggestOptions(language or find_settings().language or None, organ, kind, drafts, limit or 5)
    result = suggest_wordings(" ".join(topic), options, library=library_or_own(library))
    spoken = reply_language(None, detect(result.topic), language)
    show_notes(result.notes, spoken)
    if form == "json":
        say_form(result.forms[".json"])
    elif result.suggestions:
        from drafting.output.terminal import suggestions

        say(suggestions(result.suggestions, spoken))
    else:
        warn(result.summary, spoken)
    return EXIT_OK


def _suggest_for(name: str, options: SuggestForOptions, library: str | None, form: str) -> int:
    """Show the agreed language for a whole draft."""
    draft = read_input(name)
    result = suggest_for_draft(draft, options, library=library)
    if form == "json":
        say_form(result.forms[".json"])
    else:
        from drafting.output.review import review_text

        found = [group.hit.language for paragraph in result.review.paragraphs for group in paragraph.groups]
        say(review_text(result.review, draft.short_name, reply_language(None, *found)))
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
    settings = find_settings()
    names = outputs or ("-",)
    options = NewOptions(
        language,
        settings.language or None,
        drafts,
        author or settings.signature,
        DocumentStyle(house or settings.house, language, date=date_option(date), word=asks_for_word(names)),
    )
    check_suffixes(names, DOCUMENT_FORMS, standard=".md")
    check_outputs(names, force=force, inputs=[outline])
    result = fill_outline(read_input(outline), options, library=library_or_own(library))
    write_outputs(names, result.forms, standard=".md")
    show_notes(result.notes, reply_language(language, result.composed.resolution.language))
    return EXIT_OK
