"""A footnote prepared for the statement patterns: folded, quotations blank, split into sentences, with delegations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from drafting.lexicon.states import Mention
from drafting.text.folding import fold_word

_QUOTED = re.compile(r"«[^»]{0,400}»|“[^”]{0,400}”|(?<!\w)\"[^\"]{0,400}\"(?!\w)|‘[^’]{0,200}’(?!\w)")
_STOP = re.compile(r"[.!?…][\"”»)]*\s+(?=[^\W\da-zà-ÿ_]|[«“])|;\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation or group named in the note, by place in the plain text."""

    code: str
    start: int
    end: int
    group: bool
    adjective: bool
    printed: str = ""
    """The name as the note prints it, for one that has no code."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text`: folded, single blanks; `sentences`: its pieces as (start, end); `delegations`: outside quotations.

    `capitals`: places in `text` of what the note prints as capital letters; `origins`: the place in the note of each
    character of `text`; `source`: the note.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]
    delegations: tuple[Delegation, ...]
    capitals: frozenset[int]
    origins: tuple[int, ...]
    source: str

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` as the note prints it."""
        return self.source[self.origins[start] : self.origins[end - 1] + 1]


def plain_text(text: str, mentions: list[Mention]) -> PlainText:
    """The text for the patterns: apostrophes, hyphens and quotations become blanks, runs of blanks one blank."""
    unquoted = _QUOTED.sub(lambda m: " " * len(m[0]), text)
    out: list[str] = []
    places = [0] * (len(text) + 1)
    origins: list[int] = []
    capitals: set[int] = set()
    length, blank = 0, True
    for i, sign in enumerate(unquoted):
        places[i] = length
        folded = fold_word(sign)
        if not folded:  # a soft hyphen, an accent written as a sign of its own
            continue
        if folded in "'-–—*_" or folded.isspace():
            if not blank:
                out.append(" ")
                origins.append(i)
                length, blank = length + 1, True
            continue
        if sign.isupper():
            capitals.add(length)
        out.append(folded)
        origins += [i] * len(folded)
        length, blank = length + len(folded), False
    places[len(text)] = length
    body = "".join(out)
    shown = [m for m in mentions if not unquoted[m.start : m.end].isspace()]
    stops = [
        places[m.end()] for m in _STOP.finditer(text)
        if not any(d.start < m.end() and m.start() + 1 < d.end for d in shown)
    ]  # fmt: skip
    edges = [0, *stops, len(body)]
    sentences = tuple((a, b) for a, b in pairwise(edges) if body[a:b].strip())
    delegations = tuple(Delegation(m.code, places[m.start], places[m.end], m.group, m.adjective) for m in shown)
    return PlainText(body, sentences, delegations, frozenset(capitals), tuple(origins), text)
