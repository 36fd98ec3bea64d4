"""Typographic twins: straight and curly apostrophes and quotes, kinds of space and hyphen, composed accents."""

from __future__ import annotations

import unicodedata

from drafting.diff.changes import Segment

# sign → what it is matched as. Only for matching: what comes out of a comparison is always the text as it stood.
_TWINS = {
    "'": "’‘‛ʼ′‹›",
    '"': "“”„‟«»″",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u2002\u2003\u2005\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "": "\u00ad\u2060\u200b\ufeff",
}
_FOLDS = tuple((sign, plain) for plain, signs in _TWINS.items() for sign in signs)


def fold(text: str) -> str:
    """The text with every typographic sign replaced by its plain twin, accents composed."""
    if text.isascii():
        return text
    for sign, plain in _FOLDS:
        if sign in text:
            text = text.replace(sign, plain)
    return unicodedata.normalize("NFC", text)


def body_key(text: str) -> str:
    """What two bodies share when nothing but typography differs: folded, white space runs as one space."""
    return " ".join(fold(text).split())


def cut_twins(old: str, new: str) -> tuple[Segment, ...]:
    """Two texts that fold to the same, cut down to the characters that differ.

    "l'" and "l’" give = "l", - "'", + "’". Where a sign has no counterpart of its own (composed accents, spaces of
    different length) one run is replaced, from the first character that differs to the last.
    """
    if old == new:
        return (Segment("=", old),) if old else ()
    if _composed_alike(old, new):
        return tuple(_per_character(old, new))
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    if _breaks_accent(old, start) or _breaks_accent(new, start):
        start = 0
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if end and (_breaks_accent(old, len(old) - end) or _breaks_accent(new, len(new) - end)):
        end = 0
    parts = (
        Segment("=", old[:start]),
        Segment("-", old[start : len(old) - end]),
        Segment("+", new[start : len(new) - end]),
        Segment("=", old[len(old) - end :]),
    )
    return tuple(p for p in parts if p.text)


def _composed_alike(old: str, new: str) -> bool:
    return len(old) == len(new) and all(a == b or fold(a) == fold(b) for a, b in zip(old, new, strict=True))


def _breaks_accent(text: str, at: int) -> bool:
    return at < len(text) and unicodedata.combining(text[at]) > 0


def _per_character(old: str, new: str) -> list[Segment]:
    out: list[Segment] = []
    start = 0
    while start < len(old):
        same = old[start] == new[start]
        end = start + 1
        while end < len(old) and (old[end] == new[end]) == same:
            end += 1
        if same:
            out.append(Segment("=", old[start:end]))
        else:
            out += [Segment("-", old[start:end]), Segment("+", new[start:end])]
        start = end
    return out
