"""pdfminer within limits: streams, figures and font tables are bounded, and nothing outside the file is opened.

pdfminer trusts what a file states about itself. Here every stream is measured while it is unpacked, and every byte
read, figure drawn and letter set is charged to one budget; a document that exceeds it is refused. Budgets count work
and not time, so that the answer is the same on every machine.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_CCITTFAX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    resolve1,
)
from pdfminer.psparser import PSKeyword, PSLiteral

STREAM = 16_000_000
"""Bytes of one unpacked stream, at most: a page of text has about ten thousand, a large font a few million."""
_BUDGET = {"bytes": 48_000_000, "letters": 4_000_000, "strokes": 4_000_000, "figures": 20_000, "codes": 2_000_000}
"""Limits of a whole document: bytes read, letters set, lines drawn, figures entered, codes of its fonts."""
_ROW = 100_000
"""Bytes of the longest row of a predictor."""
_CHUNK = 65_536
_RANGES = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)end(?:bf|cid|notdef)range", re.S)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,32})>\s*<([0-9A-Fa-f\s]{1,32})>\s*[<\[\d]")
_CMAP_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings are of no use to readers of drafts


class HostileError(Exception):
    """The document needs more work than a text can; the message names the kind of work."""


class Budget:
    """What remains of the limits, by kind of work."""

    def __init__(self) -> None:
        self._left = dict(_BUDGET)

    def spend(self, kind: str, amount: int = 1) -> None:
        """Charge work of one kind; HostileError where the limit is exceeded."""
        self._left[kind] -= amount
        if self._left[kind] < 0:
            raise HostileError(kind)


class _Stream(PDFStream):
    """A stream that is measured before it is unpacked, and charged each time it is read."""

    budget: Budget

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        packed = 0
        for name, params in self.get_filters():
            if name in LITERALS_ASCII85_DECODE and not packed:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE and not packed:
                data = asciihexdecode(data)
            elif name in LITERALS_CCITTFAX_DECODE:
                raise HostileError("a picture in place of text")
            elif measure := next((m for names, m in _MEASURES if name in names), None):
                packed += 1
                if packed > 1:
                    raise HostileError("a stream packed twice")
                measure(data)
            _vet_predictor(params)
        super().decode()

    def get_data(self) -> bytes:
        data = super().get_data()
        self.budget.spend("bytes", len(data))
        return data


def _measure_flate(data: bytes) -> None:
    unpacker = zlib.decompressobj()
    size, rest = 0, data
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
            if size > STREAM:
                raise HostileError("a stream without end")
    except zlib.error:
        return  # damaged: pdfminer keeps what can be saved of these bytes, one by one


def _measure_lzw(data: bytes) -> None:
    size = 0
    for piece in LZWDecoder(BytesIO(data)).run():
        size += len(piece)
        if size > STREAM:
            raise HostileError("a stream without end")


def _measure_runs(data: bytes) -> None:
    size = at = 0
    while at < len(data) and data[at] != 128:
        size += data[at] + 1 if data[at] < 128 else 257 - data[at]
        at += data[at] + 2 if data[at] < 128 else 2
        if size > STREAM:
            raise HostileError("a stream without end")


_MEASURES = (
    (LITERALS_FLATE_DECODE, _measure_flate),
    (LITERALS_LZW_DECODE, _measure_lzw),
    (LITERALS_RUNLENGTH_DECODE, _measure_runs),
)


def _vet_predictor(params: Any) -> None:
    if not isinstance(params, dict):
        return
    row = 1
    for key, default in (("Columns", 1), ("Colors", 1), ("BitsPerComponent", 8)):
        value = resolve1(params.get(key, default))
        row *= value if isinstance(value, int) and value > 0 else 1
    if row > 8 * _ROW:
        raise HostileError("a row without end")


class _Parser(PDFParser):
    """A parser whose streams are measured."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        super().__init__(BytesIO(data))
        self.budget = budget

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        super().do_keyword(pos, token)
        if token is self.KEYWORD_STREAM and self.curstack:
            stream = self.curstack[-1][1]
            if type(stream) is PDFStream:
                measured = _Stream(stream.attrs, stream.rawdata or b"", stream.decipher)
                measured.budget = self.budget
                self.curstack[-1] = (self.curstack[-1][0], measured)


class Resources(PDFResourceManager):
    """Fonts whose tables are measured before they are built."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.budget = budget

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """As pdfminer's; HostileError for a font that maps more codes than there are characters."""
        if not objid or objid not in self._cached_fonts:
            self._vet(spec)
        return super().get_font(objid, spec)

    def _vet(self, spec: Mapping[str, object]) -> None:
        for key in ("W", "W2"):
            widths = resolve1(spec.get(key))
            self.budget.spend("codes", sum(_ranges(widths)) if isinstance(widths, list) else 0)
        for key in ("ToUnicode", "Encoding"):
            found = resolve1(spec.get(key))
            if isinstance(found, PDFStream):
                found, data = found.get("UseCMap"), found.get_data()
                self.budget.spend("codes", sum(_mapped(data)))
            if isinstance(found, PSLiteral) and not _CMAP_NAME.fullmatch(str(found.name)):
                raise HostileError("a font outside the document")


def _ranges(widths: list[Any]) -> Iterator[int]:
    """The number of codes that each entry of a table of widths covers: "c [w w w]" or "from to w"."""
    open_: list[int] = []
    for entry in map(resolve1, widths):
        if isinstance(entry, list):
            open_ = []
            yield len(entry)
        elif isinstance(entry, int | float):
            open_.append(int(entry))
            if len(open_) >= 3:
                yield max(0, open_[1] - open_[0])
                open_ = []


def _mapped(data: bytes) -> Iterator[int]:
    """The number of codes that each range of a character map covers."""
    for section in _RANGES.finditer(data):
        for m in _RANGE.finditer(section[1]):
            first, last = (int(b"".join(m[n].split()) or b"0", 16) for n in (1, 2))
            yield max(0, last - first)


def open_pages(data: bytes, budget: Budget, most: int) -> list[PDFPage]:
    """The pages of a document, `most` + 1 at most. Raises what pdfminer raises, and HostileError."""
    parser = _Parser(data, budget)
    document = PDFDocument(parser)
    return list(islice(PDFPage.create_pages(document), most + 1))
