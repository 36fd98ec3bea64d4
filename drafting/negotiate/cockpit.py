"""The bracket cockpit: what is still open in a draft, paragraph by paragraph, by section and by delegation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.address import Address, places
from drafting.model import Clause, Heading, Line, Resolution, Table
from drafting.negotiate.brackets import Parsed, defined_acronyms, parse, rows, words_of
from drafting.negotiate.marks import Mark

SCHEMA = "drafting/brackets/1"
STATUSES = ("clean", "agreed", "agreed ad ref", "proposed", "bracketed", "pending")
_HASHES = re.compile(r"(?P<level>#{1,6})\s+(?P<words>.+)", re.S)
_SUFFIX = re.compile(r"(?P<base>.*\d)(?P<suffix>[a-z]+\d*)$")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Choices that exclude one another: "inline" by their words, "option" by their names."""

    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A bracket that a delegation put: who, and the words."""

    states: tuple[str, ...]
    groups: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, item, heading, line or table row and what stands open in it (see `brackets` for the counts).

    `status`: agreed, agreed ad ref, pending (as printed), else proposed (the whole paragraph is one attributed
    bracket), bracketed or clean. `fault` says how the brackets fail to pair; `runs_to`: the paragraph where a bracket
    that opens this one is closed. `alternative_of`, `inserted_after`: addresses, for Alt and bis paragraphs.
    """

    at: str
    label: str
    section: tuple[str, ...]
    text: str
    open_brackets: int
    max_depth: int
    balanced: bool
    fault: str
    runs_to: str
    delegations: tuple[str, ...]
    groups: tuple[str, ...]
    status: str
    alternatives: tuple[Alternative, ...]
    alternative_of: str
    inserted_after: str
    pending_on: tuple[str, ...]
    delete_asked_by: tuple[str, ...]
    option: str
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Cockpit:
    """All paragraphs of a text, and how many signs it holds."""

    title: str
    source: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    opening_signs: int
    closing_signs: int

    @property
    def open_brackets(self) -> int:
        """How many brackets hold disputed text."""
        return sum(p.open_brackets for p in self.paragraphs)

    @property
    def unbalanced(self) -> tuple[Paragraph, ...]:
        """The paragraphs whose signs do not pair."""
        return tuple(p for p in self.paragraphs if not p.balanced)

    def by_section(self) -> dict[str, int]:
        """Open brackets under each lowest heading, in reading order; "" before the first."""
        found: Counter[str] = Counter()
        for p in self.paragraphs:
            found[p.section[-1] if p.section else ""] += p.open_brackets
        return dict(found)

    def by_status(self) -> dict[str, int]:
        """How many paragraphs have each status, in the order of STATUSES."""
        found = Counter(p.status for p in self.paragraphs)
        return {s: found[s] for s in STATUSES if found[s]}

    def by_delegation(self) -> dict[str, dict[str, list[str]]]:
        """For each State and group, by code: where it proposes, what waits for it, where it asks to delete."""
        found: dict[str, dict[str, list[str]]] = {}
        for p in self.paragraphs:
            for code in (*p.delegations, *p.groups):
                roles = found.setdefault(code, {"proposes": [], "pending": [], "delete": []})
                role = "pending" if code in p.pending_on else "delete" if code in p.delete_asked_by else "proposes"
                roles[role].append(p.at)
        return dict(sorted(found.items()))

    def to_dict(self, before: Sequence[Cockpit] = ()) -> dict[str, Any]:
        """The cockpit as the JSON contract has it; `before`: those of earlier revisions, oldest first."""
        return {
            "schema": SCHEMA,
            "source": self.source,
            "before": [
                {"source": c.source, "open_brackets": c.open_brackets, "sections": c.by_section()} for c in before
            ],
            "language": self.language,
            "signs": {"[": self.opening_signs, "]": self.closing_signs},
            "open_brackets": self.open_brackets,
            "unbalanced": [p.at for p in self.unbalanced],
            "sections": self.by_section(),
            "by_delegation": self.by_delegation(),
            "paragraphs": [_paragraph_dict(p) for p in self.paragraphs],
        }


def cockpit(resolution: Resolution) -> Cockpit:
    """Everything that is open in a text. Lines, headings and tables are listed where they hold a bracket or mark."""
    found = list(_units(resolution))
    acronyms = frozenset(code for _, _, _, text in found if "(" in text for code in defined_acronyms(text))
    parsed = [(at, block, above, parse(text, resolution.language, acronyms)) for at, block, above, text in found]
    runs = _runs([(str(at), p) for at, _, _, p in parsed])
    paragraphs = _paragraphs(parsed, runs)
    texts = [*(p.text for *_, p in parsed), *(n.text for n in resolution.footnotes)]
    return Cockpit(
        resolution.title or resolution.symbol or resolution.source, resolution.source, resolution.language,
        tuple(p for p in paragraphs if p is not None),
        sum(t.count("[") for t in texts), sum(t.count("]") for t in texts),
    )  # fmt: skip


def _units(resolution: Resolution) -> Iterator[tuple[Address, Any, tuple[str, ...], str]]:
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
    if isinstance(block, Line) and (m := _HASHES.fullmatch(block.text)):
        return len(m["level"]), m["words"]
    if isinstance(block, Heading) and not parse(block.text).option:
        return block.level + 6, block.text
    return None


