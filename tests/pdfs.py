"""A small PDF writer for tests: plain PDF 1.4, the standard fonts, WinAnsi letters, every place exact, nothing packed
unless asked. Lengths in points, heights counted from the top of the page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612.0, 792.0
FONTS = ("Courier", "Courier-Bold", "Courier-Oblique", "Times-Roman")
"""Courier sets every letter as wide as 0.6 of its size: what fits on a line can be told by counting."""
ADVANCE = 0.6


@dataclass
class Sheet:
    """One page, written piece by piece."""

    parts: list[str] = field(default_factory=list)
    size: tuple[float, float] = (WIDTH, HEIGHT)

    def text(self, x: float, top: float, words: str, size: float = 10, font: str = "Courier", rise: float = 0) -> Sheet:
        """Words on the base line `top`."""
        safe = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        number = FONTS.index(font) + 1
        self.parts.append(f"BT /F{number} {size} Tf {x} {self.size[1] - top} Td {rise} Ts ({safe}) Tj ET")
        return self

    def lines(
        self, x: float, top: float, lines: Sequence[str], size: float = 10, font: str = "Courier", pitch: float = 12
    ) -> Sheet:
        """Lines one under the other from the base line `top`."""
        for number, line in enumerate(lines):
            self.text(x, top + number * pitch, line, size, font)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """A ruled line."""
        self.parts.append(f"0.5 w {x0} {self.size[1] - y0} m {x1} {self.size[1] - y1} l S")
        return self

    def raw(self, operators: str) -> Sheet:
        """Any operators."""
        self.parts.append(operators)
        return self


def wrap(text: str, width: float, size: float = 10) -> list[str]:
    """Words set in Courier on lines of a width, as a typesetter does it: each line as full as it can be."""
    room = int(width / (size * ADVANCE) + 0.001)
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def pdf(*sheets: Sheet, packed: bool = False, extra: Sequence[bytes] = (), trailer: str = "", page: str = "") -> bytes:
    """The file. `extra` are further objects, numbered from 10 on; `page` goes into every page's dictionary."""
    fonts = " ".join(f"/F{n + 1} {n + 3} 0 R" for n in range(len(FONTS)))
    first = 10 + len(extra)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(sheets)))
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
    }
    for number, name in enumerate(FONTS):
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        objects[number + 3] = font.encode()
    objects |= {10 + number: body for number, body in enumerate(extra)}
    for number, sheet in enumerate(sheets):
        at = first + 2 * number
        resources = "" if "/Resources" in page else f"/Resources << /Font << {fonts} >> >>"
        objects[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.size[0]} {sheet.size[1]}] {resources} "
            f"/Contents {at + 1} 0 R {page} >>"
        ).encode()
        objects[at + 1] = stream("\n".join(sheet.parts).encode("cp1252"), packed=packed)
    return _file(objects, trailer)


def stream(data: bytes, packed: bool = False, entries: str = "") -> bytes:
    """The body of a stream object."""
    if packed:
        data, entries = zlib.compress(data), f"{entries} /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    rows = b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    out += b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, rows, size, trailer.encode())
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
