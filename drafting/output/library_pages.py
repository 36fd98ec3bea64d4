"""HTML pages of the library: a draft with its sources in colour, and the lineage of a paragraph with a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafting.messages import answer_language, section_messages
from drafting.output.names import party_names, place_name
from drafting.output.templates import render_page
from drafting.text.shorten import shorten

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.library.lineage import Step
    from drafting.library.models import Hit
    from drafting.library.provenance import Provenance, TracedParagraph

HUES = 7
"""Sources that get a colour of their own; the others share one."""
HEIGHT, TOP, BOTTOM, LEFT, STEP = 250, 46, 60, 140, 190
FLAT = 110
"""Height of the picture of a paragraph whose verbs have no strength (a preambular one): years on a line."""
STRONGEST = 9
LABEL = 24
"""Letters of a verb that fit over its point."""


@dataclass(frozen=True, slots=True)
class Point:
    """A step of a lineage in its picture, in pixels: `x`, `y` of its point, `between` the middle of the way from the
    point before; `verb`: its opening words, cut to fit over the point."""

    x: int
    y: int
    between: int
    step: Step
    verb: str


def trace_page(traced: Provenance, title: str, language: str) -> str:
    """A traced draft as one self-contained page: every agreed run in the colour of its first source."""
    language = answer_language(language)
    words = section_messages("library", language)
    places = {document: min(n, HUES) for n, (document, _) in enumerate(traced.sources)}
    return render_page(
        "trace.html.j2", language, trim=False, w=words, title=title, traced=traced, hue=lambda d: places.get(d, HUES),
        words_of=words["words_of"].format(words=traced.words), firsts=_firsts,
        named=lambda at: place_name(at, language),
    )  # fmt: skip


def _firsts(paragraph: TracedParagraph) -> list[Hit]:
    """The source whose colour each agreed piece of a paragraph has, each once."""
    found = {piece.hits[0].id: piece.hits[0] for piece in paragraph.pieces if piece.hits}
    return list(found.values())


def lineage_page(steps: Sequence[Step], others: Sequence[Hit], title: str, language: str) -> str:
    """The lineage of a paragraph: the strength of its verb over the years, then the words with the changes of each
    step, and what other texts say on its subject."""
    language = answer_language(language)
    height = HEIGHT if any(step.strength for step in steps) else FLAT
    points = [_point(step, LEFT + n * STEP, height) for n, step in enumerate(steps)]
    return render_page(
        "lineage.html.j2", language, trim=False, w=section_messages("library", language), title=title, steps=steps,
        others=others, parties=lambda codes: party_names(codes, language), points=points, path=_line(points),
        grid=[(_height(value, height), value) for value in (1, 3, 5, 7, 9)] if height == HEIGHT else [],
        width=max(600, 2 * LEFT + STEP * (len(points) - 1)), height=height,
    )  # fmt: skip


def _point(step: Step, x: int, height: int) -> Point:
    return Point(x, _height(step.strength, height), x - STEP // 2, step, shorten(step.opening, LABEL))


def _line(points: Sequence[Point]) -> str:
    """From point to point; broken at wordings whose verb has no strength (an item has none of its own)."""
    out, pen = [], "M"
    for point in points:
        if point.step.strength:
            out.append(f"{pen}{point.x} {point.y}")
        pen = "L" if point.step.strength else "M"
    return " ".join(out)


def _height(strength: int, height: int) -> int:
    return height - BOTTOM - (height - BOTTOM - TOP) * strength // STRONGEST
