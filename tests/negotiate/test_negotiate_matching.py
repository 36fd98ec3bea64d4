"""Which note of a revision continues which note of the one before, where several could."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.compare import compare
from drafting.model.resolution import Clause, Resolution
from drafting.negotiate.reservations.entries import NotePlace, StatementEntry
from drafting.negotiate.reservations.matching import link_statements
from drafting.negotiate.reservations.text_changes import TextChanges

DRAFT = Resolution((Clause("Wells are dug by villages.", label="1."),), language="en")
OLD = StatementEntry(
    0, 0, "1", "Brazil reserves its position on this paragraph.", "reservation", ("BRA",), (), "submitted",
    "paragraph", NotePlace(0, "OP1", "Wells are dug by villages."),
)  # fmt: skip


@pytest.mark.parametrize("other", [{"kind": "dissociation"}, {"states": ("BRA", "CHL")}], ids=["kind", "signatories"])
def test_of_equal_candidates_the_one_of_the_same_kind_and_signatories_continues(other: dict[str, object]) -> None:
    """The candidates differ in nothing else, and the wrong one comes first."""
    same = replace(OLD, revision=1, order=1, place=replace(OLD.place, revision=1))
    wrong = replace(same, order=0, **other)  # type: ignore[arg-type]
    changes = TextChanges(compare(DRAFT, DRAFT).body)
    assert [link.new for link in link_statements([OLD], [wrong, same], changes)] == [same]
    assert [link.new for link in link_statements([OLD], [wrong], changes)] == [wrong], (
        "without the right one it would do"
    )
