"""The brackets of a whole text: every paragraph parsed, brackets over several paragraphs, and blocks of options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.model.address import Address, places
from drafting.model.resolution import Block, Clause, Heading, Line, Resolution, Table
from drafting.negotiate.brackets.classify import option_end
from drafting.negotiate.brackets.parse import defined_acronyms, parse_brackets
from drafting.negotiate.brackets.values import Bracket, ParsedBrackets

_LETTER_INSIDE = re.compile(r"\[\s*(?P<label>\([a-z]{1,4}\)|[a-z]\))\s+(?=\S)")
_BEFORE = " [\u00a0\u202f"
_AFTER = " .,;:]\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class BracketPlace:
    """A paragraph, item, heading, line or table with its brackets; `above`: the headings above it, highest first."""

    at: Address
    block: Block
    above: tuple[str, ...]
    parsed: ParsedBrackets

    @property
    def is_section_heading(self) -> bool:
        """True for a heading that is not the name of an option."""
        return _is_section_heading(self.block)

    @property
    def is_numbered(self) -> bool:
        """True for a numbered paragraph of the first level."""
        return isinstance(self.block, Clause) and not self.at.items and bool(self.block.label)


@dataclass(frozen=True, slots=True)
class SpanningBracket:
    """A bracket over several places, `first` to `last` (indices of places).

    `node`: the bracket as parsed in the first place; `closing`: offset of its "]" in the last. `whole`: it opens the
    first place and ends the last.
    """

    first: int
    last: int
    node: Bracket
    closing: int
    whole: bool


@dataclass(frozen=True, slots=True)
class OptionBlock:
    """An option of one or several places, `first` to `last`; the first begins with its name.

    `spanning`: the bracket around the whole option, None where there is none.
    """

    name: str
    first: int
    last: int
    spanning: SpanningBracket | None = None


@dataclass(frozen=True, slots=True)
class BracketSurvey:
    """The brackets of a text. `places` are in reading order; the other fields refer to them by index from 0.

    `faulty`: places with a sign that pairs with no other; `options`: groups of options that exclude one another;
    `acronyms`: the codes in parentheses that some place of the text defines.
    """

    places: tuple[BracketPlace, ...]
    spanning: tuple[SpanningBracket, ...]
    faulty: frozenset[int]
    options: tuple[tuple[OptionBlock, ...], ...]
    acronyms: frozenset[str]


def survey_brackets(resolution: Resolution) -> BracketSurvey:
    """Parse the brackets of a whole text."""
    texts = list(_texts(resolution))
    acronyms = frozenset(code for *_, text in texts if "(" in text for code in defined_acronyms(text))
    language = resolution.language
    parsed = tuple(
        BracketPlace(at, block, above, parse_brackets(t, language, acronyms)) for at, block, above, t in texts
    )
    spanning = find_spanning_brackets(parsed)
    return BracketSurvey(
        parsed, spanning, _unpaired_places(parsed, spanning), option_blocks(parsed, spanning), acronyms
    )  # fmt: skip


def with_label_signs(resolution: Resolution) -> Resolution:
    """The resolution as its brackets are meant: a "[" before a number ("[2. Invites …]") encloses the words, and an
    annotation in a paragraph of its own ("[JPN: delete paragraph]") belongs to the paragraph before it."""
    return replace(resolution, blocks=_joined([_with_label_sign(b) for b in resolution.blocks], resolution.language))


def _joined(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """The blocks of one level, each annotation that is a paragraph of its own put behind the paragraph before it."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Clause) and block.children:
            items = list(_joined([replace(block, children=()), *block.children], language))
            first = items[0]
            children = tuple(i for i in items[1:] if isinstance(i, Clause))
            if isinstance(first, Clause) and (first.text != block.text or children != block.children):
                block = replace(first, children=children)
        last = done[-1] if done else None
        if isinstance(block, Clause) and isinstance(last, Clause) and _is_remark(block, language):
            done[-1] = _with_remark(last, block)
        else:
            done.append(block)
    return tuple(done)


