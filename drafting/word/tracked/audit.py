"""Untracked changes of a marked-up file: the file with all tracked changes rejected, compared with its base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafting.compare import Comparison, compare
from drafting.diff import compare_units
from drafting.diff.changes import Diff, change_dict
from drafting.diff.units import Unit
from drafting.model.resolution import Note
from drafting.ooxml.fields import field_results, hidden
from drafting.ooxml.namespaces import r, w
from drafting.ooxml.package import Package
from drafting.ooxml.story import paragraphs
from drafting.ooxml.text import plain
from drafting.read import WORD, read_bytes
from drafting.read.docx.revisions import view_story
from drafting.word.tracked.listing import group_changes

SCHEMA = "drafting/audit/1"
_COMPUTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "FILENAME", "STYLEREF")
"""Fields of headers whose words Word computes: they differ from one day or computer to the next."""


@dataclass(frozen=True, slots=True)
class Audit:
    """BASE against MARKED with all tracked changes rejected. `headers_footers`: the lines of both kinds together."""

    comparison: Comparison
    headers_footers: Diff
    tracked: int
    notes: tuple[Note, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing but tracked changes was changed, not even a number."""
        return self.comparison.identical and self.headers_footers.identical

    @property
    def diffs(self) -> tuple[tuple[str, Diff], ...]:
        """The parts of the document by name, with their changes."""
        body, notes = self.comparison.body, self.comparison.footnotes
        return (("text", body), ("footnotes", notes), ("headers and footers", self.headers_footers))

    @property
    def page_notes(self) -> tuple[Note, ...]:
        """The notes, and the changes of headers and footers as notes: for a page that shows the comparison alone."""
        lines = (
            Note("furniture", f"changed without tracking: {old or '–'} → {new or '–'}", where, "warning")
            for where, old, new in self._header_lines()
        )
        return (*self.notes, *lines)

    def _header_lines(self) -> Iterator[tuple[str, str, str]]:
        for change in self.headers_footers.changes:
            if change.op != "equal":
                old, new = ([side[i] for i in which] for side, which in self._sides(change.old, change.new))
                yield (new or old)[0].address, *(" / ".join(u.text for u in side) for side in (old, new))

    def _sides(self, old: tuple[int, ...], new: tuple[int, ...]) -> tuple[Any, Any]:
        return (self.headers_footers.old, old), (self.headers_footers.new, new)

    def to_dict(self) -> dict[str, Any]:
        """The audit as JSON data (`SCHEMA`): every untracked edit, by address, with its words."""
        edits = [
            {"part": part}
            | {key: value for key, value in change_dict(change).items() if key not in ("old", "new", "substance")}
            | {
                "at": {
                    "old": [diff.old[i].address for i in change.old],
                    "new": [diff.new[j].address for j in change.new],
                }
            }
            for part, diff in self.diffs
            for change in diff.changes
            if change.op != "equal"
        ]
        return {
            "schema": SCHEMA,
            "base": self.comparison.old.source,
            "marked": self.comparison.new.source,
            "clean": self.clean,
            "tracked": self.tracked,
            "edits": edits,
            "notes": [
                {"code": n.code, "severity": n.severity, "message": n.message, "where": n.where} for n in self.notes
            ],
        }


def audit(base: bytes, base_name: str, marked: bytes, marked_name: str) -> Audit:
    """Compare BASE, in any format, with a marked-up Word file whose tracked changes are all rejected.

    Tracked changes of BASE itself are rejected too; where they were accepted since, BASE is taken as accepted, and a
    note says so. Raises SourceError for a file that cannot be read.
    """
    package = Package.load(marked, marked_name)
    tracked = len(group_changes(package))
    new = read_bytes(marked, marked_name, revisions="reject")
    comparison = compare(read_bytes(base, base_name, revisions="reject"), new)
    notes = []
    if Path(base_name).suffix.lower() not in WORD:
        notes.append(Note("furniture", "headers and footers are not compared: the base is no Word file"))
        return Audit(comparison, compare_units([], []), tracked, tuple(notes))
    source = Package.load(base, base_name)
    accepted = False
    if not comparison.identical and group_changes(source):
        other = compare(read_bytes(base, base_name, revisions="accept"), new)
        accepted = _difference_size(other) < _difference_size(comparison)
        comparison = other if accepted else comparison
    if group_changes(source):
        word = "accepted" if accepted else "rejected"
        notes.append(
            Note("base-tracked", f"the base holds tracked changes of its own; they are taken as {word}", "", "warning")
        )
    lines = [_header_units(source, accept=accepted), _header_units(package, accept=False)]
    return Audit(comparison, compare_units(*lines), tracked, tuple(notes))


def _difference_size(comparison: Comparison) -> int:
    """How much differs: the number of characters on one side only."""
    diffs = (comparison.body, comparison.footnotes)
    return sum(len(s.text) for d in diffs for c in d.changes for s in c.segments if s.op != "=")


def _header_units(package: Package, *, accept: bool) -> list[Unit]:
    """The lines of headers and footers in the order of the sections, without what Word computes."""
    targets = {rel.id: (rel.target, rel.type) for rel in package.relationships(package.main) if not rel.external}
    lines: list[Unit] = []
    done: set[str] = set()
    for reference in package.xml(package.main).iter(w("headerReference"), w("footerReference")):
        part, kind = targets.get(reference.get(r("id"), ""), ("", ""))
        if part in done or part not in package:
            continue
        done.add(part)
        story, _ = view_story(package.xml(part), accept=accept)
        unseen = hidden(story) | {e for name in _COMPUTED for _, printed in field_results(story, name) for e in printed}
        unseen |= {
            t for field in story.iter(w("fldSimple")) if _is_computed(field.get(w("instr"), "")) for t in field.iter()
        }
        texts = (plain(p, unseen).strip() for p in paragraphs(story))
        lines += [Unit(text, kind="line", address=kind) for text in texts if text]
    return lines


def _is_computed(instruction: str) -> bool:
    return (instruction.split() or [""])[0].upper() in _COMPUTED
