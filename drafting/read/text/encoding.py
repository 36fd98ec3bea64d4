"""Bytes of a text file → characters: UTF-8, UTF-16, else the Windows code page; every guess is a Note."""

from __future__ import annotations

import codecs
import re

from drafting.errors import SourceError
from drafting.model.resolution import Note

LONGEST = 64 * 1024 * 1024
"""Bytes of the largest text that is read: a hundred times the longest resolution known."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"PK\x03\x04", "a zip package (Word .docx?)"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word .doc"),
    (b"{\\rtf", "a rich text file (.rtf)"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069]")
"""Signs of no width that are copied from web pages and PDF viewers. The soft hyphen is not among them: after a bad
conversion it is all that is left of a hyphen."""


def decode(data: bytes, name: str) -> tuple[str, list[Note]]:
    """The characters of `data` with line ends made "\\n" (form feeds stay), and a Note for what was guessed or removed.

    Raises SourceError when the bytes are another format under the name of text, or more than `LONGEST`.
    """
    if len(data) > LONGEST:
        raise SourceError(
            f"{name}: {len(data) // 1_000_000} MB of text is more than is read (limit {LONGEST // 1_000_000} MB)",
            "cut the file into its documents, or check that it is the right file",
        )
    for sign, what in _BINARY:
        if data.startswith(sign):
            raise SourceError(
                f"{name} is not text but {what}", "give the file its own suffix, or save it as UTF-8 text"
            )
    text, notes = _characters(data)
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\x85", "\n")
        .replace("\x0b", "\n")
    )
    found = _CONTROL.findall(text)
    if len(found) > 0.05 * len(text) + 8:
        raise SourceError(f"{name} is not text: {len(found)} control characters", "save the document as UTF-8 text")
    if found:
        notes.append(_removed(found))
    return _CONTROL.sub("", text), notes


def visible(text: str) -> tuple[str, list[Note]]:
    """A text without signs of no width, and a Note for those removed."""
    found = _INVISIBLE.findall(text)
    return (_INVISIBLE.sub("", text), [_removed(found)]) if found else (text, [])


def _removed(found: list[str]) -> Note:
    signs = " ".join(sorted({f"U+{ord(sign):04X}" for sign in found}))
    return Note("control-characters", f"{len(found)} invisible characters removed", before=signs)


def _characters(data: bytes) -> tuple[str, list[Note]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            text = body.decode(encoding, errors="replace")
            return text, [] if encoding == "utf-8" and "\ufffd" not in text else [_guess(encoding, text)]
    wide = _wide(data)
    if wide:
        text = data.decode(wide, errors="replace")
        return text, [_guess(wide, text)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        if fault.start >= len(data) - 3 and fault.end == len(data):  # cut inside its last character
            text = data.decode("utf-8", errors="replace")
            return text, [Note("encoding", "the text breaks off inside a character", severity="warning")]
    try:
        text = data.decode("cp1252")
        return text, [_guess("cp1252", text)]
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        return text, [_guess("latin-1", text)]


def _wide(data: bytes) -> str | None:
    """The encoding of UTF-16 without a byte order mark: every second byte of Western text is zero. None for others."""
    head = data[:2000]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head):
        return "utf-16-be"
    return None


def _guess(encoding: str, text: str) -> Note:
    lost = text.count("\ufffd")
    return Note(
        "encoding",
        f"read as {encoding}, not UTF-8" + (f"; {lost} characters could not be read" if lost else ""),
        severity="warning" if lost or encoding in ("cp1252", "latin-1") else "info",
    )