def _paragraphs(
    parsed: Iterable[tuple[Address, Any, tuple[str, ...], Parsed]], runs: dict[str, str]
) -> Iterator[Paragraph | None]:
    last: dict[tuple[str, tuple[str, ...]], str] = {}
    for at, block, above, found in parsed:
        of, after = "", ""
        base = _base(at)
        if isinstance(block, Clause) and base:
            kin = (f"{at.kind}{base[0]}", at.items[:-1])
            if base[1].startswith("alt"):
                of = kin[0]
            else:
                after = last.get(kin, kin[0])
                last[kin] = str(at)
        paragraph = _paragraph(str(at), block, above, found, of, after, runs)
        shown = isinstance(block, Clause) or found.nodes or found.extra or any(True for _ in found.marks())
        yield paragraph if shown else None


def _base(at: Address) -> tuple[str, str] | None:
    """ "5bis" → ("5", "bis"), "6alt2" → ("6", "alt2"); None for plain numbers."""
    m = _SUFFIX.fullmatch(at.number)
    return (m["base"], m["suffix"]) if m and not at.items else None


def _paragraph(
    at: str, block: Any, above: tuple[str, ...], found: Parsed, of: str, after: str, runs: dict[str, str]
) -> Paragraph:
    marks = list(found.marks())
    pending = _names(m for m in marks if m.status == "pending")
    balanced = not found.extra and not found.unclosed
    return Paragraph(
        at=at,
        label=("" if isinstance(block, Line | Table) else block.label) or "",
        section=above,
        text=found.text,
        open_brackets=found.open,
        max_depth=found.depth,
        balanced=balanced,
        fault=" and ".join(f for f, is_so in (("extra ]", found.extra), ("unclosed [", found.unclosed)) if is_so),
        runs_to=runs.get(at, ""),
        delegations=tuple(sorted({s for m in marks for s in m.states})),
        groups=tuple(sorted({g for m in marks for g in m.groups})),
        status=_status(found, marks),
        alternatives=tuple(
            Alternative("option" if row[0].option else "inline", tuple(_choice(found, n) for n in row))
            for row in rows(found)
        ),
        alternative_of=of,
        inserted_after=after,
        pending_on=pending,
        delete_asked_by=_names(m for m in marks if m.kind == "delete"),
        option=found.option,
        proposals=tuple(_proposals(found)),
    )


def _choice(found: Parsed, node: Any) -> str:
    first = node.inside[0]
    return found.text[first : node.body].strip(" :.–—-\u00a0\u202f") if node.option else words_of(found, node)


def _names(marks: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(sorted({c for m in marks for c in (*m.states, *m.groups)}))


def _status(found: Parsed, marks: list[Mark]) -> str:
    """As printed (the last word said; pending outweighs), else what the brackets say."""
    said = [m.status for m in marks if m.status]
    if said:
        return "pending" if "pending" in said else said[-1]
    if found.head_mark:
        return "proposed"
    whole = [n for n in found.nodes if n.kind == "text"]
    if len(whole) == 1 and whole[0].mark and whole[0].closed and _is_whole(found, whole[0].start, whole[0].end):
        return "proposed" if whole[0].mark.kind in ("delegations", "source") else "bracketed"
    return "bracketed" if whole or found.extra or found.open else "clean"


def _is_whole(found: Parsed, start: int, end: int) -> bool:
    """Nothing but marks and stops stands outside the bracket."""
    rest = found.text[:start] + found.text[end:]
    for tail in found.tails:
        rest = rest.replace(found.text[tail.start : tail.end], "")
    for node in found.nodes:
        if node.kind == "mark":
            rest = rest.replace(found.text[node.start : node.end], "")
    return not rest.strip(" .,;:\u00a0\u202f\n")


def _proposals(found: Parsed) -> Iterator[Proposal]:
    if found.head_mark:
        yield Proposal(found.head_mark.states, found.head_mark.groups, found.text[found.head :].strip())
    for node, _ in found.walk():
        who = [m for m in (node.mark, *(t.mark for t in node.tails)) if m and m.kind == "delegations"]
        if node.kind == "text" and who:
            states = tuple(dict.fromkeys(s for m in who for s in m.states))
            groups = tuple(dict.fromkeys(g for m in who for g in m.groups))
            yield Proposal(states, groups, words_of(found, node))


def _runs(parsed: list[tuple[str, Parsed]]) -> dict[str, str]:
    """Brackets around several paragraphs: one that opens a paragraph, and the later paragraph that it closes."""
    open_at: list[str] = []
    found: dict[str, str] = {}
    for at, p in parsed:
        for _ in p.extra:
            if open_at and p.text.rstrip(" .;,:").endswith("]"):
                found[open_at.pop()] = at
        open_at += [at for n in p.unclosed if not p.text[: n.start].strip(" [")]
    return found


def _paragraph_dict(p: Paragraph) -> dict[str, Any]:
    return {
        "at": p.at,
        "label": p.label,
        "section": list(p.section),
        "open_brackets": p.open_brackets,
        "max_depth": p.max_depth,
        "balanced": p.balanced,
        "fault": p.fault,
        "runs_to": p.runs_to or None,
        "delegations": list(p.delegations),
        "groups": list(p.groups),
        "status": p.status,
        "alternatives": [
            {"kind": a.kind, "labels" if a.kind == "option" else "choices": list(a.choices)} for a in p.alternatives
        ],
        "alternative_of": p.alternative_of or None,
        "inserted_after": p.inserted_after or None,
        "pending_on": list(p.pending_on),
        "delete_asked_by": list(p.delete_asked_by),
        "option": p.option or None,
        "proposals": [{"states": list(x.states), "groups": list(x.groups), "text": x.text} for x in p.proposals],
    }
