"""Warnings on who makes a footnote's statement: names that are not known, delegations that are not named."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.lexicon.delegation_names import nearest_delegations
from drafting.model.resolution import Footnote, Note


def doubts_of_speakers(note: Footnote) -> Iterator[Note]:
    """A warning for each name that is not known, with the States it may mean; one for a statement of unnamed ones.

    A State that is only likely is named in the warning and not in `states`: the delegate decides.
    """
    if note.kind == "information":
        return
    for name in note.names:
        near = nearest_delegations(name)
        asks = f"; did you mean {', '.join(near)}?" if near else "; the name was kept as printed"
        message = f"note {note.mark} is a statement of “{name}”, which is not a known delegation{asks}"
        yield Note("unknown-delegation", message, f"fn{note.mark}", "warning")
    if not (note.names or note.states or note.groups):
        message = f"note {note.mark} is a statement that names no delegation; ask who made it"
        yield Note("unnamed-delegation", message, f"fn{note.mark}", "warning")
