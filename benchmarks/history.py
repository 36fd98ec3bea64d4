"""Six revisions of 5,000 paragraphs: CPU seconds of the whole history, and whether every word is accounted for.

python benchmarks/history.py [paragraphs] [revisions]
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drafting.diff.history import RevisionUnits, history
from drafting.diff.pairing import compare_units
from drafting.diff.units import Unit
from drafting.model.labels import split_label
from tests.diff.revisions import _revised, revise


def stages(size: int, count: int, rate: float = 0.12) -> list[RevisionUnits]:
    """Invented revisions, each revising the one before; now and then a deleted paragraph comes back."""
    r = random.Random(1)
    first = revise(1, size, rate=rate)
    texts = [first.before, first.after]
    while len(texts) < count:
        bodies = [split_label(t)[2] for t in texts[-1]]
        gone = [split_label(t)[2] for t in texts[-2] if split_label(t)[2] not in set(bodies)]
        for text in r.sample(gone, len(gone) // 10):
            bodies.insert(r.randrange(len(bodies)), text)
        texts.append(_revised(r, [(b, "fr") for b in bodies], rate).after)
    return [RevisionUnits(f"rev {n}", tuple(_unit(t) for t in side)) for n, side in enumerate(texts)]


def _unit(text: str) -> Unit:
    label, gap, rest = split_label(text)
    return Unit(rest, label, gap=gap)


def main(size: int = 5000, count: int = 6) -> None:
    made = stages(size, count)
    spent = [0.0]

    def compare(old: list[Unit], new: list[Unit]) -> object:
        start = time.process_time()
        diff = compare_units(old, new)
        spent[0] += time.process_time() - start
        return diff

    start = time.process_time()
    found = history(made, compare)  # type: ignore[arg-type]
    cpu = time.process_time() - start
    exact = all(
        "".join(w.text for w in blame) == unit.text
        for stage, blames in zip(found.revisions, found.blames, strict=True)
        for unit, blame in zip(stage.units, blames, strict=True)
    )
    events: dict[str, int] = {}
    for life in found.paragraphs:
        for event in life.events:
            events[event.kind] = events.get(event.kind, 0) + 1
    print(f"{count} revisions of {size} paragraphs: {cpu:.2f} s CPU ({spent[0]:.2f} s comparing), exact: {exact}")
    print(
        f"{len(found.paragraphs)} lives;", ", ".join(f"{n} {k}" for k, n in sorted(events.items(), key=lambda e: -e[1]))
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
