"""The clean reading of a bracketed text under one choice: the text as one delegation, or one option, has it.

The words that the choice decides on are kept or left out. What it does not decide stays open, brackets included, and is
listed. Alternatives that the choice does not decide between always stay open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafting.lexicon import LANGUAGES, load
from drafting.model.resolution import Block, Clause, Note, Resolution, Table, flatten
from drafting.negotiate.brackets.across_paragraphs import BracketPlace, survey_brackets, with_label_signs
from drafting.negotiate.brackets.alternatives import bracket_words
from drafting.negotiate.brackets.amendments import unique_place
from drafting.negotiate.brackets.block_edits import TextBlock, insert_words, remove_ranges
from drafting.negotiate.brackets.choices import (
    Choice,
    Decision,
    Rest,
    Verdict,
    bracket_verdicts,
    chosen_piece,
    decide_places,
    read_choice,
)
from drafting.negotiate.brackets.renumbering import renumber
from drafting.negotiate.brackets.values import Bracket, ParsedBrackets, TrailingAnnotation

__all__ = ["Choice", "CleanReading", "Rest", "read_as", "read_choice"]


@dataclass(frozen=True, slots=True)
class CleanReading:
    """The text under a choice; what stayed open and what was left out, as pairs of address and words.

    `notes`: references to paragraphs whose number changed, or that were left out.
    """

    resolution: Resolution
    left_open: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...] = ()


def read_as(resolution: Resolution, choice: Choice, rest: Rest = "open") -> CleanReading:
    """The resolution under a choice, with the footnotes that the words kept still refer to.

    `rest`: what becomes of the brackets that the choice does not decide: they stay open, their words go in, or out.
    """
    resolution = with_label_signs(resolution)
    found = survey_brackets(resolution)
    choice = replace(choice, rest=rest)
    decisions = decide_places(found, choice)
    work = _Work(
        choice,
        {id(p.block): (p, decisions.get(i, Decision()), i in found.faulty) for i, p in enumerate(found.places)},
    )
    work.spaced = load(resolution.language).space_before if resolution.language in LANGUAGES else ";:!?"
    blocks, noted = renumber(resolution, tuple(_kept_blocks(resolution.blocks, work)), work.decided)
    used = {ref.mark for block in flatten(blocks) for ref in block.refs}
    called = {ref.mark for block in flatten(resolution.blocks) for ref in block.refs}
    notes = tuple(n for n in resolution.footnotes if n.mark in used or n.mark not in called)
    done = replace(resolution, blocks=blocks, footnotes=notes)
    return CleanReading(done, tuple(work.open), tuple(work.out), noted)


@dataclass
class _Work:
    """A reading in progress.

    `places`: by id of the block its place, what is decided on it, and whether its signs fail to pair. `open` and `out`
    collect what stayed open and what was left out. `decided`: whole paragraphs went out, or in under a number.
    `spaced`: the stops that the language prints behind a blank.
    """

    choice: Choice
    places: dict[int, tuple[BracketPlace, Decision, bool]]
    open: list[tuple[str, str]] = field(default_factory=list)
    decided: bool = False
    spaced: str = ""
    out: list[tuple[str, str]] = field(default_factory=list)


def _kept_blocks(blocks: tuple[Block, ...], work: _Work) -> Iterator[Block]:
    """The blocks that are kept, with their words under the choice."""
    for block in blocks:
        place, decision, faulty = work.places[id(block)]
        if decision.verdict == "drop":
            work.out.append((str(place.at), "" if isinstance(block, Table) else block.text))
            work.decided = True
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
        work.decided = True
        yield from items
    elif isinstance(read, Clause):
        own = next((n.label for n in place.parsed.brackets if n.label), "")
        label = decision.label or read.label or (f"{own}." if own and read is not block else None)
        work.decided = work.decided or (isinstance(block, Clause) and label != block.label)
        yield replace(read, label=label, children=items)
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
    cuts, insertions = _find_cuts(place, decision, work), _find_insertions(place, work)
    cuts += [(a, b) for a, b, _ in insertions if a < b]
    read = remove_ranges(
        insert_words(block, [(b, words) for _, b, words in insertions if words], cuts), cuts, work.spaced
    )
    if read is block or read.text.strip(" .,;:\u00a0\u202f"):
        return read
    only_option_name = decision.cuts or decision.brackets
    work.out = [f for f in work.out if f[0] != at] + ([] if only_option_name else [(at, block.text)])
    return None


def _find_cuts(place: BracketPlace, decision: Decision, work: _Work) -> list[tuple[int, int]]:
    """The ranges that a paragraph loses under the choice."""
    parsed, chosen = place.parsed, decision.verdict == "keep"
    cuts = list(decision.cuts)
    for remark in parsed.own_remarks():
        if _is_settled(remark, work.choice):
            cuts.append((remark.start, remark.end))
        if _is_held(remark, work.choice):
            work.open.append((str(place.at), parsed.text[remark.start : remark.end].strip()))
    if parsed.attribution and (chosen or work.choice.names(parsed.attribution)):
        cuts.append((0, parsed.head))
    verdicts = bracket_verdicts(parsed, work.choice, decision.brackets, chosen=chosen)
    for bracket in parsed.brackets:
        if bracket.is_alternative and verdicts.get(bracket.start) == "keep":
            cuts += [(0, bracket.start), (bracket.end, len(parsed.text))]
        cuts += _bracket_cuts(bracket, parsed, verdicts, str(place.at), work)
    return cuts


def _is_settled(remark: TrailingAnnotation, choice: Choice) -> bool:
    """True for an annotation on a whole paragraph that the reading does not print: a status, or what a delegation says
    where the choice is a delegation's."""
    said = remark.annotation
    return bool(choice.codes) or choice.rest != "open" or (said.kind == "status" and not said.parties)


