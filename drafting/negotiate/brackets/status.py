"""What stands open in one paragraph: its status, whose its brackets are, what the alternatives are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from drafting.negotiate.brackets.annotations import Annotation
from drafting.negotiate.brackets.parse import Bracket, ParsedBrackets, alternative_rows, words_of


@dataclass(frozen=True, slots=True)
class Alternative:
    """Choices that exclude one another: "inline" by their words, "option" by their names."""

    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketProposal:
    """A bracket that a delegation put: who, and the words."""

    states: tuple[str, ...]
    groups: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class BracketedParagraph:
    """One paragraph, item, heading, line or table row and what stands open in it (see `brackets` for the counts).

    `status`: agreed, agreed ad ref, pending (as printed), else proposed (the whole paragraph is one attributed
    bracket), bracketed or clean. `fault` says how the brackets fail to pair. A bracket may run over several paragraphs:
    `runs_to` says where the one that opens here is closed, `continues` where the one that goes on or ends here was
    opened. `option`: the name of the option it is, or belongs to. `alternative_of`, `inserted_after`: addresses, for
    Alt and bis paragraphs.
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
    continues: str
    delegations: tuple[str, ...]
    groups: tuple[str, ...]
    status: str
    alternatives: tuple[Alternative, ...]
    alternative_of: str
    inserted_after: str
    pending_on: tuple[str, ...]
    delete_asked_by: tuple[str, ...]
    option: str
    proposals: tuple[BracketProposal, ...]

    @property
    def heading(self) -> str:
        """The lowest heading above it, "" where there is none."""
        return self.section[-1] if self.section else ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of the delegations and groups named in its brackets and marks, each once."""
        return tuple(dict.fromkeys((*self.delegations, *self.groups)))

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """What ties it to other paragraphs, as (name of the relation, address), and the option as ("option", its
        name)."""
        found = {
            "alternative_of": self.alternative_of,
            "inserted_after": self.inserted_after,
            "runs_to": self.runs_to,
            "continues": self.continues,
            "option": self.option,
        }
        return tuple((name, value) for name, value in found.items() if value)

    @property
    def needs_attention(self) -> bool:
        """True when something is open, tied to another paragraph or wrong here."""
        undecided = self.status in ("pending", "proposed", "bracketed")
        return bool(self.open_brackets or self.fault or self.relations or undecided)


@dataclass(frozen=True, slots=True)
class Relations:
    """What a paragraph is to others, by address: see Paragraph. `explained`: its unpaired signs pair with others'."""

    alternative_of: str = ""
    inserted_after: str = ""
    runs_to: str = ""
    continues: str = ""
    explained: bool = False
    option: str = ""


def describe_paragraph(
    at: str, label: str, above: tuple[str, ...], found: ParsedBrackets, kin: Relations
) -> BracketedParagraph:
    """One paragraph as data. `above`: the headings over it."""
    annotations = list(found.annotations())
    pending = _names(m for m in annotations if m.status == "pending")
    faults = () if kin.explained else ((found.extra_closings, "extra ]"), (found.unclosed, "unclosed ["))
    fault = " and ".join(name for signs, name in faults if signs)
    return BracketedParagraph(
        at=at,
        label=label,
        section=above,
        text=found.text,
        open_brackets=found.open,
        max_depth=found.depth,
        balanced=not fault,
        fault=fault,
        runs_to=kin.runs_to,
        continues=kin.continues,
        delegations=tuple(sorted({s for m in annotations for s in m.states})),
        groups=tuple(sorted({g for m in annotations for g in m.groups})),
        status=_status(found, annotations, within=bool(kin.continues)),
        alternatives=tuple(
            Alternative("option" if row[0].option else "inline", tuple(_choice(found, n) for n in row))
            for row in alternative_rows(found)
        ),
        alternative_of=kin.alternative_of,
        inserted_after=kin.inserted_after,
        pending_on=pending,
        delete_asked_by=_names(m for m in annotations if m.kind == "delete"),
        option=found.option or kin.option,
        proposals=tuple(_proposals(found)),
    )


def _choice(found: ParsedBrackets, node: Bracket) -> str:
    first = node.inside[0]
    return found.text[first : node.body].strip(" :.–—-\u00a0\u202f") if node.option else words_of(found, node)


def _names(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    return tuple(sorted({c for m in annotations for c in (*m.states, *m.groups)}))


def _status(found: ParsedBrackets, annotations: list[Annotation], *, within: bool) -> str:
    """As printed (the last word said; pending outweighs), else what the brackets say. `within`: a bracket of an
    earlier paragraph goes on here."""
    said = [m.status for m in annotations if m.status]
    if said:
        return "pending" if "pending" in said else said[-1]
    if found.attribution:
        return "proposed"
    whole = [n for n in found.brackets if n.kind == "text"]
    if len(whole) == 1 and whole[0].closed and _is_whole(found, whole[0].start, whole[0].end):
        behind = [t.annotation for t in found.trailing] + [n.annotation for n in found.brackets if n.kind == "mark"]
        signed = [whole[0].annotation, *(m for m in behind if m and (m.codes or m.said))]
        return "proposed" if any(m and m.kind in ("delegations", "source") for m in signed) else "bracketed"
    return "bracketed" if whole or found.extra_closings or found.open or within else "clean"


def _is_whole(found: ParsedBrackets, start: int, end: int) -> bool:
    """Nothing but marks and stops stands outside the bracket."""
    rest = found.text[:start] + found.text[end:]
    for tail in found.trailing:
        rest = rest.replace(found.text[tail.start : tail.end], "")
    for node in found.brackets:
        if node.kind == "mark":
            rest = rest.replace(found.text[node.start : node.end], "")
    return not rest.strip(" .,;:\u00a0\u202f\n")


def _proposals(found: ParsedBrackets) -> Iterator[BracketProposal]:
    if found.attribution:
        yield BracketProposal(found.attribution.states, found.attribution.groups, found.text[found.head :].strip())
    for node, _ in found.walk_brackets():
        who = [m for m in (node.annotation, *(t.annotation for t in node.trailing)) if m and m.kind == "delegations"]
        if node.kind == "text" and who:
            states = tuple(dict.fromkeys(s for m in who for s in m.states))
            groups = tuple(dict.fromkeys(g for m in who for g in m.groups))
            yield BracketProposal(states, groups, words_of(found, node))


def paragraph_dict(p: BracketedParagraph) -> dict[str, Any]:
    """The paragraph as the JSON contract has it."""
    return {
        "at": p.at,
        "label": p.label,
        "section": list(p.section),
        "open_brackets": p.open_brackets,
        "max_depth": p.max_depth,
        "balanced": p.balanced,
        "fault": p.fault,
        "runs_to": p.runs_to or None,
        "continues": p.continues or None,
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
