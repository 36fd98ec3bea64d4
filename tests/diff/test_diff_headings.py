"""Headings with numbers: what stands below says which is which, not the number."""

from __future__ import annotations

from drafting.compare import compare
from drafting.diff.changes import Diff
from drafting.diff.pairing import compare_units
from drafting.diff.units import Unit
from drafting.read import read_bytes

TOPICS = ("lamps", "boats", "harbours", "pilots", "charts", "ropes")


def part(number: str, topic: str, *, named: bool) -> list[Unit]:
    """An article: a heading, and two paragraphs."""
    head = f"Article {number} ({topic})" if named else f"Article {number}"
    return [
        Unit(head, kind="heading"),
        Unit(f"The keepers shall report on their {topic} every winter to the council of the coast."),
        Unit(f"No {topic} may be sold before the council has seen the report of the keepers."),
    ]


def heads(diff: Diff) -> list[tuple[str, str, str]]:
    """(operation, old heading, new heading) for every heading."""
    found: list[tuple[str, str, str]] = []
    for change in diff.changes:
        old, new = (" ".join(side[i].text for i in at if side[i].kind == "heading")
                    for side, at in ((diff.old, change.old), (diff.new, change.new)))  # fmt: skip
        if old or new:
            found.append((change.op, old, new))
    return found


def test_articles_with_other_numbers_are_found_by_what_stands_below() -> None:
    old = [u for n, topic in enumerate(TOPICS, 1) for u in part(str(n), topic, named=True)]
    fresh = [Unit("Article 1", kind="heading"), Unit("This agreement enters into force when it has been signed.")]
    new = fresh + [u for n, topic in enumerate(TOPICS, 2) for u in part(str(n), topic, named=False)]
    assert heads(compare_units(old, new)) == [
        ("insert", "", "Article 1"),
        *(("edit", f"Article {n} ({topic})", f"Article {n + 1}") for n, topic in enumerate(TOPICS, 1)),
    ]


def test_headings_of_one_topic_move_with_it() -> None:
    old = [u for n, topic in enumerate(TOPICS, 1) for u in part(str(n), topic, named=True)]
    order = ("ropes", *TOPICS[:-1])
    new = [u for n, topic in enumerate(order, 1) for u in part(str(n), topic, named=True)]
    found = heads(compare_units(old, new))
    assert ("move_edit", "Article 6 (ropes)", "Article 1 (ropes)") in found
    assert {op for op, _, _ in found} == {"move_edit", "edit"} and len(found) == len(TOPICS)


def test_the_number_of_a_heading_is_no_quantity() -> None:
    texts = (f"## Article {n}\n\n1. The keepers shall light their lamps in winter.\n" for n in (4, 7))
    comparison = compare(*(read_bytes(text.encode(), "t.txt") for text in texts))
    (head,) = (c for c in comparison.body.changes if c.op == "edit")
    assert head.substance == ()
