"""Add findings to every change of a diff, and warn of references that have become stale."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.diff.changes import Change, Diff
from drafting.diff.findings import Finding
from drafting.diff.units import Unit
from drafting.diff.words import segments
from drafting.meaning.change import ChangeReading, read_change, whole_unit_findings
from drafting.meaning.changed_text import ChangedText
from drafting.meaning.references import find_references
from drafting.meaning.references.changes import compare_references, referenced_numbers
from drafting.meaning.references.stale import StaleReference
from drafting.meaning.references.targets import ReferenceTargets, reference_position
from drafting.meaning.vocabulary import Vocabulary, load_vocabulary
from drafting.text.folding import fold

_NUMBER_OR_ITEM = re.compile(r"\d|\b[a-z]{1,4}\)")
_REFERRING = ("clause", "item", "footnote")
"""Kinds of units whose references mean paragraphs of the text; front lines refer to other documents."""
_Words = tuple[Vocabulary | None, Vocabulary | None]


def explain(
    diff: Diff, languages: tuple[str, str], body: Diff | None = None
) -> tuple[Diff, tuple[StaleReference, ...]]:  # fmt: skip
    """The diff with the findings of each change, and warnings of references to wrong, deleted or missing paragraphs.

    `languages`: codes of both sides ("" where unknown). `body`: the diff with the paragraphs that references mean, if
    it is another one (for footnotes: that of the text).
    """
    words = load_vocabulary(languages[0]), load_vocabulary(languages[1])
    places = ReferenceTargets(body or diff)
    changes: list[Change] = []
    notes: list[StaleReference] = []
    for change in diff.changes:
        found, warnings = _explain_change(change, diff, words, places)
        changes.append(replace(change, substance=found) if found else change)
        notes += warnings
    return Diff(diff.old, diff.new, tuple(changes)), tuple(notes)


def explain_texts(old: str, new: str, language: str) -> tuple[Finding, ...]:
    """The findings between two versions of one paragraph, both without label, where there is no diff."""
    words = load_vocabulary(language)
    change = Change("edit", (0,), (0,), segments(old, new))
    return tuple(read_change([Unit(old)], [Unit(new)], change, (words, words)).findings)


def _explain_change(
    change: Change, diff: Diff, words: _Words, places: ReferenceTargets
) -> tuple[tuple[Finding, ...], list[StaleReference]]:  # fmt: skip
    old, new = [diff.old[i] for i in change.old], [diff.new[j] for j in change.new]
    if not new:
        return whole_unit_findings(old[0], words[0], added=False), []
    if not old:
        return whole_unit_findings(new[0], words[1], added=True), _check_inserted(new[0], words[1], places)
    if change.op in ("equal", "renumber", "move"):
        return (), _check_unchanged(new[0], old[0], words, places)
    if change.typographic:
        return (Finding("typography", "none", whole=True),), _check_unchanged(new[0], old[0], words, places)
    reading = read_change(old, new, change, words)
    if new[0].kind == "heading":  # "Article 7" for "Article 4" is another number, not an increase
        return tuple(f for f in reading.findings if f.kind != "number"), []
    return _explain_reworded(reading, old[0], new[0], places)


def _explain_reworded(
    reading: ChangeReading, old: Unit, new: Unit, places: ReferenceTargets
) -> tuple[tuple[Finding, ...], list[StaleReference]]:  # fmt: skip
    before, after = reference_position(old.address), reference_position(new.address)
    if before is None or after is None or new.kind not in _REFERRING:
        return tuple(reading.findings), []
    a, b = (
        referenced_numbers(reading.old_references, reading.old),
        referenced_numbers(reading.new_references, reading.new),
    )
    found, notes, followed = compare_references(a, b, places, before, after, new.address)
    if followed and len(followed) == reading.hunk_count and not reading.findings:
        found = [replace(f, whole=True) if f.effect == "consequential" else f for f in found]
    return (*reading.findings, *found), notes


def _check_unchanged(unit: Unit, old: Unit, words: _Words, places: ReferenceTargets) -> list[StaleReference]:
    """Warnings for the references of a paragraph whose words did not change."""
    if not _may_refer(unit, words[1]):
        return []
    side = _whole_text(unit)
    references = find_references(side.folded, words[1])
    before, after = reference_position(old.address), reference_position(unit.address)
    if not references or before is None or after is None:
        return []
    named = referenced_numbers(references, side)
    return compare_references(named, named, places, before, after, unit.address)[1]


def _check_inserted(unit: Unit, words: Vocabulary | None, places: ReferenceTargets) -> list[StaleReference]:
    if not _may_refer(unit, words):
        return []
    side = _whole_text(unit)
    references = find_references(side.folded, words)
    after = reference_position(unit.address)
    if not references or after is None:
        return []
    return compare_references(
        [], [replace(u, hunk=0) for u in referenced_numbers(references, side)], places, after, after, unit.address
    )[1]


def _may_refer(unit: Unit, words: Vocabulary | None) -> bool:
    """Whether a unit may have a reference to a paragraph: a quick test before its text is analysed."""
    if unit.kind not in _REFERRING:
        return False
    if _NUMBER_OR_ITEM.search(unit.text):
        return True
    return words is not None and words.preceding.search(fold(unit.text)) is not None


def _whole_text(unit: Unit) -> ChangedText:
    return ChangedText.of([unit], [])
