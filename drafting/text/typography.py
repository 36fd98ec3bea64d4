"""Typographic twins: signs that differ in shape and not in meaning (apostrophes, quotes, hyphens, kinds of space)."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "’‘‛ʼ′"
"""Signs typed for an apostrophe. ASCII has "'"."""
HYPHENS = "‐‑"
"""The hyphen and the hyphen that does not break a line."""
DASHES = "‒–—―−"
QUOTES = "“”„‟«»″"
SINGLE_QUOTES = "‹›"
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u2060\u200b\ufeff"
"""Signs inside words that print as nothing: soft hyphen, word joiner, zero-width space, byte order mark."""

_PLAIN = {"'": APOSTROPHES + SINGLE_QUOTES, '"': QUOTES, "-": HYPHENS + DASHES, " ": SPACES, "": INVISIBLE}
_TWINS = tuple((sign, plain) for plain, signs in _PLAIN.items() for sign in signs)


def fold_typography(text: str) -> str:
    """The text with every typographic sign as its plain twin and accents composed (NFC). Case and letters stay.

    For matching only: what comes out of a comparison is always the text as printed.
    """
    if text.isascii():
        return text
    for sign, plain in _TWINS:
        if sign in text:
            text = text.replace(sign, plain)
    return unicodedata.normalize("NFC", text)


def body_key(text: str) -> str:
    """What texts that differ only in typography share: folded typographically, runs of white space as one space."""
    return " ".join(fold_typography(text).split())
