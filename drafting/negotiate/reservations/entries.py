"""The footnotes of one revision as entries of a ledger: what each says, who signs it, and where its mark is."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.model.address import anchors, places
from drafting.model.resolution import Block, Resolution, Table, table_text
from drafting.model.statement_kinds import FootnoteKind, NoteScope, StatementStatus
from drafting.read.structure.untied_statements import untied_statements

UNSIGNED = ""
"""The one signatory of a note that no State and no group signs."""
_GROUP, _NAME = "group:", "name:"


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A place of a note's mark in one revision: address and words of the paragraph, heading or line.

    Both are "" for a note without a mark in the text.
    """

    revision: int
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One footnote in one revision.

    `order` counts the notes from 0; `place` is where its mark is first, `others` where else. `kind`, `status` and
    `scope` are those of Footnote.
    """

    revision: int
    order: int
    mark: str
    text: str
    kind: FootnoteKind
    states: tuple[str, ...]
    groups: tuple[str, ...]
    status: StatementStatus
    scope: NoteScope
    place: NotePlace
    others: tuple[NotePlace, ...] = ()
    names: tuple[str, ...] = ()
    """Signatories as printed that are no known State or group."""
    words: str = ""
    """The expression of the text that the note quotes as what it is about."""
    possible: bool = False
    """A line of the text that reads like a statement; nothing ties it to a paragraph."""

    @property
    def all_places(self) -> tuple[NotePlace, ...]:
        """Every place of its mark, in the order of the text."""
        return (self.place, *self.others)

    @property
    def signatories(self) -> tuple[str, ...]:
        """Who signs it: codes of States, "group:" and the name of a group, "name:" and a printed one, or UNSIGNED."""
        named = (*(f"{_GROUP}{g}" for g in self.groups), *(f"{_NAME}{n}" for n in self.names))
        return (*self.states, *named) or (UNSIGNED,)

    @property
    def is_signed(self) -> bool:
        """True when a State, a group or a printed name signs it."""
        return bool(self.states or self.groups or self.names)

    @property
    def is_in_force(self) -> bool:
        """True for a statement that is not withdrawn; information is no statement."""
        return self.kind != "information" and self.status != "withdrawn"


def statement_entries(resolution: Resolution, revision: int) -> tuple[StatementEntry, ...]:
    """The footnotes of a text in their order; `revision` is its index among the revisions."""
    blocks = {str(at): block for at, block in places(resolution)}
    marked = anchors(resolution)
    found = []
    for order, note in enumerate(resolution.footnotes):
        addresses = dict.fromkeys(str(at) for at, _ in marked.get(note.mark, ())) or {"": None}
        place, *others = (NotePlace(revision, at, _block_words(blocks.get(at))) for at in addresses)
        found.append(
            StatementEntry(
                revision, order, note.mark, note.text, note.kind, note.states, note.groups, note.status, note.scope,
                place, tuple(others), note.names, note.words,
            )
        )  # fmt: skip
    return tuple(found)


def possible_entries(resolution: Resolution, revision: int) -> tuple[StatementEntry, ...]:
    """The lines that might be statements as entries without a place, in the order of the text."""
    return tuple(
        StatementEntry(
            revision, order, "", one.text, one.statement.kind, one.statement.states, one.statement.groups,
            one.statement.status, "paragraph", NotePlace(revision, "", ""), possible=True,
        )
        for order, one in enumerate(untied_statements(resolution), len(resolution.footnotes))
    )  # fmt: skip


def _block_words(block: Block | None) -> str:
    """The words of a block, of a table those of its first row; "" for None."""
    if block is None:
        return ""
    return table_text(block).split("\n")[0] if isinstance(block, Table) else block.text


def split_signatories(signatories: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signatories as (codes of States, names of groups)."""
    states = tuple(v for v in signatories if v and not v.startswith((_GROUP, _NAME)))
    return states, tuple(v.removeprefix(_GROUP) for v in signatories if v.startswith(_GROUP))
