"""The clean reading of a bracketed text under one choice: the text as one delegation, or one option, has it.

The words that the choice decides on are kept or left out. What it does not decide stays open, brackets included, and is
listed. Alternatives that the choice does not decide between always stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from drafting.model.resolution import Block, Clause, Heading, Line, NoteRef, Resolution, Span, Table, flatten
from drafting.negotiate.brackets.across_paragraphs import BracketPlace, survey_brackets
from drafting.negotiate.brackets.alternatives import bracket_words
from drafting.negotiate.brackets.choices import (
    Choice,
    Decision,
    Rest,
    Verdict,
    bracket_verdicts,
    decide_places,
    read_choice,
)
from drafting.negotiate.brackets.parse import Bracket, ParsedBrackets

_BLANK = " \t\u00a0\u202f\n"
_NO_BLANK_BEFORE = ",.)]»”"
_STOPS = ";:!?"
"""Stops that French sets after a blank: the blank before them goes only where the bracket had none after it."""

TextBlock: TypeAlias = Line | Heading | Clause
B = TypeVar("B", bound=TextBlock)

__all__ = ["Choice", "CleanReading", "Rest", "read_as", "read_choice"]


@dataclass(frozen=True, slots=True)
class CleanReading:
    """The text under a choice; what stayed open and what was left out, as pairs of address and words."""

    resolution: Resolution
    left_open: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def read_as(resolution: Resolution, choice: Choice, rest: Rest = "open") -> CleanReading:
    """The resolution under a choice, with the footnotes that the words kept still refer to.

    `rest`: what becomes of the brackets that the choice does not decide: they stay open, their words go in, or out.
    """
    found = survey_brackets(resolution)
    choice = replace(choice, rest=rest)
    decisions = decide_places(found, choice)
    work = _Work(
        choice,
        {id(p.block): (p, decisions.get(i, Decision()), i in found.faulty) for i, p in enumerate(found.places)},
    )
    blocks = tuple(_kept_blocks(resolution.blocks, work))
    used = {ref.mark for block in flatten(blocks) for ref in block.refs}
    called = {ref.mark for block in flatten(resolution.blocks) for ref in block.refs}
    notes = tuple(n for n in resolution.footnotes if n.mark in used or n.mark not in called)
    done = replace(resolution, blocks=blocks, footnotes=notes)
    return CleanReading(done, tuple(work.open), tuple(work.out))


@dataclass
class _Work:
    """A reading in progress.

    `places`: by id of the block its place, what is decided on it, and whether its signs fail to pair. `open` and `out`
    collect what stayed open and what was left out.
    """

    choice: Choice
    places: dict[int, tuple[BracketPlace, Decision, bool]]
    open: list[tuple[str, str]] = field(default_factory=list)
    out: list[tuple[str, str]] = field(default_factory=list)


def _kept_blocks(blocks: tuple[Block, ...], work: _Work) -> Iterator[Block]:
    """The blocks that are kept, with their words under the choice."""
    for block in blocks:
        place, decision, faulty = work.places[id(block)]
        if decision.verdict == "drop":
            work.out.append((str(place.at), "" if isinstance(block, Table) else block.text))
            yield from _kept_items(block, work)  # an item that is not left out itself belongs to what follows
        elif isinstance(block, Table):
            yield block
        elif decision.verdict == "open" or faulty:  # faulty: which words a bracket holds is unknown
            work.open.append((str(place.at), block.text))
            yield replace(block, children=tuple(_kept_items(block, work))) if isinstance(block, Clause) else block
        else:
            yield from _kept_block(block, place, decision, work)


def _kept_block(block: TextBlock, place: BracketPlace, decision: Decision, work: _Work) -> Iterator[Block]:
    """A block under the choice; only its items where none of its own words are left."""
    read = _read_block(block, place, decision, work)
    items = tuple(_kept_items(block, work))
    if read is None:
        yield from items
    elif isinstance(read, Clause):
        yield replace(read, label=decision.label or read.label, children=items)
    else:
        yield read


def _kept_items(block: Block, work: _Work) -> Iterator[Clause]:
    if isinstance(block, Clause):
        yield from (child for child in _kept_blocks(block.children, work) if isinstance(child, Clause))


def _read_block(block: TextBlock, place: BracketPlace, decision: Decision, work: _Work) -> TextBlock | None:
    """A paragraph under the choice; None when none of its own words are left."""
    parsed, at = place.parsed, str(place.at)
    if decision.verdict != "keep" and _is_rejected(parsed, work.choice):
        if parsed.extra_closings or parsed.unclosed:  # left out, it would take along a sign of a longer bracket
            work.open.append((at, block.text))
            return block
        work.out.append((at, block.text))
        return None
    read = remove_ranges(block, _find_cuts(place, decision, work))
    if read is block or read.text.strip(" .,;:\u00a0\u202f"):
        return read
    only_option_name = decision.cuts or decision.brackets
    work.out = [f for f in work.out if f[0] != at] + ([] if only_option_name else [(at, block.text)])
    return None


def _find_cuts(place: BracketPlace, decision: Decision, work: _Work) -> list[tuple[int, int]]:
    """The ranges that a paragraph loses under the choice."""
    parsed, chosen = place.parsed, decision.verdict == "keep"
    cuts = [(t.start, t.end) for t in parsed.trailing] + decision.cuts
    if parsed.attribution and (chosen or work.choice.names([parsed.attribution])):
        cuts.append((0, parsed.head))
    verdicts = bracket_verdicts(parsed, work.choice, decision.brackets, chosen=chosen)
    for bracket in parsed.brackets:
        cuts += _bracket_cuts(bracket, parsed, verdicts, str(place.at), work)
    return cuts


def _is_rejected(parsed: ParsedBrackets, choice: Choice) -> bool:
    """True for a paragraph that the delegation asks to delete, or that another delegation proposes as a whole."""
    requests = [t.annotation for t in parsed.trailing if t.annotation.kind == "delete"]
    requests += [n.annotation for n in parsed.brackets if n.annotation and n.requests_deletion]
    if choice.names(requests):
        return True
    return parsed.attribution is not None and bool(choice.codes) and not choice.names([parsed.attribution])


def _bracket_cuts(
    bracket: Bracket,
    parsed: ParsedBrackets,
    verdicts: dict[int, Verdict],
    at: str,
    work: _Work,
    *,
    inside_open: bool = False,
) -> Iterator[tuple[int, int]]:
    """The ranges of a paragraph that one bracket loses under the choice."""
    if bracket.kind == "annotation":
        if bracket.annotation and bracket.annotation.kind != "editorial" and not inside_open:
            yield bracket.start, bracket.end
        return
    verdict = verdicts[bracket.start]
    if verdict == "drop":
        work.out.append((at, bracket_words(parsed, bracket)))
        yield bracket.start, bracket.end
        return
    if verdict == "keep":
        yield bracket.start, bracket.body
        if bracket.closed:
            yield bracket.end - 1, bracket.end
        yield from ((t.start, t.end) for t in bracket.trailing)
    else:
        work.open.append((at, parsed.text[bracket.start : bracket.end]))
    for child in bracket.children:
        yield from _bracket_cuts(child, parsed, verdicts, at, work, inside_open=verdict == "open")


def remove_ranges(block: B, cuts: Iterable[tuple[int, int]]) -> B:
    """The block without the ranges `cuts` of its text, with the blanks at the seams tidied.

    Spans keep what is left of their words. Note marks after words that were removed are removed too. Without any cut
    the block itself is returned.
    """
    text = block.text
    gone = bytearray(len(text))
    for start, end in cuts:
        gone[start:end] = b"\x01" * (end - start)
    if not any(gone):
        return block
    cut = bytes(gone)
    _tidy_seams(text, gone)
    offsets = [0]
    for flag in gone:
        offsets.append(offsets[-1] + (not flag))
    kept = "".join(c for c, flag in zip(text, gone, strict=True) if not flag)
    spans = tuple(
        Span(offsets[s.start], offsets[s.end], s.kind, s.target)
        for s in block.spans
        if offsets[s.end] > offsets[s.start]
    )
    refs = tuple(NoteRef(offsets[r.offset], r.mark) for r in block.refs if not _is_cut_off(cut, r.offset))
    return replace(block, text=kept, spans=spans, refs=refs)


def _is_cut_off(cut: bytes, offset: int) -> bool:
    """True for a note mark whose word is removed, together with what follows the mark."""
    before = offset > 0 and bool(cut[offset - 1])
    return before and (offset >= len(cut) or bool(cut[offset]))


def _tidy_seams(text: str, gone: bytearray) -> None:
    """Mark further characters as gone: one blank stays at each seam, none before a stop, none at the ends."""
    i = 0
    while i < len(text):
        if not gone[i]:
            i += 1
            continue
        end = _kept_from(gone, i)
        left = next((k for k in range(i - 1, -1, -1) if not gone[k]), -1)
        i = _tidy_seam(text, gone, left, end)
    for k in range(len(text) - 1, -1, -1):
        if not gone[k] and text[k] not in _BLANK:
            break
        gone[k] = 1


def _tidy_seam(text: str, gone: bytearray, left: int, end: int) -> int:
    """Tidy the blanks around one range that ends at `end`; `left`: the last character kept before it, -1 for none.

    Returns the offset at which the next range may begin.
    """
    after_blank = left >= 0 and text[left] in _BLANK
    right = end
    while (left < 0 or after_blank) and right < len(text) and not gone[right] and text[right] in _BLANK:
        gone[right] = 1
        right += 1
    stop_follows = right == end < len(text) and text[end] in _STOPS  # "[x]; ": no blank after the bracket
    if after_blank and (stop_follows or _needs_no_blank(text, gone, right)):
        gone[left] = 1
    return right


def _needs_no_blank(text: str, gone: bytearray, at: int) -> bool:
    """True at the end of the text and before a sign that follows a word without a blank."""
    right = _kept_from(gone, at)
    return right == len(text) or text[right] in _NO_BLANK_BEFORE


def _kept_from(gone: bytearray, at: int) -> int:
    """Offset of the first character kept from `at` on; the length of the text where none is."""
    return next((k for k in range(at, len(gone)) if not gone[k]), len(gone))
