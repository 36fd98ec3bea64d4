"""The footnotes of one revision as entries of a ledger: what each says, who says it, and where it hangs."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.model.address import anchors, places
from drafting.model.resolution import Block, Resolution, Table, table_text

UNSIGNED = ""
"""The voice of a note that nobody signs."""


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a note hangs in one revision: address and words of the paragraph, heading or line; "" where it hangs
    nowhere."""

    revision: int
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One footnote in one revision. `order` counts the notes from 0; `place`: where its mark stands first, `others`:
    where else; `voices`: States and "group:…" that speak in it, or the one voice WHOLE."""

    revision: int
    order: int
    mark: str
    text: str
    kind: str
    states: tuple[str, ...]
    groups: tuple[str, ...]
    status: str
    scope: str
    place: NotePlace
    others: tuple[NotePlace, ...] = ()

    @property
    def all_places(self) -> tuple[NotePlace, ...]:
        """Every place its mark stands at, in order."""
        return (self.place, *self.others)

    @property
    def signatories(self) -> tuple[str, ...]:
        """Who speaks, one by one."""
        return (*self.states, *(f"group:{g}" for g in self.groups)) or (UNSIGNED,)


def statement_entries(resolution: Resolution, revision: int) -> tuple[StatementEntry, ...]:
    """The notes of a text in their order."""
    blocks = {str(at): block for at, block in places(resolution)}
    hanging = anchors(resolution)
    found = []
    for order, note in enumerate(resolution.footnotes):
        marked = dict.fromkeys(str(at) for at, _ in hanging.get(note.mark, ())) or {"": None}
        place, *others = (NotePlace(revision, at, _words(blocks.get(at))) for at in marked)
        found.append(
            StatementEntry(
                revision, order, note.mark, note.text, note.kind, note.states, note.groups, note.status, note.scope,
                place, tuple(others),
            )
        )  # fmt: skip
    return tuple(found)


def _words(block: Block | None) -> str:
    if block is None:
        return ""
    return table_text(block).split("\n")[0] if isinstance(block, Table) else block.text


def split_signatories(signatories: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Voices as (states, groups)."""
    states = tuple(v for v in signatories if v and not v.startswith("group:"))
    return states, tuple(v.removeprefix("group:") for v in signatories if v.startswith("group:"))
