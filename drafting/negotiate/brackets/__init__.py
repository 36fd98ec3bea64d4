"""The bracket cockpit: what is still open in a draft, paragraph by paragraph, by section and by delegation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.model.address import Address
from drafting.model.resolution import Clause, Line, Resolution, Table
from drafting.negotiate.brackets.across_paragraphs import BracketSurvey, survey_brackets
from drafting.negotiate.brackets.status import BracketedParagraph, Relations, describe_paragraph, paragraph_dict

SCHEMA = "drafting/brackets/1"
STATUSES = ("clean", "agreed", "agreed ad ref", "proposed", "bracketed", "pending")
_SUFFIX = re.compile(r"(?P<base>.*\d)(?P<suffix>[a-z]+\d*)$")


@dataclass(frozen=True, slots=True)
class BracketSummary:
    """All paragraphs of a text, and how many signs it holds."""

    title: str
    source: str
    language: str
    paragraphs: tuple[BracketedParagraph, ...]
    opening_signs: int
    closing_signs: int

    @property
    def open_brackets(self) -> int:
        """How many brackets hold disputed text."""
        return sum(p.open_brackets for p in self.paragraphs)

    @property
    def unbalanced(self) -> tuple[BracketedParagraph, ...]:
        """The paragraphs whose signs do not pair."""
        return tuple(p for p in self.paragraphs if not p.balanced)

    def by_section(self) -> dict[str, int]:
        """Open brackets under each lowest heading, in reading order; "" before the first."""
        found: Counter[str] = Counter()
        for p in self.paragraphs:
            found[p.heading] += p.open_brackets
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

    def to_dict(self, before: Sequence[BracketSummary] = ()) -> dict[str, Any]:
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
            "paragraphs": [paragraph_dict(p) for p in self.paragraphs],
        }


def summarise_brackets(resolution: Resolution) -> BracketSummary:
    """Everything that is open in a text. Lines, headings and tables are listed where they hold a bracket or mark."""
    found = survey_brackets(resolution)
    texts = [*(u.parsed.text for u in found.units), *(n.text for n in resolution.footnotes)]
    return BracketSummary(
        resolution.called, resolution.source, resolution.language,
        tuple(_paragraphs(found)),
        sum(t.count("[") for t in texts), sum(t.count("]") for t in texts),
    )  # fmt: skip


def _paragraphs(found: BracketSurvey) -> Iterator[BracketedParagraph]:
    kin = _relations(found)
    for unit, its in zip(found.units, kin, strict=True):
        parsed, block = unit.parsed, unit.block
        shown = (
            isinstance(block, Clause)
            or parsed.brackets
            or parsed.extra_closings
            or any(True for _ in parsed.annotations())
        )
        if shown:
            label = "" if isinstance(block, Line | Table) else block.label
            yield describe_paragraph(str(unit.at), label or "", unit.above, parsed, its)


def _relations(found: BracketSurvey) -> list[Relations]:
    """What each unit is to others."""
    addresses = [str(u.at) for u in found.units]
    to = {r.first: addresses[r.last] for r in found.spanning}
    since = {
        k: addresses[r.first]
        for r in sorted(found.spanning, key=lambda r: -r.first)
        for k in range(r.first + 1, r.last + 1)
    }
    options = {k: b.name for group in found.options for b in group for k in range(b.first, b.last + 1)}
    related = _related(found)
    return [
        Relations(*related[i], to.get(i, ""), since.get(i, ""), i not in found.faulty, options.get(i, ""))
        for i in range(len(addresses))
    ]


def _related(found: BracketSurvey) -> list[tuple[str, str]]:
    """The address that each is an alternative of, and the one it was inserted after."""
    last: dict[tuple[str, tuple[str, ...]], str] = {}
    related = []
    for unit in found.units:
        of, after = "", ""
        base = _base(unit.at)
        if isinstance(unit.block, Clause) and base:
            key = (f"{unit.at.kind}{base[0]}", unit.at.items[:-1])
            if base[1].startswith("alt"):
                of = key[0]
            else:
                after = last.get(key, key[0])
                last[key] = str(unit.at)
        related.append((of, after))
    return related


def _base(at: Address) -> tuple[str, str] | None:
    """ "5bis" → ("5", "bis"), "6alt2" → ("6", "alt2"); None for plain numbers."""
    m = _SUFFIX.fullmatch(at.number)
    return (m["base"], m["suffix"]) if m and not at.items else None
