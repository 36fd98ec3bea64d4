"""`drafting reservations`, `reserve` and `brackets`: who holds out, where, and since when; what is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafting.cli.faults import warn
from drafting.cli.files import Writer, check_outputs, input_bytes, read_input, write_outputs, writers_for
from drafting.cli.options import (
    as_json,
    change_date,
    force_option,
    format_option,
    house_option,
    language_option,
    output_option,
    say,
)
from drafting.cli.settings import find_settings
from drafting.cli.writers import document_writers
from drafting.errors import EXIT_OK, SettingsError

if TYPE_CHECKING:
    from drafting.negotiate.cockpit import Cockpit
    from drafting.negotiate.ledger import Ledger
    from drafting.negotiate.reserve import Spot
    from drafting.write.brackets import BracketBoard

KINDS = (
    "reservation", "dissociation", "conditional reservation", "explanation of position", "interpretative declaration",
    "not a party", "footnote announced",
)  # fmt: skip


@click.command("reservations", short_help="Footnote statements over revisions; who must be asked again.")
@click.argument("files", nargs=-1, required=True, metavar="REV0 [REV1 ...]")
@output_option("Result: .html (matrix and timeline), .docx (tables for the file), .json; several times.")
@format_option("text", "json")
@house_option
@language_option("Language of the ledger's own words (default: that of the last text).")
@force_option
def reservations_command(
    files: tuple[str, ...], outputs: tuple[str, ...], form: str, house: str | None, language: str | None, force: bool
) -> int:
    """Who holds out, where, and since when: every footnote statement with its States, kind, scope and status.

    With several revisions, oldest first: notes that are new, reworded, withdrawn, moved or submitted, and the alert
    that matters: text under a note changed or moved, so that the State must be asked again.

    \b
    Examples:
      drafting reservations draft.docx
      drafting reservations rev1.docx rev2.docx rev3.docx -o ledger.html -o ledger.docx
    """
    from drafting.negotiate.ledger import ledger

    settings = find_settings()
    tongue = language or settings.language
    found = cache(lambda: ledger([read_input(name) for name in files]))
    targets = writers_for(outputs, _ledger_writers(found, tongue, house or settings.house))
    check_outputs(outputs, force=force, inputs=files)
    write_outputs(targets)
    if not outputs or form == "json":
        say(as_json(found().to_dict()) if form == "json" else _ledger_text(found(), tongue))
    elif "-" not in outputs:
        say(
            f"{len(found().statements)} notes, {len(found().changes)} changes, {len(found().alerts)} to ask again about"
        )
    return EXIT_OK


def _ledger_writers(found: Callable[[], Ledger], language: str, house: str) -> dict[str, Writer]:
    """How to write a ledger; "-" (standard output) gets JSON."""

    def page() -> bytes:
        from drafting.negotiate.board import board
        from drafting.write.ledger import ledger_page

        return ledger_page(board(found(), language)).encode()

    def word() -> bytes:
        from drafting.negotiate.board import board
        from drafting.write.ledger import ledger_docx

        return ledger_docx(board(found(), language), house=house)

    def data() -> bytes:
        return as_json(found().to_dict()).encode()

    return {".html": page, ".docx": word, ".json": data, "-": data}


def _ledger_text(found: Ledger, language: str) -> str:
    from drafting.negotiate.board import board
    from drafting.write.ledger import ledger_text

    return ledger_text(board(found, language))


@click.command("reserve", short_help="Enter a delegation's footnote where it belongs.")
@click.argument("draft")
@click.option(
    "--at", required=True, metavar="PLACE", help="Where: OP29, OP8(a), PP3, H3, title, or words of a heading."
)
@click.option("--state", "states", multiple=True, metavar="STATE", help="Who: BRA or Brazil; several times.")
@click.option("--kind", type=click.Choice(KINDS), default="reservation", show_default=True, help="What it states.")
@click.option("--text", metavar="WORDS", help="The note's own words (default: the house's formula).")
@click.option("--after", default="", metavar="WORDS", help="Hang the note on these words of the paragraph.")
@output_option("Result: .docx (tracked where the draft is Word), .md, .html, .txt, .json.", required=True)
@click.option("--author", metavar="NAME", help="Whose name the tracked change bears.")
@click.option("--date", metavar="DATE", help="Date of the tracked change (default: now).")
@house_option
@language_option("Language of the formula (default: that of the draft).")
@force_option
def reserve_command(
    draft: str, at: str, states: tuple[str, ...], kind: str, text: str | None, after: str, outputs: tuple[str, ...],
    author: str | None, date: str | None, house: str | None, language: str | None, force: bool,
) -> int:  # fmt: skip
    """Enter a reservation (or another statement) as a footnote: real and tracked in a Word draft, native in a .md one.

    Without --text the note has the house's formula in the language of the draft. Without --state the delegation of
    drafting.toml speaks.

    \b
    Examples:
      drafting reserve draft.docx --at OP29 --state BRA -o draft-bra.docx --author "Delegation of Brazil"
      drafting reserve draft.md --at H3 --state CHL --kind dissociation -o draft2.md
    """
    from drafting.negotiate.formulas import formula, read_states
    from drafting.negotiate.reserve import enter, find_spot
    from drafting.read import WORD, read_bytes

    settings = find_settings()
    data, name = input_bytes(draft)
    before = read_bytes(data, name)
    spot = find_spot(before, at, after)
    speakers = states or ((settings.delegation,) if settings.delegation else ())
    if not speakers and text is None:
        raise SettingsError("nobody makes the statement", "give --state BRA, or set delegation in drafting.toml")
    tongue = language or before.language
    codes = read_states(speakers, tongue)
    words = text.strip() if text else formula(kind, codes, tongue, spot.scope)
    result = cache(lambda: enter(before, spot, words)[0])
    known = document_writers(result, house=house or settings.house, language=language)
    if Path(name).suffix.lower() in WORD:
        known[".docx"] = lambda: _tracked(data, name, spot, words, author or settings.signature, change_date(date))
    targets = writers_for(outputs, known)
    check_outputs(outputs, force=force, inputs=[draft])
    _warn_of_other_sense(words, kind if text else "", codes, tongue)
    write_outputs(targets)
    if "-" not in outputs:
        say(f"{spot.at}: {words}")
    return EXIT_OK


def _tracked(data: bytes, name: str, spot: Spot, words: str, author: str, date: str) -> bytes:
    from drafting.ooxml.package import Package
    from drafting.word.entering import enter_tracked

    return enter_tracked(Package.load(data, name), spot.block, spot.offset, words, author=author, date=date).to_bytes()


def _warn_of_other_sense(words: str, kind: str, codes: tuple[str, ...], language: str) -> None:
    """Say so when the words given read as another kind of statement, or as that of other States."""
    from drafting.read.statements import read_statement

    said = read_statement(words, language)
    if kind and said.kind != kind:
        warn(f"the words read as {said.kind}, not as {kind}; they were entered as given")
    missing = [c for c in codes if c not in (*said.states, *said.groups)]
    if missing:
        warn(f"the words do not name {', '.join(missing)} as speaking; they were entered as given")


@click.command("brackets", short_help="What is still open, and who holds it open; clean readings.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--read", "choice", metavar="CHOICE", help="The clean reading of a delegation (MEX) or 'Option 2'.")
@click.option(
    "--rest", type=click.Choice(("open", "in", "out")), default="open", show_default=True,
    help="With --read: brackets the choice does not decide stay open, go in, or out.",
)  # fmt: skip
@output_option("Result: .html or .json; with --read .docx, .md, .html, .txt, .json; several times.")
@format_option("text", "json")
@house_option
@language_option("Language of the page's own words (default: that of the text).")
@force_option
def brackets_command(
    files: tuple[str, ...], choice: str | None, rest: str, outputs: tuple[str, ...], form: str, house: str | None,
    language: str | None, force: bool,
) -> int:  # fmt: skip
    """Show the brackets of a negotiating text: status of each paragraph, alternatives, who proposes and who blocks.

    With several revisions, oldest first, it shows the last one, and how the open brackets of each section fell. With
    --read it writes the text as it would stand under one choice; what the choice leaves undecided stays open and is
    listed.

    \b
    Examples:
      drafting brackets draft.docx
      drafting brackets rev1.docx rev2.docx rev3.docx -o brackets.html
      drafting brackets draft.docx --read MEX -o mexico.docx
    """
    settings = find_settings()
    tongue = language or settings.language
    if choice is not None:
        if len(files) > 1:
            raise SettingsError("--read reads one text", "give one file")
        return _reading(files[0], _Choice(choice, rest), outputs, form, house or settings.house, language, force)
    from drafting.negotiate.cockpit import cockpit

    found = cache(lambda: [cockpit(read_input(name)) for name in files])
    board = cache(lambda: _bracket_board(found(), tongue))

    def page() -> bytes:
        from drafting.write.brackets import brackets_page

        return brackets_page(board()).encode()

    def data() -> bytes:
        return as_json(found()[-1].to_dict(before=found()[:-1])).encode()

    targets = writers_for(outputs, {".html": page, ".json": data, "-": data})
    check_outputs(outputs, force=force, inputs=files)
    write_outputs(targets)
    if form == "json":
        say(data().decode())
    elif "-" not in outputs:
        from drafting.write.brackets import brackets_summary, brackets_text

        say(brackets_summary(board()) if outputs else brackets_text(board()))
    return EXIT_OK


def _bracket_board(found: list[Cockpit], language: str) -> BracketBoard:
    from drafting.negotiate.board import bracket_board

    return bracket_board(found[-1], language, found[:-1])


@dataclass(frozen=True, slots=True)
class _Choice:
    """--read and --rest."""

    name: str
    rest: str


def _reading(
    file: str, choice: _Choice, outputs: tuple[str, ...], form: str, house: str, language: str | None, force: bool
) -> int:
    """The text under one choice, and on stderr what stayed open and what was left out."""
    from drafting.negotiate.readings import read_as, read_choice

    text = read_input(file)
    wanted = read_choice(choice.name, text.language)
    rest = {"in": "in", "out": "out"}.get(choice.rest, "open")
    reading = read_as(text, wanted, rest)  # type: ignore[arg-type]
    known = document_writers(lambda: reading.resolution, house=house, language=language)
    if form == "json":
        known["-"] = known[".json"]
    names = outputs or ("-",)
    targets = writers_for(names, known)
    check_outputs(names, force=force, inputs=[file])
    write_outputs(targets)
    for what, found in (("left out", reading.left_out), ("still open", reading.left_open)):
        for at, words in found:
            warn(f"{what} at {at}: {_short(words)}")
    return EXIT_OK


def _short(words: str) -> str:
    tidy = " ".join(words.split())
    return tidy if len(tidy) <= 100 else tidy[:99].rstrip() + "…"
