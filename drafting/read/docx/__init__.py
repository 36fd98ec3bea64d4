"""Word documents (.docx) read from the package itself: every word of body, tables, text boxes and notes.

Tracked changes are shown accepted or rejected, and listed; automatic numbers are counted as Word prints them and
become labels; note marks are read as printed. What has no place in `Paragraphs` becomes a `Note`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from lxml import etree

from drafting.errors import SourceError
from drafting.model.resolution import Comment, Note
from drafting.ooxml import comments
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.read.docx.body import read_blocks
from drafting.read.docx.context import body_story
from drafting.read.docx.footnotes import note_parts, read_notes
from drafting.read.docx.metadata import furniture, losses, main_language
from drafting.read.docx.revisions import UNKNOWN, read_revisions, view_story
from drafting.read.paragraphs import Anchored, Paragraphs, StatedMetadata

View: TypeAlias = Literal["accept", "reject"]


def read_word(data: bytes, name: str, revisions: View = "accept") -> Paragraphs:
    """Read a .docx or .docm from its bytes; SourceError when it is no sound Word document.

    `revisions`: show tracked changes accepted or rejected. `Origin.paragraphs` counts the paragraphs of the document as
    it is in the file, before any change is accepted or rejected (`ooxml.story.paragraphs`); so do the anchors of
    revisions and comments.
    """
    return read_package(Package.load(data, name), name, revisions)


def read_package(package: Package, name: str, revisions: View = "accept") -> Paragraphs:
    """As `read_word`, from an open package, which is not changed."""
    root = package.xml(package.main)
    if root.find(w("body")) is None:
        raise SourceError(f"{name} has no text body", "open it in Word and save it again as .docx")
    counts = _counts(root)
    accept = revisions == "accept"
    view, indexes = view_story(root, accept=accept)
    story = body_story(package, view, indexes)
    items = read_blocks(view, story)
    bodies = read_notes(story, note_parts(package, accept=accept))
    return Paragraphs(
        items=items,
        bodies=bodies,
        source=name,
        metadata=StatedMetadata(language_tag=main_language(view, story.styles)),
        furniture=furniture(package, view, accept=accept),
        notes=(*losses(package, root, view, story), *_view_note(counts, revisions)),
        revisions=read_revisions(package, story.marks.values()),
        comments=tuple(_comment(found) for found in comments.read_comments(package)),
        word=counts,
    )


def _comment(found: comments.WordComment) -> Anchored[Comment]:
    comment = Comment(found.author or UNKNOWN, found.date, "", found.text)
    return Anchored(comment, found.paragraphs[0] if found.paragraphs else None)


def _counts(root: etree._Element) -> dict[str, int]:
    """How many footnotes, insertions, deletions and comments the main part has, as elements of the file."""
    tags = {"footnotes": "footnoteReference", "insertions": "ins", "deletions": "del", "comments": "commentReference"}
    return {key: sum(1 for _ in root.iter(w(tag))) for key, tag in tags.items()}


def _view_note(counts: dict[str, int], view: View) -> tuple[Note, ...]:
    changes = counts["insertions"] + counts["deletions"]
    if not changes:
        return ()
    word = "accepted" if view == "accept" else "rejected"
    return (
        Note("revisions-settled", f"the document holds {changes} tracked changes; the text is shown with all {word}"),
    )
