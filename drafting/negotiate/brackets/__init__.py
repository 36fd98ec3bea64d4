"""What is still open in a negotiating text, by paragraph, by section and by delegation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drafting.model.address import Address
from drafting.model.resolution import Clause, Line, Resolution, Table
from drafting.negotiate.brackets.across_paragraphs import BracketPlace, BracketSurvey, survey_brackets, with_label_signs
from drafting.negotiate.brackets.spans import BracketSpan, bracket_spans
from drafting.negotiate.brackets.status import ROLES, BracketedParagraph, Relations, describe_paragraph, paragraph_dict

SCHEMA = "drafting/brackets/1"
STATUSES = ("clean", "agreed", "agreed ad ref", "proposed", "bracketed", "pending")
_SUFFIX = re.compile(r"(?P<base>.*\d)(?P<suffix>[a-z]+\d*)$")


@dataclass(frozen=True, slots=True)
class BracketSummary:
    """The paragraphs of a text with what is open in each.

    Listed are all clauses, and the lines, headings and tables that hold a bracket or an annotation. `opening_signs` and
    `closing_signs` count "[" and "]" in the whole text and its footnotes. `acronyms`: codes in parentheses which the
    text defines and which therefore name no delegation.
    """

    title: str
    source: str
    language: str
    paragraphs: tuple[BracketedParagraph, ...]
    opening_signs: int
    closing_signs: int
    acronyms: frozenset[str] = frozenset()

    @property
    def open_brackets(self) -> int:
        """Number of brackets that hold disputed text."""
        return sum(p.open_brackets for p in self.paragraphs)

    @property
    def unbalanced(self) -> tuple[BracketedParagraph, ...]:
        """The paragraphs whose signs do not pair."""
        return tuple(p for p in self.paragraphs if not p.balanced)

    def by_section(self) -> dict[str, int]:
        """Number of open brackets under each lowest heading, in reading order; "" for those before the first."""
        found: Counter[str] = Counter()
        for p in self.paragraphs:
            found[p.heading] += p.open_brackets
        return dict(found)

    def by_status(self) -> dict[str, int]:
        """Number of paragraphs of each status, in the order of STATUSES, without those of none."""
        found = Counter(p.status for p in self.paragraphs)
        return {s: found[s] for s in STATUSES if found[s]}

    def by_delegation(self) -> dict[str, dict[str, list[str]]]:
        """The addresses at which each State and group, by code, has each of `status.ROLES`."""
        found: dict[str, dict[str, list[str]]] = {}
        for p in self.paragraphs:
            for role, code in p.positions:
                found.setdefault(code, {r: [] for r in ROLES})[role].append(p.at)
        return dict(sorted(found.items()))

    def spans_of(self, paragraph: BracketedParagraph) -> tuple[BracketSpan, ...]:
        """The text of a paragraph as spans, its annotations recognised as for the counts."""
        return bracket_spans(paragraph.text, self.language, self.acronyms)

    def to_dict(self, before: Sequence[BracketSummary] = ()) -> dict[str, Any]:
        """The record of schema drafting/brackets/1. `before`: summaries of earlier revisions, oldest first."""
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
            "paragraphs": [paragraph_dict(p) for p in self.paragraphs],
        }


def summarise_brackets(resolution: Resolution) -> BracketSummary:
    """Find what is open in a text."""
    resolution = with_label_signs(resolution)
    found = survey_brackets(resolution)
    texts = [*(p.parsed.text for p in found.places), *(n.text for n in resolution.footnotes)]
    return BracketSummary(
        resolution.called,
        resolution.source,
        resolution.language,
        tuple(_describe_paragraphs(found)),
        sum(t.count("[") for t in texts),
        sum(t.count("]") for t in texts),
        found.acronyms,
    )


def _describe_paragraphs(found: BracketSurvey) -> Iterator[BracketedParagraph]:
    for place, relations in zip(found.places, _find_relations(found), strict=True):
        if _is_listed(place):
            label = "" if isinstance(place.block, Line | Table) else place.block.label
            yield describe_paragraph(str(place.at), label or "", place.above, place.parsed, relations)


def _is_listed(place: BracketPlace) -> bool:
    """True for a clause, and for any place with a bracket or an annotation."""
    parsed = place.parsed
    if isinstance(place.block, Clause) or parsed.brackets or parsed.extra_closings:
        return True
    return next(parsed.annotations(), None) is not None


def _find_relations(found: BracketSurvey) -> list[Relations]:
    """The ties of each place to others, in the order of the places."""
    addresses = [str(p.at) for p in found.places]
    runs_to = {s.first: addresses[s.last] for s in found.spanning}
    continues = {
        k: addresses[s.first]
        for s in sorted(found.spanning, key=lambda s: -s.first)
        for k in range(s.first + 1, s.last + 1)
    }
    options = {k: b.name for group in found.options for b in group for k in range(b.first, b.last + 1)}
    return [
        Relations(*related, runs_to.get(i, ""), continues.get(i, ""), i not in found.faulty, options.get(i, ""))
        for i, related in enumerate(_inserted_paragraphs(found))
    ]


def _inserted_paragraphs(found: BracketSurvey) -> Iterator[tuple[str, str]]:
    """For each place the address it is an alternative of (Alt), and the one it was inserted after (bis, ter)."""
    last: dict[Address, str] = {}
    for place in found.places:
        of, after = "", ""
        base = _base_of(place.at) if isinstance(place.block, Clause) else None
        if base is not None and base[1].startswith("alt"):
            of = str(base[0])
        elif base is not None:
            after = last.get(base[0], str(base[0]))
            last[base[0]] = str(place.at)
        yield of, after


def _base_of(at: Address) -> tuple[Address, str] | None:
    """OP5bis → (OP5, "bis"), OP6alt2 → (OP6, "alt2"); None for plain numbers and for items."""
    m = _SUFFIX.fullmatch(at.number)
    return (replace(at, number=m["base"], twin=1), m["suffix"]) if m and not at.items else None
