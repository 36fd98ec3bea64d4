"""`drafting reservations` and `reserve`: who holds out, where, and since when."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.app.outputs import DocumentStyle, document_forms, to_json
from drafting.app.settings import find_settings
from drafting.app.task import Form
from drafting.cli.errors import warn
from drafting.cli.files import check_outputs, check_suffixes, read_input, write_outputs
from drafting.cli.options import (
    date_option,
    force_option,
    format_option,
    house_option,
    language_option,
    library_option,
    output_option,
    say,
)
from drafting.cli.read import read_resolution
from drafting.errors import EXIT_OK, SettingsError

if TYPE_CHECKING:
    from drafting.negotiate.reservations import Ledger
    from drafting.negotiate.reservations.add import NotePosition

KINDS = (
    "reservation", "dissociation", "conditional reservation", "explanation of position", "interpretative declaration",
    "not a party", "footnote announced",
)  # fmt: skip


@click.command("reservations", short_help="Footnote statements over revisions; who must be asked again.")
@click.argument("files", nargs=-1, metavar="[REV0 REV1 ...]")
@click.option("--past", is_flag=True, help="With each note: in how many texts of the library, and how its words moved.")
@click.option("--standing", metavar="STATE", help="No draft: the notes of a State in past texts of the library.")
@click.option("--on", "theme", default="", metavar="WORDS", help="With --standing: only notes on this theme.")
@library_option
@click.option("--drafts", is_flag=True, help="With --past or --standing: drafts of the library too.")
@output_option("Result: .html (matrix and timeline), .docx (tables for the file), .json; several times.")
@format_option("text", "json")
@house_option
@language_option("Language of the ledger's own words (default: that of the last text).")
@force_option
def reservations_command(
    files: tuple[str, ...], past: bool, standing: str | None, theme: str, library: str | None, drafts: bool,
    outputs: tuple[str, ...], form: str, house: str | None, language: str | None, force: bool,
) -> int:  # fmt: skip
    """Who holds out, where, and since when: every footnote statement with its States, kind, scope and status.

    With several revisions, oldest first: notes that are new, reworded, withdrawn, moved or submitted, and the alert
    that matters: text under a note changed or moved, so that the State must be asked again.

    A State's notes come back year after year. --past says of each note where the library has it; --standing offers
    those of a State on a theme, with how their wording moved. The texts are read where they were added from.

    \b
    Examples:
      drafting reservations draft.docx
      drafting reservations rev1.docx rev2.docx rev3.docx -o ledger.html -o ledger.docx
      drafting reservations draft.docx --past
      drafting reservations --standing NIC --on climate
    """
    from drafting.cli.past_statements import answer_standing, past_of
    from drafting.negotiate.reservations import build_ledger

    settings = find_settings()
    tongue = language or settings.language
    if standing is not None:
        if files or outputs:
            raise SettingsError("--standing asks the library, not drafts", "leave the files away; add --format json")
        return answer_standing(standing, theme, library, drafts, form, tongue)
    if not files:
        raise SettingsError("no draft is given", "name one or more revisions, oldest first, or --standing STATE")
    found = cache(lambda: build_ledger([read_resolution(name) for name in files]))
    if past:
        plain = found
        found = cache(lambda: replace(plain(), past=past_of(plain(), library, drafts)))
    known = _ledger_writers(found, tongue, house or settings.house)
    check_suffixes(outputs, known, standard=".json")
    check_outputs(outputs, force=force, inputs=files)
    write_outputs(outputs, known, standard=".json")
    if not outputs or form == "json":
        say(to_json(found().to_dict()) if form == "json" else _ledger_text(found(), tongue))
    elif "-" not in outputs:
        say(
            f"{len(found().statements)} notes, {len(found().changes)} changes, {len(found().alerts)} to ask again about"
        )
    return EXIT_OK


def _ledger_writers(found: Callable[[], Ledger], language: str, house: str) -> dict[str, Form]:
    """How to write a ledger; "-" (standard output) gets JSON."""

    def page() -> bytes:
        from drafting.output.reservations import ledger_page

        return ledger_page(found(), language).encode()

    def word() -> bytes:
        from drafting.output.reservations_docx import ledger_docx

        return ledger_docx(found(), language, house=house)

    def data() -> bytes:
        return to_json(found().to_dict()).encode()

    return {".html": page, ".docx": word, ".json": data}


def _ledger_text(found: Ledger, language: str) -> str:
    from drafting.output.reservations import ledger_text

    return ledger_text(found, language)


@click.command("reserve", short_help="Enter a delegation's footnote where it belongs.")
@click.argument("draft")
@click.option(
    "--at", required=True, metavar="PLACE", help="Where: OP29, OP8(a), PP3, H3, title, or words of a heading."
)
@click.option("--state", "states", multiple=True, metavar="STATE", help="Who: BRA or Brazil; several times.")
@click.option("--kind", type=click.Choice(KINDS), default="reservation", show_default=True, help="What it states.")
@click.option("--text", metavar="WORDS", help="The note's own words (default: the house's formula).")
@click.option("--from-library", is_flag=True, help="The State's last wording on a like paragraph, from past texts.")
@library_option
@click.option("--after", default="", metavar="WORDS", help="Hang the note on these words of the paragraph.")
@output_option("Result: .docx (tracked where the draft is Word), .md, .html, .txt, .json.", required=True)
@click.option("--author", metavar="NAME", help="Whose name the tracked change bears.")
@click.option("--date", metavar="DATE", help="Date of the tracked change (default: now).")
@house_option
@language_option("Language of the formula (default: that of the draft).")
@force_option
def reserve_command(
    draft: str, at: str, states: tuple[str, ...], kind: str, text: str | None, from_library: bool, library: str | None,
    after: str, outputs: tuple[str, ...], author: str | None, date: str | None, house: str | None,
    language: str | None, force: bool,
) -> int:  # fmt: skip
    """Enter a reservation (or another statement) as a footnote: real and tracked in a Word draft, native in a .md one.

    Without --text the note has the house's formula in the language of the draft; with --from-library it has the words
    the State used last on a paragraph like this one. Without --state the delegation of drafting.toml speaks.

    \b
    Examples:
      drafting reserve draft.docx --at OP29 --state BRA -o draft-bra.docx --author "Delegation of Brazil"
      drafting reserve draft.md --at H3 --state CHL --kind dissociation -o draft2.md
      drafting reserve draft.docx --at OP40 --state USA --from-library -o draft-usa.docx
    """
    from drafting.negotiate.reservations.add import add_statement, existing_notes, find_position
    from drafting.negotiate.reservations.formulas import read_states, statement_formula
    from drafting.read import WORD, read_bytes

    settings = find_settings()
    document = read_input(draft)
    data, name = document.data, document.name
    before = read_bytes(data, name)
    spot = find_position(before, at, after)
    speakers = states or ((settings.delegation,) if settings.delegation else ())
    if not speakers and text is None:
        raise SettingsError("nobody makes the statement", "give --state BRA, or set delegation in drafting.toml")
    tongue = language or before.language
    codes = read_states(speakers, tongue)
    if from_library:
        from drafting.cli.past_statements import last_wording

        text = last_wording(spot, codes, tongue, text, library)
    words = statement_formula(kind, codes, tongue, spot.scope) if text is None else _sound(text)
    result = cache(lambda: add_statement(before, spot, words)[0])
    known = document_forms(result(), DocumentStyle(house or settings.house, language))
    if Path(name).suffix.lower() in WORD:
        known[".docx"] = lambda: _tracked(data, name, spot, words, author or settings.signature, date_option(date))
    check_suffixes(outputs, known, standard=".md")
    check_outputs(outputs, force=force, inputs=[draft])
    for mark, said in existing_notes(before, spot, codes):
        warn(f"{spot.at} has a note of {', '.join(codes)} already ({mark}, {said}); this one stands beside it")
    _warn_of_other_sense(words, kind if text and not from_library else "", codes, tongue)
    write_outputs(outputs, known, standard=".md")
    if "-" not in outputs:
        say(f"{spot.at}: {words}")
    return EXIT_OK


def _sound(text: str) -> str:
    """The words given, without the control characters no document can hold. SettingsError where none are left."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    if kept != text:
        warn("control characters in the words were left out")
    if not kept.strip():
        raise SettingsError(
            "--text is empty", "give the words of the note, or leave --text out for the house's formula"
        )
    return kept.strip()


def _tracked(data: bytes, name: str, spot: NotePosition, words: str, author: str, date: str) -> bytes:
    from drafting.ooxml.package import Package
    from drafting.word.annotate import add_tracked_footnote

    return add_tracked_footnote(
        Package.load(data, name), spot.block, spot.offset, words, author=author, date=date
    ).to_bytes()


def _warn_of_other_sense(words: str, kind: str, codes: tuple[str, ...], language: str) -> None:
    """Say so when the words given read as another kind of statement, or as that of other States."""
    from drafting.read.statements import read_statement

    said = read_statement(words, language)
    if kind and said.kind != kind:
        warn(f"the words read as {said.kind}, not as {kind}; they were entered as given")
    missing = [c for c in codes if c not in (*said.states, *said.groups)]
    if missing:
        warn(f"the words do not name {', '.join(missing)} as speaking; they were entered as given")
