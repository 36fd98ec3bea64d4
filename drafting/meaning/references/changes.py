"""Compare the references of a change: which follow the renumbering, which are stale, which were changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from drafting.diff.findings import Finding
from drafting.meaning.changed_text import ChangedText
from drafting.meaning.references import NamedNumber, Part, Reference
from drafting.meaning.references.stale import StaleReference
from drafting.meaning.references.targets import ReferencePosition, ReferenceTargets


@dataclass(frozen=True, slots=True)
class _ReferencedNumber:
    """One number of a reference: the part it means, its words, and the index of the hunk that touches it."""

    named: NamedNumber
    part: Part
    words: str
    hunk: int | None


def referenced_numbers(references: Sequence[Reference], side: ChangedText) -> list[_ReferencedNumber]:
    """The numbers of the references to this text, in order."""
    out = []
    for reference in references:
        if not reference.inner:
            continue
        for named in reference.named:
            start, end = side.at(named.start), side.at(named.end)
            first = side.at(reference.start) if len(reference.named) == 1 else start
            words = side.text[first : side.at(reference.end)] if len(reference.named) == 1 else side.text[start:end]
            out.append(_ReferencedNumber(named, reference.part, words, side.touched(start, end)))
    return out


def compare_references(
    old: Sequence[_ReferencedNumber],
    new: Sequence[_ReferencedNumber],
    places: ReferenceTargets,
    before: ReferencePosition,
    after: ReferencePosition,
    where: str,
) -> tuple[list[Finding], list[StaleReference], set[int]]:
    """Compare the references of a change: findings, warnings, and the hunks that only follow the renumbering.

    `before`, `after`: positions of the old and new unit. `where`: address for the warnings.
    """
    findings: list[Finding] = []
    notes: list[StaleReference] = []
    followed: set[int] = set()
    for a, b in _pairs(old, new):
        if a is None:
            assert b is not None
            if places.new(b.named, b.part, after) is None:
                notes.append(StaleReference("reference to nothing", b.words, where))
            findings.append(Finding("reference", "added", "", b.words))
        elif b is None:
            findings.append(Finding("reference", "dropped", a.words, ""))
        else:
            found, note, follows = _compare_pair(a, b, places, before, after, where)
            findings += [found] if found else []
            notes += [note] if note else []
            if follows and b.hunk is not None:
                followed.add(b.hunk)
    return findings, notes, followed


def _compare_pair(
    a: _ReferencedNumber,
    b: _ReferencedNumber,
    places: ReferenceTargets,
    before: ReferencePosition,
    after: ReferencePosition,
    where: str,
) -> tuple[Finding | None, StaleReference | None, bool]:
    """Finding and warning for a pair of references, and whether the new one only follows the renumbering."""
    same = (a.part, *a.named[2:]) == (b.part, *b.named[2:])
    meant, means = places.old(a.named, a.part, before), places.new(b.named, b.part, after)
    found = None if same else Finding("reference", "changed", a.words, b.words)
    if meant is None:
        missing = means is None and not same
        return found, StaleReference("reference to nothing", b.words, where) if missing else None, False
    now, address = places.became.get(meant, ()), places.old_address(meant)
    if means is not None and means in now:
        return (None, None, False) if same else (_consequential(a, b), None, True)
    if not same and means is not None and (not now or places.new_addresses(now) == address):
        return found, None, False  # the old target is deleted or has not moved: the reference was changed on purpose
    if not now:
        return found, StaleReference("reference to a deleted paragraph", b.words, where, address), False
    says = places.new_addresses([means]) if means is not None else ""
    stale = StaleReference("reference to another paragraph", b.words, where, address, places.new_addresses(now), says)
    return found, stale, False


def _consequential(a: _ReferencedNumber, b: _ReferencedNumber) -> Finding:
    return Finding("reference", "consequential", a.words, b.words, old_value=a.named.number, new_value=b.named.number)


def _pairs(
    old: Sequence[_ReferencedNumber], new: Sequence[_ReferencedNumber]
) -> Iterator[tuple[_ReferencedNumber | None, _ReferencedNumber | None]]:
    """Pair references: unchanged ones in order, the others in order within their hunk."""
    unchanged_old, unchanged_new = [u for u in old if u.hunk is None], [u for u in new if u.hunk is None]
    if len(unchanged_old) == len(unchanged_new):
        yield from zip(unchanged_old, unchanged_new, strict=True)
    groups: dict[int, tuple[list[_ReferencedNumber], list[_ReferencedNumber]]] = {}
    for side, found in enumerate((old, new)):
        for use in found:
            if use.hunk is not None:
                groups.setdefault(use.hunk, ([], []))[side].append(use)
    for _, (a, b) in sorted(groups.items()):
        yield from zip_longest(a, b)