def _is_remark(block: Clause, language: str) -> bool:
    """True for a paragraph without a number that holds only annotations, or amendments of the one before it."""
    if block.label or block.children or block.text[:1] not in ("[", "("):
        return False
    parsed = parse_brackets(block.text, language)
    if parsed.extra_closings or parsed.unclosed or any(n.is_literal for n in parsed.brackets):
        return False
    words = parsed.without_annotations(0, len(block.text))
    for n in parsed.brackets:
        if n.kind == "text" and n.amendment is None:
            return False
        words = words.replace(block.text[n.start : n.end], "")
    return not words.strip(_AFTER)


def _with_remark(block: Clause, remark: Clause) -> Clause:
    """A paragraph with an annotation behind its last words, its own or those of its last item."""
    if block.children:
        return replace(block, children=(*block.children[:-1], _with_remark(block.children[-1], remark)))
    at = len(block.text) + 1
    refs = tuple(replace(r, offset=r.offset + at) for r in remark.refs)
    return replace(block, text=f"{block.text} {remark.text}", refs=(*block.refs, *refs))


def _with_label_sign(block: Block) -> Block:
    if not isinstance(block, Clause):
        return block
    items = tuple(i for i in map(_with_label_sign, block.children) if isinstance(i, Clause))
    label = block.label or ""
    if not label and (m := _LETTER_INSIDE.match(block.text)):  # "[(b) BRA: sleep;]"
        return _shifted(block, m["label"], "[", m.end(), items)
    if not label.startswith("[") or "]" in label:
        return block if items == block.children else replace(block, children=items)
    return _shifted(block, label[1:], "[", 0, items)


def _shifted(block: Clause, label: str, sign: str, cut: int, items: tuple[Clause, ...]) -> Clause:
    """The paragraph under a label, with a sign in place of the first `cut` characters of its words."""
    by = len(sign) - cut
    spans = tuple(replace(s, start=max(0, s.start + by), end=max(0, s.end + by)) for s in block.spans)
    refs = tuple(replace(r, offset=max(0, r.offset + by)) for r in block.refs)
    kept = tuple(s for s in spans if s.start < s.end)
    return replace(block, label=label, text=sign + block.text[cut:], spans=kept, refs=refs, children=items)


def _texts(resolution: Resolution) -> Iterator[tuple[Address, Block, tuple[str, ...], str]]:
    """Every place of the text with its block, the headings above it, and its words (of a table all cells, by row)."""
    above: list[tuple[int, str]] = []
    for at, block in places(resolution):
        if isinstance(block, Heading) and _is_section_heading(block):
            above = [h for h in above if h[0] < block.level]
        section = tuple(text for _, text in above)
        if isinstance(block, Table):
            yield at, block, section, "\n".join(cell for row in block.rows for cell in row)
        else:
            yield at, block, section, block.text
        if isinstance(block, Heading) and _is_section_heading(block):
            above.append((block.level, block.text))


def _is_section_heading(block: Line | Heading | Clause | Table) -> bool:
    return isinstance(block, Heading) and not parse_brackets(block.text).option


def find_spanning_brackets(found: Sequence[BracketPlace]) -> tuple[SpanningBracket, ...]:
    """The brackets that one place opens and a later place under the same headings closes, in the order of their ends.

    Signs pair across places as they do within one. After a sign that pairs with none, the brackets opened before it are
    unknown and are not followed further.
    """
    waiting: list[tuple[int, Bracket]] = []
    spanning: list[SpanningBracket] = []
    for i, place in enumerate(found):
        for closing in place.parsed.extra_closings:
            if not waiting or found[waiting[-1][0]].above != place.above:
                waiting.clear()
                continue
            first, bracket = waiting.pop()
            whole = _opens_place(found[first].parsed, bracket) and _ends_place(place.parsed, closing)
            spanning.append(SpanningBracket(first, i, bracket, closing, whole))
        waiting += [(i, bracket) for bracket in place.parsed.unclosed]
    return tuple(spanning)


