"""A paragraph's words cut where brackets open and close, each piece with its depth, annotations apart from text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from drafting.negotiate.brackets.parse import parse_brackets


@dataclass(frozen=True, slots=True)
class BracketSpan:
    """A run of characters between two bracket edges. `depth`: how many brackets of disputed text are around it;
    `annotation`: it is a status word or an attribution."""

    text: str
    depth: int
    annotation: bool


def bracket_spans(text: str, language: str) -> tuple[BracketSpan, ...]:
    """The whole text as spans, in order; joined they give the text back."""
    parsed = parse_brackets(text, language)
    depth = [0] * (len(text) + 1)
    annotated = [False] * (len(text) + 1)
    trailing = list(parsed.trailing)
    edges = {0, len(text)}
    for node, _ in parsed.walk_brackets():
        trailing += node.trailing
        edges |= {node.start, node.end}
        for k in range(node.start, node.end):
            if node.kind == "text":
                depth[k] += 1
            else:
                annotated[k] = True
    for tail in trailing:
        edges |= {tail.start, tail.end}
        annotated[tail.start : tail.end] = [True] * (tail.end - tail.start)
    return tuple(BracketSpan(text[a:b], depth[a], annotated[a]) for a, b in pairwise(sorted(edges)) if a < b)
