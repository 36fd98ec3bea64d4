"""The clean reading of a bracketed text under one choice: what one delegation wants, or one option.

What the choice decides is kept or left out; what it does not decide stays open, bracket and all, and is listed. Nothing
is decided by guessing: undecided alternatives always stay open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from drafting.model.resolution import Block, Clause, Heading, Line, Resolution, Table, flatten
from drafting.negotiate.brackets.choices import Choice, Decision, Rest, Verdict, decide, node_verdicts, read_choice
from drafting.negotiate.brackets.cutting import without
from drafting.negotiate.brackets.parse import Node, Parsed, words_of
from drafting.negotiate.brackets.survey import Place, survey

__all__ = ["Choice", "Reading", "Rest", "read_as", "read_choice"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The text under a choice; what stayed open and what was left out, as (address, words)."""

    resolution: Resolution
    left_open: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def read_as(resolution: Resolution, choice: Choice, rest: Rest = "open") -> Reading:
    """The resolution under a choice. `rest`: what becomes of brackets the choice does not decide: they stay open, or
    their words go in, or out."""
    found = survey(resolution)
    choice = replace(choice, rest=rest)
    decisions = decide(found, choice)
    places = {id(u.block): (u, decisions.get(i, Decision()), i in found.faulty) for i, u in enumerate(found.units)}
    work = _Work(choice, places)
    blocks = tuple(_kept(resolution.blocks, work))
    used = {ref.mark for block in flatten(blocks) for ref in block.refs}
    called = {ref.mark for block in flatten(resolution.blocks) for ref in block.refs}
    notes = tuple(n for n in resolution.footnotes if n.mark in used or n.mark not in called)
    done = replace(resolution, blocks=blocks, footnotes=notes)
    return Reading(done, tuple(work.open), tuple(work.out))


@dataclass
class _Work:
    """A reading in the making. `places`: for each block its place, what is decided on it, and whether its signs fail
    to pair."""

    choice: Choice
    places: dict[int, tuple[Place, Decision, bool]]
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
    block: Line | Heading | Clause, parsed: Parsed, at: str, decision: Decision, work: _Work
) -> Line | Heading | Clause | None:
    """A paragraph under the choice; None when nothing of its own words is left."""
    chosen = decision.verdict == "keep"
    asked = [t.mark for t in parsed.tails if t.mark.kind == "delete"]
    asked += [n.mark for n in parsed.nodes if n.kind == "mark" and n.mark and n.mark.kind == "delete"]
    mine = parsed.head_mark is not None and work.choice.names([parsed.head_mark])
    other = parsed.head_mark is not None and not mine and bool(work.choice.codes)
    if not chosen and (work.choice.names(asked) or other):
        if parsed.extra or parsed.unclosed:  # without it, a bracket over several paragraphs would lose its sign
            work.open.append((at, block.text))
            return block
        work.out.append((at, block.text))
        return None
    cuts = [(t.start, t.end) for t in parsed.tails] + decision.cuts
    if parsed.head_mark and (chosen or mine):
        cuts.append((0, parsed.head))
    verdicts = node_verdicts(parsed, work.choice, decision.nodes, chosen=chosen)
    for node in parsed.nodes:
        cuts += _cuts(node, parsed, verdicts, at, work)
    read = without(block, cuts)
    if read is not block and not read.text.strip(" .,;:\u00a0\u202f"):
        named = decision.cuts or decision.nodes  # an option's name, not words
        work.out = [f for f in work.out if f[0] != at] + ([] if named else [(at, block.text)])
        return None
    return read


def _cuts(
    node: Node, parsed: Parsed, verdicts: dict[int, Verdict], at: str, work: _Work, *, inside_open: bool = False
) -> Iterator[tuple[int, int]]:
    """What a bracket loses under the choice."""
    if node.kind == "mark":
        if node.mark and node.mark.kind != "editorial" and not inside_open:
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
        yield from ((t.start, t.end) for t in node.tails)
    else:
        work.open.append((at, parsed.text[node.start : node.end]))
    for child in node.children:
        yield from _cuts(child, parsed, verdicts, at, work, inside_open=verdict == "open")
