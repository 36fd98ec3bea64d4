"""Annotations added to a Word file: comments, and a footnote as one tracked change; nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from drafting.errors import SourceError
from drafting.model.resolution import Block
from drafting.ooxml.namespaces import R, W, w
from drafting.ooxml.notes import note_elements, order_ids
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.elements import DELETED, KINDS
from drafting.ooxml.story import paragraphs
from drafting.ooxml.styles import ids_by_name
from drafting.ooxml.text import Piece, pieces
from drafting.resources import templates
from drafting.word.build.comments_part import CommentsPart
from drafting.word.build.elements import el, run, text_elements
from drafting.word.redline.revision_marks import RevisionMarker

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def add_comments(
    package: Package, comments: Iterable[tuple[Block, str, str]], *, date: str
) -> tuple[Package, tuple[Block, ...]]:
    """A copy of the package with comments (block, author, text), and the blocks that could not be found in it.

    The blocks must come from a resolution read from this package: their origins point into it. Only the main part, the
    comments and the parts that declare them are changed. `date` in ISO 8601.
    """
    result = package.copy()
    story = paragraphs(result.xml(result.main))
    last = max(
        (i for p in story for e in p.iter(w("commentReference")) if (i := _id_number(e.get(w("id"))))), default=0
    )
    part: CommentsPart | None = None
    lost = []
    for block, author, text in comments:
        origin = block.origin
        if origin is None or origin.story != "document" or not origin.paragraphs or origin.paragraphs[-1] >= len(story):
            lost.append(block)
            continue
        part = part or CommentsPart.of(result, date, above=last)
        part.add(author, text, story[origin.paragraphs[0]], story[origin.paragraphs[-1]])
    return result, tuple(lost)


def _id_number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0


def add_tracked_footnote(package: Package, block: Block, offset: int, text: str, *, author: str, date: str) -> Package:
    """A copy of the package with a footnote after `offset` characters of `block`, its mark and words in w:ins.

    The block must come from a resolution read from this package: its origin points into it. Accepting gives the note,
    rejecting gives the text as it was. Nothing else in the file is changed. Raises SourceError when the paragraph
    cannot be found in the file.
    """
    result = package.copy()
    root = result.xml(result.main)
    paragraph, place = _find_place(root, block, offset)
    notes = _notes_part(result)
    marker = RevisionMarker(author, date, [root, result.xml(notes)])
    styles = _note_styles(result)
    number = 1 + max((int(i) for i in _used_ids(result, notes)), default=0)
    reference = run([el("footnoteReference", id=number)], [styles["reference"]])
    inserted = marker.new_mark("ins")
    inserted.append(reference)
    _put_mark(paragraph, place, inserted)
    result.xml(notes).append(_tracked_note(number, text, marker, styles))
    order_ids(result)
    return result


def _find_place(root: etree._Element, block: Block, offset: int) -> tuple[etree._Element, int]:
    """The Word paragraph of a block, and the offset in its words, with a typed label or an earlier block counted in."""
    origin = block.origin
    every = paragraphs(root)
    words = getattr(block, "text", "")
    if origin is None or origin.story != "document" or not origin.paragraphs or origin.paragraphs[-1] >= len(every):
        raise SourceError(
            f"“{words[:40]}” cannot be found in the Word file", "write to .md instead, or enter it by hand"
        )
    for index in origin.paragraphs:
        start = _printed_text(every[index]).find(words)
        if start >= 0:
            return every[index], start + offset
    if offset < len(words.rstrip()):
        raise SourceError(
            f"“{words[:40]}” is printed otherwise than it reads; the place cannot be found in the Word file",
            "leave --after out: the note then hangs on the whole paragraph",
        )
    last = every[origin.paragraphs[-1]]
    return last, len(_printed_text(last).rstrip())


def _undeleted_pieces(paragraph: etree._Element) -> list[Piece]:
    """The pieces of the paragraph that are not deleted."""
    return [p for p in pieces(paragraph) if not any(a.tag in DELETED for a in p.element.iterancestors())]


def _printed_text(paragraph: etree._Element) -> str:
    return "".join(p.text for p in _undeleted_pieces(paragraph))


def _put_mark(paragraph: etree._Element, offset: int, inserted: etree._Element) -> None:
    """Put the mark after `offset` characters and the note marks there; a run around that place is cut in two."""
    at = 0
    last: Piece | None = None
    for piece in _undeleted_pieces(paragraph):
        if at + len(piece.text) > offset and at < offset and piece.run is not None:
            _split_text(piece, offset - at)
            last = piece
            break
        if at >= offset and not (piece.kind in ("footnote", "endnote") and not piece.text):
            break
        last, at = piece, at + len(piece.text)
    if last is None or last.run is None:
        properties = paragraph.find(w("pPr"))
        paragraph.insert(0 if properties is None else 1, inserted)
        return
    _split_run(last)
    holder = last.run
    while (parent := holder.getparent()) is not None and parent.tag != w("p"):
        holder = _split_wrapper(holder)  # never inside a link, a w:fldSimple or another person's insertion
    while (behind := holder.getnext()) is not None and _ends_field(behind):
        holder = behind
    holder.addnext(inserted)


def _ends_field(element: etree._Element) -> bool:
    """Whether a run ends a field: a mark before it would disappear when Word updates the field."""
    signs = [c for c in element if c.tag != w("rPr")]
    return bool(signs) and all(c.tag == w("fldChar") and c.get(w("fldCharType")) == "end" for c in signs)


def _split_text(piece: Piece, length: int) -> None:
    """Cut a text element in two after `length` characters."""
    element = piece.element
    words = element.text or ""
    rest = deepcopy(element)
    element.text, rest.text = words[:length], words[length:]
    for part in (element, rest):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    rest.tail = None
    element.addnext(rest)


def _split_run(piece: Piece) -> None:
    """Cut the run after a piece, so that the mark can be put between two runs."""
    run_ = piece.run
    if run_ is None:
        return
    behind = list(piece.element.itersiblings())
    if not behind:
        return
    rest = etree.Element(run_.tag)
    for name, value in run_.attrib.items():
        rest.set(name, value)
    properties = run_.find(w("rPr"))
    if properties is not None:
        rest.append(deepcopy(properties))
    rest.extend(behind)
    run_.addnext(rest)


def _split_wrapper(inner: etree._Element) -> etree._Element:
    """The element around a run (w:ins, w:hyperlink …). A revision is cut in two after the run."""
    wrapper = inner.getparent()
    assert wrapper is not None
    behind = list(inner.itersiblings())
    if behind and wrapper.tag in KINDS:
        rest = etree.Element(wrapper.tag)
        for name, value in wrapper.attrib.items():
            rest.set(name, value)
        rest.extend(behind)
        wrapper.addnext(rest)
    return wrapper


def _used_ids(package: Package, part: str) -> list[str]:
    return [i for e in package.xml(part) if (i := e.get(w("id"), "")).isdigit()]


def _notes_part(package: Package) -> str:
    """The name of the footnotes part; where there is none, one is added with the separators of the house document."""
    found = package.related("footnotes")
    if found:
        return found
    source = Package.open(templates() / "documents" / "oas.docx")
    part = source.related("footnotes")
    root = etree.Element(w("footnotes"), nsmap={"w": W, "r": R})
    if part:
        root.extend(deepcopy(e) for e in source.xml(part) if e.get(w("type"), "normal") != "normal")
    name = "word/footnotes.xml"
    package.put(name, root)
    package.declare(name, _NOTES_TYPE)
    package.relate(package.main, "footnotes", name)
    return name


def _note_styles(package: Package) -> dict[str, etree._Element]:
    """The styles of note marks and note texts: Word's own, or those of other notes; else superscript and no space."""
    names = ids_by_name(package)
    reference = names.get("footnote reference")
    text = names.get("footnote text")
    for note in note_elements(package, "footnote").values():
        used = note.find(f".//{w('pStyle')}")
        if used is not None and not text:
            text = used.get(w("val"))
    raised = el("vertAlign", val="superscript")
    return {
        "reference": el("rStyle", val=reference) if reference else raised,
        "text": el("pStyle", val=text) if text else el("spacing", after=0),
    }


def _tracked_note(number: int, text: str, marker: RevisionMarker, styles: dict[str, etree._Element]) -> etree._Element:
    """A footnote whose words are tracked as inserted; paragraphs are separated by empty lines."""
    note = el("footnote", id=number)
    for position, words in enumerate(text.split("\n\n")):
        properties = el("pPr", deepcopy(styles["text"]))
        paragraph = el("p", properties)
        inserted = marker.new_mark("ins")
        if not position:
            inserted.append(run([el("footnoteRef")], [deepcopy(styles["reference"])]))
            inserted.append(run(text_elements(" ")))
        inserted.append(run(text_elements(words)))
        paragraph.append(inserted)
        note.append(paragraph)
    for paragraph in list(note)[:-1]:
        marker.mark_paragraph(paragraph, "ins")
    return note
