"""One Word paragraph → words, label, emphasis and note marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from lxml import etree

from drafting.model.labels import split_label
from drafting.model.resolution import NoteRef, Origin, Span, SpanKind
from drafting.ooxml.namespaces import r, w
from drafting.ooxml.numbering import Numbered
from drafting.ooxml.styles import NO_FACE, Face, Layout, Style, child_value, face, layout
from drafting.ooxml.symbol_font import UNKNOWN, symbol
from drafting.ooxml.text import Piece, boxes, pieces
from drafting.read.docx.context import Story
from drafting.read.edit import remove_ranges
from drafting.read.paragraphs import Hint, Paragraph

_HINTS = frozenset(get_args(Hint))
_OURS = "drafting "
_OPENING = "DraftingOpening"
_ODD_LABEL = re.compile(r"(?P<label>\S{1,12})\t")
"""A label of ours that Word cannot count and `split_label` does not know is typed, with a tab behind it."""
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_LABELLED = ("heading", "operative", "item", "preambular")
_TAB = 36.0
"""A typed tab at the start of a paragraph indents by Word's default tab stop, in points."""
_RPR, _PPR = w("rPr"), w("pPr")


def read_paragraph(element: etree._Element, story: Story, *, boxed: bool = False) -> list[Paragraph]:
    """A paragraph and, behind it, those of the text boxes that hang on it. Empty paragraphs that carry neither
    number nor note mark are left out; they show as `blank_before` of the next."""
    style = story.styles.of(element)
    words = _Words(story, ours=style.name.lower().startswith(_OURS))
    for piece in pieces(element, story.hidden):
        words.take(piece)
    words.close()
    number = story.numbers.get(element)
    label = number.label or None if number else None
    own = layout(element.find(_PPR))
    stands = own.over(style.layout).over(story.styles.default_layout)
    broken = bool(stands.page_break) or words.break_before or story.page_break
    found: list[Paragraph] = []
    if words.text.strip() or words.refs or label:
        bare = _paragraph(element, story, style, words, number, stands)
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
    element: etree._Element, story: Story, style: Style, words: _Words, number: Numbered | None, stands: Layout
) -> Paragraph:
    name = style.name.lower()
    hint, level = _hint(name)
    outline = (
        level if hint == "heading" else (stands.outline + 1 if stands.outline is not None and stands.outline < 9 else 0)
    )
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
        centred=stands.align == "center",
        bold=words.all_bold(style.face),
        blank_before=story.blank,
        spans=words.spans(),
        refs=tuple(words.refs),
        origin=Origin(story.name, story.indexes.get(element, ())),
    )


def _relabelled(paragraph: Paragraph) -> Paragraph:
    """A typed label of a paragraph of ours comes off, whatever it looks like."""
    if paragraph.label or paragraph.hint not in _LABELLED or split_label(paragraph.text)[0]:
        return paragraph
    typed = _ODD_LABEL.match(paragraph.text)
    return replace(remove_ranges(paragraph, [typed.span()]), label=typed["label"]) if typed else paragraph


def _hint(name: str) -> tuple[Hint | None, int]:
    """What a house style of ours says: "drafting heading 2" → heading, 2; any other style says nothing."""
    if not name.startswith(_OURS):
        return None, 0
    word, _, level = name[len(_OURS) :].partition(" ")
    return (word, int(level) if level.isdigit() else 1) if word in _HINTS else (None, 0)  # type: ignore[return-value]


def _heading_level(name: str) -> int:
    """Word's own heading styles, whatever their outline level: "heading 2" → 2."""
    word, _, level = name.partition(" ")
    return int(level) if word == "heading" and level.isdigit() and 1 <= int(level) <= 9 else 0


def _indent(story: Story, style: Style, number: Numbered | None, own: Layout) -> float:
    """Where the first line begins, in points: the paragraph's own indent, then its list's, then its style's."""
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
    """Whether the next paragraph begins a section on a new page."""
    section = element.find(f"{_PPR}/{w('sectPr')}")
    if section is None:
        return False
    kind = section.find(w("type"))
    return kind is None or kind.get(w("val")) not in ("continuous", "nextColumn")


