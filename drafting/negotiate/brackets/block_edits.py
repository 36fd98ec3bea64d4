"""Take ranges out of a block's words and put words in, with its emphasis and note marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias, TypeVar

from drafting.model.resolution import Clause, Heading, Line, NoteRef, Span

_BLANK = " \t\u00a0\u202f\n"
_NO_BLANK_BEFORE = ",.)]»”"
_STOPS = ";:!?"
"""Stops that French sets after a blank: the blank before them goes only where the bracket had none after it."""

TextBlock: TypeAlias = Line | Heading | Clause
B = TypeVar("B", bound=TextBlock)


def insert_words(block: B, insertions: Iterable[tuple[int, str]], cuts: list[tuple[int, int]]) -> B:
    """The block with words inserted at offsets; `cuts`, ranges of its text, are moved along in place."""
    for at, words in sorted(insertions, reverse=True):
        n = len(words)
        spans = tuple(
            Span(s.start + n * (s.start >= at), s.end + n * (s.end > at), s.kind, s.target) for s in block.spans
        )
        refs = tuple(NoteRef(r.offset + n * (r.offset > at), r.mark) for r in block.refs)
        block = replace(block, text=block.text[:at] + words + block.text[at:], spans=spans, refs=refs)
        cuts[:] = [(a + n * (a >= at), b + n * (b > at)) for a, b in cuts]
    return block


def remove_ranges(block: B, cuts: Iterable[tuple[int, int]], spaced: str = _STOPS) -> B:
    """The block without the ranges `cuts` of its text, with the blanks at the seams tidied.

    Spans keep what is left of their words. Note marks after words that were removed are removed too. Without any cut
    the block itself is returned. `spaced`: stops that the language prints behind a blank.
    """
    text = block.text
    gone = bytearray(len(text))
    for start, end in cuts:
        gone[start:end] = b"\x01" * (end - start)
    if not any(gone):
        return block
    cut = bytes(gone)
    _tidy_seams(text, gone, _NO_BLANK_BEFORE + "".join(s for s in _STOPS if s not in spaced))
    offsets = [0]
    for flag in gone:
        offsets.append(offsets[-1] + (not flag))
    kept = "".join(c for c, flag in zip(text, gone, strict=True) if not flag)
    spans = tuple(
        Span(offsets[s.start], offsets[s.end], s.kind, s.target)
        for s in block.spans
        if offsets[s.end] > offsets[s.start]
    )
    refs = tuple(NoteRef(offsets[r.offset], r.mark) for r in block.refs if not _is_cut_off(cut, r.offset))
    return replace(block, text=kept, spans=spans, refs=refs)


def _is_cut_off(cut: bytes, offset: int) -> bool:
    """True for a note mark whose word is removed, together with what follows the mark."""
    before = offset > 0 and bool(cut[offset - 1])
    return before and (offset >= len(cut) or bool(cut[offset]))


def _tidy_seams(text: str, gone: bytearray, close: str) -> None:
    """Mark further characters as gone: one blank stays at each seam, none before a sign of `close` and at the ends."""
    i, left = 0, -1
    while i < len(text):
        if not gone[i]:
            i, left = i + 1, i
            continue
        i = _tidy_seam(text, gone, left, _kept_from(gone, i), close)
        while left >= 0 and gone[left]:
            left -= 1
    for k in range(len(text) - 1, -1, -1):
        if not gone[k] and text[k] not in _BLANK:
            break
        gone[k] = 1


def _tidy_seam(text: str, gone: bytearray, left: int, end: int, close: str) -> int:
    """Tidy the blanks around one range that ends at `end`; `left`: the last character kept before it, -1 for none.

    Returns the offset at which the next range may begin.
    """
    after_blank = left >= 0 and text[left] in _BLANK
    right = end
    while (left < 0 or after_blank) and right < len(text) and not gone[right] and text[right] in _BLANK:
        gone[right] = 1
        right += 1
    stop_follows = right == end < len(text) and text[end] in _STOPS  # "[x]; ": no blank after the bracket
    if after_blank and (stop_follows or _needs_no_blank(text, gone, right, close)):
        gone[left] = 1
    return _tidy_stop(text, gone, left, right)


def _tidy_stop(text: str, gone: bytearray, left: int, right: int) -> int:
    """Where stops meet at a seam, one goes: ", ," → ",", ", ." → ".". Returns where the next seam may begin."""
    while left >= 0 and (gone[left] or text[left] in _BLANK):
        left -= 1
    at = _kept_from(gone, right)
    if left < 0 or at >= len(text) or text[left] not in ",;" or text[at] not in ",;.:":
        return right
    if text[at] == "," or text[at] == text[left]:
        gone[at] = 1
        return at + 1
    for k in range(left, at):
        gone[k] = 1
    return right


def _needs_no_blank(text: str, gone: bytearray, at: int, close: str) -> bool:
    """True at the end of the text and before a sign that follows a word without a blank."""
    right = _kept_from(gone, at)
    return right == len(text) or text[right] in close


def _kept_from(gone: bytearray, at: int) -> int:
    """Offset of the first character kept from `at` on; the length of the text where none is."""
    return next((k for k in range(at, len(gone)) if not gone[k]), len(gone))
