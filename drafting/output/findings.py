"""What changes mean, in words for a page, and a table of contents with marks of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafting.diff.changes import Change, Diff
from drafting.meaning import Finding, without_substance
from drafting.output.change_rows import Row

ARROWS = {"weaker": "▼", "stronger": "▲", "sooner": "◀", "later": "▶", "less": "▽", "more": "△"}
"""The way a change goes, in signs that need no colour."""
MARKS = (("insert", "+"), ("delete", "×"), ("move", "↕"), ("edit", "~"))
_AS = {"move_edit": "move", "split": "edit", "merge": "edit"}


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding in words: arrow, what it is about, the words before and after, and which way it goes."""

    arrow: str
    direction: str
    kind: str
    before: str
    after: str
    remark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, its words and level, and how much changed below it."""

    section: int
    link: str
    title: str
    level: int
    marks: tuple[tuple[str, str, int], ...]


def findings_in_words(change: Change, words: Mapping[str, str]) -> tuple[FindingWords, ...]:
    """The findings of a change in the words of a page; typography has a tag of its own."""
    return tuple(_in_words(f, words) for f in change.substance if f.kind != "typography")


def _in_words(finding: Finding, words: Mapping[str, str]) -> FindingWords:
    remark = words[finding.direction] if finding.direction else words[f"effect_{finding.effect}"]
    if finding.by:
        remark = f"{remark} {words['by'].format(n=finding.by)}"
    return FindingWords(
        ARROWS.get(finding.direction, "•"), finding.direction, words[f"kind_{finding.kind}"], finding.before,
        finding.after, remark,
    )  # fmt: skip


def directions(change: Change) -> tuple[str, ...]:
    """Which ways a change goes, each once: "weaker", "stronger" … , weaker and stronger first."""
    found = {f.direction for f in change.substance if f.direction}
    return tuple(d for d in ARROWS if d in found)


def touches_substance(change: Change) -> bool:
    """False for what is known to touch no substance: equal, renumbered, typography, references that only follow."""
    return change.op not in ("equal", "renumber") and not change.typographic and not without_substance(change.substance)


def contents_by_section(
    diff: Diff, shown: Sequence[Row], words: Mapping[str, str]
) -> tuple[dict[int, int], list[Entry]]:
    """Row number → section, and the sections as contents: front, preamble, operative part, then every heading."""
    where: dict[int, int] = {}
    heads: list[tuple[str, str, int]] = []
    found: list[Counter[str]] = []
    current = ""
    for row in shown:
        unit = diff.new[row.change.new[0]] if row.change.new else diff.old[row.change.old[0]]
        part = row.index if row.kind == "heading" and row.change.new else None
        name = _part(unit.address, current)
        if part is not None:
            heads.append((f"c{row.index}", " ".join(filter(None, (unit.label, unit.text))), max(1, unit.level)))
            found.append(Counter())
            current = "heading"
        elif name != current or not heads:
            heads.append((f"c{row.index}", words[f"part_{name}"], 0))
            found.append(Counter())
            current = name
        where[row.index] = len(heads) - 1
        if not row.quiet:
            found[-1][_AS.get(row.change.op, row.change.op)] += 1
            found[-1].update(d for d in directions(row.change) if d in ("weaker", "stronger"))
    entries = [Entry(n, link, title, level, tuple(_marks(found[n]))) for n, (link, title, level) in enumerate(heads)]
    return where, entries


def _part(address: str, current: str) -> str:
    """Front, preamble or operative part of a unit; below a heading it stays with the heading."""
    if current == "heading":
        return current
    if address.startswith("PP"):
        return "preamble"
    if "OP" in address[:8] and not address.startswith("L"):
        return "operative"
    return current or "front"


def _marks(found: Counter[str]) -> Iterator[tuple[str, str, int]]:
    for op, sign in MARKS:
        if found[op]:
            yield op, sign, found[op]
    for direction in ("weaker", "stronger"):
        if found[direction]:
            yield direction, ARROWS[direction], found[direction]
