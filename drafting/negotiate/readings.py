"""The clean reading of a bracketed text under one choice: what one delegation wants, or one option.

What the choice decides is kept or left out; what it does not decide stays open, bracket and all, and is listed. Nothing
is decided by guessing: undecided alternatives always stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from drafting.address import places
from drafting.errors import SettingsError
from drafting.lexicon.folding import fold
from drafting.model import Block, Clause, Heading, Line, Resolution, Table, flatten
from drafting.negotiate.brackets import Node, Parsed, defined_acronyms, parse, rows, words_of
from drafting.negotiate.cutting import without
from drafting.negotiate.marks import Mark, option_head, read_mark

Rest: TypeAlias = Literal["open", "in", "out"]
Verdict: TypeAlias = Literal["keep", "drop", "open"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose reading, or which option. `name` as given; `codes` of delegations; `option` "2", "B", or "ALT"."""

    name: str
    codes: frozenset[str] = frozenset()
    option: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The text under a choice; what stayed open and what was left out, as (address, words)."""

    resolution: Resolution
    left_open: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def read_choice(name: str, language: str = "") -> Choice:
    """ "MEX", "Mexico", "MEX + BRA", "Option 2", "Alt" as a choice. SettingsError when it names neither."""
    m = option_head().match(fold(name))
    if m and not name[m.end() :].strip():
        return Choice(name, option=m["name"].upper())
    if fold(name).strip() == "alt":
        return Choice(name, option="ALT")
    mark = read_mark(name, language, head=True)
    if mark is None or mark.kind != "delegations":
        raise SettingsError(
            f"--read {name} names neither a delegation nor an option", "write --read MEX or --read 'Option 2'"
        )
    return Choice(name, frozenset((*mark.states, *mark.groups)))


def read_as(resolution: Resolution, choice: Choice, rest: Rest = "open") -> Reading:
    """The resolution under a choice. `rest`: what becomes of brackets the choice does not decide: they stay open, or
    their words go in, or out."""
    texts = [b.text for b in flatten(resolution.blocks) if not isinstance(b, Table)]
    acronyms = frozenset(c for t in texts if "(" in t for c in defined_acronyms(t))
    work = _Work(choice, rest, lambda text: parse(text, resolution.language, acronyms))
    where = {id(block): str(at) for at, block in places(resolution)}
    work.where = where
    verdicts = _paragraph_verdicts(resolution, work)
    blocks = tuple(_kept(resolution.blocks, verdicts, work))
    used = {ref.mark for block in flatten(blocks) for ref in block.refs}
    called = {ref.mark for block in flatten(resolution.blocks) for ref in block.refs}
    notes = tuple(n for n in resolution.footnotes if n.mark in used or n.mark not in called)
    done = replace(resolution, blocks=blocks, footnotes=notes)
    return Reading(done, tuple(work.open), tuple(work.out))


@dataclass
class _Work:
    """A reading in the making."""

    choice: Choice
    rest: Rest
    parse: Callable[[str], Parsed]
    where: dict[int, str] = field(default_factory=dict)
    open: list[tuple[str, str]] = field(default_factory=list)
    out: list[tuple[str, str]] = field(default_factory=list)

    def wanted(self, marks: Iterator[Mark] | list[Mark]) -> bool:
        """True when one of the marks names the delegation of the choice."""
        return any(self.choice.codes & {*m.states, *m.groups} for m in marks)


def _paragraph_verdicts(resolution: Resolution, work: _Work) -> dict[int, tuple[Verdict, str | None]]:
    """For whole paragraphs the choice decides on: keep or drop, and the label an alternative takes over."""
    found: dict[int, tuple[Verdict, str | None]] = {}
    kin: dict[str, list[tuple[str, Clause]]] = {}
    for at, block in places(resolution):
        if isinstance(block, Clause) and not at.items and at.number:
            base, _, suffix = at.number.partition("alt")
            key = f"{at.annex}.{at.section}.{at.kind}{base}"
            kin.setdefault(key, []).append((f"ALT{suffix}" if "alt" in at.number else "", block))
    for family in kin.values():
        if any(name for name, _ in family):
            found |= _family(family, work)
    found |= _options(resolution, work)
    return found


def _family(family: list[tuple[str, Clause]], work: _Work) -> dict[int, tuple[Verdict, str | None]]:
    """A paragraph and its Alt paragraphs: the one that is chosen takes the number, the others go."""
    who = [_whole_marks(work.parse(block.text)) for _, block in family]
    option = work.choice.option
    chosen = [n for n, marks in enumerate(who) if work.wanted(marks)]
    if option:
        chosen = [n for n, (name, _) in enumerate(family) if name and name in (option, f"ALT{option}")]
    if not chosen and not option:
        chosen = [n for n, marks in enumerate(who) if not any(m.kind == "delegations" for m in marks)]
    if len(chosen) != 1:
        return {id(block): ("open", None) for _, block in family}
    label = next((b.label for name, b in family if not name), None)
    return {id(b): ("keep", label) if n == chosen[0] else ("drop", None) for n, (_, b) in enumerate(family)}


def _whole_marks(parsed: Parsed) -> list[Mark]:
    """Who put a whole paragraph: the head of an attributed text, or of its outermost brackets."""
    marks = [parsed.head_mark] if parsed.head_mark else []
    marks += [n.mark for n in parsed.nodes if n.mark and n.kind == "text"]
    return marks + [t.mark for t in parsed.tails] + [t.mark for n in parsed.nodes for t in n.tails]


def _options(resolution: Resolution, work: _Work) -> dict[int, tuple[Verdict, str | None]]:
    """Neighbouring paragraphs "Option 1: …", "Option 2: …", each outside any bracket."""
    found: dict[int, tuple[Verdict, str | None]] = {}
    if not work.choice.option:
        return found
    group: list[tuple[str, Block]] = []
    for block in [*flatten(resolution.blocks), Line("")]:
        name = "" if isinstance(block, Table) else work.parse(block.text).option
        if name and name not in [n for n, _ in group]:
            group.append((name, block))
            continue
        if work.choice.option in [n for n, _ in group]:
            found |= {id(b): ("keep" if n == work.choice.option else "drop", None) for n, b in group}
        group = [(name, block)] if name else []
    return found


def _kept(blocks: tuple[Block, ...], verdicts: dict[int, tuple[Verdict, str | None]], work: _Work) -> Iterator[Block]:
    """The blocks that stay, their words under the choice."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            continue
        at = work.where.get(id(block), "")
        verdict, label = verdicts.get(id(block), (None, None))
        if verdict == "drop":
            work.out.append((at, block.text))
            continue
        parsed = work.parse(block.text)
        if verdict == "open":
            work.open.append((at, block.text))
            yield block
            continue
        read = _text(block, parsed, at, work, chosen=verdict == "keep")
        if read is None:
            continue
        if isinstance(read, Clause) and isinstance(block, Clause):
            yield replace(read, label=label or read.label, children=tuple(_clauses(block, verdicts, work)))
        else:
            yield read


