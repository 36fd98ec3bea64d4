"""Renewed paragraphs mined from a library: how often `nearest` finds the wording that one was made from.

usage: python benchmarks/renewals.py LIBRARY.jsonl[.gz] [--half dev|held]

Records as `library add` reads them, with symbol, year and title. Each text is aligned with the latest earlier texts of
the same title, or that share many runs of words; a paragraph that the alignment calls edited is a question, the one it
was edited from its answer. The links come from the order of whole texts, not from `nearest`. Constants are chosen on
the half "dev"; "held" is looked at once they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from drafting.diff import Unit, compare_units
from drafting.library import analysis, open_library

EARLIER, SHARED, LONGEST = 4, 6, 400
"""Earlier texts looked at; fingerprints they must share; paragraphs beyond which a text is left out."""
LEVELS = (("hard", 0.6, 0.75), ("medium", 0.75, 0.9), ("light", 0.9, 1.01))
Record = dict[str, Any]


class Renewal(NamedTuple):
    """A paragraph and the earlier one it was edited from; `similarity` of their words, from 0 to 1."""

    question: Record
    answer: Record
    similarity: float


def renewals(records: list[Record]) -> Iterator[Renewal]:
    """Every paragraph with the one it renews, in the order of the symbols; words seen earlier yet are no question."""
    texts: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record["year"] is not None:
            texts[record["symbol"]].append(record)
    first: dict[int, int] = {}
    for record in (r for text in texts.values() for r in text):
        key = analysis.word_hash(analysis.words(record["text"]))
        first[key] = min(first.get(key, 9999), record["year"])
    for symbol, older in _earlier(texts):
        met: set[str] = set()
        for other in older:
            units = ([Unit(r["text"]) for r in texts[name]] for name in (other, symbol))
            for change in compare_units(*units).changes:
                if change.op not in ("edit", "move_edit") or len(change.old) != 1 or len(change.new) != 1:
                    continue
                answer, question = texts[other][change.old[0]], texts[symbol][change.new[0]]
                again = first[analysis.word_hash(analysis.words(question["text"]))] < question["year"]
                if question["id"] not in met and not again:
                    met.add(question["id"])
                    similarity = Indel.normalized_similarity(answer["text"].split(), question["text"].split())
                    yield Renewal(question, answer, similarity)


def _earlier(texts: dict[str, list[Record]]) -> Iterator[tuple[str, list[str]]]:
    """Each text with the earlier ones it may renew, the latest first."""
    prints = {s: set().union(*(analysis.prints(analysis.words(r["text"])) for r in t)) for s, t in texts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for symbol in sorted(texts):
        for mark in prints[symbol]:
            holders[mark].append(symbol)
    for symbol in sorted(texts):
        (year, title), shared = _of(texts[symbol]), Counter[str]()
        for mark in prints[symbol]:
            shared.update(o for o in holders[mark] if len(holders[mark]) <= 60 and _of(texts[o])[0] < year)
        same = {o for o in texts if title and _of(texts[o])[1] == title and _of(texts[o])[0] < year}
        like = sorted((o for o in shared if shared[o] >= SHARED), key=lambda o: (-shared[o], o))[:EARLIER]
        found = sorted(same | set(like), key=lambda o: (-_of(texts[o])[0], o))
        if len(texts[symbol]) <= LONGEST:
            yield symbol, [o for o in found if len(texts[o]) <= LONGEST][:EARLIER]


def _of(text: list[Record]) -> tuple[int, str]:
    return text[0]["year"], (text[0].get("title") or "").strip().lower()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("records", type=Path)
    options.add_argument("--half", choices=("dev", "held"), default="dev")
    given = options.parse_args()
    opening = gzip.open if given.records.suffix == ".gz" else open
    with opening(given.records, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    half = int(given.half == "held")
    asked = [r for r in renewals(records) if blake2b(r.question["symbol"].encode()).digest()[0] % 2 == half]
    with open_library(":memory:") as library:
        library.add_records(records)
        for name, least, most in LEVELS:
            first = ten = close = 0
            wanted = [r for r in asked if least <= r.similarity < most]
            for question, answer, _ in wanted:
                text = question["text"]
                hits = library.nearest(text, language=question["language"], before=question["year"])
                good = [h.id == answer["id"] or fuzz.ratio(h.text, answer["text"]) >= 95 for h in hits]
                first, ten = first + any(good[:1]), ten + any(good)
                known = fuzz.token_sort_ratio(answer["text"], text)
                close += bool(hits) and fuzz.token_sort_ratio(hits[0].text, text) >= known - 0.5
            n = max(1, len(wanted))
            print(
                f"{name} ({len(wanted)}): R@1 {first / n:.3f} as close {close / n:.3f} R@10 {ten / n:.3f}", flush=True
            )


if __name__ == "__main__":
    main()
