"""The brackets of a paragraph as values: what each holds, who speaks in it, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.negotiate.brackets.amendments import Amendment
from drafting.negotiate.brackets.annotations import Annotation

BracketKind: TypeAlias = Literal["text", "annotation"]
_AROUND = " .,;:–—-\u00a0\u202f\n"
"""Blanks and stops that may surround a bracket which is the whole paragraph."""


@dataclass(frozen=True, slots=True)
class TrailingAnnotation:
    """An annotation `text[start:end]` outside square brackets of its own: "(MEX)", "; MEX, BRA", "USA: " before one.

    Where a range holds several positions there is one value for each.
    """

    start: int
    end: int
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class Piece:
    """One of several texts in a bracket ("MEX: yearly; BRA: monthly"): `text[start:end]`, its separator included.

    `body` to `stop` are its words; `annotations`: who proposes them.
    """

    start: int
    end: int
    body: int
    stop: int
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: `text[start:end]` of the paragraph, signs included. Unclosed, it extends to the end of the text.

    `body`: offset of its words, after an attribution or the name of an option. `annotations`: who proposed the words,
    or, for kind "annotation", what the whole bracket says. `option`: the number or letter of the option it is, or "".
    `trailing`: annotations inside it that belong to it; `beside`: those directly before or behind it. `pieces`: the
    texts it holds, where there are several. `amendment`: the change of other words that it asks for. `label`: the
    number of a paragraph printed in it ("[NOR: 2 bis. Invites …]").
    """

    start: int
    end: int
    closed: bool
    kind: BracketKind = "text"
    body: int = 0
    annotations: tuple[Annotation, ...] = ()
    option: str = ""
    children: tuple[Bracket, ...] = ()
    trailing: tuple[TrailingAnnotation, ...] = ()
    beside: tuple[TrailingAnnotation, ...] = ()
    pieces: tuple[Piece, ...] = ()
    amendment: Amendment | None = None
    label: str = ""

    @property
    def inside(self) -> tuple[int, int]:
        """Offsets of what is between the signs, attribution included."""
        return self.start + 1, self.end - self.closed

    @property
    def is_literal(self) -> bool:
        """True for a bracket that belongs to the text: "[sic]", "[…]", the number of a note."""
        return self.kind == "annotation" and any(a.kind == "editorial" for a in self.annotations)

    @property
    def is_alternative(self) -> bool:
        """True for a bracket that would replace the paragraph: "[USA alt: …]"."""
        return any(a.alternative for a in self.annotations)

    def said(self) -> tuple[Annotation, ...]:
        """All that is said of its words: inside it, in annotations of its own brackets, and beside it."""
        attached = {t.start for c in self.children for t in c.beside}
        inner = [
            a
            for c in self.children
            if c.kind == "annotation" and c.start not in attached and c.amendment is None
            for a in c.annotations
        ]
        pieces = [a for p in self.pieces for a in p.annotations]
        return (*self.annotations, *pieces, *inner, *(t.annotation for t in (*self.trailing, *self.beside)))


@dataclass(frozen=True, slots=True)
class ParsedBrackets:
    """The brackets of one paragraph.

    `trailing`: annotations outside every bracket that belong to the paragraph. `extra_closings`: offsets of each "]"
    that closes nothing. `head`: length of an attribution before the text ("MEX + BRA: …"), which is `attribution`.
    `option`: the option it names.
    """

    text: str
    brackets: tuple[Bracket, ...] = ()
    trailing: tuple[TrailingAnnotation, ...] = ()
    extra_closings: tuple[int, ...] = ()
    head: int = 0
    attribution: tuple[Annotation, ...] = ()
    option: str = ""

    def walk_brackets(self) -> Iterator[tuple[Bracket, int]]:
        """Every bracket in order, with its depth among the brackets of disputed text (1 = outermost)."""
        stack = [(n, 1) for n in reversed(self.brackets)]
        while stack:
            bracket, depth = stack.pop()
            yield bracket, depth
            stack += [(c, depth + (bracket.kind == "text")) for c in reversed(bracket.children)]

    @property
    def unclosed(self) -> tuple[Bracket, ...]:
        """The brackets that nothing closes."""
        return tuple(n for n, _ in self.walk_brackets() if not n.closed)

    @property
    def open_count(self) -> int:
        """Number of brackets that hold disputed text."""
        return sum(n.kind == "text" for n, _ in self.walk_brackets())

    @property
    def max_depth(self) -> int:
        """Depth of the innermost bracket of disputed text, 0 without any."""
        return max((d for n, d in self.walk_brackets() if n.kind == "text"), default=0)

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation: the attribution, then the others in the order of the text."""
        yield from self.attribution
        found = [(t.start, t.annotation) for t in self.trailing]
        for n, _ in self.walk_brackets():
            found += [(n.start, a) for a in n.annotations]
            found += [(p.start, a) for p in n.pieces for a in p.annotations]
            found += [(t.start, t.annotation) for t in (*n.trailing, *n.beside) if t.annotation.kind != "label"]
        # an annotation in a bracket of its own is found twice: as that bracket, and beside the one it speaks of
        yield from (a for _, a in sorted(dict.fromkeys(found), key=lambda f: f[0]))

    def own_remarks(self) -> tuple[TrailingAnnotation, ...]:
        """What is said of the whole paragraph: annotations outside brackets, and in brackets of their own."""
        attached = {t.start for n in self.brackets for t in n.beside}
        found = list(self.trailing)
        for n in self.brackets:
            if n.kind == "annotation" and n.start not in attached and n.amendment is None and not n.is_literal:
                found += [TrailingAnnotation(n.start, n.end, a) for a in n.annotations]
        return tuple(found)

    def remarks(self) -> Iterator[tuple[int, int]]:
        """The ranges of all annotations outside brackets of disputed text."""
        yield from ((t.start, t.end) for t in self.trailing)
        for n in self.brackets:
            if n.kind == "annotation" and not n.is_literal:
                yield n.start, n.end
            yield from ((t.start, t.end) for t in n.beside)

    def is_bare_outside(self, start: int, end: int) -> bool:
        """True when nothing but annotations, blanks and stops is outside `text[start:end]`."""
        return not self.without_annotations(0, start).strip(_AROUND) and not self.without_annotations(
            end, len(self.text)
        ).strip(_AROUND)

    def without_annotations(self, start: int, end: int) -> str:
        """`text[start:end]` without the annotations outside brackets of disputed text."""
        words, at = "", start
        for first, last in sorted({*self.remarks(), (0, self.head)}):
            if at <= first and last <= end:
                words, at = words + self.text[at:first], last
        return words + self.text[at:end]