class _Words:
    """Collects the pieces of one paragraph."""

    def __init__(self, story: Story, ours: bool = False) -> None:
        """`ours`: the paragraph has a style of ours, in which a mark without its note is printed as raised text."""
        self._story, self._ours = story, ours
        self._parts: list[str] = []
        self._length = 0
        self._printed = False
        self._open: dict[tuple[SpanKind, str], int] = {}
        self._spans: list[Span] = []
        self._run: etree._Element | None = None
        self._face: Face = NO_FACE
        self._bold: set[bool | None] = set()
        self.refs: list[NoteRef] = []
        self.boxes: list[etree._Element] = []
        self.break_before = self.break_after = False

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._parts)

    def take(self, piece: Piece) -> None:
        """Add a piece."""
        again = self._story.again.get(piece.element) if self._story.again else None
        if again is not None:
            if not self.refs or self.refs[-1] != NoteRef(self._length, again.mark):
                self.refs.append(NoteRef(self._length, again.mark))
            return
        if self._ours and piece.kind == "text" and self._lone_mark(piece):
            self.refs.append(NoteRef(self._length, piece.text))
            return
        if piece.kind == "text" and _PRIVATE.search(piece.text):
            piece = piece._replace(text=self._readable(piece))
        handler = _SPECIAL.get(piece.kind)
        if handler is not None:
            handler(self, piece)
        if piece.text:
            self._emphasis(piece)
            self._printed = self._printed or not piece.text.isspace()
            self._parts.append(piece.text)
            self._length += len(piece.text)
            self.break_after = False

    def _readable(self, piece: Piece) -> str:
        """Characters of a symbol font typed as text, which Word keeps in the private area, as what they show."""
        fonts = None if piece.run is None else piece.run.find(f"{_RPR}/{w('rFonts')}")
        font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
        shown = _PRIVATE.sub(lambda m: symbol(font, f"{ord(m[0]):x}"), piece.text)
        self._story.lost["symbol"] += shown.count(UNKNOWN) - piece.text.count(UNKNOWN)
        return shown

    def _emphasis(self, piece: Piece) -> None:
        if piece.run is not self._run:
            self._run = piece.run
            self._face = self._look(None if piece.run is None else piece.run.find(_RPR))
        look = self._face
        if look.vanish:
            self._story.lost["hidden"] += 1
        if look.caps:
            self._story.lost["capitals"] += 1
        if not piece.text.isspace():
            self._bold.add(look.b)
        target = "" if piece.link is None else self._target(piece.link)
        if look is NO_FACE and not target and not self._open:
            return
        now = set(_kinds(look, linked=piece.link is not None))
        if target:
            now.add(("link", target))
        for key in [k for k in self._open if k not in now]:
            self._end(key)
        for key in now:
            self._open.setdefault(key, self._length)

    def _lone_mark(self, piece: Piece) -> bool:
        """Whether a run is a note mark that `build` printed without a note."""
        properties = None if piece.run is None else piece.run.find(_RPR)
        return properties is not None and child_value(properties, w("rStyle")) == "FootnoteReference"

    def _look(self, properties: etree._Element | None) -> Face:
        """How a run looks; the style that prints opening words of ours in italics is no emphasis."""
        if properties is not None and child_value(properties, w("rStyle")) == _OPENING:
            return face(properties)
        return self._story.styles.face_of(properties)

    def _target(self, link: etree._Element) -> str:
        address = self._story.links.get(link.get(r("id"), ""), "")
        anchor = link.get(w("anchor"), "")
        return f"{address}#{anchor}" if anchor else address

    def _end(self, key: tuple[SpanKind, str]) -> None:
        start = self._open.pop(key)
        if start < self._length:
            self._spans.append(Span(start, self._length, *key))

    def close(self) -> None:
        """End what is open."""
        for key in list(self._open):
            self._end(key)

    def spans(self) -> tuple[Span, ...]:
        """The emphasis in order of place, then kind."""
        return tuple(sorted(self._spans, key=lambda s: (s.start, s.end, s.kind, s.target)))

    def all_bold(self, style: Face) -> bool:
        """Whether every word is bold."""
        return bool(self._bold) and all(style.b if b is None else b for b in self._bold)

    def note(self, piece: Piece) -> None:
        """A note mark."""
        mark = self._story.marks.get(piece.element)
        if mark is None:
            self._story.lost["stray note mark"] += 1
        else:
            self.refs.append(NoteRef(self._length, mark.mark))

    def page(self, piece: Piece) -> None:
        """A page break: at the start of the paragraph, inside it (a line break then), or at its end."""
        if not self._printed:
            self.break_before = True
        else:
            self.break_after = True
            self._parts.append("\n")
            self._length += 1

    def picture(self, piece: Piece) -> None:
        """A picture, or a drawing with text boxes."""
        found = boxes(piece.element)
        self.boxes += found
        if not found:
            self._story.lost["picture"] += 1

    def equation(self, piece: Piece) -> None:
        """Text of an equation."""
        self._story.lost["equation"] += 1

    def symbol(self, piece: Piece) -> None:
        """A character of a symbol font."""
        if piece.text == "\ufffc":
            self._story.lost["symbol"] += 1

    def soft(self, piece: Piece) -> None:
        """A hyphen that prints only at the end of a line."""
        self._story.lost["soft hyphen"] += 1


_SPECIAL: dict[str, Callable[[_Words, Piece], None]] = {
    "footnote": _Words.note,
    "endnote": _Words.note,
    "page": _Words.page,
    "object": _Words.picture,
    "math": _Words.equation,
    "symbol": _Words.symbol,
    "soft": _Words.soft,
}
_RAISED: dict[str | None, SpanKind] = {"superscript": "superscript", "subscript": "subscript"}


def _kinds(look: Face, *, linked: bool) -> list[tuple[SpanKind, str]]:
    """The emphasis a face shows; the underline that every link has is none."""
    found: list[SpanKind] = []
    if look.i:
        found.append("italic")
    if look.b:
        found.append("bold")
    if look.underline not in (None, "none") and not linked:
        found.append("underline")
    if look.strike or look.dstrike:
        found.append("strike")
    if look.raise_ in _RAISED:
        found.append(_RAISED[look.raise_])
    if look.smallCaps:
        found.append("smallcaps")
    if look.highlight not in (None, "none"):
        found.append("highlight")
    return [(kind, "") for kind in found]
