"""What is open in one paragraph: its status, who proposed its brackets, what the alternatives are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from drafting.negotiate.brackets.alternatives import alternative_rows, bracket_words, piece_words
from drafting.negotiate.brackets.annotations import Annotation
from drafting.negotiate.brackets.values import Bracket, ParsedBrackets

ROLES = ("proposes", "pending", "delete", "keep", "support", "reserve", "flexible")
"""What a delegation does in a paragraph. "pending": it is waited for; "delete", "keep": what it asks for the text."""
_AROUND_NAME = " :.–—-\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Choices that exclude one another: of kind "inline" by their words, of kind "option" by their names."""

    kind: Literal["inline", "option"]
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BracketProposal:
    """A bracket that delegations proposed: ISO 3166 alpha-3 codes of States, groups, and the words."""

    states: tuple[str, ...]
    groups: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class BracketedParagraph:
    """A paragraph, item, heading, line or table and what is open in it (`brackets.parse` has the conventions).

    `section`: the headings above it, highest first. `status`: agreed, agreed ad ref or pending as printed; else
    proposed (the whole paragraph is one attributed bracket), bracketed or clean. `fault` says how the signs fail to
    pair, "" where they pair.

    Other paragraphs are named by address, "" for none. A bracket may extend over several paragraphs: `runs_to` is where
    the one opened here is closed, `continues` where the one that goes on or ends here was opened. `alternative_of` and
    `inserted_after` are set for Alt and bis paragraphs. `option`: the option that the paragraph is or belongs to.
    `positions`: pairs of a role (one of ROLES) and the code of the State or group that has it. `open_words`: the
    outermost brackets of disputed text as printed, with what stands beside them.
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
    positions: tuple[tuple[str, str], ...] = ()
    open_words: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The lowest heading above it, "" where there is none."""
        return self.section[-1] if self.section else ""

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of the delegations and groups named in its brackets and annotations, each once."""
        return tuple(dict.fromkeys((*self.delegations, *self.groups)))

    @property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Its ties to other paragraphs as (name of the field, address), and its option as ("option", name)."""
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
        """True when it has open brackets, a fault, a tie to another paragraph, or an undecided status."""
        undecided = self.status in ("pending", "proposed", "bracketed")
        return bool(self.open_brackets or self.fault or self.relations or undecided)


@dataclass(frozen=True, slots=True)
class Relations:
    """The ties of a paragraph to others, as in BracketedParagraph; `paired`: its signs pair, here or with others'."""

    alternative_of: str = ""
    inserted_after: str = ""
    runs_to: str = ""
    continues: str = ""
    paired: bool = False
    option: str = ""


def describe_paragraph(
    at: str, label: str, above: tuple[str, ...], found: ParsedBrackets, relations: Relations
) -> BracketedParagraph:  # fmt: skip
    """What is open in one paragraph. `above`: the headings above it, highest first."""
    annotations = list(found.annotations())
    fault = "" if relations.paired else _describe_fault(found)
    return BracketedParagraph(
        at=at,
        label=label,
        section=above,
        text=found.text,
        open_brackets=found.open_count,
        max_depth=found.max_depth,
        balanced=not fault,
        fault=fault,
        runs_to=relations.runs_to,
        continues=relations.continues,
        delegations=tuple(sorted({s for a in annotations for s in a.states})),
        groups=tuple(sorted({g for a in annotations for g in a.groups})),
        status=_status_of(found, annotations, within=bool(relations.continues)),
        alternatives=tuple(_describe_row(found, row) for row in alternative_rows(found)),
        alternative_of=relations.alternative_of,
        inserted_after=relations.inserted_after,
        pending_on=_parties_of(a for a in annotations if a.status == "pending"),
        delete_asked_by=_parties_of(a for a in annotations if a.kind == "delete"),
        option=found.option or relations.option,
        proposals=tuple(_find_proposals(found)),
        open_words=tuple(_printed(found, n) for n in found.brackets if n.kind == "text"),
        positions=tuple(sorted({(r, c) for a in annotations for r in _roles_of(a) for c in a.parties})),
    )


def _printed(found: ParsedBrackets, bracket: Bracket) -> str:
    """A bracket as printed, with the annotations directly beside it."""
    edges = [bracket.start, bracket.end, *(e for t in bracket.beside for e in (t.start, t.end))]
    return found.text[min(edges) : max(edges)].strip()


