"""Tracked changes: two documents in, one Word package out, NEW with the deleted content of OLD and real revisions."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from lxml import etree

from drafting.compare import Comparison, compare
from drafting.compare.printed_blanks import share_blanks
from drafting.errors import SourceError, require_choice
from drafting.model.resolution import Note, Resolution
from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import order_ids
from drafting.ooxml.package import Package
from drafting.ooxml.removal import drop_macros, is_macro_enabled
from drafting.word.build.house_styles import HOUSES
from drafting.word.redline.comments import LostComments
from drafting.word.redline.context import NoteRecord, RedlineContext
from drafting.word.redline.import_parts import PartImporter
from drafting.word.redline.list_numbering import restore_numbers
from drafting.word.redline.merge_blocks import body_of, merge_body, merge_container
from drafting.word.redline.merge_footnotes import first_free_ids, merge_notes, pair_notes
from drafting.word.redline.merge_headers_footers import merge_headers_footers
from drafting.word.redline.merge_text_boxes import merge_text_boxes
from drafting.word.redline.revision_marks import RevisionMarker
from drafting.word.redline.unsupported import report_unsupported
from drafting.word.redline.verify import find_mismatches, read_views
from drafting.word.redline.verify_partial import is_partly_resolved

__all__ = ["Redlined", "Source", "flatten_revisions", "mark_up", "redline"]
_WITH_IDS = ("footnotes", "endnotes", "header", "footer", "numbering", "styles", "comments")
"""Types of parts whose ids our marks must not repeat."""


@dataclass(frozen=True, slots=True)
class RedlineSource:
    """One side of a comparison: the resolution, and the package it was read from (None where it was no Word file).

    The resolution must have been read from this very package: its origins point into it.
    """

    resolution: Resolution
    package: Package | None = None


@dataclass(frozen=True, slots=True)
class Redlined:
    """The marked-up package, and what tracked changes cannot show or a person should look at."""

    package: Package
    coverage: tuple[Note, ...]


class _Options(NamedTuple):
    author: str
    date: str
    native: bool
    formatting: bool
    language: str
    restoring: bool = False
    """See `RedlineContext.restoring`."""


class _Attempt(NamedTuple):
    """A redline and the result of its check: whether both texts come back, whether a deletion was rejected since."""

    package: Package
    coverage: list[Note]
    clean: bool
    rejected_since: bool


def flatten_revisions(package: Package, side: str) -> tuple[Package, Note | None]:
    """A copy with all tracked changes accepted, and a note that says so; the package and None where there are none.

    `side`: what the note calls the document ("the old document").
    """
    from drafting.ooxml.revisions.elements import tracked
    from drafting.ooxml.revisions.resolve_package import resolve_package
    from drafting.ooxml.story import stories

    found = [change for part in stories(package) for change in tracked(package.xml(part))]
    if not found:
        return package, None
    copy = package.copy()
    resolve_package(copy, True)
    authors = ", ".join(sorted({change.author for change in found if change.author})) or "unnamed authors"
    message = f"{len(found)} tracked changes of {side} by {authors} were accepted before comparing (--flatten)"
    return copy, Note("flattened", message, severity="warning")


def mark_up(
    old: RedlineSource,
    new: RedlineSource,
    *,
    author: str,
    date: str,
    moves: Literal["native", "plain"] = "native",
    house: str = "oas",
    language: str | None = None,
    explained: bool = True,
    begins: Callable[[str], None] = lambda step: None,
) -> tuple[Comparison, Redlined]:
    """Compare two sources once and write the comparison as tracked changes; returns both.

    A side that is not Word is built on `house` first. Where one side is a Word file and the other is not, changes of
    formatting are not marked. `author` and `date` (ISO 8601) are those of every change. Comments of ours are in
    `language`, or else in the language of the texts. `explained=False` leaves out what the changes mean, which the Word
    file does not show. `begins` is called before each step with its name, "pairing" and "marking". Raises SettingsError
    for an unknown house or unknown `moves`.
    """
    require_choice("moves", moves, ("native", "plain"))
    require_choice("house", house, HOUSES)
    mixed = (old.package is None) != (new.package is None)
    old_text, new_text = share_blanks(old.resolution, new.resolution)
    old, new = replace(old, resolution=old_text), replace(new, resolution=new_text)
    old_package, old_resolution = _as_package(old, house, language)
    new_package, new_resolution = _as_package(new, house, language)
    begins("pairing")
    comparison = compare(old_resolution, new_resolution, explained=explained)
    begins("marking")
    marked = redline(
        old_package,
        new_package,
        comparison,
        author=author,
        date=date,
        moves=moves,
        formatting=not mixed,
        language=language or new_resolution.language or old_resolution.language,
    )
    return comparison, marked


def _as_package(side: RedlineSource, house: str, language: str | None) -> tuple[Package, Resolution]:
    if side.package is not None:
        return side.package, side.resolution
    from drafting.word.build import build_package

    built = build_package(side.resolution, house=house, language=language)
    return built.package, built.resolution


def redline(
    old: Package,
    new: Package,
    comparison: Comparison,
    *,
    author: str,
    date: str,
    moves: Literal["native", "plain"] = "native",
    formatting: bool = True,
    language: str = "",
) -> Redlined:
    """NEW with tracked changes by `author` at `date` (ISO 8601): accepting all gives NEW, rejecting ours gives OLD.

    `comparison` must come from these two packages (its origins point into them); it is the only alignment of the text.
    `moves`: "native" writes w:moveFrom and w:moveTo; "plain" writes deletions and insertions, with a comment in
    `language` ("fr"; English for unknown ones) that says from where. `formatting=False` leaves changes of formatting
    unmarked. Neither package is changed. Same input, same bytes. Raises SourceError for a document nested too deeply.

    Words whose pending deletion was rejected since are unmarked, as they are in both texts. Where other changes were
    accepted since, rejecting would then give OLD neither with all accepted nor with all rejected: such words are marked
    as inserted instead, and rejecting ours gives OLD accepted.
    """
    options = _Options(author, date, moves == "native", formatting, language)
    attempts = [_attempt(old, new, comparison, options)]
    if not attempts[0].clean and attempts[0].rejected_since:
        attempts.append(_attempt(old, new, comparison, options._replace(restoring=True)))
    best = attempts[-1] if attempts[-1].clean else attempts[0]
    return Redlined(best.package, tuple(best.coverage))


def _attempt(old: Package, new: Package, comparison: Comparison, options: _Options) -> _Attempt:
    coverage: list[Note] = []
    result, root = _copy_new(coverage, new)
    old_root = old.xml(old.main)
    old_notes, new_notes = pair_notes(comparison, old, new)
    marker = RevisionMarker(options.author, options.date, [root, old_root, *_trees_with_ids(result)])
    context = RedlineContext(
        old,
        new,
        result,
        marker,
        PartImporter(old, result, marker.fresh_id),
        NoteRecord(next_ids=first_free_ids(result)),
        LostComments(old, new),
        old_notes,
        new_notes,
        coverage,
        options.native,
        options.formatting,
        merge_container,
        options.restoring,
        language=options.language,
    )
    try:
        report_unsupported(context, old_root, root, comparison)
        _merge_parts(context, old_root, root, comparison)
        restore_numbers(context, old_root, root, new.xml(new.main))
        order_ids(result)
        clean = _check(context, old_root, root, new)
    except RecursionError as error:
        raise SourceError(f"{new.name} nests tables or boxes too deeply to mark up", "simplify it in Word") from error
    return _Attempt(result, context.coverage, clean, context.rejected_since)


def _merge_parts(
    context: RedlineContext, old_root: etree._Element, root: etree._Element, comparison: Comparison
) -> None:
    """Merge body, text boxes, notes, headers and footers, comments. The body goes first: it records the note marks."""
    body = context.open_part(context.old.main, context.result.main)
    merge_body(body, old_root, root, comparison.body)
    merge_text_boxes(body)
    merge_notes(context)
    merge_headers_footers(context, root)
    context.finish_comments()


def _copy_new(coverage: list[Note], new: Package) -> tuple[Package, etree._Element]:
    """A copy of NEW to be changed, and its main part, which is copied as a tree because that is fastest.

    A strict document becomes a transitional one in all parts, and macros are left out: the result is a .docx.
    """
    main = new.main
    root = deepcopy(new.xml(main))
    result = Package({name: b"" if name == main else new.blob(name) for name in new.names()}, new.name)
    result.put(main, root)
    if root.attrib.pop(w("conformance"), "") == "strict":
        for name in result.names():
            if name.endswith((".xml", ".rels")):
                result.xml(name)
    if is_macro_enabled(result):
        drop_macros(result)
        coverage.append(Note("macros", "the macros of the new document are left out", severity="warning"))
    return result, root


def _trees_with_ids(package: Package) -> list[etree._Element]:
    return [
        package.xml(rel.target)
        for rel in package.relationships(package.main)
        if rel.type in _WITH_IDS and not rel.external and rel.target in package
    ]


def _check(context: RedlineContext, old_root: etree._Element, root: etree._Element, new: Package) -> bool:
    """Read the result back (see `verify`) and report what is wrong. Returns whether all is right."""
    got = read_views(body_of(root), context.marker.is_ours)
    old, fresh = (read_views(body_of(r)) for r in (old_root, new.xml(new.main)))
    wrong = list(find_mismatches(got, old, fresh))
    for what, found, wanted in wrong:
        if what == "rejecting" and is_partly_resolved(body_of(old_root), got.rejected):
            continue
        context.note(
            "self-check",
            f"{what} all changes does not give the document back here; check this place by hand",
            before=wanted[:200],
            after=found[:200],
        )
    return not wrong
