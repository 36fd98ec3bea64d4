"""The units of a resolution for comparison: paragraphs, items, headings, table rows and lines; and footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.diff.units import Unit
from drafting.model.address import Address, places
from drafting.model.resolution import Clause, Heading, Line, Resolution, Table


def body_units(resolution: Resolution) -> tuple[Unit, ...]:
    """The units of the text in reading order, each with its address and origin."""
    above: list[tuple[int, str]] = []
    units: list[Unit] = []
    for at, block in places(resolution):
        if isinstance(block, Heading):
            above = [h for h in above if h[0] < block.level]
            units.append(_unit(block, at, above, "heading"))
            above.append((block.level, block.text))
        elif isinstance(block, Table):
            units += _rows(block, at, tuple(text for _, text in above))
        elif isinstance(block, Clause):
            units.append(_unit(block, at, above, "item" if at.items else "clause"))
        else:
            units.append(_unit(block, at, above, "line"))
    return tuple(units)


def _unit(block: Line | Heading | Clause, at: Address, above: list[tuple[int, str]], kind: str) -> Unit:
    return Unit(
        text=block.text,
        label=None if isinstance(block, Line) else block.label,
        kind=kind,  # type: ignore[arg-type]
        level=0 if isinstance(block, Line) else block.level,
        section=tuple(text for _, text in above),
        address=str(at),
        origin=block.origin,
    )


def _rows(table: Table, at: Address, section: tuple[str, ...]) -> Iterator[Unit]:
    """One unit per table row, its cells joined by tabs. The origin of each is that of the whole table."""
    for number, row in enumerate(table.rows, 1):
        yield Unit(text="\t".join(row), kind="row", section=section, address=f"{at}({number})", origin=table.origin)


def footnote_units(resolution: Resolution) -> tuple[Unit, ...]:
    """The footnotes as units: the label is the mark, the anchor is the text of the paragraph with the mark."""
    hanging = {ref.mark: block for _, block in places(resolution) for ref in block.refs}
    units = []
    for note in resolution.footnotes:
        block = hanging.get(note.mark)
        anchor = "" if block is None or isinstance(block, Table) else block.text
        address = f"fn{note.mark}"
        units.append(Unit(note.text, note.mark, "footnote", anchor=anchor, address=address, origin=note.origin))
    return tuple(units)
