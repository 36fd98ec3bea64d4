"""What is printed on the pages of a PDF: letters with place, size and face, and ruled lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_pt, apply_matrix_rect

from drafting.read.pdf.limits import Budget, Resources

LOST = "\ufffd"
"""Replaces a letter that its font does not name."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BOLD = re.compile(r"bold|black|heavy|demi|-b(?:old)?$|,b", re.I)
_ITALIC = re.compile(r"italic|oblique|-it$|-(?:bold)?obl|,i", re.I)
_FORCE_BOLD = 1 << 18
_THIN = 2.5
"""A filled box thinner than this, in points, is a ruled line."""
_SHORTEST = 4.0
_TURNED = 0.02
_SLANT = 0.1


class Letter(NamedTuple):
    """A letter or ligature; lengths in points from the left and from the top of the page, `base` is its base line."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


class RuledLine(NamedTuple):
    """A ruled line, flat or upright, in points from the left and from the top."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def flat(self) -> bool:
        """True for a horizontal line."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(slots=True)
class Sheet:
    """One page. `turned`: slanted or vertical text, which is not read; `oddities`: counts of what is not plain text."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    rules: list[RuledLine] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)


def read_sheets(pages: Sequence[PDFPage], budget: Budget) -> Iterator[Sheet]:
    """What is printed on each page. Raises what pdfminer raises on a damaged page, and HostileError."""
    resources = Resources(budget)
    device = _Press(resources, budget)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(pages):
        device.number = number
        interpreter.process_page(page)
        device.sheet.oddities.update(_annotations(page))
        yield device.sheet


def _annotations(page: PDFPage) -> Iterator[str]:
    """The kinds of annotations on a page that have words of their own."""
    for annotation in resolve1(page.annots) or ():
        found = dict_value(annotation)
        kind = literal_name(found.get("Subtype", "")) if found.get("Subtype") else ""
        if kind == "Widget" and found.get("V"):
            yield "form"
        elif kind not in ("Link", "Widget", "Popup", "") and (found.get("Contents") or kind in ("StrikeOut", "Stamp")):
            yield "annotation"


class _Press(PDFTextDevice):
    """Records what the interpreter prints, page by page."""

    def __init__(self, resources: Resources, budget: Budget) -> None:
        super().__init__(resources)
        self.budget = budget
        self.number = 0
        self.sheet = Sheet(0, 0.0, 0.0)
        self._faces: dict[int, tuple[PDFFont, bool, bool]] = {}
        self._mode = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """A new sheet, as large as the page."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.sheet = Sheet(self.number, abs(x1 - x0), abs(y1 - y0))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A form or picture is entered."""
        self.budget.spend("figures")

    def render_image(self, name: str, stream: Any) -> None:
        """A picture; it is only counted."""
        self.sheet.oddities["picture"] += 1

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """A string. Its rendering mode shows bold made by outlines, and invisible text of a recognised scan."""
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int,
        ncs: PDFColorSpace, graphicstate: PDFGraphicState,
    ) -> float:  # fmt: skip
        """One letter. Returns how far the pen moves."""
        self.budget.spend("letters")
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = LOST
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        text = text.translate(_LIGATURES)
        if abs(b) > _TURNED * abs(a) or a * fontsize <= 0 or d * fontsize <= 0:
            self.sheet.turned.append(text)
            return advance
        base = self.sheet.height - (f + rise * d)
        x1 = e + advance * a
        if not text or text < " " or not (-1 <= base <= self.sheet.height + 1 and x1 > 0 and e < self.sheet.width):
            self.sheet.oddities["outside"] += not text.isspace() and text >= " "
            return advance
        bold, italic = self._face(font)
        self.sheet.oddities["lost"] += text == LOST
        self.sheet.oddities["unseen"] += self._mode == 3 and not text.isspace()
        bold, italic = bold or self._mode == 2, italic or abs(c) > _SLANT * abs(d)
        self.sheet.letters.append(Letter(text, e, x1, base, round(abs(fontsize * d), 1), bold, italic))
        return advance

    def _face(self, font: PDFFont) -> tuple[bool, bool]:
        known = self._faces.get(id(font))
        if known is None:
            name = str(font.fontname).rpartition("+")[2]
            weight = resolve1(font.descriptor.get("FontWeight", 0))
            heavy = isinstance(weight, int | float) and weight >= 600
            bold = bool(_BOLD.search(name)) or bool(font.flags & _FORCE_BOLD) or heavy
            italic = bool(_ITALIC.search(name)) or font.italic_angle != 0
            known = self._faces[id(font)] = (font, bold, italic)  # the font is kept, so that its id stays unique
        return known[1:]

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Lines and boxes; a box that is only filled counts when it is thin."""
        self.budget.spend("strokes", len(path))
        part: list[PathSegment] = []
        for segment in path:
            if segment[0] == "m" and part:
                self._draw(part, stroke)
                part = []
            part.append(segment)
        self._draw(part, stroke)

    def _draw(self, path: Sequence[PathSegment], stroke: bool) -> None:
        points = [s[1:3] for s in path if s[0] in ("m", "l")]
        if len(points) < 2 or len(points) > 5 or any(s[0] in ("c", "v", "y") for s in path) or self.ctm is None:
            return
        placed = [apply_matrix_pt(self.ctm, (float(x), float(y))) for x, y in points]  # type: ignore[misc]
        xs, ys = [p[0] for p in placed], [self.sheet.height - p[1] for p in placed]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, bottom - top) <= _THIN:
            edges = [RuledLine(x0, x1, top, bottom)]
        elif stroke and len(points) >= 4:
            edges = [RuledLine(x0, x1, top, top), RuledLine(x0, x1, bottom, bottom), RuledLine(x0, x0, top, bottom)]
            edges.append(RuledLine(x1, x1, top, bottom))
        else:
            return
        self.sheet.rules += [r for r in edges if max(r.x1 - r.x0, r.bottom - r.top) >= _SHORTEST]
