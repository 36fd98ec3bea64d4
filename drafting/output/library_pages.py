"""HTML pages of the library: a draft with its sources in colour, and the life of a paragraph with a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drafting.output.templates import environment, style_sheet, words_of
from drafting.text.shorten import shorten

HUES = 7
"""Sources that get a colour of their own; the others share one."""
HEIGHT, TOP, BOTTOM, LEFT, STEP = 250, 46, 60, 140, 190
FLAT = 110
"""Height of the picture of a paragraph whose verbs have no strength (a preambular one): years on a line."""
STRONGEST = 9
LABEL = 24
"""Letters of a verb that fit over its point."""


def trace_page(traced: Any, title: str, language: str) -> str:
    """A traced draft as one self-contained page: every agreed run in the colour of its first source."""
    words = words_of("library", language)
    places = {document: min(n, HUES) for n, (document, _) in enumerate(traced.sources)}
    return _render(
        "trace.html.j2", language, w=words, title=title, traced=traced, hue=lambda d: places.get(d, HUES),
        words_of=words["words_of"].format(words=traced.words), firsts=_firsts,
    )  # fmt: skip


def _firsts(paragraph: Any) -> list[Any]:
    """The source whose colour each agreed piece of a paragraph has, each once."""
    found = {piece.hits[0].id: piece.hits[0] for piece in paragraph.pieces if piece.hits}
    return list(found.values())


def lineage_page(steps: Sequence[Any], others: Sequence[Any], title: str, language: str) -> str:
    """The life of a paragraph: the strength of its verb over the years, then the words with what each step changed, and
    what other texts say on its subject."""
    height = HEIGHT if any(step.strength for step in steps) else FLAT
    points = [
        {
            "x": LEFT + n * STEP, "y": _height(step.strength, height), "between": LEFT + n * STEP - STEP // 2,
            "step": step, "verb": shorten(step.opening, LABEL),
        }
        for n, step in enumerate(steps)
    ]  # fmt: skip
    return _render(
        "lineage.html.j2", language, w=words_of("library", language), title=title, steps=steps, others=others,
        points=points, path=_line(points),
        grid=[(_height(value, height), value) for value in (1, 3, 5, 7, 9)] if height == HEIGHT else [],
        width=max(600, 2 * LEFT + STEP * (len(points) - 1)), height=height,
    )  # fmt: skip


def _line(points: Sequence[Mapping[str, Any]]) -> str:
    """From point to point; broken at wordings whose verb has no strength (an item has none of its own)."""
    out, pen = [], "M"
    for point in points:
        if point["step"].strength:
            out.append(f"{pen}{point['x']} {point['y']}")
        pen = "L" if point["step"].strength else "M"
    return " ".join(out)


def _height(strength: int, height: int) -> int:
    return height - BOTTOM - (height - BOTTOM - TOP) * strength // STRONGEST


def _render(name: str, language: str, **values: Any) -> str:
    page = environment(trim=False).get_template(name)
    return page.render(css=style_sheet(), language=language or "en", **values)
