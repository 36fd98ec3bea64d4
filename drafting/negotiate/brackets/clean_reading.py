"""The clean reading of a bracketed text under one choice: what one delegation wants, or one option.

What the choice decides is kept or left out; what it does not decide stays open, bracket and all, and is listed. Nothing
is decided by guessing: undecided alternatives always stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from drafting.model.resolution import Block, Clause, Heading, Line, NoteRef, Resolution, Span, Table, flatten
from drafting.negotiate.brackets.across_paragraphs import BracketPlace, survey_brackets
from drafting.negotiate.brackets.choices import (
    Choice,
    Decision,
    Rest,
    Verdict,
    decide_places,
    node_verdicts,
    read_choice,
)
from drafting.negotiate.brackets.parse import Bracket, ParsedBrackets, words_of

_BLANK = " \t\u00a0\u202f"
_CLINGS = ",.)]»”"
_STOPS = ";:!?"

B = TypeVar("B", bound=Line | Heading | Clause)

__all__ = ["Choice", "CleanReading", "Rest", "read_as", "read_choice"]


@dataclass(frozen=True, slots=True)
class CleanReading:
    """The text under a choice; what stayed open and what was left out, as (address, words)."""

    resolution: Resolution
    left_open: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def read_as(resolution: Resolution, choice: Choice, rest: Rest = "open") -> CleanReading:
    """The resolution under a choice. `rest`: what becomes of brackets the choice does not decide: they stay open, or
    their words go in, or out."""
    found = survey_brackets(resolution)
    choice = replace(choice, rest=rest)
    decisions = decide_places(found, choice)
    places = {id(u.block): (u, decisions.get(i, Decision()), i in found.faulty) for i, u in enumerate(found.units)}
    work = _Work(choice, places)
    blocks = tuple(_kept(resolution.blocks, work))
    used = {ref.mark for block in flatten(blocks) for ref in block.refs}
    called = {ref.mark for block in flatten(resolution.blocks) for ref in block.refs}
    notes = tuple(n for n in resolution.footnotes if n.mark in used or n.mark not in called)
    done = replace(resolution, blocks=blocks, footnotes=notes)
    return CleanReading(done, tuple(work.open), tuple(work.out))


@dataclass
class _Work:
    """A reading in the making. `places`: for each block its place, what is decided on it, and whether its signs fail
    to pair."""

    choice: Choice
    places: dict[int, tuple[BracketPlace, Decision, bool]]
    open: list[tuple[str, str]] = field(default_factory=list)
    out: list[tuple[str, str]] = field(default_factory=list)


def _kept(blocks: tuple[Block, ...], work: _Work) -> Iterator[Block]:
    """The blocks that stay, their words under the choice."""
    for block in blocks:
        place, decision, faulty = work.places[id(block)]
        at = str(place.at)
        if decision.verdict == "drop":
            work.out.append((at, "" if isinstance(block, Table) else block.text))
            if isinstance(block, Clause):  # an item that is not left out too belongs to what follows
                yield from _clauses(block, work)
            continue
        if isinstance(block, Table):
            yield block
            continue
        if decision.verdict == "open" or faulty:  # faulty: which words a bracket holds is unknown
            work.open.append((at, block.text))
            yield replace(block, children=tuple(_clauses(block, work))) if isinstance(block, Clause) else block
            continue
        read = _text(block, place.parsed, at, decision, work)
        children = tuple(_clauses(block, work)) if isinstance(block, Clause) else ()
        if read is None:
            yield from children  # an option's name is gone, the option is not
        elif isinstance(read, Clause):
            yield replace(read, label=decision.label or read.label, children=children)
        else:
            yield read


def _clauses(block: Clause, work: _Work) -> Iterator[Clause]:
    for child in _kept(block.children, work):
        assert isinstance(child, Clause)
        yield child


def _text(
    block: Line | Heading | Clause, parsed: ParsedBrackets, at: str, decision: Decision, work: _Work
) -> Line | Heading | Clause | None:
    """A paragraph under the choice; None when nothing of its own words is left."""
    chosen = decision.verdict == "keep"
    asked = [t.annotation for t in parsed.trailing if t.annotation.kind == "delete"]
    asked += [n.annotation for n in parsed.brackets if n.kind == "mark" and n.annotation and n.annotation.kind == "delete"]
    mine = parsed.attribution is not None and work.choice.names([parsed.attribution])
    other = parsed.attribution is not None and not mine and bool(work.choice.codes)
    if not chosen and (work.choice.names(asked) or other):
        if (
            parsed.extra_closings or parsed.unclosed
        ):  # without it, a bracket over several paragraphs would lose its sign
            work.open.append((at, block.text))
            return block
        work.out.append((at, block.text))
        return None
    cuts = [(t.start, t.end) for t in parsed.trailing] + decision.cuts
    if parsed.attribution and (chosen or mine):
        cuts.append((0, parsed.head))
    verdicts = node_verdicts(parsed, work.choice, decision.brackets, chosen=chosen)
    for node in parsed.brackets:
        cuts += _cuts(node, parsed, verdicts, at, work)
    read = remove_ranges(block, cuts)
    if read is not block and not read.text.strip(" .,;:\u00a0\u202f"):
        named = decision.cuts or decision.brackets  # an option's name, not words
        work.out = [f for f in work.out if f[0] != at] + ([] if named else [(at, block.text)])
        return None
    return read


def _cuts(
    node: Bracket,
    parsed: ParsedBrackets,
    verdicts: dict[int, Verdict],
    at: str,
    work: _Work,
    *,
    inside_open: bool = False,
) -> Iterator[tuple[int, int]]:
    """What a bracket loses under the choice."""
    if node.kind == "mark":
        if node.annotation and node.annotation.kind != "editorial" and not inside_open:
            yield node.start, node.end
        return
    verdict = verdicts[node.start]
    if verdict == "drop":
        work.out.append((at, words_of(parsed, node)))
        yield node.start, node.end
        return
    if verdict == "keep":
        yield node.start, node.body
        if node.closed:
            yield node.end - 1, node.end
        yield from ((t.start, t.end) for t in node.trailing)
    else:
        work.open.append((at, parsed.text[node.start : node.end]))
    for child in node.children:
        yield from _cuts(child, parsed, verdicts, at, work, inside_open=verdict == "open")


def remove_ranges(block: B, cuts: Iterable[tuple[int, int]]) -> B:
    """The block without the characters of `cuts` [(start, end) …], blanks at the seams tidied. Note marks that hung on
    words that are gone are gone too."""
    text = block.text
    gone = bytearray(len(text))
    for start, end in cuts:
        gone[start:end] = b"\x01" * (end - start)
    if not any(gone):
        return block
    inner = bytes(gone)
    _tidy(text, gone)
    places = [0]
    for flag in gone:
        places.append(places[-1] + (not flag))
    kept = "".join(c for c, flag in zip(text, gone, strict=True) if not flag)
    spans = tuple(
        Span(places[s.start], places[s.end], s.kind, s.target) for s in block.spans if places[s.end] > places[s.start]
    )
    refs = tuple(NoteRef(places[r.offset], r.mark) for r in block.refs if not _swallowed(inner, r.offset))
    return replace(block, text=kept, spans=spans, refs=refs)


def _swallowed(gone: bytes, offset: int) -> bool:
    """A mark stands behind its word: it goes when the word before it and the sign after it are cut."""
    before = offset > 0 and bool(gone[offset - 1])
    return before and (offset >= len(gone) or bool(gone[offset]))


def _tidy(text: str, gone: bytearray) -> None:
    """One blank at each seam, none before a stop that clings, none at the ends."""
    i = 0
    while i < len(text):
        if not gone[i]:
            i += 1
            continue
        j = i
        while j < len(text) and gone[j]:
            j += 1
        left = next((k for k in range(i - 1, -1, -1) if not gone[k]), -1)
        right = j
        if left < 0 or text[left] in _BLANK + "\n":
            while right < len(text) and not gone[right] and text[right] in _BLANK + "\n":
                gone[right] = 1
                right += 1
        clung = right == j < len(text) and text[j] in _STOPS  # "[x]; " where the sign clung to the bracket
        if left >= 0 and text[left] in _BLANK + "\n" and (clung or _no_blank(text, gone, right)):
            gone[left] = 1
        i = max(j, right)
    for k in range(len(text) - 1, -1, -1):
        if not gone[k] and text[k] not in _BLANK + "\n":
            break
        gone[k] = 1


def _no_blank(text: str, gone: bytearray, at: int) -> bool:
    """True at the end of the text and before a sign that clings to the word before it."""
    right = next((k for k in range(at, len(text)) if not gone[k]), len(text))
    return right == len(text) or text[right] in _CLINGS
