"""Real renewals: the paragraphs known to be one are found to be one."""

from __future__ import annotations

import json

from drafting.diff import compare_paragraphs
from tests.diff.test_diff_units import check
from tests.shared import SHARED, needs_shared


@needs_shared
def test_known_links_of_real_renewals_are_found() -> None:
    folder = SHARED / "corpus" / "revisions"
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    found = total = against = 0
    for record in map(json.loads, lines[::4]):
        sides = []
        for name in (record["before"], record["after"]):
            text = (folder / name).read_text(encoding="utf-8")
            sides.append([p for p in text.split("\n\n") if p.strip()])
        diff = compare_paragraphs(*sides)
        check(diff)
        pairs = {(i, j) for c in diff.changes for i in c.old for j in c.new}
        paired = {i for i, _ in pairs}
        for link in record["links"]:
            i, j = link["before_par"], link["after_par"]
            total += 1
            found += (i, j) in pairs
            against += (i, j) not in pairs and i in paired
    assert total > 300 and found >= 0.99 * total and against <= 0.005 * total
