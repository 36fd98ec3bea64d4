"""What runs over several paragraphs: brackets that one opens and a later one closes, and the blocks of options."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from drafting.model.address import Address, places
from drafting.model.resolution import Block, Clause, Heading, Line, Resolution, Table
from drafting.negotiate.brackets.parse import Bracket, ParsedBrackets, defined_acronyms, option_end, parse_brackets

_LEADS = " [\u00a0\u202f"
_ENDS = " .,;:]\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class SpanningBracket:
    """A bracket over the paragraphs `first` to `last` (places in the list given). `node`: the bracket as the first
    parses it; `closing`: the place of its "]" in the last. `whole`: it opens the first and ends the last."""

    first: int
    last: int
    node: Bracket
    closing: int
    whole: bool


def find_spanning_brackets(
    parsed: Sequence[ParsedBrackets], sections: Sequence[Hashable]
) -> tuple[SpanningBracket, ...]:
    """The brackets that one paragraph opens and a later one of the same section closes, in the order of their ends.

    Signs pair over paragraphs as they do within one; where one is left over in between, nothing about it is known and
    no bracket runs across it.
    """
    waiting: list[tuple[int, Bracket]] = []
    found: list[SpanningBracket] = []
    for i, p in enumerate(parsed):
        for place in p.extra_closings:
            if not waiting or sections[waiting[-1][0]] != sections[i]:
                waiting.clear()
                continue
            first, node = waiting.pop()
            found.append(SpanningBracket(first, i, node, place, _opens(parsed[first], node) and _ends(p, place)))
        waiting += [(i, node) for node in p.unclosed]
    return tuple(found)


def _opens(p: ParsedBrackets, node: Bracket) -> bool:
    """Nothing but an option's name stands before the sign."""
    before = p.text[: node.start]
    return not before.strip(_LEADS) or (bool(p.option) and option_end(before) == len(before))


def _ends(p: ParsedBrackets, place: int) -> bool:
    """Nothing but stops and marks stands behind the sign."""
    rest = p.text[place + 1 :]
    for tail in p.trailing:
        if tail.start > place:
            rest = rest.replace(p.text[tail.start : tail.end], "")
    for node in p.brackets:
        if node.start > place and node.kind == "mark":
            rest = rest.replace(p.text[node.start : node.end], "")
    return not rest.strip(_ENDS)


def unpaired_places(parsed: Sequence[ParsedBrackets], spanning: Sequence[SpanningBracket]) -> set[int]:
    """The paragraphs with a sign that pairs with none, here or elsewhere."""
    opened = {(r.first, r.node.start) for r in spanning}
    closed = {(r.last, r.closing) for r in spanning}
    return {
        i
        for i, p in enumerate(parsed)
        if any((i, n.start) not in opened for n in p.unclosed) or any((i, e) not in closed for e in p.extra_closings)
    }


@dataclass(frozen=True, slots=True)
class OptionBlock:
    """An option of one or several paragraphs, `first` to `last`; `first` begins with its name. `run`: the bracket
    around all of it."""

    name: str
    first: int
    last: int
    run: SpanningBracket | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What the blocks of options are found by. `heads`: it is a heading of the text and no option's name; `numbered`:
    a paragraph of the first level."""

    parsed: ParsedBrackets
    heads: bool
    numbered: bool


def option_blocks(units: Sequence[Unit], spanning: Sequence[SpanningBracket]) -> tuple[tuple[OptionBlock, ...], ...]:
    """Options that exclude one another, each a paragraph or several: bracketed ("[Option 1 … ]" "[Option 2 … ]"), or
    from one name to the next. Where nothing tells the end of the last, it has as many paragraphs as the longest
    before it, and ends at a heading."""
    bracketed = [OptionBlock(r.node.option, r.first, r.last, r) for r in spanning if r.whole and r.node.option]
    groups = _groups(sorted(bracketed, key=lambda b: b.first))
    heads = [i for i, u in enumerate(units) if u.parsed.option]
    open_ended = []
    for n, i in enumerate(heads):
        end = heads[n + 1] if n + 1 < len(heads) else len(units)
        stop = next((k for k in range(i + 1, end) if units[k].heads), end)
        open_ended.append(OptionBlock(units[i].parsed.option, i, stop - 1))
    return tuple(groups + [_cut_short(g, units) for g in _groups(open_ended)])


def _groups(blocks: Sequence[OptionBlock]) -> list[tuple[OptionBlock, ...]]:
    """Blocks that follow one another directly, under different names; a name that comes again begins a new group."""
    found: list[list[OptionBlock]] = []
    for block in blocks:
        group = found[-1] if found else []
        if group and group[-1].last + 1 == block.first and block.name not in [b.name for b in group]:
            group.append(block)
        else:
            found.append([block])
    return [tuple(g) for g in found if len(g) > 1]


def _cut_short(group: tuple[OptionBlock, ...], units: Sequence[Unit]) -> tuple[OptionBlock, ...]:
    """The group with its last block no longer than the longest before it, counted in numbered paragraphs."""
    longest = max(_numbered(b, units) for b in group[:-1])
    last = group[-1]
    count, end = 0, last.first
    for k in range(last.first + 1, last.last + 1):
        count += units[k].numbered
        if count > longest:
            break
        end = k
    return (*group[:-1], OptionBlock(last.name, last.first, end))


def _numbered(block: OptionBlock, units: Sequence[Unit]) -> int:
    return sum(units[k].numbered for k in range(block.first + 1, block.last + 1))


@dataclass(frozen=True, slots=True)
class BracketPlace:
    """A paragraph, item, heading, line or table; `above`: the headings over it."""

    at: Address
    block: Block
    above: tuple[str, ...]
    parsed: ParsedBrackets


@dataclass(frozen=True, slots=True)
class BracketSurvey:
    """All places in reading order; brackets over several of them; the places with signs that pair with none; the
    options of several places. Runs and options count places from 0."""

    units: tuple[BracketPlace, ...]
    spanning: tuple[SpanningBracket, ...]
    faulty: frozenset[int]
    options: tuple[tuple[OptionBlock, ...], ...]


def survey_brackets(resolution: Resolution) -> BracketSurvey:
    """The brackets of a whole text."""
    found = list(_places(resolution))
    acronyms = frozenset(code for *_, text in found if "(" in text for code in defined_acronyms(text))
    units = tuple(
        BracketPlace(at, block, above, parse_brackets(t, resolution.language, acronyms))
        for at, block, above, t in found
    )
    parsed = [u.parsed for u in units]
    spanning = find_spanning_brackets(parsed, [u.above for u in units])
    options = option_blocks([_unit(u) for u in units], spanning)
    return BracketSurvey(units, spanning, frozenset(unpaired_places(parsed, spanning)), options)


def _unit(place: BracketPlace) -> Unit:
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
    if isinstance(block, Heading) and not parse_brackets(block.text).option:
        return block.level, block.text
    return None
