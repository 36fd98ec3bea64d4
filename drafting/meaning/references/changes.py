"""References that follow the renumbering, and those that should have: what each reference of a change means now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from drafting.meaning.changed_text import ChangedText
from drafting.meaning.findings import Finding
from drafting.meaning.references import Named, Part, Reference
from drafting.meaning.references.stale import StaleReference
from drafting.meaning.references.targets import ReferencePosition, ReferenceTargets


@dataclass(frozen=True, slots=True)
class _Use:
    """One number named in a text: the reference it stands in, its words, and the changed place that touches it."""

    named: Named
    part: Part
    words: str
    hunk: int | None


def referenced_numbers(references: Sequence[Reference], side: ChangedText) -> list[_Use]:
    """The numbers that inner references name, in order."""
    out = []
    for reference in references:
        if not reference.inner:
            continue
        for named in reference.named:
            start, end = side.at(named.start), side.at(named.end)
            first = side.at(reference.start) if len(reference.named) == 1 else start
            words = side.text[first : side.at(reference.end)] if len(reference.named) == 1 else side.text[start:end]
            out.append(_Use(named, reference.part, words, side.touched(start, end)))
    return out


def compare_references(
    old: Sequence[_Use],
    new: Sequence[_Use],
    places: ReferenceTargets,
    before: ReferencePosition,
    after: ReferencePosition,
    where: str,
) -> tuple[list[Finding], list[StaleReference], set[int]]:
    """What became of the references of a change: findings, warnings, and the hunks that only follow the renumbering."""
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
            found, note, follows = _judge(a, b, places, before, after, where)
            findings += [found] if found else []
            notes += [note] if note else []
            if follows and b.hunk is not None:
                followed.add(b.hunk)
    return findings, notes, followed


def _judge(
    a: _Use, b: _Use, places: ReferenceTargets, before: ReferencePosition, after: ReferencePosition, where: str
) -> tuple[Finding | None, StaleReference | None, bool]:
    same = (a.part, *a.named[2:]) == (b.part, *b.named[2:])
    meant, means = places.old(a.named, a.part, before), places.new(b.named, b.part, after)
    if meant is None:
        if means is None and not same:
            note = StaleReference("reference to nothing", b.words, where)
            return Finding("reference", "changed", a.words, b.words), note, False
        return (None if same else Finding("reference", "changed", a.words, b.words)), None, False
    now = places.became.get(meant, ())
    address = places.old_address(meant)
    if means is not None and means in now:
        return (None, None, False) if same else (_consequential(a, b), None, True)
    found = None if same else Finding("reference", "changed", a.words, b.words)
    if not now:
        if not same and means is not None:
            return found, None, False
        return found, StaleReference("reference to a deleted paragraph", b.words, where, address), False
    if not same and means is not None and places.new_addresses(now) == address:
        return found, None, False  # what it meant has not moved: it was pointed elsewhere on purpose
    says = places.new_addresses([means]) if means is not None else ""
    return (
        found,
        StaleReference("reference to another paragraph", b.words, where, address, places.new_addresses(now), says),
        False,
    )


def _consequential(a: _Use, b: _Use) -> Finding:
    return Finding("reference", "consequential", a.words, b.words, old_value=a.named.number, new_value=b.named.number)


def _pairs(old: Sequence[_Use], new: Sequence[_Use]) -> Iterator[tuple[_Use | None, _Use | None]]:
    """References in pairs: untouched ones in order, touched ones within their changed place, in order."""
    calm_old, calm_new = [u for u in old if u.hunk is None], [u for u in new if u.hunk is None]
    if len(calm_old) == len(calm_new):
        yield from zip(calm_old, calm_new, strict=True)
    groups: dict[int, tuple[list[_Use], list[_Use]]] = {}
    for side, found in enumerate((old, new)):
        for use in found:
            if use.hunk is not None:
                groups.setdefault(use.hunk, ([], []))[side].append(use)
    for _, (a, b) in sorted(groups.items()):
        yield from zip_longest(a, b)
