"""The text of a paragraph in pieces, each with the depth of its brackets, annotations apart from words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from drafting.negotiate.brackets.parse import parse_brackets


@dataclass(frozen=True, slots=True)
class BracketSpan:
    """Characters between two edges of brackets or annotations.

    `depth`: number of brackets of disputed text around them; `annotation`: True for a status word or an attribution.
    """

    text: str
    depth: int
    annotation: bool


def bracket_spans(text: str, language: str, acronyms: frozenset[str] = frozenset()) -> tuple[BracketSpan, ...]:
    """The paragraph as spans in order, which join to `text`. `acronyms`: those that the whole document defines."""
    parsed = parse_brackets(text, language, acronyms)
    depth = [0] * (len(text) + 1)
    annotated = [False] * (len(text) + 1)
    trailing = list(parsed.trailing)
    edges = {0, len(text)}
    for bracket, _ in parsed.walk_brackets():
        trailing += bracket.trailing
        edges |= {bracket.start, bracket.end}
        for k in range(bracket.start, bracket.end):
            if bracket.kind == "text":
                depth[k] += 1
            else:
                annotated[k] = True
    for t in trailing:
        edges |= {t.start, t.end}
        annotated[t.start : t.end] = [True] * (t.end - t.start)
    return tuple(BracketSpan(text[a:b], depth[a], annotated[a]) for a, b in pairwise(sorted(edges)) if a < b)