def _clauses(block: Clause, verdicts: dict[int, tuple[Verdict, str | None]], work: _Work) -> Iterator[Clause]:
    for child in _kept(block.children, verdicts, work):
        assert isinstance(child, Clause)
        yield child


def _text(block: Line | Heading | Clause, parsed: Parsed, at: str, work: _Work, *, chosen: bool) -> Block | None:
    """A paragraph under the choice; None when it is left out whole."""
    if parsed.extra or parsed.unclosed:  # which words a bracket holds is unknown: nothing is decided here
        work.open.append((at, block.text))
        return block
    asked = [t.mark for t in parsed.tails if t.mark.kind == "delete"]
    asked += [n.mark for n in parsed.nodes if n.kind == "mark" and n.mark and n.mark.kind == "delete"]
    other = parsed.head_mark is not None and not work.wanted([parsed.head_mark]) and bool(work.choice.codes)
    if not chosen and (work.wanted(asked) or other):
        work.out.append((at, block.text))
        return None
    cuts: list[tuple[int, int]] = [(t.start, t.end) for t in parsed.tails]
    if parsed.head_mark and (chosen or work.wanted([parsed.head_mark])):
        cuts.append((0, parsed.head))
    if chosen and parsed.option:
        m = option_head().match("".join((fold(c) or c)[:1] for c in block.text[:200]))
        cuts.append((0, m.end() if m else 0))
    verdicts = _node_verdicts(parsed, work, chosen)
    for node in parsed.nodes:
        cuts += _cuts(node, parsed, verdicts, at, work)
    read = without(block, cuts)
    if read is not block and not read.text.strip(" .,;:\u00a0\u202f"):
        work.out = [*(found for found in work.out if found[0] != at), (at, block.text)]
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


def _node_verdicts(parsed: Parsed, work: _Work, chosen: bool) -> dict[int, Verdict]:
    """What becomes of each bracket that counts, by its place."""
    found: dict[int, Verdict] = {}
    rest: dict[Rest, Verdict] = {"open": "open", "in": "keep", "out": "drop"}
    for node, _ in parsed.walk():
        if node.kind == "text":
            found[node.start] = _alone(node, work) or rest[work.rest]
    for row in rows(parsed):
        found |= _row(row, work)
    whole = [n for n in parsed.nodes if n.kind == "text"]
    if chosen and len(whole) == 1 and whole[0].mark:
        found[whole[0].start] = "keep"
    return found


def _who(node: Node) -> list[Mark]:
    marks = [node.mark] if node.mark else []
    return [m for m in (*marks, *(t.mark for t in node.tails)) if m.kind in ("delegations", "source")]


def _alone(node: Node, work: _Work) -> Verdict | None:
    """A bracket by itself: the delegation asks to delete it, put it, or somebody else did; None: undecided."""
    if not work.choice.codes:
        return None
    asked = [c.mark for c in node.children if c.kind == "mark" and c.mark and c.mark.kind == "delete"]
    asked += [t.mark for t in node.tails if t.mark.kind == "delete"]
    if node.mark and node.mark.kind == "delete":
        asked.append(node.mark)
    if asked:
        return "drop" if work.wanted(asked) else "keep"
    who = _who(node)
    if not who:
        return None
    return "keep" if work.wanted(who) else "drop"


def _row(row: tuple[Node, ...], work: _Work) -> dict[int, Verdict]:
    """Alternatives side by side: exactly one is kept, or all stay open."""
    option = work.choice.option
    if option:
        chosen = [n for n in row if n.option == option]
    else:
        chosen = [n for n in row if work.wanted(_who(n))]
        if not chosen:
            unsigned = [n for n in row if not _who(n)]
            chosen = unsigned if len(unsigned) == 1 and len(row) > 1 and not row[0].option else []
    if len(chosen) != 1:
        return {n.start: "open" for n in row}
    return {n.start: "keep" if n is chosen[0] else "drop" for n in row}