def _opens_place(parsed: ParsedBrackets, bracket: Bracket) -> bool:
    """True when nothing but the name of an option precedes the sign."""
    before = parsed.text[: bracket.start]
    return not before.strip(_BEFORE) or (bool(parsed.option) and option_end(before) == len(before))


def _ends_place(parsed: ParsedBrackets, closing: int) -> bool:
    """True when nothing but stops and annotations follows the sign."""
    return not parsed.without_annotations(closing + 1, len(parsed.text)).strip(_AFTER)


def _unpaired_places(found: Sequence[BracketPlace], spanning: Sequence[SpanningBracket]) -> frozenset[int]:
    """The places with a sign that pairs with none, in the place or in another."""
    opened = {(s.first, s.node.start) for s in spanning}
    closed = {(s.last, s.closing) for s in spanning}
    return frozenset(
        i
        for i, place in enumerate(found)
        if any((i, n.start) not in opened for n in place.parsed.unclosed)
        or any((i, e) not in closed for e in place.parsed.extra_closings)
    )


def option_blocks(
    found: Sequence[BracketPlace], spanning: Sequence[SpanningBracket]
) -> tuple[tuple[OptionBlock, ...], ...]:
    """Groups of options that exclude one another, each a place or several.

    An option is bracketed ("[Option 1 … ]"), or extends from its name to the next name. The last of a group without
    brackets ends at a heading, and has at most as many numbered paragraphs as the longest option before it.
    """
    bracketed = [OptionBlock(s.node.option, s.first, s.last, s) for s in spanning if s.whole and s.node.option]
    bracketed += [
        OptionBlock(option, i, _last_item(found, i))
        for i, place in enumerate(found)
        if (option := _option_of(place.parsed))
    ]
    groups = _group_options(sorted(bracketed, key=lambda b: b.first))
    names = [i for i, place in enumerate(found) if place.parsed.option]
    unbracketed = []
    for n, i in enumerate(names):
        end = names[n + 1] if n + 1 < len(names) else len(found)
        stop = next((k for k in range(i + 1, end) if found[k].is_section_heading), end)
        unbracketed.append(OptionBlock(found[i].parsed.option, i, stop - 1))
    return tuple(groups + [_shorten_last(g, found) for g in _group_options(unbracketed)])


def _option_of(parsed: ParsedBrackets) -> str:
    """The name of the option that a place is, in one bracket or beside one; "" where it is none."""
    outer = [n for n in parsed.brackets if n.kind == "text"]
    alone = len(outer) == 1 and outer[0].closed and parsed.is_bare_outside(outer[0].start, outer[0].end)
    return outer[0].option if alone else ""


def _last_item(found: Sequence[BracketPlace], place: int) -> int:
    """The place of the last item under a place, or the place itself."""
    at, end = found[place].at, place + 1
    while end < len(found) and len(found[end].at.items) > len(at.items) and not _option_of(found[end].parsed):
        end += 1
    return end - 1


def _group_options(blocks: Sequence[OptionBlock]) -> list[tuple[OptionBlock, ...]]:
    """Blocks that follow one another directly under different names; a name that comes again begins a new group."""
    groups: list[list[OptionBlock]] = []
    for block in blocks:
        group = groups[-1] if groups else []
        if group and group[-1].last + 1 == block.first and block.name not in [b.name for b in group]:
            group.append(block)
        else:
            groups.append([block])
    return [tuple(g) for g in groups if len(g) > 1]


def _shorten_last(group: tuple[OptionBlock, ...], found: Sequence[BracketPlace]) -> tuple[OptionBlock, ...]:
    """The group with its last block no longer than the longest before it, counted in numbered paragraphs."""
    longest = max(_count_numbered(b, found) for b in group[:-1])
    last = group[-1]
    count, end = 0, last.first
    for k in range(last.first + 1, last.last + 1):
        count += found[k].is_numbered
        if count > longest:
            break
        end = k
    return (*group[:-1], OptionBlock(last.name, last.first, end))


def _count_numbered(block: OptionBlock, found: Sequence[BracketPlace]) -> int:
    return sum(found[k].is_numbered for k in range(block.first + 1, block.last + 1))