def _roles_of(a: Annotation) -> tuple[str, ...]:
    """What an annotation makes of the delegations it names."""
    if a.kind == "reserve":
        return ("reserve", "pending") if a.status else ("reserve",)
    if a.status == "pending":
        return ("pending",)
    if a.kind == "support" and a.said:  # "proposed by Peru, supported by Chile": both stand behind the words
        return ("proposes", "support")
    roles = {"delegations": "proposes", "status": "support"}
    return () if a.kind in ("editorial", "label", "source") else (roles.get(a.kind, a.kind),)


def _describe_fault(found: ParsedBrackets) -> str:
    faults = ((found.extra_closings, "extra ]"), (found.unclosed, "unclosed ["))
    return " and ".join(name for signs, name in faults if signs)


def _describe_row(found: ParsedBrackets, row: tuple[Bracket, ...]) -> Alternative:
    return Alternative("option" if row[0].option else "inline", tuple(_describe_choice(found, n) for n in row))


def _describe_choice(found: ParsedBrackets, bracket: Bracket) -> str:
    """The name of an option ("Option A") as printed, or the words of another bracket."""
    first = bracket.inside[0]
    return found.text[first : bracket.body].strip(_AROUND_NAME) if bracket.option else bracket_words(found, bracket)


def _parties_of(annotations: Iterable[Annotation]) -> tuple[str, ...]:
    return tuple(sorted({party for a in annotations for party in a.parties}))


def _status_of(found: ParsedBrackets, annotations: list[Annotation], *, within: bool) -> str:
    """The status as printed (pending prevails, else the last one), else as the brackets show it.

    `within`: a bracket of an earlier paragraph continues here.
    """
    printed = [a.status for a in annotations if a.status]
    if printed:
        return "pending" if "pending" in printed else printed[-1]
    if found.attribution:
        return "proposed"
    whole = _whole_bracket(found)
    if whole is not None:
        return "proposed" if _is_proposed(found, whole) else "bracketed"
    return "bracketed" if within or found.open_count or found.extra_closings else "clean"


def _whole_bracket(found: ParsedBrackets) -> Bracket | None:
    """The closed bracket of disputed text that encloses the whole paragraph; None where there is none."""
    outer = [n for n in found.brackets if n.kind == "text"]
    if len(outer) != 1 or not outer[0].closed:
        return None
    return outer[0] if found.is_bare_outside(outer[0].start, outer[0].end) else None


def _is_proposed(found: ParsedBrackets, whole: Bracket) -> bool:
    """True when an annotation in or after the bracket around a whole paragraph says who proposed it."""
    said = [a for a in (*whole.said(), *(t.annotation for t in found.own_remarks())) if a.is_source]
    return any(a in whole.annotations or a.codes or a.said for a in said)


def _find_proposals(found: ParsedBrackets) -> Iterator[BracketProposal]:
    """The attributed text of the paragraph, then each bracket that delegations proposed, in order."""
    if found.attribution:
        yield _proposal(found.attribution, found.text[found.head :].strip())
    for bracket, _ in found.walk_brackets():
        if bracket.kind != "text" or (found.attribution and any(t.start == 0 for t in bracket.beside)):
            continue
        for piece in bracket.pieces:
            if piece.annotations:
                yield _proposal(piece.annotations, piece_words(found, bracket, piece))
        if not bracket.pieces and (signed := _signatures(bracket)):
            yield _proposal(signed, bracket_words(found, bracket))


def _proposal(said: Iterable[Annotation], words: str) -> BracketProposal:
    said = list(said)
    states = tuple(dict.fromkeys(s for a in said for s in a.states))
    return BracketProposal(states, tuple(dict.fromkeys(g for a in said for g in a.groups)), words)


def _signatures(bracket: Bracket) -> list[Annotation]:
    """The annotations of a bracket that name those who propose or support its words, where somebody proposes them."""
    said = [a for a in bracket.said() if a.kind in ("delegations", "support")]
    return said if any(a.kind == "delegations" for a in said) else []


def paragraph_dict(p: BracketedParagraph) -> dict[str, Any]:
    """The paragraph as a record of schema drafting/brackets/1."""
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
        "open_words": list(p.open_words),
        "proposals": [{"states": list(x.states), "groups": list(x.groups), "text": x.text} for x in p.proposals],
    }
