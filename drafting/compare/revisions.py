"""Many revisions of one resolution: the history of their paragraphs, words and footnotes, for every output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafting.compare.units import body_units, footnote_units
from drafting.diff.history import History, ParagraphHistory, RevisionUnits, TrackedInsertion, follow_units
from drafting.model.resolution import Resolution

HISTORY_SCHEMA = "drafting/history/1"


@dataclass(frozen=True, slots=True)
class RevisionHistory:
    """Revisions of one resolution, oldest first, and the histories of their paragraphs and footnotes."""

    revisions: tuple[Resolution, ...]
    body: History
    footnotes: History

    def to_dict(self) -> dict[str, Any]:
        """The history as plain data (schema drafting/history/1)."""
        return {
            "schema": HISTORY_SCHEMA,
            "revisions": [
                {"name": s.name, "source": r.source, "symbol": r.symbol, "delegation": s.delegation or None}
                for s, r in zip(self.body.revisions, self.revisions, strict=True)
            ],
            "paragraphs": [_paragraph_dict(self.body, paragraph) for paragraph in self.body.paragraphs],
            "footnotes": [_paragraph_dict(self.footnotes, paragraph) for paragraph in self.footnotes.paragraphs],
        }


def follow_revisions(
    revisions: Sequence[Resolution], names: Sequence[str], delegations: Mapping[int, str] | None = None
) -> RevisionHistory:
    """Follow every paragraph, word and footnote through the revisions of a resolution, oldest first.

    `names`: one for each revision. `delegations`: index of a revision → who tabled it. New words that a tracked change
    of a Word source inserted are attributed to its author.
    """
    tabled = delegations or {}
    body, notes = [], []
    for n, (resolution, name) in enumerate(zip(revisions, names, strict=True)):
        put = _insertions(resolution)
        body.append(RevisionUnits(name, body_units(resolution), tabled.get(n, ""), put))
        notes.append(RevisionUnits(name, footnote_units(resolution), tabled.get(n, ""), put))
    return RevisionHistory(tuple(revisions), follow_units(body), follow_units(notes))


def _insertions(resolution: Resolution) -> dict[str, tuple[TrackedInsertion, ...]]:
    """The insertions among the tracked changes of a source, by address."""
    found: dict[str, tuple[TrackedInsertion, ...]] = {}
    for change in resolution.revisions:
        if change.kind == "insertion" and change.author:
            found[change.at] = (*found.get(change.at, ()), TrackedInsertion(change.author, change.text))
    return found


def _paragraph_dict(history: History, paragraph: ParagraphHistory) -> dict[str, Any]:
    unit = history.unit(paragraph)
    places = history.addresses(paragraph)
    return {
        "id": paragraph.id,
        "kind": unit.kind,
        "places": [place or None for place in places],
        "events": [
            {
                "revision": event.revision,
                "kind": event.kind,
                "at": places[event.revision] or None,
                "others": list(event.others),
            }
            for event in paragraph.events
        ],
        "text": unit.text,
        "words": [[words.text, words.revision, words.delegation or None] for words in history.words(paragraph)],
    }
