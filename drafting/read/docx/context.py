"""State for reading one story of a Word document: styles, numbers, note marks, and counts of what is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from drafting.ooxml.fields import hidden
from drafting.ooxml.notes import Mark, marks, repeated_marks
from drafting.ooxml.numbering import Numbered, Numbering
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.styles import Styles
from drafting.read.docx.revisions import SourceIndexes


@dataclass
class Story:
    """What is needed to read the paragraphs of one story.

    `numbers`: automatic numbers by paragraph. `marks`: note marks by element; `again`: marks printed a second time.
    `hidden`: elements that are not text, such as field codes. `links`: addresses by relationship id. `lost`: how often
    something was met that cannot be kept. `page_break`, `blank`: what precedes the next paragraph.
    """

    name: str
    styles: Styles
    indexes: SourceIndexes
    numbers: Mapping[etree._Element, Numbered] = field(default_factory=dict)
    marks: Mapping[etree._Element, Mark] = field(default_factory=dict)
    again: Mapping[etree._Element, Mark] = field(default_factory=dict)
    hidden: frozenset[etree._Element] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    unknown_formats: frozenset[str] = frozenset()
    page_break: bool = False
    blank: bool = False


def body_story(package: Package, root: etree._Element, indexes: SourceIndexes) -> Story:
    """The main story of a package. `root`: the document with revisions accepted or rejected."""
    styles = Styles(package)
    numbering = Numbering(package, styles)
    story = paragraphs(root)
    numbers = {p: n for p, n in zip(story, numbering.numbers(story), strict=True) if n is not None}
    found = marks(package, root)
    typed = {element for mark in found for element in mark.custom}
    return Story(
        "document",
        styles,
        indexes,
        numbers,
        {m.element: m for m in found},
        repeated_marks(root, found),
        hidden(root) | typed,
        link_targets(package, package.main),
        unknown_formats=frozenset(numbering.unknown_formats),
    )


def link_targets(package: Package, part: str) -> dict[str, str]:
    """Addresses of the external links of a part, by relationship id; nothing is fetched."""
    return {rel.id: rel.target for rel in package.relationships(part) if rel.external}