def _is_held(remark: TrailingAnnotation, choice: Choice) -> bool:
    """True for an annotation that leaves a whole paragraph open under the choice."""
    said = remark.annotation
    if said.status.startswith("agreed") or not said.parties:
        return False
    waits = said.kind in ("status", "reserve", "flexible")
    return waits or not _is_settled(remark, choice)


def _is_rejected(parsed: ParsedBrackets, choice: Choice) -> bool:
    """True for a paragraph that the delegation asks to delete, or that another delegation proposes as a whole."""
    if not choice.codes:
        return False
    said = [t.annotation for t in parsed.own_remarks()]
    mine = {a.kind for a in said if choice.names([a])}
    if "delete" in mine:
        return True
    if parsed.attribution and not choice.names(parsed.attribution):
        return not mine & {"keep", "support", "delegations"}
    return any(a.kind == "delegations" and a.said for a in said) and not choice.names(parsed.annotations())


def _find_insertions(place: BracketPlace, work: _Work) -> list[tuple[int, int, str]]:
    """What the amendments of the chosen delegation change: the range that goes, and the words that come."""
    found: list[tuple[int, int, str]] = []
    parsed = place.parsed
    for bracket, _ in parsed.walk_brackets():
        amendment = bracket.amendment
        if amendment is None or not work.choice.codes or not work.choice.names(bracket.said()):
            continue
        skip = [(n.start, n.end) for n in parsed.brackets if n.amendment or n.kind == "annotation"]
        spot = unique_place(parsed.text, amendment.old, skip)
        if amendment.change == "keep":
            continue
        if spot is None:
            work.open.append((str(place.at), parsed.text[bracket.start : bracket.end]))
        elif amendment.change == "insert":
            after = amendment.side == "after"
            glue = "" if amendment.new[:1] in ",;:." else " "
            words = glue + amendment.new if after else f"{amendment.new} "
            found.append((spot[after], spot[after], words))
        else:
            found.append((*spot, amendment.new))
    if _wants_brackets(parsed, work.choice):
        end = min([len(parsed.text), *(t.start for t in parsed.own_remarks())])
        found += [(0, 0, "["), (len(parsed.text[:end].rstrip()), len(parsed.text[:end].rstrip()), "]")]
    return found


def _wants_brackets(parsed: ParsedBrackets, choice: Choice) -> bool:
    """True where the chosen delegation asks for brackets around the paragraph."""
    said = [t.annotation for t in parsed.own_remarks()]
    return any(a.kind == "reserve" and not a.status and choice.names([a]) for a in said)


def _bracket_cuts(
    bracket: Bracket,
    parsed: ParsedBrackets,
    verdicts: dict[int, Verdict],
    at: str,
    work: _Work,
    *,
    inside_open: bool = False,
) -> Iterator[tuple[int, int]]:
    """The ranges of a paragraph that one bracket, and those in it, lose under the choice."""
    stack = [(bracket, inside_open)]
    while stack:
        now, within = stack.pop()
        cuts, kept = _cuts_of_one(now, parsed, verdicts, at, work, within)
        yield from cuts
        stack += [(c, verdicts.get(now.start) == "open") for c in reversed(kept)]


def _cuts_of_one(
    bracket: Bracket, parsed: ParsedBrackets, verdicts: dict[int, Verdict], at: str, work: _Work, within: bool
) -> tuple[list[tuple[int, int]], tuple[Bracket, ...]]:
    """The ranges that one bracket loses, and its brackets that remain to be looked at."""
    whole = [(bracket.start, bracket.end), *((t.start, t.end) for t in bracket.beside)]
    if bracket.kind == "annotation":
        return ([] if within or _stays(bracket, parsed, verdicts, work) else whole[:1]), ()
    if bracket.amendment and work.choice.codes:
        if not work.choice.names(bracket.said()):
            work.out.append((at, bracket_words(parsed, bracket)))
        return whole, ()
    verdict = verdicts[bracket.start]
    if verdict == "drop":
        work.out.append((at, bracket_words(parsed, bracket)))
        return whole, ()
    if verdict == "open":
        work.open.append((at, parsed.text[bracket.start : max([bracket.end, *(t.end for t in bracket.beside)])]))
        return [], bracket.children
    cuts = [(bracket.start, bracket.body), *whole[1:], *((t.start, t.end) for t in bracket.trailing)]
    cuts += [(bracket.end - 1, bracket.end)] if bracket.closed else []
    piece = chosen_piece(bracket, work.choice) if bracket.pieces else None
    if piece is None:
        return cuts, bracket.children
    work.out += [(at, parsed.text[p.body : p.stop].strip()) for p in bracket.pieces if p is not piece]
    cuts += [(bracket.start, piece.body), (piece.stop, bracket.end)]
    return cuts, tuple(c for c in bracket.children if piece.body <= c.start < piece.stop)


def _stays(bracket: Bracket, parsed: ParsedBrackets, verdicts: dict[int, Verdict], work: _Work) -> bool:
    """True for a bracket of an annotation that is printed: words of the text, or beside something that stays open."""
    if bracket.is_literal:
        return True
    owners = [n for n, _ in parsed.walk_brackets() if any(t.start == bracket.start for t in n.beside)]
    if owners:
        return verdicts.get(owners[0].start) == "open"
    own = [t for t in parsed.own_remarks() if t.start == bracket.start]
    return bool(own) and not all(_is_settled(t, work.choice) for t in own)
