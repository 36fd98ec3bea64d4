"""A whole diff explained: every change with its findings, and warnings of references that went astray."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.diff.changes import Change, Diff
from drafting.diff.units import Unit
from drafting.diff.words import segments
from drafting.meaning.change import Reading, alone, read_change
from drafting.meaning.changed_text import ChangedText
from drafting.meaning.findings import Finding
from drafting.meaning.references import find as find_references
from drafting.meaning.references.changes import compare_references, referenced_numbers
from drafting.meaning.references.stale import StaleReference
from drafting.meaning.references.targets import ReferenceTargets, reference_position
from drafting.meaning.vocabulary import Vocabulary, vocabulary

_REFERS = re.compile(r"\d|\b[a-z]{1,4}\)|(?i:pr[eé]c[eé]d|preceding|previous|anterior)")
"""Without one of these a text refers to no paragraph."""
_REFERRING = ("clause", "item", "footnote")
"""Units whose references mean paragraphs of the text; what front lines cite is another document's."""
_Words = tuple[Vocabulary | None, Vocabulary | None]


def explain(
    diff: Diff, languages: tuple[str, str], body: Diff | None = None
) -> tuple[Diff, tuple[StaleReference, ...]]:  # fmt: skip
    """The diff with what each change means, and a warning for each reference that points to a wrong or deleted place.

    `languages`: codes of both sides ("" where unknown). `body`: the diff that references speak of, if another (the
    footnotes name paragraphs of the text).
    """
    words = vocabulary(languages[0]), vocabulary(languages[1])
    places = ReferenceTargets(body or diff)
    changes: list[Change] = []
    notes: list[StaleReference] = []
    for change in diff.changes:
        found, said = _explained(change, diff, words, places)
        changes.append(replace(change, substance=found) if found else change)
        notes += said
    return Diff(diff.old, diff.new, tuple(changes)), tuple(notes)


def between(old: str, new: str, language: str) -> tuple[Finding, ...]:
    """What changed in meaning between two versions of one paragraph (no label), for rooms that have no diff."""
    words = vocabulary(language)
    change = Change("edit", (0,), (0,), segments(old, new))
    return tuple(read_change([Unit(old)], [Unit(new)], change, (words, words)).findings)


def _explained(
    change: Change, diff: Diff, words: _Words, places: ReferenceTargets
) -> tuple[tuple[Finding, ...], list[StaleReference]]:  # fmt: skip
    old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
    if not new:
        return alone(old[0], words[0], added=False), []
    if not old:
        return alone(new[0], words[1], added=True), _dangling(new[0], words[1], places)
    if change.op in ("equal", "renumber", "move"):
        return (), _still(new[0], old[0], words, places)
    if change.typographic:
        return (Finding("typography", "none", whole=True),), _still(new[0], old[0], words, places)
    reading = read_change(old, new, change, words)
    if new[0].kind == "heading":  # "Article 4" that became "Article 7" has another number, not more of anything
        return tuple(f for f in reading.findings if f.kind != "number"), []
    return _reworded(reading, old[0], new[0], places)


def _reworded(
    reading: Reading, old: Unit, new: Unit, places: ReferenceTargets
) -> tuple[tuple[Finding, ...], list[StaleReference]]:  # fmt: skip
    before, after = reference_position(old.address), reference_position(new.address)
    if before is None or after is None or new.kind not in _REFERRING:
        return tuple(reading.findings), []
    a, b = (
        referenced_numbers(reading.old_references, reading.old),
        referenced_numbers(reading.new_references, reading.new),
    )
    found, notes, followed = compare_references(a, b, places, before, after, new.address)
    if followed and len(followed) == reading.hunks and not reading.findings:
        found = [replace(f, whole=True) if f.effect == "consequential" else f for f in found]
    return (*reading.findings, *found), notes


def _still(unit: Unit, old: Unit, words: _Words, places: ReferenceTargets) -> list[StaleReference]:
    """Warnings for the references of a paragraph whose words did not change."""
    if unit.kind not in _REFERRING or not _REFERS.search(unit.text):
        return []
    side = _read(unit)
    references = find_references(side.folded, words[1])
    before, after = reference_position(old.address), reference_position(unit.address)
    if not references or before is None or after is None:
        return []
    named = referenced_numbers(references, side)
    return compare_references(named, named, places, before, after, unit.address)[1]


def _dangling(unit: Unit, words: Vocabulary | None, places: ReferenceTargets) -> list[StaleReference]:
    if unit.kind not in _REFERRING or not _REFERS.search(unit.text):
        return []
    side = _read(unit)
    references = find_references(side.folded, words)
    after = reference_position(unit.address)
    if not references or after is None:
        return []
    return compare_references(
        [], [replace(u, hunk=0) for u in referenced_numbers(references, side)], places, after, after, unit.address
    )[1]


def _read(unit: Unit) -> ChangedText:
    return ChangedText.of([unit], [])
