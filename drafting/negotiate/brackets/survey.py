"""A text as brackets see it: every place with its headings and its brackets, and what runs over several places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.model.address import Address, places
from drafting.model.resolution import Block, Clause, Heading, Line, Resolution, Table
from drafting.negotiate.brackets.across_paragraphs import OptionBlock, Run, Unit, find_runs, option_blocks, unexplained
from drafting.negotiate.brackets.parse import Parsed, defined_acronyms, parse


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph, item, heading, line or table; `above`: the headings over it."""

    at: Address
    block: Block
    above: tuple[str, ...]
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Survey:
    """All places in reading order; brackets over several of them; the places with signs that pair with none; the
    options of several places. Runs and options count places from 0."""

    units: tuple[Place, ...]
    runs: tuple[Run, ...]
    faulty: frozenset[int]
    options: tuple[tuple[OptionBlock, ...], ...]


def survey(resolution: Resolution) -> Survey:
    """The brackets of a whole text."""
    found = list(_places(resolution))
    acronyms = frozenset(code for *_, text in found if "(" in text for code in defined_acronyms(text))
    units = tuple(Place(at, block, above, parse(t, resolution.language, acronyms)) for at, block, above, t in found)
    parsed = [u.parsed for u in units]
    runs = find_runs(parsed, [u.above for u in units])
    options = option_blocks([_unit(u) for u in units], runs)
    return Survey(units, runs, frozenset(unexplained(parsed, runs)), options)


def _unit(place: Place) -> Unit:
    heads = not isinstance(place.block, Table) and _section_head(place.block) is not None
    return Unit(place.parsed, heads, isinstance(place.block, Clause) and not place.at.items and bool(place.block.label))


def _places(resolution: Resolution) -> Iterator[tuple[Address, Block, tuple[str, ...], str]]:
    """Every place of the text with its block, the headings above, and its words (a table row by row).

    Chair's texts go about as Markdown in plain text: a line "## Article 2" is a section too. The name of an option is
    none.
    """
    above: list[tuple[int, str]] = []
    for at, block in places(resolution):
        head = None if isinstance(block, Table) else _section_head(block)
        if head:
            above = [h for h in above if h[0] < head[0]]
        section = tuple(text for _, text in above)
        if isinstance(block, Table):
            yield at, block, section, "\n".join(cell for row in block.rows for cell in row)
        else:
            yield at, block, section, block.text
        if head:
            above.append(head)


def _section_head(block: Line | Heading | Clause) -> tuple[int, str] | None:
    """Level and words of a section's heading, or None."""
    if isinstance(block, Heading) and not parse(block.text).option:
        return block.level, block.text
    return None
