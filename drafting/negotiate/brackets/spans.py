"""The text of a paragraph in pieces, each with the depth of its brackets, annotations apart from words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

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
    deeper, said = [0] * (len(text) + 1), [0] * (len(text) + 1)
    edges = {0, len(text)}

    def mark(rises: list[int], start: int, end: int) -> None:
        rises[start] += 1
        rises[end] -= 1
        edges.update((start, end))

    for bracket, _ in parsed.walk_brackets():
        mark(deeper if bracket.kind == "text" else said, bracket.start, bracket.end)
        for start, end in {(t.start, t.end) for t in (*bracket.trailing, *bracket.beside)}:
            mark(said, start, end)
    for start, end in {(t.start, t.end) for t in parsed.trailing}:
        mark(said, start, end)
    if parsed.attribution:
        mark(said, 0, parsed.head)
    depth, annotated = list(accumulate(deeper)), list(accumulate(said))
    return tuple(
        BracketSpan(text[a:b], depth[a], annotated[a] > 0) for a, b in pairwise(sorted(edges)) if a < b
    )  # fmt: skip
