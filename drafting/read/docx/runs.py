"""The runs of one Word paragraph → words, emphasis, note marks, page breaks and text boxes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from drafting.model.resolution import NoteRef, Span, SpanKind
from drafting.ooxml.namespaces import r, w
from drafting.ooxml.styles import NO_FACE, Face, child_value, face
from drafting.ooxml.symbol_font import UNKNOWN, symbol
from drafting.ooxml.text import Piece, boxes
from drafting.read.docx.context import Story

_OPENING_STYLE = "DraftingOpening"
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_RPR = w("rPr")


class RunCollector:
    """Collects the words, emphasis, note marks and text boxes of one paragraph from its runs."""

    def __init__(self, story: Story, ours: bool = False) -> None:
        """`ours`: the paragraph has a style of this toolkit, which prints a mark without its note as raised text."""
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
        """Add a piece of a run."""
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
        """The text with characters of a symbol font, which Word keeps in the private use area, as what they show."""
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
        """True where a run is a note mark that `build` printed without a note."""
        properties = None if piece.run is None else piece.run.find(_RPR)
        return properties is not None and child_value(properties, w("rStyle")) == "FootnoteReference"

    def _look(self, properties: etree._Element | None) -> Face:
        """How a run looks; the style in which this toolkit prints opening words in italics is no emphasis."""
        if properties is not None and child_value(properties, w("rStyle")) == _OPENING_STYLE:
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
        """End every emphasis that is still open."""
        for key in list(self._open):
            self._end(key)

    def spans(self) -> tuple[Span, ...]:
        """The emphasis by place, then kind."""
        return tuple(sorted(self._spans, key=lambda s: (s.start, s.end, s.kind, s.target)))

    def all_bold(self, style: Face) -> bool:
        """True where every word is bold; `style`: the face of the paragraph style."""
        return bool(self._bold) and all(style.b if b is None else b for b in self._bold)

    def note(self, piece: Piece) -> None:
        """A note mark."""
        mark = self._story.marks.get(piece.element)
        if mark is None:
            self._story.lost["stray note mark"] += 1
        else:
            self.refs.append(NoteRef(self._length, mark.mark))

    def page(self, piece: Piece) -> None:
        """A page break at the start of the paragraph, inside it (read as a line break), or at its end."""
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


_SPECIAL: dict[str, Callable[[RunCollector, Piece], None]] = {
    "footnote": RunCollector.note,
    "endnote": RunCollector.note,
    "page": RunCollector.page,
    "object": RunCollector.picture,
    "math": RunCollector.equation,
    "symbol": RunCollector.symbol,
    "soft": RunCollector.soft,
}
_RAISED: dict[str | None, SpanKind] = {"superscript": "superscript", "subscript": "subscript"}


def _kinds(look: Face, *, linked: bool) -> list[tuple[SpanKind, str]]:
    """The emphasis a face shows; the underline of a link is none."""
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
