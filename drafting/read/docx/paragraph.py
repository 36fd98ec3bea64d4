"""One Word paragraph → a `Paragraph`: its words with label, style, indent and what its runs show."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from lxml import etree

from drafting.model.labels import split_label
from drafting.model.resolution import Origin
from drafting.ooxml.namespaces import w
from drafting.ooxml.numbering import Numbered
from drafting.ooxml.styles import Layout, Style, layout
from drafting.ooxml.text import pieces
from drafting.read.docx.context import Story
from drafting.read.docx.runs import RunCollector
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import Hint, Paragraph

_HINTS = frozenset(get_args(Hint))
_OURS = "drafting "
_ODD_LABEL = re.compile(r"(?P<label>\S{1,12})\t")
"""A label that Word cannot count and `split_label` does not know: this toolkit types it, with a tab behind it."""
_LABELLED = ("heading", "operative", "item", "preambular")
_TAB = 36.0
"""A typed tab at the start of a paragraph indents by Word's default tab stop, in points."""
_PPR = w("pPr")


def read_paragraph(element: etree._Element, story: Story, *, boxed: bool = False) -> list[Paragraph]:
    """A paragraph and, behind it, those of the text boxes anchored in it.

    An empty paragraph with neither number nor note mark is left out; it shows as `blank_before` of the next.
    """
    style = story.styles.of(element)
    words = RunCollector(story, ours=style.name.lower().startswith(_OURS))
    for piece in pieces(element, story.hidden):
        words.take(piece)
    words.close()
    number = story.numbers.get(element)
    label = number.label or None if number else None
    own = layout(element.find(_PPR))
    look = own.over(style.layout).over(story.styles.default_layout)
    broken = bool(look.page_break) or words.break_before or story.page_break
    found: list[Paragraph] = []
    if words.text.strip() or words.refs or label:
        bare = _paragraph(element, story, style, words, number, look)
        bare = replace(bare, indent=bare.indent + _indent(story, style, number, own), page_break=broken, boxed=boxed)
        bare = _relabelled(bare)
        found.append(bare if bare.text == bare.text.strip() else remove_ranges(bare, ()))
        story.page_break, story.blank = words.break_after, False
    else:
        story.page_break, story.blank = broken or words.break_after, True
    if _ends_section(element):
        story.page_break = True
    for box in words.boxes:
        for inner in box.iter(w("p")):
            if next(inner.iterancestors(w("txbxContent")), None) is box:
                found += read_paragraph(inner, story, boxed=True)
    return found


def _paragraph(
    element: etree._Element, story: Story, style: Style, words: RunCollector, number: Numbered | None, look: Layout
) -> Paragraph:
    name = style.name.lower()
    hint, level = _hint(name)
    outline = level if hint == "heading" else (look.outline + 1 if look.outline is not None and look.outline < 9 else 0)
    text = words.text
    tabs = len(text) - len(text.lstrip("\t"))
    depth = level if hint == "item" else number.level if number else 0
    return Paragraph(
        text,
        number.label or None if number else None,
        style=name,
        hint=hint,
        outline=outline or _heading_level(name),
        depth=depth,
        indent=tabs * _TAB,
        centred=look.align == "center",
        bold=words.all_bold(style.face),
        blank_before=story.blank,
        spans=words.spans(),
        refs=tuple(words.refs),
        origin=Origin(story.name, story.indexes.get(element, ())),
    )


def _relabelled(paragraph: Paragraph) -> Paragraph:
    """Split off the typed label of a paragraph in a style of this toolkit, whatever the label looks like."""
    if paragraph.label or paragraph.hint not in _LABELLED or split_label(paragraph.text)[0]:
        return paragraph
    typed = _ODD_LABEL.match(paragraph.text)
    return replace(remove_ranges(paragraph, [typed.span()]), label=typed["label"]) if typed else paragraph


def _hint(name: str) -> tuple[Hint | None, int]:
    """Hint and level from a style of this toolkit: "drafting heading 2" → heading, 2; None, 0 for any other style."""
    if not name.startswith(_OURS):
        return None, 0
    word, _, level = name[len(_OURS) :].partition(" ")
    return (word, int(level) if level.isdigit() else 1) if word in _HINTS else (None, 0)  # type: ignore[return-value]


def _heading_level(name: str) -> int:
    """The level of Word's own heading styles, whatever their outline level: "heading 2" → 2, 0 for other styles."""
    word, _, level = name.partition(" ")
    return int(level) if word == "heading" and level.isdigit() and 1 <= int(level) <= 9 else 0


def _indent(story: Story, style: Style, number: Numbered | None, own: Layout) -> float:
    """The indent of the first line in points: that of the paragraph, else of its list, else of its style."""
    sources = [(own.left, own.first)]
    if number is not None:
        sources.append((number.definition.left, number.definition.first))
    sources += [
        (style.layout.left, style.layout.first),
        (story.styles.default_layout.left, story.styles.default_layout.first),
    ]
    left = next((s[0] for s in sources if s[0] is not None), 0.0)
    first = next((s[1] for s in sources if s[1] is not None), 0.0)
    return left + first


def _ends_section(element: etree._Element) -> bool:
    """True where the next paragraph begins a section on a new page."""
    section = element.find(f"{_PPR}/{w('sectPr')}")
    if section is None:
        return False
    kind = section.find(w("type"))
    return kind is None or kind.get(w("val")) not in ("continuous", "nextColumn")
