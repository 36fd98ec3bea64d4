"""Two Word packages in, one out: NEW with OLD's deleted content and real tracked changes (rule 11 of the house)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lxml import etree

from drafting.compare import Comparison
from drafting.errors import SourceError
from drafting.model.resolution import Note
from drafting.ooxml.namespaces import w
from drafting.ooxml.notes import order_ids
from drafting.ooxml.package import Package, rels_name
from drafting.word.redline.comments import Commentary
from drafting.word.redline.context import Job, NoteBook
from drafting.word.redline.counted import settle_numbers
from drafting.word.redline.import_parts import Carrier
from drafting.word.redline.merge_blocks import body_of, merge_body, merge_container
from drafting.word.redline.merge_footnotes import merge_notes, next_ids, pair_notes
from drafting.word.redline.merge_headers_footers import merge_furniture
from drafting.word.redline.merge_text_boxes import merge_boxes
from drafting.word.redline.revision_marks import Marker
from drafting.word.redline.unsupported import list_losses
from drafting.word.redline.verify import differences, views
from drafting.word.redline.verify_partial import is_partly_settled

__all__ = ["Redlined", "redline"]
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars")
_TOUCHED = ("footnotes", "endnotes", "header", "footer", "numbering", "styles", "comments")


@dataclass(frozen=True, slots=True)
class Redlined:
    """The marked-up package, and everything that has no tracked form or wants a person's eye."""

    package: Package
    coverage: tuple[Note, ...]


class _Wish(NamedTuple):
    """How the caller wants it; `restoring`: see `redline`."""

    author: str
    date: str
    native: bool
    formatting: bool
    language: str
    restoring: bool = False


class _Try(NamedTuple):
    """A redline with what its check found: whether both texts come back, and whether a deletion was rejected since."""

    package: Package
    coverage: list[Note]
    clean: bool
    rejected_since: bool


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
    """NEW with tracked changes by `author` at `date` (ISO 8601): accept all gives NEW, reject ours gives OLD.

    `comparison` must come from these two packages (its origins point into them); it is the only alignment of the text.
    `moves`: "native" writes w:moveFrom and w:moveTo, "plain" deletions and insertions, with a comment in `language`
    ("fr"; others English) that says from where. `formatting=False` leaves changes of formatting unmarked. Neither
    package is changed. Same input, same bytes. Raises SourceError for a document nested beyond reason.

    Words whose pending deletion was rejected since stand unmarked, as they do in both texts. Where other changes were
    accepted since, rejecting then gives OLD neither with all accepted nor with all rejected: such words are marked as
    inserted instead, and rejecting ours gives OLD accepted.
    """
    wish = _Wish(author, date, moves == "native", formatting, language)
    made = [_redline(old, new, comparison, wish)]
    if not made[0].clean and made[0].rejected_since:
        made.append(_redline(old, new, comparison, wish._replace(restoring=True)))
    best = made[-1] if made[-1].clean else made[0]
    return Redlined(best.package, tuple(best.coverage))


def _redline(old: Package, new: Package, comparison: Comparison, wish: _Wish) -> _Try:
    coverage: list[Note] = []
    result, root = _copy(coverage, new)
    old_root = old.xml(old.main)
    old_notes, new_notes = pair_notes(comparison, old, new)
    marker = Marker(wish.author, wish.date, [root, old_root, *_small_trees(result)])
    carrier = Carrier(old, result, marker.fresh)
    book = NoteBook(next=next_ids(result))
    job = Job(
        old,
        new,
        result,
        marker,
        carrier,
        book,
        Commentary(old, new),
        old_notes,
        new_notes,
        coverage,
        wish.native,
        wish.formatting,
        merge_container,
        wish.restoring,
        language=wish.language,
    )
    try:
        list_losses(job, old_root, root, comparison)
        _merge(job, old_root, root, comparison)
        settle_numbers(job, old_root, root, new.xml(new.main))
        order_ids(result)
        clean = _check(job, old_root, root, new)
    except RecursionError as error:
        raise SourceError(f"{new.name} nests tables or boxes too deeply to mark up", "simplify it in Word") from error
    return _Try(result, job.coverage, clean, job.rejected_since)


def _merge(job: Job, old_root: etree._Element, root: etree._Element, comparison: Comparison) -> None:
    """Body, boxes, notes (the body says which came and went), headers and footers."""
    story = job.story(job.old.main, job.result.main)
    merge_body(story, old_root, root, comparison.body)
    merge_boxes(story)
    merge_notes(job)
    merge_furniture(job, root)
    job.settle_comments()


def _copy(coverage: list[Note], new: Package) -> tuple[Package, etree._Element]:
    """A copy of NEW that can be changed; the main part is copied as a tree, which costs least.

    A strict document becomes a transitional one throughout, and macros are left out: the result is a .docx.
    """
    main = new.main
    root = deepcopy(new.xml(main))
    result = Package({name: b"" if name == main else new.blob(name) for name in new.names()}, new.name)
    result.put(main, root)
    if root.attrib.pop(w("conformance"), "") == "strict":
        for name in result.names():
            if name.endswith((".xml", ".rels")):
                result.xml(name)
    if "macroEnabled" in result.content_type(main):
        _drop_macros(result)
        coverage.append(Note("macros", "the macros of the new document are left out", severity="warning"))
    return result, root


def _drop_macros(package: Package) -> None:
    package.declare(package.main, _DOCX)
    if rels_name(package.main) not in package:
        return
    arrows = package.xml(rels_name(package.main))
    for element, rel in list(zip(arrows, package.relationships(package.main), strict=True)):
        if rel.type in _MACROS:
            arrows.remove(element)
            for name in [rel.target, rels_name(rel.target), *(r.target for r in package.relationships(rel.target))]:
                package.drop(name)
    types = package.xml("[Content_Types].xml")
    for override in [e for e in types if e.get("PartName") and e.get("PartName", "")[1:] not in package]:
        types.remove(override)


def _small_trees(package: Package) -> list[etree._Element]:
    return [
        package.xml(rel.target)
        for rel in package.relationships(package.main)
        if rel.type in _TOUCHED and not rel.external and rel.target in package
    ]


def _check(job: Job, old_root: etree._Element, root: etree._Element, new: Package) -> bool:
    """Read the result back (see selfcheck); what is wrong is said, never hidden. Gives whether all is right."""
    got = views(body_of(root), job.marker.made)
    old, fresh = (views(body_of(r)) for r in (old_root, new.xml(new.main)))
    wrong = list(differences(got, old, fresh))
    for what, found, wanted in wrong:
        if what == "rejecting" and is_partly_settled(body_of(old_root), got.rejected):
            continue
        job.note(
            "self-check",
            f"{what} all changes does not give the document back here; check this place by hand",
            before=wanted[:200],
            after=found[:200],
        )
    return not wrong
