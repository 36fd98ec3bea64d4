"""Words taken out of a paragraph so that what stays reads well, with its emphasis and note marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from drafting.model.resolution import Clause, Heading, Line, NoteRef, Span

_BLANK = " \t\u00a0\u202f"
_CLINGS = ",.)]»”"
_STOPS = ";:!?"

B = TypeVar("B", bound=Line | Heading | Clause)


def without(block: B, cuts: Iterable[tuple[int, int]]) -> B:
    """The block without the characters of `cuts` [(start, end) …], blanks at the seams tidied. Note marks that hung on
    words that are gone are gone too."""
    text = block.text
    gone = bytearray(len(text))
    for start, end in cuts:
        gone[start:end] = b"\x01" * (end - start)
    if not any(gone):
        return block
    inner = bytes(gone)
    _tidy(text, gone)
    places = [0]
    for flag in gone:
        places.append(places[-1] + (not flag))
    kept = "".join(c for c, flag in zip(text, gone, strict=True) if not flag)
    spans = tuple(
        Span(places[s.start], places[s.end], s.kind, s.target) for s in block.spans if places[s.end] > places[s.start]
    )
    refs = tuple(NoteRef(places[r.offset], r.mark) for r in block.refs if not _swallowed(inner, r.offset))
    return replace(block, text=kept, spans=spans, refs=refs)


def _swallowed(gone: bytes, offset: int) -> bool:
    """A mark stands behind its word: it goes when the word before it and the sign after it are cut."""
    before = offset > 0 and bool(gone[offset - 1])
    return before and (offset >= len(gone) or bool(gone[offset]))


def _tidy(text: str, gone: bytearray) -> None:
    """One blank at each seam, none before a stop that clings, none at the ends."""
    i = 0
    while i < len(text):
        if not gone[i]:
            i += 1
            continue
        j = i
        while j < len(text) and gone[j]:
            j += 1
        left = next((k for k in range(i - 1, -1, -1) if not gone[k]), -1)
        right = j
        if left < 0 or text[left] in _BLANK + "\n":
            while right < len(text) and not gone[right] and text[right] in _BLANK + "\n":
                gone[right] = 1
                right += 1
        clung = right == j < len(text) and text[j] in _STOPS  # "[x]; " where the sign clung to the bracket
        if left >= 0 and text[left] in _BLANK + "\n" and (clung or _no_blank(text, gone, right)):
            gone[left] = 1
        i = max(j, right)
    for k in range(len(text) - 1, -1, -1):
        if not gone[k] and text[k] not in _BLANK + "\n":
            break
        gone[k] = 1


def _no_blank(text: str, gone: bytearray, at: int) -> bool:
    """True at the end of the text and before a sign that clings to the word before it."""
    right = next((k for k in range(at, len(text)) if not gone[k]), len(text))
    return right == len(text) or text[right] in _CLINGS
