"""Text cut into tokens: elisions, words with their hyphens, numbers, signs, runs of white space. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafting.diff.units import Token, TokenKind

# Combining accents, variation selectors, soft hyphens and joiners belong to the sign before them. Runs of word
# characters are never cut, so no change can begin inside a word or a number whatever script it is written in.
_MARK = "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
_MARK += "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_RUN = rf"\w+(?:[{_MARK}]+\w*)*"
_ELISION = "|".join(  # each begins with a plain set of letters: most words are passed over at once
    start + r"['’ʼ](?=\w)"
    for start in (
        "[ldjmtscçnLDJMTSCÇN]",
        "[Qq][Uu]",
        "[JjLlPpQq](?:[Uu][Ss]|[Oo][Rr][Ss]|[Uu][Ii][Ss]|[Uu][Oo][Ii])[Qq][Uu]",
    )
)
_NUMBER = rf"(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\w)(?:[.,]\d+)*|\d+(?:[.,]\d+)*)(?:{_RUN}|[{_MARK}]+\w*)*"
_WORD = rf"{_RUN}(?:[-\u2010\u2011'’ʼ]{_RUN})*"
_SIGN = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[^\w\s](?:\u200d[^\w\s]|[{_MARK}\U0001f3fb-\U0001f3ff])*"
_NO_SPACE = f"{_ELISION}|{_NUMBER}|{_WORD}|{_SIGN}"
_TOKEN = re.compile(rf"\s+|{_NO_SPACE}")
_PRINTED = re.compile(_NO_SPACE)


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text, white space included; their texts join to the text again, to the letter.

    "l'accord-cadre du 1er mai" → l' · accord-cadre · ␣ · du · ␣ · 1er · ␣ · mai. Each punctuation sign is a token.
    """
    return tuple(map(_token, _TOKEN.findall(text)))


@lru_cache(maxsize=1 << 16)
def _token(piece: str) -> Token:
    """Tokens are values: one object serves for every place a word stands in."""
    return Token(piece, kind_of(piece))


def printed(text: str) -> list[str]:
    """The tokens of a text without the white space, as plain strings: what the alignment compares."""
    return _PRINTED.findall(text)


def kind_of(piece: str) -> TokenKind:
    """What a piece of text cut by `tokenize` is."""
    first = piece[:1]
    if first.isspace():
        return "space"
    if first.isdecimal():
        return "number"
    return "word" if first.isalnum() or first == "_" else "punct"


def text_of(tokens: Sequence[Token]) -> str:
    """The text that tokens join to."""
    return "".join(t.text for t in tokens)
